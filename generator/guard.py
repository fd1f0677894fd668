"""Ingest under limits: read and marked in child processes, and a source that takes too much or fails keeps its page."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from threading import Event
from typing import Final, TypeVar

from generator import languages, limits
from generator.desk import Desk
from generator.encoding import encode
from generator.entities import Names
from generator.ingest import from_outlet, ingest, mark
from generator.ingest.anchors import anchored
from generator.model import Block, Document, Metadata, Post, Problem, Reading, Source, Span
from generator.readers import dispatch
from generator.readers.containers import Unpacked, holds_many, unpack
from generator.settings import Settings

Group = tuple[Source, ...]

T = TypeVar("T")

GROUP_SOURCES: Final = 16
GROUP_DOCUMENTS: Final = 64
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


def groups(items: Iterable[T], size: Callable[[T], int], most: int = GROUP_SOURCES) -> Iterator[tuple[T, ...]]:
    """What shares one child process, which costs some milliseconds: some small items, or one large one."""
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


def source_size(source: Source) -> int:
    """What a source counts in a group that is read."""
    return len(source.data)


def document_size(document: Document) -> int:
    """What a document counts in a group that is marked."""
    return len(document.reading.text)


def documents(group: Group, settings: Settings) -> tuple[Document, ...]:
    """Every source's document; a group in which one fails is read again one by one, so that only that one is lost."""
    _warm(settings)
    if _wanted().is_set():
        languages.model()
    for source in group:
        dispatch.prepare(source)
    outcome = limits.run(
        _read, (group, settings), seconds=settings.read_seconds, memory_bytes=settings.read_memory_bytes
    )
    if not isinstance(outcome, limits.Failure):
        found, asked_model = outcome
        if asked_model:
            _wanted().set()
        return found
    if len(group) == 1:
        return (lost(group[0], outcome),)
    return tuple(document for source in group for document in documents((source,), settings))


def _read(group: Group, settings: Settings) -> tuple[tuple[Document, ...], bool]:
    """The documents, and whether they needed the model of languages."""
    found = tuple(ingest(source, settings) for source in group)
    return found, languages.model.cache_info().currsize > 0


def marked(documents: Sequence[Document], desk: Desk, names: Names, settings: Settings) -> tuple[bytes, ...]:
    """Each document with what the desk tells of it, encoded; one that takes too much has a problem in place of it."""
    outcome = limits.run(
        _mark, (documents, desk, names), seconds=settings.read_seconds, memory_bytes=settings.read_memory_bytes
    )
    if not isinstance(outcome, limits.Failure):
        return outcome
    if len(documents) == 1:
        return (encode(unmarked(from_outlet(documents[0], desk), outcome)),)
    return tuple(one for document in documents for one in marked((document,), desk, names, settings))


def _mark(documents: Sequence[Document], desk: Desk, names: Names) -> tuple[bytes, ...]:
    return tuple(encode(mark(document, desk, names)) for document in documents)


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


def lost(source: Source, failure: limits.Failure) -> Document:
    """The document of a source that could not be read: its raw text where only the reader failed, and the problem."""
    text = _raw(source) if failure.kind == "raised" else ""
    blocks = tuple(Block(kind="paragraph", span=Span(*match.span())) for match in _LINE.finditer(text))
    reading = Reading(text=text, blocks=blocks)
    return Document(
        path=source.path,
        sha256=source.sha256,
        kind="article",
        reading=reading,
        metadata=Metadata(),
        posts=anchored(reading, [Post(anchor="", span=Span(0, len(text)), blocks=blocks)]),
        problems=(_failed(source, failure),),
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
