"""When a figure is of: a day or night told in its clause; a total since a day, of a year or in all has no day."""

import datetime as dt
from dataclasses import dataclass

from generator.annotate.figure_scenes import DASHES, STOPS, Scene
from generator.model import EventDay, Period

TO_COME = "weekday to come"
ADJUNCT_WORDS = 5
LEAD_WORDS = 3
PAIR = 2
DAY_DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The period of a figure, and its day where it is a day or a night."""

    period: Period | None = None
    day: dt.date | None = None


NO_TIME = Time()


def time_of(scene: Scene) -> Time:
    """The period that the words of the clause tell."""
    if _is_total(scene):
        return Time(period="total")
    night = _is_night(scene)
    if span := _range(scene):
        return span
    told = [day for day in _days(scene) if _is_of_figure(scene, day)]
    days = {one.day for one in told if one.precision == "day"}
    if not days and any(one.precision != "day" for one in told):
        return Time(period="span")
    if not told and night:
        days = _evenings(scene)
    if _is_one_night(scene, told, days):
        return Time(period="night", day=max(days))
    if len(days) != 1:
        return Time(period="span") if days else NO_TIME
    return Time(period="night" if night else "day", day=days.pop())


def _range(scene: Scene) -> Time | None:
    """'the February 2 to 3 strike': one night where the second day is the next one, else a span of days."""
    s, q = scene.s, scene.around.q
    for day in _days(scene):
        at = scene.words_of(day.span)[-1] + 1
        linked = day.precision == "day" and at + 1 < len(s) and (s.lows[at] in q.until or s.lows[at] in q.spans)
        if linked and s.words[at + 1].isdigit() and len(s.words[at + 1]) <= DAY_DIGITS:
            after = day.day + dt.timedelta(days=1)
            return Time(period="night", day=after) if int(s.words[at + 1]) == after.day else Time(period="span")
    return None


def _is_of_figure(scene: Scene, day: EventDay) -> bool:
    """Whether a day of the clause tells when the figure was: not when it was said, not 'nowadays'."""
    if day.words.lower() in scene.around.q.nights or _is_saying_day(scene, day):
        return False
    return bool(scene.what.outcome) or day.words.lower() not in scene.around.q.nowadays


def _evenings(scene: Scene) -> set[dt.date]:
    """The day that a night without one ends on: that of the saying, 'said on Friday … overnight', else of writing."""
    precise = [one for one in _of_sentence(scene) if one.precision == "day" and one.rule != TO_COME]
    said = {one.day for one in precise if _is_behind_saying(scene, one)}
    return said or {one.day for one in precise if one.words.lower() in scene.around.q.nights}


def _is_behind_saying(scene: Scene, day: EventDay) -> bool:
    at = scene.words_of(day.span)[0]
    before = scene.s.lows[max(0, at - LEAD_WORDS) : at]
    return day.words.lower() not in scene.around.q.nights and not scene.around.plain.sp.strong.isdisjoint(before)


def _of_sentence(scene: Scene) -> list[EventDay]:
    last = len(scene.s) - 1
    return scene.around.days.within(
        scene.offset(0), scene.around.plain.flow.span(scene.s.starts[last], scene.s.ends[last]).end
    )


def _days(scene: Scene) -> list[EventDay]:
    """The days that stand in the clause and do not only begin or end a time."""
    named = ((one, scene.words_of(one.span)) for one in _of_sentence(scene))
    return [one for one, words in named if words and scene.holds(words[0]) and not _is_limit(scene, words[0])]


def _is_limit(scene: Scene, at: int) -> bool:
    """Whether a day only begins or ends a time: 'since May 22', 'by the end of May'."""
    lows = scene.s.lows[:at]
    return any(lows[len(lows) - len(words) :] == words for words in scene.around.q.limits)


def _is_saying_day(scene: Scene, day: EventDay) -> bool:
    """'said on Thursday it had …': a day right behind the verb of saying is that of the saying."""
    if scene.said is None:
        return False
    words = scene.words_of(day.span)
    start = max(scene.said.verb, scene.said.subject[1] - 1 if scene.said.subject else 0) + 1
    near = start <= words[0] < min(scene.number.start, start + LEAD_WORDS + 1)
    apart = scene.around.plain.sp.that_words.isdisjoint(scene.s.lows[start : words[0]])
    return near and apart and not scene.s.words[words[-1]].endswith(("'s", "’s"))


def _is_one_night(scene: Scene, events: list[EventDay], days: set[dt.date]) -> bool:
    """'late Sunday and early Monday', 'overnight from Sunday to Monday', not 'on Sunday and Monday'."""
    if len(days) != PAIR or max(days) - min(days) != dt.timedelta(days=1):
        return False
    first, last = scene.words_of(events[0].span)[0], scene.words_of(events[-1].span)[-1]
    return not scene.around.q.night_words.isdisjoint(scene.s.lows[max(0, first - LEAD_WORDS) : last])


def _is_night(scene: Scene) -> bool:
    return any(scene.s.lows[i] in scene.around.q.nights and scene.holds(i) for i in range(len(scene.s)))


def _is_total(scene: Scene) -> bool:
    """Whether the words say that it is counted over a longer time: 'since', 'so far', 'in 2025', 'this year'."""
    s, q = scene.s, scene.around.q
    ends = (i for i in range(scene.end, len(s)) if s.words[i] in STOPS or s.words[i] in DASHES)
    relative = (i for i in range(scene.end, len(s)) if s.lows[i] in q.relatives)
    last = min(next(ends, len(s)), next(relative, len(s)))
    lows = s.lows[:last]
    first = 0 if scene.said is None else scene.first
    words = lows[first:]
    joined = f" {' '.join(words)} "
    if any(f" {total} " in joined for total in q.totals) or _sums_up(words, q.sums, q.genitives):
        return True
    return any(
        word in q.year_leads and words[i + 1 : i + 2] and words[i + 1].isdigit() and len(words[i + 1]) == len("2025")
        for i, word in enumerate(words)
    )


def _sums_up(words: tuple[str, ...], sums: frozenset[str], genitives: frozenset[str]) -> bool:
    """'total casualties'; 'a total of four' may be that of a day."""
    behind = zip(words, (*words[1:], ""), strict=True)
    return any(word in sums and after not in genitives for word, after in behind)
