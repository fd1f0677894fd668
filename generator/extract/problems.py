"""What an editor should know of a document."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from generator.extract.doubts import doubts
from generator.extract.metadata import CONTRADICTED, Material, contradictions, plausibility
from generator.extract.truncation import few
from generator.model import Document, Fact, Lines, Problem

SHOWN_CHARS = 60


def report(document: Document, material: Material, more: tuple[Problem, ...]) -> Document:
    """The document with every problem: the reader's, the sidecar's, and its own."""
    found = (*document.reading.problems, *more, *_own(document, material), *_damage(document))
    against = tuple(_problem(document, code, message) for code, message in doubts(document, material))
    ordered = sorted((*found, *against), key=lambda one: (one.lines or (0, 0), one.code, one.message))
    return replace(document, problems=tuple(few(document.path, tuple(ordered))), doubted=bool(against))


def _own(document: Document, material: Material) -> Iterator[Problem]:
    facts = document.metadata
    if not document.reading.blocks:
        return
    if facts.headline is None:
        yield _problem(document, "no-headline", "no headline found: add 'headline:' to a sidecar")
    if facts.published is None:
        yield _problem(document, "no-date", "no date of publication found: add 'published:' to a sidecar")
    elif facts.published.inferred:
        message = f"published {facts.published.value} is inferred: confirm it with 'published:' in a sidecar"
        yield _problem(document, "inferred-date", message, _lines(document, facts.published), severity="info")
    if facts.authors is None and not any(post.authors for post in document.posts):
        yield _problem(document, "no-author", "no author named in the source", severity="info")
    yield from _contradicted(document)
    for block, stamp in contradictions(material):
        lines = document.reading.lines(block.span)
        message = f"the weekday beside {stamp.day} was {stamp.day:%A}'s, not this one: check the date"
        yield _problem(document, "weekday-contradicts", message, lines)
    yield from _impossible(document, material)
    yield from _posts(document)


def _contradicted(document: Document) -> Iterator[Problem]:
    """The first day of publication that was not believed, and why, where nothing else states one."""
    published = document.metadata.published
    if published and not published.inferred:
        return
    for one in document.metadata.rejected:
        if one.field == "published" and one.reason.startswith(CONTRADICTED):
            message = f"published {one.fact.value} is not believed: {one.reason}. Say 'published:' in a sidecar"
            yield _problem(document, "day-contradicted", message, _lines(document, one.fact))
            return


def _impossible(document: Document, material: Material) -> Iterator[Problem]:
    """What is stated and cannot be so: a warning where nothing else is known instead."""
    for one in plausibility.stated(material):
        known = getattr(document.metadata, one.name) is not None
        where = f" ({one.field.name})" if one.field else ""
        shown = one.text if len(one.text) <= SHOWN_CHARS else f"{one.text[:SHOWN_CHARS]}…"
        message = f"'{shown}'{where} is {one.reason}: left out. Add '{one.name}:' to a sidecar if you know it"
        lines = document.reading.lines(one.span) if one.span else one.field.lines if one.field else None
        edited = one.field and one.field.name.startswith("sidecar:")
        problem = _problem(document, "impossible-value", message, lines, "info" if known else "warning")
        yield replace(problem, path=document.sidecar) if edited and document.sidecar else problem


def _posts(document: Document) -> Iterator[Problem]:
    declared = document.metadata.declared_posts
    number = len(document.posts) if document.kind == "live-blog" else 0
    if declared and declared.value != number:
        message = f"{number} of {declared.value} posts are in the source"
        yield _problem(document, "missing-posts", message, _lines(document, declared))
    timeless = [post for post in document.posts if post.time is None]
    if document.kind == "live-blog" and timeless:
        message = f"{len(timeless)} posts bear no day: add 'published:' to a sidecar"
        yield _problem(document, "posts-without-time", message, document.reading.lines(timeless[0].span))


def _damage(document: Document) -> Iterator[Problem]:
    """One problem a damaged line, where the reader has not reported it."""
    if "�" not in document.reading.text:
        return
    known = {problem.lines for problem in document.reading.problems if problem.code == "damaged-text"}
    for number, line in enumerate(document.reading.text.split("\n"), 1):
        if "�" in line and (number, number) not in known:
            message = f"{line.count('�')} damaged characters, shown as �: compare with the original"
            yield _problem(document, "damaged-text", message, (number, number))


def _lines(document: Document, fact: Fact[object]) -> Lines | None:
    span = fact.evidence[0].span
    return document.reading.lines(span) if span else None


def _problem(
    document: Document,
    code: str,
    message: str,
    lines: Lines | None = None,
    severity: Literal["info", "warning", "error"] = "warning",
) -> Problem:
    return Problem(code=code, severity=severity, path=document.path, message=message, lines=lines)
