"""Bytes of a file in some format to its text: web pages, PDF, Word, JSON lines.

The text is what all offsets count in. Headings become Markdown headings, a form feed stands between the
pages of a PDF, a record separator between the records of JSON lines; both are white space to everything else.
"""

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from index.breaks import PAGE_BREAK, RECORD_BREAK
from index.encodings import NotText, decode
from index.ocr import read_picture

MOST_PAGES = 3_000
MOST_NAMED = 20  # pages listed one by one
LARGEST_UNPACKED = 300 * 1024 * 1024  # bytes of all parts of a Word file or archive
PICTURES = (".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
NEEDS = {".html": "lxml", ".htm": "lxml", ".xhtml": "lxml", ".pdf": "pypdf", ".docx": "docx"}
NEEDS |= dict.fromkeys(PICTURES, "rapidocr")
_EXTRAS = {"lxml": "html", "pypdf": "pdf", "docx": "docx", "rapidocr": "ocr"}

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "nav", "form", "iframe", "head", "button", "select")
)
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "label", "mark", "q", "s", "small")
) | frozenset(("span", "strong", "sub", "sup", "time", "u"))
_DATE_META = ("article:published_time", "pubdate", "publishdate", "publish-date", "dc.date", "date")
_KEYS = {
    "title": ("title", "headline", "标题", "题目"),
    "text": ("text", "body", "content", "正文", "内容"),
    "date": ("date", "published", "time", "日期", "时间"),
    "author": ("author", "byline", "作者"),
    "source": ("source", "来源"),
}
# What pypdf and python-docx raise, besides their own errors, when a file is damaged.
_DAMAGE = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError, OSError,
    OverflowError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip


def missing_library(suffix: str) -> str:
    """Say what to install before files with this ending can be read; "" when all is there."""
    library = NEEDS.get(suffix, "")
    if not library or find_spec(library):
        return ""
    return f"reading {suffix} needs {_to_install(_EXTRAS[library])}"


def installed_extras() -> tuple[str, ...]:
    """Return the extras whose libraries are there, sorted: with one more, more can be read."""
    return tuple(sorted(extra for library, extra in _EXTRAS.items() if find_spec(library)))


def _to_install(extra: str) -> str:
    return f'the extra “{extra}”. In the project folder run: pip install -c constraints.txt -e ".[{extra}]"'


