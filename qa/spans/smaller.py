"""What follows a figure's unit and belongs to it: 1米|63, 三成|五, 9块|5, 1元|4角2分."""

from __future__ import annotations

import re

from qa.lexicon import is_measure_word

_UNITS = "米元块圆角毛斤两分厘成秒吨尺丈寸亩点"
_SMALL = "角毛分厘钱两寸秒"
_BEHIND = re.compile(
    rf"(?:[零〇]?(?:\d{{1,2}}|[一二三四五六七八九](?:十[一二三四五六七八九]?)?|十[一二三四五六七八九]?)[{_SMALL}]?){{1,2}}"
)


def smaller_end(text: str, end: int, unit: str) -> int:
    """Return where the smaller part behind a figure ends whose unit ends at `end`; `end` when there is none.

    A figure with a measure word of its own is another one: 每斤5元|10斤.
    """
    if not unit or unit[-1] not in _UNITS or not (found := _BEHIND.match(text, end)):
        return end
    after = text[found.end() : found.end() + 1]
    if after in (".", "%", "％", "余", "多") or after.isdigit() or after in tuple("十百千万亿年月日号时点"):
        return end
    if found[0][-1] not in _SMALL and after and (after == "人" or is_measure_word(after)):
        return end
    return found.end()
