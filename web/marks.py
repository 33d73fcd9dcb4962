"""Quotes with their marks: plain text and spans in, escaped HTML out; with pinyin and gloss on request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from index.chinese import is_chinese, spoken, words
from index.glossary import glosses

Span = tuple[int, int]
LONGEST_GLOSS = 16  # characters of the gloss shown below a word; the rest waits for hover or tap

_CLOSING = re.compile(r"[，。、；：？！）》”’…,.;:?!)]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """Spans to mark: words that answer, that read nearly as well, that the question has too."""

    answers: Sequence[Span] = ()
    nearly: Sequence[Span] = ()
    matches: Sequence[Span] = ()


def mark_text(text: str, marked: Marked) -> str:
    """Return `text` escaped, its marks in `<mark class="answer">`, `"nearly"` and `"match"`."""
    return "".join(_wrap(text[start:end], kind) for start, end, kind in segments(text, marked))


def segments(text: str, marked: Marked) -> list[tuple[int, int, str]]:
    """Cut `text` where a mark begins or ends; where marks overlap the answer wins."""
    kinds = [""] * len(text)
    for kind, spans in (("match", marked.matches), ("nearly", marked.nearly), ("answer", marked.answers)):
        for start, end in spans:
            for place in range(max(start, 0), min(end, len(text))):
                kinds[place] = kind
    cuts = [i for i in range(len(text) + 1) if i in (0, len(text)) or kinds[i] != kinds[i - 1]]
    return [(a, b, kinds[a]) for a, b in pairwise(cuts)]


def gloss_text(text: str, marked: Marked) -> str:
    """Return `text` as `mark_text` does, each Chinese word with its pinyin above and its gloss below."""
    parts = []
    for start, end, kind in segments(text, marked):
        piece = text[start:end]
        parts.append(_wrap_html(_gloss_words(piece), kind))
    return "".join(parts)


def _gloss_words(text: str) -> str:
    """Return each word as a column; closing marks stay with their word, so that no line begins with one."""
    parts, last = [], 0
    for word, start, end in words(text):
        if start < last or not any(map(is_chinese, word)):
            continue
        closing = _CLOSING.match(text, end)
        after = closing.end() if closing else end
        parts += [_plain(text[last:start]), _gloss_word(text[start:end], text[end:after])]
        last = after
    return "".join(parts) + _plain(text[last:])


def _plain(text: str) -> str:
    """Return text without a gloss as columns like the others, one a word so that lines can break."""
    return "".join(
        '<span class="word plain"><span class="pinyin">&nbsp;</span>'
        f'<span class="hanzi">{escape(piece)}</span></span>'
        for piece in re.findall(r"\S+\s*|\s+", text)
    )


def _gloss_word(word: str, closing: str) -> str:
    senses = glosses(word)
    short = senses[0] if senses else ""
    if len(short) > LONGEST_GLOSS:
        short = short[: LONGEST_GLOSS - 1].rstrip() + "…"
    full = "; ".join(senses[:4])
    tip = (
        f'<span class="tip" role="tooltip" lang="en">{escape(full)}</span>' if full and full != short else ""
    )
    focus = ' tabindex="0"' if tip else ""
    return (
        f'<span class="word"{focus}><span class="pinyin" lang="zh-Latn">{escape(spoken(word))}</span>'
        f'<span class="hanzi">{escape(word + closing)}</span>'
        f'<span class="sense" lang="en">{escape(short)}</span>{tip}</span>'
    )


def _wrap(text: str, kind: str) -> str:
    return _wrap_html(escape(text), kind)


def _wrap_html(html: str, kind: str) -> str:
    return f'<mark class="{kind}">{html}</mark>' if kind else html
