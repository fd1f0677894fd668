"""Days without a year beside the times of stamps: '19:02, Oct 02'. They take the year that brings them nearest."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from generator.language import Language
from generator.language.dates.bounds import day as possible_day
from generator.language.sections import alternatives
from generator.model import Span

LEAP_YEAR = 2000
HALF_A_YEAR = dt.timedelta(days=183)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of a month at its place in the text."""

    span: Span
    month: int
    day: int

    def near(self, day: dt.date) -> dt.date | None:
        """The one that lies nearest to a day."""
        years = (day.year, day.year - 1, day.year + 1)
        found = (one for year in years if (one := possible_day(year, self.month, self.day)))
        return next((one for one in found if abs(one - day) <= HALF_A_YEAR), None)


def month_day(text: str, words: Language) -> MonthDay | None:
    """The first day of a month that the text names without a year."""
    patterns, months = _patterns(words)
    for match in (match for pattern in patterns if (match := pattern.search(text))):
        if possible_day(LEAP_YEAR, months[match["m"].casefold()], int(match["d"])):
            return MonthDay(span=Span(*match.span()), month=months[match["m"].casefold()], day=int(match["d"]))
    return None


@cache
def _patterns(words: Language) -> tuple[tuple[re.Pattern[str], ...], dict[str, int]]:
    months = {form: number for number, forms in enumerate(words.months, 1) for form in forms}
    month, ordinal = alternatives(months), alternatives(words.ordinals)
    number = rf"(?P<d>\d{{1,2}})(?:{ordinal})?"
    parts = (
        rf"(?<![\w:.,/-])(?P<m>{month})(?![^\W\d_])\.?\s{number}(?![\w:])(?!,?\s?\d{{4}})",
        rf"(?<![\w:.,/-]){number}\.?\s(?P<m>{month})(?![^\W_])\.?(?!,?\s?\d{{4}})",
    )
    return tuple(re.compile(part, re.IGNORECASE) for part in parts), months
