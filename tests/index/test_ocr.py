"""Pictures of pages: lines are put in reading order; a drawn page is read where the extra is installed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from index.articles import find_articles
from index.encodings import NotText
from index.files import read_file
from index.ocr import Line, put_in_order, read_image, write_lines
from tests.pdfs import drawn_page


def column(left: float, *texts: str, top: float = 100, width: float = 400) -> list[Line]:
    return [
        Line(text, left, top + 36 * row, left + width, top + 36 * row + 27) for row, text in enumerate(texts)
    ]


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = column(0, "一", "二", "三"), column(450, "四", "五", "六")
    mixed = [line for pair in zip(right, left, strict=True) for line in pair]
    assert texts(put_in_order(mixed)) == list("一二三四五六")


def test_a_headline_over_two_columns_comes_first_and_one_below_them_last() -> None:
    headline = Line("题", 0, 20, 850, 80)
    footer = Line("尾", 0, 400, 850, 440)
    lines = [footer, *column(450, "三", "四"), headline, *column(0, "一", "二")]
    assert texts(put_in_order(lines)) == list("题一二三四尾")


def test_one_column_is_read_from_top_to_bottom() -> None:
    lines = [*column(0, "一", "二", "三"), Line("四", 0, 210, 150, 237)]
    assert texts(put_in_order(lines[::-1])) == list("一二三四")
    assert put_in_order([]) == []


def test_blank_lines_stand_where_the_type_changes_or_a_sentence_ends_with_its_column() -> None:
    headline = Line("书屋开放", 0, 20, 400, 70)
    assert write_lines([headline, *column(0, "绿洲县建成书屋，", "藏书两千册。")]) == (
        "书屋开放\n\n绿洲县建成书屋，\n藏书两千册。"
    )
    assert write_lines([*column(0, "绿洲县建"), *column(450, "成书屋。", top=20)]) == "绿洲县建\n成书屋。"
    assert write_lines([*column(0, "很好。"), *column(450, "鸡场扩建", top=20)]) == "很好。\n\n鸡场扩建"


def test_a_picture_of_a_page_gives_its_articles(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(drawn_page())
    source = read_file(tmp_path, "scan.png")
    assert source.encoding == "ocr"
    first, second = find_articles("scan.png", source.text)
    assert (first.headline, first.authors) == ("Bridge to close", ("Jane Doe",))
    assert (second.headline, second.authors) == ("Library opens", ("Tom Askew",))
    assert "2300 books" in source.text[second.start : second.end]


def test_a_scanned_pdf_is_read_through_its_pictures() -> None:
    pytest.importorskip("rapidocr")
    pytest.importorskip("pypdf")
    from PIL import Image

    from index.formats import read_pdf

    out = io.BytesIO()
    Image.open(io.BytesIO(drawn_page())).convert("RGB").save(out, "PDF")
    assert "Library opens" in read_pdf(out.getvalue())[0]


@pytest.mark.parametrize("raw", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_a_damaged_picture_says_so(raw: bytes) -> None:
    pytest.importorskip("PIL")
    with pytest.raises(NotText, match="damaged"):
        read_image(raw)
