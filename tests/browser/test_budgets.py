"""What a page costs its reader: bytes over the network as a static host sends them, and no shift of the layout."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from kinds import kinds
from playwright.sync_api import Browser, BrowserContext, Page

from generator import build
from generator.addresses import document_path
from generator.settings import Settings

SOURCES = Path(__file__).resolve().parent.parent.parent / "briefings"
FIRST_BYTES = 150_000
NEXT_BYTES = 15_000
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { window.shifted += one.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""


def transferred(context: BrowserContext, page: Page, address: str) -> int:
    """Bytes that came over the network until the page was loaded and nothing more was asked for."""
    session, sizes = context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    session.detach()
    return round(sum(sizes))


def of_600_words() -> list[str]:
    """The addresses of the two samples that are nearest to 600 words."""
    corpus = build.build(SOURCES, build.load_desk_folder(SOURCES / build.DESK), Settings())
    words = {one.path: sum(len(one.reading.words(block).split()) for block in one.blocks()) for one in corpus.documents}
    nearest = sorted(words, key=lambda path: abs(words[path] - 600))[:2]
    assert all(words[path] >= 300 for path in nearest)
    return [document_path(path).removesuffix(".md") for path in nearest]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_document_moves_few_bytes_and_the_next_one_fewer(browser: Browser, hosted, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    one, other = (f"{hosted}/{address}/" for address in of_600_words())
    page = context.new_page()
    first = transferred(context, page, one)
    after = transferred(context, page, other)
    context.close()
    assert 10_000 < first < FIRST_BYTES
    assert 1_000 < after < NEXT_BYTES


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_a_page_loads_and_no_other_host_is_asked(browser: Browser, hosted, built, width):
    context, asked, shifted = browser.new_context(viewport={"width": width, "height": 844}), set(), {}
    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page = context.new_page()
    page.add_init_script(SHIFTS)
    for kind, address in kinds(built).items():
        page.goto(f"{hosted}/{address}", wait_until="networkidle")
        shifted[kind] = page.evaluate("window.shifted")
    context.close()
    assert {kind: shift for kind, shift in shifted.items() if shift} == {}
    assert asked == {urlsplit(hosted).netloc}
