"""Pictures of every kind of page, light, dark and on a phone: `make screenshots`, then look at them.

`--readme` takes the three pictures of the README as well, from the samples.

Builds the site of $SOURCES, serves it from a temporary folder and opens it in the Chromium of this machine.
"""

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "site-screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WAYS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "device_scale_factor": 2},
}
# Name, address, way, what stands at the top of the picture.
README = (
    ("figures", "days/2024-05-12/", "light", "#figures"),
    ("topic", "topics/border-attacks/", "dark", "h1"),
    ("live-blog", "documents/vilnius-live-", "phone", "h1"),
)
SETTLED = 600  # milliseconds, until the header has changed to the title of the page
ALWAYS = {"home": "", "days": "days", "places": "places", "timeline": "timeline", "desk": "desk"}
FOLDERS = {
    "topic": "topics",
    "day": "days",
    "story": "stories",
    "outlet": "outlets",
    "person": "people",
    "place": "places",
}


def largest(site: Path, pattern: str, holding: str = "") -> str | None:
    """The address of the largest page that matches and holds a text: the one with most to see."""
    found = [path for path in sorted(site.glob(pattern)) if holding in path.read_text("utf-8")]
    best = max(found, key=lambda path: path.stat().st_size, default=None)
    return best.parent.relative_to(site).as_posix() if best else None


def kinds(site: Path) -> Iterator[tuple[str, str]]:
    """Each kind of page with the address of one."""
    yield from ((kind, path) for kind, path in ALWAYS.items() if (site / path / "index.html").is_file())
    for kind, folder in FOLDERS.items():
        if path := largest(site, f"{folder}/*/index.html"):
            yield kind, path
    for kind, mark in (("article", 'id="text"'), ("live-blog", 'id="posts"')):
        if path := largest(site, "documents/*/index.html", mark):
            yield kind, path


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the folder is served until the block ends."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a line for each request."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def shoot(browser: Browser, base: str, site: Path) -> int:
    """Takes the pictures and says how many."""
    taken = 0
    for way, settings in WAYS.items():
        context = browser.new_context(**settings)
        page = context.new_page()
        for kind, path in kinds(site):
            page.goto(f"{base}{path}/" if path else base, wait_until="load")
            page.screenshot(path=TARGET / f"{kind}-{way}.png")
            page.screenshot(path=TARGET / f"{kind}-{way}-whole.png", full_page=True)
            taken += 2
        context.close()
    return taken


def for_readme(browser: Browser, base: str, site: Path) -> None:
    """Takes the pictures that the README shows."""
    for name, path, way, top in README:
        page = browser.new_context(**{**WAYS[way], "device_scale_factor": 1}).new_page()
        found = next(site.glob(f"{path}*/index.html" if path.endswith("-") else f"{path}index.html"), None)
        if found is None:
            sys.exit(f"the site has no page {path}: the README's pictures are taken of the samples, without SOURCES")
        page.goto(f"{base}{found.parent.relative_to(site).as_posix()}/", wait_until="load")
        page.locator(top).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top - 70)")
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")


def main() -> None:
    """Builds, serves, looks."""
    chromium = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if chromium is None:
        sys.exit("no Chromium on this machine; install it (Debian: apt-get install chromium)")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=ROOT, check=True
        )
        with served(site) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            sys.stdout.write(f"{shoot(browser, base, site)} pictures in {TARGET.name}/\n")
            if "--readme" in sys.argv:
                for_readme(browser, base, site)
            browser.close()


if __name__ == "__main__":
    main()
