"""A calendar of the days that sources report on: months as tables, the days linked and shaded by reports."""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.addresses import day_path
from generator.corpus import Corpus
from generator.i18n import Interface
from generator.model import Markdown
from generator.pages.charts import shade
from generator.pages.environment import capital, drawing

MOST_MONTHS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A cell: the number of the day, and its page where a source reports on it."""

    number: int
    href: str = ""
    label: str = ""
    shade: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as weeks of seven cells, Monday first."""

    title: str
    weeks: tuple[tuple[Day, ...], ...]


def of_days(corpus: Corpus) -> Markdown:
    """The newest months with reports, the newest first."""
    counts = {day: len(entries) for day, entries in corpus.days.items()}
    months = sorted({(day.year, day.month) for day in counts}, reverse=True)[:MOST_MONTHS]
    words = corpus.words
    shown = [_month(words, year, month, counts) for year, month in months]
    return drawing("calendar", weekdays=words.weekdays(), months=shown)


def _month(words: Interface, year: int, month: int, counts: Mapping[dt.date, int]) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return Month(
        title=capital(words.month(dt.date(year, month, 1))),
        weeks=tuple(
            tuple(_day(words, day, counts) if day.month == month else Day(number=0) for day in week) for week in weeks
        ),
    )


def _day(words: Interface, day: dt.date, counts: Mapping[dt.date, int]) -> Day:
    if day not in counts:
        return Day(number=day.day)
    return Day(
        number=day.day,
        href=f"../{day_path(day.isoformat())}",
        label=words.say("labelled", name=words.day(day), count=words.say("reports", counts[day])),
        shade=shade(counts[day], tuple(counts.values())),
    )
