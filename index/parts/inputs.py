"""A page's lines, and what the network sees of each: how it is set, its marks, what the rules made of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.bylines import credit_start, is_byline
from index.chinese import fold_keep, is_chinese
from index.datelines import lead_length
from index.drafts import Draft
from index.entities import Block
from index.furniture import is_furniture
from index.issues import is_masthead
from index.items import bullet_length, is_boxed, is_label, is_row
from index.leads import content_words
from index.networks import Array, Ints
from index.static_model import load_static
from index.wraps import Line

CHARACTERS = 44  # of a line that are seen: its first and last
LAST = 12
ROLES = ("headline", "kicker", "subtitle", "section", "body", "byline", "date", "credit")
DEALT = len(ROLES) + 4  # inputs that tell what the rules made of a line
SEEN = 400  # characters of a line that is looked at
LONGEST_SET, WIDE = 60, 90  # characters of a line that a column cut; the percentile that is its width
NEAR_LINES, WORD_LINES = 6, 8  # on each side that a line is held against
LONGEST_BYLINE, LONGEST_FURNITURE, LONGEST_CREDIT, LONGEST_LABEL = 80, 120, 300, 40
MANY_LINES = 200
INDENTED = 2  # blanks
LONGEST_MARK = 3  # characters of a bullet or mark that stand before a block on its line
_TYPE = r"[\u3400-\u9fff，。、：；“”（）《》]"
_SPACED = re.compile(rf"(?<={_TYPE})\s+(?={_TYPE})")  # as OCR spaces Chinese
_ENDS, _GOES_ON, _STOPS = "。！？!?.…”」』）)】》", "，、；：,;:", "。.！!？?；;…"
_OPENS, _CLOSES, _DASHES = "“\"'‘「『《（(【[〔", "”\"'’」』》）)】]〕", "—―─-"
_LATIN_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network sees of the lines of a page: their text as it is read, and signs (n, inputs)."""

    texts: list[str]
    signs: Array


def rows_of(block: Block, lines: Sequence[Line]) -> range:
    """Return the numbers of the lines that a block stands in."""
    first = bisect_right(lines, block.start, key=lambda line: line.end)
    return range(first, max(first + 1, bisect_left(lines, block.end, key=lambda line: line.start)))


def see(text: str, lines: Sequence[Line], dealt: Array) -> Seen:
    """Return what the network sees of the lines, of which the rules made what `dealt` tells."""
    texts = [_SPACED.sub("", fold_keep(text[line.start : line.end])[:SEEN]) for line in lines]
    latin = np.array([not any(map(is_chinese, shown[:LONGEST_SET])) for shown in texts])
    parts = (
        _settings(texts, lines, latin),
        np.array([_marks(shown) for shown in texts], np.float32),
        _capitals(text, lines, latin),
        _alike(texts, latin),
        dealt,
    )
    return Seen(texts, np.concatenate(parts, axis=1))


def characters_of(texts: Sequence[str], known: dict[str, int]) -> Ints:
    """Return the numbers of the characters of each line, (n, CHARACTERS): 0 for none, 1 for others."""
    ids = np.zeros((len(texts), CHARACTERS), np.int64)
    for row, text in enumerate(texts):
        shown = text if len(text) <= CHARACTERS else text[: CHARACTERS - LAST] + text[-LAST:]
        ids[row, : len(shown)] = [known.get(looked_up(char), 1) for char in shown]
    return ids


def looked_up(char: str) -> str:
    """Return a character as it is looked up in the vocabulary: all digits alike."""
    return "0" if char.isdigit() else char


def _settings(texts: Sequence[str], lines: Sequence[Line], latin: np.ndarray) -> Array:
    """Return how the lines are set: how wide, with which gaps and indents, where on the page."""
    widths = np.array([len(shown) - sum(map(str.isascii, shown)) / 2 for shown in texts])
    narrow = widths[widths <= LONGEST_SET]
    usual = float(np.percentile(narrow, WIDE)) if len(narrow) else float(LONGEST_SET)
    share = np.minimum(widths / usual, 2)
    gaps = np.array([line.gap for line in lines])
    below = np.append(gaps[1:], 2)
    indents = np.array([line.indent >= INDENTED for line in lines])
    count = len(lines)
    columns = (
        np.log1p(widths) / 3,
        share,
        np.append(0, share[:-1]),
        np.append(share[1:], 0),
        *(gaps > 0, gaps > 1, below > 0, below > 1),
        *(indents, np.append(indents[1:], False)),
        *(np.arange(count) / count, np.arange(count) == 0, np.arange(count) == count - 1),
        *(latin, widths > LONGEST_SET),
        *(np.full(count, each) for each in (np.mean(gaps > 0), usual / 40, np.mean(latin))),
        np.full(count, min(count, MANY_LINES) / MANY_LINES),
    )
    return np.stack(columns, axis=1).astype(np.float32)


