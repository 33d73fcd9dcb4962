"""Written numbers and their values: 2,810, 4.2万, 二百四十, eleven, 1.5 million."""

from __future__ import annotations

import re

from index.glossary import glosses

DIGITS = "一二两三四五六七八九十百千万亿零〇○半廿卅"
# A year may follow: 明万历|二十三年, 民国|二十三年; `is_reign` tells whether one does.
REIGN = r"(?:(?:[唐宋辽金元明清](?:朝|代)?)?(?:(?![一二两三四五六七八九十零〇])[\u4e00-\u9fff]){2})"
_EN_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
EN_DIGITS = _EN_WORDS.split()
_ONES = "一二三四五六七八九"
_ZH_DIGITS = [*_ONES, "十", *("十" + one for one in _ONES), *(ten + "十" for ten in _ONES[1:])]
EN_NUMERALS = [  # (word, value, pattern in Chinese), from two on: one is seldom a number
    (
        word,
        number if number < 20 else 10 * (number - 18),
        figure.replace("二", "[二两]") if number == 2 else figure,
    )
    for number, (word, figure) in enumerate(zip(EN_DIGITS, _ZH_DIGITS, strict=True), 1)
    if number > 1
]
_EN_MONTHS = "january february march april may june july august september october november december"
MONTHS = _EN_MONTHS.split()
ZH_MONTHS = [*"一二三四五六七八九十", "十一", "十二"]
_SCALES = {
    "十": 1e1,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "亿": 1e8,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "lakh": 1e5,
    "crore": 1e7,
}


_WRITTEN = str.maketrans({"○": "零", "〇": "零", "廿": "二十", "卅": "三十"})


def value_of(number: str, scale: str = "") -> float | None:
    """Return the value of a written number; Chinese numerals too.

    >>> value_of("4.2", "万")
    42000.0
    """
    try:
        if number[0].isdigit():
            value = float(number.replace(",", "").replace("，", ""))
        elif number[0].isascii():
            value = _english_value(number)
        else:
            from cn2an import cn2an  # imported late: most figures are digits

            value = float(cn2an(number.removeprefix("第").translate(_WRITTEN), "smart"))
    except (ValueError, OverflowError, KeyError, IndexError):
        return None
    for unit in re.findall(r"[十百千万亿]|hundred|thousand|million|billion|lakh|crore", scale.lower()):
        value *= _SCALES[unit]
    return value


def is_reign(words: str) -> bool:
    """Tell whether the dictionary knows the last two characters as the name of a reign."""
    return words.endswith("民国") or any("reign" in sense for sense in glosses(words[-2:]))


def _english_value(number: str) -> float:
    values = {word: float(n) for n, word in enumerate(EN_DIGITS[:19], 1)} | {
        word: 10.0 * n for n, word in enumerate(EN_DIGITS[19:], 2)
    }
    return sum(values.get(part, 1.0 if part == "a" else 0.0) for part in number.lower().split("-"))
