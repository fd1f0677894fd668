"""Documents as bytes and back, MessagePack checked against the types: no bytes can make anything but a document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import msgspec

from generator.model import Candidate, Document, Evidence, Fact, Metadata


class _Day(msgspec.Struct, tag="day", frozen=True):
    """A value that is a day, where the type of a fact does not say so."""

    value: dt.date


class _Time(msgspec.Struct, tag="time", frozen=True):
    """A moment in ISO form: the library would turn its offset into UTC."""

    value: str


_Value = str | int | float | tuple[str, ...] | _Day | _Time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    value: _Value
    evidence: tuple[Evidence, ...]
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lost:
    field: str
    fact: _Fact
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """A document and, apart from it, the facts whose type does not say what the value is; a time for each part."""

    document: Document
    facts: dict[str, _Fact]
    rejected: tuple[_Lost, ...]
    times: tuple[_Fact | None, ...]


NAMES: Final = tuple(field.name for field in fields(Metadata) if field.name != "rejected")
_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(_Stored)


def encode(document: Document) -> bytes:
    """The document as bytes; the same ones for an equal document."""
    metadata = document.metadata
    times = tuple(_stored(part.time) if part.time else None for part in document.parts)
    stored = _Stored(
        document=replace(_timed(document, [None for _ in times]), metadata=Metadata()),
        facts={name: _stored(fact) for name in NAMES if (fact := getattr(metadata, name))},
        rejected=tuple(
            _Lost(field=lost.field, fact=_stored(lost.fact), reason=lost.reason) for lost in metadata.rejected
        ),
        times=times if any(times) else (),
    )
    return _ENCODER.encode(stored)


def decode(data: bytes) -> Document:
    """The document that was encoded; ValueError where the bytes are none."""
    stored = _DECODER.decode(data)
    facts: dict[str, Any] = {name: _fact(fact) for name, fact in stored.facts.items() if name in NAMES}
    rejected = tuple(Candidate(field=lost.field, fact=_fact(lost.fact), reason=lost.reason) for lost in stored.rejected)
    document = replace(stored.document, metadata=Metadata(**facts, rejected=rejected))
    return _timed(document, [_fact(fact) if fact else None for fact in stored.times]) if stored.times else document


def _timed(document: Document, times: Sequence[Fact[dt.datetime] | None]) -> Document:
    """The document with these times on its parts; ValueError where they are not as many."""
    parts = document.parts
    if not any(times) and not any(part.time for part in parts):
        return document
    changed = tuple(replace(part, time=time) for part, time in zip(parts, times, strict=True))
    if document.introduction:
        return replace(document, introduction=changed[0], posts=changed[1:])
    return replace(document, posts=changed)


def _stored(fact: Fact[Any]) -> _Fact:
    value = fact.value
    if isinstance(value, dt.datetime):
        value = _Time(value.isoformat())
    elif isinstance(value, dt.date):
        value = _Day(value)
    return _Fact(value=value, evidence=fact.evidence, inferred=fact.inferred)


def _fact(fact: _Fact) -> Fact[Any]:
    value = fact.value
    if isinstance(value, _Time):
        return Fact(value=dt.datetime.fromisoformat(value.value), evidence=fact.evidence, inferred=fact.inferred)
    return Fact(value=value.value if isinstance(value, _Day) else value, evidence=fact.evidence, inferred=fact.inferred)
