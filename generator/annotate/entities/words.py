"""The words by which names are told from other words, from the tables of all languages: texts mix them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from generator.language.sections import united

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The word lists of tables about names: as written, roles and speech in lower case.

    `titles`, `roles`, `speech`, `institutions` and `never_names` tell people from everything else, `demonyms` give a
    country's people and its code; `within`, `towards`, `directions`, `kinds` and `clubs` are words around places.
    """

    titles: frozenset[str] = NONE
    roles: frozenset[str] = NONE
    speech: frozenset[str] = NONE
    institutions: frozenset[str] = NONE
    never_names: frozenset[str] = NONE
    demonyms: Mapping[str, str] = field(default_factory=dict)
    within: frozenset[str] = NONE
    towards: frozenset[str] = NONE
    directions: frozenset[str] = NONE
    kinds: frozenset[str] = NONE
    clubs: frozenset[str] = NONE
    company_roles: frozenset[str] = NONE
    apposition_starts: frozenset[str] = NONE
    organisation_ends: frozenset[str] = NONE
    organisation_leads: frozenset[str] = NONE
    purpose_links: frozenset[str] = NONE
    genitives: frozenset[str] = NONE
    ands: frozenset[str] = NONE


@cache
def vocabulary() -> NameWords:
    """The words about names of all languages."""
    return united("names", NameWords)
