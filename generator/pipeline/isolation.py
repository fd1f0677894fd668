"""Ingest under limits: read and marked in child processes, and a source that takes too much or fails keeps its page."""

# Reasons: docs/decisions/0041-how-much-is-read.md

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from threading import Event
from typing import Final, TypeVar

from generator import language
from generator.annotate import from_any_outlet, from_outlet, mark
from generator.annotate.entities import Names
from generator.desk import Desk
from generator.desk.sidecar import RIGHTS_FIELD, stated_rights
from generator.extract import ingest
from generator.extract.anchors import anchored
from generator.model import Block, Document, Evidence, Fact, Metadata, Post, Problem, Reading, Rights, Source, Span
from generator.readers import dispatch
from generator.readers.unpacking import Unpacked, holds_many, unpack
from generator.runtime import limits
from generator.runtime.serialisation import decode, encode
from generator.settings import Settings

T = TypeVar("T")

GROUPS: Final = 8  # in which few items are parted, so that several workers end at about the same time
GROUP_LEAST, GROUP_MOST = 16, 256
GROUP_BYTES: Final = 1 << 20
_MISTAKE: Final = "This is a mistake of the generator: please report it with the file."
CODES: Final = {
    "time": "reading-timeout",
    "memory": "reading-memory",
    "ended": "reading-ended",
    "raised": "reading-failed",
}
ADVICE: Final = {
    "time": "Collect it in a simpler form, split it, or allow more with read_seconds.",
    "memory": "Collect it in a simpler form, split it, or allow more with read_memory_bytes.",
    "ended": "Collect it in a simpler form, or save its text as a .txt file.",
    "raised": f"The page shows the file as it is. {_MISTAKE}",
}
_WARM: Final = (
    "Boats wait\n\nBy Ada Miller\n\n3 June 2024\n\n"
    "The council met on Monday and it has put off the vote on the bridge, where at least 12 people were hurt.\n\n"
    "“The bridge is closed to the boats,” the mayor of Harwick, Ada Miller, told reporters two days later.\n\n"
) * 3  # enough to tell the language
_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)


