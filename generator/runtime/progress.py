"""How far a long piece of work is: a bar on a terminal, a plain line now and then elsewhere; nothing while it is short.

Writes for people, to what it is given, by the clock that it is given.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

T = TypeVar("T")

SHORT: Final = 2.0  # seconds in which no bar is shown
REDRAWN: Final = 0.1  # seconds between two states of a bar
PAUSE: Final = 10.0  # seconds before and between lines where there is no terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where progress is told, if anywhere, and by which clock."""

    out: TextIO | None = None
    clock: Callable[[], float] = time.monotonic

    def watch(self, items: Iterable[T], count: int, what: str) -> Iterator[T]:
        """The items as they come; `count` is how many there will be, `what` is done with them: 'sources read'."""
        steps = self.steps(count, what)
        if steps is None:
            yield from items
            return
        try:
            for item in items:
                steps.done()
                yield item
        finally:
            steps.end()

    def steps(self, count: int, what: str) -> "Steps | None":
        """The same for work that comes from elsewhere; None where nothing is told."""
        return Steps(self.out, self.clock, count, what) if self.out else None


class Steps:
    """One piece of work while it is done."""

    def __init__(self, out: TextIO, clock: Callable[[], float], count: int, what: str) -> None:
        self._out = out
        self._clock = clock
        self._count = count
        self._what = what
        self._done = 0
        self._due = clock() + (SHORT if out.isatty() else PAUSE)
        self._bar: ProgressBar[int] | None = None

    def done(self) -> None:
        """One step more."""
        self._done += 1
        now = self._clock()
        if now < self._due:
            return
        if self._out.isatty():
            self._draw()
            self._due = now + REDRAWN
        else:
            print(f"{self._done:,} of {self._count:,} {self._what}", file=self._out, flush=True)
            self._due = now + PAUSE

    def end(self) -> None:
        """The bar as it is at the end, on a line of its own."""
        if self._bar:
            self._draw()
            self._bar.render_finish()
            self._bar = None

    def _draw(self) -> None:
        if self._bar is None:
            label = self._what.capitalize()
            self._bar = click.progressbar(length=self._count, label=label, show_pos=True, file=self._out)
        self._bar.update(self._done - self._bar.pos)
        self._bar.render_progress()
