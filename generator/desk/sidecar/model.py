"""What a sidecar comes to."""

from dataclasses import dataclass

from generator.model import Field, Override, Problem, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Where the editor cuts the text otherwise: `what` is set_aside, restore, merge or split, `time` a split's."""

    what: str
    span: Span
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What the editor states and removes, the cuts, all of it as overrides, and what could not be used."""

    fields: tuple[Field, ...] = ()
    removed: frozenset[str] = frozenset()
    cuts: tuple[Cut, ...] = ()
    overrides: tuple[Override, ...] = ()
    problems: tuple[Problem, ...] = ()
