"""Cleaning of OCR text, the one way the project cleans: each cleaned character knows its place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_DISPLAY_LINE = 40  # characters of a headline, kicker, section heading or byline
IDEOGRAPH = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
_IS_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")
_IDEOGRAPHS = re.compile(f"[{IDEOGRAPH}]+")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CLAUSE_MARKS = re.compile(r"[，。；,;]")
_TOUCHED = re.compile(r"\s+|[,;:?!()]")
_FULL_WIDTH = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_SPACE = re.compile(r"\s")
_LONG_GAP = re.compile(r"\s{2,}")
_NOT_SPACE = re.compile(r"\S")
_NAMES = (
    r"(?:记者|記者|通讯员|通訊員|作者|摄影|攝影)"
    r"(?:[^\S\n]{1,3}[\u4e00-\u9fff·]{2,4}){1,8}"
)
_BYLINE = re.compile(
    rf"[(（][^()（）\n]{{0,40}}?{_NAMES}[^()（）\n]{{0,40}}[)）]|{_NAMES}[^\S\n]+[摄攝]"
    r"|(?<!\S)本[报報刊台][讯訊][^\S\n]+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Cleaned text; `offsets[i]` is the place of `text[i]` in the raw string."""

    text: str
    offsets: tuple[int, ...]


def is_chinese(char: str) -> bool:
    """Tell whether `char` is a Chinese ideograph."""
    return _IS_IDEOGRAPH.match(char) is not None


def is_display_line(line: str) -> bool:
    """Tell whether a line has the form of a headline or byline: short, not a clause.

    Spaces between Chinese characters mean something there; in running text they are OCR noise.
    """
    return len(line) <= LONGEST_DISPLAY_LINE and not _CLAUSE_MARKS.search(line)


def clean(raw: str) -> CleanText:
    """Drop OCR white space and fold half-width marks next to Chinese.

    White space inside running Chinese text goes; between Latin words, the parts of a headline
    and the names of a byline one space stays. Every other character stays NFKC-equal, so
    NFKC without white space is the same before and after.
    """
    if not _mostly_chinese(raw):
        return _collapse_spaces(raw)
    display = _display_spans(raw)
    kept = _byline_spaces(raw)
    out: list[str] = []
    offsets: list[int] = []
    brackets: list[int] = []
    position = 0
    for match in _TOUCHED.finditer(raw):
        start, end = match.span()
        out.extend(raw[position:start])
        offsets.extend(range(position, start))
        position = end
        left = out[-1] if out else ""
        if match[0].isspace():
            right = raw[end : end + 1]
            if left and right and (start in kept or _keeps_space(left, raw, match, display)):
                out.append(" ")
                offsets.append(start)
            continue
        if left == " ":
            left = out[-2]
        after = _NOT_SPACE.search(raw, end)
        _append_mark(out, brackets, match[0], left, after[0] if after else "")
        offsets.append(start)
    out.extend(raw[position:])
    offsets.extend(range(position, len(raw)))
    return CleanText("".join(out), tuple(offsets))


def _append_mark(out: list[str], brackets: list[int], mark: str, left: str, right: str) -> None:
    """Append `mark`, full width when it touches Chinese; brackets fold in pairs."""
    touches = _kind(left) == "c" or _kind(right) == "c"
    if touches and not (left.isdigit() and right.isdigit()):
        if mark == ")" and brackets and (opening := brackets.pop()) >= 0:
            out[opening] = "（"
        out.append(_FULL_WIDTH[mark])
        if mark == "(":
            brackets.append(len(out) - 1)
        return
    if mark == "(":
        brackets.append(len(out))
    elif mark == ")" and brackets and out[brackets.pop()] == "（":
        mark = "）"
    out.append(mark)


def _mostly_chinese(raw: str) -> bool:
    chinese = sum(map(len, _IDEOGRAPHS.findall(raw)))
    return chinese > 0 and 5 * chinese >= len(_LATIN_LETTER.findall(raw))