@lru_cache(maxsize=4096)  # rubrics and the cells of tables come again and again
def _marks(shown: str) -> tuple[float, ...]:
    """Return what the marks of a line tell, and what the rules know it for by itself."""
    size = len(shown)
    told = (
        shown[-1] in _ENDS,
        shown[-1] in _STOPS,
        shown[-1] in _GOES_ON,
        shown[0] in _OPENS,
        shown[-1] in _CLOSES,
        any(char in "。；" for char in shown[:-1]),
        any(char in "，,、" for char in shown[:-1]),
        shown[0] in _DASHES,
        shown[0] == "#",
        " " in shown or "\u3000" in shown,
        "：" in shown or ":" in shown,
        size < LONGEST_BYLINE and is_byline(shown),
        lead_length(shown) > 0,
        size < LONGEST_CREDIT and credit_start(shown) >= 0,
        size < LONGEST_FURNITURE and is_masthead(shown),
        size < LONGEST_FURNITURE and is_furniture(shown),
        size < LONGEST_LABEL and is_label(shown),
        size < LONGEST_BYLINE and is_row(shown),
        bullet_length(shown) > 0,
        is_boxed(shown),
    )
    return (*map(float, told), sum(map(str.isdigit, shown)) / size)


def _capitals(text: str, lines: Sequence[Line], latin: np.ndarray) -> Array:
    """Return the share of capitals among the letters of each line of English."""
    shares = np.zeros((len(lines), 1), np.float32)
    for row in np.flatnonzero(latin).tolist():
        letters = [char for char in text[lines[row].start : lines[row].end][:SEEN] if char.isalpha()]
        shares[row] = sum(map(str.isupper, letters)) / max(1, len(letters))
    return shares


def _alike(texts: Sequence[str], latin: np.ndarray) -> Array:
    """Return how like each line is to those below and above it: by meaning, and by its words."""
    vectors = load_static().encode_passages([shown[:200] for shown in texts])
    weights = np.array([[min(len(shown), LONGEST_SET)] for shown in texts], np.float32)
    below, above = (_mean_beside(vectors * weights, step) for step in (1, -1))
    words = [
        set(_LATIN_WORD.findall(shown.lower())) if foreign else set(content_words(shown))
        for shown, foreign in zip(texts, latin, strict=True)
    ]
    shared = np.array(list(_shares(words)), np.float32)
    like_below, like_above = (vectors * below).sum(axis=1), (vectors * above).sum(axis=1)
    columns = (like_below, like_above, like_below - like_above, (below * above).sum(axis=1))
    return np.concatenate([np.stack(columns, axis=1), shared], axis=1)


def _mean_beside(weighted: Array, step: int) -> Array:
    """Return the direction of the lines beside each, those after it (step 1) or before it (-1)."""
    total = np.zeros_like(weighted)
    for away in range(1, min(NEAR_LINES, len(weighted) - 1) + 1):
        if step > 0:
            total[:-away] += weighted[away:]
        else:
            total[away:] += weighted[:-away]
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9), np.float32)


def _shares(words: Sequence[set[str]]) -> Iterator[tuple[float, float, float]]:
    """Yield which share of each line's words stands below it, above it, and only below it."""
    for row, own in enumerate(words):
        if not own:
            yield 0, 0, 0
            continue
        below = own.intersection(*[set().union(*words[row + 1 : row + 1 + WORD_LINES])])
        above = own.intersection(*[set().union(*words[max(0, row - WORD_LINES) : row])])
        yield len(below) / len(own), len(above) / len(own), len(below - above) / len(own)


def dealt_out(lines: Sequence[Line], drafts: Sequence[Draft]) -> Array:
    """Return what the rules made of the lines, (n, DEALT): their roles, and where articles begin."""
    caption, first, headless, inside = range(len(ROLES), DEALT)
    told = np.zeros((len(lines), DEALT), np.float32)
    for draft in drafts:
        for block in draft.blocks:
            rows = rows_of(block, lines)
            told[rows, ROLES.index(block.role)] = 1
            told[rows, caption] = max(draft.kind == "caption", told[rows[0], caption])
            told[rows[0], inside] = block.start > lines[rows[0]].start + LONGEST_MARK
        begins = rows_of((content_of(draft) or draft.blocks)[0], lines)[0]
        told[begins, first] = 1
        told[begins, headless] = draft.count["headline"] == 0
    return told


def content_of(draft: Draft) -> list[Block]:
    """Return a draft's blocks without masthead lines and dates, in the order of the page."""
    return sorted((b for b in draft.blocks if b.role != "date"), key=lambda block: block.start)
