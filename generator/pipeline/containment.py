"""Assembling the corpus so that a document which breaks it is left empty and named, and the others are put together."""

from collections.abc import Callable
from typing import Final

from generator.addresses import Addresses
from generator.corpus import Corpus, rights
from generator.desk import Desk
from generator.extract.anchors import anchored
from generator.model import Document, Metadata, Post, Reading, Span
from generator.runtime.containment import Thing, is_of_machine, problem_of

MOST: Final = 20  # documents; a mistake that more of them meet is none of single ones
EMPTY: Final = Reading(text="", blocks=())
_Make = Callable[[tuple[Document, ...]], Corpus]


def assembled(documents: tuple[Document, ...], desk: Desk, make: _Make) -> Corpus:
    """What `make` gives; of a document with which it raises, no more than that it is there.

    Raises what `make` raises where that is the fault of no single document.
    """
    left = documents
    for _ in range(MOST):
        failure = _failure(make, left)
        if failure is None:
            break
        if _failure(make, ()):
            raise failure
        left = _without_first(left, desk, make)
        if len(left) > 1 and all(document.reading is EMPTY for document in left):
            raise failure
    return make(left)


def emptied(document: Document, desk: Desk, failure: Exception) -> Document:
    """The document without text but with its rights, and with the problem, which says no text that may not be shown."""
    thing = Thing(
        kind="corpus",
        page=Addresses().document(document.path),
        source=document.path,
        code="document-failed",
    )
    problem = problem_of(thing, failure, detailed=rights.mode_of(document, desk.rights) == "full")
    return Document(
        path=document.path,
        sha256=document.sha256,
        kind="article",
        reading=EMPTY,
        metadata=Metadata(rights=document.metadata.rights),
        posts=anchored(EMPTY, [Post(anchor="", span=Span(0, 0), blocks=())]),
        problems=(*document.problems, problem),
        sidecar=document.sidecar,
    )


def _failure(make: _Make, documents: tuple[Document, ...]) -> Exception | None:
    try:
        make(documents)
    except Exception as error:
        if is_of_machine(error):
            raise
        return error
    return None


def _without_first(documents: tuple[Document, ...], desk: Desk, make: _Make) -> tuple[Document, ...]:
    """The same with that document emptied with which the first of them break what is made."""
    good, bad, failure = 0, len(documents), _failure(make, documents)  # counts of documents from the first one on
    while bad - good > 1:
        middle = (good + bad) // 2
        earlier = _failure(make, documents[:middle])
        good, bad, failure = (good, middle, earlier) if earlier else (middle, bad, failure)
    if failure is None:
        return documents
    return (*documents[:good], emptied(documents[good], desk, failure), *documents[bad:])
