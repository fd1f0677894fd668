"""Figures side by side: a table for each subject that several accounts are about; no side is taken."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator import addresses
from generator.corpus import Corpus
from generator.disagreements import Account, Comparison
from generator.model import Markdown
from generator.pages.charts import OUTLET_ITSELF, accounts
from generator.pages.items import UNKNOWN_OUTLET
from generator.pages.phrases import and_words, date_words, day_words

TABLES = 20
FEW = 5
NOTES = {"later": "later said by the same source", "corrected": "corrected by the same source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table: the number in words, who says it, who reported it when, the paragraphs it stands in."""

    figure: str
    place: str
    by: str
    note: str
    outlet: str
    outlet_href: str
    time: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All accounts of one subject."""

    anchor: str
    title: str
    day: dt.date
    differs: bool
    chart: Markdown | None
    lines: tuple[Line, ...]


def figures_of_topic(corpus: Corpus, topic: str) -> tuple[Table, ...]:
    """The tables in which a post of the topic has a part."""
    found = (one for one in corpus.figures if any(topic in each.topics for each in one.accounts))
    return tuple(table(one) for one in found)[:TABLES]


def figures_of_place(corpus: Corpus, place: str) -> tuple[Table, ...]:
    """The newest tables about a place."""
    return tuple(map(table, comparisons_of(corpus, place)))


def comparisons_of(corpus: Corpus, place: str) -> Iterator[Comparison]:
    """The newest comparisons about a place."""
    return islice((one for one in corpus.figures if place in one.places), FEW)


def table(one: Comparison) -> Table:
    """A comparison as a template shows it."""
    rows = _rows(one.accounts)
    firsts = [same[0] for same in rows]
    return Table(
        anchor=one.anchor,
        title=subject_words(one),
        day=one.subject.day,
        differs=one.differs,
        chart=accounts(firsts, [amount(first.value, first.bound) for first in firsts]),
        lines=tuple(_lines(rows, several=len(one.places) > 1)),
    )


def subject_words(one: Comparison) -> str:
    """What the figures are about: Injured, Ridgeport."""
    return f"{one.subject.label[:1].upper()}{one.subject.label[1:]}, {and_words(one.places)}"


def who(one: Account) -> str:
    """Who says a figure; the outlet itself where it names no one."""
    return one.by or OUTLET_ITSELF


def _rows(accounts: Iterable[Account]) -> tuple[tuple[Account, ...], ...]:
    """A row for each account; one that says the same as an earlier one of its source and outlet joins it."""
    rows: dict[tuple[object, ...], list[Account]] = {}
    for one in accounts:
        rows.setdefault((one.statement, one.source, one.outlet, one.place, one.note), []).append(one)
    return tuple(map(tuple, rows.values()))


def _lines(rows: Iterable[tuple[Account, ...]], *, several: bool) -> Iterator[Line]:
    for same in rows:
        first = same[0]
        yield Line(
            figure=amount(first.value, first.bound),
            place=first.place if several else "",
            by=who(first),
            note=NOTES.get(first.note, ""),
            outlet=first.outlet or UNKNOWN_OUTLET,
            outlet_href=addresses.name_path("outlets", first.outlet) if first.outlet else "outlets/unknown.md",
            time=when(first.time),
            hrefs=tuple(f"{addresses.document_path(each.path)}#{each.anchor}" for each in same),
        )


def amount(value: float, bound: str | None) -> str:
    """A number with its bound in words: at least 10, about 300,000,000."""
    number = f"{int(value):,}" if value == int(value) else f"{value:,g}"
    return f"{bound} {number}" if bound else number


def when(time: dt.date | None) -> str:
    """The time of a report in words."""
    if time is None:
        return "time not stated"
    return date_words(time) if isinstance(time, dt.datetime) else day_words(time)
