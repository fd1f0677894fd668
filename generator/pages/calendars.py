"""A calendar of the days that sources report on: months as tables, the days linked and shaded by reports."""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.addresses import day_path
from generator.corpus import Corpus
from generator.model import Markdown
from generator.pages.charts import shade
from generator.pages.environment import drawing
from generator.pages.phrases import WEEKDAYS, count_words, day_words, month_words

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
    return drawing("calendar", weekdays=WEEKDAYS, months=[_month(year, month, counts) for year, month in months])


def _month(year: int, month: int, counts: Mapping[dt.date, int]) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return Month(
        title=month_words(dt.date(year, month, 1)),
        weeks=tuple(
            tuple(_day(day, counts) if day.month == month else Day(number=0) for day in week) for week in weeks
        ),
    )


def _day(day: dt.date, counts: Mapping[dt.date, int]) -> Day:
    if day not in counts:
        return Day(number=day.day)
    return Day(
        number=day.day,
        href=f"../{day_path(day.isoformat())}",
        label=f"{day_words(day)}: {count_words(counts[day], 'report')}",
        shade=shade(counts[day], tuple(counts.values())),
    )
