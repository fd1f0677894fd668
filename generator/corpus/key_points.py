"""Key points of a document: sentences of the source that carry the event, never rewritten."""

import datetime as dt
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from generator.corpus.chronology import of_years_gone_by
from generator.corpus.passages import Verbatim, places_of, sentence_of
from generator.language.grammar.words import events
from generator.language.sentences import Index
from generator.model import Block, Document, EventDay, Figure, Post, Span

FEWEST_WORDS, MOST_WORDS = 8, 60
OPENING = 3
ALIKE = 0.6
SHORTEST_WORD = 4
BACKGROUND_DAYS = 7
PAST = 2.0
"""What background loses: a sentence that tells only of days long ago, or stands under the heading of a year gone by."""
PLACE = 5  # numbers: a block, start and end there, start and end in the file
MOST_TERMS = 500  # of a long text; every sentence is compared with each of them
_WORD = re.compile(r"\w+")
_LONGER_WORD = re.compile(rf"\w{{{SHORTEST_WORD},}}")
_NUMBER = re.compile(r"\d[\d.,:]*")
_END = re.compile(r"[.!?:…。](?:\[\d{1,3}\]|[\"'”’»)\]*_]){0,6}$")
_TEASER = re.compile(r"[-*•\s]{0,8}(?:\d{1,2}:\d\d\s{0,2})?\[[^\[\]]{1,300}\]\(")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


@dataclass(frozen=True, eq=False)
class Weighed:
    """A sentence by its number among the weighed ones of a post, with its weight as a key point."""

    _among: "_Numbers"
    _number: int
    score: float

    @property
    def document(self) -> Document:
        """Whose sentence it is."""
        return self._among.document

    @property
    def post(self) -> Post:
        """The part of the document that it stands in."""
        return self._among.post

    @cached_property
    def span(self) -> Span:
        """Its place in the file."""
        return Span(*self._among.place(self._number)[3:])

    @property
    def anchor(self) -> str:
        """The paragraph that holds it."""
        return self._block.anchor

    @property
    def of_years_gone_by(self) -> bool:
        """Whether it stands in a part of a chronology that is history."""
        return self._among.place(self._number)[0] in self._among.history

    @property
    def _block(self) -> Block:
        return self.post.blocks[self._among.place(self._number)[0]]

    @cached_property
    def quote(self) -> Verbatim:
        """Its words, looked up when they are asked for."""
        return sentence_of(self.document, self.post, *self._among.place(self._number)[:3])

    @cached_property
    def words(self) -> frozenset[str]:
        """Its longer words, folded."""
        return _words(self.quote.exact if self._block.rest else self.document.reading.slice(self.span))


class Weighing:
    """The sentences of posts, each weighed once as long as this lives; only numbers are kept of them."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], _Numbers] = {}

    def of(self, document: Document, post: Post) -> tuple[Weighed, ...]:
        """The post's sentences that can stand alone: of some length, no question, no part of a longer quotation."""
        key = id(document), id(post)  # comparing all that they hold takes long
        found = self._known.get(key)
        if found is None or found.document is not document or found.post is not post:
            found = self._known[key] = _Numbers(document, post)
        return tuple(Weighed(found, number, score) for number, score in enumerate(found.scores))


class _Numbers:
    """Places and weights of the sentences of a post, which take a thirtieth of the room of the sentences."""

    def __init__(self, document: Document, post: Post) -> None:
        self.document, self.post = document, post
        self._places, self.scores = array("I"), array("d")
        self.history = of_years_gone_by(document, post)
        for place, score in _scored(document, post, self.history):
            self._places.extend(place)
            self.scores.append(score)

    def place(self, number: int) -> "array[int]":
        """Of one sentence the number of its block, start and end in its words, start and end in the file."""
        return self._places[number * PLACE : (number + 1) * PLACE]


