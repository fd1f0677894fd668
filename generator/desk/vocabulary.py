"""The editor's vocabulary: topics, outlets, people, organisations, places and what else the desk files say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.model import Rights

Within = Literal["sentence", "paragraph"]
Precision = Literal["exact", "town", "district", "region", "country"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher: the name that the site shows, its web domains, what else it is called, how much may be shown."""

    id: str
    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    rights: Rights | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person under the full name that the site shows, and how else texts write it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation under the name that the site shows, and how else texts write it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that no gazetteer has, or whose names it lacks; degrees north and east, ISO country code.

    `within` is the district or region of the desk's places that it lies in.
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An address that changed: the old one below the site's root, and the new one, there or elsewhere."""

    old: str
    new: str

    @property
    def is_outside(self) -> bool:
        """Whether it leads to another site."""
        return "://" in self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Problems that the editor has seen and does not want to be told of: a code, in files that `path` matches."""

    code: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What speaks for a topic: one phrase of each group in one sentence or paragraph, unless an exclusion is there.

    With `headline`, only in posts whose headline holds one of those phrases.
    """

    groups: tuple[tuple[str, ...], ...]
    within: Within
    unless: tuple[str, ...]
    headline: tuple[str, ...]
    weight: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic: a post belongs to it where the weights of its matching passages reach the threshold."""

    id: str
    title: str
    description: str
    threshold: float
    rules: tuple[Rule, ...]
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Desk:
    """All desk files, groups resolved; compared by identity, so that what is compiled from it can be kept."""

    topics: tuple[Topic, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    never_places: tuple[str, ...] = ()
    silences: tuple[Silence, ...] = ()
    rights: Rights = "full"
    redirects: tuple[Redirect, ...] = ()

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each topic by its id."""
        return {topic.id: topic.title for topic in self.topics}


EMPTY = Desk()
"""A desk without any file."""
