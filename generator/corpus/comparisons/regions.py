"""Which figures are about one place: the same, or one that lies in another as both the desk and a text say."""

# Reasons: docs/decisions/0051-one-place.md

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.corpus.comparisons.accounts import Account
from generator.corpus.comparisons.subjects import Places
from generator.language.grammar.containment import is_region, lies_in
from generator.language.grammar.quantities import quantities
from generator.model import Document, Mention, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """What a document says of its places: pairs of a place and the one it lies in, and those that are regions."""

    pairs: frozenset[tuple[str, str]] = frozenset()
    areas: frozenset[str] = frozenset()


def geography(document: Document, places: Places) -> Geography:
    """What the document's text says of places that the desk has in one another."""
    text, known = document.reading.text, quantities("en")
    if known is None:
        return Geography()
    pairs, areas = set(), set()
    for post in document.parts:
        named = [mention for mention in post.mentions if mention.kind == "place"]
        areas |= {one.name for one in named if places.is_area(one.name) or is_region(text, one.span, known)}
        for narrow, wide in _near(post):
            if places.holds(wide.name, narrow.name) and lies_in(text, narrow.span, wide.span, known):
                pairs.add((narrow.name, wide.name))
    return Geography(pairs=frozenset(pairs), areas=frozenset(areas | {wide for _, wide in pairs}))


def _near(post: Post) -> Iterator[tuple[Mention, Mention]]:
    """Places named one after the other, either way round, also with a third between: 'Oldham in England's Kent'."""
    named = sorted((mention for mention in post.mentions if mention.kind == "place"), key=lambda one: one.span)
    for one, other in (*pairwise(named), *zip(named, named[2:], strict=False)):
        yield one, other
        yield other, one


def together(
    accounts: Iterable[Account], geographies: Iterable[Geography], places: Places
) -> Iterator[tuple[str, list[Account]]]:
    """The accounts of each place, those of a region with those of its parts; `inside` is filled in."""
    pairs = frozenset[tuple[str, str]]().union(*(one.pairs for one in geographies))
    known = [replace(account, inside=frozenset(_inside(account.place, pairs, places))) for account in accounts]
    areas = {one.place for one in known if one.area}
    groups: defaultdict[str, list[Account]] = defaultdict(list)
    for one in known:
        wider = [place for place in places.around(one.place) if place in one.inside & areas]
        groups[wider[-1] if wider else one.place].append(one)
    yield from groups.items()


def _inside(place: str, pairs: Collection[tuple[str, str]], places: Places) -> list[str]:
    """The places that the texts say it lies in, step by step, the widest last."""
    found: list[str] = []
    for wide in places.around(place):
        if any((narrow, wide) in pairs for narrow in (place, *found)):
            found.append(wide)
    return found
