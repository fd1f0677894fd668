"""The words that decide whether two figures are about the same thing, from the language's table."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, kw_only=True, eq=False)
class Words:
    """The lists of a table; `outcomes` are words for pages, `same` maps a noun to that of its kind."""

    everyone: frozenset[str]
    vague: frozenset[str]
    year_leads: frozenset[str]
    part_behind: tuple[str, ...]
    part_before: tuple[str, ...]
    added: frozenset[str]
    others: frozenset[str]
    earlier: tuple[str, ...]
    not_earlier: tuple[str, ...]
    corrected: frozenset[str]
    outcomes: Mapping[str, str]
    same: Mapping[str, str]


@cache
def words() -> Words:
    """The English table: figures are read in English only."""
    data: dict[str, Any] = tomllib.loads(files(__package__).joinpath("en.toml").read_text(encoding="utf-8"))
    same = {form: noun for noun, forms in data.pop("same").items() for form in forms}
    sets = {"everyone", "vague", "year_leads", "added", "others", "corrected"}
    outcomes = data.pop("outcomes")
    lists: dict[str, Any] = {key: frozenset(value) if key in sets else tuple(value) for key, value in data.items()}
    return Words(outcomes=outcomes, same=same, **lists)
