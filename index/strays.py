"""Titles and sections that stand in another story: a lead or a person's name brings them back."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.decks import DECK, leaning
from index.drafts import TITLE, Draft
from index.entities import Block, Role
from index.items import is_label, is_notice
from index.leads import LEAD, says_again
from index.names import is_chinese_name

_PORTRAIT = re.compile(r"[—―─–－\s-]*[记記访訪][\u4e00-\u9fff].*")  # ——记县医院护士长王秀英
_TITLE = (*TITLE, "section")
SHORTEST_ECHO = 5  # characters of a headline read twice
LONGEST_NAME, SHORTEST_NAME = 3, 2


def bring_back(text: str, drafts: list[Draft]) -> None:
    """Give a lead its title from the story above, and a portrait the sections that were set apart from it."""
    stories = [draft for draft in drafts if draft.kind == "story"]
    robbed = [upper for upper, lower in pairwise(stories) if _give_title(text, upper, lower)]
    for rest in stories[1:]:
        if any(rest is upper for upper in robbed) and set(+rest.count) == {"body"} and not rest.brief:
            whole = stories[_place_of(rest, stories) - 1]
            _join_and_drop(whole, rest, stories, drafts)
    portraits = [(story, name) for story in stories if (name := _portrayed(text, story))]
    for whole, name in portraits:
        others = [other for _, other in portraits if other != name]
        for part in _parts_of(text, stories, whole, name, others):
            _join_and_drop(whole, part, stories, drafts)
    _drop_echoes(text, stories)


def _join_and_drop(whole: Draft, part: Draft, *lists: list[Draft]) -> None:
    """Make a piece a section of its story and take it from the lists of drafts it stands in."""
    whole.absorb(part)
    for drafts in lists:
        del drafts[_place_of(part, drafts)]


def _place_of(draft: Draft, drafts: Sequence[Draft]) -> int:
    """Return where this very draft stands; two empty ones are equal, and not the same."""
    return next(place for place, other in enumerate(drafts) if other is draft)


def _drop_echoes(text: str, stories: Sequence[Draft]) -> None:
    """Take for text the sections that are a piece of another story's headline, read twice."""
    for story in stories:
        titles = ["".join(other.headline(text).split()) for other in stories if other is not story]
        for place, block in enumerate(story.blocks):
            shown = "".join(text[block.start : block.end].split())
            if block.role == "section" and len(shown) >= SHORTEST_ECHO and any(shown in t for t in titles):
                story.blocks[place] = replace(block, role="body")
                story.count["section"] -= 1
                story.count["body"] += 1


def _give_title(text: str, upper: Draft, lower: Draft) -> bool:
    """Move the line of the upper story that only the lower one's lead says again; tell whether one is."""
    if not lower.brief or lower.item or not lower.count["body"]:
        return False
    told = _text(text, lower, "body")
    above = _text(text, upper, "body")
    for block in [block for block in upper.blocks if block.role in _TITLE]:
        loose = _is_inside_sentence(text, upper, block) or not lower.count["headline"]
        shown = text[block.start : block.end]
        if loose and says_again(shown, "", told[:LEAD]) and not says_again(shown, "", above):
            _move_title(text, upper, lower, block)
            return True
    return False


def _is_inside_sentence(text: str, story: Draft, section: Block) -> bool:
    """Tell a section that stands where a sentence of the story goes on below it."""
    above = [block for block in story.blocks if block.role == "body" and block.start < section.start]
    if section.role != "section" or not above:
        return False
    return text[above[-1].end - 1].isalnum()


def _move_title(text: str, upper: Draft, lower: Draft, block: Block) -> None:
    """Make a line the headline of the lower story, or its kicker, as the one it has leans."""
    upper.blocks.remove(block)
    upper.count[block.role] -= 1
    if block.role == "headline":
        _rename(upper, ("kicker", "subtitle"), "headline")
    own = next((b for b in lower.blocks if b.role == "headline"), None)
    if own and leaning(text, block, own) == DECK:
        _rename(lower, ("headline",), "subtitle")
        own = None
    role: Role = "kicker" if own else "headline"
    lower.blocks.insert(0, replace(block, role=role))
    lower.count[role] += 1


def _rename(story: Draft, roles: Sequence[Role], role: Role) -> None:
    """Give the first block of a story in one of some roles another role."""
    for place, block in enumerate(story.blocks):
        if block.role in roles:
            story.blocks[place] = replace(block, role=role)
            story.count[block.role] -= 1
            story.count[role] += 1
            return


def _portrayed(text: str, story: Draft) -> str:
    """Return the name of the person whom a signed story is about, by its subtitle; or ""."""
    subtitle = "".join(_text(text, story, "subtitle").split())
    if not story.count["byline"] or not _PORTRAIT.fullmatch(subtitle):
        return ""
    ends = (subtitle[-size:] for size in (LONGEST_NAME, SHORTEST_NAME))
    return next((end for end in ends if is_chinese_name(end)), "")


def _parts_of(
    text: str, stories: Sequence[Draft], whole: Draft, name: str, others: Sequence[str]
) -> list[Draft]:
    """Find the unsigned pieces below a portrait that alone on the page speak of its person.

    A piece that names the `others` portrayed on the page, too, is a list of them.
    """
    below = stories[_place_of(whole, stories) + 1 :]
    told = [(story, "".join(_text(text, story, "body").split())) for story in below]
    speaking = [story for story, body in told if name in body and not any(other in body for other in others)]
    return speaking if all(_is_bare(text, story) for story in speaking) else []


def _is_bare(text: str, story: Draft) -> bool:
    """Tell a heading and its text without anything else that a story has."""
    title = story.headline(text)
    bare = set(+story.count) == {"headline", "body"} and not (story.brief or story.item)
    return bare and not is_label(title) and not is_notice(title)


def _text(text: str, story: Draft, role: str) -> str:
    return "".join(text[block.start : block.end] for block in story.blocks if block.role == role)
