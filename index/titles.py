"""The title above a story: which of its lines is the kicker, the headline, the subtitle."""

from collections.abc import Sequence

from index.blocks import Paragraph
from index.drafts import Role
from index.habits import LONGEST_GROUP
from index.items import is_label


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


def roles_of_title(text: str, group: Sequence[Paragraph]) -> tuple[int, list[Role]]:
    """Return where the title begins, below any masthead, and the role of each line from there on."""
    first, headline = _find_headline(text, group)
    roles: list[Role] = []
    for place, paragraph in enumerate(group[first:], first):
        role: Role = "kicker" if place < headline else "subtitle"
        role = "headline" if place == headline else role
        roles.append("date" if paragraph.form == "date" else role)
    return first, roles


def _find_headline(text: str, group: Sequence[Paragraph]) -> tuple[int, int]:
    """Return where the title begins, after any masthead, and which paragraph is the headline."""
    titles = [place for place, p in enumerate(group) if p.form in ("display", "weak")]
    dates = [place for place, p in enumerate(group) if p.form == "date" and place < titles[-1]]
    first = dates[-1] + 1 if dates else 0
    titles = [place for place in titles if place >= first]
    subtitle = next((place for place, p in enumerate(group) if p.form == "subtitle" and place > first), None)
    if subtitle is not None and subtitle > titles[0]:
        titles = [place for place in titles if place < subtitle]
    if group[titles[0]].latin and group[titles[-1]].latin:
        # English papers put the headline first and the deck below it, under a label such as SPORT.
        label = len(titles) > 1 and _is_standing(text, group[titles[0]], group[titles[1]])
        return first, titles[1 if label else 0]
    return first, titles[-1]  # Chinese papers put the kicker first


def _is_standing(text: str, above: Paragraph, below: Paragraph) -> bool:
    """Tell the standing title of a column from a headline: SPORT, Letters, THOUGHT FOR THE WEEK."""
    shown, title = text[above.start : above.end], text[below.start : below.end]
    return above.size <= 12 or is_label(shown) or (shown.isupper() and not title.isupper())
