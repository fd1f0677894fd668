"""Where a text names days: weekdays, dates with and without a year, 'yesterday', 'two days later', and bare years."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick_rs

from generator import language
from generator.language.grammar.words import TimeWords, time_words
from generator.language.sections import alternatives
from generator.language.sentences import lowered

Kind = Literal["weekday", "shift", "before", "after", "same", "span", "period", "date"]
WINDOW = 32
SHORT = 3
LOOK_BACK_CHARS = 90
SENTENCE_ENDS = frozenset('.!?:;"“”„«»—–-')
WORDS = re.compile(r"[^\W\d_]+|[.!?;\n]")
WHOLE_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+")
_YEAR = r"(?:1\d|20)\d\d"
_BARE_YEAR = re.compile(r"(?<![\w.,/$€£-])((?:1[5-9]|20)\d\d)(?![\w-]|[.,/]\d|\s?[%$€£])")
_DASH = r"\s?[-–—]\s?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What finds the days of one language, and its words."""

    finder: re.Pattern[str]
    keys: ahocorasick_rs.AhoCorasick
    weekdays: dict[str, int]
    months: dict[str, int]
    words: TimeWords


def matches(text: str, patterns: Patterns) -> Iterator[re.Match[str]]:
    """Matches around the words that they must hold: looking for those is cheaper than the pattern at each place."""
    done = 0
    for _, start, end in patterns.keys.find_matches_as_indexes(lowered(text), overlapping=True):
        if end > done and (word := WHOLE_WORD.match(text, start)) and word.end() == end:
            match = patterns.finder.search(text, max(done, start - WINDOW), end + WINDOW)
            if match and match.start() < end and _is_free(text, match.start(), done):
                done = match.end()
                if not _is_name(text, match, patterns.words):
                    yield match


def _is_free(text: str, start: int, done: int) -> bool:
    """Whether no hyphen ties the words to what stands before them, other than a day: 'mid-March', '27 May-28 May'."""
    return start == 0 or text[start - 1] != "-" or start - 1 == done


def years(text: str, patterns: Patterns) -> Iterator[re.Match[str]]:
    """Years without a day or a month: behind 'in', 'of', 'since', or at the beginning of a line."""
    leads = {*patterns.words.month_lead, *patterns.words.year_leads, *patterns.months}
    for match in _BARE_YEAR.finditer(text):
        before = text[max(0, match.start() - WINDOW) : match.start()]
        last = before.split()[-1:]
        if not before or before.endswith("\n") or (last and last[0].lower().rpartition("-")[2] in leads):
            yield match


def kind_of(match: re.Match[str]) -> Kind:
    """How a match names a day."""
    return match.lastgroup  # type: ignore[return-value]  # the pattern's outer groups are the kinds


def year_of(match: re.Match[str]) -> int | None:
    """The year that a date states."""
    named = match.groupdict()
    year = named["year"] or named["year2"] or named["year3"]
    return int(year) if year else None


def month_of(match: re.Match[str], patterns: Patterns) -> int:
    """The number of the month that a date names."""
    named = match.groupdict()
    return patterns.months[(named["month"] or named["month2"] or named["month3"]).lower()]


@cache
def patterns_of(code: str) -> Patterns:
    """The patterns of a language that has words of time."""
    words = time_words(code)
    table = language.table(code)
    weekdays = {form: number for number, forms in enumerate(table.weekdays) for form in forms if len(form) > SHORT + 1}
    months = {form: number for number, forms in enumerate(table.months, 1) for form in forms if len(form) >= SHORT}
    told = (*words.day_before, *words.day_after, *words.same_day)
    phrases = (*weekdays, *months, *words.units, *words.shifts, *told)
    return Patterns(
        finder=re.compile(_finder(words, table.ordinals, weekdays, months)),
        keys=ahocorasick_rs.AhoCorasick(sorted(_keys(phrases))),
        weekdays=weekdays,
        months=months,
        words=words,
    )


