"""From a saved source to the refreshed page: `mkdocs serve` with this project, and `hugo server`, side by side.

Run as `python benchmarks/serving.py [COUNT ...] [--changes N]`; COUNT is 1,000 unless given. Seconds of the clock, so
the machine should be quiet. The page is asked for every 20 ms; it is refreshed when it has the sentence that was added.
Ours comes before the rest of the site, which has a column of its own; Hugo shows all at once.
`make bench` installs Hugo. The table is printed and written to `benchmarks/results.md`.
"""

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from publishing import BIN, PLAIN_BUILD, hugo_site, measure, prepare
from results import put

from generator.addresses import document_path

OFTEN = 0.02
LONGEST = 1_200.0
MOST = 1.2
BUILT = "Reloading browsers"  # MkDocs says so after each build; Hugo never does


@contextlib.contextmanager
def running(root: Path, command: list[str], name: str) -> Iterator[None]:
    """A server in a folder, stopped at the end."""
    with (
        (root / f"{name}.txt").open("wb") as log,
        subprocess.Popen(command, cwd=root, stdout=log, stderr=log) as server,
    ):
        try:
            yield
        finally:
            server.terminate()


def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def page_at(url: str) -> str:
    """The page, nothing where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=LONGEST) as answer:
            return str(answer.read().decode("utf-8", "replace"))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def wait_for(url: str, words: str) -> None:
    """Return when the page has the words; raises where that takes too long."""
    end = time.perf_counter() + LONGEST
    while time.perf_counter() < end:
        if words in page_at(url):
            return
        time.sleep(OFTEN)
    raise SystemExit(f"{url} never had: {words}")


def latencies(file: Path, url: str, log: Path, *, is_mkdocs: bool) -> Iterator[tuple[float, float]]:
    """Seconds from each save of a file to the page that has the new sentence, and to the end of the build."""
    wait_for(url, "</html>")
    for number in count(1):
        words = f"The council met for the {number}th time on Monday evening."
        text, built = file.read_text("utf-8"), log.read_text("utf-8").count(BUILT)
        started = time.perf_counter()
        file.write_text(f"{text}\n{words}\n", "utf-8")
        wait_for(url, words)
        shown = time.perf_counter() - started
        while is_mkdocs and log.read_text("utf-8").count(BUILT) == built:
            time.sleep(OFTEN)
        yield shown, time.perf_counter() - started


def ours(root: Path, changes: int) -> list[tuple[float, float]]:
    """Of `mkdocs serve` with this project."""
    at = port()
    source = min((root / "briefings").rglob("*.txt"))
    page = document_path(source.relative_to(root / "briefings").as_posix()).removesuffix(".md")
    command = [str(BIN / "mkdocs"), "serve", "-f", "ours.yml", "-a", f"127.0.0.1:{at}"]
    with running(root, command, "ours"):
        return list(
            islice(latencies(source, f"http://127.0.0.1:{at}/{page}/", root / "ours.txt", is_mkdocs=True), changes)
        )


def hugo(root: Path, changes: int) -> list[tuple[float, float]]:
    """Of `hugo server` on the same pages as ready Markdown; none where it is not installed."""
    command = shutil.which("hugo", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    if command is None:
        return []
    measure(PLAIN_BUILD, root, [str(BIN / "mkdocs"), "build", "-q", "-f", "plain.yml", "-d", "plain"], "plain")
    hugo_site(root)
    at = port()
    page = min((root / "content" / "documents").glob("*.md"))
    with running(root, [command, "server", "--bind", "127.0.0.1", "--port", str(at)], "hugo"):
        url = f"http://127.0.0.1:{at}/documents/{page.stem}/"
        return list(islice(latencies(page, url, root / "hugo.txt", is_mkdocs=False), changes))


def row(documents: int, changes: int) -> str:
    """The medians of a site of so many documents, and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        prepare(root, documents)
        own, theirs = ours(root, changes), hugo(root, changes)
    shown, whole = map(statistics.median, zip(*own, strict=True))
    if not theirs:
        return f"| {documents:,} | {shown:.2f} | {whole:.2f} | | | |"
    other = statistics.median(one for one, _ in theirs)
    mark = "" if shown / other <= MOST else " (no)"
    return (
        f"| {documents:,} | {shown:.2f} | {whole:.2f} | {other:.2f} | {shown / other:.1f}{mark} | {whole / other:.1f} |"
    )


def main() -> None:
    """Print and write down a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1_000], metavar="COUNT")
    parser.add_argument("--changes", type=int, default=10)
    given = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    head = [
        f"## From a saved source to the refreshed page, median of {given.changes}; the ratio is to be at most {MOST}\n",
        "| documents | the page, s | the whole site, s | `hugo server`, s | ratio of the page | of the site |",
        "|---|---|---|---|---|---|",
    ]
    put("serving", "\n".join([*head, *(row(documents, given.changes) for documents in given.counts)]))


if __name__ == "__main__":
    main()
