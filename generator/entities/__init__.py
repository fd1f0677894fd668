"""People, places and organisations named in a post, under the names that the site uses for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.desk import Desk
from generator.entities import organisations, people, places
from generator.entities.runs import Line
from generator.model import Block, Mention, Post, Reading
from generator.sentences import Flow, flow

__all__ = ["Names", "mentions"]

_READ = frozenset(
    {"headline", "subtitle", "dateline", "paragraph", "heading", "quotation", "list", "caption", "correction"}
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a whole reading tells about the names in it: people by full name and by surname, countries spoken of."""

    full: Mapping[str, str]
    surnames: Mapping[str, str]
    countries: frozenset[str]


class Names:
    """The names of a desk and of the world, compiled once for many posts; remembers the last reading it was given."""

    def __init__(self, desk: Desk) -> None:
        self.places = places.Places(desk)
        self.certain = self.places.certain
        self.organisations = organisations.Organisations(desk)
        self.aliases = {alias: person.name for person in desk.people for alias in (person.name, *person.aliases)}
        self._last: tuple[Reading, _Known] | None = None

    def known(self, reading: Reading) -> _Known:
        """What the whole reading tells, so that a post may use a surname that another post explains."""
        if self._last is None or self._last[0] is not reading:
            self._last = (reading, self._learn(reading))
        return self._last[1]

    def _learn(self, reading: Reading) -> _Known:
        lines = [Line(flow(reading, block).text) for block in reading.blocks]
        found = {name.text: "" for line in lines for name in people.full_names(line, self.certain)}
        full = {name: self.aliases.get(name, name) for name in found}
        surnames = people.surnames(sorted(set(full.values()) | set(self.aliases.values())))
        named = {name: person for name, person in surnames.items() if person in full.values()}
        alone = {alias: person for alias, person in self.aliases.items() if " " not in alias}
        return _Known({**full, **self.aliases}, {**named, **alone}, self.places.countries(lines))


def mentions(reading: Reading, post: Post, names: Names) -> tuple[Mention, ...]:
    """Every person, place and organisation that a post names, in the order of the source."""
    known = names.known(reading)
    found = {mention for block in _blocks(post) for mention in _in_block(flow(reading, block), names, known)}
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.kind, mention.name)))


def _blocks(post: Post) -> Iterator[Block]:
    spans = [evidence.span for evidence in post.headline.evidence if evidence.span] if post.headline else []
    for span in spans[:1]:
        yield Block(kind="headline", span=span)
    for block in post.blocks:
        if block.kind in _READ and block.span not in spans:
            yield block


def _in_block(line_flow: Flow, names: Names, known: _Known) -> Iterator[Mention]:
    line = Line(line_flow.text)
    taken: list[tuple[int, int]] = []
    for first, end, name, rule in _people(line, names, known):
        taken.append((first, end))
        yield _mention("person", (line_flow, line, first, end), name, rule)
    for organisation in names.organisations.find(line, taken):
        if organisation.whole:
            taken.append((organisation.first, organisation.end))
        at = (line_flow, line, organisation.first, organisation.end)
        yield _mention("organisation", at, organisation.name, organisation.rule)
    for place in names.places.find(line, taken, known.countries):
        yield _mention("place", (line_flow, line, place.first, place.end), place.entry.name, place.rule)


def _mention(
    kind: Literal["person", "place", "organisation"], at: tuple[Flow, Line, int, int], name: str, rule: str
) -> Mention:
    line_flow, line, first, end = at
    return Mention(
        kind=kind, name=name, span=line_flow.span(line.words[first].start, line.words[end - 1].end), rule=rule
    )


def _people(line: Line, names: Names, known: _Known) -> Iterator[tuple[int, int, str, str]]:
    """The people of a line: first and past-the-last word, name, rule."""
    rules = {name.first: name for name in people.full_names(line, names.certain)}
    index = 0
    while index < len(line.words):
        found = _person(line, index, rules, known) if line.words[index].capital else None
        if found:
            yield found
        index = found[1] if found else index + 1


def _person(
    line: Line, index: int, rules: Mapping[int, people.Name], known: _Known
) -> tuple[int, int, str, str] | None:
    if name := rules.get(index):
        return index, name.end, known.full.get(name.text, name.text), name.rule
    for end in range(min(index + people.MAX_WORDS, len(line.words)), index + 1, -1):
        text = line.text[line.words[index].start : line.words[end - 1].end]
        if full := known.full.get(text):
            return index, end, full, "known name"
    surname = known.surnames.get(line.words[index].text)
    if surname and people.surname_alone(line, index):
        return index, index + 1, surname, "surname"
    return None
