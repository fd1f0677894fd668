"""Copies of pages in archives and on disk: the outlet and the address are the original's."""

import pytest

from tests.support.sources import BODY, document

URL = "https://www.harbourpost.example/2024/pier?id=3"
TITLE = "Old ferry pier is shut after divers find rot"
PAGE = """<!DOCTYPE html>{before}
<html lang="en"><head><title>{title} - Harbour Post</title>{head}</head><body><article><h1>{title}</h1>
<p>By Ada Moore</p><p>13 May 2024</p>{body}</article></body></html>"""
LINKS = '<link rel="canonical" href="{0}"><meta property="og:url" content="{0}">'


def facts(head="", before=""):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    return document(PAGE.format(title=TITLE, head=head, before=before, body=body), "a.html").metadata


@pytest.mark.parametrize(
    "prefix",
    [
        "https://web.archive.org/web/20240515093011/",
        "https://web.archive.org/web/20240515093011if_/",
        "http://archive.today/2024.05.15-093011/",
        "https://arquivo.example/wayback/20240515093011/",
        "https://www.webarchive.example/wayback/en/archive/20240515093011mp_/",
    ],
)
def test_an_archived_page_is_of_its_outlet(prefix):
    archive = prefix.split("/")[2]
    more = f'<meta property="og:site_name" content="{archive}">'
    stamp = '<meta property="article:modified_time" content="2024-05-15T09:30:11Z">'
    stated = facts(LINKS.format(prefix + URL) + more + stamp)
    assert stated.url.value == URL
    assert stated.publisher.value == "harbourpost.example"
    assert (str(stated.published.value), stated.updated) == ("2024-05-13", None)


@pytest.mark.parametrize(
    "before",
    [
        f"<!-- saved from url=(0046){URL} -->",
        f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed May 15 2024\n-->",
    ],
)
def test_a_browser_says_where_it_saved_a_page_from(before):
    assert facts(before=before).url.value == URL


def test_what_the_page_states_of_its_address_comes_first():
    own = "https://www.harbourpost.example/pier"
    assert facts(LINKS.format(own), f"<!-- saved from url=(0046){URL} -->").url.value == own


@pytest.mark.parametrize(
    "address", ["https://blog.example/2024/05/15/https-explained", "https://a.example/2024-05-15/b"]
)
def test_an_address_with_a_day_is_no_copy(address):
    assert facts(LINKS.format(address)).url.value == address
