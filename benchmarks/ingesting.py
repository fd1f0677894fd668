"""Ingest real texts: documents a second and CPU ms a document of each stage, beside reading and writing the files.

Run as `python benchmarks/ingesting.py [--all] [COUNT]`: the texts of ../shared/data/corpus-bbc, with --all also the
wire stories of ../shared/data/corpus-reuters; COUNT takes fewer. A corpus that is not there is left out, as a line then
says. Reading and marking run in this process; whole ingests run as in a build, with their child processes, which the
CPU time includes. What the desk compiles to is made before, as once in a build. Documents a second are by the clock:
run it on an idle machine with as many processors as workers.
"""

import argparse
import gzip
import hashlib
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from results import put

from generator.annotate import mark
from generator.annotate.entities import Names
from generator.desk import Desk
from generator.extract import ingest
from generator.model import Source
from generator.pipeline import build
from generator.pipeline.documents import Means, marked
from generator.runtime import memory
from generator.runtime.cache import Cache
from generator.runtime.serialisation import encode
from generator.runtime.workers import pool
from generator.settings import Settings

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
TEXTS, WIRE = "corpus-bbc", "corpus-reuters"
FULL_WORDS = range(500, 701)
READ_FILES, WRITE_FILES, READING, MARKING, FULL, ONE, TWO, UNCHANGED = (
    "floor: reading the files",
    "floor: writing what is kept",
    "reading",
    "marking",
    "reading and marking, texts of 500 to 700 words",
    "whole ingest, one worker",
    "whole ingest, two workers",
    "unchanged documents",
)
SETTINGS = Settings()
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a stage cost for so many documents: seconds of the clock, and of the processors with all children."""

    count: int
    wall: float
    cpu: float

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.count / self.wall

    @property
    def each(self) -> float:
        """CPU milliseconds a document."""
        return self.cpu / self.count * 1_000


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def cost(count: int, work: Callable[[], T]) -> tuple[Cost, T]:
    """What some work costs, and what it gives."""
    wall, before = time.perf_counter(), cpu()
    found = work()
    return Cost(count=count, wall=time.perf_counter() - wall, cpu=cpu() - before), found


def texts(folder: Path) -> list[bytes]:
    """The bytes of every text below a folder."""
    return [path.read_bytes() for path in sorted(folder.rglob("*.txt"))]


def wire_stories(folder: Path) -> Iterator[bytes]:
    """Wire stories as the text that an editor would save."""
    with gzip.open(folder / "reuters21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        for story in map(json.loads, lines):
            parts = [story[name] or "" for name in ("title", "author", "published", "text")]
            yield "\n\n".join(parts).encode()


def sources(data: Sequence[bytes]) -> list[Source]:
    """Texts as sources."""
    return [
        Source(path=f"{number:05}.txt", data=one, sha256=hashlib.sha256(one).hexdigest())
        for number, one in enumerate(data)
    ]


def written(folder: Path, data: Sequence[bytes]) -> None:
    """Each of these bytes in a file of its own."""
    for number, one in enumerate(data):
        (folder / f"{number:05}").write_bytes(one)


def stages(some: Sequence[Source], desk: Desk, names: Names) -> tuple[dict[str, Cost], list[bytes]]:
    """The stages one by one in this process, and the documents as they are kept."""
    found: dict[str, Cost] = {}
    found[READING], as_read = cost(len(some), lambda: [ingest(one, SETTINGS) for one in some])
    found[MARKING], documents = cost(len(some), lambda: [mark(one, desk, names) for one in as_read])
    full = [one for one in some if len(one.data.split()) in FULL_WORDS]
    if full:
        found[FULL], _ = cost(len(full), lambda: [mark(ingest(one, SETTINGS), desk, names) for one in full])
    return found, list(map(encode, documents))


def whole(some: Sequence[Source], desk: Desk, folder: Path) -> dict[str, Cost]:
    """Whole ingests as in a build, and another one with the cache of the first."""

    def run(workers: int, cache: Cache | None = None) -> Cost:
        return cost(len(some), lambda: marked(some, desk, SETTINGS, Means(workers=pool(workers), cache=cache)))[0]

    marked(some[:1], desk, SETTINGS, Means())
    found = {ONE: run(1), TWO: run(2)}
    for name in ("filling the cache", UNCHANGED):
        with closing(Cache(folder, print)) as cache:
            found[name] = run(2, cache)
    return found


def measure(data: Sequence[bytes], desk: Desk, names: Names) -> dict[str, Cost]:
    """Every stage of some texts by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("texts", "kept", "cache"):
            (folder / part).mkdir(mode=0o700)
        written(folder / "texts", data)
        reading, _ = cost(len(data), lambda: [path.read_bytes() for path in (folder / "texts").iterdir()])
        some = sources(data)
        found, kept = stages(some, desk, names)
        writing, _ = cost(len(data), lambda: written(folder / "kept", kept))
        return {READ_FILES: reading, WRITE_FILES: writing} | found | whole(some, desk, folder / "cache")


def table(name: str, found: Mapping[str, Cost]) -> Iterator[str]:
    """The stages, and what is to be reached, as Markdown."""
    floor = found[READ_FILES].each + found[WRITE_FILES].each
    yield f"## {found[READING].count:,} documents of {name}\n"
    yield "| stage | documents a second | CPU ms a document | of reading and writing the files |"
    yield "|---|---|---|---|"
    for what, one in found.items():
        yield f"| {what} | {one.rate:,.0f} | {one.each:.3f} | {one.each / floor:.1f} |"
    yield "\n| to reach | | reached |"
    yield "|---|---|---|"
    if FULL in found:
        yield f"| {FULL}, CPU ms | under 2 | {found[FULL].each:.2f} |"
    yield f"| two workers against one, documents a second | at least 1.7 | {found[TWO].rate / found[ONE].rate:.2f} |"
    yield f"| unchanged documents a second | over 10,000 | {found[UNCHANGED].rate:,.0f} |"
    yield ""


def corpora(*, every: bool) -> Iterator[tuple[str, Callable[[], list[bytes]]]]:
    """The corpora that stand here, with what reads them."""
    wanted = {TEXTS: lambda: texts(DATA / TEXTS), WIRE: lambda: list(wire_stories(DATA / WIRE))}
    for name, load in wanted.items():
        if not (DATA / name).is_dir():
            print(f"{name}: left out, there is no ../shared/data/{name}")
        elif every or name == TEXTS:
            yield name, load


def main() -> None:
    """Print a table for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int)
    parser.add_argument("--all", action="store_true", help="the wire stories too")
    given = parser.parse_args()
    desk = build.load_desk_folder(ROOT / "briefings" / build.DESK)
    names = Names(desk)
    with memory.seldom_meanwhile():
        tables = [table(name, measure(load()[: given.count], desk, names)) for name, load in corpora(every=given.all)]
    put("ingesting", "\n".join(line for one in tables for line in one))


if __name__ == "__main__":
    main()
