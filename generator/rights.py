"""What may be published of a text that others wrote: a restricted document does not hold what its mode forbids.

Its text keeps its length and its lines, so that spans, line numbers and anchors stay true; what may not be shown is
blank in it. Whatever is made of the document cannot show more.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from generator.excerpt import CODE as PAGE_LIMIT
from generator.keypoints import key_points
from generator.model import (
    RIGHTS,
    Block,
    Document,
    Evidence,
    Fact,
    Metadata,
    Post,
    Problem,
    Quotation,
    Reading,
    Rights,
    Span,
)
from generator.naming import SIDECAR, version_of
from generator.sentences import flow

EXCERPT_WORDS: Final = 120
EXCERPT_SHARE: Final = 4  # an excerpt is at most this part of the text
OPENING_SHARE: Final = 3  # and its beginning at most this part of the excerpt
MOST_WORDS: Final = 25  # in a row outside the excerpt, and in any field of metadata
RULE: Final = "default of the site"
VERSIONS: Final = "the stricter of two versions"
FILE: Final = "outlets.yml"
_BLANKED = re.compile(r"[^\n]")
_WORD = re.compile(r"\S+")


def mode_of(document: Document, default: Rights = "full") -> Rights:
    """How much of the document may be shown."""
    stated = document.metadata.rights
    return stated.value if stated else default


def publishable(
    documents: Iterable[Document], problems: Iterable[Problem], default: Rights
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The documents that are not internal, and the problems that do not speak of those or of what holds them."""
    every = tuple(documents)
    kept = tuple(document for document in every if mode_of(document, default) != "internal")
    secret = {document.path for document in every} - {document.path for document in kept}
    held = {str(folder) for path in secret for folder in PurePosixPath(path).parents if folder.suffix}
    hidden = tuple(f"{path}{end}" for path in sorted(secret | held) for end in ("/", SIDECAR))
    named = secret | held | {document.sidecar for document in every if document.path in secret}
    return kept, tuple(one for one in problems if one.path not in named and not one.path.startswith(hidden))


def as_strict(former: Iterable[Document], newest: Iterable[Document], default: Rights) -> tuple[Document, ...]:
    """The older versions, each under the stricter of its own mode and that of the newest."""
    modes = {version_of(document.path)[0]: mode_of(document, default) for document in newest}
    return tuple(
        _at_most(one, max(modes[version_of(one.path)[0]], mode_of(one, default), key=RIGHTS.index)) for one in former
    )


def _at_most(document: Document, mode: Rights) -> Document:
    stated = Fact(value=mode, evidence=(Evidence(rule=VERSIONS, field=FILE),))
    return replace(document, metadata=replace(document.metadata, rights=stated))


def restricted(document: Document, default: Rights) -> Document:
    """The document without what its mode forbids; itself where all of it may be shown."""
    mode = mode_of(document, default)
    metadata = document.metadata
    if mode != "full" and metadata.rights is None:
        stated = Fact(value=mode, evidence=(Evidence(rule=RULE, field=FILE),))
        document = replace(document, metadata=replace(metadata, rights=stated))
    if mode in ("full", "internal"):
        return document
    kept = tuple(_merged(_excerpt(document))) if mode == "excerpt" else ()
    return _restricted(document, kept, headings=mode == "excerpt")


def _restricted(document: Document, kept: tuple[Span, ...], *, headings: bool) -> Document:
    reading = document.reading
    shown = replace(reading, text=_blanked(document, kept), fields=(), problems=())
    opening = document.introduction
    return replace(
        document,
        reading=shown,
        metadata=_capped(document.metadata, subtitle=headings),
        posts=tuple(_post(reading, post, kept, headings=headings) for post in document.posts),
        introduction=_post(reading, opening, kept, headings=headings) if opening else None,
        problems=tuple(problem for problem in document.problems if problem.code != PAGE_LIMIT),
        overrides=tuple(replace(override, value=_cut(override.value)) for override in document.overrides),
    )


