import re

import pytest

from generator.addresses import document_path
from generator.corpus import assemble, checks
from generator.desk import DeskError, load_desk
from generator.exports import redirects
from generator.settings import Settings
from tests.support.making import ARTICLE, DOCUMENTS, TOPICS

SITE = Settings(site_url="https://site.example/b/")
HERE = document_path(ARTICLE.path).removesuffix(".md")


def corpus(*pairs):
    lines = "".join(f"  - {{from: {old!r}, to: {new!r}}}\n" for old, new in pairs)
    files = {"redirects.yml": f"redirects:\n{lines}".encode(), "topics.yml": TOPICS.encode()}
    return assemble(DOCUMENTS, load_desk(files))


def pages(*pairs, settings=SITE):
    return {one.path: one.data.decode() for one in redirects.render(corpus(*pairs), settings)}


def target(page):
    return re.findall(r'content="0; url=([^"]*)"', page)[0], re.findall(r'canonical" href="([^"]*)"', page)[0]


@pytest.mark.parametrize("old", ["documents/old-name", "/documents/old-name/", "documents/old-name/index.html"])
def test_an_old_address_leads_to_the_new_one(old):
    name = HERE.rpartition("/")[2]
    found = pages((old, f"/{HERE}/"))
    assert list(found) == ["documents/old-name/index.html"]
    assert target(found["documents/old-name/index.html"]) == (f"../{name}/", f"https://site.example/b/{HERE}/")
    assert "default-src 'none'" in found["documents/old-name/index.html"]


def test_addresses_may_be_files_and_pages_elsewhere():
    plain = Settings(directory_urls=False)
    found = pages(("days/old", HERE), ("days/gone", "https://other.example/?a=1&b=2"), settings=plain)
    assert target(found["days/old.html"]) == (f"../{HERE}.html", f"{HERE}.html")
    assert target(found["days/gone.html"]) == ("https://other.example/?a=1&amp;b=2",) * 2


def told(*pairs):
    return [one.message for one in checks.run(corpus(*pairs)) if one.code == "redirect"]


def test_a_page_is_never_replaced():
    assert pages((HERE, "topics"), ("topics/index", "topics")) == {}
    assert told((HERE, "topics")) == [f"{HERE}/ has a page of its own; remove its redirect"]


def test_an_address_that_leads_nowhere_is_told():
    assert told(("days/old", "documents/nothing")) == ["documents/nothing/ is no page; say where days/old/ went"]
    assert told(("days/a", HERE), ("days/b", "topics"), ("days/c", "https://other.example/"), ("days/d", "about")) == []


@pytest.mark.parametrize(
    "old",
    ["../x", "days/../b", "days//b", "days", "", "about", "https://x.example", "days/a b", "days/?b", "days/<b>"],
)
def test_an_old_address_is_one_that_the_generator_gave(old):
    with pytest.raises(DeskError, match=r"redirects.yml"):
        corpus((old, "topics"))


@pytest.mark.parametrize("new", ["javascript:alert(1)", "../x", "//x.example/y", "data:text/html,x", "http://[", ""])
def test_a_new_address_is_one_of_this_site_or_the_web(new):
    with pytest.raises(DeskError, match=r"redirects.yml"):
        corpus(("days/old", new))
