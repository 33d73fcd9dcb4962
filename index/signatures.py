"""Lines that sign a story: an author's lone name, a letter's sender, the office below a notice."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.blocks import Paragraph
from index.bylines import is_line_of_fields
from index.items import is_label, is_notice, opens_letter
from index.leads import LEAD
from index.names import OFFICE, ends_story, lone_names, names_office, posted_name

TITLES = ("display", "weak", "subtitle")
FEWEST_HEADS = 3
LONGEST_RUBRIC = 4
LONGEST_SENDER = 60  # characters
LONGEST_LETTER = 8  # paragraphs
LONGEST_NOTICE = 12  # paragraphs
LAST_OF_SENTENCE = "。！？!?.”」）)\"'’"
_WORDS_AND_PHOTO = re.compile(r"文\s?[/／]?\s?[图圖]|[图圖]\s?[/／]?\s?文|[摄攝]影[报報][道導导]")
_SENDER_PLACE = re.compile(r",\s(?:[A-Z\d][\w.'’-]*\s?){1,4}$")
_STYLE = re.compile(r"\s?\((?:Mrs?|Ms|Miss|Dr|Rev|Cllr)\.?\)")  # Joan Bolitho (Mrs)
_MARKS = "□■◎●○◆◇▲★▪"
_POLITE = re.compile(
    r"[—\s]*(?:\S{2,12}[^\S\n]+)?(?:\S{0,6}(?:读者|讀者|居民|市民|村民|家长|家長|业主|業主|学生|學生)[^\S\n]+)?"
    r"(?:[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|太太|师傅|師傅|大爷|大妈|大娘|阿姨|老伯|同学|同學)"
    r"|(?:一[位名个個]?|热心)\S{0,4}(?:读者|讀者|居民|市民|村民|家长|業主|业主|学生|女工|职工|工人|老人))\s*"
)
_VALEDICTION = re.compile(r"(?:With|Yours|Every|Best|Kind|Warm|Sincerely|God)\b[\w ]{0,30},\s*\n\s*")
_UNNAMED_SENDER = re.compile(
    r"Names? (?:and|&) address(?:es)? (?:supplied|withheld|with editor)\.?|Name (?:supplied|withheld).{0,20}"
    r"|The [A-Z][\w'’-]+ (?:[Ff]amily|[Ff]amilies)|An? (?:[\w-]+ ){0,3}"
    r"(?:[Rr]esident|[Rr]eader|[Nn]eighbou?r|[Rr]atepayer|[Mm]other|[Pp]arent|[Pp]ensioner|[Cc]itizen|[Ss]ubscriber)"
)
_GIVEN_NAMES = re.compile(r"[A-Z][a-z]+(?:,? (?:and |& )?[A-Z][a-z]+){0,3}")  # Hilary
_OWN_DATE = re.compile(r"\s+(?:19|20)\d\d年\s?\d{1,2}月\s?\d{1,2}\s?[日号號]$")
_DASHED = re.compile(r"[—–-]{1,2}\s?(?=[A-Z])")  # - Mrs. Art Solem
_UNNAMED = re.compile(r"本[报報刊台网網社](?:特约|特約|首席)?(?:[评評][论論][员員]|[编編][辑輯]部)")
_PEN_NAME = re.compile(r"□\s?[\u4e00-\u9fff]{1,4}(?:\s[\u4e00-\u9fff]{1,3})?")
_HELPER = re.compile(
    r"[（(]?(?:指导|辅导|輔導|指導|推荐|推薦)(?:老师|老師|教师|教師|人)?\s?[:：]\s?[\u4e00-\u9fff\s]{2,10}[）)]?"
    r"|[\u4e00-\u9fff]{2,12}\s*(?:[敬谨謹][启啟上告]|[启啟])"
)
_STREET = re.compile(r"(?:[A-Z\d][\w.'’-]*,? ?){2,8}")
_NO_NAME = re.compile(r"\b(?:THE|The|OF|Of|IN|In|FROM|From|AROUND|Around)\b (?!.*,)")
_ABOUT_THE_AUTHOR = re.compile(r"作者[简簡]介|作者[系单單]")


def signs_above(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a line below a title that says who wrote the story, and is no byline by its form."""
    return (
        _is_story_byline(text, paragraphs, row)
        or is_lone_author(text, paragraphs, row, usual=False)
        or _stands_below_title(text, paragraphs, row)
        or _is_post(text, paragraphs, row)
        or _is_unnamed_author(text, paragraphs, row)
        or _is_pen_name(text, paragraphs, row)
        or _is_office_above(text, paragraphs, row)
    )


