import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses

PORTABLE = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
RESERVED = {"index", "unknown", "undated", "con", "nul", "aux", "prn"}


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
