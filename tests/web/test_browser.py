"""The page as a reader meets it: the journeys, in Chromium, over the real articles."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pdfs import SIZE, drawn_page, pdf_of

GRIDS = "how many grids does Lishu have"
GRIDS_FILE = "000_ddaf4834bbece3e0.txt"
DESK, PHONE = (1600, 1000), (360, 740)
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def dated(serve: Callable[..., Any], fixture_pages: Path) -> Any:
    """A page over articles with dates."""
    return serve(fixture_pages)


@pytest.fixture(scope="module")
def scanned(serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A page over a scanned picture, another one, and a PDF of a page of text and a scanned one."""
    pytest.importorskip("pypdf")
    week = pdf_of([["Ferry stops", "The ferry stops today."], drawn_page("JPEG")], size=SIZE)
    pictures = {"scan.png": drawn_page(), "other.png": drawn_page() + b"\n", "week.pdf": week}
    return serve(tmp_path_factory.mktemp("empty"), pictures)


def ask(page: Any, question: str) -> Any:
    """Type a question, press Enter, return the answered turn."""
    count = page.locator(".turn").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    page.locator(".turn").nth(count).locator(".answer, .fault").first.wait_for()
    return page.locator(".turn").nth(count)


def tab(page: Any, number: int) -> None:
    page.locator('#tabs button[role="tab"]').nth(number).click()


def in_view(locator: Any) -> bool:
    """Tell whether an element is really to be seen: on screen and not scrolled away inside its panel."""
    return bool(
        locator.evaluate(
            """element => {
              const box = element.getBoundingClientRect();
              const panel = (element.closest(".scroll") || document.documentElement).getBoundingClientRect();
              const top = Math.max(0, panel.top), bottom = Math.min(innerHeight, panel.bottom);
              const across = box.left >= 0 && box.right <= innerWidth;
              return across && box.height > 0 && box.top >= top && box.bottom <= bottom;
            }"""
        )
    )


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_grids_of_lishu_are_marked_in_a_citation_and_shown_on_the_page(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size)
    turn = ask(page, GRIDS)
    card = turn.locator(".card", has=page.locator("mark.answer", has_text="2810")).first
    assert GRIDS_FILE in card.inner_text()
    assert "2810" in turn.locator(".short").inner_text()
    card.locator("a.open").click()
    page.locator("#reader .passage").first.wait_for()
    assert GRIDS_FILE in page.locator("#reader").inner_text()
    mark = page.locator("#reader mark.answer", has_text="2810")
    assert in_view(mark.first)


