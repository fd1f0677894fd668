"""Ingest under limits: sources are read in child processes, and one that takes too much or fails keeps its page."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from threading import Event
from typing import Final

from generator import languages, limits
from generator.ingest import ingest
from generator.ingest.anchors import anchored
from generator.model import Block, Document, Metadata, Post, Problem, Reading, Source, Span
from generator.readers import dispatch
from generator.readers.containers import Unpacked, holds_many, unpack
from generator.settings import Settings

Group = tuple[Source, ...]

GROUP_SOURCES: Final = 16
GROUP_BYTES: Final = 1 << 20
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
    "raised": "The page shows the file as it is. This is a mistake of the generator: please report it with the file.",
}
_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)


def groups(sources: Iterable[Source]) -> Iterator[Group]:
    """Sources that share one child process, which costs some milliseconds: a few small ones, or one large one."""
    group: list[Source] = []
    size = 0
    for source in sources:
        if group and (len(group) == GROUP_SOURCES or size + len(source.data) > GROUP_BYTES):
            yield tuple(group)
            group, size = [], 0
        group.append(source)
        size += len(source.data)
    if group:
        yield tuple(group)


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
def _warm(settings: Settings) -> None:
    """Load language tables and compile patterns once here, so that no child has to."""
    data = b"The council met on Monday and it has put off the vote on the bridge.\n" * 9  # enough to tell the language
    ingest(Source(path="warm.txt", data=data, sha256=hashlib.sha256(data).hexdigest()), settings)


def _raw(source: Source) -> str:
    """The bytes as text, without guessing and without line ends other than LF; nothing where they are no text."""
    if b"\0" in source.data:
        return ""
    return "\n".join(source.data.decode("utf-8", "replace").splitlines())
