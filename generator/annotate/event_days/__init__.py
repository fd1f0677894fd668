"""The days that a post tells of: weekdays, 'a day earlier', 'last week' and dates, told from the post's own time.

The machine's clock plays no part. A weekday in a report is the most recent one that has begun where the post was
written or at Greenwich, whichever is later: a post from New York late on Wednesday already tells of Thursday in Europe.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from generator.annotate.event_days.narrative import Narrative, is_history
from generator.annotate.event_days.patterns import patterns_of
from generator.annotate.event_days.resolution import Context, Now, Told, parts, resolve
from generator.annotate.event_days.signs import Sign, signs
from generator.language.dates.bounds import tellable
from generator.language.grammar.tense import Tense, tense
from generator.language.grammar.tokens import PROSE, Flow, flow
from generator.language.grammar.words import speech
from generator.language.sections import MAIN, supports
from generator.model import EventDay, Post, Reading

READ = PROSE | {"heading"}

__all__ = ["event_days", "to_json"]


def event_days(
    reading: Reading, post: Post, reference: dt.date | None = None, language: str | None = "en"
) -> tuple[EventDay, ...]:
    """Days that the post's text names, in order; without a day of writing those that do not depend on it."""
    prose = flow(reading, post, READ)
    patterns = patterns_of(language if language and supports(language, "time") else MAIN)
    if not prose.text:
        return ()
    found = signs(prose, [block.kind == "heading" for block in post.blocks if block.kind in READ], patterns)
    now = _now(post, reference)
    written = now.begun if now else None
    narrative = Narrative(text=prose.text, history=is_history(found, written), written=written)
    context = Context(patterns=patterns, now=now, narrative=narrative)
    return tuple(_days(prose, found, context, speech(language).strong))


def _now(post: Post, reference: dt.date | None) -> Now | None:
    moment = post.time.value if post.time else reference
    if isinstance(moment, dt.datetime):
        local = moment.date()
        begun = moment.astimezone(dt.UTC).date() if moment.tzinfo else local
        return Now(local=local, begun=max(local, begun))
    return Now(local=moment, begun=moment) if moment else None


def _days(prose: Flow, signs: list[Sign], context: Context, verbs: frozenset[str]) -> Iterator[EventDay]:
    narrative, last = context.narrative, None
    for sign in signs:
        narrative.reach(sign)
        if sign.heading:
            narrative.enter(sign.year)
        elif sign.match is None:
            narrative.tell(sign)
            yield _year(prose, sign)
        else:
            when = tense(prose.text, sign.start, sign.end, context.words, verbs)
            told = resolve(sign.date or sign.match, replace(context, last=last, tense=when, sign=sign))
            narrative.tell(sign)
            if told and tellable(told.day):
                narrative.told(told.day, told.precision)
                events = list(_events(prose, sign.match, told))
                last = _last(last, told, events[-1].day, when)
                yield from events


def _last(last: dt.date | None, told: Told, day: dt.date, when: Tense) -> dt.date | None:
    """The day from which 'a day later' counts: the last that was told as a day, and not as still to come."""
    return day if told.precision == "day" and when is not Tense.AHEAD else last


def _events(prose: Flow, match: re.Match[str], told: Told) -> Iterator[EventDay]:
    """The day of a match, or the days where it names two, each with its own words."""
    for start, end, day in parts(match, told):
        words, span = prose.text[start:end], prose.span(start, end)
        yield EventDay(words=words, day=day, precision=told.precision, span=span, rule=told.rule)


def _year(prose: Flow, sign: Sign) -> EventDay:
    """A year that is named without a month."""
    span, day = prose.span(sign.start, sign.end), dt.date(sign.year or 1, 1, 1)
    return EventDay(words=prose.text[sign.start : sign.end], day=day, precision="year", span=span, rule="date")


def to_json(reading: Reading, event_day: EventDay) -> dict[str, object]:
    """An event day as `briefings explain` prints it."""
    return {
        "words": event_day.words,
        "day": event_day.day.isoformat(),
        "precision": event_day.precision,
        "rule": event_day.rule,
        "lines": list(reading.lines(event_day.span)),
    }
