"""The headline of a web page: the heading that its titles repeat, else a title without the site's name."""

import re
from collections.abc import Iterator

from generator.extract.metadata.candidates import Material, of_fields, stated
from generator.extract.metadata.web.site_names import Site, key, site_of
from generator.model import Fact, Field

_TITLES = (
    "og:title",
    "twitter:title",
    "json-ld:headline",
    "html:title",
    "meta:title",
    "meta:dc.title",
    "meta:parsely-title",
)
# Headings by how often they are the headline: what they must make up for in likeness to a title.
_HEADINGS = {
    "html:h1": 0.0,
    "microdata:headline": 0.02,
    "html:headline": 0.04,
    "html:h1-elsewhere": 0.1,
    "html:headline-elsewhere": 0.12,
    "html:h2": 0.2,
    "html:h2-elsewhere": 0.3,
}
_BORDER = re.compile(r"\s{1,3}[|·•»«›:—–-]{1,2}\s{1,3}|\s{0,3}[|»]\s{0,3}|:\s{1,3}")
_LAST_BORDER = re.compile(r"\s[|·•»—–-]\s|\s?\|\s?")
_SMALL = frozenset({"&", "+"})
LIKE_ENOUGH = 0.55
SEGMENT = 0.95
CONTAINS = 0.8
FRAGMENT = 0.4
SHARED = 0.9
HALF = 0.5
QUARTER = 0.25
MAX_SITE_WORDS = 5
MIN_TITLE_WORDS = 3


@of_fields
def repeated_heading(material: Material) -> Iterator[Fact[str]]:
    """The visible heading that is most like one of the page's titles."""
    site = site_of(material)
    titles = _titles(material, site)
    ranked: list[tuple[float, Field]] = []
    for name, handicap in _HEADINGS.items():
        for field in material.fields(name):
            likeness = max((_likeness(field.value, title) for title in titles), default=0.0)
            own = key(field.value) in {key(title) for title in titles}
            if likeness >= LIKE_ENOUGH and (own or not site.is_named(field.value)):
                ranked.append((handicap - likeness, field))
    for _, field in sorted(ranked, key=lambda pair: pair[0]):
        yield stated(field.value, "heading-repeats-title", field)


@of_fields
def stated_title(material: Material) -> Iterator[Fact[str]]:
    """What the page gives as its headline where no heading shows it, without the site's name."""
    site = site_of(material)
    for field in material.fields("json-ld:headline", "og:title"):
        if not site.is_named(field.value):
            yield stated(_without_last(_without_site(field.value, site)), "title-without-site", field)


@of_fields
def lone_heading(material: Material) -> Iterator[Fact[str]]:
    """The page's only heading of the first level."""
    site = site_of(material)
    found = {key(field.value): field for field in material.fields("html:h1") if not site.is_named(field.value)}
    if len(found) == 1:
        yield from (stated(field.value, "only-heading", field) for field in found.values())


@of_fields
def browser_title(material: Material) -> Iterator[Fact[str]]:
    """The browser's title without the site's name."""
    site = site_of(material)
    for field in material.fields("html:title"):
        yield stated(_without_last(_without_site(field.value, site)), "title-without-site", field)


def _titles(material: Material, site: Site) -> list[str]:
    found = [field.value for field in material.fields(*_TITLES) if not site.is_named(field.value)]
    return [_without_site(title, site) for title in found] or [field.value for field in material.fields("html:title")]


def _likeness(heading: str, title: str) -> float:
    """How much a heading is the title, 0 to 1: the same words, a whole part of it, or most of its words."""
    head, full = key(heading), key(title)
    if not head or not full:
        return 0.0
    if head == full:
        return 1.0
    if f" {head} " in f" {full} ":
        part = head in {key(part) for part in _BORDER.split(title)}
        whole = len(head) >= (QUARTER if part else HALF) * len(full)
        return SEGMENT if whole else FRAGMENT
    if f" {full} " in f" {head} " and len(full) >= HALF * len(head):
        return CONTAINS
    ours, theirs = set(head.split()), set(full.split())
    return SHARED * 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _without_site(title: str, site: Site) -> str:
    """A title without the site's name before the first border, or after the last ones."""
    for match in _BORDER.finditer(title):
        if site.is_named(title[: match.start()]):
            return title[match.end() :].strip()
    for match in reversed(list(_BORDER.finditer(title))):
        if site.is_named(title[match.end() :]):
            return title[: match.start()].strip()
    return title


def without_outlet(title: str, material: Material) -> str:
    """A title without the site's name, and without what stands behind a bar and is written as a name."""
    named = _without_site(title, site_of(material))
    head, bar, tail = named.rpartition(" | ")
    words = tail.split()
    name = all(word[0].isupper() and word.isalpha() for word in words if word.casefold() not in _SMALL)
    enough = len(head.split()) >= MIN_TITLE_WORDS and 0 < len(words) <= MAX_SITE_WORDS
    return head.strip() if bar and name and enough else named


def _without_last(title: str) -> str:
    """A title without a short last part, which is a site's or section's name wherever the rest can stand alone."""
    borders = list(_LAST_BORDER.finditer(title))
    if borders:
        head, tail = title[: borders[-1].start()], title[borders[-1].end() :]
        if len(head.split()) >= MIN_TITLE_WORDS and len(tail.split()) <= MAX_SITE_WORDS:
            return head.strip()
    return title
