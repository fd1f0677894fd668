"""Headline and subtitle."""

import re
from collections.abc import Iterator

from generator.extract.metadata.candidates import Finder, Material, of_fields, shown, stated
from generator.extract.metadata.web.titles import (
    browser_title,
    lone_heading,
    repeated_heading,
    stated_title,
    without_outlet,
)
from generator.model import Fact

MAX_CHARS = 400
_CRUMBS = re.compile(r"^(?:[^»›>]{1,40}\s[»›>]\s){1,8}(?=\S)")


def _stated(*names: str) -> Finder[str]:
    @of_fields
    def finder(material: Material) -> Iterator[Fact[str]]:
        for field in material.fields(*names):
            yield stated(" ".join(field.value.split()), "field", field)

    return finder


def _titled(*names: str) -> Finder[str]:
    """Stated titles without the outlet's name, which browsers and clippers leave behind them."""

    @of_fields
    def finder(material: Material) -> Iterator[Fact[str]]:
        for field in material.fields(*names):
            yield stated(without_outlet(" ".join(field.value.split()), material), "field", field)

    return finder


def _headline_block(material: Material) -> Iterator[Fact[str]]:
    for block in material.of_kind("headline"):
        rule = "heading" if block.level else "first-line" if block.span == material.blocks[0].span else "headline-line"
        text = material.text(block)
        yield shown(text if block.rest else without_outlet(_CRUMBS.sub("", text), material), rule, block)


def _subtitle_block(material: Material) -> Iterator[Fact[str]]:
    for block in material.of_kind("subtitle"):
        yield shown(material.text(block), "line-before-byline", block)


HEADLINE: tuple[Finder[str], ...] = (
    _stated("sidecar:headline"),
    _titled("front-matter:headline", "front-matter:title"),
    _stated("email:subject"),
    _titled("feed:headline", "record:headline"),
    repeated_heading,
    lone_heading,
    _stated("html:document-title"),
    stated_title,
    _headline_block,
    browser_title,
    _stated("html:headline", "html:h1", "og:title", "meta:title", "twitter:title"),
    _stated("docx:title", "odt:title", "pdf:title"),
)
SUBTITLE: tuple[Finder[str], ...] = (
    _stated("sidecar:subtitle", "front-matter:subtitle", "front-matter:description", "front-matter:summary"),
    _stated("json-ld:alternativeHeadline", "feed:subtitle", "record:subtitle"),
    _subtitle_block,
)


def plausible(fact: Fact[str]) -> str | None:
    """What is wrong with a headline: nothing said, or far too much."""
    if not any(map(str.isalnum, fact.value)):
        return "no words"
    return "too long for a headline" if len(fact.value) > MAX_CHARS else None
