import pytest

from generator.assets import file_url, page_url, text_asset
from generator.settings import Settings

SITE = Settings(site_url="https://site.example/b/")


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


def test_what_utf_8_cannot_hold_is_a_question_mark():
    assert text_asset("a.txt", "ä\ud800").data == "ä?".encode()
