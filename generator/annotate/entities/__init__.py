"""People, places and organisations named in a post, under the names that the site uses for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.annotate.entities import organisations, people, places, recogniser
from generator.annotate.entities.runs import Lexicon, Line
from generator.desk import Desk
from generator.language.sentences import Flow, flow
from generator.model import Block, Mention, Post, Reading, Span

__all__ = ["Names", "mentions"]

Kind = Literal["person", "place", "organisation"]

_READ = frozenset(
    {"headline", "subtitle", "dateline", "paragraph", "heading", "quotation", "list", "caption", "correction"}
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A block as a line, with the names that its own words give away."""

    flow: Flow
    line: Line
    people: Mapping[int, people.Name]
    places: tuple[places.Found, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a whole reading tells about the names in it: people by full name and by surname, countries spoken of."""

    blocks: Mapping[Span, _Read]
    full: Mapping[str, str]
    phrases: Lexicon[str]
    surnames: Mapping[str, str]
    countries: frozenset[str]


class Names:
    """The names of a desk and of the world, compiled once for many posts; remembers the last reading it was given."""

    def __init__(self, desk: Desk, *, nlp: bool = False) -> None:
        self.nlp = nlp
        self.places = places.Places(desk)
        self.certain = self.places.certain
        self.organisations = organisations.Organisations(desk)
        self.aliases = {alias: person.name for person in desk.people for alias in (person.name, *person.aliases)}
        self.listed = Lexicon(self.aliases)
        self._last: tuple[Reading, _Known] | None = None

    def known(self, reading: Reading, language: str | None) -> _Known:
        """What the whole reading tells, so that a post may use a surname that another post explains."""
        if self._last is None or self._last[0] is not reading:
            self._last = (reading, self._learn(reading, model=self.nlp and language in recogniser.LANGUAGES))
        return self._last[1]

    def read(self, reading: Reading, block: Block) -> _Read:
        """A block's line and the names that stand in it by themselves."""
        line_flow = flow(reading, block)
        line = Line(line_flow.text)
        named = {name.first: name for name in people.full_names(line, self.certain)}
        return _Read(line_flow, line, named, self.places.candidates(line))

    def _learn(self, reading: Reading, *, model: bool) -> _Known:
        blocks = {block.span: self.read(reading, block) for block in reading.blocks}
        if model:
            seen = recogniser.people([read.flow.text for read in blocks.values()])
            blocks = {at: self._with(read, spans) for (at, read), spans in zip(blocks.items(), seen, strict=True)}
        found = {name.name for read in blocks.values() for name in read.people.values()}
        surnames, full = self._surnames(found)
        spoken_of = places.countries((read.line, read.places) for read in blocks.values())
        return _Known(blocks, full, Lexicon({name: full[name] for name in found}), surnames, spoken_of)

    def _with(self, read: _Read, spans: Iterable[tuple[int, int]]) -> _Read:
        """The block with the names that the model saw where the rules see no one and the gazetteer no place."""
        taken = {at for name in read.people.values() for at in range(name.first, name.end)}
        longer = {at for place in read.places if place.end > place.first + 1 for at in range(place.first, place.end)}
        more = {
            name.first: name
            for span in spans
            if (name := people.proposed(read.line, span, self.certain))
            and taken.union(longer).isdisjoint(range(name.first, name.end))
        }
        return replace(read, people={**more, **read.people})

    def _surnames(self, found: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
        """Who is meant by each surname, and by each full name, in a text that has some full names."""
        here = people.surnames(sorted({self.aliases.get(name, name) for name in found}))
        surnames = {**here, **{alias: name for alias, name in self.aliases.items() if " " not in alias}}
        full = {**{name: name for name in found}, **self.aliases}
        for alias, name in self.aliases.items():
            # The text's own spelling of a desk name stands: 'Kiril' for 'Kyrylo'.
            if " " not in alias and (own := here.get(alias)) and own != name and own[0] == name[0]:
                surnames[alias] = own
        return surnames, full


def mentions(reading: Reading, post: Post, names: Names, language: str | None = "en") -> tuple[Mention, ...]:
    """Every person, place and organisation that a post names, in the order of the source."""
    known = names.known(reading, language)
    found: set[Mention] = set()
    for block in _blocks(post):
        read = None if block.rest else known.blocks.get(block.span)
        found.update(_in_block(read or names.read(reading, block), names, known))
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.kind, mention.name)))


def _blocks(post: Post) -> Iterator[Block]:
    spans = [evidence.span for evidence in post.headline.evidence if evidence.span] if post.headline else []
    for span in spans[:1]:
        yield Block(kind="headline", span=span)
    for block in post.blocks:
        if block.kind in _READ and block.span not in spans:
            yield block


def _mention(kind: Kind, read: _Read, found: people.Name | organisations.Organisation | places.Found) -> Mention:
    span = read.flow.span(read.line.starts[found.first], read.line.ends[found.end - 1])
    return Mention(kind=kind, name=found.name, span=span, rule=found.rule)


def _in_block(read: _Read, names: Names, known: _Known) -> Iterator[Mention]:
    taken: list[tuple[int, int]] = []
    for name in _people(read, names, known):
        taken.append((name.first, name.end))
        yield _mention("person", read, name)
    for organisation in names.organisations.find(read.line, taken):
        if organisation.whole:
            taken.append((organisation.first, organisation.end))
        yield _mention("organisation", read, organisation)
    for place in names.places.find(read.line, read.places, taken, known.countries):
        yield _mention("place", read, place)


def _people(read: _Read, names: Names, known: _Known) -> Iterator[people.Name]:
    end = 0
    words = read.line.words
    listed, full, surnames = names.listed.first_words, known.phrases.first_words, known.surnames
    for index in read.line.capitals:
        word = words[index]
        likely = index in read.people or word in surnames or word in listed or word in full
        if likely and index >= end and (name := _person(read, index, names, known)):
            yield name
            end = name.end


def _person(read: _Read, index: int, names: Names, known: _Known) -> people.Name | None:
    """The person whose name begins at a word: by the line's own evidence, by a known full name, by surname."""
    line = read.line
    if name := read.people.get(index):
        return people.Name(name.first, name.end, known.full.get(name.name, name.name), name.rule)
    full = names.listed.longest(line, index) or known.phrases.longest(line, index)
    if full and full[0] > index + 1:
        return people.Name(index, *full, "known name")
    surname = known.surnames.get(line.words[index])
    return people.Name(index, index + 1, surname, "surname") if surname and people.surname_alone(line, index) else None
