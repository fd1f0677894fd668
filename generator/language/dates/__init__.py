"""Days and times as newsrooms write them, found in a line of text with their offsets in it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from generator.language import Language
from generator.language.dates.bounds import possible
from generator.language.dates.day_patterns import Day, days, impossible, weekday_at
from generator.language.dates.times import Clock, clocks
from generator.model import Span

MAX_GAP = 40
MAX_SCANNED = 1000
KEPT = 1 << 14  # more than a page has blocks: rule after rule goes through all of them
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{1,40}")

__all__ = ["Stamp", "connects", "find", "gapped", "impossible", "iso", "only", "possible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A day, a time of day, or both; `span` covers all of it, `weekday` (0 is Monday) is what the text claims."""

    span: Span
    day: dt.date | None = None
    clock: dt.time | None = None
    zone: dt.tzinfo | None = None
    weekday: int | None = None
    ambiguous: bool = False

    @property
    def value(self) -> dt.date | None:
        """A date-time where day and time are known (aware where the zone is), else the day."""
        if self.day is None or self.clock is None:
            return self.day
        return dt.datetime.combine(self.day, self.clock, self.zone)

    @property
    def contradicts(self) -> bool:
        """Whether the weekday that the text names was not the day's."""
        return self.day is not None and self.weekday is not None and self.day.weekday() != self.weekday


@lru_cache(maxsize=KEPT)
def find(text: str, words: Language) -> tuple[Stamp, ...]:
    """Every day and time in a line's first 1,000 characters, in its order; a time beside a day is one stamp with it."""
    text = text[:MAX_SCANNED]
    if not _DIGIT.search(text):
        return ()
    found = days(text, words)
    spans = [day.span for day in found]
    times = [clock for clock in clocks(text, words) if not _inside(clock.span, spans)]
    if times:
        nowhen = impossible(text, words)
        times = [clock for clock in times if not _inside(clock.span, nowhen)]
    stamps = list(_paired(text, words, found, times))
    return tuple(sorted(stamps, key=lambda stamp: stamp.span))


def only(text: str, words: Language) -> Stamp | None:
    """The stamp that the whole text consists of, words such as 'at' and punctuation aside; None if there is more."""
    stamps = find(text, words)
    if len(stamps) != 1:
        return None
    rest = text[: stamps[0].span.start] + text[stamps[0].span.end :]
    return stamps[0] if connects(rest, words) else None


def gapped(text: str, words: Language) -> str:
    """The text with two spaces and more for each day and time."""
    for stamp in reversed(find(text, words)):
        text = f"{text[: stamp.span.start]}   {text[stamp.span.end :]}"
    return text


def iso(text: str) -> dt.date | None:
    """The date or date-time of an ISO 8601 string, as in page metadata; None for anything else, and for no such day."""
    text = text.strip()
    try:
        stated = dt.date.fromisoformat(text) if len(text) == len("2023-06-01") else dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return possible(stated)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in spans)


def _paired(text: str, words: Language, days: Sequence[Day], times: Sequence[Clock]) -> Iterator[Stamp]:
    used: set[Span] = set()
    for number, day in enumerate(days):
        floor = days[number - 1].span.end if number else 0
        ceiling = days[number + 1].span.start if number + 1 < len(days) else len(text)
        near = [clock for clock in times if floor <= clock.span.start and clock.span.end <= ceiling]
        near = [clock for clock in near if clock.span not in used]
        yield _stamp(text, words, day, near, used)
    yield from (_alone(clock) for clock in times if clock.span not in used)


def _stamp(text: str, words: Language, day: Day, near: Sequence[Clock], used: set[Span]) -> Stamp:
    weekday = weekday_at(text, day.span, words)
    stamp = Stamp(span=day.span, day=day.day, weekday=weekday, ambiguous=day.ambiguous)
    if day.clock:
        return replace(stamp, clock=day.clock.at, zone=day.clock.zone)
    clock = _beside(text, words, day, near)
    if clock is None:
        return stamp
    hull = Span(min(clock.span.start, day.span.start), max(clock.span.end, day.span.end))
    used.update(one.span for one in near if hull.start <= one.span.start and one.span.end <= hull.end)
    return replace(stamp, span=hull, clock=clock.at, zone=clock.zone)


def _beside(text: str, words: Language, day: Day, near: Sequence[Clock]) -> Clock | None:
    """The time after the day where only 'at' and the like part them, else the first such time before it."""
    for clock in sorted(near, key=lambda one: one.span.start < day.span.start):
        first, second = sorted((clock.span, day.span))
        gap = text[first.end : second.start]
        for other in near:
            gap = gap.replace(text[other.span.start : other.span.end], " ")
        if len(gap) <= MAX_GAP and connects(gap, words):
            return clock
    return None


def connects(text: str, words: Language) -> bool:
    """Whether a text only links the parts of a date: 'at', 'on', weekdays, punctuation."""
    return all(word.casefold() in _linking(words) for word in _LETTERS.findall(text)) and not _DIGIT.search(text)


@cache
def _linking(words: Language) -> frozenset[str]:
    return frozenset((*words.at, *words.clock_words, *(form for forms in words.weekdays for form in forms)))


def _alone(clock: Clock) -> Stamp:
    return Stamp(span=clock.span, clock=clock.at, zone=clock.zone)
