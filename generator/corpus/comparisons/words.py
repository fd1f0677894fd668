"""The words that decide whether two figures are about the same thing, from the tables of languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from generator.language.sections import by_word, united


@dataclass(frozen=True, kw_only=True, eq=False)
class Words:
    """The lists of a table; `outcomes` are words for pages, `same` maps a noun to that of its kind."""

    everyone: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    year_leads: frozenset[str] = frozenset()
    part_behind: tuple[str, ...] = ()
    part_before: tuple[str, ...] = ()
    added: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    earlier: tuple[str, ...] = ()
    not_earlier: tuple[str, ...] = ()
    corrected: frozenset[str] = frozenset()
    weapons: frozenset[str] = frozenset()
    launching: frozenset[str] = frozenset()
    launches: tuple[str, ...] = ()
    losses: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    @property
    def launch(self) -> str:
        """The outcome of what was launched."""
        return self.launches[0] if self.launches else ""


@cache
def words() -> Words:
    """The words of all languages that have some: figures of sources in several languages stand side by side."""
    return united("comparison", Words, same=by_word)
