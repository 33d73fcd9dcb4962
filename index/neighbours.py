"""What a paragraph is by its neighbours: the paper's name, an author's lone name, a letter's sender."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import LONGEST_HEADING, Paragraph, is_numbered_page
from index.bylines import is_line_of_fields
from index.habits import ANCHORS, title_level
from index.items import label_of
from index.leads import ABOVE, LEAD, says_again
from index.names import ends_story, lone_names, posted_name

_WORDS_AND_PHOTO = re.compile(r"文\s?[/／]?\s?[图圖]|[图圖]\s?[/／]?\s?文|[摄攝]影[报報][道導导]")
_TITLES = ("display", "weak", "subtitle")
_SENDER_PLACE = re.compile(r",\s(?:[A-Z\d][\w.'’-]*\s?){1,4}$")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff（）()]{2,26}(?:公司|局|所|处|處|中心|委员会|委員會|办公室|辦公室|委|院|厂|廠|站|校|队|隊|社|部|会|會|府)"
)
_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[日晚晨早时時商快导導周社区區农農]|都市|青年)[报報]")
_NAMED = re.compile(r"[\u4e00-\u9fff]{1,12}(?:[报報刊]|[简簡通乡鄉社][报報讯訊])\W*(?:\w{1,12}[号號期])?")
_NOTICE = re.compile(r"(?:公告|通告|通知|启事|啟事|声明|聲明|公示|告示|广告|廣告|通报|通報|招聘)$")
_LAST_OF_SENTENCE = "。！？!?.”」）)\"'’"
_SPEAKS = re.compile(r".{0,12}[问問答说說]\s?[:：]")
LONGEST_TITLE = 60  # characters of a title over two columns
MOST_LOOKED_AT = 40  # headings that tell whether a file holds one article or many
HIGHEST_MASTHEAD = 8  # paragraphs from the top in which a paper gives its name


def settle(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort anew the paragraphs whose form alone misleads."""
    settled = _without_masthead(text, paragraphs)
    authors = 0
    for row, paragraph in enumerate(settled):
        if (
            _is_story_byline(text, settled, row)
            or _is_lone_author(text, settled, row, usual=False)
            or _is_line_of_fields(text, settled, row)
        ):
            settled[row] = replace(paragraph, form="byline")
            authors += bool(lone_names(text[paragraph.start : paragraph.end]))
        elif (
            _is_sender(text, settled, row)
            or _is_closing_name(text, settled, row)
            or _is_office(text, settled, row)
        ):
            settled[row] = replace(paragraph, form="sign")
        elif _is_long_title(text, settled, row):
            settled[row] = replace(paragraph, form="weak")
        elif _is_asking_title(text, settled, row):
            settled[row] = replace(paragraph, form="display")
    lone = [row for row, p in enumerate(settled) if _is_lone_author(text, settled, row, usual=authors > 1)]
    return [replace(p, form="byline") if row in lone else p for row, p in enumerate(settled)]


