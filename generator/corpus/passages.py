"""Words of a source as pages show them, with what stands around them, and the check that finds them there again."""

# Reasons: docs/decisions/0061-words-of-sources.md

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extract.metadata import agency_datelines
from generator.language.sentences import Flow, flow, sentences
from generator.markup import escaping
from generator.model import Block, Document, Post, Reading, Span

CONTEXT = 32
NEAR_BLOCKS = 8
NEAR_CHARS = 600
PRIVATE = range(0xE000, 0xF900)  # characters that no text has to mean anything


class NotInSourceError(Exception):
    """A page would show words as a source's that the source does not have where they are said to stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """Words of a post on one line, and what stands before and behind them in its blocks.

    `exact`, `prefix` and `suffix` are those of the TextQuoteSelector of the W3C's Web Annotation Data Model.
    """

    document: Document
    post: Post
    span: Span
    exact: str
    prefix: str
    suffix: str

    @property
    def is_shown(self) -> bool:
        """Whether there are words: those that rights withhold are blank, an ellipsis in their place."""
        return any(map(str.isalnum, self.exact))

    @property
    def anchor(self) -> str:
        """The element of the document's page that holds the words."""
        return anchor_of(self.document, self.post, self.span)


def take(document: Document, post: Post, span: Span) -> Verbatim:
    """The words of a span of the post, with a little context from the blocks that it touches."""
    blocks = tuple(_touched(post, span))
    words = _words(document.reading, blocks, span)
    start = min([span.start, *(block.hull.start for block in blocks)])
    end = max([span.end, *(block.hull.end for block in blocks)])
    before = _words(document.reading, blocks, Span(start, span.start))
    behind = _words(document.reading, blocks, Span(span.end, end))
    return Verbatim(
        document=document, post=post, span=span, exact=words, prefix=before[-CONTEXT:], suffix=behind[:CONTEXT]
    )


def words_of(document: Document, post: Post, span: Span) -> str:
    """The words of a span of the post alone, as `take` has them."""
    return _words(document.reading, tuple(_touched(post, span)), span)


def plain(verbatim: Verbatim) -> str:
    """The words as a reader has them: of a source in Markdown without the markup, also where they are a part of it."""
    block = block_at(verbatim.post, verbatim.span) if verbatim.document.reading.markup else None
    if block is None:
        return escaping.plain(verbatim.exact) if verbatim.document.reading.markup else verbatim.exact
    text, wanted = verbatim.document.reading.words(block), f"{verbatim.prefix}{verbatim.exact}{verbatim.suffix}"
    start = text.find(wanted) + len(verbatim.prefix)
    end = start + len(verbatim.exact)
    found = plain_parts((text[:start], text[start:end], text[end:])) if wanted in text else ()
    return found[1].strip() if found else escaping.plain(verbatim.exact)


def plain_parts(parts: Sequence[str]) -> tuple[str, ...]:
    """The words of each part of one text in Markdown, white space beside them kept; none where they cannot be told."""
    text = "".join(parts)
    sign = next((char for char in map(chr, PRIVATE) if char not in text), "")
    words = escaping.plain(sign.join(parts)).split(sign) if sign else []
    same = len(words) == len(parts) and _black("".join(words)) == _black(escaping.plain(text))
    return tuple(words) if same else ()


def check(verbatim: Verbatim) -> Verbatim:
    """The same words, found again with their context in the blocks of the source; raises NotInSourceError."""
    reading = verbatim.document.reading
    blocks = tuple(_touched(verbatim.post, verbatim.span))
    texts = [reading.words(block) for block in blocks] or [reading.slice(verbatim.span)]
    wanted = f"{verbatim.prefix}{verbatim.exact}{verbatim.suffix}"
    if not verbatim.exact or not (any(wanted in text for text in texts) or _black(wanted) in _black("".join(texts))):
        line = reading.lines(verbatim.span)[0]
        raise NotInSourceError(f"{verbatim.document.path}:{line}: not the source's words: “{verbatim.exact}”")
    return verbatim


def _black(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def sentences_of(document: Document, post: Post) -> Iterator[Verbatim]:
    """The sentences of each paragraph of the post, in its order."""
    return (_on_line(document, post, line, start, end) for _, line, start, end in places_of(document, post))


def places_of(document: Document, post: Post) -> Iterator[tuple[int, Flow, int, int]]:
    """Where these sentences stand: the number of the block and its words, and start and end within the words.

    The opening of an agency's report, 'CITY, May 12 (Agency) -', is no part of its first sentence.
    """
    language = document.metadata.language.value if document.metadata.language else "en"
    paragraphs = 0
    for number, block in enumerate(post.blocks):
        if block.kind == "paragraph":
            line = flow(document.reading, block)
            paragraphs += 1
            opening = agency_datelines.length(line.text) if paragraphs <= agency_datelines.FIRST else 0
            for start, end in line.sentences(language):
                if end > opening:
                    yield number, line, max(start, opening), end


def sentence_of(document: Document, post: Post, block: int, start: int, end: int) -> Verbatim:
    """The sentence at such a place."""
    return _on_line(document, post, flow(document.reading, post.blocks[block]), start, end)


def _on_line(document: Document, post: Post, line: Flow, start: int, end: int) -> Verbatim:
    return Verbatim(
        document=document,
        post=post,
        span=line.span(start, end),
        exact=line.text[start:end],
        prefix=line.text[max(0, start - CONTEXT) : start],
        suffix=line.text[end : end + CONTEXT],
    )


def sentence_at(document: Document, post: Post, span: Span) -> Verbatim:
    """The sentence around a span of the post; of a very long one what is near, the span itself outside its blocks."""
    block, language = block_at(post, span), document.metadata.language
    parts: tuple[Span, ...] = ()
    if block:
        near = Span(max(block.hull.start, span.start - NEAR_CHARS), min(block.hull.end, span.end + NEAR_CHARS))
        parts = sentences(document.reading.text, near, language.value if language else "en")
    return take(document, post, next((part for part in parts if part.start <= span.start < part.end), span))


def block_at(post: Post, span: Span) -> Block | None:
    """The block that holds the beginning of a span; one that a page break cut may have a few others inside."""
    at = bisect_right(post.blocks, span.start, key=lambda block: block.span.start)
    near = reversed(post.blocks[max(0, at - NEAR_BLOCKS) : at])
    return next((one for one in near if span.start < one.hull.end), None)


def anchor_of(document: Document, post: Post, span: Span) -> str:
    """The anchor of the paragraph that holds the span; the post's, or the page's, where a page leaves that out."""
    block = block_at(post, span)
    if block:
        return block.anchor
    return post.anchor if document.kind == "live-blog" and post is not document.introduction else "document"


def _touched(post: Post, span: Span) -> Iterator[Block]:
    """The blocks that a span has words of."""
    at = bisect_right(post.blocks, span.start, key=lambda block: block.span.start)
    for block in post.blocks[max(0, at - NEAR_BLOCKS) :]:
        if block.span.start >= span.end:
            return
        if any(part.start < span.end and span.start < part.end for part in (block.span, *block.rest)):
            yield block


def _words(reading: Reading, blocks: tuple[Block, ...], span: Span) -> str:
    """What the blocks have of a span, on one line."""
    parts = [part for block in blocks for part in (block.span, *block.rest)] or [span]
    pieces = (reading.text[max(part.start, span.start) : min(part.end, span.end)] for part in parts)
    return " ".join(" ".join(pieces).split())
