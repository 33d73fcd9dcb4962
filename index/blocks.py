"""Page text to paragraphs, each sorted by its form: heading, byline, credit, date, running text."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from index.bylines import credit_start, is_byline
from index.chinese import fold_keep, is_chinese
from index.datelines import HEAD, lead_length
from index.furniture import is_furniture
from index.issues import is_masthead
from index.items import (
    LONGEST_ROW,
    bullet_length,
    has_leaders,
    is_boxed,
    is_boxed_title,
    is_label,
    opens_letter,
)
from index.wraps import are_rows, join_lines

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
LONGEST_CAPITALS = 60  # of a heading that old papers end with a stop: FIRE AT RIVERSDALE.
LONGEST_CAPTION = 300
FEWEST_CELLS = 3  # and rows: 科室 专家 时间
FEWEST_ROWS = 4  # tight short lines that are a list; the longest title has three
_SUBTITLE = re.compile(r"[—―─–－]{1,3}\s*\S|--?(?=[^\s\-\d])")
_DASHES = re.compile(r"[—―─]{2}\s*\S")
_WRITTEN_BY = re.compile(
    r"(?:words|text|story|report(?:ing)?)(?: (?:and|&) \w+)?\s?(?::|by\b)|文|[采撰]\w\s*[:/]|整理\s*[:/]"
)
_TITLE_FIELD = re.compile(r"(?:[标標][题題]|[题題]目|Title|TITLE|Headline)[ \t]*[:：][ \t]*(?=\S)")
_HASHTAGS = re.compile(r"(?:#[^#\s]{1,20}#\s*)+|(?:#[^\W\d]\w{1,20}\s+)*#[^\W\d]\w{1,20}")
_SCAN_HINT = re.compile(  # a call to scan a code; a title may speak of codes, too
    r"(?:扫描?|掃描?|识别|識別|长按|長按|关注|關注).{0,8}(?:二维码|二維碼)|长按识别|長按識別"
    r"|(?:二维码|二維碼|扫码|掃碼|扫一扫|掃一掃).{0,8}"
    r"(?:关注|關注|查看|观看|觀看|收看|收听|收聽|下载|下載|了解|阅读|閱讀|加入|报名|報名|进群|更多)"
    r"|\bscan (?:the|this)\b.{0,20}\bcode",
    re.I,
)
# What sets a caption apart from a story: [Photo], 【图片说明】
_PICTURED = re.compile(
    r"[\[【(（](?:photo|picture|图片?|[图圖][说說]|[图圖]片[说說]明|[图圖]片新[闻聞])[\]】)）]\s*\S"
    r"|[图圖][:：]\s?\S{4,}|photo: \S",
    re.I,
)
_ASKED = re.compile(r"[问問答]\s?[:：]")
_LABELLED = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日\S{0,4}[：:]|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日\s|\d{1,2}/\d{1,2}(?!\d)|\d{1,2}[:：]\d\d|(?:周|星期)[一二三四五六日天]|[\u4e00-\u9fff]{2,5}[：:]"
)
_LISTED = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[A-Z][a-z]+: \S"
    r"|(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
    r"|Jan\w*|Feb\w*|March|April|May|June|July|Aug\w*|Sept\w*|Oct\w*|Nov\w*|Dec\w*)\.? \d"
)
_LISTED_FIELD = re.compile(r"[A-Z][\w'’&-]*(?: [\w'’&-]+){0,2}: \S[^\n]*\d")  # Hall bookings: 700 431
_RULE = re.compile(r"[-=*_~—…·.+#\s]{3,}")
_MARK = re.compile(r"(#{1,6})[ \t]*(?=[^#\s])(?![^#\s]{1,20}#(?:\s|$))")
_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_NUMBERED = re.compile(
    rf"[(（]?{_NUMERAL}[)）、.．](?!\d)|第{_NUMERAL}[章节条部篇]"
    r"|0\d(?![\d版:：])|[Pp](?:art|ART)[\s.]?\d|[壹贰叁肆伍陆柒][\s、.]"
)
_ASIDE = re.compile(r"[(（【\[].*[)）】\]]|[(（]?(?:上接|下转|紧接)\S{1,12}版\S{0,12}")
_STRONG = re.compile(r"(\*{1,3}|_{1,3})([^*_\s](?:[^*_]*[^*_\s])?)\1")
_QUOTES_PAPER = re.compile(r"本[报報刊]\s?(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日")  # opens a correction
_NO_HEADING = re.compile(r"[!<|\[>+•]|[-*] |https?:|www\.")  # pictures, tables, lists, links of Markdown
_INNER_STOP = re.compile(r"[a-z\d]{2}[.!?]['\"’”)]?\s+['\"‘“(]?[A-Z]")  # two sentences, no title
_QUOTES = re.compile("[“”]")


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


def split_paragraphs(text: str) -> list[Paragraph]:
    """Split a page at blank lines and at line ends that do not cut a sentence."""
    paragraphs = [_sort(text, start, end, gap) for start, end, gap in join_lines(text)]
    rows = _rows_of_lists(text, paragraphs)
    return [replace(p, form="running") if row in rows else p for row, p in enumerate(paragraphs)]


def _rows_of_lists(text: str, paragraphs: list[Paragraph]) -> set[int]:
    """Find neighbouring short lines that are rows of a list: prices, weather, scores."""
    lines = [
        text[p.start : p.end] if p.form in ("display", "weak") and not p.mark else "" for p in paragraphs
    ]
    alike = {row for row, pair in enumerate(pairwise(lines)) if are_rows(*pair, paragraphs[row + 1].gap)}
    alike -= {row for row in alike if _are_title_and_deck(paragraphs, row, alike)}
    # 建成停车场11处 | 新增泊位2300个 above a byline are the two lines of a title.
    alike -= {
        row
        for row in alike
        if row - 1 not in alike and [p.form for p in paragraphs[row + 2 : row + 3]] in (["byline"], ["lead"])
    }
    return (
        {row + step for row in alike for step in (0, 1)}
        | _rows_of_cells(lines, paragraphs)
        | _rows_of_words(text, paragraphs)
    )


def _are_title_and_deck(paragraphs: list[Paragraph], row: int, alike: set[int]) -> bool:
    """Tell two English lines apart above a text, which are no list though each ends in a figure."""
    if row - 1 in alike or row + 1 in alike or not paragraphs[row].latin or not paragraphs[row + 1].gap:
        return False
    below = paragraphs[row + 2 : row + 3]
    return bool(below) and below[0].form in ("running", "lead") and below[0].size > LONGEST_ROW


def _rows_of_cells(lines: list[str], paragraphs: list[Paragraph]) -> set[int]:
    """Find tables of words alone: tight lines with as many cells each, three at least."""
    found: set[int] = set()
    row = 0
    while row < len(lines):
        cells, last = len(lines[row].split()), row + 1
        while last < len(lines) and not paragraphs[last].gap and len(lines[last].split()) == cells:
            last += 1
        wide = all("\u3000" in line for line in lines[row:last])  # no space that OCR left
        if cells >= FEWEST_CELLS and last - row >= FEWEST_CELLS - wide and not paragraphs[row].latin:
            found |= set(range(row, last))
        row = last
    return found


def _rows_of_words(text: str, paragraphs: list[Paragraph]) -> set[int]:
    """Find lists whose lines only their number tells from titles: what a dish takes, who won."""
    found = {row for row in range(1, len(paragraphs)) if _is_listed(text, paragraphs, row)}
    first = next((row for row, p in enumerate(paragraphs) if p.form == "running"), len(paragraphs))
    row = first
    while row < len(paragraphs):
        last = row
        while (
            last < len(paragraphs)
            and paragraphs[last].form in ("display", "weak")
            and not paragraphs[last].mark
            and (last == row or not paragraphs[last].gap)
        ):
            last += 1
        signed = last < len(paragraphs) and paragraphs[last].form in ("byline", "lead", "subtitle")
        apart = (
            last == len(paragraphs) or paragraphs[last].gap > 0
        )  # where no line stands apart, all are tight
        lines = sum(text.count("\n", p.start, p.end) + 1 for p in paragraphs[row:last])
        if lines >= FEWEST_ROWS and apart and not signed:
            titled = paragraphs[row - 1].form in ("display", "weak") and paragraphs[row].gap > 0
            titled = titled and row - 1 not in found
            found |= set(range(row if titled else row + 1, last))
        row = max(last, row + 1)
    return found


def _is_listed(text: str, paragraphs: list[Paragraph], row: int) -> bool:
    """Tell a row of a list that opens with a day or a label, right above or below another line."""
    paragraph = paragraphs[row]
    if paragraph.form not in ("display", "weak") or paragraph.mark:
        return False
    if not paragraph.latin:
        near = [p for p in paragraphs[row + 1 : row + 2] if not p.gap] + (
            [] if paragraph.gap else [paragraphs[row - 1]]
        )
        opened = _LABELLED.match(text, paragraph.start) is not None
        return opened and any(
            p.form not in ("date", "byline") and _LABELLED.match(text, p.start) is not None for p in near
        )
    below = paragraphs[row + 1] if row + 1 < len(paragraphs) and not paragraphs[row + 1].gap else None
    above = None if paragraph.gap else paragraphs[row - 1]
    near = [p for p in (above, below) if p]
    if near and _LISTED.match(text, paragraph.start) is not None:
        return True
    return any(_LISTED_FIELD.match(text, p.start) for p in near) and (
        _LISTED_FIELD.match(text, paragraph.start) is not None
    )


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
    if _SUBTITLE.match(paragraph) and not (latin or is_boxed(paragraph)):
        return "subtitle"
    return _display(paragraph, latin)


def _is_unended(line: str) -> bool:
    """Tell a few words without an end mark: SCHOOL LUNCH MENU - May 18-22 is a title, no dateline."""
    return 0 < len(line) <= LONGEST_ROW and line[-1].isalnum()


def _is_aside(head: str) -> bool:
    """Tell a line in brackets from a rubric in a box: 【寻物】."""
    return _ASIDE.fullmatch(head) is not None and not is_label(head) and not is_boxed_title(head)


def _ends_quotation(head: str) -> bool:
    """Tell a line that ends a quotation begun on the line above: 为”促提速、纠“软作为”促担当."""
    marks = _QUOTES.findall(head)
    return len(marks) % 2 == 1 and marks[0] == "”"


def _is_stopped(head: str) -> bool:
    """Tell a heading in capitals with a stop, as old papers set it."""
    return head[-1] == "." and head.isupper() and len(head) <= LONGEST_CAPITALS


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
        ended = head.rstrip("\"'”’)")[-1:] in (*".,;:-", "") and not _is_stopped(head)
        if ended or head[0].islower() or _INNER_STOP.search(head):
            return "running"
        return "weak" if last in "!?" and not is_label(head) else "display"
    if len(head) > LONGEST_HEADING or last in "，,;；:：、" or _is_aside(head):
        return "running"
    return "weak" if re.search(r"[，,；;：:！!？?…]", head) else "display"