def signs_below(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a line below a text that says who wrote it."""
    return (
        _is_sender(text, paragraphs, row)
        or _is_closing_name(text, paragraphs, row)
        or _is_office(text, paragraphs, row)
        or _is_polite_sender(text, paragraphs, row)
        or _is_helper(text, paragraphs, row)
        or _is_dashed_name(text, paragraphs, row)
        or _is_tight_below(text, paragraphs, row)
    )


def _is_dashed_name(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the English name behind a dash that signs what stands above it."""
    paragraph = paragraphs[row]
    dash = _DASHED.match(text, paragraph.start) if paragraph.form == "running" and row else None
    if (
        dash is None
        or paragraph.size > LONGEST_SENDER
        or text[paragraphs[row - 1].end - 1] not in LAST_OF_SENTENCE
    ):
        return False
    line = text[dash.end() : paragraph.end]
    place = _SENDER_PLACE.search(line)
    return bool(lone_names(line[: place.start()] if place else line))


def _is_helper(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the line below a story that names who helped with it or sends it: 指导老师：方敏, 合記 敬啟."""
    paragraph = paragraphs[row]
    if paragraph.form not in ("display", "weak") or paragraph.mark or row == 0:
        return False
    ended = (
        paragraphs[row - 1].form in ("running", "item")
        and text[paragraphs[row - 1].end - 1] in LAST_OF_SENTENCE
    )
    return ended and _HELPER.fullmatch(text, paragraph.start, paragraph.end) is not None


def _is_tight_below(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell who signs a small story, right below it and above a blank line: 县工商局, 北刘庄 刘 明."""
    paragraph = paragraphs[row]
    if (
        paragraph.form != "display"
        or paragraph.mark
        or paragraph.gap
        or paragraph.latin
        or not 1 < row < len(paragraphs) - 1
    ):
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    if above.form not in ("running", "item") or text[above.end - 1] not in LAST_OF_SENTENCE or not below.gap:
        return False
    line = text[paragraph.start : paragraph.end]
    return OFFICE.fullmatch(line) is not None or bool(lone_names(line))


def _is_story_byline(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell 本报记者 王芳 文/图 below a headline, which signs the story, from a photo's credit."""
    paragraph = paragraphs[row]
    if paragraph.form != "credit" or not 0 < row < len(paragraphs) - 1:
        return False
    below_heading = paragraphs[row - 1].form in (*TITLES, "byline")
    above_text = paragraphs[row + 1].form == "running"
    if above_text and paragraphs[row - 1].form == "byline" and not paragraph.gap and paragraphs[row + 1].gap:
        return True  # 採訪撰文／… | 攝影／…
    return (
        below_heading
        and above_text
        and _WORDS_AND_PHOTO.search(text, paragraph.start, paragraph.end) is not None
    )


def is_lone_author(text: str, paragraphs: Sequence[Paragraph], row: int, *, usual: bool) -> bool:
    """Tell an author's bare name: a person below a title, of whom the text below does not speak.

    Where such names are `usual` on the page, the title may be shorter than the name.
    """
    paragraph = paragraphs[row]
    if paragraph.form != "display" or paragraph.mark or not 0 < row < len(paragraphs) - 1:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    line = text[paragraph.start : paragraph.end]
    certain = usual or line[0] in _MARKS or bool(posted_name(line))
    if above.form not in TITLES or not (below.form == "running" or (certain and below.form == "display")):
        return False
    if above.size <= paragraph.size and not (certain and above.form == "display"):
        return False
    names = lone_names(line)
    if line.isupper() and _heads_in_capitals(text, paragraphs):
        return False  # VILLAGE HALL NEWS
    if not names or (paragraph.latin and len(text[above.start : above.end].split()) < 4):
        return False
    end = next((p.start for p in paragraphs[row + 2 :] if p.form in TITLES), len(text))
    told = _ABOUT_THE_AUTHOR.split(text[below.start : min(end, below.start + LEAD)])[0]
    return not any(_speaks_of(told, name) for name in names)


def _heads_in_capitals(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell a page that sets its headings in capitals, alone above the text."""
    heads = (
        text[above.start : above.end].isupper()
        for above, below in pairwise(paragraphs)
        if above.form == "display" and below.form == "running" and above.latin
    )
    return sum(heads) >= FEWEST_HEADS


def _is_sender(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the name below a letter, before the next heading or with its place: Jean Holroyd, Ferry Road."""
    paragraph = paragraphs[row]
    if paragraph.form not in ("display", "running") or paragraph.mark or not paragraph.latin or row == 0:
        return False
    if paragraph.size > 60 or paragraphs[row - 1].form not in ("running", "weak", "item", "sign"):
        return False
    if paragraphs[row - 1].form == "sign" and not paragraph.gap:
        return _STREET.fullmatch(text, paragraph.start, paragraph.end) is not None
    if text[paragraphs[row - 1].end - 1] not in LAST_OF_SENTENCE + ",":
        return False
    line = text[paragraph.start : paragraph.end]
    if blessed := _VALEDICTION.match(line):
        name = line[blessed.end() :]
        return bool(lone_names(name)) or _GIVEN_NAMES.fullmatch(name) is not None
    line = line.replace("\n", ", ", 1)
    if _UNNAMED_SENDER.fullmatch(line):
        return True
    if is_label(line) or _NO_NAME.search(line):
        return False  # IN BRIEF, AROUND THE COUNTY
    if _signs_letter(text, paragraphs, row):
        return bool(lone_names(line))
    if line.isupper() and row + 1 < len(paragraphs) and not paragraphs[row + 1].gap:
        return False  # SCHOOL MEALS, right above a headline
    if line.isupper() and _heads_in_capitals(text, paragraphs):
        return False  # FERRYMEN TIP MILL, 20-14
    if row + 1 < len(paragraphs) and paragraphs[row + 1].form in ("byline", "lead"):
        return False  # a title over two lines
    line = _STYLE.sub("", line)
    place = _SENDER_PLACE.search(line)
    names = lone_names(line[: place.start()] if place else line)
    below = paragraphs[row + 1] if row + 1 < len(paragraphs) else None
    if not names or (below and _speaks_of(text[below.start : below.start + LEAD], names[0])):
        return False
    return place is not None or below is None or below.form in (*TITLES, "rule")


def _signs_letter(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a line in capitals and the street below it, under a letter: ELEANOR PRATT | Chestnut Street."""
    if row + 1 >= len(paragraphs) or not text[paragraphs[row].start : paragraphs[row].end].isupper():
        return False
    street = paragraphs[row + 1]
    above = paragraphs[max(0, row - LONGEST_LETTER) : row]
    return (
        not street.gap
        and _STREET.fullmatch(text, street.start, street.end) is not None
        and any(opens_letter(text[p.start : p.end]) for p in above)
    )


def _stands_below_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the line that a web site sets below each title: 来源：… 时间：… 作者：…."""
    paragraph = paragraphs[row]
    if not 0 < row < len(paragraphs) - 1 or paragraph.mark:
        return False
    if not is_line_of_fields(text[paragraph.start : paragraph.end]):
        return False
    return paragraphs[row - 1].form in TITLES and paragraphs[row + 1].form not in TITLES


def _is_post(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the post of an English author, right below the name: By JANE DOE | Herald Editor."""
    paragraph = paragraphs[row]
    if paragraph.form != "display" or paragraph.gap or not paragraph.latin or row == 0:
        return False
    return paragraphs[row - 1].form == "byline" and names_office(text[paragraph.start : paragraph.end])


def _is_unnamed_author(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the paper's own voice between a title and its text: 本报评论员."""
    if paragraphs[row].form != "display" or not 0 < row < len(paragraphs) - 1:
        return False
    between = paragraphs[row - 1].form in TITLES and paragraphs[row + 1].form == "running"
    return between and _UNNAMED.fullmatch(text, paragraphs[row].start, paragraphs[row].end) is not None


def _is_pen_name(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell who writes under another name, between a title and its text: □老茶客."""
    paragraph = paragraphs[row]
    if paragraph.form not in ("display", "item") or not 0 < row < len(paragraphs) - 1:
        return False
    between = paragraphs[row - 1].form in TITLES and paragraphs[row + 1].form == "running"
    return between and _PEN_NAME.fullmatch(text, paragraph.start, paragraph.end) is not None


def _is_office_above(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the office that wrote a story, set apart between its title and its text: 市税务局机关党委."""
    paragraph = paragraphs[row]
    if paragraph.form != "display" or not paragraph.gap or not 0 < row < len(paragraphs) - 1:
        return False
    above, below = paragraphs[row - 1 : row + 2 : 2]
    between = above.form in TITLES and above.size > LONGEST_RUBRIC and below.form == "running" and below.gap
    return bool(between) and OFFICE.fullmatch(text, paragraph.start, paragraph.end) is not None


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
    line = text[paragraph.start : paragraph.end]
    return text[above.end - 1] in LAST_OF_SENTENCE and bool(lone_names(line))


def _is_polite_sender(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell who sent a letter that does not give the whole name: 桃园新村 屈女士, 一读者."""
    paragraph = paragraphs[row]
    if paragraph.form not in ("display", "weak") or paragraph.mark or row == 0:
        return False
    above = paragraphs[row - 1]
    ended = above.form in ("running", "item") and text[above.end - 1] in LAST_OF_SENTENCE
    return ended and _POLITE.fullmatch(text, paragraph.start, paragraph.end) is not None


def _is_office(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the office that signs a notice, set apart from it: 县供水公司 below a 停水公告."""
    paragraph = paragraphs[row]
    if paragraph.form != "display" or paragraph.mark or row < 2:
        return False
    line = text[paragraph.start : paragraph.end]
    office = _OWN_DATE.sub("", line)
    if not OFFICE.fullmatch(office) or paragraphs[row - 1].form not in ("running", "weak"):
        return False
    below = paragraphs[row + 1].form if row + 1 < len(paragraphs) else "rule"
    above = reversed(paragraphs[max(0, row - LONGEST_NOTICE) : row])
    heading = next((p for p in above if p.form in ("display", "subtitle")), None)
    notice = heading is not None and is_notice(text[heading.start : heading.end])
    return below == "date" or (notice and office != line) or (notice and below in (*TITLES, "rule"))


def _speaks_of(text: str, name: str) -> bool:
    """Tell whether a text names the person: by the whole name or, in English, by its last word."""
    return name in text or (name[0].isascii() and name.split()[-1] in text)