def _is_name(text: str, match: re.Match[str], words: TimeWords) -> bool:
    """Whether a day's words are part of a name: 'Black Friday', 'the show This Morning', 'the next year' of a story."""
    before = text[max(0, match.start() - LOOK_BACK_CHARS) : match.start()]
    last = before.split()[-1:]
    if match.lastgroup in {"shift", "period"} and _is_idiom(before, match, words):
        return True
    if match.lastgroup == "shift":
        inside = bool(last) and last[0][-1] not in SENTENCE_ENDS and not before.endswith("\n")
        return inside and match[0][0].isupper()
    if match.lastgroup == "period":
        return not words.story_leads.isdisjoint(last)
    return bool(last) and last[0].lower() in words.named_days and before.endswith(" ")


def _is_idiom(before: str, match: re.Match[str], words: TimeWords) -> bool:
    """Whether the words belong to a phrase that names no day: 'in today's world', 'the people of tomorrow'."""
    around = f"{before}{match.string[match.start() : match.end() + WINDOW]}".lower().replace("’", "'")
    start, end = len(before), len(before) + len(match[0])
    places = ((around.find(idiom, max(0, start - len(idiom))), len(idiom)) for idiom in words.idioms)
    return any(0 <= place < end and place + length > start for place, length in places)


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
    lead = _one_of([*words.back, *words.ahead, *words.this, *words.weekday_steps])
    which = _one_of([*words.back, *words.ahead, *words.current])
    options = [
        (
            rf"(?P<weekday>(?:(?P<lead>{lead}(?: {step})?) )?(?P<name>{_names(weekdays, words)})(?:['’]s)?"
            rf"(?: {_one_of(words.parts)})?)"
        ),
        rf"(?P<shift>{_one_of(words.shifts)})",
        rf"(?P<before>{_one_of(words.day_before)})",
        rf"(?P<after>{_one_of(words.day_after)})",
        rf"(?P<same>{_one_of(words.same_day)})",
        (
            rf"(?P<span>(?P<count>{_one_of(words.numbers)}|\d{{1,2}}) (?P<unit>{_one_of(words.units)})"
            rf" (?P<direction>{_one_of([*words.earlier, *words.later, *words.since])}))"
        ),
        rf"(?P<period>(?P<which>{which}) (?P<what>{_one_of(words.units)}))",
        _dates(words, alternatives(ordinals), _names(months, words)),
    ]
    return rf"(?<!\w)(?:{'|'.join(options)})(?!\w)"


def _dates(words: TimeWords, ordinal: str, month: str) -> str:
    """A pattern of dates: 'May 4, 1910', 'May 4-6', '4-6 May 1910', 'in May 1910'; up to two days each."""
    of, of_year, lead = alternatives(words.date_links), alternatives(words.year_links), _one_of(words.month_lead)
    joined = rf"{_DASH}| {_one_of(words.joints)} "
    behind = rf"(?:\.? |, )(?:(?:{of_year}) )?(?P<year{{}}>{_YEAR})(?!\d)"
    several = r"(?P<{}>\d{{1,2}})(?!\d)(?:{})?"
    return (
        rf"(?P<date>(?P<month>{month})\.? (?P<day>\d{{1,2}})(?:{ordinal})?(?!\d)"
        rf"(?:(?:{_DASH}){several.format('until', ordinal)}(?![:.]\d))?(?:,? (?P<year>{_YEAR})(?!\d))?"
        rf"|(?:{several.format('from', ordinal)}(?:{joined}))?(?P<day2>\d{{1,2}})(?:{ordinal}|\.)?(?: (?:{of}))? "
        rf"(?P<month2>{month})(?:{behind.format(2)}|\.)?"
        rf"|{lead} (?P<month3>{month})(?!\.? \d{{1,2}}(?!\d))(?:{behind.format(3)})?)"
    )


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words whatever their case, longer ones first; one that never matches for none."""
    return f"(?i:{alternatives(words)})"


def _names(table: dict[str, int], words: TimeWords) -> str:
    """Names as written inside a sentence: with a capital, or as the language has them."""
    plain = {form for form in table if len(form) > SHORT} - words.capital_only
    forms = sorted({form.capitalize() for form in table} | plain)
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
