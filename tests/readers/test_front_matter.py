"""Front matter as other programs write it: in TOML, and with links between notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import toml_front_matter
from tests.support.sources import BODY, document

TOML = """+++
title = "Old bridge closed"
date = 2024-05-13T08:00:00+01:00
authors = ["Ada Miller", "Ben Frost"]
draft = false
[params]
lang = "en"
+++

"""


def facts(front, body=BODY, path="a.md"):
    return document(front + body, path).metadata


def test_toml_states_what_yaml_would():
    stated = facts(TOML)
    assert stated.headline.value == "Old bridge closed"
    assert stated.authors.value == ("Ada Miller", "Ben Frost")
    assert stated.published.value.isoformat() == "2024-05-13T08:00:00+01:00"


def test_its_values_have_their_lines():
    read = document(TOML + BODY, "a.md")
    lines = {field.name: field.lines for field in read.reading.fields}
    assert lines["front-matter:title"] == (2, 2)
    assert lines["front-matter:authors"] == (4, 4)
    assert lines["front-matter:params.lang"] == (6, 6)
    assert "+++" not in " ".join(read.reading.words(block) for block in read.blocks())


def test_damaged_toml_is_told_with_its_line_and_stays_in_the_text():
    problems = document(TOML.replace("draft = false", "draft false") + BODY, "a.md").problems
    [problem] = [each for each in problems if each.code == "front-matter"]
    assert (problem.code, problem.lines) == ("front-matter", (5, 5))


@pytest.mark.parametrize("text", ["+++\n" + BODY, "+++ title = 1\n+++\n", "++++\na = 1\n++++\n", "", "+++"])
def test_what_has_no_two_fences_is_no_front_matter(text):
    assert toml_front_matter.split(text) is None


@given(st.text(alphabet="+\n a=\"[]'.1", max_size=60))
def test_a_block_ends_where_the_text_goes_on(text):
    parts = toml_front_matter.split(text)
    if parts:
        block, end = parts
        assert text.startswith("+++")
        assert block in text[:end]
        assert text[:end].rstrip().endswith("+++")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"[[Ada Miller]]"', "Ada Miller"),
        ('"[[people/miller|Ada Miller]]"', "Ada Miller"),
        ('["[[Ada Miller]]", Ben Frost]', "Ada Miller, Ben Frost"),
    ],
)
def test_links_between_notes_are_what_they_show(written, shown):
    stated = facts(f"---\ntitle: Old bridge closed\nauthor: {written}\n---\n\n")
    assert ", ".join(stated.authors.value) == shown
