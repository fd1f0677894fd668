import datetime as dt
import json
import re
from dataclasses import replace

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.corpus import assemble, rights
from generator.exports import feeds
from generator.pages import feed_links as following
from generator.settings import Settings
from tests.hostile import payloads
from tests.support.making import ARTICLE, BARE, DESK, DOCUMENTS, LIVE, document, fact

SITE = Settings(site_name="Test desk", site_url="https://site.example/b/")
ATOM = {"a": feeds.formats.ATOM}
LIVES = "https://site.example/b/documents/live-9bf43b3c/"


def render(*documents, settings=SITE):
    return {asset.path: asset.data for asset in feeds.render(assemble(documents, DESK), settings)}


FILES = render(*DOCUMENTS)
NAMES = (
    *("feed", "topics/aid-packages", "topics/border-attacks", "outlets/harbour-post"),
    *("stories/fbe0e67c35", "people/ada-holt", "places/ridgeport"),
)


def parsed(data):
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def links(name, files=FILES):
    """The addresses of the items in all three formats, which must agree."""
    atom, rss = (parsed(files[f"{name}{suffix}"]) for suffix in (".atom", ".rss"))
    found = [item["url"] for item in json.loads(files[f"{name}.json"])["items"]]
    assert [item.link for item in atom.entries] == [item.link for item in rss.entries] == found
    return found


def test_site_topics_outlets_stories_people_and_places_have_feeds():
    assert FILES.keys() == {f"{name}{suffix}" for name in NAMES for suffix in feeds.SUFFIXES}


def test_without_an_address_of_the_site_there_are_none():
    assert not render(*DOCUMENTS, settings=Settings())


def test_documents_stand_newest_first_and_those_without_a_day_do_not():
    found = links("feed")
    assert [re.sub("-[0-9a-f]{8}/$", "", url.rpartition("documents/")[2]) for url in found] == ["live", "notes-a"]
    assert links("outlets/harbour-post") == found
    assert links("feed", render(BARE)) == []


def test_topics_lead_to_posts():
    live, article = links("topics/border-attacks")
    assert re.fullmatch(r".*/documents/live-[0-9a-f]{8}/#post-[0-9a-f]{8}", live)
    assert "#" not in article


FIRE = "Fire gutted the Tarnhold mill in Ostrava Bay on Monday and hurt 14 workers, director Ines Calder said."


def two_reports(name, day, text=FIRE):
    """Two reports that are one story, the second on the day after."""
    for number, outlet in enumerate(("Harbour Post", "Bay Mirror")):
        facts = {"headline": fact(f"Fire at the {name}"), "publisher": fact(outlet)}
        published = fact(day + dt.timedelta(days=number))
        yield document(
            text,
            path=f"{name}-{number}.txt",
            people=("Ines Calder",),
            places=("Ostrava Bay",),
            published=published,
            **facts,
        )


def test_stories_are_followed_report_by_report_the_newest_first():
    files = render(*two_reports("mill", dt.date(2024, 5, 6)))
    [name] = {path.rpartition(".")[0] for path in files if path.startswith("stories/")}
    assert [re.search("documents/(mill-.)", url)[1] for url in links(name, files)] == ["mill-1", "mill-0"]
    found = parsed(files[f"{name}.atom"]).feed
    assert (found.title, found.subtitle) == (
        "Fire at the mill",
        "2 documents · 2 outlets · 1 independent report",
    )


@pytest.mark.parametrize(("days", "followed"), [(29, True), (30, False)])
def test_only_stories_of_the_last_weeks_are_followed(days, followed):
    later = document("Rain.", path="rain.txt", published=fact(dt.date(2024, 5, 6) + dt.timedelta(days=days)))
    files = render(*two_reports("mill", dt.date(2024, 5, 6)), later)
    assert any(path.startswith("stories/") for path in files) == followed


def test_people_and_places_that_few_documents_name_have_no_feeds(monkeypatch):
    monkeypatch.setattr(following, "MOST_NAMES", 1)
    more = document("Ada Holt and Zed Ames met.", path="b.txt", people=("Zed Ames", "Ada Holt"))
    files = render(*DOCUMENTS, more)
    assert {path for path in files if path.startswith("people/")} == {
        f"people/ada-holt{suffix}" for suffix in feeds.SUFFIXES
    }


