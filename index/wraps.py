"""Lines cut by the width of a column, joined to the paragraphs they were written as."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.bylines import credit_start, is_byline, is_line_of_fields
from index.chinese import is_chinese
from index.datelines import lead_length
from index.furniture import is_furniture
from index.issues import is_masthead, is_numbered_page, names_editors
from index.items import LONGEST_ROW, bullet_length, is_boxed, is_boxed_title, is_of_cells, is_row
from index.names import OFFICE

LONGEST_LINE, LONGEST_LATIN_LINE = 60, 110  # a longer one was not cut by a column
FEWEST_LINES, EVEN = 3, 0.85  # lines of nearly one width that tell how wide a column is
LONGEST_TITLE = 3  # lines
SPREAD = 0.95  # of the lines
LONGEST_GAP = 2  # line ends
RIGID = 0.85  # of the lines, titles being the rest
SLACK = 1.5  # characters by which a filled line of Chinese may be short
FEWEST_OF_PAGE = 12  # lines that tell how wide the columns of a page are
WIDEST_OVERSET = 2  # a full line and one more
LONGEST_HEAD = 6  # characters above a column of figures
FEWEST_CAPITALS = 3  # words
_SENTENCE_END = "。！？!?；;…”’」』）).:："
_PUNCTUATION = re.compile(r"[，,。；;：:、]")
_TWO_PHRASES = re.compile(r"[^\s]{3,}[ \u3000]{1,2}[^\s]{3,}")
_GOES_ON = "至到和及与或的在"  # ends no title: 4月18日至|25日
_RECORD_FIELD = re.compile(r"(?:作者|日期|时间|來源|来源|正文|内容|內容)[:：]")
_SOURCE = re.compile(r"[来來]源[:：]")
_FIGURE, _WORD = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"[^\W\d]+")
_CELL = re.compile(r"[-+]?\d[\d.,:~～—-]*\D{0,3}")
_RULE = re.compile(r"([-=*_~—─])\1{3,}")
_EMPHASIS = re.compile(r"([*_]{1,3})[^*_]+\1")
_PHRASE = re.compile(r"a(?:\Wa)+")
_IS_NOTICE = re.compile(r"[^，。；\s]{2,24}关于[^，。；\s]{2,30}的?(?:通告|公告|通知|公示|通报|决定|意见)")
_SIGNED_BELOW = re.compile(r"[—―─]{2}\s?\S[^。]*")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span without blanks, how many lines above are blank, its indent."""

    start: int
    end: int
    gap: int
    indent: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """How the columns of a page are set."""

    width: float = 0  # characters; 0 where lines were not cut
    filled: bool = False  # as Chinese type is, to the last character but one
    unspaced: bool = False


def lines_of(text: str) -> list[Line]:
    """Return the lines of a page that are not blank."""
    found: list[Line] = []
    position = gap = 0
    for line in text.split("\n"):
        if content := line.strip():
            indent = line.index(content[0])
            found.append(Line(position + indent, position + indent + len(content), gap, indent))
        gap = 0 if content else gap + 1
        position += len(line) + 1
    return found


