"""What may be published of a text that others wrote: a restricted document does not hold what its mode forbids.

Its text keeps its length and its lines, so that spans, line numbers and anchors stay true; what may not be shown is
blank in it. Whatever is made of the document cannot show more.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from generator.corpus.key_points import key_points
from generator.extract.truncation import CODE as PAGE_LIMIT
from generator.filenames import SIDECAR, version_of
from generator.language.sentences import flow
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

EXCERPT_WORDS: Final = 120
EXCERPT_SHARE: Final = 4  # an excerpt is at most this part of the text
OPENING_SHARE: Final = 3  # and its beginning at most this part of the excerpt
HEADLINES_SHARE: Final = 3  # headlines of posts are at most this part of the excerpt
LINK_SHARE: Final = 15  # headline and words of figures of a linked text; with authors and days it stays below a tenth
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
    return kept, tuple(
        problem for problem in problems if problem.path not in named and not problem.path.startswith(hidden)
    )


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
    return _restricted(document, _excerpted(document) if mode == "excerpt" else _linked(document))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What is left of a text: stretches of it, the posts whose headline is, and the figures with their words."""

    spans: tuple[Span, ...] = ()
    headlines: frozenset[str] = frozenset()
    figures: frozenset[Span] = frozenset()
    subtitle: bool = False


def _excerpted(document: Document) -> _Shown:
    """Headlines of posts count for a part of the excerpt, and words of figures fill what its sentences leave."""
    whole = min(EXCERPT_WORDS, _size(document) // EXCERPT_SHARE)
    headlines, used = _headlines(document, whole // HEADLINES_SHARE)
    spans = tuple(_merged(_excerpt(document, whole - used)))
    used += sum(_count(document.reading.text[span.start : span.end]) for span in spans)
    subtitle = document.metadata.subtitle
    figures = _figures(document, spans, whole - used - (_count(_cut(subtitle.value)) if subtitle else 0))
    return _Shown(spans=spans, headlines=headlines, figures=figures, subtitle=True)


def _linked(document: Document) -> _Shown:
    """Figures with their words, as long as these and the headline come to no more than a part of the text."""
    headline = document.metadata.headline
    left = _size(document) // LINK_SHARE - (_count(_cut(headline.value)) if headline else 0)
    return _Shown(figures=_figures(document, (), left))


def _size(document: Document) -> int:
    return sum(_count(document.reading.words(block)) for block in document.blocks())


def _headlines(document: Document, left: int) -> tuple[frozenset[str], int]:
    """The posts, in their order, whose headlines come to so many words; and how many these are."""
    used, anchors = 0, set()
    for post in document.posts:
        if post.headline and _is_small(document.reading, post):
            size = _count(_cut(post.headline.value))
            if used + size <= left:
                used += size
                anchors.add(post.anchor)
    return frozenset(anchors), used


def _figures(document: Document, spans: tuple[Span, ...], left: int) -> frozenset[Span]:
    """The figures whose words are shown anyway, and others, in their order, as far as so many words go."""
    kept = set()
    for figure in (figure for post in document.posts for figure in post.figures):
        size = 0 if _is_within(figure.span, spans) else _count(_cut(figure.text)) + _count(_cut(figure.what))
        if size <= left:
            left -= size
            kept.add(figure.span)
    return frozenset(kept)


def _is_within(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(shown.start <= span.start and span.end <= shown.end for shown in spans)


def _restricted(document: Document, shown: _Shown) -> Document:
    reading = document.reading
    blanked = replace(reading, text=_blanked(document, shown.spans), fields=(), problems=())
    opening = document.introduction
    return replace(
        document,
        reading=blanked,
        metadata=_capped(document.metadata, subtitle=shown.subtitle),
        posts=tuple(_post(post, shown) for post in document.posts),
        introduction=_post(opening, shown) if opening else None,
        problems=tuple(problem for problem in document.problems if problem.code != PAGE_LIMIT),
        overrides=tuple(replace(override, value=_cut(override.value)) for override in document.overrides),
    )


def _excerpt(document: Document, left: int) -> Iterator[Span]:
    """The sentences that an excerpt of so many words shows: how the text begins, then key points as far as they fit."""
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


def _post(post: Post, shown: _Shown) -> Post:
    figures = (figure for figure in post.figures if figure.span in shown.figures)
    return replace(
        post,
        headline=_cap(post.headline) if post.anchor in shown.headlines else None,
        authors=_cap_names(post.authors),
        quotations=tuple(_quotation(quotation, shown.spans) for quotation in post.quotations),
        figures=tuple(replace(figure, text=_cut(figure.text), what=_cut(figure.what)) for figure in figures),
    )


def _is_small(reading: Reading, post: Post) -> bool:
    """Whether the post is so much longer than its headline that headlines in a row are not its text."""
    whole = sum(_count(reading.words(block)) for block in post.blocks)
    return post.headline is not None and _count(post.headline.value) * EXCERPT_SHARE <= whole


def _quotation(quotation: Quotation, kept: tuple[Span, ...]) -> Quotation:
    return quotation if _is_within(quotation.span, kept) else replace(quotation, text="")


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
