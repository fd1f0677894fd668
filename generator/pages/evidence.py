"""How every decision was reached: evidence of each field, passages behind each topic, and what was set aside."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator import addresses
from generator.corpus import passages as verbatim
from generator.corpus.passages import plain_parts
from generator.desk import Desk
from generator.fields import FIELDS
from generator.i18n import Interface
from generator.language.sections import unread
from generator.markup import escaping
from generator.model import (
    Block,
    Document,
    Evidence,
    Fact,
    Lines,
    Markdown,
    Match,
    Metadata,
    Post,
    Problem,
    Reading,
    Span,
    TopicMatch,
)
from generator.pages.highlights import marked
from generator.pages.shortening import shorten, without_bullet

EXPECTED = ("headline", "authors", "published", "publisher", "language")
REMOVED_CHARS = 2_000
PASSAGE_CHARS = 240
CONTEXT_CHARS = 220
PASSAGE_LIMIT = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What supports a value: the rule, where it stands, and the words there."""

    rule: str
    where: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A metadata field with its value and its evidence, or a value that was considered and lost."""

    field: str
    value: str
    inferred: bool
    proofs: tuple[Proof, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of the source with the matched ones between `before` and `after` strong; `anchor` leads to them."""

    anchor: str
    parts: Markdown
    rules: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A topic with the passages that spoke for it."""

    title: str
    href: str
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A stretch of the source that is not shown as text."""

    reason: str
    lines: Lines
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The source record at the foot of a document's page."""

    path: str
    sha256: str
    media_type: str
    rows: tuple[Row, ...]
    rejected: tuple[Row, ...]
    set_aside: tuple[Removed, ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]
    unread: tuple[str, ...]


def stated(metadata: Metadata) -> Iterator[tuple[str, Fact[Any]]]:
    """The metadata fields that have a value, in a fixed order."""
    for name in FIELDS:
        fact = getattr(metadata, name)
        if fact is not None:
            yield name, fact


def record_of(words: Interface, document: Document) -> Record:
    """Everything that the source record shows."""
    metadata = document.metadata
    return Record(
        path=document.path,
        sha256=document.sha256,
        media_type=document.reading.media_type,
        rows=tuple(_row(words, document, name, fact) for name, fact in stated(metadata)),
        rejected=tuple(_row(words, document, lost.field, lost.fact, lost.reason) for lost in metadata.rejected),
        set_aside=tuple(_removed(document)),
        problems=document.problems,
        missing=tuple(words.say(f"field-{name}") for name in EXPECTED if getattr(metadata, name) is None),
        unread=tuple(_unread(words, metadata.language.value if metadata.language else "")),
    )


def _unread(words: Interface, tag: str) -> Iterator[str]:
    """What was not read because the source's language has no words for it: nobody should take it for not there."""
    for what in unread(tag):
        yield words.say(f"unread-{what}", language=words.language(tag))


def dates(words: Interface, document: Document) -> Iterator[tuple[str, str, str]]:
    """The fields published and updated, their dates in words, and why where they were inferred."""
    for name in ("published", "updated"):
        fact: Fact[Any] | None = getattr(document.metadata, name)
        if fact:
            yield name, words.date(fact.value), _why(words, document, fact) if fact.inferred else ""


def _why(words: Interface, document: Document, fact: Fact[Any]) -> str:
    proofs = [_proof(words, document.reading, evidence) for evidence in fact.evidence]
    shown = ((proof, words.say("quoted", text=proof.passage)) for proof in proofs)
    return "; ".join(f"{proof.where}: {passage}" if proof.passage else proof.rule for proof, passage in shown)


def _row(words: Interface, document: Document, name: str, fact: Fact[Any], reason: str = "") -> Row:
    return Row(
        field=words.say(f"field-{name}"),
        value=value_words(fact.value),
        inferred=fact.inferred,
        proofs=tuple(_proof(words, document.reading, evidence) for evidence in fact.evidence),
        reason=reason,
    )


def value_words(value: object) -> str:
    """A fact's value as text: names joined, dates as ISO 8601."""
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _proof(words: Interface, reading: Reading, evidence: Evidence) -> Proof:
    if evidence.span:
        passage = shorten(" ".join(reading.slice(evidence.span).split()), PASSAGE_CHARS)
        return Proof(rule=evidence.rule, where=words.lines(reading.lines(evidence.span)), passage=passage)
    field = next((field for field in reading.fields if field.name == evidence.field), None)
    where = words.say("record-in-field", field=evidence.field) if evidence.field else words.say("record-in-file")
    passage = shorten(" ".join(field.value.split()), PASSAGE_CHARS) if field else ""
    return Proof(rule=evidence.rule, where=where, passage=passage)


