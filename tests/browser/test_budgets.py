"""What a page costs its reader: bytes over the network as a static host sends them, and no shift of the layout."""

import math
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator.addresses import document_path
from generator.pipeline import build
from generator.settings import Settings
from tests.browser.kinds import kinds

SOURCES = Path(__file__).resolve().parent.parent.parent / "briefings"
FIRST_BYTES = 150_000
NEXT_BYTES = 15_000
NO_SHIFT = 0.001  # a browser may paint a list of contents of which the rest is still on its way
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


# What a phone on a slow network takes until it shows text: Lighthouse's profile, with a part of the second for its
# processor. A second of real time would be a test of the machine that runs it.
ROUND_TRIP_SECONDS = 0.15
BYTES_A_SECOND = 1_600_000 / 8
CONNECTIONS = 6
UNTIL_TEXT_SECONDS = 0.8
BLOCKING = """
() => [...document.querySelectorAll("head link[rel=stylesheet], head script[src]:not([async], [defer], [type=module])")]
  .map(one => performance.getEntriesByName(one.href ?? one.src)[0])
  .filter(one => one.renderBlockingStatus === "blocking").map(one => one.encodedBodySize)
"""


def test_a_phone_shows_the_text_of_a_document_before_a_second_is_over(browser: Browser, hosted):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for address in of_600_words():
        page.goto(f"{hosted}/{address}/", wait_until="networkidle")
        whole = page.evaluate("() => performance.getEntriesByType('navigation')[0].encodedBodySize")
        blocking = page.evaluate(BLOCKING)
        assert blocking, "style sheets block; a browser that says nothing proves nothing"
        trips = 2 + math.ceil(len(blocking) / CONNECTIONS)  # the connection, the page, what blocks it
        seconds = trips * ROUND_TRIP_SECONDS + (whole + sum(blocking)) / BYTES_A_SECOND
        assert seconds < UNTIL_TEXT_SECONDS, (whole, blocking)
    context.close()


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
    assert {kind: shift for kind, shift in shifted.items() if shift > NO_SHIFT} == {}
    assert asked == {urlsplit(hosted).netloc}
