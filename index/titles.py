"""The title above a story: which of its lines is the kicker, the headline, the subtitle."""

from collections.abc import Sequence

from index.blocks import Paragraph
from index.decks import leaning
from index.drafts import Role
from index.glossary import glosses
from index.habits import LONGEST_GROUP
from index.items import is_label
from index.page import Page


def first_of_title(group: Sequence[Paragraph]) -> int:
    """Return where the title above a byline begins: a label, a kicker and a headline at most."""
    first = max(0, len(group) - LONGEST_GROUP)
    shown = [row for row, p in enumerate(group) if p.form in ("display", "weak") and row >= first]
    return shown[-2] if len(shown) > 3 else first


def last_of_title(group: Sequence[Paragraph]) -> int:
    """Return where a title ends; what follows are lines of a list that stands right below its heading."""
    if len(group) <= LONGEST_GROUP:
        return len(group)
    return next(i for i, p in enumerate(group, 1) if p.form in ("display", "weak"))


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
        return titles[1 if label else 0], titles[1 if label else 0]
    bottom = len(titles) - 1
    while bottom > 0 and not marked and _is_deck(page, group[titles[bottom - 1]], group[titles[bottom]]):
        bottom -= 1
    top = bottom
    while top > 0 and titles[top - 1] + 1 == titles[top] and _goes_on(page, group[titles[top - 1]]):
        top -= 1
    return titles[top], titles[bottom]


def _is_deck(page: Page, above: Paragraph, below: Paragraph) -> bool:
    """Tell a subtitle below the headline from a headline below its kicker; the page's other titles help."""
    if _goes_on(page, above):
        return False
    lean = leaning(page.text, above, below)
    return lean > 0 or (lean == 0 and page.decks_below)


def _goes_on(page: Page, line: Paragraph) -> bool:
    """Tell whether the headline goes on below a line: its end cuts a word of the dictionary in two."""
    return not line.mark and bool(glosses(page.cut_word(line)))


def _is_standing(page: Page, above: Paragraph, below: Paragraph) -> bool:
    """Tell the standing title of a column from a headline: SPORT, Letters, THOUGHT FOR THE WEEK."""
    shown, title = page.shown(above), page.shown(below)
    return above.size <= 12 or is_label(shown) or (shown.isupper() and not title.isupper())
