"""Small-town weeklies in English: titles over two lines, posts, briefs, captions, abbreviations."""

from __future__ import annotations

from index.articles import find_articles
from index.entities import Article

HEAD = "THE ALDER CREEK PLAINSMAN\nVol. 74, No. 31    Thursday, August 2, 1984\n\n"


def articles(page: str) -> list[Article]:
    return find_articles("page.txt", page)


def headlines(page: str) -> list[str]:
    return [article.headline for article in articles(page)]


def test_a_title_set_over_two_tight_lines_is_one() -> None:
    page = (
        f"{HEAD}COUNTY GRAIN ELEVATOR\nBURNS; LOSS SET AT $1.2 MILLION\n\nBy HAL DEMPSTER\n\n"
        "MARLOW — Fire swept through the elevator here early Sunday.\n"
    )
    (story,) = articles(page)
    assert (story.headline, story.subtitle) == ("COUNTY GRAIN ELEVATOR BURNS; LOSS SET AT $1.2 MILLION", "")


def test_a_deck_of_twice_the_length_stays_a_deck() -> None:
    page = (
        f"{HEAD}Ferry fares rise\nPort Authority blames the cost of insurance for the first increase\n"
        "By Agnes Corrigan\nThe ferry to the island will cost a dime more.\n"
    )
    (story,) = articles(page)
    assert story.headline == "Ferry fares rise"


def test_the_post_below_a_name_opens_no_story() -> None:
    page = (
        f"{HEAD}Elevator burns at Marlow\n\nBy HAL DEMPSTER\nPlainsman Editor\n\n"
        "MARLOW — Fire swept through the elevator here early Sunday.\n"
    )
    (story,) = articles(page)
    assert (story.headline, story.authors) == ("Elevator burns at Marlow", ("HAL DEMPSTER",))


def test_a_jump_line_is_no_part_of_the_title_below_it() -> None:
    page = (
        f"{HEAD}Elevator burns at Marlow\n\nBy Hal Dempster\n\nFire swept through it on Sunday.\n\n"
        "See ELEVATOR, page 3\n\nNew doctor opens an office\n\nBy Connie Rusk\n\n"
        "A physician will open a practice.\n"
    )
    assert headlines(page) == ["Elevator burns at Marlow", "New doctor opens an office"]


def test_a_title_may_end_in_an_abbreviation() -> None:
    page = (
        f"{HEAD}Garden Club Names Officers\nMrs. Tuttle was elected president at the May luncheon.\n"
        "Sewer Work Closes Front St.\nBy Bert Lindqvist\nFront Street will be closed for three weeks.\n"
    )
    first, second = articles(page)
    assert first.authors == ()
    assert (second.headline, second.authors) == ("Sewer Work Closes Front St.", ("Bert Lindqvist",))


def test_briefs_with_titles_in_capitals_stand_each_for_itself() -> None:
    page = (
        f"{HEAD}COUNTY BRIEFS\n\nBLOOD DRIVE SET — The Red Cross will hold a blood drive Thursday.\n\n"
        "ELKS PLAN DANCE — The Elks Lodge will host a dance Saturday. Tickets are $4.\n"
    )
    first, second = articles(page)
    assert (first.kicker, first.headline) == ("COUNTY BRIEFS", "BLOOD DRIVE SET")
    assert (second.headline, second.byline) == ("ELKS PLAN DANCE", "")


def test_datelines_in_a_column_of_births_open_no_stories() -> None:
    page = (
        f"{HEAD}Births\n\nATKINS — To Mr. and Mrs. Larry Atkins, a daughter, Feb. 27.\n\n"
        "POOLE — To Mr. and Mrs. James Poole, a son, Feb. 28.\n"
    )
    assert headlines(page) == ["Births"]


def test_a_magazine_in_capitals_has_no_bylines_in_capitals() -> None:
    page = (
        "STEEPLE ASHWOOD MAGAZINE\nOctober 1997   Price 20p\n\nFROM THE RECTORY\n\n"
        "The tenor bell will be taken down.\n\nWith every blessing,\nPhilip Threadgold\n\n"
        "VILLAGE HALL NEWS\n\nThe new boiler is in at last.\n\nWI REPORT\n\nWe heard a talk about bees.\n"
    )
    assert headlines(page) == ["FROM THE RECTORY", "VILLAGE HALL NEWS", "WI REPORT"]