def groups(items: Sequence[T], size: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """What shares one child process, which costs some 20 milliseconds: many small items, or one large one."""
    most = min(max(len(items) // GROUPS, GROUP_LEAST), GROUP_MOST)
    group: list[T] = []
    total = 0
    for item in items:
        if group and (len(group) == most or total + size(item) > GROUP_BYTES):
            yield tuple(group)
            group, total = [], 0
        group.append(item)
        total += size(item)
    if group:
        yield tuple(group)


def documents(group: Sequence[Source], settings: Settings) -> Iterator[bytes]:
    """Every source's document, encoded; one that fails is read again alone, and then is what `lost` gives."""
    _prepare(group, settings)
    for source, outcome in zip(group, _each(_read, [(member, settings) for member in group], settings), strict=True):
        yield _read_alone(source, settings) if isinstance(outcome, limits.Failure) else _asked(*outcome)


def marked(
    group: Sequence[Source | bytes], desk: Desk, names: Names, settings: Settings
) -> Iterator[tuple[bytes, bytes]]:
    """Of each source, or document that was read before, the document as it was read, and with what the desk tells.

    One that fails is read and marked again alone; what then cannot be marked has a problem in place of it.
    """
    _prepare([member for member in group if isinstance(member, Source)], settings)
    outcomes = _each(_read_and_mark, [(member, desk, names, settings) for member in group], settings)
    for member, outcome in zip(group, outcomes, strict=True):
        if isinstance(outcome, limits.Failure):
            as_read = _read_alone(member, settings) if isinstance(member, Source) else member
            yield as_read, _mark_alone(as_read, desk, names, settings)
        else:
            as_read, data, asked = outcome
            yield _asked(as_read, asked), data


def _prepare(group: Sequence[Source], settings: Settings) -> None:
    """Load here what the children of this process would load each for itself."""
    _warm(settings)
    if _wanted().is_set():
        language.model()
    for source in group:
        dispatch.prepare(source)


def _each(
    function: Callable[..., T], calls: Sequence[tuple[object, ...]], settings: Settings
) -> Iterator[T | limits.Failure]:
    return limits.each(function, calls, seconds=settings.read_seconds, memory_bytes=settings.read_memory_bytes)


def _read(source: Source, settings: Settings) -> tuple[bytes, bool]:
    """The document, and whether it, or one before it, needed the model of languages."""
    return encode(ingest(source, settings)), _has_model()


def _has_model() -> bool:
    return language.model.cache_info().currsize > 0


def _read_and_mark(source: Source | bytes, desk: Desk, names: Names, settings: Settings) -> tuple[bytes, bytes, bool]:
    """The same with the marked document in between."""
    if isinstance(source, bytes):
        return source, _mark(source, desk, names), False
    document = ingest(source, settings)
    return encode(document), _marked(document, desk, names), _has_model()


def _mark(data: bytes, desk: Desk, names: Names) -> bytes:
    return _marked(decode(data), desk, names)


def _marked(document: Document, desk: Desk, names: Names) -> bytes:
    """The document with what the desk tells, and without the reader's blocks, at which nobody looks from here on."""
    annotated = mark(_owned(document, desk), desk, names)
    return encode(replace(annotated, reading=replace(annotated.reading, blocks=())))


def _asked(data: bytes, asked: bool) -> bytes:
    if asked:
        _wanted().set()
    return data


def _read_alone(source: Source, settings: Settings) -> bytes:
    (outcome,) = _each(_read, [(source, settings)], settings)
    if not isinstance(outcome, limits.Failure):
        return _asked(*outcome)
    (mode,) = _each(stated_rights, [(source,)], settings)
    return encode(lost(source, outcome, "internal" if isinstance(mode, limits.Failure) else mode))


def _mark_alone(data: bytes, desk: Desk, names: Names, settings: Settings) -> bytes:
    (outcome,) = _each(_mark, [(data, desk, names)], settings)
    if isinstance(outcome, limits.Failure):
        return encode(unmarked(from_outlet(_owned(decode(data), desk), desk), outcome))
    return outcome


def _owned(document: Document, desk: Desk) -> Document:
    """The document; one that is lost as if of the outlet that allows least, since nothing says whose it is."""
    is_lost = any(problem.code in CODES.values() for problem in document.problems)
    return from_any_outlet(document, desk) if is_lost else document


def unmarked(document: Document, failure: limits.Failure) -> Document:
    """The document as it was read, with the problem that it is no more."""
    advice = _MISTAKE if failure.kind == "raised" else ADVICE[failure.kind]
    message = f"topics, names, quotations and figures were not looked for: {failure.message}. {advice}"
    problem = Problem(code=CODES[failure.kind], severity="error", path=document.path, message=message)
    return replace(document, problems=(*document.problems, problem))


def unpacked(source: Source, settings: Settings) -> Unpacked:
    """Every source that a file holds; of one that takes too much or cannot be unpacked, the problem alone."""
    if not holds_many(source):
        return Unpacked(sources=(source,))
    dispatch.prepare(source)
    outcome = limits.run(
        unpack, (source, settings), seconds=settings.read_seconds, memory_bytes=settings.read_memory_bytes
    )
    if not isinstance(outcome, limits.Failure):
        return outcome
    return Unpacked(sources=(), problems=(_failed(source, outcome),))


def lost(source: Source, failure: limits.Failure, mode: Rights | None = None) -> Document:
    """The document of a source that could not be read: its raw text where only the reader failed, and the problem."""
    stated = Fact(value=mode, evidence=(Evidence(rule="field", field=RIGHTS_FIELD),)) if mode else None
    text = _raw(source) if failure.kind == "raised" else ""
    blocks = tuple(Block(kind="paragraph", span=Span(*match.span())) for match in _LINE.finditer(text))
    reading = Reading(text=text, blocks=blocks)
    return Document(
        path=source.path,
        sha256=source.sha256,
        kind="article",
        reading=reading,
        metadata=Metadata(rights=stated),
        posts=anchored(reading, [Post(anchor="", span=Span(0, len(text)), blocks=blocks)]),
        problems=(_failed(source, failure),),
        sidecar=source.sidecar_path,
    )


def _failed(source: Source, failure: limits.Failure) -> Problem:
    message = f"could not be read: {failure.message}. {ADVICE[failure.kind]}"
    return Problem(code=CODES[failure.kind], severity="error", path=source.path, message=message)


@cache
def _wanted() -> Event:
    """Set once a child needed the model of languages: every later one then has it from here."""
    return Event()


@cache
def _warm(settings: Settings) -> Document:
    """Load language tables and compile patterns once here, so that no child has to."""
    data = _WARM.encode()
    return ingest(Source(path="warm.txt", data=data, sha256=hashlib.sha256(data).hexdigest()), settings)


def warm_marking(desk: Desk, names: Names, settings: Settings) -> None:
    """The same for what marks documents."""
    mark(_warm(settings), desk, names)


def _raw(source: Source) -> str:
    """The bytes as text, without guessing and without line ends other than LF; nothing where they are no text."""
    if b"\0" in source.data:
        return ""
    return "\n".join(source.data.decode("utf-8", "replace").splitlines())