def key_points(document: Document, weighing: Weighing | None = None) -> tuple[Verbatim, ...]:
    """Three to five sentences in the source's order, at least one from beyond the opening where the text is long."""
    known = weighing or Weighing()
    candidates = tuple(one for post in document.parts for one in known.of(document, post))
    wanted = min(5, max(3, len(candidates) // 5))
    chosen = _spread(_choose(candidates, wanted, one_a_post=document.kind == "live-blog"), candidates)
    places = {id(one): place for place, one in enumerate(candidates)}
    return tuple(one.quote for one in sorted(chosen, key=lambda one: places[id(one)]))


def repeats(weighed: Weighed, other: Weighed) -> bool:
    """Whether most words of the shorter sentence are also in the longer one."""
    smaller = min(len(weighed.words), len(other.words)) or 1
    return len(weighed.words & other.words) / smaller > ALIKE


def _scored(
    document: Document, post: Post, history: frozenset[int]
) -> Iterator[tuple[tuple[int, int, int, int, int], float]]:
    """For each sentence that can stand alone its block, its place there, its place in the file, and its weight."""
    terms = _terms(document, post)
    places = tuple(places_of(document, post))
    whole = any(_END.search(line.text[start:end]) for _, line, start, end in places)
    order: dict[str, int] = {}
    for block, line, start, end in places:
        place = order.setdefault(post.blocks[block].anchor, len(order))
        text = line.text[start:end]
        count = len(text.split())
        if FEWEST_WORDS <= count <= MOST_WORDS and _stands_alone(text, ended=whole):
            span = line.span(start, end)
            score = _score(text, count, span, terms, place) - (PAST if block in history else 0.0)
            yield (block, start, end, span.start, span.end), score


def _stands_alone(text: str, *, ended: bool) -> bool:
    """Whether no half of it stands elsewhere; where a text ends its sentences, what has no end is a label or torn."""
    if _TEASER.match(text) or (ended and not _END.search(text)):
        return False
    whole = text.count('"') % 2 == 0 and all(text.count(left) == text.count(right) for left, right in _PAIRS)
    return whole and text[-1] not in "?:"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    headline: frozenset[str]
    matches: tuple[tuple[str, float], ...]
    names: tuple[str, ...]
    day: dt.date | None
    verbs: frozenset[str]
    loose_starts: frozenset[str]
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
    verbs, loose_starts = _event_words(metadata.language.value if metadata.language else None)
    return _Terms(
        headline=_words(headline.value) if headline else frozenset(),
        matches=tuple((passage, weight) for passage, weight in sorted(passages.items())[:MOST_TERMS] if passage),
        names=tuple(sorted(names))[:MOST_TERMS],
        day=dt.date(time.value.year, time.value.month, time.value.day) if time else None,
        verbs=verbs,
        loose_starts=loose_starts,
        counts=Index(figure for figure in post.figures if figure.outcome),
        told=Index(post.event_days),
    )


@cache
def _event_words(language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Words that tell of an event, and first words that lean on the sentence before, folded as sentences are."""
    table = events(language)
    return frozenset(map(str.casefold, table.verbs)), frozenset(map(str.casefold, table.loose_starts))


def _score(text: str, count: int, span: Span, terms: _Terms, place: int) -> float:
    words = _WORD.findall(text.casefold())
    matches = sum(weight for passage, weight in terms.matches if passage in text or text in passage)
    return (
        min(3.0, matches)
        + min(2, len(_NUMBER.findall(text))) * 0.4
        + min(3, sum(map(text.__contains__, terms.names))) * 0.6
        + min(3, len(terms.headline.intersection(words))) * 0.7
        + max(0.0, 1.5 - place * 0.3)
        + min(1.0, count / 25)
        + _told(words, span, terms)
        - (1.0 if text[0] in "\"'“„«‘" else 0.0)
    )


def _told(words: list[str], span: Span, terms: _Terms) -> float:
    """What a sentence tells by its facts: events and counts weigh for it, background and loose ends against it."""
    counts = len(terms.counts.within(span.start, span.end))
    days = terms.told.within(span.start, span.end)
    old = bool(days) and all(_is_long_ago(day, terms.day) for day in days)
    return (
        min(2, counts) * 0.9
        + (0.0 if terms.verbs.isdisjoint(words) else 0.8)
        - (PAST if old else 0.0)
        - (1.2 if words and words[0] in terms.loose_starts else 0.0)
    )


def _is_long_ago(event_day: EventDay, day: dt.date | None) -> bool:
    """Whether a day, month or year was over well before the day of the post."""
    if day is None:
        return False
    if event_day.precision == "year":
        return event_day.day.year < day.year
    return (day - event_day.day).days > BACKGROUND_DAYS and (
        event_day.precision != "month" or event_day.day.month != day.month
    )


def _choose(candidates: tuple[Weighed, ...], wanted: int, *, one_a_post: bool) -> list[Weighed]:
    """The best sentences: one a paragraph, one a post where there are many, none that repeats a better one."""
    chosen: list[Weighed] = []
    for candidate in _best_first(candidates):
        if len(chosen) < wanted and not any(_excludes(other, candidate, one_a_post) for other in chosen):
            chosen.append(candidate)
    return chosen


def _spread(chosen: list[Weighed], candidates: tuple[Weighed, ...]) -> list[Weighed]:
    """Swap the weakest choice for the best later sentence where all choices stand in the opening."""
    opening = {candidate.anchor for candidate in candidates[:OPENING]}
    if any(one.anchor not in opening for one in chosen):
        return chosen
    kept = _best_first(chosen)[:-1]
    later = (one for one in _best_first(candidates) if one.anchor not in opening)
    best = next((one for one in later if not any(repeats(one, other) for other in kept)), None)
    return [*kept, best] if best else chosen


def _best_first(candidates: Iterable[Weighed]) -> list[Weighed]:
    return sorted(candidates, key=lambda candidate: -candidate.score)


def _excludes(chosen: Weighed, other: Weighed, one_a_post: bool) -> bool:
    same = chosen.anchor == other.anchor or (one_a_post and chosen.post is other.post)
    return same or repeats(chosen, other)


def _words(text: str) -> frozenset[str]:
    return frozenset(_LONGER_WORD.findall(text.casefold()))