def holds_many(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell a paper's page from an article: a numbered page, several bylines, or headlines said again."""
    if any(p.form == "date" and is_numbered_page(text[p.start : p.end]) for p in paragraphs):
        return True
    signed = [
        row
        for row, p in enumerate(paragraphs)
        if p.form in ("byline", "lead", "credit", "captioned")
        and (not row or paragraphs[row - 1].form != "byline")
    ]
    if len(signed) > 1:
        return True
    lone = [
        row
        for row in range(1, len(paragraphs) - 1)
        if paragraphs[row].form == "display" and paragraphs[row + 1].form == "running"
    ]
    lone = lone[:MOST_LOOKED_AT]
    again = sum(is_said_again(text, paragraphs, row) for row in lone)
    return again > 0 and 2 * again >= len(lone)


def is_said_again(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell whether the text below a heading says again what the text above it did not say."""
    start, end = paragraphs[row].start, paragraphs[row].end
    return says_again(text[start:end], text[max(0, start - ABOVE) : start], text[end : end + 3 * LEAD])


def _without_masthead(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort the paper's name, which stands above its date and number or all the headlines, with the dates."""
    settled = list(paragraphs)
    top = 0
    while top < min(HIGHEST_MASTHEAD, len(settled)) and settled[top].form in (
        "display",
        "date",
        "rule",
        "weak",
    ):
        top += 1
    dated = [
        row
        for row in range(top)
        if settled[row].form == "date" and is_numbered_page(text[settled[row].start : settled[row].end])
    ]
    named = (
        bool(settled) and settled[0].mark == 1 and _NAMED.fullmatch(text, settled[0].start, settled[0].end)
    )
    if (
        dated
        and dated[-1] + 1 < len(settled)
        and (
            settled[dated[-1] + 1].form in (*_TITLES, "date", "rule", "captioned")
            or _PAPER.fullmatch(text, settled[0].start, settled[0].end)
        )
    ):
        top = dated[-1]
    elif title_level(settled) == 2:
        named = None
        top = next(row for row, p in enumerate(settled) if p.mark == 2)
    else:
        top = 1 if named and settled[1:2] and settled[1].form in _TITLES else 0
    for row in range(top):
        if settled[row].form != "rule":
            settled[row] = replace(settled[row], form="date", mark=0 if named else settled[row].mark)
    return settled


def _is_story_byline(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell 本报记者 王芳 文/图 below a headline, which signs the story, from a photo's credit."""
    paragraph = paragraphs[row]
    if paragraph.form != "credit" or not 0 < row < len(paragraphs) - 1:
        return False
    below_heading = paragraphs[row - 1].form in (*_TITLES, "byline")
    above_text = paragraphs[row + 1].form == "running"
    return (
        below_heading
        and above_text
        and _WORDS_AND_PHOTO.search(text, paragraph.start, paragraph.end) is not None
    )


def _is_lone_author(text: str, paragraphs: Sequence[Paragraph], row: int, *, usual: bool) -> bool:
    """Tell an author's bare name: a person below a title, of whom the text below does not speak.

    Where such names are `usual` on the page, the title may be shorter than the name.
    """
    paragraph = paragraphs[row]
    if paragraph.form != "display" or paragraph.mark or not 0 < row < len(paragraphs) - 1:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    line = text[paragraph.start : paragraph.end]
    posted = posted_name(line)
    if above.form not in _TITLES or below.form != "running":
        return False
    if above.size <= paragraph.size and not ((usual or posted) and above.form == "display"):
        return False
    names = lone_names(line)
    if not names or (paragraph.latin and len(text[above.start : above.end].split()) < 4):
        return False
    return not any(_speaks_of(text[below.start : below.start + LEAD], name) for name in names)


def _is_sender(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the name below a letter, before the next heading or with its place: Jean Holroyd, Ferry Road."""
    paragraph = paragraphs[row]
    if paragraph.form not in ("display", "running") or paragraph.mark or not paragraph.latin or row == 0:
        return False
    if paragraph.size > 60 or paragraphs[row - 1].form not in ("running", "item", "sign"):
        return False
    if text[paragraphs[row - 1].end - 1] not in _LAST_OF_SENTENCE + ",":
        return False
    line = text[paragraph.start : paragraph.end].replace("\n", ", ", 1)
    if line.isupper() and row + 1 < len(paragraphs) and not paragraphs[row + 1].gap:
        return False  # SCHOOL MEALS, right above a headline
    place = _SENDER_PLACE.search(line)
    names = lone_names(line[: place.start()] if place else line)
    below = paragraphs[row + 1] if row + 1 < len(paragraphs) else None
    if not names or (below and _speaks_of(text[below.start : below.start + LEAD], names[0])):
        return False
    return place is not None or below is None or below.form in (*_TITLES, "rule")


def _is_line_of_fields(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the line that a web site sets below each title: 来源：… 时间：… 作者：…."""
    paragraph = paragraphs[row]
    if not 0 < row < len(paragraphs) - 1 or paragraph.mark:
        return False
    if not is_line_of_fields(text[paragraph.start : paragraph.end]):
        return False
    return paragraphs[row - 1].form in _TITLES and paragraphs[row + 1].form not in _TITLES


def _is_closing_name(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the name of a Chinese author below the last sentence of a story: □ 县果业局 侯建平."""
    paragraph = paragraphs[row]
    if paragraph.form != "display" or paragraph.mark or paragraph.latin or row < 2:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1].form if row + 1 < len(paragraphs) else "rule"
    if above.form not in ("running", "item") or below not in ("display", "subtitle", "date", "rule"):
        return False
    if ends_story(text[above.start : above.end]) or (below == "display" and not paragraphs[row + 1].gap):
        return False
    return text[above.end - 1] in _LAST_OF_SENTENCE and bool(
        lone_names(text[paragraph.start : paragraph.end])
    )


def _is_office(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the office that signs a notice, set apart from it: 县供水公司 below a 停水公告."""
    paragraph = paragraphs[row]
    if paragraph.form != "display" or paragraph.mark or row < 2:
        return False
    if not _OFFICE.fullmatch(text, paragraph.start, paragraph.end) or paragraphs[row - 1].form not in (
        "running",
        "weak",
    ):
        return False
    below = paragraphs[row + 1].form if row + 1 < len(paragraphs) else "rule"
    heading = next((p for p in reversed(paragraphs[max(0, row - 5) : row]) if p.form in _TITLES), None)
    notice = heading is not None and _NOTICE.search(text[heading.start : heading.end]) is not None
    return notice and below in (*_TITLES, "date", "rule")


def _speaks_of(text: str, name: str) -> bool:
    """Tell whether a text names the person: by the whole name or, in English, by its last word."""
    return name in text or (name[0].isascii() and name.split()[-1] in text)


def _is_long_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a title of two lines' length, on its own between a story's end and a byline, from running text."""
    paragraph = paragraphs[row]
    if paragraph.form != "running" or not 0 < row < len(paragraphs) - 1 or paragraph.latin:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    if below.form not in ANCHORS or not (paragraph.gap and below.gap):
        return False
    if not LONGEST_HEADING < paragraph.size <= LONGEST_TITLE:
        return False
    title = text[paragraph.start : paragraph.end]
    ended = above.form in ("credit", "captioned", "sign", "date", "byline") or (
        above.form in ("running", "item") and text[above.end - 1] in _LAST_OF_SENTENCE
    )
    return ended and "。" not in title and (title[-1].isalnum() or title[-1] in "！？!?”")


def _is_asking_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a title with a comma or question mark, on its own above the text, from a sentence."""
    paragraph = paragraphs[row]
    if paragraph.form != "weak" or not 0 < row < len(paragraphs) - 1:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    asks = text[paragraph.end - 1] in "？?" and label_of(text[paragraph.start : paragraph.end]) == ""
    if asks and above.form == "display" and below.form == "running" and below.gap:
        return not _SPEAKS.match(text, paragraph.start, paragraph.end)  # a rubric, the question, its answer
    ended = above.form == "display" or (
        above.form in ("running", "item", "sign", "credit", "captioned")
        and text[above.end - 1] in _LAST_OF_SENTENCE
    )
    return ended and below.form == "running" and is_said_again(text, paragraphs, row)
