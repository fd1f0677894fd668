"""Whom a saved page credits: its own authors, and neither those of teasers nor photographers nor the outlet."""

import pytest

from tests.support.sources import BODY, document

TEXT = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
HEAD = '<title>Old bridge is closed | The Ledger</title><meta property="og:site_name" content="The Ledger">'


def authors(body, head="", json_ld=""):
    script = f'<script type="application/ld+json">{json_ld}</script>' if json_ld else ""
    page = f"<html lang='en'><head>{HEAD}{head}{script}</head><body>{body}<article>{TEXT}</article></body></html>"
    found = document(page, "a.html").metadata.authors
    return found and found.value


H1 = "<h1>Old bridge is closed</h1>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{H1}<p class='byline'>By Eastmere Press</p>", ("Eastmere Press",)),
        (f"{H1}<p class='byline'>By The Ledger</p>", None),
        (f"{H1}<p>By <a href='/writers/ada'>Ada Moore</a> Published in Harbour May 3, 2024</p>", ("Ada Moore",)),
        (f"{H1}<p class='byline'>By Ada Moore and Ben Holt The Eastmere Press</p>", ("Ada Moore", "Ben Holt")),
        (f"{H1}<figure><figcaption>A bridge. <b itemprop='author'>Ada Moore</b></figcaption></figure>", None),
        (f"{H1}<p class='byline'>Photograph by Ada Moore, Eastmere Pictures</p>", None),
    ],
)
def test_bylines_of_pages(body, expected):
    assert authors(body) == expected


def test_links_to_the_profiles_that_the_page_states_are_its_authors_wherever_they_stand():
    urls = "https://ledger.example/p/ada,https://ledger.example/p/ben"
    links = "".join(
        f"<a rel='author' href='{url}'>{name}</a>"
        for url, name in zip(urls.split(","), ("Ada Moore", "Ben Holt"), strict=True)
    )
    head = f'<meta property="article:author" content="{urls}">'
    assert authors(f"<aside>{links}</aside>{H1}", head) == ("Ada Moore", "Ben Holt")


def test_a_handle_beside_a_name_that_is_shown_does_not_make_way_for_a_teaser():
    people = '[{"@type": "Person", "name": "Ada Moore"}, {"@type": "Person", "name": "ada-moore"}]'
    json_ld = f'{{"@type": "NewsArticle", "headline": "Old bridge is closed", "author": {people}}}'
    teaser = "<section><h3>Other</h3><a href='/author/cara-lind/'>Cara Lind</a></section>"
    assert authors(f"{teaser}{H1}<a href='/author/ada-moore/'>Ada Moore</a>", json_ld=json_ld) == ("Ada Moore",)


@pytest.mark.parametrize("style", ["title", "MsoTitle", "c4 title"])
def test_the_title_style_of_a_word_processor_is_the_headline(style):
    title = f"<p class='{style}'>Old bridge is closed</p>"
    page = f"<html><head><title>Document1</title></head><body>{title}{TEXT}</body></html>"
    made = document(page, "a.html")
    assert made.metadata.headline.value == "Old bridge is closed"
    assert all("is closed" not in made.reading.slice(block.span) for block in made.posts[0].blocks)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ada@ledger.media (Ada Moore)", ("Ada Moore",)),
        ("Ada Moore <ada@ledger.example>", ("Ada Moore",)),
        ("Ada Moore (ada@ledger.online)", ("Ada Moore",)),
        ("noreply@ledger.agency", None),
        ("Ada Moore", ("Ada Moore",)),
    ],
)
def test_the_name_beside_a_mail_address_is_the_author(written, expected):
    made = document(f"---\ntitle: Old bridge\nauthor: '{written}'\n---\n\n{BODY}", "a.md").metadata.authors
    assert (made and made.value) == expected