def join_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the start, end and gap of each paragraph: the joined lines of a narrow column, or a line."""
    lines = lines_of(text)
    columns = _columns(text, lines)
    if columns.width and sum(line.gap > 0 for line in lines[1:]) >= SPREAD * (len(lines) - 1):
        lines = [replace(line, gap=max(0, line.gap - 1)) for line in lines]  # a blank line below each
    row = 0
    while row < len(lines):
        last = row + 1
        while last < len(lines) and not lines[last].gap:
            last += 1
        yield from _join_run(text, lines[row:last], columns)
        row = last


def _width(text: str, line: Line) -> float:
    """Return how wide a line is set, in Chinese characters: a letter or figure is half as wide."""
    half = sum(char.isascii() for char in text[line.start : line.end])
    return line.end - line.start - half / 2


def _columns(text: str, lines: list[Line]) -> _Columns:
    """Return how the columns of a page are set, whose lines were cut: of no width where few lines were.

    A run of two lines does not show the width of its column: a title, and the first line below it.
    """
    inside = [
        line
        for line in lines
        if text[line.end - 1] not in _SENTENCE_END and line.end - line.start <= LONGEST_LATIN_LINE
    ]
    usual = _most_even([_width(text, line) for line in inside])
    usual = usual or _most_even([line.end - line.start for line in inside])  # figures as wide as characters
    if not usual:
        return _Columns()
    near = [line for line in lines if 3 * usual <= 4 * _width(text, line) <= 5 * usual]
    cut = [line for line in near if text[line.end - 1] not in _SENTENCE_END]
    filled = sum(_filling(text, line) > usual - SLACK for line in cut)
    inside = [below for above, below in pairwise(cut) if below.start - above.end <= LONGEST_GAP]
    spaced = sum(" " in text[line.start : line.end] for line in inside)
    return _Columns(usual, filled >= RIGID * len(cut), spaced <= (1 - RIGID) * len(inside))


def _most_even(widths: Sequence[float]) -> float:
    """Return the greatest of the widths that most of the lines nearly have; 0 where there is none."""
    inner = sorted(widths)
    if len(inner) < FEWEST_OF_PAGE:
        return 0
    even = [bisect_right(inner, full) - bisect_left(inner, full * EVEN) for full in inner]
    if 2 * max(even) <= len(inner):
        return 0
    full = inner[even.index(max(even))]
    near = Counter(width for width in inner if full * EVEN <= width <= full)
    return max(near, key=lambda width: (near[width], width))


def _filling(text: str, line: Line) -> float:
    """Return how far a line fills its column: figures may be set as wide as characters."""
    return max(line.end - line.start, _width(text, line))


def _ends_inside(text: str, line: Line, columns: _Columns) -> bool:
    """Tell a filled line whose last mark closes a quotation inside its sentence, or that ends in a figure."""
    shown = text[line.start : line.end]
    quoted = shown[-1] in "”’」』》" and shown[-2:-1] not in _SENTENCE_END and " " not in shown
    inside = quoted or (shown[-1].isdigit() and is_chinese(shown[0]) and not is_row(shown))
    return columns.filled and inside and abs(_filling(text, line) - columns.width) < SLACK


def _stands_out(text: str, line: Line, columns: _Columns) -> bool:
    """Tell a title among filled lines: it leaves room or takes more, or has two phrases and no mark."""
    shown = text[line.start : line.end]
    if not columns.filled or not is_chinese(shown[-1]) or shown[-1] in _GOES_ON:
        return False
    if _width(text, line) >= columns.width + SLACK:
        return True
    if _PUNCTUATION.search(shown):
        return columns.unspaced and _filling(text, line) <= columns.width - 2 * SLACK
    if columns.unspaced and not bullet_length(shown) and _TWO_PHRASES.fullmatch(shown):
        return True
    return _filling(text, line) <= columns.width - SLACK


def _column_width(text: str, run: list[Line], usual: float) -> float:
    """Return how wide the column of a run of lines is: that of most lines that end inside a sentence.

    The others may be wider: a headline over two columns, or a full line to which OCR added the last words
    of its paragraph. Where the run does not tell, it is as wide as the columns of the page `usual`ly are.
    """
    widths = [_width(text, line) for line in run]
    inner = [w for w, line in zip(widths, run, strict=True) if text[line.end - 1] not in _SENTENCE_END]
    verse = len(run) > LONGEST_TITLE and not any(
        _PUNCTUATION.search(text, line.start, line.end) for line in run
    )
    for full in [] if verse and len(inner) == len(run) else sorted(set(inner), reverse=True):
        even = sum(full * EVEN <= width <= full for width in inner)
        if even >= FEWEST_LINES and 2 * even > len(inner) and max(widths) <= WIDEST_OVERSET * full:
            return full
    # A title over two lines is set by itself: 八旬裁缝义务为环卫工缝 | 补工装三十年.
    few = len(run) <= LONGEST_TITLE
    apart = few and 4 * max(widths) < 3 * usual and not bullet_length(text[run[0].start : run[0].end])
    return max(widths) if apart else max(usual, *widths)


def _join_run(text: str, run: list[Line], columns: _Columns) -> Iterator[tuple[int, int, int]]:
    widest = max(line.end - line.start for line in run)
    latin = _LETTER.search(text, run[0].start, run[0].end) is not None
    start, gap = run[0].start, run[0].gap
    full = _column_width(text, run, columns.width)
    begins = True  # a sentence
    for place, (line, following) in enumerate(pairwise(run), 1):
        decked = place < LONGEST_TITLE and _SIGNED_BELOW.fullmatch(text, following.start, following.end)
        wide = widest > (LONGEST_LATIN_LINE if latin else LONGEST_LINE)
        apart = begins and abs(full - columns.width) <= WIDEST_OVERSET and _stands_out(text, line, columns)
        goes_on = not apart and _ends_inside(text, line, columns)
        cut = wide or apart or not (goes_on or _wraps(text, line, full))
        cut = cut or bool(decked) or _begins_anew(text, line, following, widest)
        if cut:
            yield start, line.end, gap
            start, gap = following.start, 0
        begins = cut or text[line.end - 1] in _SENTENCE_END
    yield start, run[-1].end, gap


def _wraps(text: str, line: Line, full: float) -> bool:
    """Tell whether a line was cut by the column's width, `full`, not by its writer."""
    last = text[line.end - 1]
    shown = text[line.start : line.end]
    if last in "摄攝" and credit_start(shown) >= 0:
        return False
    if _is_signed(shown):
        return False
    filled = 3 * full <= 4 * _width(text, line) <= 5 * full
    return last not in _SENTENCE_END and filled and text[line.start] != "#"