def read_html(raw: bytes) -> tuple[str, str]:
    """Return the text of a web page's article, or of its body."""
    from lxml import etree
    from lxml import html as lxml_html

    text, encoding = _decode_markup(raw)
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NotText("the web page holds no text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise NotText("the web page is nested more than two thousand levels deep")
    content = _main_content(root)
    lines = _tidy("".join(_html_pieces(content)))
    title = " ".join((root.findtext(".//title") or "").split())
    if title and content.find(".//h1") is None:
        lines = f"# {title}\n\n{lines}"
    return _front_matter(_html_fields(root)) + lines, encoding


def _decode_markup(raw: bytes) -> tuple[str, str]:
    declared = _META_CHARSET.search(raw[:4096])
    if declared:
        name = declared[1].decode("ascii", "replace").lower()
        name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950"}.get(name, name)
        try:
            return raw.decode(name).removeprefix("\ufeff"), name
        except (UnicodeDecodeError, LookupError):
            pass  # pages often declare what they are not
    return decode(raw)


def _main_content(root: Any) -> Any:
    for path in (".//article", ".//main"):
        found = root.findall(path)
        if len(found) == 1 and found[0].xpath("string-length(normalize-space(.))") > 40:
            return found[0]
    body = root.find(".//body")
    return root if body is None else body


def _html_pieces(content: Any) -> Iterator[str]:
    """Yield text and line breaks, without recursion: a page may be nested a million deep."""
    from lxml import etree

    walk = etree.iterwalk(content, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            if tag in _SKIPPED or element.get("hidden") is not None:
                walk.skip_subtree()
                continue
            yield _opening(tag)
            yield _SPACES.sub(" ", element.text or "")
        else:
            if tag not in _INLINE and tag not in _SKIPPED:
                yield (
                    "\t" if tag in ("td", "th") else "\n" if tag in ("br", "li", "tr", "dd", "dt") else "\n\n"
                )
            if element is not content:
                yield _SPACES.sub(" ", element.tail or "")


def _opening(tag: str) -> str:
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return f"\n\n{'#' * int(tag[1])} "
    return "" if tag in _INLINE or tag in ("td", "th", "br") else "\n"


def _html_fields(root: Any) -> dict[str, str]:
    """Return the date and author that a page's head gives."""
    fields: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = " ".join((meta.get("content") or "").split())
        if name in _DATE_META:
            fields.setdefault("date", value[:10])
        elif name in ("author", "article:author"):
            fields.setdefault("author", value[:100])
    return fields


def read_pdf(raw: bytes) -> tuple[str, str, str]:
    """Return the text of a PDF, a form feed between its pages, how it was read, and what it lacks.

    It was read as "pdf", or as "pdf+ocr" where some pages are scans; it lacks the scans in which no text was
    found, or all of them where OCR is not installed.
    """
    with _open_pdf(raw) as reader:
        texts = [_tidy(page.extract_text()) for page in reader.pages]
        scans = ["" if text else _read_scan(page) for text, page in zip(texts, reader.pages, strict=True)]
        pages = [text or scan for text, scan in zip(texts, scans, strict=True)]
        if not any(char.isalnum() for page in pages for char in page):
            advice = missing_library(".png") or "no text was found in them"
            raise NotText(f"the PDF holds pictures of pages and no text: {advice}")
        lacking = [number for number, text in enumerate(pages, 1) if not text]
        lacking = [number for number in lacking if len(reader.pages[number - 1].images)]  # others are blank
    return f"\n{PAGE_BREAK}\n".join(pages), "pdf+ocr" if any(scans) else "pdf", _lacks(lacking)


def _lacks(pages: Sequence[int]) -> str:
    """Say which pages of a PDF could not be read, and what would mend it; "" for none."""
    if not pages:
        return ""
    some = ", ".join(map(str, pages[:MOST_NAMED])) + (" …" if len(pages) > MOST_NAMED else "")
    held, it = f"page {some} holds a picture and no text", "it"
    if len(pages) > 1:
        held, it = f"pages {some} hold pictures and no text", "them"
    if not missing_library(PICTURES[0]):
        return f"{held}, and no text was found in {it}."
    return f"{held}. To read {it}, install {_to_install('ocr')}"


def pdf_pictures(raw: bytes, page: int) -> list[Any]:
    """Return the pictures (PIL) that the text of a page (from 1) was read from; none where it has text."""
    with _open_pdf(raw) as reader:
        if not 1 <= page <= len(reader.pages):
            raise NotText(f"the PDF has {len(reader.pages)} pages, none with the number {page}")
        shown = reader.pages[page - 1]
        return [] if _tidy(shown.extract_text()) else _pictures(shown)


@contextmanager
def _open_pdf(raw: bytes) -> Iterator[Any]:
    """Open a PDF; what goes wrong while it is read is told as NotText."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotText("the PDF is locked by a password. Save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise NotText(f"the PDF has more than {MOST_PAGES} pages. Split it")
        yield reader
    except NotText:
        raise
    except (*_DAMAGE, PyPdfError) as error:
        raise NotText(f"the PDF is damaged ({type(error).__name__})") from error


def _read_scan(page: Any) -> str:
    """Return the text in the pictures of a page that has no other text, where OCR is installed."""
    if missing_library(".png"):
        return ""
    return "\n\n".join(map(read_picture, _pictures(page)))


def _pictures(page: Any) -> list[Any]:
    """Return the pictures (PIL) of a page that are large enough to hold text."""
    pictures = [picture.image for picture in page.images if picture.image is not None]
    return [picture for picture in pictures if min(picture.size) > 200]


def read_docx(raw: bytes) -> tuple[str, str]:
    """Return the text of a Word file: paragraphs, headings, tables, text boxes."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            refuse_bomb(package)
        document = docx.Document(io.BytesIO(raw))
        styles = {style.style_id: style.name or "" for style in document.styles}
        lines = list(_docx_lines(document.element.body, styles))
    except NotText:
        raise
    except (*_DAMAGE, PackageNotFoundError, etree.XMLSyntaxError) as error:
        raise NotText(f"the Word file is damaged ({type(error).__name__})") from error
    return _tidy("\n\n".join(lines)), "docx"


def _docx_lines(parent: Any, styles: dict[str, str]) -> Iterator[str]:
    for element in parent:
        kind = _local(element)
        if kind == "p":
            yield _docx_heading(element, styles) + _docx_text(element)
            for box in element.iterfind(".//{*}txbxContent"):
                if not any(_local(above) == "Fallback" for above in box.iterancestors()):
                    yield from _docx_lines(box, styles)
        elif kind == "tbl":
            for row in element.iterfind("{*}tr"):
                cells = (" ".join(_docx_lines(cell, {})) for cell in row.iterfind("{*}tc"))
                yield "\t".join(cells)
        elif kind in ("sdt", "sdtContent", "smartTag", "customXml"):
            yield from _docx_lines(element, styles)


def _docx_heading(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find("{*}pPr/{*}pStyle")
    name = "" if style is None else styles.get(next(iter(style.attrib.values()), ""), "")
    level = re.fullmatch(r"(?:heading|标题)\s*([1-6])", name.lower())
    return "#" * int(level[1]) + " " if level else "# " if name.lower() == "title" else ""


def _docx_text(paragraph: Any) -> str:
    """Join the runs of a paragraph; the text of its boxes is read on its own."""
    pieces = []
    for node in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr"):
        owner = next(above for above in node.iterancestors() if _local(above) == "p")
        if owner is paragraph:
            pieces.append((node.text or "") if _local(node) == "t" else " ")
    return "".join(pieces)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def read_jsonl(raw: bytes) -> tuple[str, str]:
    """Return the records of JSON lines, each with its fields as front matter."""
    text, encoding = decode(raw)
    records = [_json_record(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return f"\n{RECORD_BREAK}\n".join(records), encoding


def _json_record(number: int, line: str) -> str:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotText(f"line {number} is not JSON") from error
    if not isinstance(record, dict):
        raise NotText(f"line {number} is not a JSON object")
    fields = {field: _first_of(record, keys) for field, keys in _KEYS.items()}
    if not fields["text"].strip():
        raise NotText(f'line {number} has no "text"')
    title = " ".join(fields.pop("title").split())
    body = fields.pop("text")
    heading = f"# {title}\n\n" if title else ""
    return _whole(_front_matter(fields) + heading + body)


def _first_of(record: dict[str, Any], keys: Iterable[str]) -> str:
    for key in keys:
        value = record.get(key)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return ""


def _front_matter(fields: dict[str, str]) -> str:
    lines = [f"{key}: {' '.join(value.split())}\n" for key, value in fields.items() if value.strip()]
    return f"---\n{''.join(lines)}---\n\n" if lines else ""


def _tidy(text: str) -> str:
    """Strip each line and keep at most one blank line between two."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return _whole(re.sub(r"\n{3,}", "\n\n", lines).strip("\n"))


def _whole(text: str) -> str:
    """Replace lone surrogates, which no file could hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def refuse_bomb(package: zipfile.ZipFile) -> None:
    """Raise NotText if an archive would unpack to more than the limit; zipfile holds parts to their size."""
    size = sum(part.file_size for part in package.infolist())
    if size > LARGEST_UNPACKED:
        raise NotText(f"it would unpack to {size / 2**20:.0f} MB, more than the limit of 300 MB")