def test_dates_are_those_of_the_sources():
    item = parsed(FILES["feed.atom"]).entries[1]
    assert item.published == item.updated == "2024-05-06T00:00:00+00:00"
    assert parsed(FILES["topics/border-attacks.atom"]).entries[0].published == "2024-05-07T11:05:00+02:00"
    changed = replace(
        ARTICLE, metadata=replace(ARTICLE.metadata, updated=fact(dt.datetime.fromisoformat("2024-05-09T07:30")))
    )
    found = parsed(render(changed)["feed.atom"])
    assert found.entries[0].updated == found.feed.updated == "2024-05-09T07:30:00+00:00"
    assert parsed(render(changed)["feed.rss"]).entries[0].published == "Mon, 06 May 2024 00:00:00 +0000"
    assert parsed(render(BARE)["feed.atom"]).feed.updated == "1970-01-01T00:00:00+00:00"


def test_atom_has_what_the_standard_requires():
    for name in NAMES:
        root = etree.fromstring(FILES[f"{name}.atom"])
        for element in [root, *root.findall("a:entry", ATOM)]:
            for child in ("id", "title", "updated"):
                assert len(element.findall(f"a:{child}", ATOM)) == 1
            assert element.findall("a:author/a:name", ATOM)
        ids = [one.text for one in root.findall(".//a:id", ATOM)]
        assert len(ids) == len(set(ids))
        assert all(one.startswith("https://site.example/b/") for one in ids)


def test_item_says_who_wrote_and_published_it_and_where():
    made = replace(ARTICLE, metadata=replace(ARTICLE.metadata, url=fact("https://harbour-post.example/roofs")))
    files = render(made)
    atom, rss = parsed(files["feed.atom"]).entries[0], parsed(files["feed.rss"]).entries[0]
    assert [author.name for author in atom.authors] == ["Lena Marsh", "Tom Birch"]
    assert [link.href for link in atom.links if link.rel == "via"] == ["https://harbour-post.example/roofs"]
    assert rss.publisher == "Harbour Post"
    assert [tag.term for tag in atom.tags] == ["Aid packages", "Border attacks"]
    assert json.loads(files["feed.json"])["items"][0]["external_url"] == "https://harbour-post.example/roofs"
    nameless = replace(BARE, metadata=replace(BARE.metadata, published=fact(dt.date(2024, 1, 2))))
    assert parsed(render(nameless)["feed.atom"]).entries[0].author == "Unknown outlet"


def test_text_is_there_as_html_and_means_nothing():
    text = "The mayor said <script>alert(1)</script> & went home."
    files = render(document(text, published=fact(dt.date(2024, 1, 2)), headline=fact("A <b>title</b>")))
    wanted = "<p>The mayor said &lt;script&gt;alert(1)&lt;/script&gt; &amp; went home.</p>"
    root = etree.fromstring(files["feed.atom"])
    assert root.find("a:entry/a:content", ATOM).text == wanted
    assert root.find("a:entry/a:title", ATOM).text == "A <b>title</b>"
    assert json.loads(files["feed.json"])["items"][0]["content_html"] == wanted
    assert "<b>" not in etree.fromstring(files["feed.rss"]).findtext("channel/item/title")


def test_long_texts_are_cut_and_there_is_a_limit_of_items():
    long = document("\n".join(["word " * 1000] * 9), published=fact(dt.date(2024, 1, 2)))
    content = json.loads(render(long)["feed.json"])["items"][0]["content_html"]
    assert len(content) < feeds.MOST_CHARS + 100
    assert content.endswith("<p>…</p>")
    many = [replace(ARTICLE, path=f"{n}.txt") for n in range(feeds.model.NEWEST + 9)]
    assert len(links("feed", render(*many))) == feeds.model.NEWEST


@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_feeds_hold_a_summary_where_rights_allow_no_more(mode):
    made = replace(ARTICLE, metadata=replace(ARTICLE.metadata, rights=fact(mode)))
    files = render(rights.restricted(made, "full"))
    item = json.loads(files["feed.json"])["items"][0]
    assert "content_html" not in item
    assert item["content_text"] == item["summary"]
    assert bool(item["summary"]) == (mode == "excerpt")
    assert "left to its publisher" in parsed(files["feed.atom"]).entries[0].rights


HOSTILE = st.one_of(st.sampled_from(payloads.own()), st.text(st.characters(blacklist_categories=()), max_size=40))


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_breaks_a_feed(title, author, text):
    made = document(
        f"x {text.replace(chr(10), ' ')}",
        headline=fact(title),
        authors=fact((author,)),
        publisher=fact(author),
        url=fact(text),
        published=fact(dt.date(2024, 1, 2)),
    )
    files = render(made, replace(LIVE, metadata=replace(LIVE.metadata, publisher=fact(title))))
    for name, data in files.items():
        if name.endswith(".json"):
            json.loads(data)
        else:
            etree.fromstring(data)
