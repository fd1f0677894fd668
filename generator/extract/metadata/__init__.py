"""What a source says of itself: for each field ordered tuples of candidate finders, the first plausible value wins.

Nothing is guessed in silence: a value that is not stated outright is marked as inferred, and losers are kept.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from generator.extract.metadata import authors as people
from generator.extract.metadata import contradicted, dates, origin, titles
from generator.extract.metadata.candidates import Finder, Material, choose
from generator.extract.metadata.contradicted import CONTRADICTED
from generator.extract.metadata.dates import contradictions
from generator.extract.metadata.origin import hosts
from generator.model import Candidate, Fact, Metadata

__all__ = ["CONTRADICTED", "Material", "contradictions", "find", "hosts"]

# How a field is found, and which of its candidates can be one: the first plausible value wins.
_FINDERS: Final[Mapping[str, tuple[Sequence[Finder[Any]], Callable[[Fact[Any]], str | None]]]] = {
    "headline": (titles.HEADLINE, titles.plausible),
    "subtitle": (titles.SUBTITLE, titles.plausible),
    "authors": (people.AUTHORS, people.plausible),
    "published": (dates.PUBLISHED, dates.plausible),
    "updated": (dates.UPDATED, dates.plausible),
    "publisher": (origin.PUBLISHER, origin.plausible_name),
    "url": (origin.URL, origin.plausible_url),
    "language": (origin.LANGUAGE, origin.plausible_language),
}


def find(material: Material) -> Metadata:
    """Every metadata field that the material supports, with its evidence and the candidates that lost."""
    facts: dict[str, Any] = {}
    rejected: list[Candidate] = []
    for name, (finders, plausible) in _FINDERS.items():
        check = contradicted.believable(material) if name == "published" else plausible
        facts[name], lost = choose(name, material, finders, check)
        rejected += lost
    return Metadata(
        **facts, declared_posts=origin.declared(material), rights=origin.rights(material), rejected=tuple(rejected)
    )
