"""A period asked for: its ends as people write them, what it admits, and how that is told."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from index.errors import WenbaoError
from index.storage import Index
from qa.answers import Language, Searched

Day = date | str | None

_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


class BadPeriod(WenbaoError):
    """The ends of a period are no dates, or stand in the wrong order."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `since` to `until`, both included; None where it is open."""

    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> tuple[int, int]:
        """Return the first and the last day as `day_number` counts them."""
        return (self.since or date.min).toordinal(), (self.until or date.max).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Admitted:
    """A period, and the rows (n,) of an index whose articles are dated in it."""

    period: Period
    rows: NDArray[np.bool_]

    @property
    def searched(self) -> Searched:
        """Return what the period left, to be told with the answer."""
        since, until = (end.isoformat() if end else "" for end in (self.period.since, self.period.until))
        return Searched(since, until, int(np.count_nonzero(self.rows)), len(self.rows))


def read_period(since: Day, until: Day) -> Period | None:
    """Read the ends of a period: a date, "2023-05-17", or a whole "2023-05" or "2023"; None for none.

    Raises BadPeriod for what is no date and for an end before the beginning.
    """
    first, last = _read(since, 0), _read(until, 1)
    if first and last and first > last:
        raise BadPeriod(f"The period ends on {last}, before it begins on {first}. Exchange the two dates.")
    return Period(first, last) if first or last else None


def admit(index: Index, period: Period) -> Admitted:
    """Return the rows of an index that a period admits; those of unknown date are never among them."""
    return Admitted(period, index.dated(*period.days))


def known_dates(index: Index) -> tuple[date, date] | None:
    """Return the first and the last date of the articles; None where none has a known date."""
    known = index.days[index.days > 0]
    return (date.fromordinal(int(known.min())), date.fromordinal(int(known.max()))) if len(known) else None


def searched_text(searched: Searched, language: Language) -> str:
    """Say in the asker's language which articles were searched, and how many passages that left."""
    left, of = searched.passages, searched.of
    if language == "zh":
        return f"只查{_named(searched, language)}的文章：全部{of}段中的{left}段。"
    return f"Only articles dated {_named(searched, language)} were searched: {left} of {of} passages."


def nothing_text(searched: Searched, index: Index, language: Language) -> str:
    """Say that no article is dated in the period, and which dates there are."""
    known, period = known_dates(index), _named(searched, language)
    if language == "zh":
        there = f"这里有日期的文章从{known[0]}到{known[1]}。" if known else "这里的文章都没有已知的日期。"
        return f"没有{period}的文章。{there}"
    there = (
        f"Those with a known date run from {known[0]} to {known[1]}." if known else "None has a known date."
    )
    between = f"between {searched.since} and {searched.until}"
    both = searched.since and searched.until and searched.since != searched.until
    return f"No article is dated {between if both else period}. {there}"


def _named(searched: Searched, language: Language) -> str:
    """Name a period; in English what follows "dated", in Chinese what stands before 的文章."""
    since, until, zh = searched.since, searched.until, language == "zh"
    if since == until:
        return f"日期为{since}" if zh else since
    if not until:
        return f"日期在{since}及以后" if zh else f"{since} or later"
    if not since:
        return f"日期在{until}及以前" if zh else f"{until} or earlier"
    return f"日期在{since}至{until}之间" if zh else f"{since} to {until}"


def _read(written: Day, end: int) -> date | None:
    """Read one end of a period; of a whole month or year its first day (`end` 0) or its last (1)."""
    if isinstance(written, datetime):
        return written.date()
    if written is None or isinstance(written, date):
        return written
    text = unicodedata.normalize("NFKC", written).strip()
    if not text:
        return None
    found = _WRITTEN.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        year = int(found["year"])
        month = int(found["month"] or (1, 12)[end])
        day = int(found["day"] or (1, calendar.monthrange(year, month)[1])[end])
        return date(year, month, day)
    except ValueError as error:  # calendar.IllegalMonthError is one too
        raise BadPeriod(f"{text[:40]!r} is no date. Write 2023, 2023-05 or 2023-05-17.") from error
