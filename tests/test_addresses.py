import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses
from generator.addresses import file_url, page_url
from generator.settings import Settings

PORTABLE = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
RESERVED = {"index", "unknown", "undated", "con", "nul", "aux", "prn"}
SITE = Settings(site_url="https://site.example/b/")


@given(st.text(min_size=1))
def test_slugs_are_portable_whatever_the_name(text):
    for slug in (addresses.document_slug(text), addresses.name_slug(text)):
        assert PORTABLE.fullmatch(slug)
        assert slug not in RESERVED


@given(st.lists(st.text(min_size=1), unique=True))
def test_different_names_have_different_slugs(texts):
    assert len({addresses.document_slug(text) for text in texts}) == len(texts)
    assert len({addresses.name_slug(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Reuters", r"reuters"),
        ("Ada Holt", r"ada-holt"),
        ("ADA HOLT", r"ada-holt-[0-9a-f]{8}"),
        ("Zoë", r"zoe-[0-9a-f]{8}"),
        ("Index", r"index-[0-9a-f]{8}"),
        ("Com1", r"com1-[0-9a-f]{8}"),
        ("新華社", r"[a-z-]+-[0-9a-f]{8}"),
        ("!!!", r"[0-9a-f]{8}"),
    ],
)
def test_a_name_is_plain_where_it_can_be_read_back(name, slug):
    assert re.fullmatch(slug, addresses.name_slug(name))


def test_a_document_is_named_by_its_path_without_suffix():
    assert re.fullmatch(r"2024-may-report-[0-9a-f]{8}", addresses.document_slug("2024/May Report.txt"))
    assert addresses.document_slug("a.txt") != addresses.document_slug("a.md")


def test_paths_stand_in_their_folders():
    assert addresses.document_path("a.txt") == f"documents/{addresses.document_slug('a.txt')}.md"
    assert addresses.day_path("2024-05-06") == "days/2024-05-06.md"
    assert addresses.name_path("people", "Ada Holt") == "people/ada-holt.md"
    assert addresses.topic_path("aid") == "topics/aid.md"
    assert re.fullmatch(r"topics/index-[0-9a-f]{8}\.md", addresses.topic_path("index"))


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("topics/index.md", "topics/"),
        ("days/2024-05-06.md", "days/2024-05-06/"),
        ("documents/a.md#post-1", "documents/a/#post-1"),
    ],
)
def test_pages_have_the_addresses_that_mkdocs_gives_them(path, url):
    assert page_url(SITE, path) == f"https://site.example/b/{url}"
    assert page_url(Settings(), path) == url


def test_pages_may_be_files():
    plain = Settings(site_url="https://site.example", directory_urls=False)
    assert page_url(plain, "documents/a.md#p") == "https://site.example/documents/a.html#p"


def test_files_stand_where_they_are():
    assert file_url(SITE, "feed.atom") == "https://site.example/b/feed.atom"
    assert file_url(Settings(), "feed.atom") == "feed.atom"
