"""Page text to paragraphs, each sorted by its form: heading, byline, credit, date, running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from index.bylines import credit_start, is_byline, is_line_of_fields
from index.chinese import fold_keep, is_chinese
from index.datelines import HEAD, lead_length
from index.furniture import is_furniture
from index.issues import is_masthead, is_numbered_page
from index.items import LONGEST_ROW, bullet_length, has_leaders, is_boxed, is_label, is_row, opens_letter
from index.names import OFFICE

Form = Literal[
    "display",
    "weak",
    "subtitle",
    "byline",
    "lead",
    "credit",
    "captioned",
    "date",
    "running",
    "rule",
    "item",
    "sign",
]  # sorted here by the paragraph alone, and in neighbours.py by what stands around it

LONGEST_HEADING = 40  # Chinese characters; the longest headline of a daily seldom passes 30
LONGEST_LATIN_HEADING = 110
FEWEST_CAPITALS = 3  # words
LONGEST_CAPTION = 300
LONGEST_HEAD = 6  # characters above a column of figures
_SUBTITLE = re.compile(r"[—―─–－]{1,3}\s*\S|--?(?=[^\s\-\d])")
_DASHES = re.compile(r"[—―─]{2}\s*\S")
_WRITTEN_BY = re.compile(
    r"(?:words|text|story|report(?:ing)?)(?: (?:and|&) \w+)?\s?(?::|by\b)|文|[采撰]\w\s*[:/]|整理\s*[:/]"
)
_TITLE_FIELD = re.compile(r"(?:[标標][题題]|[题題]目|Title|TITLE|Headline)[ \t]*[:：][ \t]*(?=\S)")
_RECORD_FIELD = re.compile(r"(?:作者|日期|时间|來源|来源|正文|内容|內容)[:：]")
_SOURCE = re.compile(r"[来來]源[:：]")
_HASHTAGS = re.compile(r"(?:#[^#\s]{1,20}#\s*)+|(?:#[^\W\d]\w{1,20}\s+)*#[^\W\d]\w{1,20}")
_SCAN_HINT = re.compile(
    r"二维码|二維碼|扫码|掃碼|扫一扫|掃一掃|长按识别|長按識別|\bscan (?:the|this)\b.{0,20}\bcode", re.I
)
# What sets a caption apart from a story: [Photo], 【图片说明】
_PICTURED = re.compile(
    r"[\[【(（](?:photo|picture|图片?|[图圖][说說]|[图圖]片[说說]明|[图圖]片新[闻聞])[\]】)）]\s*\S"
    r"|photo: \S",
    re.I,
)
_ASKED = re.compile(r"[问問答]\s?[:：]")
_RULE = re.compile(r"[-=*_~—…·.+#\s]{3,}")
_MARK = re.compile(r"(#{1,6})[ \t]*(?=[^#\s])(?![^#\s]{1,20}#(?:\s|$))")
_SENTENCE_END = "。！？!?；;…”’」』）).:："
_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_NUMBERED = re.compile(
    rf"[(（]?{_NUMERAL}[)）、.．](?!\d)|第{_NUMERAL}[章节条部篇]"
    r"|0\d(?![\d版:：])|[Pp](?:art|ART)[\s.]?\d|[壹贰叁肆伍陆柒][\s、.]"
)
_ASIDE = re.compile(r"[(（【\[].*[)）】\]]|[(（]?(?:上接|下转|紧接)\S{1,12}版\S{0,12}")
_STRONG = re.compile(r"(\*{1,3}|_{1,3})([^*_\s](?:[^*_]*[^*_\s])?)\1")
_QUOTES_PAPER = re.compile(r"本[报報刊]\s?(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日")  # opens a correction
_FIGURE, _WORD = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"[^\W\d]+")
_NO_HEADING = re.compile(r"[!<|\[>+•]|[-*] |https?:|www\.")  # pictures, tables, lists, links of Markdown
_INNER_STOP = re.compile(r"[a-z\d]{2}[.!?]['\"’”)]?\s+['\"‘“(]?[A-Z]")  # two sentences, no title
_CELL = re.compile(r"[-+]?\d[\d.,:~～—-]*\D{0,3}")
_PHRASE = re.compile(r"a(?:\Wa)+")
_QUOTES = re.compile("[“”]")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's span without its Markdown mark, its form, and what stands around it."""

    start: int
    end: int
    form: Form
    mark: int  # Markdown heading level, 0 for none
    gap: int  # blank lines above
    latin: bool
    size: int
    numbered: bool  # 一、 （二） 3. : a part of something longer


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    gap: int


def split_paragraphs(text: str) -> list[Paragraph]:
    """Split a page at blank lines and at line ends that do not cut a sentence."""
    paragraphs = [_sort(text, start, end, gap) for start, end, gap in _joined(text, list(_lines(text)))]
    rows = _rows_of_lists(text, paragraphs)
    return [replace(p, form="running") if row in rows else p for row, p in enumerate(paragraphs)]


