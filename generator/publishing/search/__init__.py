"""The search index of a built site, made by Pagefind from what the pages show; knows no site engine."""

# Reasons: docs/decisions/0090-search.md

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Final, Literal, TypeAlias

from generator.publishing.search.entries import Entry
from generator.publishing.search.pagefind import ABSENT, Run, SearchError, Stopped, program

__all__ = ["FOLDER", "Background", "Entry", "Search", "SearchError", "program", "write"]

FOLDER: Final = "pagefind"
OFF: Final = "No search: it is switched off in the configuration. The pages say so and lead to the indexes."
State: TypeAlias = Literal["ready", "making", "absent"]
_ASIDE: Final = ".search-"  # hidden in the site under construction, so that a build that dies leaves nothing elsewhere


def write(site: Path, entries: Iterable[Entry]) -> None:
    """Make the index of the entries in `site`/pagefind, in the place of an older one; SearchError if Pagefind fails."""
    with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=site) as folder:
        Run().index(site, entries, Path(folder, FOLDER))
        _replace(Path(folder, FOLDER), site / FOLDER)


@dataclass(slots=True, kw_only=True)
class Background:
    """Makes the index of a served site beside the server: only when a page has changed, and the newest build's only."""

    tell: Callable[[str], None]
    _run: Run = field(default_factory=Run)
    _thread: Thread | None = None
    _kept: tempfile.TemporaryDirectory[str] | None = None
    _digest: str = ""

    def start(self, site: Path, entries: tuple[Entry, ...]) -> None:
        """Begin the index of a site that has just been built."""
        self.stop()
        self._run = Run()
        self._thread = Thread(target=self._make, args=(site, entries, self._run), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End what is under way; after this nothing is read from the site or written to it."""
        if self._thread:
            self._run.stop()
            self._thread.join()
            self._thread = None

    def _make(self, site: Path, entries: tuple[Entry, ...], run: Run) -> None:
        try:
            self._index(site, entries, run)
        except Stopped:
            return
        except (OSError, SearchError) as error:
            self.tell(f"The search index could not be made: {error}")
        else:
            self.tell(f"The search index is made: {len(entries)} pages")

    def _index(self, site: Path, entries: tuple[Entry, ...], run: Run) -> None:
        self._kept = self._kept or tempfile.TemporaryDirectory(prefix="briefings-search-")
        index = Path(self._kept.name, FOLDER)
        digest = _digest(site, entries)
        if digest != self._digest:
            self._digest = ""
            shutil.rmtree(index, ignore_errors=True)
            run.index(site, entries, index)
            self._digest = digest
        with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=site) as folder:
            shutil.copytree(index, Path(folder, FOLDER))
            _replace(Path(folder, FOLDER), site / FOLDER)


@dataclass(slots=True, kw_only=True)
class Search:
    """The search of one site over all its builds: the index at once, or in the background while it is served."""

    tell: Callable[[str], None]
    _background: Background = field(init=False)
    _state: State = "absent"
    _why: str = OFF

    def __post_init__(self) -> None:
        self._background = Background(tell=self.tell)

    def begin(self, *, wanted: bool, serving: bool) -> State:
        """What the pages of the build that now begins tell of the index."""
        self.stop()
        self._why = ABSENT if wanted else OFF
        self._state = "absent" if not wanted or program() is None else "making" if serving else "ready"
        return self._state

    def make(self, site: Path, entries: tuple[Entry, ...]) -> None:
        """Make the index of the site that was built, or say why there is none; SearchError if Pagefind fails."""
        if self._state == "absent":
            self.tell(self._why)
        elif self._state == "making":
            self._background.start(site, entries)
        else:
            write(site, entries)

    def stop(self) -> None:
        """End what is under way in the background."""
        self._background.stop()


def _digest(site: Path, entries: Iterable[Entry]) -> str:
    """A hash of all that an index is made of."""
    hashed = hashlib.sha256()
    for entry in entries:
        page = (site / entry.path).read_bytes()
        hashed.update(f"{entry!r} {len(page)}\n".encode() + page)
    return hashed.hexdigest()


def _replace(new: Path, target: Path) -> None:
    """Put the index there in one step, so that no reader meets half of it."""
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)
