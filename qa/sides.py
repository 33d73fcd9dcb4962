"""Question → its sides: the things it compares or asks about side by side."""

from __future__ import annotations

import re

from qa.answers import Language
from qa.preface import preface_end
from qa.sides_en import english_sides
from qa.sides_zh import chinese_sides

_GIVE_BOTH = re.compile(
    r"[?.,] *(?:please )?(?:give|state|name|tell)\b[^?.,]*\b(?:both|each)\b[^?.,]*[?.]*\s*$", re.I
)
# What is asked beside: how much the difference is, or what both figures are.
_EN_TAIL = re.compile(
    r",? and (?:what|how (?:many|much)|by how|by what|where|when|who)\b[^,]*$"
    r"|,? by how (?:much|many)\b[^,]*$",
    re.I,
)
_ZH_TAIL = re.compile(
    r"(?<=[^,，。;；!！?？])[,，?？]\s*(?:又|还|要|两[边者个家])?(?:相?差|[多大高长少小低短贵快慢早晚重]|便宜)了?(?:多少|几|出).*$|[,，]各(?:有|是|为|占)?(?:多少|几).*$"
)


def sides_of(text: str, language: Language) -> tuple[str, ...]:
    """Return the two or more things a question compares or asks about side by side, as they stand in it.

    What both have in common belongs to neither: *the grids of Lishu and Yitong* has the sides Lishu, Yitong.

    >>> sides_of("Who has more grid heads, Yitong county or Tiedong district?", "en")
    ('Yitong county', 'Tiedong district')
    >>> sides_of("Does Lishu have more grids than Yitong?", "en")
    ('Lishu', 'Yitong')
    >>> sides_of("梨树的网格比伊通多吗？", "zh")
    ('梨树', '伊通')
    """
    body = _GIVE_BOTH.sub("", text[preface_end(text) :])
    body = without_tail(body, language).strip(" ?？。.!！")
    sides = chinese_sides(body) if language == "zh" else english_sides(body)
    return sides if len(set(sides)) == len(sides) > 1 else ()


def without_tail(text: str, language: Language) -> str:
    """Return a question without what it asks beside the comparison: …, and by how much? …，差多少？"""
    return (_ZH_TAIL if language == "zh" else _EN_TAIL).sub("", text.rstrip(" ?？。.!！呢啊"))