def _collapse_spaces(raw: str) -> CleanText:
    """Clean Latin text: white space becomes one space, nothing else changes."""
    start, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    pieces: list[str] = []
    offsets: list[int] = []
    for gap in _LONG_GAP.finditer(raw, start, end):
        pieces.append(raw[start : gap.start() + 1])
        offsets.extend(range(start, gap.start() + 1))
        start = gap.end()
    pieces.append(raw[start:end])
    offsets.extend(range(start, end))
    return CleanText(_SPACE.sub(" ", "".join(pieces)), tuple(offsets))


@lru_cache(maxsize=65536)
def _kind(char: str) -> str:
    """Sort a character: c Chinese, d digit, n neutral mark, l anything else, "" none."""
    if not char:
        return ""
    code = ord(char)
    if _IS_IDEOGRAPH.match(char) or 0x3001 <= code <= 0x3029 or 0x3030 <= code <= 0x303F:
        return "c"
    if 0x3041 <= code <= 0x3096 or 0x30A1 <= code <= 0x30FE or 0xFF01 <= code <= 0xFF60:
        return "c"
    if char.isdigit():
        return "d"
    return "n" if unicodedata.category(char)[0] in "PS" else "l"


def _keeps_space(before: str, raw: str, space: re.Match[str], display: "_Spans") -> bool:
    """Decide whether a white space stays; `before` is the cleaned character before it."""
    start, end = space.span()
    left, right = _kind(before), _kind(raw[end])
    if left == right == "l" or left == right == "d":
        return True
    if display.holds(start - 1) or display.holds(end):
        return not _splits_a_name(raw, start, end)
    pair = {left, right}
    if "l" in pair:
        other = raw[end] if left == "l" else before
        return not (_kind(other) == "c" and unicodedata.category(other)[0] == "P")
    return "c" not in pair and pair != {"n"}


def _splits_a_name(raw: str, start: int, end: int) -> bool:
    """Tell whether a space stands between two lone Chinese characters (王 芳, 坚 持)."""
    if not (is_chinese(raw[start - 1]) and is_chinese(raw[end])) or "\n" in raw[start:end]:
        return False
    before, after = raw[start - 2 : start - 1], raw[end + 1 : end + 2]
    return (not before or before.isspace()) and (not after or after.isspace())


class _Spans:
    """Sorted spans, asked with rising positions."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._next = 0

    def holds(self, position: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][1] <= position:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] <= position


def _display_spans(raw: str) -> _Spans:
    """Find the lines that are headings or bylines standing by themselves."""
    lines = list(_lines(raw))
    shown = [is_display_line(raw[start:end].strip()) for start, end, _ in lines]
    if not all(shown):
        first, last = shown.index(False), len(shown) - shown[::-1].index(False)
        shown[first:last] = [False] * (last - first)  # between running lines: cut off by OCR
        for row, (start, end, gap) in enumerate(lines):
            # Lines of a narrow column are as short as headings, but have short neighbours.
            before = gap or lines[row - 1][1] - lines[row - 1][0] > LONGEST_DISPLAY_LINE
            after = (
                row + 1 == len(lines)
                or lines[row + 1][2]
                or lines[row + 1][1] - lines[row + 1][0] > LONGEST_DISPLAY_LINE
            )
            shown[row] = shown[row] and before and after and end > start
    return _Spans([(s, e) for (s, e, _), is_shown in zip(lines, shown, strict=True) if is_shown])


def _lines(raw: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and "stands after a blank line" of each line that is not blank."""
    position, gap = 0, True
    for line in raw.split("\n"):
        if line and not line.isspace():
            yield position, position + len(line), gap
            gap = False
        else:
            gap = True
        position += len(line) + 1


def _byline_spaces(raw: str) -> set[int]:
    """Find where the spaces between a byline's names start."""
    return {
        byline.start() + space.start()
        for byline in _BYLINE.finditer(raw)
        for space in re.finditer(r"\s+", byline[0])
        if not _splits_a_name(raw, byline.start() + space.start(), byline.start() + space.end())
    }
