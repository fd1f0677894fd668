"""One name for one person in all documents: spellings folded, last names and offices followed to whom texts name.

people.yml overrules; a last name that two people have stays as it is.
"""

# Reasons: docs/decisions/0063-identities.md

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from generator.corpus.identities.offices import Office, holders, office_of
from generator.corpus.identities.spelling import folded, given
from generator.desk import Desk
from generator.model import Document, Figure, Mention, Post, Quotation

__all__ = ["unify"]

Key = tuple[str, str]
TITLES = 3
FULL_NAME = 2  # words of a given and a last name


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """The name that stands for each full name, for each last name, and for each office; `places` are named with it.

    `alike` are those whom given and last name alone tell, in any spelling.
    """

    names: Mapping[str, str]
    alike: Mapping[Key, str]
    last: Mapping[str, str]
    offices: Mapping[Office, str]
    places: Mapping[str, frozenset[str]]

    def speaker(self, name: str, places: frozenset[str]) -> str:
        """The person whom a speaker's words name; the words themselves where they name nobody for certain.

        A last name alone is followed to the one person who has it, if a report that names the person and this one
        name a place in common.
        """
        words = name.split(" ")
        for start in range(min(TITLES, len(words) - 1)):
            known = " ".join(words[start:])
            person = self.names.get(known) or self._spelt(words[start:])
            if person and all(word[0].isupper() for word in words[:start] if word):
                return person
        if len(words) == 1:
            person = self.last.get(folded(name))
            return person if person and places & self.places.get(person, places) else name
        office = office_of(name)
        return self.offices.get(office, name) if office else name

    def _spelt(self, words: list[str]) -> str | None:
        """The person of whose name a given and a last name are another spelling."""
        return self.alike.get(_key(" ".join(words))) if len(words) == FULL_NAME and all(words) else None


def unify(documents: Iterable[Document], desk: Desk) -> tuple[Document, ...]:
    """The documents with each person under one name; the same for each document in whatever order they come."""
    given_documents = tuple(documents)
    people_of = tuple(map(_full, given_documents))
    places_of = tuple(map(_places, given_documents))
    names = _names(Counter(chain.from_iterable(people_of)), desk)
    other = {name: standing for name, standing in names.items() if name != standing}
    renamed = tuple(
        document if other.keys().isdisjoint(own) else _with_names(document, other)
        for document, own in zip(given_documents, people_of, strict=True)
    )
    people = _People(
        names=names,
        alike=_alike(names),
        last=_last(names.values()),
        offices=holders(renamed),
        places=_beside(zip(map(_full, renamed), places_of, strict=True)),
    )
    return tuple(_with_speakers(document, people, places) for document, places in zip(renamed, places_of, strict=True))


def _names(counts: Counter[str], desk: Desk) -> dict[str, str]:
    """For each full name the one that stands for it: that of people.yml, else the one that most documents have."""
    groups: defaultdict[Key, list[str]] = defaultdict(list)
    for name in sorted(counts):
        groups[_key(name)].append(name)
    listed: defaultdict[Key, set[str]] = defaultdict(set)
    for person in desk.people:
        listed[_key(person.name)].add(person.name)
    return {
        name: standing
        for key, names in groups.items()
        for name, standing in _standing(names, counts, listed.get(key, set())).items()
    }


def _full(document: Document) -> set[str]:
    return {mention.name for mention in document.mentions() if mention.kind == "person" and " " in mention.name}


def _key(name: str) -> Key:
    words = name.split(" ")
    return given(words[0]), folded(words[-1])


def _standing(names: list[str], counts: Counter[str], listed: set[str]) -> dict[str, str]:
    """Who stands for each of some names alike; those with different names in the middle are different people."""
    middles = {tuple(map(folded, name.split(" ")[1:-1])) for name in [*names, *listed]} - {()}
    if len(middles) > 1 or len(listed) > 1:
        return {name: name for name in names}
    best = min(listed) if listed else min(names, key=lambda name: (-counts[name], name))
    return dict.fromkeys(names, best)


def _alike(names: Mapping[str, str]) -> dict[Key, str]:
    """The only person whose given and last names are alike, for those of whom there is one."""
    people: defaultdict[Key, set[str]] = defaultdict(set)
    for name, standing in names.items():
        people[_key(name)].add(standing)
    return {key: next(iter(standing)) for key, standing in people.items() if len(standing) == 1}


def _places(document: Document) -> frozenset[str]:
    return frozenset(mention.name for mention in document.mentions() if mention.kind == "place")


def _beside(named: Iterable[tuple[set[str], frozenset[str]]]) -> dict[str, frozenset[str]]:
    """For each person the places of all documents that give the full name; the names and places of each are given."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for people, places in named:
        for name in people:
            found[name] |= places
    return {name: frozenset(places) for name, places in found.items()}


def _last(names: Iterable[str]) -> dict[str, str]:
    """For each last name that one person has, that person."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        found[folded(name.split(" ")[-1])].add(name)
    return {last: next(iter(people)) for last, people in found.items() if len(people) == 1}


def _with_names(document: Document, other: Mapping[str, str]) -> Document:
    def mentioned(mention: Mention) -> Mention:
        return (
            replace(mention, name=other[mention.name])
            if mention.kind == "person" and mention.name in other
            else mention
        )

    def renamed(post: Post) -> Post:
        return replace(post, mentions=tuple(map(mentioned, post.mentions)))

    return _each_post(document, renamed)


def _with_speakers(document: Document, people: _People, places: frozenset[str]) -> Document:
    def quoted(quotation: Quotation) -> Quotation:
        name = people.speaker(quotation.speaker, places) if quotation.speaker else None
        return quotation if name == quotation.speaker else replace(quotation, speaker=name)

    def counted(figure: Figure) -> Figure:
        name = people.speaker(figure.by, places) if figure.by else None
        return figure if name == figure.by else replace(figure, by=name)

    def renamed(post: Post) -> Post:
        quotations, figures = tuple(map(quoted, post.quotations)), tuple(map(counted, post.figures))
        same = quotations == post.quotations and figures == post.figures
        return post if same else replace(post, quotations=quotations, figures=figures)

    return _each_post(document, renamed)


def _each_post(document: Document, change: Callable[[Post], Post]) -> Document:
    """The document with every part changed; itself where nothing is."""
    posts = tuple(map(change, document.posts))
    opening = change(document.introduction) if document.introduction else None
    same = posts == document.posts and opening == document.introduction
    return document if same else replace(document, posts=posts, introduction=opening)
