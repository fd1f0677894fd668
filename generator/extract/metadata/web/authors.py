"""The authors of a web page: structured statements that a reader of the page can see too, then the visible byline."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from generator.extract.metadata.candidates import Finder, Material, of_fields, stated
from generator.extract.metadata.web.names import introduced, people
from generator.extract.metadata.web.site_names import Site, key, site_of
from generator.language.dates import find
from generator.model import Fact, Field

Names = tuple[str, ...]
BELOW = 8
MAX_LINE = 160
_MARKED = ("html:author", "html:author-link", "html:byline", "microdata:author")
UNSEEN = "stated-unseen"
_LINES = ("html:below-headline", "html:above-headline")
_NAMING = frozenset({"html:author", "html:author-link", "microdata:author"})


def structured(*names: str, full: bool = False) -> Finder[Names]:
    """Finds the people of the first of these fields that names any whom the page shows; `full` wants two words each."""

    @of_fields
    def finder(material: Material) -> Iterator[Fact[Names]]:
        site = site_of(material)
        shown = [key(field.value) for field in material.fields("html:visible")]
        for name in names:
            fields = [field for field in material.fields(name) if "://" not in field.value]
            found = (person for field in fields for person in people(field.value, material.words, site, lone=True))
            seen: dict[str, str] = {}
            for person in (person for person in found if _is_shown(person, shown)):
                seen.setdefault(key(person), person)
            if seen and (not full or all(" " in person for person in seen.values())):
                yield stated(tuple(seen.values()), "stated-and-shown", fields[0])

    return finder


@of_fields
def unseen(material: Material) -> Iterator[Fact[Names]]:
    """The people whom the page's structured data names, whoever sees them."""
    site = site_of(material)
    fields = list(material.fields("json-ld:author"))
    found = {key(name): name for field in fields for name in people(field.value, material.words, site, lone=False)}
    if found:
        yield stated(tuple(found.values()), UNSEEN, fields[0])


def _is_shown(person: str, shown: list[str]) -> bool:
    folded = f" {key(person)} "
    return any(folded in f" {name} " or f" {name} " in folded for name in shown)


@of_fields
def beside_headline(material: Material) -> Iterator[Fact[Names]]:
    """The people after a byline word in the lines below the headline, then in those above it.

    Where that is only the site's own account, which publishes what others wrote, a later line may name the writer.
    """
    site = site_of(material)
    below, above = list(material.fields("html:below-headline")), list(material.fields("html:above-headline"))
    near = [*_introduced(below[: BELOW + 1], material, site), *_introduced(above, material, site)]
    accounts = [one for one in near if all(key(name) in site.names for name in one[1])]
    writers = [one for one in near if one not in accounts]
    if accounts and not writers:
        writers = list(_introduced(below[BELOW:], material, site))
    for field, names in (*writers, *accounts):
        yield stated(names, "byline-beside-headline", field)


def _introduced(lines: list[Field], material: Material, site: Site) -> Iterator[tuple[Field, Names]]:
    """The people after a byline word in each line, or on the next line where the word stands alone."""
    marked = {key(field.value) for field in material.fields(*_MARKED, *(f"{name}-elsewhere" for name in _MARKED))}
    for field, follows in zip_longest(lines, lines[1:]):
        rest = introduced(field.value, material.words) if len(field.value) <= MAX_LINE else None
        if rest is None:
            continue
        text = rest if any(map(str.isalpha, rest)) else follows.value if follows else ""
        found = people(f"{material.words.by[0]} {text}", material.words, site, lone=True)
        if names := tuple(name for name in found if name[0].isupper() or name == text or key(name) in marked):
            yield field, names


@of_fields
def profiled(material: Material) -> Iterator[Fact[Names]]:
    """The people whose links lead to the addresses that the page states as its authors."""
    site = site_of(material)
    fields = list(material.fields("html:author-profile"))
    found = {key(name): name for field in fields for name in people(field.value, material.words, site, lone=True)}
    if found:
        yield stated(tuple(found.values()), "author-profile", fields[0])


@of_fields
def beside_day(material: Material) -> Iterator[Fact[Names]]:
    """The people after a byline word in a line of the page that has a day too."""
    site = site_of(material)
    for field in material.fields("html:date", "html:dated-line", "html:date-elsewhere"):
        rest = introduced(field.value, material.words) if len(field.value) <= MAX_LINE else None
        dated = rest and any(stamp.day for stamp in find(field.value, material.words))
        if rest and dated and (names := people(rest, material.words, site, lone=True)):
            yield stated(names, "byline-beside-day", field)


@of_fields
def marked(material: Material) -> Iterator[Fact[Names]]:
    """The people of the elements that the page marks as byline, the nearest to the headline first."""
    site = site_of(material)
    fields = material.reading.fields
    at = next((n for n, field in enumerate(fields) if field.name == "html:main-heading"), 0)
    found = [(abs(n - at), n < at, field) for n, field in enumerate(fields) if field.name in _MARKED]
    photographers = _photographers(material)
    for _, _, field in sorted(found, key=lambda one: one[:2]):
        if field.value in photographers:
            continue
        lone = field.name in _NAMING or " | " not in field.value
        if names := people(field.value, material.words, site, lone=lone):
            yield stated(names, "marked-byline", field)


def _photographers(material: Material) -> set[str]:
    """What stands on the line after 'Photo:' beside the headline, which pages mark as they mark authors."""
    lines = [field.value for field in material.fields(*_LINES)]
    return {after for line, after in pairwise(lines) if line.casefold().strip(": ") in material.words.photo}