def test_the_page_is_there_soon_after_the_start(site: Any) -> None:
    assert site.seconds_to_start < 30  # 4 on a quiet machine with two cores


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("question", ["梨树县有多少个网格", "lishu xian you duoshao wangge"])
def test_chinese_and_pinyin_find_the_same_answer(
    site: Any, visit: Visit, question: str, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size, language="zh-CN")
    assert "2810" in ask(page, question).locator(".short").inner_text()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_the_articles_do_not_say_is_refused_with_the_closest_passages(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size)
    turn = ask(page, "what is the population of Mars")
    assert turn.locator(".short").inner_text() == "Not in these articles"
    assert turn.locator(".reason").inner_text().strip()
    assert turn.locator(".card.brief").count() > 0
    assert turn.locator("mark.answer").count() == 0


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_disagreement_is_a_table_whose_rows_are_cited(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size)
    turn = ask(page, GRIDS)
    rows = turn.locator("table.figures tbody tr")
    assert rows.count() == 2
    assert "2846" in rows.nth(1).inner_text()
    rows.nth(1).locator("a.ref").click()
    page.locator("#reader mark.answer", has_text="2846").first.wait_for()
    assert in_view(page.locator("#reader mark.answer", has_text="2846").first)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_comparison_draws_bars_in_proportion(site: Any, visit: Visit, size: tuple[int, int]) -> None:
    page = visit(site.url, *size, language="zh-CN")
    turn = ask(page, "伊通和铁东的网格长，哪边人数多？")
    rows = turn.locator("table.with-chart tbody tr")
    assert rows.count() == 2
    widths = [rows.nth(i).locator(".bar").bounding_box()["width"] for i in range(2)]
    assert widths[0] / widths[1] == pytest.approx(198 / 241, rel=0.02)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_scanned_page_is_shown_beside_the_text_read_from_it(
    scanned: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(scanned.url, *size)
    turn = ask(page, "How many books does the library have?")
    turn.locator(".card", has_text="scan.png").first.locator("a.open").click()
    picture = page.locator("#reader .scan img")
    picture.wait_for()
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") == SIZE[0]
    assert in_view(page.locator("#reader .passage").first)
    small, text = picture.bounding_box(), page.locator("#reader .scroll").bounding_box()
    beside, above = small["x"] + small["width"] <= text["x"], small["y"] < text["y"]
    assert beside if size == DESK else above
    page.locator("#reader .zoom").click()
    page.locator("#reader .zoom[aria-pressed=true]").wait_for()
    assert picture.bounding_box()["width"] > 1.3 * small["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#reader .zoom").click()
    assert in_view(page.locator("#reader .passage").first)


def test_a_page_of_text_has_no_picture_beside_it(scanned: Any, visit: Visit) -> None:
    page = visit(f"{scanned.url}/?file=week.pdf&start=0&end=5")
    page.locator("#reader .passage").first.wait_for()
    page.wait_for_timeout(500)
    assert not page.locator("#reader .scan").is_visible()
    place = page.locator("#reader .ln", has_text="Library opens").first
    assert place.is_visible()


def test_a_scan_that_has_changed_is_not_shown(scanned: Any, visit: Visit) -> None:
    (scanned.data / "other.png").write_bytes(drawn_page() + b"\0")
    page = visit(f"{scanned.url}/?file=other.png&start=0&end=5")
    page.locator("#reader .scan .empty").wait_for()
    assert page.locator("#reader .scan img").count() == 0


def test_without_dated_articles_no_period_is_offered(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    assert page.locator("#period").count() == 1
    assert not page.locator("#period").is_visible()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_period_is_chosen_beside_the_question_and_told_with_the_answer(
    dated: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(dated.url, *size)
    page.locator("#period summary").click()
    assert page.locator("#since").get_attribute("placeholder") == "2023-06-17"
    page.locator("#since").fill("2024")
    page.locator("#period summary").click()
    assert "2024 – …" in page.locator("#period summary").inner_text()  # folded, it still shows
    turn = ask(page, "how much will householders be given for flood doors")
    assert "Only articles dated 2024-01-01 or later" in turn.locator(".searched").inner_text()
    assert {"2024-03-14"} == {
        date for date in ("2023-06-17", "2023-11-06", "2024-03-14") if date in turn.inner_text()
    }
    page.locator("#period summary").click()
    page.locator("#since").fill("soon")
    assert "2023-05-17" in ask(page, "flood doors").locator(".short").inner_text()
    page.locator("#since").fill("2031")
    refused = ask(page, "flood doors")
    assert "No article is dated 2031-01-01 or later" in refused.locator(".reason").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#any-date").click()
    assert ask(page, "flood doors").locator(".searched").count() == 0


def test_a_follow_up_shows_the_completed_question(site: Any, visit: Visit) -> None:
    page = visit(site.url, language="zh-CN")
    ask(page, "梨树县有多少个网格")
    turn = ask(page, "伊通呢")
    assert "伊通" in turn.locator(".understood q").inner_text()
    assert "网格" in turn.locator(".understood q").inner_text()


def test_previous_and_next_step_through_the_citations(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    turn = ask(page, GRIDS)
    turn.locator("a.open").first.click()
    page.locator("#reader .previous:disabled").wait_for()
    page.locator("#reader .next").click()
    page.locator(".card.reading .number", has_text="2").wait_for()
    page.keyboard.press("Escape")
    page.locator("#reader .reader-head").wait_for(state="detached")


def test_closing_the_reader_wins_over_a_source_that_is_still_on_its_way(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    turn = ask(page, GRIDS)
    turn.locator("a.open").first.click()
    page.locator("#reader .previous:disabled").wait_for()
    held: list[Any] = []
    page.route("**/component_server/**", lambda route: held.append(route))
    page.locator("#reader .next").click()
    page.locator(".card.reading .number", has_text="2").wait_for()
    page.keyboard.press("Escape")
    page.locator("#reader .reader-head").wait_for(state="detached")
    assert held
    for route in held:
        with page.expect_response("**/component_server/**"):
            route.continue_()
    page.wait_for_timeout(300)
    assert page.locator("#reader .reader-head").count() == 0


def test_a_link_reopens_exactly_this_view(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    ask(page, GRIDS).locator("a.open").first.click()
    page.locator("#reader mark.answer").first.wait_for()
    before = page.locator("#reader .sheet").inner_html()
    again = visit(page.url)
    again.locator("#reader mark.answer").first.wait_for()
    assert again.locator("#reader .sheet").inner_html() == before
    assert in_view(again.locator("#reader mark.answer").first)


@pytest.mark.parametrize(
    "query",
    [
        "?file=../../etc/passwd&start=0&end=9",
        "?file=nothing.txt",
        f"?file={GRIDS_FILE}&start=9e9&mark=x-y",
    ],
)
def test_a_wrong_link_says_so_or_shows_the_page(site: Any, visit: Visit, query: str) -> None:
    page = visit(site.url + "/" + query)
    page.locator("#reader .empty, #reader .sheet").first.wait_for()
    assert "root:" not in page.locator("#reader").inner_text()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_back_closes_the_source_and_forward_opens_it_again(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size)
    turn = ask(page, GRIDS)
    turn.locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    page.locator("#reader .next").click()  # from source to source is no step of its own
    page.locator(".card.reading .number", has_text="2").wait_for()
    page.go_back()
    page.locator("#reader .reader-head").wait_for(state="detached")
    assert page.url == site.url + "/"
    assert "2810" in turn.locator(".short").inner_text()
    page.go_forward()
    page.locator("#reader .passage").first.wait_for()
    page.locator(".card.reading .number", has_text="2").wait_for()
    assert "file=" in page.url


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_a_closed_source_leaves_no_step_behind(site: Any, visit: Visit, way: str) -> None:
    page = visit(site.url)
    before = page.evaluate("history.length")
    turn = ask(page, GRIDS)
    for _ in range(3):
        turn.locator("a.open").first.click()
        page.locator("#reader .passage").first.wait_for()
        page.keyboard.press("Escape") if way == "Escape" else page.locator("#reader .close").click()
        page.locator("#reader .reader-head").wait_for(state="detached")
    turn.locator("a.open").nth(1).click()  # at once, while the browser is still on its way back
    page.locator("#reader .passage").first.wait_for()
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.locator("#reader .reader-head").wait_for(state="detached")
    assert page.url == site.url + "/"
    assert page.locator(".turn").count() == 1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_back_returns_to_the_tab_before(site: Any, visit: Visit, size: tuple[int, int]) -> None:
    page = visit(site.url, *size)
    turn = ask(page, GRIDS)
    turn.locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    read = page.url
    page.keyboard.press("Escape")
    tab(page, 1)
    page.locator("#shelf a.open").first.click()
    page.locator("#reader .framed").first.wait_for()
    assert page.url != read
    page.go_back()
    page.locator("#reader .reader-head").wait_for(state="detached")
    assert page.locator("#shelf").is_visible()
    page.reload()  # stays on the tab
    page.wait_for_selector("html[data-ready]")
    page.locator("#shelf .total").wait_for()
    page.go_back()
    page.locator("#question textarea").wait_for()
    assert page.locator(".turn .card").first.is_visible()


def test_back_from_another_tab_shows_the_source_that_was_closed_there(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    ask(page, GRIDS).locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    tab(page, 1)
    page.locator("#shelf .total").wait_for()
    page.keyboard.press("Escape")
    page.locator("#reader .reader-head").wait_for(state="detached")
    page.go_back()
    page.locator("#reader .passage").first.wait_for()
    assert page.locator("#question textarea").is_visible()
    page.go_back()
    page.locator("#reader .reader-head").wait_for(state="detached")


def test_a_link_is_closed_without_leaving_the_page(site: Any, visit: Visit) -> None:
    page = visit(f"{site.url}/?file={GRIDS_FILE}&start=0&end=5")
    page.locator("#reader .passage").first.wait_for()
    page.locator("#reader .close").click()
    page.locator("#reader .reader-head").wait_for(state="detached")
    assert page.url == site.url + "/"
    ask(page, GRIDS).locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    page.go_back()
    page.locator("#reader .reader-head").wait_for(state="detached")
    assert page.locator(".turn").count() == 1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_link_to_a_missing_file_says_so_and_can_be_closed(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(f"{site.url}/?file=nothing.txt&start=0&end=5", *size)
    page.locator("#reader .empty", has_text="not in the present index").wait_for()
    assert page.locator("#reader .reader-title").inner_text() == "nothing.txt"
    page.locator("#reader .close").click()
    page.locator("#reader .empty").wait_for(state="detached")
    assert page.locator("body.reading").count() == 0
    assert page.url == site.url + "/"


def test_a_citation_is_copied_in_each_format(site: Any, visit: Visit) -> None:
    page = visit(site.url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, GRIDS).locator("a.open").first.click()
    page.locator("#reader .copy").first.wait_for()
    copied = []
    for button in page.locator("#reader .copy").all():
        button.click()
        page.wait_for_timeout(50)
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    plain, gbt, bibtex, link = copied
    assert GRIDS_FILE in plain
    assert "[N]" in gbt
    assert bibtex.startswith("@misc{")
    assert link == page.url


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_gloss_switch_explains_each_word_and_keeps_the_marks(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size)
    turn = ask(page, GRIDS)
    page.evaluate("scrollTo(0, 0)")
    page.locator("#gloss input").check()
    word = turn.locator(".gloss .word", has=page.get_by_text("wǎnggé", exact=True)).first
    word.wait_for()
    assert "grid" in word.inner_text()
    assert "2810" in turn.locator(".gloss mark.answer").first.inner_text()
    page.locator("#gloss input").uncheck()
    assert not word.is_visible()
    assert "2810" in turn.locator(".as-is mark.answer").first.inner_text()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_browse_lists_filters_and_opens(site: Any, visit: Visit, size: tuple[int, int]) -> None:
    page = visit(site.url, *size)
    tab(page, 1)
    page.locator("#shelf .total", has_text="33 articles").wait_for()
    page.locator("#filter-kind label", has_text="Photo caption").click()
    page.locator("#shelf li.story").first.wait_for(state="detached")
    page.locator("#filter-kind label", has_text="All").click()
    page.locator("#filter-words textarea, #filter-words input").first.fill("網格 梨树")
    page.locator("#shelf .total").get_by_text("33 articles").wait_for(state="detached")
    page.locator("#shelf a.open").first.click()
    page.locator("#reader .framed").first.wait_for()
    assert page.locator("#reader .passage").count() == 0


@pytest.mark.parametrize(("size", "place", "berths"), [(DESK, "白鹭湾", "37"), (PHONE, "黑石滩", "58")])
def test_an_uploaded_article_answers_at_once_without_a_restart(
    site: Any, visit: Visit, tmp_path: Path, size: tuple[int, int], place: str, berths: str
) -> None:
    page = visit(site.url, *size, language="zh-CN")
    question = f"{place}的码头有多少个泊位"
    assert berths not in ask(page, question).locator(".answer").first.inner_text()
    story = f"{place}新码头正式开放。码头共设{berths}个泊位，由港务局统一管理。"
    (tmp_path / f"{place}.txt").write_text(f"{place}开放新码头\n\n本报讯（记者 甲乙）{story}\n", "utf-8")
    tab(page, 2)
    page.locator('#uploads input[type="file"]').set_input_files(tmp_path / f"{place}.txt")
    page.locator("#report .report", has_text=f"{place}.txt").wait_for(timeout=40_000)
    tab(page, 0)
    turn = ask(page, question)
    assert berths in turn.locator(".short").inner_text()
    assert f"{place}.txt" in turn.locator(".card").first.inner_text()


def test_an_upload_of_another_type_is_told_in_the_language_of_the_page(
    site: Any, visit: Visit, tmp_path: Path
) -> None:
    page = visit(site.url, language="zh-CN")
    tab(page, 2)
    upload = page.locator('#uploads input[type="file"]')
    assert {".txt", ".md", ".zip"} <= set((upload.get_attribute("accept") or "").split(","))
    assert f"存入文件夹“{site.data.name}”" in page.locator("#upload-where").inner_text()
    (tmp_path / "game.exe").write_bytes(b"MZ")
    upload.set_input_files(tmp_path / "game.exe")
    told = page.locator("#report .notes", has_text="game.exe")
    told.wait_for()
    assert "game.exe：不是可读的类型，只接受" in told.inner_text()
    assert ".zip" in told.inner_text()
    assert page.locator("#report").get_by_text("cannot be read").is_hidden()


def test_an_archive_is_taken_and_read(site: Any, visit: Visit, tmp_path: Path) -> None:
    page = visit(site.url)
    tab(page, 2)
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("ferry.txt", "青石渡口开放\n\n青石渡口共设29个船位。\n")
    page.locator('#uploads input[type="file"]').set_input_files(tmp_path / "pages.zip")
    page.locator("#report .report", has_text="pages.zip/ferry.txt").wait_for(timeout=40_000)
    tab(page, 0)
    assert "29" in ask(page, "青石渡口有多少个船位").locator(".short").inner_text()


def test_the_rebuild_is_offered_loudly_only_when_there_is_something_to_build(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    tab(page, 2)
    page.locator("#rebuild").click()
    page.locator("#index-panel .calm").wait_for(timeout=40_000)
    assert page.locator("#rebuild").bounding_box()["width"] < 300
    assert page.locator("#index-panel dd[title]").inner_text().startswith("No. ")
    (site.data / "later.txt").write_text("后来的事\n\n这一页是后来放进来的。\n", "utf-8")
    try:
        tab(page, 0)
        tab(page, 2)
        page.locator("#index-panel .changes").wait_for()
        assert page.locator("#rebuild").bounding_box()["width"] > 600
    finally:
        (site.data / "later.txt").unlink()


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
@pytest.mark.parametrize("size", [(1280, 900), (1920, 1000), (390, 844), PHONE])
def test_the_head_stands_over_the_column_and_names_the_program(
    site: Any, visit: Visit, size: tuple[int, int], language: str
) -> None:
    page = visit(site.url, *size, language=language)

    def left(selector: str) -> float:
        return float(page.locator(selector).first.bounding_box()["x"])

    assert left(".seal") == pytest.approx(left(".welcome-title"), abs=1)
    name = page.locator(".brand .t", has_text="问报" if language == "zh-CN" else "wenbao")
    assert in_view(name)
    boxes = [page.locator(each).bounding_box() for each in ("#brand .brand", "#gloss", "#language")]
    ends = [box["x"] + box["width"] for box in boxes]
    assert ends[0] <= boxes[1]["x"]
    assert ends[1] <= boxes[2]["x"]
    assert ends[2] <= size[0]
    ask(page, GRIDS).locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    assert left(".seal") == pytest.approx(left(".turn"), abs=1)


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_on_a_phone_the_head_of_the_source_is_low_and_says_what_is_copied(
    site: Any, visit: Visit, language: str
) -> None:
    page = visit(site.url, *PHONE, language=language)
    turn = ask(page, GRIDS)
    turn.locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    assert page.locator("#reader .reader-head").bounding_box()["height"] <= 115
    label = page.locator("#reader .copies-label")
    assert in_view(label)
    assert label.inner_text() == ("复制出处" if language == "zh-CN" else "Copy citation")
    for place in [*turn.locator(".where .place").all(), page.locator("#reader .where .place")]:
        assert place.bounding_box()["height"] < 30  # one line
    assert in_view(page.locator("#reader .close"))


def test_an_upload_that_is_no_text_is_refused_and_not_kept(site: Any, visit: Visit, tmp_path: Path) -> None:
    page = visit(site.url)
    tab(page, 2)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    page.locator('#uploads input[type="file"]').set_input_files(tmp_path / "picture.txt")
    page.locator("#report .notes", has_text="picture.txt").wait_for()
    assert not (site.data / "picture.txt").exists()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_questions_are_answered_while_the_index_is_rebuilt(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    events = "".join(f"第{n}件事发生在河边。\n" for n in range(3000))
    (site.data / "many.txt").write_text(f"很多事\n\n{events}", "utf-8")
    builder, reader = visit(site.url, *size), visit(site.url, *size)
    generation = (site.index_dir / "CURRENT").read_text()
    tab(builder, 2)
    builder.locator("#rebuild").click()
    builder.locator("#rebuild").click()  # the second click changes nothing
    answered_during = 0
    while (site.index_dir / "CURRENT").read_text() == generation:
        assert "2810" in ask(reader, GRIDS).locator(".short").inner_text()
        answered_during += 1
        assert answered_during < 200
    builder.locator("#report .report", has_text="many.txt").wait_for(timeout=40_000)
    assert answered_during > 0
    (site.data / "many.txt").unlink()
    builder.locator("#rebuild").click()
    builder.locator("#report .report", has_text="Removed").wait_for(timeout=40_000)


def test_files_changed_on_disk_are_announced_on_ask(site: Any, visit: Visit) -> None:
    (site.data / "later.txt").write_text("后来的事\n\n这一页是后来放进来的。\n", "utf-8")
    try:
        page = visit(site.url)
        page.locator("#banner", has_text="1 file changed").wait_for()
        page.locator("#banner .go-index").click()
        page.locator("#index-panel", has_text="later.txt").wait_for()
    finally:
        (site.data / "later.txt").unlink()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_language_follows_the_browser_and_can_be_switched(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size, language="en-GB")
    tabs = page.locator('#tabs button[role="tab"]')
    assert tabs.all_inner_texts()[:3] == ["Ask", "Browse", "Index"]
    assert page.locator("html").get_attribute("lang") == "en"
    ask(page, GRIDS)
    page.locator("#language label", has_text="中文").click()
    tabs.nth(1).get_by_text("浏览").wait_for()
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert "出处" in page.locator(".cards-title").inner_text()
    assert page.locator("#question textarea").get_attribute("placeholder") == "请输入问题"
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator(".turn").count() == 1  # the conversation is kept as well
    tabs.nth(1).get_by_text("浏览").wait_for()


def test_enter_that_ends_an_ime_composition_does_not_send(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    box = page.locator("#question textarea")
    box.fill("lishu")
    box.evaluate(
        """element => {
          for (const kind of ["keydown", "keypress"])
            element.dispatchEvent(
              new KeyboardEvent(kind, { key: "Enter", keyCode: 229, isComposing: true, bubbles: true }));
        }"""
    )
    page.wait_for_timeout(300)
    assert page.locator(".turn").count() == 0
    assert box.input_value() == "lishu"


def test_the_keyboard_alone_asks_opens_and_closes(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    page.locator("#question textarea").focus()
    page.keyboard.type(GRIDS)
    page.keyboard.press("Enter")
    page.locator(".turn .card").first.wait_for()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('a.open')"):
            break
    page.keyboard.press("Enter")
    page.locator("#reader .passage").first.wait_for()
    assert page.evaluate("document.activeElement.className") == "reader-title"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('a.open')")


def test_a_screen_reader_hears_the_answer(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    ask(page, GRIDS)
    status = page.locator('#announce[role="status"][aria-live="polite"]')
    assert "2810" in status.inner_text()


def test_verdicts_are_kept_as_questions(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    turn = ask(page, GRIDS)
    turn.locator(".thumb").first.click()
    turn.locator(".right-passage").first.click()
    turn.locator(".right-passage:disabled").first.wait_for()
    lines = (site.index_dir / "feedback.jsonl").read_text("utf-8").splitlines()
    thumb, passage = (json.loads(line) for line in lines[-2:])
    assert (thumb["verdict"], passage["verdict"]) == ("good", "right_passage")
    assert passage["question"] == GRIDS
    assert "2810" in passage["evidence"][0]["evidence"]
    turn.locator(".thumb").nth(1).click()
    turn.locator(".thumb:disabled").nth(1).wait_for()
    assert GRIDS in (site.index_dir / "complaints.jsonl").read_text("utf-8")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_question_too_long_stays_in_the_box_and_is_told_there(
    site: Any, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(site.url, *size)
    ask(page, GRIDS)
    box, notice = page.locator("#question textarea"), page.locator("#too-long")
    box.fill("问" * 3_000)
    box.press("Enter")
    notice.get_by_text("The question has 3,000 characters; at most 2,000 are read.").wait_for()
    assert in_view(notice)
    assert box.input_value() == "问" * 3_000
    assert page.locator(".turn").count() == 1
    box.fill(GRIDS)
    notice.wait_for(state="hidden")
    box.fill("grids " * 330)
    box.press("Enter")
    page.locator(".turn").nth(1).locator(".asked").wait_for()
    assert page.locator(".turn").nth(1).locator(".asked").bounding_box()["height"] < 150
    page.locator(".turn").nth(1).locator(".answer").first.wait_for()


@pytest.mark.parametrize("question", ["", "   ", "？？？", "🙂🙂🙂", "¿Cuántos habitantes tiene la luna?"])
def test_odd_questions_get_words_not_a_crash(site: Any, visit: Visit, question: str) -> None:
    page = visit(site.url)
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    if question.strip():
        page.locator(".turn:not(.pending) .answer").wait_for()
    assert page.locator(".turn").count() == bool(question.strip())


def test_an_answer_is_drawn_soon_even_after_fifty_turns(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    for number in range(50):
        ask(page, f"{GRIDS} {number}")
    began = time.perf_counter()
    ask(page, GRIDS)
    assert time.perf_counter() - began < 1.5  # 0.3 s on a quiet machine
    assert page.locator(".turn").count() == 51


def test_nothing_moves_when_the_citations_arrive(site: Any, visit: Visit) -> None:
    page = visit(site.url)
    page.evaluate(
        """() => {
          window.moved = 0;
          const add = (list) => { for (const entry of list.getEntries()) window.moved += entry.value; };
          new PerformanceObserver(add).observe({ type: "layout-shift" });
        }"""
    )
    ask(page, GRIDS)
    page.evaluate("window.moved = 0")  # the welcome gives way to the first question
    ask(page, "梨树县有多少个网格")
    page.wait_for_timeout(300)
    assert page.evaluate("window.moved") < 0.1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_nothing_scrolls_sideways(site: Any, visit: Visit, size: tuple[int, int]) -> None:
    page = visit(site.url, *size)
    ask(page, GRIDS).locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    for number in (0, 1, 2):
        tab(page, number) if size == DESK or number == 0 else None
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"tab {number} is {wide} px too wide"
