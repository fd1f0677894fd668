"""From the words that name a day to the day: told from the day of writing, from the day told last, or by a date."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from generator.annotate.event_days.narrative import Narrative
from generator.annotate.event_days.patterns import Kind, Patterns, kind_of, month_of, year_of
from generator.annotate.event_days.signs import Sign
from generator.language.dates.bounds import calendar_day
from generator.language.grammar.tense import Tense
from generator.language.grammar.words import TimeWords

Group = Literal["day", "until", "from", "day2"]
Precision = Literal["day", "week", "month", "year"]
WEEK = 7
DAYS = {"day": 1, "week": WEEK}
FAR_AHEAD = 120  # days: what is further ahead a report says with its year, or with a word that looks ahead
SOON = 60  # days: a date so close ahead, told as past, is one or the other
MOST_AHEAD = 300  # days to a date that only its weekday places
CLOSE = 45  # days: a date so close to the day of writing may be of its year, whatever background stands before it


LONGEST_WORD = 24
STEPS: dict[Kind, int] = {"before": -1, "after": 1, "same": 0}
FURTHER: dict[Group, tuple[Group, Group]] = {"until": ("day", "until"), "from": ("from", "day2")}
NO_SIGN = Sign(start=0, end=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The day of writing at the place of writing, and the latest day that had begun."""

    local: dt.date
    begun: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A day, how exactly it is told, and from what it follows."""

    day: dt.date
    precision: Precision
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a day is told from: the day of writing, the day told last, the narrative's year, what stands beside it."""

    patterns: Patterns
    now: Now | None
    narrative: Narrative
    last: dt.date | None = None
    tense: Tense = Tense.OPEN
    sign: Sign = NO_SIGN

    @property
    def words(self) -> TimeWords:
        """The words of time of the text's language."""
        return self.patterns.words

    def is_inexact(self, match: re.Match[str]) -> bool:
        """Whether a number of days is not meant to the day: 'more than two weeks later'."""
        before = match.string[max(0, match.start() - LONGEST_WORD) : match.start()].lower().split()
        return not self.words.inexact.isdisjoint((*before[-1:], " ".join(before[-2:])))

    def names_event(self, match: re.Match[str]) -> bool:
        """Whether days are told from an event that is named, 'the day after the vote', and not from a day."""
        behind = match.string[match.end() : match.end() + LONGEST_WORD].split()[:1]
        starts = match.string[match.end() : match.end() + 1] == " "
        return bool(behind) and starts and (behind[0].lower() in self.words.articles or behind[0][0].isupper())


def resolve(match: re.Match[str], context: Context) -> Told | None:
    """The day that a match tells of; None where that stays open."""
    kind = kind_of(match)
    if kind == "date":
        return _date(match, context)
    if kind in STEPS:
        return None if context.names_event(match) else _from_last(STEPS[kind], "day", context)
    if kind == "span":
        return _span(match, context)
    if kind == "weekday" and (step := context.words.weekday_steps.get((match["lead"] or "").lower())):
        return _step(step, context.patterns.weekdays[match["name"].lower()], context)
    return _from_now(kind, match, context)


def _from_now(kind: Kind, match: re.Match[str], context: Context) -> Told | None:
    """What is told from the day of writing; None where that is unknown, or the text tells from elsewhere."""
    now = context.now
    if now is None or context.narrative.is_elsewhere:
        return None
    if kind == "weekday":
        return _weekday(match, context, now)
    if kind == "shift":
        shift = context.words.shifts[match[0].lower()]
        return _days_from(now.begun if shift == 0 else now.local, shift, "day of writing")
    return _period(match, context.words, now)


def _weekday(match: re.Match[str], context: Context, now: Now) -> Told:
    number = context.patterns.weekdays[match["name"].lower()]
    lead = (match["lead"] or "").lower().split()
    if _any(lead, context.words.back):
        behind = (now.local.weekday() - number) % WEEK or WEEK
        return _days_from(now.local, -behind, "weekday before the day of writing")
    if context.tense is Tense.AHEAD or _any(lead, context.words.ahead):
        this = WEEK if context.words.deadlines.isdisjoint(lead) else 0
        return _days_from(now.local, (number - now.local.weekday()) % WEEK or this, "weekday to come")
    return _days_from(now.begun, -((now.begun.weekday() - number) % WEEK), "most recent weekday")


def _step(direction: int, number: int, context: Context) -> Told | None:
    """'The previous Friday', 'the following Monday': from the day told last."""
    if context.last is None:
        return None
    gap = direction * (number - context.last.weekday()) % WEEK or WEEK
    return _days_from(context.last, direction * gap, "day told before")


def _days_from(base: dt.date, shift: int, rule: str) -> Told:
    return Told(day=base + dt.timedelta(days=shift), precision="day", rule=rule)


def _any(lead: list[str], words: tuple[str, ...]) -> bool:
    return any(word in words for word in [*lead, " ".join(lead)])


def _span(match: re.Match[str], context: Context) -> Told | None:
    """'two days ago' from the day of writing, 'a day earlier' and 'a day after the raid' from the day told last."""
    words, number = context.words, match["count"].lower()
    count = words.numbers.get(number) or int(number)
    unit: Precision = words.units[match["unit"].lower()]  # type: ignore[assignment]  # units are precisions
    direction = match["direction"].lower()
    if direction in words.prepositions and context.names_event(match):
        return None
    if direction in words.since and unit != "day":
        return None
    sign = 1 if direction in words.later or direction in words.since else -1
    if direction not in words.ago and context.is_inexact(match):
        return None
    if direction not in words.ago:
        return _from_last(sign * count, unit, context)
    if context.now is None or context.narrative.is_elsewhere:
        return None
    return Told(day=_moved(context.now.local, -count, unit), precision=unit, rule="day of writing")


