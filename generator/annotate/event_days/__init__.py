"""The days that a post tells of: weekdays, 'a day earlier', 'last week' and dates, told from the post's own time.

The machine's clock plays no part. A weekday in a report is the most recent one that has begun where the post was
written or at Greenwich, whichever is later: a post from New York late on Wednesday already tells of Thursday in Europe.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile, zip_longest
from typing import Literal

import ahocorasick_rs

from generator import language
from generator.language.dates import possible
from generator.language.grammar.tokens import Flow, flow
from generator.language.grammar.words import TimeWords, speech, time_words
from generator.language.sections import MAIN, alternatives, supports
from generator.language.sentences import lowered
from generator.model import EventDay, Post, Reading

Precision = Literal["day", "week", "month", "year"]
WEEK = 7
DAYS = {"day": 1, "week": WEEK}
LOOK_BACK_WORDS = 9
LOOK_BACK_CHARS = 90
WINDOW = 32
SHORT = 3
GAPS = frozenset({", ", " ", " ("})
SENTENCE_ENDS = frozenset('.!?:;"“”„«»—–-')
WORDS = re.compile(r"[^\W\d_]+|[.!?;\n]")
WHOLE_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Now:
    """The day of writing at the place of writing, and the latest day that had begun."""

    local: dt.date
    begun: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    finder: re.Pattern[str]
    keys: ahocorasick_rs.AhoCorasick
    weekdays: dict[str, int]
    months: dict[str, int]
    words: TimeWords


def event_days(
    reading: Reading, post: Post, reference: dt.date | None = None, language: str | None = "en"
) -> tuple[EventDay, ...]:
    """Days that the post's text names, in order; none where neither the post nor its document is dated."""
    now = _now(post, reference)
    if now is None:
        return ()
    prose = flow(reading, post)
    patterns = _patterns(language if language and supports(language, "time") else MAIN)
    return tuple(_days(prose, patterns, now, language))


def _now(post: Post, reference: dt.date | None) -> _Now | None:
    moment = post.time.value if post.time else reference
    if isinstance(moment, dt.datetime):
        local = moment.date()
        begun = moment.astimezone(dt.UTC).date() if moment.tzinfo else local
        return _Now(local=local, begun=max(local, begun))
    return _Now(local=moment, begun=moment) if moment else None


def _days(prose: Flow, patterns: _Patterns, now: _Now, language: str | None) -> Iterator[EventDay]:
    last = now.local
    verbs = speech(language).strong
    matches = [match for match in _matches(prose.text, patterns) if not _is_name(prose.text, match, patterns.words)]
    for match, following in zip_longest(matches, matches[1:]):
        future = _is_future(prose.text, match, patterns.words, verbs)
        dated = (
            following if following and match["name"] and prose.text[match.end() : following.start()] in GAPS else None
        )
        found = _resolve(dated if dated and dated["date"] else match, patterns, now, last, future=future)
        if found and possible(found[0]):
            day, precision, rule = found
            if precision == "day" and not future:
                last = day
            span = prose.span(match.start(), match.end())
            yield EventDay(words=match[0], day=day, precision=precision, span=span, rule=rule)


def _matches(text: str, patterns: _Patterns) -> Iterator[re.Match[str]]:
    """Matches around the words that they must hold: looking for those is cheaper than the pattern at each place."""
    done = 0
    for _, start, end in patterns.keys.find_matches_as_indexes(lowered(text), overlapping=True):
        if end > done and (word := WHOLE_WORD.match(text, start)) and word.end() == end:
            match = patterns.finder.search(text, max(done, start - WINDOW), end + WINDOW)
            if match and match.start() < end:
                yield match
                done = match.end()


def _resolve(
    match: re.Match[str], patterns: _Patterns, now: _Now, last: dt.date, *, future: bool
) -> tuple[dt.date, Precision, str] | None:
    kind = match.lastgroup
    if kind == "weekday":
        return _weekday(match, patterns, now, future=future)
    if kind == "shift":
        shift = patterns.words.shifts[match[0].lower()]
        base = now.begun if shift == 0 else now.local
        return base + dt.timedelta(days=shift), "day", "day of writing"
    if kind in {"before", "after"}:
        return last + dt.timedelta(days=-1 if kind == "before" else 1), "day", "day told before"
    if kind == "span":
        return _span(match, patterns.words, now, last)
    if kind == "period":
        return _period(match, patterns.words, now)
    return _date(match, patterns, now, future=future)


