"""What each desk file may hold, as models that refuse everything else."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from generator.desk.vocabulary import Precision, Within
from generator.markup import escaping
from generator.model import Rights

GROUP = "group:"

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


def _phrase(text: str) -> str:
    if any("*" in word[:-1] for word in text.split()):
        raise ValueError("'*' stands at the end of a word only")
    if not any(char.isalnum() for char in text):
        raise ValueError("a phrase needs a letter or a digit")
    return text


_Phrase = Annotated[Name, AfterValidator(_phrase)]
Phrases = Annotated[tuple[_Phrase, ...], Field(min_length=1)]


def _named(value: object) -> object:
    return (GROUP + value,) if isinstance(value, str) else value


Group = Annotated[
    tuple[_Phrase, ...],
    BeforeValidator(_named),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""A list of phrases; a name alone stands for the group of that name, as `group:NAME` does inside a list."""


class Entry(BaseModel):
    """One mapping of a desk file; numbers become text where text is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Outlet(Entry):
    """A publisher: the name that the site shows, its web domains, what else it is called, how much may be shown."""

    id: Id
    name: Name
    domains: tuple[Name, ...] = ()
    aliases: tuple[Name, ...] = ()
    rights: Rights | None = None


class Person(Entry):
    """A person under the full name that the site shows, and how else texts write it."""

    name: Name
    aliases: tuple[Name, ...] = ()


class Organisation(Entry):
    """An organisation under the name that the site shows, and how else texts write it."""

    name: Name
    aliases: tuple[Name, ...] = ()


class Place(Entry):
    """A place that no gazetteer has, or whose names it lacks; degrees north and east, ISO country code.

    `within` is the district or region of this list that it lies in.
    """

    name: Name
    aliases: tuple[Name, ...] = ()
    country: Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    precision: Precision | None = None
    within: Name | None = None


class RuleEntry(Entry):
    """A rule as written: `phrases`, any of which speaks for the topic, or `all`, groups that must meet."""

    name: Name | None = None
    phrases: Group | None = None
    all_of: Annotated[tuple[Group, ...] | None, Field(alias="all", min_length=2)] = None
    within: Within = "sentence"
    unless: Group = ()
    headline: Group = ()
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0


class TopicEntry(Entry):
    """A topic as written."""

    id: Id
    title: Name
    description: Name
    threshold: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 3.0
    exclude: Group = ()
    rules: Annotated[tuple[RuleEntry, ...], Field(min_length=1)]


class TopicsFile(Entry):
    """`topics.yml`: groups of phrases that rules name, and the topics."""

    groups: Mapping[Id, Phrases] = {}
    topics: tuple[TopicEntry, ...] = ()


_FOLDERS = "documents|topics|days|outlets|people|places|stories"
_PLACE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
_GIVEN = re.compile(rf"(?:{_FOLDERS})/[a-z0-9-]+")


def _stem(text: str) -> str:
    """An address below the site's root as the path of its page, without suffix."""
    return text.strip().removesuffix("/index.html").removesuffix(".html").removeprefix("/").removesuffix("/")


def _old(text: str) -> str:
    if not _GIVEN.fullmatch(_stem(text)):
        raise ValueError("an old address is one of a document, topic, day, outlet, person, place or story of this site")
    return _stem(text)


def _new(text: str) -> str:
    if text.startswith(("https://", "http://")) and escaping.address(text):
        return str(escaping.address(text))
    if not _PLACE.fullmatch(_stem(text)):
        raise ValueError("a new address is one below the site's root, or begins with https://")
    return _stem(text)


class Redirect(Entry):
    """An address that changed: `from` is the old one below the site's root, `to` the new one, there or elsewhere."""

    old: Annotated[str, Field(alias="from"), AfterValidator(_old)]
    new: Annotated[str, Field(alias="to"), AfterValidator(_new)]


class RedirectsFile(Entry):
    """`redirects.yml`."""

    redirects: tuple[Redirect, ...] = ()


class OutletsFile(Entry):
    """`outlets.yml`: outlets, and how much may be shown where neither a sidecar nor an outlet says."""

    rights: Rights = "full"
    outlets: tuple[Outlet, ...] = ()


class PeopleFile(Entry):
    """`people.yml`: people, and organisations."""

    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()


class Silence(Entry):
    """Problems that the editor has seen and does not want to be told of: a code, in files that `path` matches."""

    code: Id
    path: Name = "*"
    reason: Name


class ChecksFile(Entry):
    """`checks.yml`: problems that are not reported, each with the reason."""

    silence: tuple[Silence, ...] = ()


class PlacesFile(Entry):
    """`places.yml`: places, and under `not` words that never are one."""

    places: tuple[Place, ...] = ()
    never: Annotated[tuple[Name, ...], Field(alias="not")] = ()
