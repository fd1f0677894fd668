"""Calendar days in text: ISO, day and month in words in either order, and numbers."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.language import Language
from generator.language.dates.bounds import day as possible_day
from generator.language.dates.times import Clock, offset
from generator.language.sections import alternatives
from generator.model import Span

CENTURY = 2000
MAX_MONTH = 12
_ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"
    r"(?:[T ](?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d{1,9})?)?(?P<z>Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(?<![\d./])(?P<y>\d{4})(?P<sep>[./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
# Whatever is written like a day, whether there is such a day or not.
_LONG_NUMBER = re.compile(r"\d{4}")
_CLAIMS = (
    re.compile(
        r"(?<![\w/.-])[+-]?\d{4,6}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?!\d)"
        r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    ),
    re.compile(r"(?<![\w/.-])\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)\d{4,6}(?!\d)"),
)
NUMBERS = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>\s?[./-]\s?)(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A calendar day at its place in the text; `ambiguous` where day and month could be swapped."""

    span: Span
    day: dt.date
    clock: Clock | None = None
    ambiguous: bool = False


def days(text: str, words: Language) -> tuple[Day, ...]:
    """Every calendar day in the text, in its order, none overlapping."""
    found: list[Day] = []
    for day in (*_iso(text), *_worded(text, words), *_numbered(text, words)):
        if all(day.span.end <= other.span.start or other.span.end <= day.span.start for other in found):
            found.append(day)
    return tuple(sorted(found, key=lambda day: day.span))


def impossible(text: str, words: Language) -> tuple[Span, ...]:
    """Where a text names a day that the calendar, or the years of reports, do not have."""
    if not _LONG_NUMBER.search(text):
        return ()
    found = [day.span for day in days(text, words)]
    claims = (Span(*match.span()) for pattern in (*_CLAIMS, *_claims(words)) for match in pattern.finditer(text))
    return tuple(
        sorted({claim for claim in claims if not any(claim.start < f.end and f.start < claim.end for f in found)})
    )


@cache
def _claims(words: Language) -> tuple[re.Pattern[str], ...]:
    return _worded_patterns(words, r"(?P<y>\d{4,6})(?!\d)")


def weekday_at(text: str, span: Span, words: Language) -> int | None:
    """The weekday that is named right before or after a day (0 is Monday)."""
    named_before, named_behind = _weekday_patterns(words)
    before = named_before.search(text[: span.start][-24:])
    after = named_behind.match(text[span.end : span.end + 24])
    for match in filter(None, (before, after)):
        for number, forms in enumerate(words.weekdays):
            if match[1].casefold() in forms:
                return number
    return None


@cache
def _weekday_patterns(words: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    ending, link = alternatives(words.weekday_endings), alternatives(words.weekday_links)
    before = rf"([^\W\d_-]{{2,12}}(?:{ending})?)\.?,?\s{{0,2}}(?:{link}|,)?\s{{0,2}}$"
    return re.compile(before), re.compile(rf"\s{{0,2}}[(,]?\s{{0,2}}([^\W\d_]{{2,12}}(?:{ending})?)")


def _iso(text: str) -> Iterator[Day]:
    for match in _ISO.finditer(text):
        day = _date(match["y"], match["m"], match["d"])
        clock = None
        if match["H"] and int(match["H"]) < 24 and int(match["M"]) < 60:  # noqa: PLR2004
            at = dt.time(int(match["H"]), int(match["M"]), min(int(match["S"] or 0), 59))
            clock = Clock(span=Span(match.start("H"), match.end()), at=at, zone=offset(match["z"] or ""))
        if day:
            yield Day(span=Span(*match.span()), day=day, clock=clock)
    for match in _YEAR_FIRST.finditer(text):
        if day := _date(match["y"], match["m"], match["d"]):
            yield Day(span=Span(*match.span()), day=day)


def _links(words: Language) -> str:
    """A pattern of what stands between day and month or month and year: 'of ', 'de ', "d'"."""
    whole = (word for word in words.day_links if not word.endswith("'"))
    elided = (word[:-1] for word in words.day_links if word.endswith("'"))
    return rf"(?:{alternatives(whole)})\s|(?:{alternatives(elided)})['’]"


@cache
def _month_patterns(words: Language) -> tuple[tuple[re.Pattern[str], ...], dict[str, int]]:
    year = r"(?P<y>(?:19|20)\d{2}(?:(?!\d)|(?=\d{1,2}(?::\d|[.\s])))|['’]\d{2}(?!\d)|(?<=[-/.])\d{2}(?![\d:h]))"
    return _worded_patterns(words, year), _numbered_months(words)


def _numbered_months(words: Language) -> dict[str, int]:
    return {form: number for number, forms in enumerate(words.months, 1) for form in forms}


def _worded_patterns(words: Language, year: str) -> tuple[re.Pattern[str], ...]:
    """A day and a month in words, in either order, before a year."""
    month = "|".join(re.escape(form) for form in sorted(_numbered_months(words), key=lambda form: (-len(form), form)))
    ordinal = "|".join(re.escape(form) for form in sorted(words.ordinals, key=lambda form: (-len(form), form)))
    link = rf"(?:\s{{0,3}}[-/.,]?\s{{0,3}}(?:{_links(words)})?)"
    glued = r"(?:(?<!\d)|(?<=19\d\d)|(?<=20\d\d))"
    number = rf"(?P<d>\d{{1,2}})(?:{ordinal})?"
    day_first = rf"(?<![:.,/]){glued}{number}{link}(?P<m>{month})(?![^\W\d_])\.?{link}{year}"
    day = rf"{number}(?:\s{{0,2}},\s{{0,3}}|\s{{1,3}})"
    month_first = rf"(?<![^\W\d_])(?P<m>{month})(?![^\W\d_])\.?\s{{0,3}}{day}{year}"
    return re.compile(day_first, re.IGNORECASE), re.compile(month_first, re.IGNORECASE)


def _worded(text: str, words: Language) -> Iterator[Day]:
    patterns, numbers = _month_patterns(words)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if day := _date(match["y"], str(numbers[match["m"].casefold()]), match["d"]):
                yield Day(span=Span(*match.span()), day=day)


def _numbered(text: str, words: Language) -> Iterator[Day]:
    """Day before month, but month first with slashes in English, where only the numbers can tell."""
    for match in NUMBERS.finditer(text):
        first, second = match["a"], match["b"]
        month_first = words.month_first and "." not in match["sep"]
        known = words.order_settled or "." in match["sep"]
        both = int(first) <= MAX_MONTH and int(second) <= MAX_MONTH and first != second
        order = [(first, second), (second, first)] if month_first else [(second, first), (first, second)]
        found = [day for month, number in order if (day := _date(match["y"], month, number))]
        if found:
            yield Day(span=Span(*match.span()), day=found[0], ambiguous=both and not known)


def _date(year: str, month: str, day: str) -> dt.date | None:
    return possible_day(full_year(year), int(month), int(day))


def full_year(year: str) -> int:
    """A year as a number; of two digits one of this century."""
    digits = year.lstrip("'’")
    return int(digits) + (CENTURY if len(digits) == 2 else 0)  # noqa: PLR2004
