"""The search in a real browser, on the built site and on the live server: dialog, page, facets, keys, no script."""

import datetime as dt
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.corpus import Corpus
from generator.pipeline import build
from generator.settings import Settings

# Sentences of the samples, each from the middle of a document.
SENTENCES = [
    ("the white and blue flag was raised outside headquarters", "Finland takes its seat"),
    ("A metering station there is the last point at which Russian gas", "Kursk region declares emergency"),
    ("Stockholm agreed to a lasting security dialogue", "NATO leaders meet in Vilnius"),
    ("farmers on tractors protested against imports", "EU leaders agree"),
    ("Einfacher wurde es beim Nato-Beitritt Schwedens", "Deutschland sagt der Ukraine Waffen"),
]
SOURCES = Path(__file__).resolve().parent.parent.parent / "briefings"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The samples, read once more."""
    return build.build(SOURCES, build.load_desk_folder(SOURCES / build.DESK), Settings())


def open_dialog(page: Page, home: str, words: str = "") -> None:
    page.goto(f"{home}/")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.keyboard.type(words)


def open_search(page: Page, home: str, query: str = "") -> None:
    """Opens the page of the search and waits for its answer."""
    page.goto(f"{home}/search/{query}")
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator(".search-page:not([aria-busy]) .search-status")).to_contain_text(re.compile("result|found"))


def focused(page: Page, script: str = "element => element.textContent") -> str:
    return page.evaluate(f"({script})(document.activeElement)")


def titles(page: Page) -> list[str]:
    return page.locator(".search-title").all_inner_texts()


def counts(page: Page, facet: str) -> dict[str, int]:
    """What a facet shows, its hidden values too."""
    boxes = page.locator(f"details[data-name='{facet}'] li").evaluate_all(
        "rows => rows.map(row => [row.querySelector('input').dataset.value, row.lastChild.lastChild.textContent])"
    )
    return {value.partition(":")[2]: int(number) for value, number in boxes}


@pytest.mark.parametrize(("words", "title"), SENTENCES, ids=[title for _, title in SENTENCES])
def test_a_sentence_leads_to_its_paragraph(page, home, words, title):
    open_search(page, home, f"?q={words}")
    found = page.locator(".search-results > li", has_text=title).locator("ul a").filter(has=page.locator("mark"))
    found.first.click()
    expect(page).to_have_url(re.compile(r"/documents/[^#]+#(p|post)-[0-9a-f]{8}"))
    expect(page.locator("h1")).to_contain_text(title)
    paragraph = page.locator("#" + urlsplit(page.url).fragment)
    expect(paragraph).to_contain_text(words)
    expect(paragraph).to_be_in_viewport()


def test_the_keyboard_alone_opens_searches_and_follows(page, home):
    open_dialog(page, home, "metering station")
    expect(page.locator(".search-dialog mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert "Kursk region declares emergency" in focused(page)
    page.keyboard.press("ArrowDown")
    assert "metering station" in focused(page).lower()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page, "element => element.type") == "search"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/documents/[^#]+#p-[0-9a-f]{8}"))


def test_the_dialog_holds_the_focus_and_gives_it_back(page, hosted):
    page.goto(f"{hosted}/")
    opener = page.get_by_role("link", name="Search", exact=True)
    opener.focus()
    opener.press("Enter")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert focused(page, "element => element === document.body || !!element.closest('.search-dialog')")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    assert focused(page, "element => element.getAttribute('aria-label')") == "Search"


def test_the_dialog_closes_by_its_button_and_by_a_click_beside_it(page, hosted):
    for close in (lambda: page.get_by_role("button", name="Close").click(), lambda: page.mouse.click(5, 5)):
        open_dialog(page, hosted)
        close()
        expect(page.get_by_role("dialog", name="Search")).to_be_hidden()


def test_enter_leads_from_the_dialog_to_all_results(page, home):
    open_dialog(page, home, "sweden")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=sweden$"))
    settled(page)
    assert len(titles(page)) >= 3


def test_the_key_can_be_switched_off(page, hosted):
    open_dialog(page, hosted)
    page.get_by_label("The / key opens the search").uncheck()
    page.goto(f"{hosted}/about/")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()


def test_a_slash_in_a_field_is_a_slash(page, hosted):
    open_search(page, hosted)
    page.locator(".search-query").press_sequentially("1/2")
    assert page.locator(".search-query").input_value() == "1/2"


def test_facets_count_what_the_data_holds(page, home, corpus):
    open_search(page, home)
    by_hand = len(list((SOURCES.parent / "docs").glob("*.md")))
    kinds = Counter(document.kind for document in corpus.documents)
    months = Counter({(path, f"{day:%Y-%m}") for day, entries in corpus.days.items() for path in paths(entries)})
    languages = Counter(one.metadata.language.value for one in corpus.documents if one.metadata.language)
    assert counts(page, "topic") == {topic: len(paths(entries)) for topic, entries in corpus.topics.items()}
    assert counts(page, "outlet") == {name: len(documents) for name, documents in corpus.outlets.items()}
    assert counts(page, "person") == {name: len(paths(entries)) for name, entries in corpus.people.items()}
    assert counts(page, "place") == {name: len(paths(entries)) for name, entries in corpus.places.items()}
    stories = sum(story.shared for story in corpus.stories)
    assert counts(page, "kind") == {**kinds, "story": stories, "page": by_hand}
    assert counts(page, "month") == Counter(month for _, month in months)
    assert counts(page, "language") == languages
    expect(page.locator(".search-status")).to_have_text(f"{len(corpus.documents) + stories + by_hand} results")


def paths(entries) -> set[str]:
    return {entry.document.path for entry in entries}


def test_facets_narrow_the_results_and_the_address_can_be_shared(page, home, corpus, context):
    open_search(page, home, "?q=ukraine")
    everything = len(titles(page))
    number = counts(page, "topic")["aid-packages"]
    assert 0 < number < everything
    page.locator("details[data-name=topic] summary").click()
    page.get_by_label("Aid packages").check()
    expect(page.locator(".search-title")).to_have_count(number)
    assert sum(counts(page, "outlet").values()) <= number
    page.get_by_label("NATO enlargement").check()
    expect(page).to_have_url(re.compile(r"\?q=ukraine&topic=aid-packages&topic=nato-enlargement$"))
    settled(page)
    either = {
        one.path
        for topic in ("aid-packages", "nato-enlargement")
        for one in (entry.document for entry in corpus.topics[topic])
    }
    assert number <= len(titles(page)) <= len(either)
    other = context.new_page()
    other.goto(page.url)
    settled(other)
    assert titles(other) == titles(page)
    assert other.get_by_label("NATO enlargement").is_checked()
    other.get_by_role("button", name="Remove all filters").click()
    expect(other.locator(".search-title")).to_have_count(everything)


def test_a_facet_is_chosen_with_the_keyboard_and_keeps_the_focus(page, hosted):
    open_search(page, hosted)
    page.locator("details[data-name=kind] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?kind=article$"))
    settled(page)
    assert focused(page, "element => element.dataset.value") == "kind:article"
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/search/$"))


def test_each_facet_stands_below_the_one_before(page, hosted):
    open_search(page, hosted)
    facets = page.locator(".search-facets > details")
    expect(facets.first).to_be_visible()
    edges = facets.evaluate_all("all => all.map(one => one.getBoundingClientRect()).map(box => [box.top, box.bottom])")
    assert len(edges) > 3
    assert all(top >= above for (_, above), (top, _) in pairwise(edges))


def test_a_long_facet_shows_all_of_its_values_on_demand(page, hosted):
    open_search(page, hosted)
    page.locator("details[data-name=place] summary").click()
    rows = page.locator("details[data-name=place] li:visible")
    expect(rows).to_have_count(8)
    page.get_by_role("button", name=re.compile(r"Show all \d+")).click()
    assert rows.count() == len(counts(page, "place")) > 8
    assert focused(page, "element => element.type") == "checkbox"


def day_of(about: str) -> dt.date:
    words = re.findall(r"\d+ \w+ 20\d\d", about)[0]
    return dt.datetime.strptime(words, "%d %B %Y").replace(tzinfo=dt.UTC).date()


@pytest.mark.parametrize(("choice", "backwards"), [("Newest first", True), ("Oldest first", False)])
def test_results_come_in_the_order_of_time(page, home, choice, backwards):
    open_search(page, home, "?q=ukraine&kind=article")
    page.get_by_role("combobox").select_option(choice)
    expect(page).to_have_url(re.compile("sort="))
    settled(page)
    abouts = page.locator(".search-about").all_inner_texts()
    days = [day_of(about) for about in abouts if re.search(r"\d+ \w+ 20\d\d", about)]
    assert len(days) > 3
    assert days == sorted(days, reverse=backwards)


def test_a_result_of_a_live_blog_names_the_post(page, hosted):
    open_search(page, hosted, "?q=shelling bryansk")
    found = page.locator(".search-results > li", has_text="NATO leaders meet in Vilnius")
    expect(found.locator(".search-about")).to_have_text("Harbour Wire · 11 July 2023 · Live blog")
    expect(found.locator("strong", has_text="Shells fall on two villages")).to_be_visible()


def test_a_result_in_another_language_says_so(page, hosted):
    open_search(page, hosted, "?language=de")
    assert page.locator(".search-title").first.get_attribute("lang") == "de"
    assert page.locator(".search-results mark").count() == 0


def test_more_results_are_shown_on_demand(page, hosted):
    open_search(page, hosted, "?kind=article")
    assert len(titles(page)) == 10
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".search-title").nth(10)).to_be_focused()
    expect(page.get_by_role("button", name="More results")).to_be_hidden()


def test_nothing_found_is_said(page, hosted):
    open_search(page, hosted, "?q=zzyzx")
    expect(page.locator(".search-status")).to_have_text("Nothing found. Try fewer or other words.")


def test_a_missing_page_searches_for_the_words_of_its_address(page, home):
    page.goto(f"{home}/documents/finland-takes-its-seat-0123abcd/")
    expect(page.locator("h1")).to_have_text("Page not found")
    assert page.locator(".search-page .search-query").input_value() == "finland takes its seat"
    expect(page.locator(".search-title", has_text="Finland takes its seat")).to_be_visible()


def test_without_a_script_the_search_leads_to_the_indexes(browser: Browser, home):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{home}/")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.locator("article")).to_contain_text("The search needs JavaScript")
    page.locator("article").get_by_role("link", name="Topics").click()
    expect(page.locator("h1")).to_contain_text("Topics")
    page.context.close()


def test_from_a_folder_the_search_says_that_it_needs_a_server(page, built):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((built / "search" / "index.html").as_uri())
    expect(page.locator(".search-status")).to_contain_text("The search needs a web server")
    expect(page.locator("article").get_by_role("link", name="Days")).to_be_visible()
    page.goto((built / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("sweden")
    expect(page.locator(".search-dialog .search-status")).to_contain_text("The search needs a web server")
    assert errors == []


def test_without_an_index_the_search_says_so_and_shows_the_indexes(page, hosted, built):
    text = (built / "search" / "index.html").read_text("utf-8").replace('data-index="ready"', 'data-index="absent"')
    page.route("**/search/", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{hosted}/search/")
    expect(page.locator(".search-status")).to_contain_text("built without a search index")
    expect(page.locator("article").get_by_role("link", name="Days")).to_be_visible()


def test_an_index_that_does_not_load_is_said(page, hosted):
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    page.goto(f"{hosted}/search/?q=sweden")
    expect(page.locator(".search-status")).to_contain_text("could not be loaded")


def test_while_the_index_is_being_made_the_search_waits(page, site):
    asked = []

    def later(route):
        asked.append(route)
        route.fulfill(status=404) if len(asked) < 3 else route.continue_()

    page.route("**/pagefind/pagefind-entry.json", later)
    page.goto(f"{site.url}/search/?q=sweden")
    expect(page.locator(".search-status")).to_contain_text("is being made")
    expect(page.locator(".search-title").first).to_be_visible()


def test_material_s_own_search_is_not_asked_for(page, home):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    open_dialog(page, home, "sweden")
    expect(page.locator(".search-dialog mark").first).to_be_visible()
    assert [url for url in asked if "workers/search" in url or "search_index" in url] == []
    assert any(url.endswith("pagefind-worker.js") for url in asked)


def test_the_search_fits_a_phone(page, hosted):
    page.set_viewport_size({"width": 390, "height": 844})
    open_search(page, hosted, "?q=ukraine")
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) == 390
    page.get_by_text("Filters").click()
    page.locator("details[data-name=outlet] summary").click()
    assert page.evaluate(width) == 390
    open_dialog(page, hosted, "sweden")
    expect(page.locator(".search-dialog mark").first).to_be_visible()
    box = page.get_by_role("dialog", name="Search").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
