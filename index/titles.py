"""The title above a story: which of its lines is the kicker, the headline, the subtitle."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.blocks import Paragraph
from index.chinese import words
from index.decks import DECK, HALF, KICKER, leaning, share_said, tells_when, tells_who_attends
from index.entities import Role
from index.glossary import glosses
from index.habits import ANCHORS, LONGEST_GROUP
from index.items import is_boxed, is_column, is_label, is_row
from index.leads import LEAD
from index.marks import title_mark
from index.page import Page

_QUOTES = "“”「」『』《》"
LONGEST_LINE = 14  # characters of a headline's line in the width of one or two columns
LONGEST_IN_COLUMN, UNEVEN = 10, 4  # where no blank line tells more
EMPHASIS = "*_"
MOST_LINES = 3
NARROW = 7  # characters of each line of a headline in one narrow column
LONGEST_SUBJECT = 6  # 八道河村 | "穷窝窝"变成"金窝窝"
LONGEST_TOLD = 20  # characters of what a headline says of it
LONGEST_RUBRIC = 4  # 时政, 身边故事


def first_of_title(group: Sequence[Paragraph]) -> int:
    """Return where the title above a byline begins: a label, a kicker and a headline at most."""
    first = max(0, len(group) - LONGEST_GROUP)
    shown = [row for row, p in enumerate(group) if p.form in ("display", "weak") and row >= first]
    return shown[-2] if len(shown) > 3 else first


def last_of_title(page: Page, group: Sequence[Paragraph], after: str) -> int:
    """Return where a title ends; what follows are lines of a list that stands right below its heading.

    `after` is the form of the paragraph below the group.
    """
    if len(group) > 1 and after not in ANCHORS and page.heads_part(group[-1]):
        return len(group) - 1
    if after not in ANCHORS and is_label(page.shown(group[0])):
        apart = len(group) > 2 and group[2].gap > group[1].gap  # a title that ends in the score, and its deck
        no_title = len(group) > 1 and not apart and (is_row(page.shown(group[1])) or _is_text(page, group[1]))
        return 1 if no_title else len(group)
    if len(group) <= LONGEST_GROUP:
        return len(group)
    return next(i for i, p in enumerate(group, 1) if p.form in ("display", "weak"))


def _is_text(page: Page, line: Paragraph) -> bool:
    """Tell a line of text from a title: below it a word goes on that it begins."""
    return not line.gap and line.form == "display" and page.cuts_a_word(line)


def heads_column(page: Page, group: Sequence[Paragraph]) -> bool:
    """Tell a rubric above several small stories: 简讯, IN BRIEF, or one in capitals set apart."""
    shown = page.shown(group[0])
    apart = len(group) == 2 and group[0].latin and group[1].gap > 0
    return is_column(shown) or (apart and shown.isupper() and not page.shown(group[1]).isupper())


def has_subtitle(group: Sequence[Paragraph]) -> bool:
    """Tell whether a dash subtitle stands below another heading."""
    return any(p.form == "subtitle" for p in group[1:]) and group[0].form != "subtitle"


def roles_of_title(page: Page, group: Sequence[Paragraph]) -> tuple[int, list[Role]]:
    """Return where the title begins, below any masthead, and the role of each line from there on."""
    titles = [place for place, p in enumerate(group) if p.form in ("display", "weak")]
    dates = [place for place, p in enumerate(group) if p.form == "date" and place < titles[-1]]
    first = dates[-1] + 1 if dates else 0
    titles = [place for place in titles if place >= first]
    dash = next((place for place, p in enumerate(group) if p.form == "subtitle" and place > first), None)
    if dash is not None and dash > titles[0]:
        titles = [place for place in titles if place < dash]
    top, bottom = _find_headline(page, group, titles, marked=dash is not None)
    roles: list[Role] = []
    for place, paragraph in enumerate(group[first:], first):
        role: Role = "kicker" if place < top else "headline" if place <= bottom else "subtitle"
        roles.append("date" if paragraph.form == "date" else role)
    return first, roles


def _find_headline(
    page: Page, group: Sequence[Paragraph], titles: Sequence[int], *, marked: bool
) -> tuple[int, int]:
    """Return the first and last line of the headline; with `marked` a dash subtitle follows."""
    if group[titles[0]].latin and group[titles[-1]].latin:
        # English papers put the headline first and the deck below it, under a label such as SPORT.
        label = len(titles) > 1 and _is_standing(page, group[titles[0]], group[titles[1]])
        top = titles[1 if label else 0]
        return top, _last_of_latin(page, group, top)
    marked_alike = [place for place in titles if group[place].mark and title_mark(page.shown(group[place]))]
    if len(marked_alike) == 1 and not any(group[place].mark for place in titles if place not in marked_alike):
        return marked_alike[0], _last_of_marked(page, group, marked_alike[0])
    lines = _whole_lines(page, group, titles)
    bottom = len(lines) - 1
    while bottom > 0 and not marked and _is_deck(page, lines, bottom):
        bottom -= 1
    top = next(place for place in titles if group[place].start == lines[bottom].start)
    return top, next(place for place in titles if group[place].end == lines[bottom].end)


def _last_of_marked(page: Page, group: Sequence[Paragraph], top: int) -> int:
    """Return the last line of a title that only its first line marks: ◆半夜敲门 | 竟是邻居还钱."""
    bottom = top
    while bottom + 1 < len(group) and group[bottom + 1].form in ("display", "weak"):
        above, below = group[bottom], group[bottom + 1]
        short = max(above.size, below.size) <= LONGEST_LINE and not is_boxed(page.shown(above))
        told = leaning(page.text, above, below) in (DECK, KICKER)
        if below.gap or not short or told or bottom - top + 1 >= MOST_LINES:
            break
        bottom += 1
    return bottom


def _last_of_latin(page: Page, group: Sequence[Paragraph], top: int) -> int:
    """Return the last of the tight lines that a Latin headline is set over, of one case and width."""
    bottom = top
    while bottom + 1 < len(group):
        above, below = group[bottom], group[bottom + 1]
        shown = [page.shown(p) for p in (above, below)]
        alike = shown[0].isupper() == shown[1].isupper()
        alike = alike and (page.text[above.start - 1] in EMPHASIS) == (page.text[below.start - 1] in EMPHASIS)
        if below.form not in ("display", "weak") or below.gap or below.mark or not alike:
            break
        if 2 * below.size > 3 * above.size or not below.latin:
            break
        bottom += 1
    return bottom


def _whole_lines(page: Page, group: Sequence[Paragraph], titles: Sequence[int]) -> list[Paragraph]:
    """Join the lines that one headline is set over: they cut a word, or are tight and of one width."""
    lines = [group[titles[0]]]
    for above, place in pairwise(titles):
        if (
            place == above + 1
            and _goes_on(page, lines[-1], group[above].size, group[place])
            and not (len(lines) > 1 and _is_parted(page, lines[-1], group[place]))
        ):
            end = group[place].end
            lines[-1] = replace(lines[-1], end=end, size=end - lines[-1].start)
        else:
            lines.append(group[place])
    return lines


def _goes_on(page: Page, above: Paragraph, width: int, below: Paragraph) -> bool:
    """Tell whether a headline goes on in the line below; `width` is that of its last line."""
    lines = [page.shown(above), page.shown(below)]
    if above.mark or below.mark or lines[0] == lines[1] or is_boxed(lines[0]):
        return False
    if page.is_bulleted(below) and not page.is_bulleted(above):
        return False  # a deck behind a triangle
    labelled = is_label(lines[0])
    short = above.size <= LONGEST_SUBJECT and below.size <= LONGEST_TOLD
    subject = short and not labelled and _is_told(page, above, below)
    narrow = not labelled and _is_narrow(width, below)
    unclear = _is_unclear(page, above, below)
    alike = width <= LONGEST_LINE and abs(width - below.size) <= 1
    tight = page.is_spaced and below.gap == 0
    if tight and (subject or (alike and unclear)):
        return True
    ends = not tight and width >= below.size and below.size <= NARROW and _is_broken(page, above, below)
    subject = subject and not page.is_spaced and alike and unclear
    column = not (labelled or page.is_bulleted(above)) and _is_of_column(page, above, width, below)
    return narrow or subject or column or ends or _is_cut(page, above)


def _is_narrow(width: int, below: Paragraph) -> bool:
    """Tell a headline over two lines of one narrow column."""
    return below.gap == 0 and max(width, below.size) <= NARROW and abs(width - below.size) <= 2


def _is_of_column(page: Page, above: Paragraph, width: int, below: Paragraph) -> bool:
    """Tell two lines of one headline where the page has no blank lines that would tell more."""
    if page.is_spaced or below.gap or width <= LONGEST_RUBRIC:
        return False
    even = max(width, below.size) <= LONGEST_IN_COLUMN and abs(width - below.size) <= UNEVEN
    return even and _is_unclear(page, above, below)


def _is_unclear(page: Page, above: Paragraph, below: Paragraph) -> bool:
    """Tell two lines of which none is clearly the kicker or the deck."""
    return leaning(page.text, above, below) not in (DECK, KICKER)


def _is_told(page: Page, subject: Paragraph, title: Paragraph) -> bool:
    """Tell whom a title is about from a rubric above it: the text below names the former."""
    return share_said(page.shown(subject), page.text[title.end : title.end + 3 * LEAD]) >= HALF


def _is_broken(page: Page, above: Paragraph, below: Paragraph) -> bool:
    """Tell a short line that ends the headline begun above it: 我市春季造林任务 | 完成近六成."""
    lines = [page.shown(above), page.shown(below)]
    return (
        above.size > LONGEST_RUBRIC
        and all(line.strip(_QUOTES).isalnum() for line in lines)
        and not any(is_label(line) for line in lines)
        and leaning(page.text, above, below) not in (DECK, KICKER)
    )


def _is_cut(page: Page, line: Paragraph) -> bool:
    """Tell whether a line ends inside a word of the dictionary and not with one: …为环卫工缝 | 补工装."""
    last = [word for word, _, _ in words(page.shown(line)[-6:])][-1:]
    whole = bool(last) and len(last[0]) > 1 and bool(glosses(last[0]))
    return not whole and bool(glosses(page.cut_word(line)))


def _is_parted(page: Page, above: Paragraph, below: Paragraph) -> bool:
    """Tell a deck of two phrases below a kicker and a headline of one, though a word may be read across."""
    phrases = [len(page.shown(line).split()) for line in (above, below)]
    return phrases[0] == 1 < phrases[1] and above.size < below.size


def _is_deck(page: Page, lines: Sequence[Paragraph], place: int) -> bool:
    """Tell a subtitle below the headline from a headline below its kicker; the page's other titles help."""
    above, below = lines[place - 1], lines[place]
    if page.is_bulleted(below) and not (below.gap or page.is_bulleted(lines[0])):
        return True  # 縣府嚴禁私運米糧出口 | △違者全數充公
    first = page.shown(lines[0])
    rubric = lines[0].size <= LONGEST_RUBRIC or is_label(first) or first.endswith("新闻")
    if len(lines) == 3 and place == 2 and tells_who_attends(page.shown(above)):
        return tells_who_attends(page.shown(below))  # the kicker takes two lines
    if len(lines) == 3 and (place == 1 or not rubric):
        return place == 2  # a kicker, the headline, its deck; or a rubric above two of them
    lean = leaning(page.text, above, below)
    titled = above.size <= LONGEST_SUBJECT < below.size <= LONGEST_TOLD
    titled = titled and not tells_when(page.shown(below))
    if len(lines) == 2 and titled and not _is_told(page, above, below):
        return False  # a rubric, of which the story does not speak
    if len(lines) == 3:
        return lean >= 0  # a rubric stands where the kicker would
    if lean == 1 and page.kickers_above:
        return False
    return lean > 0 or (lean == 0 and page.decks_below)


def _is_standing(page: Page, above: Paragraph, below: Paragraph) -> bool:
    """Tell the standing title of a column from a headline: SPORT, Letters, THOUGHT FOR THE WEEK."""
    shown, title = page.shown(above), page.shown(below)
    return (
        above.size <= 12
        or is_label(shown)
        or (not page.in_capitals and shown.isupper() and not title.isupper())
    )
