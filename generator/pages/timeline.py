"""The timeline: what sources say happened on which day, in their sentences, each with its paragraph."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator import addresses
from generator.corpus import Corpus, Entry, passages
from generator.model import EventDay, Markdown, Page
from generator.pages.checked_quotations import sourced
from generator.pages.environment import capital, render
from generator.pages.items import front_matter, outlet_href, outlet_of

PATH = "timeline.md"
MOST_DAYS = 120
MOST_A_DAY = 8
MOST_A_DOCUMENT = 2
CHARS = 320
SAME_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence that tells of a day."""

    text: Markdown
    outlet: str
    outlet_href: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day with what is told of it; `href` is its page."""

    day: dt.date
    href: str
    told: tuple[Told, ...]
    more: int


def page(corpus: Corpus) -> Page:
    """The newest days that sources tell of, a heading for each month."""
    words, days = corpus.words, list(corpus.told.items())
    shown = [_day(corpus, day, mentions) for day, mentions in days[:MOST_DAYS]]
    months = [(month, tuple(group)) for month, group in groupby(shown, key=lambda day: capital(words.month(day.day)))]
    values = {"title": words.say("timeline"), "description": words.say("timeline-description")}
    text = render(words, "timeline", root="", months=months, more=len(days) - len(shown), **values)
    return Page(path=PATH, text=front_matter(**values) + text)


def _day(corpus: Corpus, day: dt.date, mentions: Iterable[tuple[Entry, EventDay]]) -> Day:
    sentences = tuple(_told(corpus, mentions))
    return Day(
        day=day,
        href=addresses.day_path(day.isoformat()),
        told=sentences[:MOST_A_DAY],
        more=max(0, len(sentences) - MOST_A_DAY),
    )


def _told(corpus: Corpus, mentions: Iterable[tuple[Entry, EventDay]]) -> Iterator[Told]:
    """The sentences, each once, at most two of a document."""
    seen: set[str] = set()
    counted: Counter[str] = Counter()
    for entry, event in mentions:
        document = entry.document
        sentence = passages.sentence_at(document, entry.post, event.span)
        key = sentence.exact[:SAME_CHARS].casefold()
        if sentence.is_shown and key not in seen and counted[document.path] < MOST_A_DOCUMENT:
            seen.add(key)
            counted[document.path] += 1
            words = sourced(corpus, sentence, CHARS)
            yield Told(
                text=words.text,
                outlet=outlet_of(corpus.words, document),
                outlet_href=outlet_href(corpus.addresses, document),
                href=words.href,
            )
