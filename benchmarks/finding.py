"""The first search result in a browser: Material's own search beside this project's, over the same made-up articles.

Run as `python benchmarks/finding.py [COUNT]`; COUNT is 1,000 unless given. Seconds are from opening the page of the
search to the first result, in a browser that has never seen the site; bytes are what the server sent, compressed as a
host does. Needs Chromium, and the memory of its largest process is that of the page with its workers. The table is
printed and written to `benchmarks/results.md`.
"""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from documents import write
from playwright.sync_api import Browser, Page, sync_playwright
from results import put

BIN = Path(sys.executable).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WAIT_MILLISECONDS = 180_000
MOST_SECONDS, MOST_BYTES = 0.03, 0.02  # of Material's own search, at 10,000 documents
SITE = "site_name: Bench\nsite_dir: {name}\ntheme: {{name: material, font: false, features: [navigation.tabs]}}\n"
PLAIN = SITE.format(name="plain") + (
    "docs_dir: pages\nnot_in_nav: '/**'\nnav: [index.md]\nplugins: [search]\n"
    "markdown_extensions: [admonition, attr_list, md_in_html, tables, pymdownx.details, briefings-sanitiser]\n"
)
OURS = SITE.format(name="ours") + (
    "docs_dir: docs\nplugins: [briefings]\nextra_css: [assets/newsroom.css, assets/search.css]\n"
    "extra_javascript: [assets/search.js]\n"
)


@dataclass
class Sent:
    """What a server has sent."""

    bytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the first result cost: seconds, kB sent, MiB of the browser's largest process."""

    seconds: float
    sent: float
    memory: float


class Host(SimpleHTTPRequestHandler):
    """Sends everything compressed, and counts."""

    def __init__(self, *args: object, sent: Sent, **options: object) -> None:
        self.sent = sent
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        with self.sent.lock:
            self.sent.bytes += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keeps the terminal for the table."""


@contextmanager
def host(site: Path) -> Iterator[tuple[str, Sent]]:
    """The address of a site, and what is sent of it."""
    sent = Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site), sent=sent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()
    server.server_close()


def largest_process(browser_pid: int) -> float:
    """MiB of the largest of a browser's processes, whose descendants they are."""
    parents, sizes = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text("utf-8")
        except OSError:  # it has ended
            continue
        pid = int(status.parent.name)
        parents[pid] = int(re.search(r"^PPid:\s+(\d+)", text, re.MULTILINE)[1])
        size = re.search(r"^VmHWM:\s+(\d+)", text, re.MULTILINE)
        sizes[pid] = int(size[1]) / 1024 if size else 0.0
    below, more = {browser_pid}, True
    while more:
        more = {pid for pid, parent in parents.items() if parent in below} - below
        below |= more
    return max(sizes[pid] for pid in below - {browser_pid})


def material(page: Page, url: str, word: str) -> None:
    """Material's own search, until the first result."""
    page.goto(f"{url}/?q={word}")
    page.locator(".md-search-result__item").first.wait_for(state="attached")


def ours(page: Page, url: str, word: str) -> None:
    """The search of this project, until the first result."""
    page.goto(f"{url}/search/?q={word}")
    page.locator(".search-results li").first.wait_for(state="attached")


def first_result(browser: Browser, site: Path, search: Callable[[Page, str, str], None], word: str) -> Found:
    """What the first result costs somebody who has never seen the site."""
    with host(site) as (url, sent):
        context = browser.new_context()
        context.set_default_timeout(WAIT_MILLISECONDS)
        started = time.perf_counter()
        search(context.new_page(), url, word)
        seconds = time.perf_counter() - started
        memory = largest_process(os.getpid())
        context.close()
    return Found(seconds=seconds, sent=sent.bytes / 1000, memory=memory)


def build(root: Path, count: int) -> None:
    """Both sites, with their indexes."""
    write(root / "briefings", count)
    (root / "docs").mkdir()
    (root / "docs" / "about.md").write_text("# About\n\nMade-up articles.\n")
    (root / "plain.yml").write_text(PLAIN)
    (root / "ours.yml").write_text(OURS)
    for command in (
        ["briefings", "write", "pages", "--no-cache"],
        ["mkdocs", "build", "-q", "-f", "plain.yml"],
        ["mkdocs", "build", "-q", "-f", "ours.yml"],
    ):
        subprocess.run(
            [BIN / command[0], *command[1:]], cwd=root, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        )


def main() -> None:
    """Print and write down both, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1_000)
    count = parser.parse_args().count
    chromium = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if not chromium:
        raise SystemExit("no Chromium on this machine; install it (Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(root, count)
        text = next((root / "briefings").rglob("*.txt")).read_text("utf-8")
        word = max(re.findall(r"\b[a-z]{6,12}\b", text), key=len)
        found = {}
        for name, search in (("plain", material), ("ours", ours)):
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                found[name] = first_result(browser, root / name, search, word)
                browser.close()
    put("finding", table(count, found["plain"], found["ours"]))


def table(count: int, plain: Found, ours: Found) -> str:
    """Both and their ratios as Markdown."""
    seconds, sent, memory = ours.seconds / plain.seconds, ours.sent / plain.sent, ours.memory / plain.memory
    return "\n".join(
        [
            f"## The first search result, {count:,} documents\n",
            "| search | s | kB sent | largest process, MiB |",
            "|---|---|---|---|",
            f"| Material's own | {plain.seconds:.2f} | {plain.sent:,.0f} | {plain.memory:.0f} |",
            f"| this | {ours.seconds:.2f} | {ours.sent:,.0f} | {ours.memory:.0f} |",
            f"| ratio, at most {MOST_SECONDS} and {MOST_BYTES} at 10,000 | {seconds:.3f} | {sent:.3f} | {memory:.2f} |",
        ]
    )


if __name__ == "__main__":
    main()