def test_a_credit_makes_a_caption_of_a_paragraph_with_a_label_in_capitals() -> None:
    page = (
        f"{HEAD}Ribbons at the fair\n\n"
        "Eleven ribbons came home with members from the state fair last week.\n\n"
        "GRAND CHAMPION — Jodi Amundson leads her steer. (Staff photo by Connie Rusk)\n"
    )
    assert [article.kind for article in articles(page)] == ["story", "caption"]


def test_a_labelled_picture_is_no_part_of_the_story_above() -> None:
    page = (
        f"{HEAD}Roof appeal passes halfway\n\nBy Neve Clark\n\nThe appeal has raised $41,000.\n\n"
        "[Photo] A volunteer holds the harness she wore on Tuesday.\n"
    )
    assert [article.kind for article in articles(page)] == ["story", "caption"]


def test_rows_with_leaders_are_no_titles() -> None:
    page = (
        f"{HEAD}Fair Opens Monday\n\nThe county fair opens Monday at noon.\n\n"
        "LOCAL MARKETS (Wednesday noon)\nCorn, bu.........$4.08\nEggs, doz., farmers market......$4.50\n\n"
        "Blood Drive Tops Goal\n\nThe Oct. 7 blood drive at the Legion\nHall brought in 64 pints, nine over\n"
        "the goal. Fourteen came for the first\ntime.\n"
    )
    found = articles(page)
    assert found[-1].headline == "Blood Drive Tops Goal"
    assert page[found[-1].blocks[-1].start :].startswith("The Oct. 7 blood drive")


def test_a_writer_named_on_the_first_line_signs_the_story() -> None:
    page = (
        f"{HEAD}Council Awards Water\nMain Job on 5-2 Vote\n\nBy Nora Penfold -- After two hours, it did.\n"
    )
    [story] = articles(page)
    assert story.authors == ("Nora Penfold",)


def test_a_paragraph_that_names_itself_a_photo_is_a_caption() -> None:
    page = (
        f"{HEAD}Corn Is Good\n\nCorn is averaging 188 bushels to the acre.\n\n"
        "Photo: Hank Oberle with the pumpkin that\ntook first at Harvest Days. They fed it milk.\n"
    )
    assert [article.kind for article in articles(page)] == ["story", "caption"]


def test_a_line_that_goes_on_in_small_letters_is_no_title() -> None:
    page = (
        f"{HEAD}Beans Good, Corn Better\n\nFarmers had 71 per cent of their corn in by Sunday.\n\n"
        "The co-op has taken in 1.34 million\nbushels since Sept. 10 and put 200,000\nof it on the ground.\n"
    )
    assert headlines(page) == ["Beans Good, Corn Better"]


def test_a_label_before_a_dash_heads_a_brief() -> None:
    page = f"{HEAD}Hattie Is 101\n\nHattie marked it.\n\nWEATHER -- First frost came Oct. 9, low of 29.\n"
    assert headlines(page) == ["Hattie Is 101", "WEATHER"]


def test_a_title_in_capitals_is_no_sender_where_titles_are_in_capitals() -> None:
    page = (
        f"{HEAD}SCHOOL ROLLS DOWN AGAIN\n\nEnrollment stands at 1,127 this fall.\n\n"
        "BRIDGE TOLL TO END\n\nThe toll ends on Nov. 1.\n\nSHERIFF HIRES TWO\n\nTwo start on Monday.\n\n"
        "FIRE GUTS CREAMERY WAREHOUSE\n\n22 Volunteers Fight Blaze Until Dawn\n\nBy Staff Writer\n\n"
        "A fire believed to have begun in a compressor gutted the warehouse.\n"
    )
    fire = articles(page)[-1]
    assert (fire.headline, fire.subtitle) == (
        "FIRE GUTS CREAMERY WAREHOUSE",
        "22 Volunteers Fight Blaze Until Dawn",
    )
