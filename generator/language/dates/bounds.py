"""Which days and moments can be those of a report: every one that anything states comes through here."""

import datetime as dt
from typing import Final, TypeVar

EARLIEST: Final = 1900
LATEST: Final = 2100
"""Years. Nothing that is read here is older, and there is no clock that could say what is yet to come."""
FIRST_TOLD: Final = 1000
"""The first year of which a report is read to tell."""
NO_DAY: Final = f"no day from {EARLIEST} to {LATEST}"
MOST_OFFSET: Final = dt.timedelta(hours=14)
"""That of the easternmost islands; no place is further from Greenwich."""

_Day = TypeVar("_Day", bound=dt.date)


def possible(value: _Day | None) -> _Day | None:
    """The day or moment, if its year and its offset from Greenwich can be those of a report."""
    if value is None or not EARLIEST <= value.year <= LATEST:
        return None
    offset = value.utcoffset() if isinstance(value, dt.datetime) else None
    return value if offset is None or abs(offset) <= MOST_OFFSET else None


def day(year: int, month: int, number: int) -> dt.date | None:
    """A day by its numbers; None where the calendar or the years of reports do not have it."""
    try:
        return possible(dt.date(year, month, number))
    except (ValueError, OverflowError):
        return None


def tellable(value: dt.date) -> bool:
    """Whether a report can tell of a day: of the past of any century that is written with four digits, too."""
    return FIRST_TOLD <= value.year <= LATEST


def calendar_day(year: int, month: int, number: int) -> dt.date | None:
    """A day by its numbers that a report can tell of; None where the calendar does not have it."""
    try:
        value = dt.date(year, month, number)
    except ValueError:
        return None
    return value if tellable(value) else None


def zone(minutes: int) -> dt.tzinfo | None:
    """The zone of an offset; None where no place is that far from Greenwich."""
    offset = dt.timedelta(minutes=minutes)
    if abs(offset) > MOST_OFFSET:
        return None
    return dt.timezone(offset) if minutes else dt.UTC
