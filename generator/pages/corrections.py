"""Corrections: what sources say they got wrong, and figures that a source gave differently later."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator import addresses
from generator.corpus import Corpus, document_day
from generator.disagreements import Account, Comparison
from generator.interface import Interface
from generator.model import Document, Markdown, Page
from generator.pages.environment import render
from generator.pages.figures import amount, subject_words, when, who
from generator.pages.items import front_matter, outlet_href, outlet_of, title_of
from generator.pages.sourced import sourced
from generator.verbatim import take

PATH = "corrections.md"
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction that a source prints."""

    text: Markdown
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A document with its corrections."""

    title: str
    href: str
    outlet: str
    outlet_href: str
    day: dt.date | None
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure as its source gave it at one time."""

    figure: str
    place: str
    outlet: str
    outlet_href: str
    time: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What one source said of one thing, in the order of time; `by` is who says so."""

    subject: str
    by: str
    corrected: bool
    given: tuple[Given, ...]


def page(corpus: Corpus) -> Page:
    """The newest corrections by document, then the figures that changed."""
    words = corpus.words
    documents = [one for document in corpus.documents if (one := corrected(words, document)).corrections]
    changed = [one for comparison in corpus.figures for one in changes(words, comparison)]
    values = {"documents": documents[:MOST], "changed": changed[:MOST]}
    more = len(documents[MOST:]) + len(changed[MOST:])
    title, description = words.say("corrections"), words.say("corrections-description")
    text = render(words, "corrections", root="", title=title, description=description, more=more, **values)
    return Page(path=PATH, text=front_matter(title, description) + text)


def corrected(words: Interface, document: Document) -> Corrected:
    """A document's corrections, in its order."""
    found = [
        sourced(words, take(document, post, block.hull))
        for post in document.parts
        for block in post.blocks
        if block.kind == "correction" and document.reading.words(block).strip()
    ]
    return Corrected(
        title=title_of(document),
        href=addresses.document_path(document.path),
        outlet=outlet_of(words, document),
        outlet_href=outlet_href(document),
        day=document_day(document),
        corrections=tuple(Correction(text=one.text, href=one.href) for one in found),
    )


def changes(words: Interface, comparison: Comparison) -> Iterator[Changed]:
    """For each source of a comparison that gave one number after another, what it said when."""
    for one, told in _by_source(comparison):
        if any(each.note for each in told):
            yield Changed(
                subject=subject_words(words, comparison),
                by=who(words, one),
                corrected=any(each.note == "corrected" for each in told),
                given=tuple(_given(words, each, several=len(comparison.places) > 1) for each in told),
            )


def _by_source(comparison: Comparison) -> Iterator[tuple[Account, tuple[Account, ...]]]:
    """The accounts of each source, each statement once, as they followed each other."""
    groups: dict[str, list[Account]] = {}
    for one in comparison.accounts:
        groups.setdefault(one.source, []).append(one)
    for group in groups.values():
        kept = [group[0], *(later for earlier, later in pairwise(group) if later.statement != earlier.statement)]
        yield group[0], tuple(kept)


def _given(words: Interface, one: Account, *, several: bool) -> Given:
    return Given(
        figure=amount(words, one.value, one.bound),
        place=one.place if several else "",
        outlet=one.outlet or words.say("unknown-outlet"),
        outlet_href=addresses.name_path("outlets", one.outlet) if one.outlet else "outlets/unknown.md",
        time=when(words, one.time),
        href=f"{addresses.document_path(one.path)}#{one.anchor}",
    )
