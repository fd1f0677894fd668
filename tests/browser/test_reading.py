"""What a reader does on the pages themselves: paragraph links, the order of a live blog, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from generator.addresses import document_path
from tests.browser.serving import Served

NO_SHIFT = 0.001  # a browser may paint a list of contents of which the rest is still on its way
PAGES = re.compile(rb"/Type\s*/Page\b")


def live(served: Served) -> str:
    return f"{served.url}/{document_path('vilnius-live.txt').removesuffix('.md')}/"


def test_a_paragraph_has_a_link_that_shows_on_focus(page: Page, site: Served) -> None:
    page.goto(live(site))
    link = page.locator("article p[id^='p-'] > a.para").first
    expect(link).to_have_css("opacity", "0")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    expect(page).to_have_url(re.compile(r"#p-[0-9a-f]{8}(-\d+)?$"))


def test_a_live_blog_reads_newest_or_oldest_first(page: Page, site: Served) -> None:
    page.goto(live(site))
    posts = page.locator("article h3[id^='post-']")
    order = page.locator("article details.abstract li a")
    in_time = [link.split("#")[1] for link in order.evaluate_all("links => links.map(link => link.href)")]
    texts = page.locator("article p[id^='p-']").all_inner_texts()
    for name, wanted in (("Oldest first", in_time), ("Newest first", in_time[::-1])):
        button = page.get_by_role("button", name=name)
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        assert [one for one in posts.evaluate_all("all => all.map(one => one.id)") if one in in_time] == wanted
    assert sorted(page.locator("article p[id^='p-']").all_inner_texts()) == sorted(texts)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/days/", "/places/", "/timeline/", "/topics/border-attacks/", "/desk/"])
def test_no_page_is_wider_than_its_window_and_nothing_shifts(page: Page, site: Served, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.shift += one.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(site.url + path, wait_until="load")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.shift") < NO_SHIFT


def test_the_map_and_the_charts_are_read_without_script(browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/topics/border-attacks/")
    expect(page.get_by_role("img", name=re.compile("Reports a"))).to_be_visible()
    expect(page.locator("figure.map svg")).to_be_visible()
    page.locator("figure.map a").first.click()
    expect(page).to_have_url(re.compile("/places/"))
    context.close()


def test_a_day_is_two_pages_of_paper_without_navigation(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/days/2024-05-12/")
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(PAGES.findall(printed)) <= 2
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".md-footer-meta")).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()


def test_the_button_makes_the_page_dark_and_the_next_page_stays_so(page: Page, site: Served) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site.url}/")
    colour = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[title='Switch to dark mode']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(colour) != light
    page.goto(f"{site.url}/days/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_point_of_the_map_leads_to_its_place(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/places/")
    point = page.locator(".map a").last
    name = point.get_attribute("aria-label").split(":")[0]
    point.locator("circle").click()
    expect(page).to_have_url(re.compile(r"/places/[a-z0-9-]+/$"))
    expect(page.locator("h1")).to_contain_text(name)
