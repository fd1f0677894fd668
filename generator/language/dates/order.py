"""Whether a document writes day or month first: told by those of its own days that can be read one way only."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from generator.language import Language
from generator.language.dates.bounds import day as possible_day
from generator.language.dates.day_patterns import MAX_MONTH, NUMBERS, full_year, weekday_at
from generator.language.dates.times import clocks
from generator.model import Span

MAX_SCANNED = 200_000
ZONE_REACH = 24
MONTH_DAY, DAY_MONTH = "month-day", "day-month"
REGION = 2  # letters
A_DAY = dt.datetime(2000, 1, 15)  # noqa: DTZ001 - to ask a zone for its offset
MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})  # countries
_SIGNS = re.compile(r"\d[/-]")


def settled(texts: Iterable[str], words: Language, tag: str = "") -> Language:
    """The words with the order of day and month that a document's texts, or its language's tag, settle; else as given.

    Every day in numbers votes: by a number above twelve, then by the weekday named with it, then by its time zone.
    """
    found = [vote for text in texts for vote in _votes(text[:MAX_SCANNED], words)]
    for kind in range(3):
        votes = {first for rank, first in found if rank == kind}
        if votes:
            return ordered(words, votes.pop()) if len(votes) == 1 else words
    return ordered(words, False) if words.month_first and _is_elsewhere(tag) else words


def _is_elsewhere(tag: str) -> bool:
    """Whether a tag such as 'en-GB' names a country that puts the day first; 'en-US' is how programs come."""
    _, _, region = tag.replace("_", "-").partition("-")
    return len(region) == REGION and region.upper() not in MONTH_FIRST


def of_file(texts: Iterable[str]) -> str | None:
    """How the days in numbers of one file's rows are written, where numbers tell and all agree; else None."""
    votes = {first for text in texts for match in NUMBERS.finditer(text) if (first := _by_number(match)) is not None}
    return (MONTH_DAY if votes.pop() else DAY_MONTH) if len(votes) == 1 else None


@cache
def ordered(words: Language, first: bool) -> Language:
    """The words with an order of day and month that is known."""
    return replace(words, month_first=first, order_settled=True)


def _votes(text: str, words: Language) -> Iterator[tuple[int, bool]]:
    """How sure a day's vote is, 0 the surest, and whether it puts the month first."""
    if not _SIGNS.search(text):
        return
    for match in NUMBERS.finditer(text):
        if "." in match["sep"]:
            continue
        if (first := _by_number(match)) is not None:
            yield 0, first
        elif match["a"] != match["b"]:
            yield from ((1, first) for first in _by_weekday(match, words))
            yield from ((2, False) for _ in _by_zone(match, words))


def _by_number(match: re.Match[str]) -> bool | None:
    first, second = int(match["a"]), int(match["b"])
    if "." in match["sep"] or (first > MAX_MONTH) == (second > MAX_MONTH):
        return None
    return second > MAX_MONTH


def _by_weekday(match: re.Match[str], words: Language) -> Iterator[bool]:
    """The order in which the day is the weekday that is named with it, if it is in the other one not."""
    weekday = weekday_at(match.string, Span(*match.span()), words)
    year = full_year(match["y"])
    orders = ((True, match["a"], match["b"]), (False, match["b"], match["a"]))
    fit = [
        first
        for first, month, number in orders
        if (day := possible_day(year, int(month), int(number))) and day.weekday() == weekday
    ]
    yield from fit if len(fit) == 1 else ()


def _by_zone(match: re.Match[str], words: Language) -> Iterator[None]:
    """A clock behind the day that is set east of Greenwich, where no country puts the month first."""
    for clock in clocks(match.string[match.end() : match.end() + ZONE_REACH], words):
        offset = clock.zone.utcoffset(A_DAY) if clock.zone else None
        if offset and offset.total_seconds() > 0:
            yield