def _weekday(match: re.Match[str], patterns: _Patterns, now: _Now, *, future: bool) -> tuple[dt.date, Precision, str]:
    number = patterns.weekdays[match["name"].lower()]
    lead = (match["lead"] or "").lower().split()
    words = patterns.words
    if _any(lead, words.back):
        behind = (now.local.weekday() - number) % WEEK or WEEK
        return now.local - dt.timedelta(days=behind), "day", "weekday before the day of writing"
    if future or _any(lead, words.ahead):
        return now.local + dt.timedelta(days=(number - now.local.weekday()) % WEEK or WEEK), "day", "weekday to come"
    return now.begun - dt.timedelta(days=(now.begun.weekday() - number) % WEEK), "day", "most recent weekday"


def _any(lead: list[str], words: tuple[str, ...]) -> bool:
    return any(word in words for word in [*lead, " ".join(lead)])


def _span(match: re.Match[str], words: TimeWords, now: _Now, last: dt.date) -> tuple[dt.date, Precision, str] | None:
    """'two days ago' from the day of writing, 'a day earlier' and 'a day after the raid' from the day told before."""
    number = match["count"].lower()
    count = words.numbers.get(number) or int(number)
    unit = words.units[match["unit"].lower()]
    direction = match["direction"].lower()
    if direction in words.since and unit != "day":
        return None
    sign = 1 if direction in words.later else -1
    base, rule = (now.local, "day of writing") if direction in words.ago else (last, "day told before")
    return _moved(base, sign * count, unit), unit, rule  # type: ignore[return-value]  # units are precisions


def _period(match: re.Match[str], words: TimeWords, now: _Now) -> tuple[dt.date, Precision, str] | None:
    """'last week', 'next month', 'earlier this year'."""
    unit = words.units[match["what"].lower()]
    step = match["which"].lower()
    sign = -1 if step in words.back else 1 if step in words.ahead else 0
    if unit == "day":
        return None
    return _moved(now.local, sign, unit), unit, "day of writing"  # type: ignore[return-value]  # units are precisions


