"""Figures side by side: a table for each subject that several accounts are about; no side is taken."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.corpus import Corpus
from generator.corpus.comparisons import Account, Comparison
from generator.i18n import Interface
from generator.model import Markdown
from generator.pages.charts import accounts
from generator.pages.items import MOST_ALSO, outlet_path

TABLES = 20
FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table: the number in words, who says it, who reported it when, the paragraphs it stands in.

    There are `more` paragraphs.
    """

    figure: str
    place: str
    by: str
    note: str
    outlet: str
    outlet_href: str
    time: str
    hrefs: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All accounts of one subject."""

    anchor: str
    title: str
    day: dt.date | None
    differs: bool
    chart: Markdown | None
    lines: tuple[Line, ...]


def figures_of_topic(corpus: Corpus, topic: str) -> tuple[Table, ...]:
    """The tables in which a post of the topic has a part."""
    on_topic = (
        comparison for comparison in corpus.figures if any(topic in each.topics for each in comparison.accounts)
    )
    return tuple(table(corpus, comparison) for comparison in islice(on_topic, TABLES))


def figures_of_place(corpus: Corpus, place: str) -> tuple[Table, ...]:
    """The newest tables about a place."""
    return tuple(table(corpus, comparison) for comparison in comparisons_of(corpus, place))


def comparisons_of(corpus: Corpus, place: str) -> tuple[Comparison, ...]:
    """The newest comparisons about a place."""
    return corpus.figures_at.get(place, ())[:FEW]


def table(corpus: Corpus, comparison: Comparison) -> Table:
    """A comparison as a template shows it."""
    words = corpus.words
    rows = _rows(comparison.accounts)
    firsts = [same[0] for same in rows]
    return Table(
        anchor=comparison.anchor,
        title=subject_words(words, comparison),
        day=comparison.subject.day,
        differs=comparison.differs,
        chart=accounts(words, firsts, [amount(words, first.value, first.bound) for first in firsts]),
        lines=tuple(_lines(corpus, rows, several=len(comparison.places) > 1)),
    )


def subject_words(words: Interface, comparison: Comparison) -> str:
    """What the figures are about: Injured, Ridgeport."""
    label = f"{comparison.subject.label[:1].upper()}{comparison.subject.label[1:]}"
    return f"{label}, {words.join(comparison.places)}" if comparison.places else label


def who(words: Interface, account: Account) -> str:
    """Who says a figure; the outlet itself where it names no one."""
    return account.by or words.say("outlet-itself")


def _rows(accounts: Iterable[Account]) -> tuple[tuple[Account, ...], ...]:
    """A row for each account; one that says the same as an earlier one of its source and outlet joins it."""
    rows: dict[tuple[object, ...], list[Account]] = {}
    for account in accounts:
        rows.setdefault((account.statement, account.source, account.outlet, account.place, account.note), []).append(
            account
        )
    return tuple(map(tuple, rows.values()))


def _lines(corpus: Corpus, rows: Iterable[tuple[Account, ...]], *, several: bool) -> Iterator[Line]:
    words, at = corpus.words, corpus.addresses
    for same in rows:
        first = same[0]
        yield Line(
            figure=amount(words, first.value, first.bound),
            place=first.place if several else "",
            by=who(words, first),
            note=words.say(f"note-{first.note}") if first.note else "",
            outlet=first.outlet or words.say("unknown-outlet"),
            outlet_href=outlet_path(at, first.outlet),
            time=when(words, first.time),
            hrefs=tuple(f"{at.document(each.path)}#{each.anchor}" for each in same[:MOST_ALSO]),
            more=len(same[MOST_ALSO:]),
        )


def amount(words: Interface, value: float, bound: str | None) -> str:
    """A number with its bound in words: at least 10, about 300,000,000."""
    number = words.number(value)
    return words.say(f"bound-{bound.replace(' ', '-')}", number=number) if bound else number


def when(words: Interface, time: dt.date | None) -> str:
    """The time of a report in words."""
    return words.date(time) if time else words.say("time-not-stated")
