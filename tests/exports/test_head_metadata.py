import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.addresses import document_path
from generator.corpus import assemble, rights
from generator.exports import feeds, head_metadata
from generator.settings import Settings
from tests.hostile import payloads
from tests.support.making import ARTICLE, BARE, DESK, DOCUMENTS, LIVE, document, fact

SITE = Settings(site_name="Test & desk", site_url="https://site.example/b/")
HEADS = head_metadata.heads(assemble(DOCUMENTS, DESK), SITE)


def read(text):
    """Properties, feeds and thing of a head."""
    page = html.fromstring(f"<html><head>{text}</head><body></body></html>")
    things = [json.loads(one.text) for one in page.iter("script")]
    meta = {one.get("property") or one.get("name"): one.get("content") for one in page.iter("meta")}
    return meta, {one.get("type"): one.get("href") for one in page.iter("link")}, things[0] if things else None


def head_of(made, site=SITE):
    return read(head_metadata.heads(assemble([made], DESK), site)[document_path(made.path)])


def things(named):
    return [(one["@type"], one["name"]) for one in named]


def test_documents_say_what_they_are():
    meta, links, thing = head_of(ARTICLE)
    page = f"https://site.example/b/{document_path(ARTICLE.path).removesuffix('.md')}/"
    assert meta["og:type"] == "article"
    assert meta["og:title"] == "Shelling damages *houses* & <b>roofs</b> in Ridgeport"
    assert meta["og:description"].startswith("Mayor Ada Holt said")
    assert (meta["og:site_name"], meta["og:url"]) == ("Test & desk", page)
    assert meta["article:published_time"] == "2024-05-06"
    assert links == {}
    assert (thing["@type"], thing["url"]) == ("WebPage", page)


def test_the_article_is_its_publishers_and_the_page_is_based_on_it():
    url = "https://harbour-post.example/roofs"
    made = replace(ARTICLE, metadata=replace(ARTICLE.metadata, url=fact(url)))
    thing = head_of(made)[2]
    article = thing["mainEntity"]
    assert (article["@type"], article["@id"], article["url"]) == ("NewsArticle", url, url)
    assert [(one["@type"], one["name"]) for one in article["author"]] == [
        ("Person", "Lena Marsh"),
        ("Person", "Tom Birch"),
    ]
    assert article["publisher"] == {"@type": "Organization", "name": "Harbour Post"}
    assert (article["datePublished"], article["inLanguage"]) == ("2024-05-06", "en")
    assert [(one["@type"], one["name"]) for one in article["mentions"]] == [
        ("Person", "Ada Holt"),
        ("Place", "Ridgeport"),
    ]
    assert thing["isBasedOn"] == thing["citation"] == {"@id": url}
    assert not {"author", "publisher", "datePublished"} & thing.keys()


def test_without_an_address_the_original_is_named_by_the_page():
    article = head_of(ARTICLE)[2]["mainEntity"]
    assert article["@id"].endswith("/#original")
    assert "url" not in article


def test_posts_of_a_live_blog_are_its_updates():
    article = head_of(LIVE)[2]["mainEntity"]
    assert article["@type"] == "LiveBlogPosting"
    assert [(one["headline"], one["datePublished"]) for one in article["liveBlogUpdate"]] == [
        ("Flag raised over the hall", "2024-05-07T12:00:00+02:00"),
        ("Shelling reported near the bridge", "2024-05-07T11:05:00+02:00"),
    ]
    assert all(re.search("/#post-[0-9a-f]{8}$", one["url"]) for one in article["liveBlogUpdate"])


def test_nothing_is_said_that_the_source_does_not_say():
    meta, _, thing = head_of(BARE)
    assert "article:published_time" not in meta
    assert thing["mainEntity"].keys() == {"@type", "@id", "headline"}


def test_pages_that_can_be_followed_name_their_feeds():
    for page in ("index.md", "topics/border-attacks.md", "outlets/harbour-post.md", "people/ada-holt.md"):
        meta, links, thing = read(HEADS[page])
        assert meta["og:type"] == "website"
        stem = feeds.feed_path(page)
        assert links == {
            "application/atom+xml": f"https://site.example/b/{stem}.atom",
            "application/rss+xml": f"https://site.example/b/{stem}.rss",
            "application/feed+json": f"https://site.example/b/{stem}.json",
        }
        assert thing is None


def test_without_an_address_of_the_site_there_are_no_feeds_and_no_addresses():
    found = head_metadata.heads(assemble(DOCUMENTS, DESK), Settings())
    assert not read(found["index.md"])[1]
    assert not [text for text in found.values() if "og:url" in text]
    assert "url" not in head_of(ARTICLE, Settings())[2]


@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_restricted_documents_show_no_text(mode):
    made = rights.restricted(replace(ARTICLE, metadata=replace(ARTICLE.metadata, rights=fact(mode))), "full")
    meta, _, thing = head_of(made)
    assert ("og:description" in meta) == (mode == "excerpt")
    assert "council" not in json.dumps(thing) + str(meta)


def test_the_head_is_written_where_heads_end():
    assert head_metadata.with_head("<head><title>x</title></head><body></head>", "<y>") == (
        "<head><title>x</title><y></head><body></head>"
    )


HOSTILE = st.one_of(st.sampled_from(payloads.own()), st.text(st.characters(blacklist_categories=()), max_size=40))


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_leaves_its_place(title, author, url):
    made = document(f"x {' '.join(title.split())}", headline=fact(title), authors=fact((author,)), url=fact(url))
    made = replace(made, metadata=replace(made.metadata, publisher=fact(author)))
    text = head_metadata.heads(assemble([made], DESK), SITE)[document_path(made.path)]
    assert set(re.findall(r"<(/?\w+)", text)) == {"meta", "script", "/script"}
    assert text.count("</script>") == 1
    meta, _, thing = read(text)
    assert thing["mainEntity"].get("headline", "") == head_metadata._line(title) == meta.get("og:title", "")


def test_every_page_says_what_it_is():
    meta, links, thing = read(head_metadata.of_page(SITE, "days/index.md", "Days & <b>", {"description": "Every  day"}))
    assert (meta["og:title"], meta["og:description"], meta["og:type"]) == ("Days & <b>", "Every day", "website")
    assert meta["og:url"] == "https://site.example/b/days/"
    assert (links, thing) == ({}, None)
    assert "og:url" not in read(head_metadata.of_page(Settings(), "about.md", "About", {}))[0]
