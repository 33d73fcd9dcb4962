"""The picture beside the text of a scan: the right page, small enough, and of nothing but indexed files."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from index import formats
from index.files import UnreadableFile
from index.ocr import as_jpeg
from index.pictures import LARGEST, LONGEST_SIDE, page_picture
from tests.pdfs import SIZE, drawn_page, pdf_of

Image = pytest.importorskip("PIL.Image")


def of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def opened(jpeg: bytes | None) -> Any:
    assert jpeg is not None
    picture = Image.open(io.BytesIO(jpeg))
    assert picture.format == "JPEG"
    return picture


def sheet(colour: str, size: tuple[int, int] = (300, 400)) -> Any:
    return Image.new("RGB", size, colour)


def saved(path: Path, kind: str, *sheets: Any) -> str:
    """Write sheets into one file and return its hash."""
    sheets[0].save(path, kind, save_all=len(sheets) > 1, append_images=list(sheets[1:]))
    return of(path.read_bytes())


def colour_of(jpeg: bytes | None) -> str:
    red, green, blue = opened(jpeg).getpixel((150, 200))
    return "red" if red > 200 > green else "green" if green > 100 > red else f"{red} {green} {blue}"


def test_each_page_of_a_file_of_pictures_is_its_own(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    sha256 = saved(tmp_path / "two.tiff", "TIFF", sheet("red"), sheet("green"))
    assert [colour_of(page_picture(tmp_path, "two.tiff", sha256, page)) for page in (1, 2)] == [
        "red",
        "green",
    ]
    with pytest.raises(UnreadableFile, match="no page 3"):
        page_picture(tmp_path, "two.tiff", sha256, 3)


def test_a_pdf_gives_the_pictures_of_its_scanned_pages_only(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    raw = pdf_of([["渡口停航", "渡口今天停航。"], drawn_page("JPEG")], size=SIZE)
    (tmp_path / "week.pdf").write_bytes(raw)
    assert page_picture(tmp_path, "week.pdf", of(raw), 1) is None
    assert opened(page_picture(tmp_path, "week.pdf", of(raw), 2)).size == SIZE
    with pytest.raises(UnreadableFile, match="2 pages"):
        page_picture(tmp_path, "week.pdf", of(raw), 9)


def test_a_member_of_an_archive_is_shown(tmp_path: Path) -> None:
    raw = drawn_page()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("scan.png", raw)
    assert opened(page_picture(tmp_path, "a.zip/scan.png", of(raw), 1)).size == SIZE


def test_a_picture_is_made_as_small_as_the_limits_say() -> None:
    noise = Image.frombytes("RGB", (2600, 3000), os.urandom(2600 * 3000 * 3))
    jpeg = as_jpeg([noise], LONGEST_SIDE, LARGEST)
    assert len(jpeg) <= LARGEST
    assert max(opened(jpeg).size) <= LONGEST_SIDE
    small = opened(as_jpeg([sheet("red")], LONGEST_SIDE, LARGEST))
    assert small.size == (300, 400)  # never made larger
    both = opened(as_jpeg([sheet("red"), sheet("green", (200, 100))], LONGEST_SIDE, LARGEST))
    assert both.size == (300, 500)
    assert both.getpixel((100, 450))[1] > 100


@pytest.mark.parametrize(
    "name", ["../secret.png", "below/../../secret.png", "ABSOLUTE", "../secret.zip/a.png"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    pytest.importorskip("rapidocr")
    data = tmp_path / "data"
    (data / "below").mkdir(parents=True)
    sha256 = saved(tmp_path / "secret.png", "PNG", sheet("red"))
    with zipfile.ZipFile(tmp_path / "secret.zip", "w") as archive:
        archive.write(tmp_path / "secret.png", "a.png")
    name = str(tmp_path / "secret.png") if name == "ABSOLUTE" else name
    with pytest.raises(UnreadableFile, match="no file of the data folder"):
        page_picture(data, name, sha256, 1)


def test_a_link_put_in_the_place_of_a_file_shows_nothing(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    data = tmp_path / "data"
    data.mkdir()
    sha256 = saved(tmp_path / "secret.png", "PNG", sheet("red"))
    (data / "scan.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(UnreadableFile, match="no file of the data folder"):  # even with the same bytes
        page_picture(data, "scan.png", sha256, 1)
    (data / "scan.png").unlink()
    os.mkfifo(data / "scan.png")  # to open it would wait for ever
    with pytest.raises(UnreadableFile, match="no file of the data folder"):
        page_picture(data, "scan.png", sha256, 1)


def test_only_the_bytes_that_were_indexed_are_shown(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    sha256 = saved(tmp_path / "scan.png", "PNG", sheet("red"))
    assert colour_of(page_picture(tmp_path, "scan.png", sha256, 1)) == "red"
    saved(tmp_path / "other.png", "PNG", sheet("green"))
    with pytest.raises(UnreadableFile, match="has changed"):
        page_picture(tmp_path, "other.png", sha256, 1)
    (tmp_path / "other.png").unlink()
    with pytest.raises(UnreadableFile):
        page_picture(tmp_path, "other.png", sha256, 1)


def test_without_the_extra_the_one_to_install_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = saved(tmp_path / "scan.png", "PNG", sheet("red"))
    monkeypatch.setattr(formats, "find_spec", lambda _name: None)
    with pytest.raises(UnreadableFile, match=r"\[ocr\]"):
        page_picture(tmp_path, "scan.png", sha256, 1)
