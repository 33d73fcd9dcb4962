"""Small PDF files for tests: pages of text, and pages that are only a picture; and a picture of a page."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

Page = list[str] | bytes  # lines of text, or a JPEG that fills the page


def pdf_of(pages: Sequence[Page], *, tail: str = "", size: tuple[int, int] = (0, 0)) -> bytes:
    """Write a PDF whose font maps each two-byte code to the same Unicode character.

    `size` is the width and height of the JPEGs among the pages.
    """
    chars = sorted({char for page in pages if isinstance(page, list) for line in page for char in line})
    blocks = [chars[first : first + 100] for first in range(0, len(chars), 100)]  # no block may hold more
    to_unicode = "".join(
        f"{len(block)} beginbfchar\n"
        + "".join(f"<{ord(c):04x}> <{ord(c):04x}>\n" for c in block)
        + "endbfchar\n"
        for block in blocks
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{to_unicode}endcmap end"
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _font(), _stream(cmap.encode())]
    kids = []
    for page in pages:
        resources = "/Font << /F1 3 0 R >>"
        if isinstance(page, bytes):
            width, height = size
            about = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB"
            objects.append(_stream(page, f"{about} /BitsPerComponent 8 /Filter /DCTDecode"))
            resources += f" /XObject << /Im1 {len(objects)} 0 R >>"
            shown = "q 600 0 0 800 0 0 cm /Im1 Do Q"
        else:
            shown = "BT /F1 12 Tf " + " ".join(
                f"1 0 0 1 50 {700 - 40 * row} Tm <{line.encode('utf-16-be').hex()}> Tj"
                for row, line in enumerate(page)
            )
            shown += " ET"
        objects.append(_stream(shown.encode()))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            f"/Resources << {resources} >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects, tail)


SIZE = (1200, 500)  # of the drawn page


def drawn_page(kind: str = "PNG") -> bytes:
    """Draw a page of two stories; the test is skipped where nothing is installed that could read it."""
    pytest.importorskip("rapidocr")
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(page)
    for left, headline, name, words in (
        (50, "Bridge to close", "Jane Doe", ("The old bridge will close in", "May for eleven weeks.")),
        (650, "Library opens", "Tom Askew", ("The library opened on Monday", "with 2300 books.")),
    ):
        draw.text((left, 40), headline, font=ImageFont.load_default(56), fill=(0, 0, 0))
        draw.text((left, 130), f"By {name}", font=ImageFont.load_default(30), fill=(0, 0, 0))
        for row, line in enumerate(words):
            draw.text((left, 200 + 42 * row), line, font=ImageFont.load_default(30), fill=(0, 0, 0))
    out = io.BytesIO()
    page.save(out, kind)
    return out.getvalue()


def _file(objects: list[bytes], tail: str) -> bytes:
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {tail} >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def _stream(content: bytes, about: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), about.encode(), content)


def _font() -> bytes:
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 4 0 R "
        b"/DescendantFonts ["
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> >>] >>"
    )