def _rows_of_lists(text: str, paragraphs: list[Paragraph]) -> set[int]:
    """Find neighbouring short lines that are rows of a list: prices, weather, scores."""
    lines = [
        text[p.start : p.end] if p.form in ("display", "weak") and not p.mark else "" for p in paragraphs
    ]
    alike = {row for row, pair in enumerate(pairwise(lines)) if _are_rows(*pair, paragraphs[row + 1].gap)}
    # 建成停车场11处 | 新增泊位2300个 above a byline are the two lines of a title.
    alike -= {
        row
        for row in alike
        if row - 1 not in alike and [p.form for p in paragraphs[row + 2 : row + 3]] in (["byline"], ["lead"])
    }
    return {row + step for row in alike for step in (0, 1)}


def _are_rows(one: str, two: str, gap: int) -> bool:
    """Tell whether two lines differ in words and figures only, or are tight rows of a word and a value."""
    alike = one != two and _shape(one) == _shape(two) and "0" in _shape(one)
    heads = 2 < len(one.split()) == len(two.split())  # 品种 单位 价格
    return alike or (is_row(two) and (heads or (gap == 0 and (is_row(one) or _heads_figures(one, two)))))


def _heads_figures(one: str, two: str) -> bool:
    """Tell the heads of the columns of figures in the row below, which have no word above the first."""
    heads, cells = one.split(), two.split()
    figures = sum(_CELL.fullmatch(cell) is not None for cell in cells[1:])
    return figures > 1 and len(heads) + 1 == len(cells) and max(map(len, heads)) <= LONGEST_HEAD


def _shape(line: str) -> str:
    """Return a line with a letter for its words and a nought for each figure."""
    return _PHRASE.sub("a", _FIGURE.sub("0", _WORD.sub("a", line)))


def _lines(text: str) -> Iterator[_Line]:
    position, gap = 0, 0
    for line in text.split("\n"):
        content = line.strip()
        if content:
            start = position + line.index(content[0])
            yield _Line(start, start + len(content), gap)
            gap = 0
        else:
            gap += 1
        position += len(line) + 1


def _joined(text: str, lines: list[_Line]) -> Iterator[tuple[int, int, int]]:
    """Join the lines of each narrow column; elsewhere a line is a paragraph."""
    row = 0
    while row < len(lines):
        last = row + 1
        while last < len(lines) and not lines[last].gap:
            last += 1
        yield from _join_run(text, lines[row:last])
        row = last


def _width(text: str, line: _Line) -> float:
    """Return how wide a line is set, in Chinese characters: a letter or figure is half as wide."""
    half = sum(char.isascii() for char in text[line.start : line.end])
    return line.end - line.start - half / 2


def _join_run(text: str, run: list[_Line]) -> Iterator[tuple[int, int, int]]:
    widest = max(line.end - line.start for line in run)
    latin = _LETTER.search(text, run[0].start, run[0].end) is not None
    start, gap = run[0].start, run[0].gap
    full = max(_width(text, line) for line in run)
    for line, following in pairwise(run):
        wide = widest > (LONGEST_LATIN_HEADING if latin else 60)
        if wide or not _wraps(text, line, full) or _begins_anew(text, line, following, widest):
            yield start, line.end, gap
            start, gap = following.start, 0
    yield start, run[-1].end, gap


def _wraps(text: str, line: _Line, full: float) -> bool:
    """Tell whether a line was cut by the column's width, `full`, not by its writer."""
    last = text[line.end - 1]
    shown = text[line.start : line.end]
    if last in "摄攝" and credit_start(shown) >= 0:
        return False
    if _is_signed(shown):
        return False
    return last not in _SENTENCE_END and _width(text, line) * 4 >= full * 3 and text[line.start] != "#"


def _is_signed(line: str) -> bool:
    """Tell a line that stands for itself among tight lines: a byline, a masthead, 日期：…, or 来源：…."""
    if _RECORD_FIELD.match(line):
        return True
    if (is_numbered_page(line) or _SOURCE.search(line)) and is_masthead(line):
        return True
    if is_line_of_fields(line) or is_furniture(line):
        return True
    return len(line) <= LONGEST_ROW and is_byline(line)


def _begins_anew(text: str, line: _Line, following: _Line, widest: int) -> bool:
    """Tell whether a line is no continuation: a bullet, a byline, a word that had room on the line above."""
    if bullet_length(text[following.start : following.start + 4]):
        return True
    below = text[following.start : following.end]
    shown = text[line.start : line.end]
    if OFFICE.fullmatch(shown) and is_masthead(below):
        return True  # 县人民政府 | 2018年4月3日
    if _is_signed(below) or below == shown or (lead_length(below) and not shown[-1].isascii()):
        return True  # OCR reads a line twice
    if shown.isupper() and not below.isupper() and len(shown.split()) >= FEWEST_CAPITALS:
        return True  # a headline in capitals, and its deck
    if text[line.end - 1].isdigit() and text[following.end - 1].isdigit() and text[following.start].isupper():
        return True  # scores, prices
    if line.end - line.start <= LONGEST_ROW and following.end - following.start <= LONGEST_ROW:
        shape = _shape(text[line.start : line.end])
        if shape.startswith("a 0") and shape == _shape(text[following.start : following.end]):
            return True
    if _are_rows(text[line.start : line.end], text[following.start : following.end], 0):
        return True
    if not text[following.start].isupper() or not _LETTER.match(text, line.end - 1):
        return False
    word = len(text[following.start : following.end].split(maxsplit=1)[0])
    # Proportional type and OCR: a full line may be a tenth shorter than the widest.
    return 10 * (line.end - line.start + 1 + word) <= 9 * widest


