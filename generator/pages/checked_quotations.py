"""The one way by which words of a source come into a page: found in the source again, made safe, with their place."""

# Reasons: docs/decisions/0064-marks.md

from collections.abc import Iterable
from dataclasses import dataclass

from generator.corpus import Corpus, passages
from generator.corpus.passages import Verbatim
from generator.corpus.shared_quotations import Piece
from generator.markup.escaping import inert
from generator.model import Markdown
from generator.pages.environment import tagged
from generator.pages.highlights import marked as marked_parts
from generator.pages.items import tongue
from generator.pages.shortening import shorten, without_bullet

CUT = "[…]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Words of a source as a template prints them, and the path with fragment of the paragraph that holds them."""

    text: Markdown
    href: str
    anchor: str


def marked(corpus: Corpus, quote: Verbatim, pieces: Iterable[Piece]) -> Sourced:
    """The words if the source has them, what differs from another print strong, and a sign for what it cuts."""
    verbatim = passages.check(quote)
    text = marked_parts(
        (f" {CUT} " if piece.kind == "cut" else piece.text, piece.kind == "changed") for piece in pieces
    )
    return _placed(corpus, verbatim, tagged(text, tongue(corpus.words, verbatim.document) if text else ""))


def sourced(corpus: Corpus, quote: Verbatim, most: int = 0) -> Sourced:
    """The words if the source has them, cut at `most` characters where that is not 0; raises NotInSourceError."""
    verbatim = passages.check(quote)
    block, words = passages.block_at(verbatim.post, verbatim.span), passages.plain(verbatim)
    words = without_bullet(words) if block and block.kind == "list" else words
    text = inert(shorten(words, most) if most else words)
    return _placed(corpus, verbatim, tagged(text, tongue(corpus.words, verbatim.document)))


def _placed(corpus: Corpus, verbatim: Verbatim, text: Markdown) -> Sourced:
    page, anchor = corpus.addresses.document(verbatim.document.path), verbatim.anchor
    return Sourced(text=text, href=f"{page}#{anchor}", anchor=anchor)
