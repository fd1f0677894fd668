"""Key points of a document: sentences of the source that carry the event, never rewritten."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Document, EventDay, Figure, Post
from generator.prose.tables import Events, events
from generator.sentences import Index
from generator.verbatim import Verbatim, sentences_of

FEWEST_WORDS, MOST_WORDS = 8, 60
OPENING = 3
ALIKE = 0.6
SHORTEST_WORD = 4
BACKGROUND_DAYS = 7
REMEMBERED = 256  # posts; a day's are asked for by its own brief and by that of the day after
MOST_TERMS = 500  # of a long text; every sentence is compared with each of them
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d.,:]*")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A sentence with its weight as a key point; `words` are the longer ones, folded."""

    quote: Verbatim
    anchor: str
    words: frozenset[str]
    score: float


def key_points(document: Document) -> tuple[Verbatim, ...]:
    """Three to five sentences in the source's order, at least one from beyond the opening where the text is long."""
    candidates = tuple(one for post in document.parts for one in weighed(document, post))
    wanted = min(5, max(3, len(candidates) // 5))
    chosen = _spread(_choose(candidates, wanted, one_a_post=document.kind == "live-blog"), candidates)
    places = {id(one): place for place, one in enumerate(candidates)}
    return tuple(one.quote for one in sorted(chosen, key=lambda one: places[id(one)]))


class _Part:
    """A post of a document, told from others by being the same objects: comparing all that they hold takes long."""

    __slots__ = ("document", "post")

    def __init__(self, document: Document, post: Post) -> None:
        self.document, self.post = document, post

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Part) and self.document is other.document and self.post is other.post

    def __hash__(self) -> int:
        return id(self.post)


def weighed(document: Document, post: Post) -> tuple[Weighed, ...]:
    """The post's sentences that can stand alone: of some length, no question, no part of a longer quotation."""
    return _weighed(_Part(document, post))


@lru_cache(maxsize=REMEMBERED)
def _weighed(part: _Part) -> tuple[Weighed, ...]:
    return tuple(_sentences(part.document, part.post))


def _sentences(document: Document, post: Post) -> Iterator[Weighed]:
    terms = _terms(document, post)
    order: dict[str, int] = {}
    for block, quote in sentences_of(document, post):
        place = order.setdefault(block.anchor, len(order))
        if _stands_alone(quote.exact):
            words = _words(quote.exact)
            yield Weighed(quote=quote, anchor=block.anchor, words=words, score=_score(quote, words, terms, place))


def repeats(one: Weighed, other: Weighed) -> bool:
    """Whether most words of the shorter sentence are also in the longer one."""
    smaller = min(len(one.words), len(other.words)) or 1
    return len(one.words & other.words) / smaller > ALIKE


def _stands_alone(text: str) -> bool:
    whole = text.count('"') % 2 == 0 and all(text.count(left) == text.count(right) for left, right in _PAIRS)
    return whole and FEWEST_WORDS <= len(text.split()) <= MOST_WORDS and text[-1] not in "?:"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    headline: frozenset[str]
    matches: tuple[tuple[str, float], ...]
    names: tuple[str, ...]
    day: dt.date | None
    events: Events
    counts: Index[Figure]
    told: Index[EventDay]


def _terms(document: Document, post: Post) -> _Terms:
    """What the post is about: words of its headline, passages that spoke for a topic, names in its text, its day."""
    headline = post.headline or document.metadata.headline
    reading, metadata = document.reading, document.metadata
    passages = {
        " ".join(reading.slice(match.span).split()): match.weight for topic in post.topics for match in topic.matches
    }
    names = {" ".join(reading.slice(mention.span).split()) for mention in post.mentions}
    time = post.time or metadata.published
    return _Terms(
        headline=_words(headline.value) if headline else frozenset(),
        matches=tuple(sorted(passages.items()))[:MOST_TERMS],
        names=tuple(sorted(names))[:MOST_TERMS],
        day=dt.date(time.value.year, time.value.month, time.value.day) if time else None,
        events=events(metadata.language.value if metadata.language else None),
        counts=Index(one for one in post.figures if one.outcome),
        told=Index(post.event_days),
    )


def _score(quote: Verbatim, words: frozenset[str], terms: _Terms, place: int) -> float:
    text = quote.exact
    matches = sum(weight for passage, weight in terms.matches if passage and (passage in text or text in passage))
    names = sum(name in text for name in terms.names)
    shared = len(words & terms.headline)
    return (
        min(3.0, matches)
        + min(2, len(_NUMBER.findall(text))) * 0.4
        + min(3, names) * 0.6
        + min(3, shared) * 0.7
        + max(0.0, 1.5 - place * 0.3)
        + min(1.0, len(text.split()) / 25)
        + _told(quote, terms)
        - (1.0 if text[0] in "\"'“„«‘" else 0.0)
    )


def _told(quote: Verbatim, terms: _Terms) -> float:
    """What a sentence tells by its facts: events and counts weigh for it, background and loose ends against it."""
    span, lows = quote.span, [word.lower() for word in _WORD.findall(quote.exact)]
    counts = len(terms.counts.within(span.start, span.end))
    days = terms.told.within(span.start, span.end)
    old = bool(days) and all(_is_long_ago(one, terms.day) for one in days)
    return (
        min(2, counts) * 0.9
        + (0.8 if terms.events.verbs.intersection(lows) else 0.0)
        - (2.0 if old else 0.0)
        - (1.2 if lows and lows[0] in terms.events.loose_starts else 0.0)
    )


def _is_long_ago(told: EventDay, day: dt.date | None) -> bool:
    """Whether a day, month or year was over well before the day of the post."""
    if day is None:
        return False
    if told.precision == "year":
        return told.day.year < day.year
    return (day - told.day).days > BACKGROUND_DAYS and (told.precision != "month" or told.day.month != day.month)


def _choose(candidates: tuple[Weighed, ...], wanted: int, *, one_a_post: bool) -> list[Weighed]:
    """The best sentences: one a paragraph, one a post where there are many, none that repeats a better one."""
    chosen: list[Weighed] = []
    for candidate in _best_first(candidates):
        if len(chosen) < wanted and not any(_excludes(other, candidate, one_a_post) for other in chosen):
            chosen.append(candidate)
    return chosen


def _spread(chosen: list[Weighed], candidates: tuple[Weighed, ...]) -> list[Weighed]:
    """Swap the weakest choice for the best later sentence where all choices stand in the opening."""
    opening = {one.anchor for one in candidates[:OPENING]}
    if any(one.anchor not in opening for one in chosen):
        return chosen
    kept = _best_first(tuple(chosen))[:-1]
    later = tuple(c for c in candidates if c.anchor not in opening and not any(repeats(c, other) for other in kept))
    return [*kept, *_best_first(later)[:1]] if later else chosen


def _best_first(candidates: tuple[Weighed, ...]) -> list[Weighed]:
    return sorted(candidates, key=lambda one: -one.score)


def _excludes(chosen: Weighed, other: Weighed, one_a_post: bool) -> bool:
    same = chosen.anchor == other.anchor or (one_a_post and chosen.quote.post is other.quote.post)
    return same or repeats(chosen, other)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_WORD)