def _sort(text: str, start: int, end: int, gap: int) -> Paragraph:
    mark = _MARK.match(text, start, end)
    level = 0
    if mark:
        level, start = len(mark[1]), mark.end()
    elif field := _TITLE_FIELD.match(text, start, end):
        level, start = 2, field.end()  # as good as a mark: each record of an export begins with it
    strong = _STRONG.fullmatch(text, start, end) if end - start <= LONGEST_LATIN_HEADING else None
    if strong:
        start, end = strong.span(2)
    latin = not any(is_chinese(char) for char in text[start : min(end, start + HEAD)])
    # Regular expressions see the two ends of a paragraph only, so that a long one costs no more.
    shown = text[start:end] if end - start <= LONGEST_CAPTION else text[start : start + LONGEST_CAPTION + 1]
    numbered = _NUMBERED.match(shown) is not None
    form = _form(shown, level, latin)
    if form == "weak" and strong and len(strong[1]) > 1 and not _ASKED.match(shown):
        form = "display"  # set in bold: no sentence
    return Paragraph(start, end, form, level, gap, latin, end - start, numbered)


def _form(paragraph: str, mark: int, latin: bool) -> Form:
    size = len(paragraph)
    short = size <= (LONGEST_LATIN_HEADING if latin else 60)
    if size <= HEAD and _RULE.fullmatch(paragraph):
        return "rule"
    if short and _HASHTAGS.fullmatch(paragraph):
        return "date"
    if mark and short:
        return "subtitle" if _DASHES.match(paragraph) and not latin else "display"
    lead = lead_length(paragraph)
    credit = credit_start(paragraph) if size <= LONGEST_CAPTION else -1
    if credit >= 0 and short and _WRITTEN_BY.match(fold_keep(paragraph)) and is_byline(paragraph):
        return "byline"
    if credit > 0 and short and is_byline(paragraph[:credit].strip()):
        return "byline"  # 本报记者 叶秀雯 摄影：罗志雄
    if credit < 0 and size <= LONGEST_CAPTION and _PICTURED.match(paragraph):
        return "captioned"
    if credit >= 0:
        return (
            "credit" if not paragraph[:credit].strip("([ ") else "lead" if lead and not latin else "captioned"
        )
    if short and is_byline(paragraph):
        return "byline"
    if lead and not (latin and _is_unended(paragraph[lead:])):
        return "byline" if lead >= size else "lead"
    if not short or "。" in paragraph or _SCAN_HINT.search(paragraph):
        return "item" if bullet_length(paragraph) else "running"
    if is_masthead(paragraph) or is_furniture(paragraph):
        return "date"
    if _SUBTITLE.match(paragraph) and not latin:
        return "subtitle"
    return _display(paragraph, latin)


def _is_unended(line: str) -> bool:
    """Tell a few words without an end mark: SCHOOL LUNCH MENU - May 18-22 is a title, no dateline."""
    return 0 < len(line) <= LONGEST_ROW and line[-1].isalnum()


def _is_aside(head: str) -> bool:
    """Tell a line in brackets from a rubric in a box: 【寻物】."""
    return _ASIDE.fullmatch(head) is not None and not is_label(head)


def _ends_quotation(head: str) -> bool:
    """Tell a line that ends a quotation begun on the line above: 为”促提速、纠“软作为”促担当."""
    marks = _QUOTES.findall(head)
    return len(marks) % 2 == 1 and marks[0] == "”"


def _display(head: str, latin: bool) -> Form:
    """Sort a short line by its marks: display, weak (only beside a byline), running."""
    last = head[-1]
    if is_boxed(head) or (last in ")）" and is_label(head)):
        return "display"
    if _NO_HEADING.match(head) or _QUOTES_PAPER.match(head) or not any(char.isalnum() for char in head):
        return "running"
    if head.count(" | ") > 1 or opens_letter(head) or has_leaders(head) or _ends_quotation(head):
        return "running"
    if latin:
        if head.rstrip("\"'”’)")[-1:] in (*".,;:-", "") or head[0].islower() or _INNER_STOP.search(head):
            return "running"
        return "weak" if last in "!?" else "display"
    if len(head) > LONGEST_HEADING or last in "，,;；:：、" or _is_aside(head):
        return "running"
    return "weak" if re.search(r"[，,；;：:！!？?…]", head) else "display"
