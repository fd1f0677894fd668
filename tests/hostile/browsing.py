"""Opens every page of a site in Chromium and counts what acts: scripts, handlers, addresses, requests, dialogs."""

import hashlib
import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Frame, Page, Request, sync_playwright

from generator.publishing import security_policy

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
HERE = Path(__file__).parent
WATCHER = "/watching.html"
ERROR = "chrome-error:"
SCRIPTS = (HERE.parents[1] / "generator" / "plugin" / "theme" / "assets").glob("*.js")
OWN = ("/assets/javascripts/", "/pagefind/pagefind.js", *(f"/assets/{path.name}" for path in sorted(SCRIPTS)))
FRAMES = 6
SETTLE_MILLISECONDS = 20
CHUNK = 60
RESULTS = """() => [...document.querySelectorAll(".search-page *")].flatMap(element => [
  ...[...element.attributes].filter(({name}) => name.startsWith("on")).map(({name}) => ["on* attributes", name]),
  ...[...element.attributes].filter(({value}) => /^\\s*javascript:/i.test(value))
    .map(({value}) => ["javascript: addresses", value]),
  ...(/^(script|iframe|img|object|embed|form|base|link|meta|style)$/.test(element.localName)
    ? [["scripts run", element.localName]] : [])])"""


@dataclass
class Seen:
    """What acted, by class; each entry names the page where that is known."""

    pages: int = 0
    found: dict[str, list[str]] = field(
        default_factory=lambda: {
            "scripts run": [],
            "on* attributes": [],
            "javascript: addresses": [],
            "requests to other hosts": [],
            "dialogs": [],
            "navigations": [],
        }
    )
    ids: set[str] = field(default_factory=set)
    without_policy: int = 0
    answers: int = 0

    def __add__(self, other: "Seen") -> "Seen":
        """What acted in both."""
        return Seen(
            pages=self.pages + other.pages,
            found={kind: [*where, *other.found[kind]] for kind, where in self.found.items()},
            ids=self.ids | other.ids,
            without_policy=self.without_policy + other.without_policy,
            answers=self.answers + other.answers,
        )

    @property
    def let_through(self) -> set[str]:
        """The pages on which anything acted."""
        return {page for pages in self.found.values() for page in pages}


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site, and beside it an empty page that watches."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # a frame that is gone needs no answer
            super().handle()

    def do_GET(self) -> None:
        if self.path == WATCHER:
            script = (HERE / "watch.js").read_text(encoding="utf-8")
            self._answer(f"<!doctype html><title>watch</title><script>{script}</script><body>".encode())
        else:
            super().do_GET()

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keeps the terminal for the table."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a served site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """A context of a fresh Chromium that reaches no other host."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started.new_context()
        started.close()


class Watch:
    """A tab that records everything that acts in it."""

    def __init__(self, context: BrowserContext, home: str, known: frozenset[str]) -> None:
        self.home = home
        self.known = known
        self.seen = Seen()
        self.page: Page = context.new_page()
        session = context.new_cdp_session(self.page)
        session.on("Debugger.scriptParsed", self._script)
        session.send("Debugger.enable")
        context.on("page", lambda opened: self._note("navigations", opened.url) if opened != self.page else None)
        self.page.on("dialog", self._dialog)
        self.page.on("requestfinished", self._request)
        self.page.on("requestfailed", self._request)
        self.page.on("framenavigated", self._navigated)

    def _note(self, kind: str, where: str) -> None:
        self.seen.found[kind].append(where)

    def _script(self, event: dict[str, Any]) -> None:
        address = event["url"]
        if address.startswith(ERROR):  # the browser's own page, behind a navigation, which is counted as such
            return
        if not address or address.endswith(WATCHER) or address.startswith(tuple(self.home + own for own in OWN)):
            return
        if event["hash"] not in self.known:
            self._note("scripts run", address)

    def _dialog(self, dialog: Any) -> None:
        self._note("dialogs", dialog.message[:80])
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        stopped = request.failure == "csp"
        if not stopped and not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self._note("requests to other hosts", request.url[:200])

    def _navigated(self, frame: Frame) -> None:
        if not frame.url.startswith((self.home, "about:")):
            self._note("navigations", frame.url[:200])

    def open_all(self, addresses: list[str]) -> Seen:
        """Open the addresses in frames and look at each."""
        for start in range(0, len(addresses), CHUNK):
            self.page.goto(self.home + WATCHER)
            chunk = addresses[start : start + CHUNK]
            for one in self.page.evaluate("a => watch(...a)", [chunk, FRAMES, SETTLE_MILLISECONDS]):
                self._judge(one)
        return self.seen

    def search_all(self, queries: Iterable[str]) -> Seen:
        """Type the queries into the site's search, one after the other, and look at the results and the facets."""
        self.page.goto(f"{self.home}/search/")
        search = self.page.locator(".search-page:not([aria-busy]) .search-query")
        for query in queries:
            search.fill(query)
            search.wait_for()
            self.seen.pages += 1
            self.seen.answers += self.page.locator(".search-results > li").count()
            for kind, where in self.page.evaluate(RESULTS):
                self._note(kind, f"{query[:60]}: {where}")
        return self.seen

    def _judge(self, one: dict[str, Any]) -> None:
        self.seen.pages += 1
        self.seen.ids |= set(one["ids"])
        self.seen.without_policy += not one.get("policy")
        self.seen.found["on* attributes"] += [one["address"]] * bool(one["handlers"])
        self.seen.found["javascript: addresses"] += [one["address"]] * bool(one["links"])
        self.seen.found["navigations"] += [one["address"]] * bool(one.get("error"))


def addresses(site: Path, below: str = "") -> list[str]:
    """The address of every page of a site, below its root."""
    found = sorted(path.relative_to(site).as_posix() for path in (site / below).rglob("*.html"))
    return ["/" + quote(path) for path in found]


def theme_scripts(site: Path) -> frozenset[str]:
    """The SHA-256 of every inline script of the theme, at every depth of the site."""
    html = (site / "404.html").read_text(encoding="utf-8")
    scopes = re.findall(r'<script>(__md_scope=new URL\(")[^"]*(".*?)</script>', html)
    bases = ["/", ".", *("/".join([".."] * depth) for depth in range(1, 8))]
    texts = [f"{before}{base}{after}" for before, after in scopes for base in bases]
    return security_policy.THEME_SCRIPTS | {hashlib.sha256(text.encode()).hexdigest() for text in texts}
