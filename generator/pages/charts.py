"""Charts as inline SVG, drawn while the pages are made: geometry only, coloured by the style sheet."""

# Reasons: docs/decisions/0031-drawings.md

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.corpus import Entry
from generator.corpus.comparisons import Account
from generator.corpus.comparisons.ranges import allowed
from generator.i18n import Interface
from generator.model import Markdown
from generator.pages.environment import drawing
from generator.pages.items import outlet_of
from generator.pages.shortening import shorten

WIDTH = 480
LEFT = 28
HEIGHT = 110
TOP = 8
MOST_DAYS = 92
MOST_SERIES = 5
GAP = 0.2
ROW = 38
EDGE = 12
MOST_ACCOUNTS = 12
LABEL_CHARS = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A piece of a stacked bar in the units of the drawing; `series` counts from 1."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure on its row: the dot, the range that its words allow, and where that has no end."""

    y: int
    x: float
    low: float
    high: float
    open: float | None
    way: int
    label: str
    superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """A chart of reports a day or a month by outlet, and its numbers: names of columns, then rows."""

    svg: Markdown
    unit: str
    names: tuple[str, ...]
    rows: tuple[tuple[dt.date, tuple[int, ...]], ...]


def reports(words: Interface, entries: Iterable[Entry]) -> Reports | None:
    """Reports over time by outlet, a day each, or a month each over more than three months; None of one day only."""
    dated = [(entry.day, outlet_of(words, entry.document)) for entry in entries if entry.day]
    days = sorted({day for day, _ in dated})
    if len(days) < 2:  # noqa: PLR2004 - one bar tells nothing
        return None
    monthly = (days[-1] - days[0]).days >= MOST_DAYS
    counts = Counter((day.replace(day=1) if monthly else day, name) for day, name in dated)
    names = _series((name for _, name in dated), words.say("others"))
    steps = _months(days[0], days[-1]) if monthly else _days(days[0], days[-1])
    table = [(step, _row(counts, step, names)) for step in steps]
    unit = "month" if monthly else "day"
    return Reports(
        svg=_bars(words, table, names, unit), unit=unit, names=names, rows=tuple(row for row in table if any(row[1]))
    )


def _series(outlets: Iterable[str], others: str) -> tuple[str, ...]:
    ranked = [name for name, _ in sorted(Counter(outlets).items(), key=lambda pair: (-pair[1], pair[0]))]
    return (*ranked[:MOST_SERIES], others) if len(ranked) > MOST_SERIES + 1 else tuple(ranked)


def _row(counts: Counter[tuple[dt.date, str]], step: dt.date, names: tuple[str, ...]) -> tuple[int, ...]:
    shown = [counts[step, name] for name in names]
    if len(names) > MOST_SERIES:
        shown[-1] += sum(count for (day, name), count in counts.items() if day == step and name not in names)
    return tuple(shown)


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


def _bars(
    site: Interface, table: Sequence[tuple[dt.date, tuple[int, ...]]], names: tuple[str, ...], unit: str
) -> Markdown:
    most = max(sum(row) for _, row in table)
    scale, step = (HEIGHT - TOP) / most, (WIDTH - LEFT) / len(table)
    bars = [
        Bar(
            series=series,
            x=LEFT + step * (place + GAP / 2),
            y=HEIGHT - scale * upto,
            width=step * (1 - GAP),
            height=scale * count,
        )
        for place, (_, row) in enumerate(table)
        for series, (count, upto) in enumerate(zip(row, accumulate(row), strict=True), start=1)
        if count
    ]
    words = site.month if unit == "month" else site.day
    first, last = words(table[0][0]), words(table[-1][0])
    total = site.say("reports", sum(sum(row) for _, row in table))
    return drawing(
        "bars",
        bars=bars,
        height=HEIGHT,
        lines=[(HEIGHT - scale * count, site.number(count)) for count in ticks(most)],
        first=first,
        last=last,
        names=names,
        caption=site.say(f"chart-caption-{unit}"),
        label=site.say(f"chart-label-{unit}", reports=total, first=first, last=last, most=site.number(most)),
    )


def ticks(most: float) -> tuple[int, ...]:
    """Round numbers from 0 to at most `most`, two to five of them."""
    size = 10 ** max(0, len(str(int(most))) - 1)
    steps = (size // 5, size // 2, size, size * 2, size * 5)
    step = next((step for step in steps if step and most / step < 5), size)  # noqa: PLR2004
    return tuple(range(0, int(most) + 1, step))


def accounts(words: Interface, compared: Sequence[Account], amounts: Sequence[str]) -> Markdown | None:
    """Figures about the same thing on one scale, in the order of time, each with the range that its words allow.

    `amounts` are the figures in words. None where there is nothing to see: fewer than two numbers.
    """
    shown = compared[:MOST_ACCOUNTS]
    if len({account.value for account in shown}) < 2:  # noqa: PLR2004 - the same number twice needs no chart
        return None
    most = max(account.value for account in shown) * 1.15
    scale = (WIDTH - 2 * EDGE) / most
    labels = [
        f"{amount} {account.place}, {account.by or words.say('outlet-itself')}"
        for account, amount in zip(shown, amounts, strict=False)
    ]
    marks = [_mark(account, label, row, scale) for row, (account, label) in enumerate(zip(shown, labels, strict=True))]
    return drawing(
        "accounts",
        marks=marks,
        height=len(shown) * ROW + 24,
        ticks=[(EDGE + number * scale, words.number(number)) for number in ticks(most)],
        label=words.say("accounts-label", len(shown), figures=words.join(labels)),
        caption=" ".join(map(words.say, _captions(shown, marks))),
    )


def _captions(shown: Sequence[Account], marks: Sequence[Mark]) -> Iterator[str]:
    yield "accounts-caption"
    if any(mark.open is not None for mark in marks):
        yield "accounts-arrow"
    if any(account.superseded for account in shown):
        yield "accounts-hollow"


def _mark(account: Account, label: str, row: int, scale: float) -> Mark:
    low, high = allowed(account.value, account.bound)
    least, most = EDGE + max(0.0, low) * scale, min(EDGE + high * scale, float(WIDTH))
    way = (high == float("inf")) - (low == float("-inf"))
    return Mark(
        y=row * ROW + 26,
        x=EDGE + account.value * scale,
        low=least,
        high=most,
        open={1: most, -1: least}.get(way),
        way=way,
        label=shorten(label, LABEL_CHARS),
        superseded=account.superseded,
    )


def shade(count: int, counts: Sequence[int]) -> int:
    """How dark a day of a calendar is, 1 to 4: the quarter of all days, sorted by reports, that it falls in."""
    ranked = sorted(counts)
    return max(1, -(-4 * bisect_right(ranked, count) // len(ranked)))
