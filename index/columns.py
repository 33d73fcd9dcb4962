"""Two stories side by side whose columns were read in turns: the upper one gets its paragraphs back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.cohesion import three_characters
from index.drafts import Draft
from index.entities import Block
from index.leads import content_words

FEWEST_STRAYS, FEWEST_BODIES = 2, 3  # paragraphs
BOTH = 2  # stories: the one above and the one the paragraph stands in
FEWEST_LINKS = 3  # words that a stray shares with its own story alone; on pages read in order none has them


def deal_back(text: str, drafts: Sequence[Draft]) -> None:
    """Give paragraphs back to the signed story above the one they stand in, where several stray."""
    stories = [draft for draft in drafts if draft.kind == "story"]
    told = _Told(text, stories)
    for upper, lower in pairwise(stories):
        strays = _strays(told, upper, lower)
        if not strays:
            continue
        within = range(strays[0].start, strays[-1].end)
        bodies = [b for b in lower.blocks if b.role == "body" and b.start in within]
        for block in [b for b in bodies if b in strays or not any(map(str.isalnum, text[b.start : b.end]))]:
            lower.blocks.remove(block)
            lower.count["body"] -= 1
            upper.add("body", block)


class _Told:
    """The content words of a page's blocks, cut once, and how many of its stories use each."""

    def __init__(self, text: str, stories: Sequence[Draft]) -> None:
        self._text = text
        self._stories = stories
        self._words: dict[Block, frozenset[str]] = {}
        self._used: Counter[str] | None = None

    def triples(self, blocks: Iterable[Block]) -> set[str]:
        """Return each three Chinese characters in a row: a person's name is in no dictionary."""
        return {three for block in blocks for three in three_characters(self._text[block.start : block.end])}

    def words(self, blocks: Iterable[Block]) -> set[str]:
        """Return the content words of some blocks, and the names in them as three characters."""
        return {word for block in blocks for word in self._words_of(block)}

    def stories_with(self, word: str) -> int:
        """Return how many stories of the page use a word."""
        if self._used is None:
            self._used = Counter(word for story in self._stories for word in self.words(story.blocks))
        return self._used[word]

    def _words_of(self, block: Block) -> frozenset[str]:
        if block not in self._words:
            shown = self._text[block.start : block.end]
            found = {word for word in content_words(shown) if not word[0].isdigit()}
            self._words[block] = frozenset(found | self.triples([block]))
        return self._words[block]


def _strays(told: _Told, upper: Draft, lower: Draft) -> list[Block]:
    """Find the paragraphs that speak of what the upper story alone does, and of nothing in the lower one."""
    bodies = [block for block in lower.blocks if block.role == "body"]
    if len(bodies) < FEWEST_BODIES or not (_is_signed(upper) and _is_signed(lower)):
        return []
    first = [block for block in lower.blocks if block.start < bodies[1].start]
    apart = told.triples(upper.blocks) - told.triples(first)
    if sum(not apart.isdisjoint(told.triples([block])) for block in bodies[1:]) < FEWEST_STRAYS:
        return []  # most pages; words cost more
    above, own = told.words(upper.blocks), told.words(first)
    strays = [block for block in bodies[1:] if _belongs(told, told.words([block]), above, own)]
    rest = told.words(block for block in lower.blocks if block not in strays)
    strays = [block for block in strays if not (told.words([block]) & rest) - above]
    return strays if len(strays) >= FEWEST_STRAYS else []


def _belongs(told: _Told, words: set[str], above: set[str], own: set[str]) -> bool:
    """Tell whether a paragraph's words tie it to the story above, and none to the one it stands in."""
    if (words & own) - above:
        return False
    links = (words & above) - own
    if len(links) < FEWEST_LINKS:
        return False
    return sum(told.stories_with(word) <= BOTH for word in links) >= FEWEST_LINKS


def _is_signed(story: Draft) -> bool:
    return story.count["headline"] > 0 and (story.brief or story.count["byline"] > 0)
