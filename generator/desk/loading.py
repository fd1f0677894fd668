"""The desk from its files: each is validated by itself, then what one entry says of another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from generator.addresses import topic_slug
from generator.desk.errors import FILES, DeskError, nearest, problem_at
from generator.desk.parsing import DeskFile, parse
from generator.desk.schema import (
    GROUP,
    ChecksFile,
    Entry,
    OutletsFile,
    PeopleFile,
    PlacesFile,
    RedirectsFile,
    RuleEntry,
    TopicEntry,
    TopicsFile,
)
from generator.desk.vocabulary import Desk, Organisation, Outlet, Person, Place, Redirect, Rule, Silence, Topic
from generator.markup.strict_yaml import Path
from generator.model import Problem

_E = TypeVar("_E", bound=Entry)
_LABELLED = 3


def loaded(files: Mapping[str, bytes]) -> Desk:
    """As `load_desk` says it."""
    topics = parse("topics.yml", files, TopicsFile)
    outlets = parse("outlets.yml", files, OutletsFile)
    people = parse("people.yml", files, PeopleFile)
    places = parse("places.yml", files, PlacesFile)
    redirects = parse("redirects.yml", files, RedirectsFile)
    silenced = parse("checks.yml", files, ChecksFile)
    problems = [
        *(problem_at(name, 1, f"unknown desk file{nearest(name, FILES)}") for name in sorted(set(files) - set(FILES))),
        *(problem for file in (topics, outlets, people, places, redirects, silenced) for problem in file.problems),
        *_doubles(topics, "topics", [(topic.id, topic_slug(topic.id)) for topic in topics.value.topics]),
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
        outlets=tuple(Outlet(**dict(entry)) for entry in outlets.value.outlets),
        people=tuple(Person(**dict(entry)) for entry in people.value.people),
        organisations=tuple(Organisation(**dict(entry)) for entry in people.value.organisations),
        places=tuple(Place(**dict(entry)) for entry in places.value.places),
        never_places=places.value.never,
        silences=tuple(Silence(**dict(entry)) for entry in silenced.value.silence),
        rights=outlets.value.rights,
        redirects=tuple(Redirect(**dict(entry)) for entry in redirects.value.redirects),
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
