"""Key points of a document: sentences of the source that carry the event, never rewritten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Block, Document, Post, Span
from generator.sentences import sentences

FEWEST_WORDS, MOST_WORDS = 8, 60
OPENING = 3
ALIKE = 0.6
SHORTEST_WORD = 4
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d.,:]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """A sentence of the source and the anchor of the block that holds it."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    text: str
    anchor: str
    order: int
    post: int
    words: frozenset[str]
    score: float


def key_points(document: Document) -> tuple[KeyPoint, ...]:
    """Three to five sentences in the source's order, at least one from beyond the opening where the text is long."""
    candidates = tuple(_candidates(document))
    wanted = min(5, max(3, len(candidates) // 5))
    chosen = _spread(_choose(candidates, wanted, one_a_post=document.kind == "live-blog"), candidates)
    return tuple(KeyPoint(text=c.text, anchor=c.anchor) for c in sorted(chosen, key=lambda c: c.order))


def _candidates(document: Document) -> Iterator[_Candidate]:
    language = document.metadata.language.value if document.metadata.language else "en"
    order = 0
    for number, post in enumerate(document.parts):
        terms = _terms(document, post)
        for place, block in enumerate(b for b in post.blocks if b.kind == "paragraph"):
            for text in _sentences(document, block, language):
                words = _words(text)
                if FEWEST_WORDS <= len(text.split()) <= MOST_WORDS and text[-1] not in "?:…":
                    score = _score(text, words, terms, place)
                    yield _Candidate(text=text, anchor=block.anchor, order=order, post=number, words=words, score=score)
                order += 1


def _sentences(document: Document, block: Block, language: str) -> Iterator[str]:
    words = document.reading.words(block)
    for span in sentences(words, Span(0, len(words)), language):
        yield words[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    headline: frozenset[str]
    matches: tuple[tuple[str, float], ...]
    names: tuple[str, ...]


def _terms(document: Document, post: Post) -> _Terms:
    """What the post is about: words of its headline, passages that spoke for a topic, names in its text."""
    headline = post.headline or document.metadata.headline
    reading = document.reading
    passages = {
        " ".join(reading.slice(match.span).split()): match.weight for topic in post.topics for match in topic.matches
    }
    names = {" ".join(reading.slice(mention.span).split()) for mention in post.mentions}
    return _Terms(
        headline=_words(headline.value) if headline else frozenset(),
        matches=tuple(sorted(passages.items())),
        names=tuple(sorted(names)),
    )


def _score(text: str, words: frozenset[str], terms: _Terms, place: int) -> float:
    matches = sum(weight for passage, weight in terms.matches if passage and (passage in text or text in passage))
    names = sum(name in text for name in terms.names)
    shared = len(words & terms.headline)
    spoken = text[0] in "\"'“„«‘" or text.count("“") + text.count('"') > 1
    return (
        min(3.0, matches)
        + min(2, len(_NUMBER.findall(text))) * 0.8
        + min(3, names) * 0.6
        + min(3, shared) * 0.7
        + max(0.0, 1.5 - place * 0.3)
        + min(1.0, len(text.split()) / 25)
        - (1.0 if spoken else 0.0)
    )


def _choose(candidates: tuple[_Candidate, ...], wanted: int, *, one_a_post: bool) -> list[_Candidate]:
    """The best sentences: one a paragraph, one a post where there are many, none that repeats a better one."""
    chosen: list[_Candidate] = []
    for candidate in _best_first(candidates):
        if len(chosen) < wanted and not any(_excludes(other, candidate, one_a_post) for other in chosen):
            chosen.append(candidate)
    return chosen


def _spread(chosen: list[_Candidate], candidates: tuple[_Candidate, ...]) -> list[_Candidate]:
    """Swap the weakest choice for the best later sentence where all choices stand in the opening."""
    opening = {c.order for c in candidates[:OPENING]}
    if any(c.order not in opening for c in chosen):
        return chosen
    kept = _best_first(tuple(chosen))[:-1]
    later = tuple(c for c in candidates if c.order not in opening and not any(_repeats(c, other) for other in kept))
    return [*kept, *_best_first(later)[:1]] if later else chosen


def _best_first(candidates: tuple[_Candidate, ...]) -> list[_Candidate]:
    return sorted(candidates, key=lambda c: (-c.score, c.order))


def _excludes(chosen: _Candidate, other: _Candidate, one_a_post: bool) -> bool:
    same = chosen.anchor == other.anchor or (one_a_post and chosen.post == other.post)
    return same or _repeats(chosen, other)


def _repeats(one: _Candidate, other: _Candidate) -> bool:
    smaller = min(len(one.words), len(other.words)) or 1
    return len(one.words & other.words) / smaller > ALIKE


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_WORD)
