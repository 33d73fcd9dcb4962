"""Units of measurement and how large they are: 90分钟 is less than 两小时, 8000吨 less than 2.9万吨."""

from __future__ import annotations

import re

from qa.spans.numerals import DIGITS, value_of

# Each unit in the smallest sensible one of its dimension.
_SIZES: dict[str, dict[str, float]] = {
    "time": {
        "秒": 1, "秒钟": 1, "分": 60, "分钟": 60, "刻钟": 900, "小时": 3600, "时": 3600, "钟头": 3600,
        "天": 86_400, "日": 86_400, "周": 604_800, "星期": 604_800, "礼拜": 604_800, "月": 2_629_746,
        "年": 31_556_952, "周年": 31_556_952,
        "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_746,
        "year": 31_556_952,
    },
    "money": {"元": 1, "块": 1, "块钱": 1, "圆": 1, "角": 0.1, "毛": 0.1, "毛钱": 0.1},
    "length": {
        "毫米": 0.001, "厘米": 0.01, "公分": 0.01, "寸": 1 / 30, "尺": 1 / 3, "丈": 10 / 3, "米": 1,
        "公尺": 1, "里": 500, "里路": 500, "公里": 1000, "千米": 1000,
        "millimetre": 0.001, "centimetre": 0.01, "inch": 0.0254, "inches": 0.0254, "foot": 0.3048,
        "feet": 0.3048, "yard": 0.9144, "metre": 1, "meter": 1, "kilometre": 1000, "kilometer": 1000,
        "mile": 1609.344,
    },
    "weight": {
        "克": 0.001, "两": 0.05, "斤": 0.5, "市斤": 0.5, "公斤": 1, "千克": 1, "担": 50,
        "吨": 1000, "公吨": 1000,
        "gram": 0.001, "kilogram": 1, "kg": 1, "kilo": 1, "tonne": 1000, "ton": 1000, "pound": 0.4536,
    },
    "area": {
        "平方米": 1, "平米": 1, "亩": 2000 / 3, "公顷": 10_000, "平方公里": 1_000_000, "平方千米": 1_000_000,
        "acre": 4046.86, "hectare": 10_000,
    },
    "share": {"%": 1, "成": 10, "percent": 1, "per cent": 1},
}  # fmt: skip
_OF_UNIT = {unit: (name, size) for name, units in _SIZES.items() for unit, size in units.items()}
# What a smaller unit, or none, behind a unit is of it: 一元|四角二, 1米|63, 3分|02秒, 11秒|4.
_PART_OF = {
    "角": ("元块圆", 0.1), "毛": ("元块圆", 0.1), "两": ("斤", 0.1), "寸": ("尺", 0.1), "尺": ("丈", 0.1),
    "秒": ("分", 1 / 60), "钱": ("两", 0.1),
}  # fmt: skip
_OF_MONEY = {"元": 0.01, "块": 0.01, "圆": 0.01, "角": 0.1, "毛": 0.1}
_STEP = re.compile(rf"(?P<number>\d+|[{DIGITS}]+)(?P<unit>[^\d{DIGITS}]?)")


def size_of(unit: str) -> tuple[str, float] | None:
    """Return the dimension of a unit and its size there; None where it is none of measurement.

    >>> size_of("个小时")
    ('time', 3600)
    """
    name = unit.lower().removeprefix("个")
    return _OF_UNIT.get(name) or _OF_UNIT.get(name.removesuffix("s"))


def part_of(unit: str, behind: str) -> float:
    """Return what stands behind a figure's unit, as a share of that unit; 0 where that is not known.

    >>> part_of("元", "四角二")
    0.42
    >>> part_of("米", "63")
    0.63
    """
    share, total = 1.0, 0.0
    for found in _STEP.finditer(behind):
        value = value_of(found["number"].lstrip("零〇") or "零")
        if value is None:
            return total
        smaller = found["unit"]
        if not smaller:
            digits = len(found["number"]) if found["number"].isdigit() else 1
            return round(total + share * value * 0.1**digits, 9)
        if smaller == "分" and unit[-1:] in _OF_MONEY:
            share = _OF_MONEY[unit[-1:]]
        elif smaller in _PART_OF and unit[-1:] in _PART_OF[smaller][0]:
            share = _PART_OF[smaller][1]
        else:
            return total
        total += share * value
    return round(total, 9)
