"""What metadata is looked for in, and how candidates become one fact and its rejected rivals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TypeVar

from generator.language import Language
from generator.language.bylines import Byline, byline
from generator.language.dates import gapped
from generator.markup import escaping
from generator.model import Block, BlockKind, Candidate, Evidence, Fact, Field, Reading, Span

T = TypeVar("T")
MAX_REJECTED = 8


@dataclass(frozen=True, kw_only=True)
class Material:
    """A reading with its named blocks, the file's path, and what the editor's sidecar states (None removes a fact)."""

    reading: Reading
    blocks: tuple[Block, ...]
    words: Language
    path: str
    sidecar: tuple[Field, ...] = ()
    removed: frozenset[str] = frozenset()
    language: str | None = None
    rest: tuple[Block, ...] = ()

    def text(self, block: Block) -> str:
        """A block's words without markup."""
        known = self._texts.get(block.span)
        if known is None or block.rest:
            words = self.reading.words(block)
            known = " ".join(escaping.plain(words).split()) if self.reading.markup else words
            if not block.rest:
                self._texts[block.span] = known
        return known

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """The blocks of some kinds, in the source's order."""
        return (block for block in self.blocks if block.kind in kinds)

    def anywhere(self, *kinds: BlockKind) -> Iterator[Block]:
        """The blocks of some kinds, those of a live blog's posts after the page's own."""
        return (block for block in (*self.blocks, *self.rest) if block.kind in kinds)

    def fields(self, *names: str) -> Iterator[Field]:
        """The source's fields of these names, in the order of the names, the sidecar's among them."""
        known = self._fields
        return (field for name in names for field in known.get(name, ())) if known else iter(())

    @property
    def states(self) -> bool:
        """Whether the source, or its sidecar, has any field."""
        return bool(self.sidecar or self.reading.fields)

    @cached_property
    def _texts(self) -> dict[Span, str]:
        return {}

    @cached_property
    def _fields(self) -> Mapping[str, Sequence[Field]]:
        found: dict[str, list[Field]] = {}
        for field in (*self.sidecar, *self.reading.fields):
            if field.value:
                found.setdefault(field.name, []).append(field)
        return found


Finder = Callable[[Material], Iterator[Fact[T]]]


def of_fields(finder: Finder[T]) -> Finder[T]:
    """A finder that looks at nothing but fields: a source without any, as most texts are, is not asked."""

    @wraps(finder)
    def asked(material: Material) -> Iterator[Fact[T]]:
        return finder(material) if material.states else iter(())

    return asked


def choose(
    name: str, material: Material, finders: Sequence[Finder[T]], plausible: Callable[[Fact[T]], str | None]
) -> tuple[Fact[T] | None, tuple[Candidate, ...]]:
    """The first plausible candidate, and the others with the reason why they lost.

    `plausible` returns what is wrong with a candidate, or None.
    """
    if name in material.removed:
        return None, ()
    chosen: Fact[T] | None = None
    rejected: list[Candidate] = []
    for fact in (fact for finder in finders for fact in finder(material)):
        reason = plausible(fact)
        if not reason and chosen is None:
            chosen = fact
        elif not chosen or fact.value != chosen.value:
            reason = reason or f"{chosen.evidence[0].rule if chosen else ''} comes first"
            rejected.append(Candidate(field=name, fact=fact, reason=reason))
    return chosen, tuple(rejected[:MAX_REJECTED])


def stated(value: T, rule: str, field: Field) -> Fact[T]:
    """A fact that a field of the source states."""
    return Fact(value=value, evidence=(Evidence(rule=rule, field=field.name),))


def shown(value: T, rule: str, block: Block, *, inferred: bool = False) -> Fact[T]:
    """A fact that a block of the text shows."""
    return Fact(value=value, evidence=(Evidence(rule=rule, span=block.hull),), inferred=inferred)


def credit_of(material: Material, block: Block) -> Byline | None:
    """The byline that a block holds."""
    return byline(gapped(material.text(block), material.words), material.words)
