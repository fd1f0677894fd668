"""A day in brief: by topic, what the sources tell of it in their own sentences; chosen by rules, never rewritten."""

# Reasons: docs/decisions/0062-briefs.md

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.corpus.assembly import Corpus, Entry
from generator.corpus.briefs.choice import Chosen, Told, choose
from generator.corpus.comparisons import Comparison
from generator.corpus.key_points import Weighed, repeats
from generator.corpus.passages import take
from generator.corpus.shared_quotations import Said

__all__ = ["Brief", "Development", "Section", "Told", "brief", "day_before", "days_of"]

MOST_FIGURES = 4
MOST_QUOTED = 5
QUOTED_WORDS = 6
MOST_BEFORE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """A sentence of a source with those that say the same or no more; `before` where the day before had it already."""

    sentence: Told
    also: tuple[Told, ...]
    before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The developments of one topic, None for those of no topic; `more` reports of the topic are not among them."""

    topic: str | None
    developments: tuple[Development, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What an editor could send of a day; `reports` are those of the day itself, `before` is the last day with any."""

    day: dt.date
    before: dt.date | None
    sections: tuple[Section, ...]
    figures: tuple[Comparison, ...]
    more_figures: int
    quoted: tuple[Said, ...]
    more_quoted: int
    corrections: tuple[Told, ...]
    reports: tuple[Entry, ...]


def days_of(corpus: Corpus) -> tuple[dt.date, ...]:
    """The days of which there is something to tell, the newest first: with reports, told of, or with figures."""
    return tuple(sorted({*corpus.days, *corpus.told, *corpus.figures_on}, reverse=True))


def brief(corpus: Corpus, day: dt.date) -> Brief:
    """The brief of a day; empty where no report is of that day and none tells of it."""
    reports = tuple(sorted(corpus.days.get(day, ()), key=lambda entry: entry.moment))
    chosen = choose(corpus, day, reports)
    before = day_before(corpus, day)
    figures = corpus.figures_on.get(day, ())
    quoted = tuple(one for one in corpus.quoted_on.get(day, ()) if one.whole.words >= QUOTED_WORDS)
    return Brief(
        day=day,
        before=before,
        sections=tuple(_sections(corpus, chosen, reports, _told_on(corpus, before if chosen else None))),
        figures=figures[:MOST_FIGURES],
        more_figures=len(figures[MOST_FIGURES:]),
        quoted=_of_many_voices(quoted),
        more_quoted=max(0, len(quoted) - MOST_QUOTED),
        corrections=tuple(_corrections(reports)),
        reports=reports,
    )


def day_before(corpus: Corpus, day: dt.date) -> dt.date | None:
    """The last day before with reports."""
    at = bisect_left(corpus.reported, day)
    return corpus.reported[at - 1] if at else None


def _told_on(corpus: Corpus, day: dt.date | None) -> tuple[Weighed, ...]:
    """What the reports of a day tell, as far as it can be compared."""
    entries = corpus.days.get(day, ()) if day else ()
    found = (one for entry in entries for one in corpus.weighing.of(entry.document, entry.post))
    return tuple(one for one, _ in zip(found, range(MOST_BEFORE), strict=False))


def _sections(
    corpus: Corpus, chosen: tuple[Chosen, ...], reports: tuple[Entry, ...], before: tuple[Weighed, ...]
) -> Iterator[Section]:
    for topic in [*(topic.id for topic in corpus.desk.topics), None]:
        mine = _by_story(one for one in chosen if one.topic == topic)
        shown = {told.entry.key for one in mine for told in (one.told, *one.also.values())}
        left = {entry.key for entry in reports if _has(entry, topic)} - shown
        if mine:
            yield Section(
                topic=topic,
                developments=tuple(_development(one, before) for one in mine),
                more=len(left),
            )


def _by_story(chosen: Iterable[Chosen]) -> list[Chosen]:
    """In the order of time, but what tells one story together, where the first of it stands."""
    ordered = sorted(chosen, key=lambda one: one.order)
    first: dict[object, int] = {}
    for place, one in enumerate(ordered):
        first.setdefault(_group(one), place)
    return sorted(ordered, key=lambda one: first[_group(one)])


def _group(chosen: Chosen) -> object:
    return chosen.story or chosen.order


def _has(entry: Entry, topic: str | None) -> bool:
    return entry.match(topic) is not None if topic else not entry.post.topics


def _development(chosen: Chosen, before: tuple[Weighed, ...]) -> Development:
    return Development(
        sentence=chosen.told,
        also=tuple(sorted(chosen.also.values(), key=lambda told: told.entry.moment)),
        before=any(repeats(chosen.sentence, other) for other in before),
    )


def _of_many_voices(quoted: tuple[Said, ...]) -> tuple[Said, ...]:
    """The first quotation of each speaker, those that more sources print before others, in their order."""
    first: dict[str | None, Said] = {}
    for one in sorted(quoted, key=lambda one: (one.speaker is None, -len(one.others))):
        first.setdefault(one.speaker, one)
    kept = {id(one) for one in list(first.values())[:MOST_QUOTED]}
    return tuple(one for one in quoted if id(one) in kept)


def _corrections(reports: tuple[Entry, ...]) -> Iterator[Told]:
    for entry in reports:
        for block in entry.post.blocks:
            if block.kind == "correction" and entry.document.reading.words(block).strip():
                yield Told(entry=entry, quote=take(entry.document, entry.post, block.hull))
