"""Headlines that quote, decks in italics, marked rubrics and questions to several people."""

from __future__ import annotations

from index.articles import find_articles


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


def test_a_quotation_is_the_headline_above_its_deck() -> None:
    page = (
        "“这口气不争，我睡不着”\n阿婆告赢物业 追回三年电梯广告费\n\n文／图 珠江夜报记者 邝美琪\n\n"
        "七旬的梁阿婆住进华景里12年，电梯里的广告换了一茬又一茬。\n"
    )
    assert headlines(page) == ["“这口气不争，我睡不着”"]


def test_a_deck_in_italics_is_no_part_of_the_headline() -> None:
    page = (
        "County fair draws 31,000 despite rain\n*Cream puff record falls; derby postponed*\n\n"
        "By Gordie Hanke\n\nRain fell on three of the five days, but 31,204 people came anyway.\n"
    )
    assert headlines(page) == ["County fair draws 31,000 despite rain"]


def test_marked_labels_above_longer_headlines_are_rubrics() -> None:
    page = (
        "◆ 產銷新聞\n紅豆盛產價跌　農會啟動收購\n\n本期紅豆因暖冬豐收，每公斤產地價跌至四十二元。\n\n"
        "◆ 技術專欄\n木瓜輪點病防治要領\n\n木瓜輪點病由蚜蟲傳播，目前無藥可治。\n\n"
        "◆ 人物側寫\n把田埂還給青蛙的人\n\n在橋頭，大家叫他「青蛙叔」，他把水泥田埂敲掉。\n"
    )
    assert headlines(page) == [
        "紅豆盛產價跌 農會啟動收購",
        "木瓜輪點病防治要領",
        "把田埂還給青蛙的人",
    ]


def test_a_question_that_several_people_answer_is_a_headline() -> None:
    page = (
        "GULF & PENINSULA TIMES\nThursday 3 August 2006 | $1.10\n\nNew doctor for the bay\n\n"
        "DR Samina Yusuf has opened her books in the old bank.\n\n"
        "Vox pop: Should dogs be allowed on the foreshore?\n\n"
        'Merv Tonkin, retired: "Only if people aren\'t."\n\nLeanne Schirmer, hairdresser: "On a lead."\n'
    )
    assert headlines(page) == [
        "New doctor for the bay",
        "Vox pop: Should dogs be allowed on the foreshore?",
    ]
