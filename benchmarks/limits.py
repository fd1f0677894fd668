"""Build a site of one extreme source, then of one twice as long: seconds, memory, and the factor between the two.

Run as `python benchmarks/limits.py [CASE ...]`; exits with 1 where a promise is broken. The site is that of `briefings
init`, with an empty cache. The limit of seconds is on the wall's clock, so run it on an idle machine. The factor is of
CPU time, of the build and its children, less that of a site with one short source.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECONDS = 5.0
MIB = 400.0
FACTOR = 2.3
NOISE = 1.0  # seconds; below that, a factor says nothing
SENTENCE = "The council of the harbour town met on Monday and put off the vote on the new bridge. "
CONFIG = (Path(__file__).parents[1] / "generator" / "cli" / "scaffold" / "mkdocs.yml").read_text("utf-8")


def line(count: int) -> str:
    """One line of `count` characters."""
    return (SENTENCE * (count // len(SENTENCE) + 1))[:count] + "\n"


def paragraphs(count: int) -> str:
    """Paragraphs of some 350 characters, `count` characters in all."""
    paragraph = SENTENCE * 4 + "\n\n"
    return "The bridge\n\n" + paragraph * (count // len(paragraph))


def headings(count: int) -> str:
    """`count` headings with nothing between them."""
    return "".join(f"## Heading {number}\n\n" for number in range(count))


def brackets(count: int) -> str:
    """`count` opening brackets and as many closing ones."""
    return "The bridge\n\n" + "[" * count + "bridge" + "]" * count + "\n"


def links(count: int) -> str:
    """The beginnings of `count` links, none of which ends."""
    return "The bridge\n\n" + "[a](" * count + "\n"


def quotations(count: int) -> str:
    """`count` opening quotation marks and as many closing ones."""
    return "The bridge\n\n" + "“" * count + "bridge" + "”" * count + "\n"


def straight(count: int) -> str:
    """`count` straight quotation marks with a letter between each two."""
    return "The bridge\n\n" + '"a ' * count + "\n"


def live_blog(count: int) -> str:
    """A live blog of `count` posts, the newest first."""
    posts = (
        f"{minute // 60 % 24:02}:{minute % 60:02} GMT\n\nVote {minute} on the bridge\n\n{SENTENCE * 3}\n\n{SENTENCE}\n"
        for minute in range(count, 0, -1)
    )
    return "Live: the vote on the bridge\n\nMonday 3 June 2024\n\n" + "\n".join(posts)


def reports(count: int) -> str:
    """Paragraphs full of what is looked for: `count` days, figures, places, names and quotations."""
    paragraph = (
        "On {day} June 2024, {number} people were hurt in Harwick, Mr Ann{number} Lee{number} said. "
        "“The bridge at Tarn is closed to the boats,” Mr Ann{number} Lee{number} told reporters on Monday.\n\n"
    )
    return "The bridge\n\n" + "".join(paragraph.format(day=n % 28 + 1, number=n + 3) for n in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A kind of source, how much of it the promise speaks of, and its suffix."""

    make: Callable[[int], str]
    count: int
    suffix: str = ".txt"


CASES = {
    "1 MB line": Case(make=line, count=1_000_000),
    "10 MB of paragraphs": Case(make=paragraphs, count=10_000_000),
    "100,000 headings": Case(make=headings, count=100_000, suffix=".md"),
    "20,000 brackets": Case(make=brackets, count=20_000),
    "20,000 brackets, Markdown": Case(make=brackets, count=20_000, suffix=".md"),
    "20,000 links, Markdown": Case(make=links, count=20_000, suffix=".md"),
    "20,000 quotation marks": Case(make=quotations, count=20_000),
    "20,000 straight marks": Case(make=straight, count=20_000),
    "1,000 figures and names": Case(make=reports, count=1_000),
    "live blog of 1,000": Case(make=live_blog, count=1_000),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a build took: seconds on the wall's clock and of the processors, MiB of the largest process."""

    wall: float
    cpu: float
    mib: float


def measure(text: str, suffix: str) -> Cost:
    """The cost of `mkdocs build` of one source; raises where the build fails."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "mkdocs.yml").write_text(CONFIG)
        (root / "docs").mkdir()
        (root / "briefings").mkdir()
        (root / "briefings" / f"source{suffix}").write_text(text, encoding="utf-8")
        started = time.perf_counter()
        process = os.spawnve(
            os.P_NOWAIT,
            sys.executable,
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", f"{name}/mkdocs.yml"],
            {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "NO_MKDOCS_2_WARNING": "1"},
        )
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - started
        if status or not (root / "site" / "index.html").exists():
            raise SystemExit(f"the build ended with status {status}")
    return Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime, mib=usage.ru_maxrss / 1024)


def report(name: str, case: Case, nothing: Cost) -> bool:
    """Measure a case, print its row, and say whether it kept every promise."""
    once = measure(case.make(case.count), case.suffix)
    twice = measure(case.make(2 * case.count), case.suffix)
    factor = max(twice.cpu - nothing.cpu, NOISE) / max(once.cpu - nothing.cpu, NOISE)
    kept = once.wall < SECONDS and once.mib < MIB and factor <= FACTOR
    row = f"{name:26} {once.wall:8.1f} {once.cpu:8.1f} {once.mib:8.0f} {twice.cpu:10.1f} {factor:8.2f}"
    print(row, "" if kept else "BROKEN", flush=True)
    return kept


def main() -> int:
    """Print a row for each case; 1 where one broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", default=list(CASES))
    names = [name for name in CASES if any(asked in name for asked in parser.parse_args().cases)]
    measure(SENTENCE, ".txt")  # compiles modules, as the first build on a machine does
    nothing = measure(SENTENCE, ".txt")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"{'':26} {'wall s':>8} {'CPU s':>8} {'MiB':>8} {'CPU, twice':>10} {'factor':>8}")
    print(f"{'a short source':26} {nothing.wall:8.1f} {nothing.cpu:8.1f} {nothing.mib:8.0f}")
    kept = [report(name, CASES[name], nothing) for name in names]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
