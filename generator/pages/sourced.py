"""The one way by which words of a source come into a page: found in the source again, made safe, with their place."""

from dataclasses import dataclass

from generator import addresses, textquotes
from generator.markdown import inert
from generator.model import Markdown
from generator.pages.items import plain
from generator.pages.phrases import shorten
from generator.pages.record import BULLETS
from generator.textquotes import TextQuote


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Words of a source as a template prints them, and the path with fragment of the paragraph that holds them."""

    text: Markdown
    href: str
    anchor: str


def sourced(quote: TextQuote, most: int = 0) -> Sourced:
    """The words if the source has them, cut at `most` characters where that is not 0; raises NotInSourceError."""
    found = textquotes.check(quote)
    words = plain(found.document, found.exact.lstrip(BULLETS))
    return Sourced(
        text=inert(shorten(words, most) if most else words),
        href=f"{addresses.document_path(found.document.path)}#{found.anchor}",
        anchor=found.anchor,
    )