def _from_last(count: int, unit: Precision, context: Context) -> Told | None:
    if context.last is None:
        return None
    return Told(day=_moved(context.last, count, unit), precision=unit, rule="day told before")


def _period(match: re.Match[str], words: TimeWords, now: Now) -> Told | None:
    """'last week', 'next month', 'earlier this year'."""
    unit: Precision = words.units[match["what"].lower()]  # type: ignore[assignment]  # units are precisions
    step = match["which"].lower()
    sign = -1 if step in words.back else 1 if step in words.ahead else 0
    if unit == "day":
        return None
    return Told(day=_moved(now.local, sign, unit), precision=unit, rule="day of writing")


def _moved(base: dt.date, count: int, unit: str) -> dt.date:
    """The first day of the unit that lies `count` units away."""
    if unit in DAYS:
        moved = base + dt.timedelta(days=count * DAYS[unit])
        return moved - dt.timedelta(days=moved.weekday()) if unit == "week" else moved
    if unit == "month":
        months = base.year * 12 + base.month - 1 + count
        return dt.date(months // 12, months % 12 + 1, 1)
    return dt.date(base.year + count, 1, 1)


def _date(match: re.Match[str], context: Context) -> Told | None:
    """'December 30', '30 December 2023', 'in November': the first rule that says of which year it is."""
    month, number = month_of(match, context.patterns), _first_day(match)
    day, year = int(number or 1), year_of(match)
    precision: Precision = "day" if number else "month"
    stated = year or context.sign.joined
    if stated:
        return _told(calendar_day(stated, month, day), precision, "date" if year else "year of the range")
    if context.sign.weekday is not None:
        return _told(_with_weekday(month, day, context), precision, "date with its weekday")
    placed = context.narrative.place(month, day, context.sign.following)
    found = _nearest(month, day, context, whole=precision == "month")
    if placed is None:
        return found
    then = _told(calendar_day(placed, month, day), precision, "year of the narrative")
    close = context.now is not None and found is not None and abs((found.day - context.now.local).days) <= CLOSE
    agree = found is not None and then is not None and found.day == then.day
    if agree or (context.narrative.holds and (not close or context.narrative.is_elsewhere)):
        return then
    return None if context.narrative.holds or not close else found


def _first_day(match: re.Match[str]) -> str | None:
    return match["day"] or match["from"] or match["day2"]


def parts(match: re.Match[str], told: Told) -> tuple[tuple[int, int, dt.date], ...]:
    """The days of a match with the extents of their words: two where a date names two, 'May 4-6', '4 and 5 May'."""
    whole = ((match.start(), match.end(), told.day),)
    group = next((name for name in FURTHER if kind_of(match) == "date" and match[name]), None)
    if group is None:
        return whole
    first, second = FURTHER[group]
    until = calendar_day(told.day.year, told.day.month, int(match[second]))
    if until is None or until <= told.day:
        return whole
    return (match.start(), match.end(first), told.day), (match.start(second), match.end(), until)


def _told(day: dt.date | None, precision: Precision, rule: str) -> Told | None:
    return Told(day=day, precision=precision, rule=rule) if day else None


def _with_weekday(month: int, day: int, context: Context) -> dt.date | None:
    """The nearest year in which the day is the weekday that is named with it."""
    now = context.now.local if context.now else None
    base = context.narrative.year or (now.year if now else None)
    years = () if base is None else (base, base - 1, base + 1)
    days = (one for year in years if (one := calendar_day(year, month, day)) and one.weekday() == context.sign.weekday)
    return next((one for one in days if now is None or (one - now).days < MOST_AHEAD), None)


def _nearest(month: int, day: int, context: Context, *, whole: bool) -> Told | None:
    """By the tense the last that has been or the next to come, else the nearest; None where neither is likely."""
    now = context.now
    if now is None:
        return None
    near = [calendar_day(year, month, day) for year in range(now.begun.year - 1, now.begun.year + 2)]
    been = max((one for one in near if one and one <= now.begun), default=None)
    ahead = min((one for one in near if one and one > now.begun), default=None)
    precision: Precision = "month" if whole else "day"
    if context.tense is Tense.AHEAD:
        return _ahead(month, ahead, precision, now)
    if whole or ahead is None or been is None:
        return _told(been, precision, "nearest date")
    wait, since = (ahead - now.begun).days, (now.begun - been).days
    if context.tense is Tense.BEEN:
        return None if wait <= SOON else _told(been, precision, "nearest date")
    if since <= wait:
        return _told(been, precision, "nearest date")
    return _told(ahead, precision, "date to come") if wait <= FAR_AHEAD else None


def _ahead(month: int, ahead: dt.date | None, precision: Precision, now: Now) -> Told | None:
    """The next such day; the day of writing itself, or its month, is still to come where it is told so."""
    if precision == "month" and month == now.begun.month:
        return Told(day=now.begun.replace(day=1), precision=precision, rule="date to come")
    return _told(ahead, precision, "date to come")