def _is_signed(line: str) -> bool:
    """Tell a line that stands for itself among tight lines: a byline, a masthead, 日期：…, or 来源：…."""
    if _RECORD_FIELD.match(line):
        return True
    told = (
        is_numbered_page(line) or _SOURCE.search(line) or (len(line) <= LONGEST_ROW and names_editors(line))
    )
    if told and is_masthead(line):
        return True
    if is_line_of_fields(line) or is_furniture(line):
        return True
    return len(line) <= LONGEST_ROW and is_byline(line)


def _begins_anew(text: str, line: Line, following: Line, widest: int) -> bool:
    """Tell whether a line is no continuation: a bullet, a byline, a word that had room on the line above."""
    below = text[following.start : following.end]
    shown = text[line.start : line.end]
    first = line.gap > 0 or line.start == 0
    if (
        bullet_length(below)
        or _RULE.fullmatch(below)
        or _RULE.fullmatch(shown)
        or is_boxed_title(shown)
        or is_boxed(shown)
        or is_boxed_title(below)
        or is_boxed(below)
        or _IS_NOTICE.fullmatch(shown)
    ):
        return True
    if is_of_cells(shown) and shown.count("\u3000") > 1:
        return True
    if first and _SIGNED_BELOW.fullmatch(below):
        return True  # 让项目“动”起来 | ——本报评论员
    if _EMPHASIS.fullmatch(below) and not _EMPHASIS.fullmatch(shown):
        return True  # a deck in italics
    if OFFICE.fullmatch(shown) and is_masthead(below):
        return True  # 县人民政府 | 2018年4月3日
    if _is_signed(below) or below == shown or (lead_length(below) and shown[-1] not in ",-—"):
        return True  # OCR reads a line twice
    if shown.isupper() and not below.isupper() and len(shown.split()) >= FEWEST_CAPITALS:
        return True  # a headline in capitals, and its deck
    if text[line.end - 1].isdigit() and text[following.end - 1].isdigit() and text[following.start].isupper():
        return True  # scores, prices
    if line.end - line.start <= LONGEST_ROW and following.end - following.start <= LONGEST_ROW:
        shape = _shape(text[line.start : line.end])
        if shape.startswith("a 0") and shape == _shape(text[following.start : following.end]):
            return True
    if are_rows(text[line.start : line.end], text[following.start : following.end], 0):
        return True
    if not text[following.start].isupper() or not _LETTER.match(text, line.end - 1):
        return False
    word = len(text[following.start : following.end].split(maxsplit=1)[0])
    # Proportional type and OCR: a full line may be a tenth shorter than the widest.
    return 10 * (line.end - line.start + 1 + word) <= 9 * widest


def are_rows(one: str, two: str, gap: int) -> bool:
    """Tell whether two lines differ in words and figures only, or are tight rows of a word and a value."""
    alike = one != two and _shape(one) == _shape(two) and "0" in _shape(one)
    # 品种 单位 价格, but not CORN UP | ON 40 FARMS, nor Days lost: 204 | VOTE APRIL 2
    heads = 2 < len(one.split()) == len(two.split()) and not any(map(str.isdigit, one)) and "\n" not in one
    if gap == 0 and is_of_cells(one) and is_of_cells(two) and len(one.split()) == len(two.split()):
        return True
    heads = heads and (not two.isascii() or _CELL.fullmatch(two.split()[-1]) is not None)
    return alike or (is_row(two) and (heads or (gap == 0 and (is_row(one) or _heads_figures(one, two)))))


def _heads_figures(one: str, two: str) -> bool:
    """Tell the heads of the columns of figures in the row below, which have no word above the first."""
    heads, cells = one.split(), two.split()
    figures = sum(_CELL.fullmatch(cell) is not None for cell in cells[1:])
    return figures > 1 and len(heads) + 1 == len(cells) and max(map(len, heads)) <= LONGEST_HEAD


def _shape(line: str) -> str:
    """Return a line with a letter for its words and a nought for each figure."""
    return _PHRASE.sub("a", _FIGURE.sub("0", _WORD.sub("a", line)))