def _excerpt(document: Document) -> Iterator[Span]:
    """The sentences that an excerpt shows: how the text begins, then key points as far as they fit."""
    words = sum(_count(document.reading.words(block)) for block in document.blocks())
    left = min(EXCERPT_WORDS, words // EXCERPT_SHARE)
    if document.metadata.subtitle:
        left -= min(MOST_WORDS, _count(document.metadata.subtitle.value))
    paragraphs = {block.anchor: block for block in document.blocks() if block.kind == "paragraph"}
    for block in list(paragraphs.values())[:1]:
        beginning = tuple(_first_words(document.reading, block, left // OPENING_SHARE))
        left -= len(beginning)
        yield from _joined(beginning)
    for point in key_points(document):
        if _count(point.exact) <= left:
            left -= _count(point.exact)
            yield from _sentence(document, paragraphs[point.anchor], point.exact)


def _first_words(reading: Reading, block: Block, most: int) -> Iterator[Span]:
    for word in list(_WORD.finditer(reading.text, block.span.start, block.span.end))[: max(0, most)]:
        yield Span(*word.span())


def _joined(words: tuple[Span, ...]) -> Iterator[Span]:
    if words:
        yield Span(words[0].start, words[-1].end)


def _sentence(document: Document, block: Block, text: str) -> Iterator[Span]:
    """Where in the file a sentence of a block stands, in parts where a page break cuts it."""
    line = flow(document.reading, block)
    start = line.text.find(text)
    whole = line.span(start, start + len(text))
    for part in (block.span, *block.rest):
        span = Span(max(part.start, whole.start), min(part.end, whole.end))
        if span.start < span.end:
            yield span


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in the order of the text, those that overlap as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            if last:
                yield last
            last = span
    if last:
        yield last


def _blanked(document: Document, kept: Iterable[Span]) -> str:
    """The text with blanks for all but the spans, and an ellipsis where the paragraph of one goes on unshown."""
    text = document.reading.text
    blank = list(_BLANKED.sub(" ", text))
    spans = tuple(kept)
    for span in spans:
        blank[span.start : span.end] = text[span.start : span.end]
    for part in (part for block in document.blocks() for part in (block.span, *block.rest)):
        inside = [span for span in spans if part.start <= span.start < part.end]
        _mark_gaps(text, blank, part, inside)
    return "".join(blank)


def _mark_gaps(text: str, blank: list[str], part: Span, inside: list[Span]) -> None:
    """Write an ellipsis into each stretch of a paragraph that is left out beside what is shown."""
    ends = [part.start, *(span.end for span in inside)]
    starts = [*(span.start for span in inside), part.end]
    for start, end in zip(ends, starts, strict=True) if inside else ():
        word = _WORD.search(text, start, max(start, end))
        if word:
            blank[word.start()] = "…"


def _post(reading: Reading, post: Post, kept: tuple[Span, ...], *, headings: bool) -> Post:
    return replace(
        post,
        headline=_cap(post.headline) if headings and _is_small(reading, post) else None,
        authors=_cap_names(post.authors),
        quotations=tuple(_quotation(quotation, kept) for quotation in post.quotations),
        figures=tuple(replace(figure, text=_cut(figure.text), what=_cut(figure.what)) for figure in post.figures),
    )


def _is_small(reading: Reading, post: Post) -> bool:
    """Whether the post is so much longer than its headline that headlines in a row are not its text."""
    whole = sum(_count(reading.words(block)) for block in post.blocks)
    return post.headline is not None and _count(post.headline.value) * EXCERPT_SHARE <= whole


def _quotation(quotation: Quotation, kept: tuple[Span, ...]) -> Quotation:
    span = quotation.span
    shown = any(one.start <= span.start and span.end <= one.end for one in kept)
    return quotation if shown else replace(quotation, text="")


def _capped(metadata: Metadata, *, subtitle: bool) -> Metadata:
    return replace(
        metadata,
        headline=_cap(metadata.headline),
        subtitle=_cap(metadata.subtitle) if subtitle else None,
        authors=_cap_names(metadata.authors),
        publisher=_cap(metadata.publisher),
        rejected=(),
    )


def _cap(fact: Fact[str] | None) -> Fact[str] | None:
    return replace(fact, value=_cut(fact.value)) if fact else None


def _cap_names(fact: Fact[tuple[str, ...]] | None) -> Fact[tuple[str, ...]] | None:
    return replace(fact, value=tuple(_cut(name) for name in fact.value)) if fact else None


def _cut(text: str) -> str:
    """The text, or its first words and an ellipsis where it is longer than a field of metadata may be."""
    words = text.split()
    return text if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + " …"


def _count(text: str) -> int:
    return len(text.split())
