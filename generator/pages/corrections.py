"""Corrections: what sources say they got wrong, and figures that a source gave differently later."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.corpus import Corpus, document_day
from generator.corpus.comparisons import Account, Comparison
from generator.corpus.passages import take
from generator.model import Document, Markdown, Page
from generator.pages.checked_quotations import sourced
from generator.pages.environment import render
from generator.pages.figures import amount, subject_words, when, who
from generator.pages.items import front_matter, outlet_href, outlet_of, outlet_path, title_of

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
    documents = [
        corrected_source
        for document in corpus.documents
        if (corrected_source := corrected(corpus, document)).corrections
    ]
    changed = [change for comparison in corpus.figures for change in changes(corpus, comparison)]
    values = {"documents": documents[:MOST], "changed": changed[:MOST]}
    more = len(documents[MOST:]) + len(changed[MOST:])
    title, description = words.say("corrections"), words.say("corrections-description")
    text = render(words, "corrections", root="", title=title, description=description, more=more, **values)
    return Page(path=PATH, text=front_matter(title, description) + text)


def corrected(corpus: Corpus, document: Document) -> Corrected:
    """A document's corrections, in its order."""
    sourced_corrections = [
        sourced(corpus, take(document, post, block.hull))
        for post in document.parts
        for block in post.blocks
        if block.kind == "correction" and document.reading.words(block).strip()
    ]
    return Corrected(
        title=title_of(document),
        href=corpus.addresses.document(document.path),
        outlet=outlet_of(corpus.words, document),
        outlet_href=outlet_href(corpus.addresses, document),
        day=document_day(document),
        corrections=tuple(Correction(text=correction.text, href=correction.href) for correction in sourced_corrections),
    )


def changes(corpus: Corpus, comparison: Comparison) -> Iterator[Changed]:
    """For each source of a comparison that gave one number after another, what it said when."""
    for source, accounts in _by_source(comparison):
        if any(each.note for each in accounts):
            yield Changed(
                subject=subject_words(corpus.words, comparison),
                by=who(corpus.words, source),
                corrected=any(each.note == "corrected" for each in accounts),
                given=tuple(_given(corpus, each, several=len(comparison.places) > 1) for each in accounts),
            )


def _by_source(comparison: Comparison) -> Iterator[tuple[Account, tuple[Account, ...]]]:
    """The accounts of each source, each statement once, as they followed each other."""
    groups: dict[str, list[Account]] = {}
    for account in comparison.accounts:
        groups.setdefault(account.source, []).append(account)
    for group in groups.values():
        distinct = [group[0], *(later for earlier, later in pairwise(group) if later.statement != earlier.statement)]
        yield group[0], tuple(distinct)


def _given(corpus: Corpus, account: Account, *, several: bool) -> Given:
    words = corpus.words
    return Given(
        figure=amount(words, account.value, account.bound),
        place=account.place if several else "",
        outlet=account.outlet or words.say("unknown-outlet"),
        outlet_href=outlet_path(corpus.addresses, account.outlet),
        time=when(words, account.time),
        href=f"{corpus.addresses.document(account.path)}#{account.anchor}",
    )
