"""Readings that look wrong: what was collected is no article, or a field is what a template or a menu put there."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.extract.metadata import Material
from generator.language import Language
from generator.model import Block, Document, Fact

DOUBTED: Final = frozenset({"consent-page", "error-page", "placeholder", "menu-headline"})
TRUSTED: Final = "sidecar:trusted"
MAX_CONSENT_WORDS = 400
MIN_CONSENT_PHRASES = 2
HALF = 0.5
MAX_ERROR_WORDS = 150
FEW_WORDS = 40  # in more of them one such phrase may be the news
MAX_MENU_WORDS = 5
ASIDE = frozenset({"boilerplate", "duplicate"})
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|<%|%%|\$\{|\[\[|\]\]|%[A-Z_]{3,30}%|__[A-Z_]{3,30}__")


def doubts(document: Document, material: Material) -> Iterator[tuple[str, str]]:
    """Codes and messages of what speaks against a reading; none where the editor's sidecar trusts it."""
    if any(material.fields(TRUSTED)):
        return
    texts = _texts(document)
    yield from _no_article(document, texts, material.words)
    for name, words in _stated(document):
        if is_placeholder(words, material.words):
            yield (
                "placeholder",
                f"the {name} '{words:.60}' is a template's placeholder: state the right one in a sidecar",
            )
    if (headline := document.metadata.headline) and _is_menu(headline, material):
        message = f"the headline '{headline.value:.60}' is a line of a menu: state the right one in a sidecar"
        yield "menu-headline", message


def _texts(document: Document) -> list[str]:
    """What is shown; where that is next to nothing, all that the source holds."""
    shown = [document.reading.words(block) for block in document.blocks()]
    few = sum(len(text.split()) for text in shown) <= FEW_WORDS
    return [document.reading.words(block) for block in document.reading.blocks] if few else shown


def is_placeholder(text: str, words: Language) -> bool:
    """Whether a text is what a template shows where nothing was filled in."""
    return _TEMPLATE.search(text) is not None or " ".join(text.casefold().split()) in words.placeholders


def _no_article(document: Document, texts: Sequence[str], words: Language) -> Iterator[tuple[str, str]]:
    headline = document.metadata.headline.value if document.metadata.headline else ""
    number = sum(len(text.split()) for text in texts)
    folded = [text.casefold() for text in (headline, *texts)]
    consent = [text for text in folded if any(phrase in text for phrase in words.consent)]
    phrases = {phrase for phrase in words.consent for text in consent if phrase in text}
    share = sum(len(text.split()) for text in consent)
    short = number <= MAX_CONSENT_WORDS and share >= HALF * number
    if len(phrases) >= MIN_CONSENT_PHRASES and short:
        yield "consent-page", "a dialogue that asks for consent stands where the article should: collect it again"
    elif number <= MAX_ERROR_WORDS and sum(text.startswith(words.errors) for text in set(folded)) > (
        number > FEW_WORDS
    ):
        yield "error-page", "a server's error or a check of the visitor was saved, no article: collect it again"


def _stated(document: Document) -> Iterator[tuple[str, str]]:
    facts = document.metadata
    if facts.headline:
        yield "headline", facts.headline.value
    for author in facts.authors.value if facts.authors else ():
        yield "author", author


def _is_menu(headline: Fact[str], material: Material) -> bool:
    """Whether a headline that was found in the text also stands among the short lines of a menu."""
    folded = " ".join(headline.value.casefold().split())
    if headline.evidence[0].span is None or len(folded.split()) > MAX_MENU_WORDS:
        return False
    blocks = material.blocks
    inner = range(1, len(blocks) - 1)
    same = (n for n in inner if blocks[n].kind in ASIDE and material.text(blocks[n]).casefold() == folded)
    return any(all(_is_item(blocks[near], material) for near in (n - 1, n + 1)) for n in same)


def _is_item(block: Block, material: Material) -> bool:
    return block.kind == "boilerplate" and len(material.text(block).split()) <= MAX_MENU_WORDS