def _removed(document: Document) -> Iterator[Removed]:
    for part in document.set_aside:
        text = shorten(" ".join(document.reading.slice(part.span).split()), REMOVED_CHARS)
        yield Removed(reason=part.reason, lines=document.reading.lines(part.span), text=text)


def reasons(words: Interface, desk: Desk, document: Document) -> Iterator[Reason]:
    """For each topic of the document the passages of its posts that spoke for it."""
    titles = desk.titles
    for assigned in document.topics:
        yield Reason(
            title=titles.get(assigned.topic, assigned.topic),
            href=addresses.topic_path(assigned.topic),
            score=assigned.score,
            passages=tuple(
                passage
                for post in document.parts
                for match in post.topics
                if match.topic == assigned.topic
                for passage in passages(words, document, post, match)
            ),
        )


def passages(words: Interface, document: Document, post: Post, topic: TopicMatch) -> Iterator[Passage]:
    """The matches of one topic in one post, those within a block together."""
    blocks = sorted(post.blocks, key=lambda block: block.span)
    starts = [block.span.start for block in blocks]
    matches: dict[int, list[Match]] = {}
    for match in topic.matches:
        place = bisect_right(starts, match.span.start) - 1
        inside = place >= 0 and match.span.start < blocks[place].hull.end
        matches.setdefault(place if inside else -1, []).append(match)
    for place in sorted(matches):
        block = blocks[place] if place >= 0 else None
        yield _passage(words, document, post, block, matches[place])


def _passage(words: Interface, document: Document, post: Post, block: Block | None, matches: list[Match]) -> Passage:
    text = document.reading.text
    ordered = sorted(matches, key=lambda match: match.span)
    hull = _said(text, block) if block else Span(ordered[0].span.start, ordered[-1].span.end)
    start = _word_start(text, max(hull.start, ordered[0].span.start - CONTEXT_CHARS), hull.start)
    stop = min(hull.end, start + PASSAGE_LIMIT)
    stop = stop if stop == hull.end else max(ordered[0].span.end, text.rfind(" ", start, stop))
    parts = _marked(document, hull, Span(start, stop), [match.span for match in ordered])
    if not text[start:stop].strip():
        start, stop = hull.start, hull.end
        parts = escaping.inert(words.say("not-shown-passage", lines=words.lines(document.reading.lines(hull))))
    else:
        verbatim.check(verbatim.take(document, post, Span(start, stop)))
    return Passage(
        anchor=block.anchor if block and block.anchor else post.anchor,
        parts=Markdown(f"{'… ' if start > hull.start else ''}{parts}{' …' if stop < hull.end else ''}"),
        rules=tuple(dict.fromkeys(match.rule for match in ordered)),
        weight=sum(match.weight for match in ordered),
    )


def _said(text: str, block: Block) -> Span:
    """The words of a block, without the mark of a list."""
    mark = text[block.span.start : block.span.end]
    skipped = len(mark) - len(without_bullet(mark)) if block.kind == "list" else 0
    return Span(block.span.start + skipped, block.hull.end)


def _word_start(text: str, wanted: int, first: int) -> int:
    """Where the word after `wanted` begins, or `first` where the passage is not cut."""
    return wanted if wanted == first else text.find(" ", wanted) + 1


def _marked(document: Document, hull: Span, whole: Span, spans: list[Span]) -> Markdown:
    """The text with the spans strong, unless one of them is nearly all of it; the hull is what it was cut from."""
    text = document.reading.text
    edges, here = [whole.start], whole.start
    for span in (span for span in spans if text[span.start : span.end].strip()):
        if here <= span.start and span.end <= whole.end and span.end - span.start < (whole.end - whole.start) * 0.8:
            edges += [span.start, span.end]
            here = span.end
    runs = [text[start:end] for start, end in pairwise([*edges, whole.end])]
    if document.reading.markup:
        parts = plain_parts((text[hull.start : whole.start], *runs, text[whole.end : hull.end]))
        runs = list(parts[1:-1]) or [escaping.plain(text[whole.start : whole.end])]
    return marked((run, number % 2 == 1) for number, run in enumerate(runs))
