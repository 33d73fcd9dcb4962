"""Question → its sides: the things it compares or asks about side by side."""

from __future__ import annotations

import re

from qa.answers import Language

_ZH_AND = re.compile(r"[和与跟同及、]|还是|或者?|以及|相比|比起?来?")
_EN_AND = re.compile(r"\s+(?:or|and|versus|vs\.?|than)\s+|\s*,\s*(?:or|and)?\s*", re.I)
_EN_OR = re.compile(r"[,:–—-]\s*([^,:]+?)\s+(?:or|versus|vs\.?)\s+([^,:]+)$", re.I)
_EN_BETWEEN = re.compile(r"\b(?:between|compare[ds]?|for|than)\s+(.+?)$", re.I)
_EN_TAIL = re.compile(r",? and (what|how (many|much)|by how|where|when|who)\b[^,]*$", re.I)
_EN_OF_TWO = re.compile(r"\bof (?:the )?two\b[^,]*, ([^,]+?) and ([^,]+?), (?:who|which|what)\b", re.I)
_EN_HOW_DO = re.compile(r"\bhow (?:do|does|did|would) (.+?) and (.+?) compare\b", re.I)
_EN_MORE_OR = re.compile(
    r"\b(?:more|fewer|less)\s+([^,:]+?)\s+or\s+(?:more\s+|fewer\s+|less\s+)?([^,:]+)$", re.I
)
_EN_SHORT_OR = re.compile(r"(\S+(?:\s\S+)?)\s+or\s+(\S+(?:\s\S+)?)$", re.I)
MOST = 4


def sides_of(text: str, language: Language) -> tuple[str, ...]:
    """Return the two or more things a question compares or asks about side by side.

    >>> sides_of("Who has more grid heads, Yitong county or Tiedong district?", "en")
    ('Yitong county', 'Tiedong district')
    """
    body = text.strip(" ?？。.!！")
    return _zh_sides(body) if language == "zh" else _en_sides(body)


def _en_sides(body: str) -> tuple[str, ...]:
    if found := _EN_OF_TWO.search(body) or _EN_HOW_DO.search(body):
        return found[1].strip(), found[2].strip()
    body = _EN_TAIL.sub("", body)
    if found := _EN_OR.search(body):
        return found[1].strip(), found[2].strip()
    if found := _EN_MORE_OR.search(body):
        return found[1].strip(), found[2].strip()
    if found := _EN_BETWEEN.search(body):
        pieces = [part.strip() for part in _EN_AND.split(found[1]) if part.strip()]
        parts = [re.sub(r"^what\s+|\s+(each|both|respectively)\b.*$", "", part) for part in pieces]
        if len(parts) >= 2:
            return tuple(parts[:MOST])
    if found := _EN_SHORT_OR.search(body):
        return found[1].strip(), found[2].strip()
    return ()


_ZH_CHOICE = re.compile(r"^(哪|谁|更|比|差|相差|各)")


def _zh_sides(body: str) -> tuple[str, ...]:
    *said, last = re.split(r"[,，:：;；]", body)
    if said and _ZH_CHOICE.match(last):  # 甲…，和乙…，哪个多
        body = re.sub(r"[,，](?=[和与跟同及])", "", "，".join(said))
    for clause in re.split(r"[,，:：;；]", body):
        cut = [piece.strip() for piece in _ZH_AND.split(clause) if piece.strip()]
        if len(cut) < 2:
            continue
        cut[-1] = re.split(r"哪|谁|更|比|各|分别|都", cut[-1])[0]
        if "的" in cut[-1] and "的" not in cut[0]:
            cut[-1] = cut[-1][: cut[-1].index("的")]
        if all(cut):
            return tuple(cut[:MOST])
    return ()
