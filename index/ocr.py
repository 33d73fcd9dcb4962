"""Pictures of pages to text: lines found by RapidOCR (its models are in its wheel), put in reading order."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

from index.breaks import PAGE_BREAK
from index.encodings import NotText

LONGEST_SIDE = 4_000  # pixels; beyond, a picture is made smaller before it is read
MOST_PIXELS = 120_000_000  # about the largest sheet scanned at 400 dots an inch
_FORMATS = ("BMP", "JPEG", "PNG", "TIFF", "WEBP")  # never EPS, which starts another program
_SENTENCE_END = "。！？!?.”」"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box in the picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Return the height of the box, about the size of the type."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """Return the width of the box."""
        return self.right - self.left


def read_image(raw: bytes) -> tuple[str, str]:
    """Return the text of a picture of a page."""
    with _frames(raw) as frames:
        pages = [read_picture(frame) for frame in frames]
    if not any(pages):
        raise NotText("no text was found in the picture")
    return f"\n{PAGE_BREAK}\n".join(pages), "ocr"


def image_of_page(raw: bytes, page: int) -> Any:
    """Return the picture (PIL) of a page (from 1) of a file of one or several."""
    with _frames(raw) as frames:
        for number, frame in enumerate(frames, 1):
            if number == page:
                return frame.copy()
    raise NotText(f"there is no page {page} in the picture")


@contextmanager
def _frames(raw: bytes) -> Iterator[Iterator[Any]]:
    """Open the pages of a picture file; what goes wrong while they are read is told as NotText."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotText(f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels")
            yield ImageSequence.Iterator(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, NotText):
            raise
        raise NotText(f"the picture is damaged ({type(error).__name__})") from error


def as_jpeg(pictures: Sequence[Any], longest: int, largest: int) -> bytes:
    """Return pictures (PIL), one below the other, as a JPEG of at most `longest` pixels, `largest` bytes."""
    from PIL import Image

    sheets = [picture.convert("RGB") for picture in pictures]
    width, height = max(sheet.width for sheet in sheets), sum(sheet.height for sheet in sheets)
    scale = min(1.0, longest / max(width, height))
    while True:
        sizes = [(max(1, int(s.width * scale)), max(1, int(s.height * scale))) for s in sheets]
        page = Image.new("RGB", (max(w for w, _ in sizes), sum(h for _, h in sizes)), "white")
        top = 0
        for sheet, size in zip(sheets, sizes, strict=True):
            page.paste(sheet.resize(size, reducing_gap=2.0), (0, top))
            top += size[1]
        for quality in (80, 60):
            out = io.BytesIO()
            page.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= largest:
                return out.getvalue()
        scale *= 0.7


def read_picture(picture: Any) -> str:
    """Return the text of an opened picture (PIL)."""
    import numpy as np

    result = _engine()(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    if result.txts is None or result.boxes is None:
        return ""
    lines = []
    for text, box in zip(result.txts, result.boxes, strict=True):
        across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
        lines.append(Line(str(text).strip(), min(across), min(down), max(across), max(down)))
    return write_lines(put_in_order([line for line in lines if line.text]))


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": LONGEST_SIDE})


def put_in_order(lines: Sequence[Line]) -> list[Line]:
    """Put lines in reading order: cut at gutters into columns, above and below a line that spans them."""
    ordered: list[Line] = []
    waiting = [list(lines)]
    while waiting:
        group = waiting.pop()
        parts = _cut(group) if len(group) > 1 else None
        if parts:
            waiting.extend(reversed(parts))
        else:
            ordered.extend(sorted(group, key=lambda line: (line.top, line.left)))
    return ordered


def _cut(lines: list[Line]) -> list[list[Line]] | None:
    """Cut lines at their widest gutter, or around their widest line; None where neither is to be found."""
    by_left = sorted(lines, key=lambda line: line.left)
    widest, place, reach = 0.0, 0, by_left[0].right
    for row, line in enumerate(by_left[1:], 1):
        if line.left - reach > widest:
            widest, place = line.left - reach, row
        reach = max(reach, line.right)
    if widest > 0.5 * median(line.height for line in lines):
        return [by_left[:place], by_left[place:]]
    span = max(lines, key=lambda line: line.width)
    if span.width < 1.2 * median(line.width for line in lines):
        return None
    rest = [line for line in lines if line is not span]
    middle = (span.top + span.bottom) / 2
    above = [line for line in rest if (line.top + line.bottom) / 2 < middle]
    below = [line for line in rest if (line.top + line.bottom) / 2 >= middle]
    return [part for part in (above, [span], below) if part]


def write_lines(lines: Sequence[Line]) -> str:
    """Join lines; a blank line stands where the type changes size, the space is wide or a column ends."""
    pieces: list[str] = []
    for row, line in enumerate(lines):
        if row:
            pieces.append("\n\n" if _parts(lines[row - 1], line) else "\n")
        pieces.append(line.text)
    return "".join(pieces)


def _parts(above: Line, below: Line) -> bool:
    small, large = sorted((above.height, below.height))
    if large > 1.3 * small:
        return True
    next_column = below.top < above.top
    space = below.top - above.bottom
    return above.text[-1] in _SENTENCE_END if next_column else space > 0.8 * small
