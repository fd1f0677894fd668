"""The served site in a real browser: topics, anchors, live reload, and no word to any other host."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.addresses import document_path
from tests.browser.serving import Served

WAIT_MILLISECONDS = 60_000
LIVE_BLOG = document_path("vilnius-live.txt").removeprefix("documents/").removesuffix(".md")


def open_home(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/")
    expect(page.locator("h1")).to_be_visible()


def document(served: Served, source: str) -> str:
    """The address of a source's page."""
    return f"{served.url}/{document_path(source).removesuffix('.md')}/"


def sitemap(page: Page, served: Served) -> list[str]:
    text = page.request.get(f"{served.url}/sitemap.xml").text()
    locations = [element.text or "" for element in ET.fromstring(text).iter() if element.tag.endswith("loc")]
    return [served.url + urlsplit(location).path for location in locations]


@pytest.mark.parametrize("topic", ["border-attacks", "nato-enlargement", "aid-packages"])
def test_a_topic_leads_to_the_anchor_of_a_post(page, site, topic):
    page.goto(f"{site.url}/topics/{topic}/")
    link = page.locator("article a[href*='#post-']").first
    words = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(r"/documents/[^#]+#post-[0-9a-f]{8}(-\d+)?$"))
    post = page.locator("#" + urlsplit(page.url).fragment)
    expect(post).to_contain_text(words)
    expect(post).to_be_in_viewport()


def test_home_leads_to_topics_days_and_outlets(page, site):
    open_home(page, site)
    linked = set(page.locator("a").evaluate_all("links => links.map(link => new URL(link.href).pathname)"))
    assert {"/topics/", "/topics/border-attacks/", "/days/", "/outlets/"} <= linked


def test_documents_are_not_in_the_navigation(page, site):
    open_home(page, site)
    linked = page.locator("nav a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert linked
    assert [path for path in linked if path.startswith("/documents/")] == []


def test_a_gap_in_a_live_blog_is_stated(page, site):
    page.goto(document(site, "vilnius-live.txt"))
    expect(page.locator("article")).to_contain_text("9 of 12 posts are in the source")


def test_the_desk_lists_a_contradicted_weekday_and_damaged_characters(page, site):
    page.goto(f"{site.url}/desk/")
    rows = page.locator("article li", has_text="march-raids.txt")
    expect(rows.filter(has_text="weekday-contradicts").first).to_be_visible()
    expect(rows.filter(has_text="damaged-text").first).to_be_visible()


def test_an_inferred_date_is_marked(page, site):
    page.goto(document(site, "belgorod-screenshot.txt"))
    expect(page.locator("article .meta").first).to_contain_text("12 May 2024")
    expect(page.locator("article .inferred").first).to_be_visible()


def test_no_page_asks_another_host_for_anything(context: BrowserContext, site):
    page, asked = context.new_page(), set()
    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    addresses = sitemap(page, site)
    for address in addresses:
        page.goto(address, wait_until="load")
    page.goto(f"{site.url}/search/?q=shelling")
    expect(page.locator(".search-results mark").first).to_be_visible()
    assert len(addresses) > 20
    assert asked == {urlsplit(site.url).netloc}


def test_no_page_reports_an_error_to_the_console(context: BrowserContext, site):
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            errors.append(f"{message.location['url']}: {message.text}") if message.type == "error" else None
        ),
    )
    open_home(page, site)
    page.goto(f"{site.url}/search/?q=Finland")
    expect(page.locator(".search-results a").first).to_be_visible(timeout=60_000)
    errors.clear()  # while the site is served the index is made beside it, and until then asking for it finds nothing
    for path in ("/", "/topics/", "/days/", "/outlets/", "/desk/", "/topics/border-attacks/", "/search/"):
        page.goto(site.url + path, wait_until="load")
    assert errors == []


def edited(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before, f"nothing to change in {path.name}"
    path.write_text(after, "utf-8")


def shows(page: Page, words: str) -> None:
    """Waits for the open page to reload itself with the words; the test never reloads it."""
    expect(page.locator("article")).to_contain_text(words, timeout=WAIT_MILLISECONDS)


def open_to_watch(page: Page, address: str) -> None:
    """Opens a page and waits until it listens for changes, so that no edit is missed."""
    with page.expect_request(re.compile("/livereload/")):
        page.goto(address)


def test_an_edited_source_shows_in_the_open_page(page, desk):
    open_to_watch(page, document(desk, "finland-joins.txt"))
    edited(
        desk.root / "briefings" / "finland-joins.txt",
        lambda text: text.replace("the day passed quietly", "the day passed without a single parade"),
    )
    shows(page, "without a single parade")


def test_a_new_sidecar_shows_in_the_open_page(page, desk):
    open_to_watch(page, document(desk, "washington-summit.md"))
    (desk.root / "briefings" / "washington-summit.meta.yml").write_text("publisher: Copperfield Gazette\n", "utf-8")
    shows(page, "Copperfield Gazette")


def test_an_edited_topic_shows_in_the_open_page(page, desk):
    open_to_watch(page, f"{desk.url}/topics/border-attacks/")
    title = page.locator("h1").inner_text().replace("¶", "").strip()
    edited(
        desk.root / "briefings" / "_desk" / "topics.yml",
        lambda text: text.replace(title, "Attacks on the border regions, renamed", 1),
    )
    expect(page.locator("h1")).to_contain_text("Attacks on the border regions, renamed", timeout=WAIT_MILLISECONDS)


@pytest.mark.parametrize(
    ("template", "address"),
    [("home", "/"), ("document", "/documents/{document}/"), ("day", "/days/2024-02-01/")],
)
def test_an_edited_template_shows_in_the_open_page(page, desk, template, address):
    written = f"Written by hand into the template of a {template}"
    open_to_watch(page, desk.url + address.format(document=LIVE_BLOG))
    edited(
        desk.root / "generator" / "pages" / "templates" / f"{template}.md.j2",
        lambda text: re.sub(r"^(# .*\n)", rf"\1\n{written}\n", text, count=1, flags=re.MULTILINE),
    )
    shows(page, written)


def test_a_broken_topics_file_is_named_and_the_server_goes_on(page, desk):
    open_to_watch(page, f"{desk.url}/topics/nato-enlargement/")
    topics = desk.root / "briefings" / "_desk" / "topics.yml"
    sound = topics.read_text("utf-8")
    said = len(desk.log)
    topics.write_text(sound + "\n- [\n", "utf-8")
    desk.wait_for(r"topics\.yml.*\d", since=said)
    topics.write_text(sound.replace("NATO enlargement", "NATO enlargement, mended"), "utf-8")
    expect(page.locator("h1")).to_contain_text("NATO enlargement, mended", timeout=WAIT_MILLISECONDS)


def test_serving_writes_nothing_into_the_sources(site):
    listed = {path.name for path in (site.root / "briefings").rglob("*")} | {
        p.name for p in (site.root / "docs").rglob("*")
    }
    original = Path(__file__).resolve().parent.parent.parent
    assert listed <= {p.name for folder in ("briefings", "docs") for p in (original / folder).rglob("*")}
