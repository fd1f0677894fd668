"""Whether a text says of two places that one lies in the other, and whether it speaks of a place as of a region."""

import re

from generator.language.grammar.quantities import Quantities
from generator.model import Span

LONGEST = 60
OTHER_WORDS = 2
_WORD = re.compile(r"['’]s\b|[^\W\d_](?:[\w-]|['’](?!s\b)){0,40}|[^\w\s]|\n\s{0,8}\n")


def lies_in(text: str, narrow: Span, wide: Span, q: Quantities) -> bool:
    """'Oldham in the region of Kent', 'Oldham, a town in Kent', 'Kent's town of Oldham', 'Kent county, in Oldham'."""
    if narrow.end <= wide.start:
        between = _words(text, narrow.end, wide.start)
        leads = not q.inside.isdisjoint(between[:1]) or (
            between[:1] == [","] and (not q.inside.isdisjoint(between) or is_region(text, wide, q))
        )
        return leads and _strange(between, q) == 0
    between = _words(text, wide.end, narrow.start)
    leads = between[:1] == ["'s"] or is_region(text, wide, q)
    return leads and _strange(between, q) <= OTHER_WORDS * (not q.inside.isdisjoint(between))


def is_region(text: str, place: Span, q: Quantities) -> bool:
    """Whether a kind of region stands beside the name: 'Kent county', 'the border region of Kent'."""
    behind = _words(text, place.end, place.end + LONGEST)[:1]
    before = _words(text, max(0, place.start - LONGEST), place.start)[-2:]
    return not q.regions.isdisjoint(behind) or (not q.genitives.isdisjoint(before[1:]) and before[0] in q.regions)


def _words(text: str, start: int, end: int) -> list[str]:
    """Words and marks with straight apostrophes; of a long stretch one that says nothing."""
    if end - start > LONGEST:
        return ["\n"] * LONGEST
    return [word.replace("’", "'") for word in _WORD.findall(text, start, end)]


def _strange(words: list[str], q: Quantities) -> int:
    """How many words do not belong to telling where a place lies; owners as in "Russia's" do belong."""
    owners = {at - 1 for at, word in enumerate(words) if word == "'s"}
    return sum(word not in q.lying and word not in q.regions and at not in owners for at, word in enumerate(words))
