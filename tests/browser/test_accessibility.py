"""No page of any kind violates WCAG 2.2 AA, as far as axe-core can tell: light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import PATTERNS, kinds

OPTIONS = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
AXE = Axe()


@pytest.fixture(params=[(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser):
    scheme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it stands, one line for each element."""
    found = AXE.run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['target'][0]}" for rule in found for node in rule["nodes"]]


def unfold(page: Page) -> None:
    page.locator("article details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def test_no_kind_of_page_violates_wcag(page, hosted, built):
    found = {}
    for kind, address in kinds(built).items():
        page.goto(f"{hosted}/{address}", wait_until="load")
        unfold(page)
        found[kind] = violations(page)
    assert len(found) == len(PATTERNS)
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


def test_no_state_of_the_search_violates_wcag(page, hosted):
    page.goto(f"{hosted}/search/?q=ukraine&topic=aid-packages")
    expect(page.locator(".search-results mark").first).to_be_visible()
    unfold(page)
    assert violations(page) == []
    page.goto(f"{hosted}/nowhere/sweden/")
    expect(page.locator(".search-results mark").first).to_be_visible()
    assert violations(page) == []
    page.goto(f"{hosted}/")
    page.keyboard.press("/")
    assert violations(page) == []
    page.keyboard.type("sweden")
    expect(page.locator(".search-dialog mark").first).to_be_visible()
    assert violations(page) == []
