"""Dates of a newspaper: masthead, dateline, front matter, file name."""

import datetime
import re
from collections.abc import Iterable

from index.chinese import fold_keep

_DIGITS = "〇一二三四五六七八九"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Patterns run on text folded by fold_keep: half-width, lower case, simplified.
_SMALL = r"\d{1,2}|(?:[一二三]?十|[廿卅])[一二三四五六七八九]?|[一二三四五六七八九]"
_YEAR = (
    r"(?P<year>(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3}"
    r"|(?:中华)?民国\s?[\d〇○零一二三四五六七八九十百]{2,4})"
)
_MONTH_DAY = rf"(?P<month>{_SMALL})\s?[月./-]\s?(?P<day>{_SMALL})(?!\d)"
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS = (
    re.compile(rf"(?<!\d){_YEAR}\s?[年./-]\s?{_MONTH_DAY}\s?日?"),
    re.compile(rf"\b{_NAME} {_DAY},? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b{_DAY} {_NAME},? (?P<year>(?:19|20)\d\d)\b"),
)
_WITHOUT_YEAR = re.compile(rf"(?<!\d)(?P<month>{_SMALL})\s?月\s?(?P<day>{_SMALL})\s?日")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.年]?)(\d{1,2})[-_.月]?(\d{1,2})(?!\d)")


def find_date(texts: Iterable[str], page_date: str = "") -> str:
    """Return the first date as ISO, or "". A month and day take the year of `page_date`."""
    for text in texts:
        folded = fold_keep(text)
        for match in _matches(folded):
            if found := _read(match):
                return found
        short = _WITHOUT_YEAR.search(folded) if page_date else None
        if short and (found := _iso(page_date[:4], short["month"], short["day"])):
            return found
    return ""


def date_spans(folded: str) -> list[tuple[int, int]]:
    """Return where full dates stand in a text folded by `fold_keep`."""
    return sorted(match.span() for match in _matches(folded))


def date_in_name(name: str) -> str:
    """Return the date in a file name such as 2022-11-28.txt or 20221128_A1.txt as ISO, or ""."""
    for match in _IN_NAME.finditer(name):
        whole = match[2] or len(match[3]) == len(match[4]) == 2
        if whole and (found := _iso(match[1], match[3], match[4])):
            return found
    return ""


def day_number(written: str) -> int:
    """Return the number of a day given as ISO, from 1 as `date.toordinal` counts; 0 for ""."""
    return datetime.date.fromisoformat(written).toordinal() if written else 0


def _matches(folded: str) -> list[re.Match[str]]:
    return [match for pattern in _PATTERNS for match in pattern.finditer(folded)]


def _read(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = str(_MONTHS.index(parts["name"]) + 1) if parts.get("name") else parts["month"]
    return _iso(parts["year"], month, parts["day"])


def _iso(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(_year(year), _number(month), _number(day)).isoformat()
    except ValueError:
        return ""


def _year(written: str) -> int:
    _, republic, count = written.partition("民国")
    if republic:
        return 1911 + _number(count.strip())
    return _number(written)


def _number(written: str) -> int:
    """Read 12, 二〇二二, 一一二, 十二, 二十八 or 廿八; raise ValueError for anything else."""
    if written.isdecimal():
        return int(written)
    digits = written.replace("○", "〇").replace("零", "〇").replace("廿", "二十").replace("卅", "三十")
    if "百" in digits:
        hundreds, _, rest = digits.partition("百")
        return 100 * _DIGITS.index(hundreds or "一") + (_number(rest.lstrip("〇")) if rest else 0)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return 10 * _DIGITS.index(tens or "一") + (_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_DIGITS.index(char)) for char in digits))
