"""Two stories side by side whose columns were read in turns: the upper one gets its paragraphs back."""

from collections.abc import Sequence
from itertools import pairwise

from index.cohesion import three_characters
from index.drafts import Draft
from index.entities import Block
from index.leads import content_words

FEWEST_STRAYS, FEWEST_BODIES = 2, 3  # paragraphs
FEWEST_LINKS = 3  # words that a stray shares with its own story alone; on pages read in order none has them


def deal_back(text: str, drafts: Sequence[Draft]) -> None:
    """Give paragraphs back to the signed story above the one they stand in, where several stray."""
    stories = [draft for draft in drafts if draft.kind == "story"]
    for upper, lower in pairwise(stories):
        for block in _strays(text, stories, upper, lower):
            lower.blocks.remove(block)
            lower.count["body"] -= 1
            upper.add("body", block)


def _strays(text: str, stories: Sequence[Draft], upper: Draft, lower: Draft) -> list[Block]:
    """Find the paragraphs that speak of what the upper story alone does, and of nothing in the lower one."""
    bodies = [block for block in lower.blocks if block.role == "body"]
    if len(bodies) < FEWEST_BODIES or not (_is_signed(upper) and _is_signed(lower)):
        return []
    if (
        sum(bool(_triples(text, [block]) & _triples(text, upper.blocks)) for block in bodies[1:])
        < FEWEST_STRAYS
    ):
        return []  # most pages; words cost more
    first = [block for block in lower.blocks if block.start < bodies[1].start]
    others = [block for story in stories if story not in (upper, lower) for block in story.blocks]
    told, own, elsewhere = (_words(text, blocks) for blocks in (upper.blocks, first, others))
    strays = [
        block
        for block in bodies[1:]
        if len((_words(text, [block]) & told) - own - elsewhere) >= FEWEST_LINKS
        and not (_words(text, [block]) & own) - told
    ]
    rest = _words(text, [block for block in lower.blocks if block not in strays])
    strays = [block for block in strays if not (_words(text, [block]) & rest) - told]
    return strays if len(strays) >= FEWEST_STRAYS else []


def _is_signed(story: Draft) -> bool:
    return story.count["headline"] > 0 and (story.brief or story.count["byline"] > 0)


def _triples(text: str, blocks: Sequence[Block]) -> set[str]:
    return {triple for block in blocks for triple in three_characters(text[block.start : block.end])}


def _words(text: str, blocks: Sequence[Block]) -> set[str]:
    """Return the content words of some blocks, and the names in them as three characters."""
    return {
        word
        for block in blocks
        for word in content_words(text[block.start : block.end])
        if not word[0].isdigit()
    } | _triples(text, blocks)
