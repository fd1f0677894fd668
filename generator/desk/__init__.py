"""The editor's vocabulary: topics, outlets, people, organisations and places, validated with file and line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from generator.desk.entries import (
    GROUP,
    ChecksFile,
    Entry,
    Organisation,
    Outlet,
    OutletsFile,
    PeopleFile,
    Person,
    Place,
    PlacesFile,
    Redirect,
    RedirectsFile,
    RuleEntry,
    Silence,
    TopicEntry,
    TopicsFile,
    Within,
)
from generator.desk.files import DeskError, DeskFile, nearest, parse, problem_at
from generator.model import Problem, Rights
from generator.yamls import Path

__all__ = [
    "EMPTY",
    "Desk",
    "DeskError",
    "Organisation",
    "Outlet",
    "Person",
    "Place",
    "Redirect",
    "Rule",
    "Silence",
    "Topic",
    "load_desk",
]

_E = TypeVar("_E", bound=Entry)
_LABELLED = 3


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

FILES = ("topics.yml", "outlets.yml", "people.yml", "places.yml", "redirects.yml", "checks.yml")
"""The names of the desk files."""


def load_desk(files: Mapping[str, bytes]) -> Desk:
    """The desk from its files by name, such as `topics.yml`; one that is missing is empty. Raises DeskError."""
    topics = parse("topics.yml", files, TopicsFile)
    outlets = parse("outlets.yml", files, OutletsFile)
    people = parse("people.yml", files, PeopleFile)
    places = parse("places.yml", files, PlacesFile)
    redirects = parse("redirects.yml", files, RedirectsFile)
    silenced = parse("checks.yml", files, ChecksFile)
    problems = [
        *(problem_at(name, 1, f"unknown desk file{nearest(name, FILES)}") for name in sorted(set(files) - set(FILES))),
        *(problem for file in (topics, outlets, people, places, redirects, silenced) for problem in file.problems),
        *_doubles(topics, "topics", [(topic.id,) for topic in topics.value.topics]),
        *_doubles(outlets, "outlets", [(outlet.id, *outlet.domains) for outlet in outlets.value.outlets]),
        *_doubles(people, "people", [(person.name, *person.aliases) for person in people.value.people]),
        *_doubles(redirects, "redirects", [(redirect.old,) for redirect in redirects.value.redirects]),
        *_bad_rules(topics),
        *_nowhere(places),
    ]
    if problems:
        raise DeskError(tuple(problems))
    return Desk(
        topics=tuple(_topic(entry, topics.value.groups) for entry in topics.value.topics),
        outlets=outlets.value.outlets,
        people=people.value.people,
        organisations=people.value.organisations,
        places=places.value.places,
        never_places=places.value.never,
        silences=silenced.value.silence,
        rights=outlets.value.rights,
        redirects=redirects.value.redirects,
    )


def _doubles(file: DeskFile[_E], key: str, names: Sequence[tuple[str, ...]]) -> Iterator[Problem]:
    """An error for every entry that bears a name which an earlier entry bears."""
    owners: dict[str, int] = {}
    for number, written in enumerate(names):
        for name in written:
            owner = owners.setdefault(name.casefold(), number)
            if owner != number:
                yield file.problem((key, number), f"'{name}' is already taken by entry {owner + 1} of '{key}'")


def _bad_rules(file: DeskFile[TopicsFile]) -> Iterator[Problem]:
    """An error for every group that is named but not there, and for every rule that says both or nothing."""
    groups = file.value.groups
    for i, topic in enumerate(file.value.topics):
        named: list[tuple[Path, tuple[str, ...]]] = [(("topics", i, "exclude"), topic.exclude)]
        for j, rule in enumerate(topic.rules):
            path: Path = ("topics", i, "rules", j)
            if (rule.phrases is None) == (rule.all_of is None):
                yield file.problem(path, "a rule has either 'phrases' or 'all'")
            named += [
                (path, phrases) for phrases in (rule.phrases or (), *(rule.all_of or ()), rule.unless, rule.headline)
            ]
        for where, phrases in named:
            for name in _group_names(phrases):
                if name not in groups:
                    yield file.problem(where, f"there is no group '{name}'{nearest(name, groups)}")


def _nowhere(file: DeskFile[PlacesFile]) -> Iterator[Problem]:
    """An error for every place that lies in one which the file does not have."""
    names = {name for place in file.value.places for name in (place.name, *place.aliases)}
    for number, place in enumerate(file.value.places):
        if place.within and place.within not in names:
            yield file.problem(("places", number), f"there is no place '{place.within}'{nearest(place.within, names)}")


def _group_names(phrases: Iterable[str]) -> Iterator[str]:
    return (phrase.removeprefix(GROUP) for phrase in phrases if phrase.startswith(GROUP))


def _topic(entry: TopicEntry, groups: Mapping[str, tuple[str, ...]]) -> Topic:
    return Topic(
        id=entry.id,
        title=entry.title,
        description=entry.description,
        threshold=entry.threshold,
        rules=tuple(_rule(rule, groups) for rule in entry.rules),
        exclude=_resolved(entry.exclude, groups),
    )


def _rule(entry: RuleEntry, groups: Mapping[str, tuple[str, ...]]) -> Rule:
    written = entry.all_of or (entry.phrases or (),)
    return Rule(
        groups=tuple(_resolved(group, groups) for group in written),
        within=entry.within,
        unless=_resolved(entry.unless, groups),
        headline=_resolved(entry.headline, groups),
        weight=entry.weight,
        name=entry.name or " + ".join(_label(group) for group in written),
    )


def _resolved(phrases: Iterable[str], groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The phrases with every `group:NAME` written out."""
    return tuple(
        word
        for phrase in phrases
        for word in (groups[phrase.removeprefix(GROUP)] if phrase.startswith(GROUP) else (phrase,))
    )


def _label(phrases: Sequence[str]) -> str:
    names = [phrase.removeprefix(GROUP) for phrase in phrases[:_LABELLED]]
    return ", ".join(names) + ("…" if len(phrases) > _LABELLED else "")
