"""Every internal link and anchor of the built site leads somewhere, and nothing is loaded from another host."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
}
LINK_RELATIONS_THAT_LOAD = {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "icon", "modulepreload"}
BASE = "http://site.invalid/"


class Found(HTMLParser):
    """The ids of a page, where its links lead, what it loads, and its text."""

    def __init__(self):
        super().__init__()
        self.ids, self.repeated, self.links, self.loaded, self.text = set(), [], [], [], []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if "id" in named:
            self.repeated += [named["id"]] if named["id"] in self.ids else []
            self.ids.add(named["id"])
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        if tag == "a" and named.get("name"):
            self.ids.add(named["name"])
        if tag == "link" and set((named.get("rel") or "").split()) & LINK_RELATIONS_THAT_LOAD:
            self.loaded.append(named.get("href") or "")
        if named.get(LOADED.get(tag, "")):
            self.loaded.append(named[LOADED[tag]])

    def handle_data(self, data):
        if self.cdata_elem is None:
            self.text.append(data)


def address(path: Path, site: Path) -> str:
    name = path.relative_to(site).as_posix()
    return urljoin(BASE, name.removesuffix("index.html"))


@pytest.fixture(scope="module")
def pages(built):
    found = {}
    for path in sorted(built.rglob("*.html")):
        parser = Found()
        parser.feed(path.read_text("utf-8"))
        found[address(path, built)] = parser
    return found


def files(built: Path) -> set[str]:
    return {urljoin(BASE, path.relative_to(built).as_posix()) for path in built.rglob("*") if path.is_file()}


def test_every_internal_link_leads_to_a_page_and_every_anchor_to_an_id(pages, built):
    known = files(built)
    broken = []
    for page, found in pages.items():
        # The error page is served for any address, so its links are absolute to the site's root.
        for href in () if page.endswith("404.html") else found.links:
            target, fragment = urldefrag(urljoin(page, href))
            if urlsplit(target).netloc != urlsplit(BASE).netloc:
                continue
            target = unquote(target)
            if target not in pages and target not in known:
                broken.append(f"{page}: {href}")
            elif fragment and target in pages and unquote(fragment) not in pages[target].ids:
                broken.append(f"{page}: {href} (no such anchor)")
    assert len(pages) > 20
    assert broken == []


def test_no_id_stands_twice_on_a_page(pages):
    assert {page: found.repeated for page, found in pages.items() if found.repeated} == {}


def test_no_page_shows_the_marks_of_its_markdown(pages):
    assert {page for page, found in pages.items() if "{:" in "".join(found.text)} == set()


def test_nothing_is_loaded_from_another_host(pages):
    foreign = [
        f"{page}: {url}"
        for page, found in pages.items()
        for url in found.loaded
        if urlsplit(urljoin(page, url)).netloc not in {urlsplit(BASE).netloc, ""}
    ]
    assert foreign == []


def test_style_sheets_load_nothing_from_another_host(built):
    sheets = {path.name: path.read_text("utf-8", errors="replace") for path in built.rglob("*.css")}
    assert sheets
    assert [name for name, text in sheets.items() if "url(http" in text or "url(//" in text or "@import" in text] == []
