"""What cannot be made of one thing is a problem that names it, and everything else goes on.

Where nothing of a kind can be made, the mistake is none of a single source: it raises as it would without this. So does
trouble with the disk or with memory.
"""

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, is_dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from generator.model import Document, Problem
from generator.runtime import disk_errors

T = TypeVar("T")

CODES: Final = frozenset({"reading-failed", "document-failed", "page-failed", "export-failed"})  # mistakes of ours
KINDS: Final = MappingProxyType(
    {
        "document-page": "the page of a document",
        "page": "the page",
        "part": "the line above the parts of",
        "item": "the item in feeds of",
        "feed": "the feed of",
        "head": "the head of",
        "card": "the card of",
        "reference": "the reference of",
        "data": "the data of",
        "search": "what the search knows of",
        "corpus": "what concerns",
        "period": "the period of",
        "html": "the HTML of",
        "theme": "the theme around",
    }
)
PACKAGE: Final = Path(__file__).parents[1]
MOST_CHARS: Final = 200  # of what an exception says
REPORT: Final = "This is a mistake of the generator: please report it with the file."


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is made: its kind, the path of its page, and the path of its source if it is of one."""

    kind: str
    page: str
    source: str = ""
    code: str = "export-failed"


@dataclass(slots=True, kw_only=True)
class Contained:
    """Of one build; where it is `open` nothing is contained and every exception is the caller's."""

    open: bool = False
    problems: list[Problem] = field(default_factory=list)
    _made: set[str] = field(default_factory=set)
    _failed: defaultdict[str, dict[Thing, Exception]] = field(default_factory=lambda: defaultdict(dict))

    def attempt(self, thing: Thing, make: Callable[[], T], instead: Callable[[Problem], T]) -> T:
        """What `make` gives; where it raises, a problem more and what stands instead."""
        if self.open:
            return make()
        try:
            value = make()
        except Exception as error:
            if is_of_machine(error):
                raise
            return instead(self._noted(thing, error))
        self._made.add(thing.kind)
        return value

    def each(self, things: Iterable[tuple[Thing, Callable[[], T]]]) -> Iterator[T]:
        """What is made of each of the things that can be made."""
        for thing, make in things:
            yield from self.attempt(thing, partial(_alone, make), _nothing)

    def settle(self) -> None:
        """Raise the first exception of a kind of which several were tried and none was made."""
        for kind, failures in self._failed.items():
            if kind not in self._made and len(failures) > 1:
                raise next(iter(failures.values()))

    def _noted(self, thing: Thing, error: Exception) -> Problem:
        if thing not in self._failed[thing.kind]:
            self._failed[thing.kind][thing] = error
            self.problems.append(problem_of(thing, error))
        return problem_of(thing, error)


def _alone(make: Callable[[], T]) -> tuple[T, ...]:
    return (make(),)


def _nothing(problem: Problem) -> tuple[()]:
    del problem
    return ()


def is_of_machine(error: BaseException) -> bool:
    """Whether an exception is the fault of the machine, such as a full disk, and of nothing that is made."""
    return isinstance(error, MemoryError) or bool(disk_errors.told(error))


def problem_of(thing: Thing, error: Exception, *, detailed: bool = True) -> Problem:
    """The problem of a thing that cannot be made; without what the exception says unless that is to be `detailed`."""
    source = thing.source or _source(error)
    message = f"could not be made: {KINDS[thing.kind]} {thing.page}: {described(error, detailed=detailed)}. {REPORT}"
    return Problem(code=thing.code, severity="error", path=source or thing.page, message=message)


def described(error: Exception, *, detailed: bool = True) -> str:
    """An exception by its name, what it says, and the line of this package where it was raised."""
    words = " ".join(str(error).split()) if detailed else ""
    short = f"{words[:MOST_CHARS]}…" if len(words) > MOST_CHARS else words
    return f"{type(error).__name__}{': ' if short else ''}{short}{_place(error)}"


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE) and frame.filename != __file__]
    if not ours:
        return ""
    return f" ({Path(ours[-1].filename).relative_to(PACKAGE.parent).as_posix()}:{ours[-1].lineno})"


def _source(error: Exception) -> str:
    """The source that was at work where an exception was raised: that of the innermost call that holds a document."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        for value in frame.f_locals.values():
            document = getattr(value, "document", None) if is_dataclass(value) else None
            document = value if isinstance(value, Document) else document
            if isinstance(document, Document):
                return document.path
    return ""


OPEN: Final = Contained(open=True)