def _moved(base: dt.date, count: int, unit: str) -> dt.date:
    """The first day of the unit that lies `count` units away."""
    if unit in DAYS:
        moved = base + dt.timedelta(days=count * DAYS[unit])
        return moved - dt.timedelta(days=moved.weekday()) if unit == "week" else moved
    if unit == "month":
        months = base.year * 12 + base.month - 1 + count
        return dt.date(months // 12, months % 12 + 1, 1)
    return dt.date(base.year + count, 1, 1)


def _date(
    match: re.Match[str], patterns: _Patterns, now: _Now, *, future: bool
) -> tuple[dt.date, Precision, str] | None:
    """'December 30', '30 December 2023', 'in November': without a year, the nearest that has been."""
    month = patterns.months[(match["month"] or match["month2"] or match["month3"]).lower()]
    day = match["day"] or match["day2"]
    year = match["year"] or match["year2"] or match["year3"]
    precision: Precision = "day" if day else "month"
    try:
        found = dt.date(int(year or now.begun.year), month, int(day or 1))
        if not year and found > now.begun and not future:
            found = found.replace(year=found.year - 1)
    except ValueError:
        return None
    return found, precision, "date" if year else "nearest date"


def _is_name(text: str, match: re.Match[str], words: TimeWords) -> bool:
    """Whether a day's words are part of a name: 'Black Friday', 'the show This Morning', 'the next year' of a story."""
    before = text[max(0, match.start() - LOOK_BACK_CHARS) : match.start()]
    last = before.split()[-1:]
    if match.lastgroup == "shift":
        inside = bool(last) and last[0][-1] not in SENTENCE_ENDS and not before.endswith("\n")
        return inside and match[0][0].isupper()
    if match.lastgroup == "period":
        return not words.story_leads.isdisjoint(last)
    return bool(last) and last[0].lower() in words.named_days and before.endswith(" ")


def _is_future(text: str, match: re.Match[str], words: TimeWords, verbs: frozenset[str]) -> bool:
    """Whether the clause tells what is to come: 'is due in court on Friday', not 'will, he said Friday'."""
    start = match.start()
    before = [word.lower() for word in WORDS.findall(text, max(0, start - LOOK_BACK_CHARS), start)]
    if not before or before[-1] in ".!?;\n":
        behind = WORDS.findall(text, match.end(), match.end() + LOOK_BACK_CHARS)[:LOOK_BACK_WORDS]
        clause = takewhile(lambda word: word not in ".!?;\n" and word not in verbs, behind)
        return not words.will.isdisjoint(clause)
    for at in range(len(before) - 1, max(-1, len(before) - LOOK_BACK_WORDS - 1), -1):
        word = before[at]
        if word in words.future:
            return True
        led = at > 0 and (before[at - 1] in words.infinitives or before[at - 1] in words.future)
        if word in ".!?;\n" or (word in verbs and not led):
            return False
    return False


@cache
def _patterns(code: str) -> _Patterns:
    words = time_words(code)
    table = language.table(code)
    weekdays = {form: number for number, forms in enumerate(table.weekdays) for form in forms if len(form) > SHORT + 1}
    months = {form: number for number, forms in enumerate(table.months, 1) for form in forms if len(form) >= SHORT}
    phrases = (*weekdays, *months, *words.units, *words.shifts, *words.day_before, *words.day_after)
    return _Patterns(
        finder=re.compile(_finder(words, table.ordinals, weekdays, months)),
        keys=ahocorasick_rs.AhoCorasick(sorted(_keys(phrases))),
        weekdays=weekdays,
        months=months,
        words=words,
    )


def _keys(phrases: Iterable[str]) -> set[str]:
    """Words of which every phrase holds one: of those of several words the longest, unless another does already."""
    parts = sorted((WORDS.findall(phrase) for phrase in phrases), key=len)
    keys: set[str] = set()
    for words in parts:
        if keys.isdisjoint(words):
            keys.add(max(words, key=len))
    return keys


def _finder(words: TimeWords, ordinals: Iterable[str], weekdays: dict[str, int], months: dict[str, int]) -> str:
    """One pattern with a named group for each kind of day; the kind is the last group that closes."""
    step = _one_of([*words.back, *words.ahead, *words.this])
    month, lead = _names(months, words), _one_of(words.month_lead)
    ordinal, of, of_year = (alternatives(forms) for forms in (ordinals, words.date_links, words.year_links))
    year = r"(?P<year{}>(?:19|20)\d\d)"
    options = [
        (
            rf"(?P<weekday>(?:(?P<lead>{step}(?: {step})?) )?(?P<name>{_names(weekdays, words)})(?:['’]s)?"
            rf"(?: {_one_of(words.parts)})?)"
        ),
        rf"(?P<shift>{_one_of(words.shifts)})",
        rf"(?P<before>{_one_of(words.day_before)})",
        rf"(?P<after>{_one_of(words.day_after)})",
        (
            rf"(?P<span>(?P<count>{_one_of(words.numbers)}|\d{{1,2}}) (?P<unit>{_one_of(words.units)})"
            rf" (?P<direction>{_one_of([*words.earlier, *words.later, *words.since])}))"
        ),
        rf"(?P<period>(?P<which>{step}) (?P<what>{_one_of(words.units)}))",
        (
            rf"(?P<date>(?P<month>{month})\.? (?P<day>\d{{1,2}})(?:{ordinal})?(?!\d)(?:,? {year.format('')})?"
            rf"|(?P<day2>\d{{1,2}})(?:{ordinal}|\.)?(?:[-–]\d{{1,2}})?(?: (?:{of}))? (?P<month2>{month})\.?"
            rf"(?: (?:(?:{of_year}) )?{year.format(2)})?"
            rf"|{lead} (?P<month3>{month})(?! \d{{1,2}}(?!\d))(?: {year.format(3)})?)"
        ),
    ]
    return rf"(?<![\w-])(?:{'|'.join(options)})(?!\w)"


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words whatever their case, longer ones first; one that never matches for none."""
    return f"(?i:{alternatives(words)})"


def _names(table: dict[str, int], words: TimeWords) -> str:
    """Names as written inside a sentence: with a capital, or as the language has them."""
    plain = {form for form in table if len(form) > SHORT} - words.capital_only
    forms = sorted({form.capitalize() for form in table} | plain)
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


def to_json(reading: Reading, found: EventDay) -> dict[str, object]:
    """An event day as `briefings explain` prints it."""
    return {
        "words": found.words,
        "day": found.day.isoformat(),
        "precision": found.precision,
        "rule": found.rule,
        "lines": list(reading.lines(found.span)),
    }
