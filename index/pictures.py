"""The picture that the text of a scanned page was read from, small enough to be shown beside it."""

from functools import lru_cache
from pathlib import Path

from index.encodings import NotText
from index.files import UnreadableFile, read_indexed
from index.formats import PICTURES, missing_library, pdf_pictures
from index.ocr import as_jpeg, image_of_page

LONGEST_SIDE = 2_000  # pixels: type of a newspaper page can still be read
LARGEST = 1_500_000  # bytes of the JPEG; a third more on its way to the page


def is_scan(encoding: str) -> bool:
    """Tell whether a file's text, or that of some of its pages, was read from pictures."""
    return encoding in ("ocr", "pdf+ocr")


@lru_cache(maxsize=8)
def page_picture(folder: Path, name: str, sha256: str, page: int) -> bytes | None:
    """Return a page (from 1) of an indexed file as JPEG; None where its text was not read from a picture.

    Raises UnreadableFile when the file is gone, has changed since it was indexed, or the library is missing.
    """
    if missing := missing_library(PICTURES[0]):
        raise UnreadableFile(name, missing)
    raw = read_indexed(folder, name, sha256)
    try:
        is_pdf = name.lower().endswith(".pdf")
        pictures = pdf_pictures(raw, page) if is_pdf else [image_of_page(raw, page)]
    except NotText as error:
        raise UnreadableFile(name, f"{error}.") from error
    return as_jpeg(pictures, LONGEST_SIDE, LARGEST) if pictures else None
