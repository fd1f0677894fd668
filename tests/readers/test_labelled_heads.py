"""Labelled lines over and under a text are statements about it, and not its text."""

import pytest

from tests.support.sources import BODY, document

FACTS = ("headline", "authors", "published", "publisher", "url")
RIGHT = ("Old bridge is closed", ("Ada Moore",), "2023-11-13", "Eastmere Ledger", "https://ledger.example/bridge")


def facts(text, name="a.txt"):
    made = document(text, name)
    values = (getattr(made.metadata, name) for name in FACTS)
    headline, authors, day, publisher, url = (fact and fact.value for fact in values)
    return (headline, authors, day and day.isoformat()[:10], publisher, url)


def shown(text, name="a.txt"):
    made = document(text, name)
    return [made.reading.slice(block.span) for block in made.posts[0].blocks if block.kind == "paragraph"]


PARAGRAPHS = BODY.strip().split("\n\n")


@pytest.mark.parametrize(
    "head",
    [
        "Headline: {0}\nByline: Ada Moore\nDate: 13 November 2023\nPublication: {3}\nLink: {4}\n\n",
        (
            "Title: {0}\n\nAuthor: By Ada Moore\n\nPublication date: Nov 13, 2023\n\n"
            "Source: {3}\n\nURL: {4}\n\nFull text\n\n"
        ),
        (
            "**Title:** {0}\n**Author:** Ada Moore\n**Date:** 2023-11-13\n"
            "**Source:** {3}\n**URL:** {4}\n**Length:** 90 words\n\n"
        ),
        "Titel: {0}\nAutor: Ada Moore\nDatum: 13.11.2023\nZeitung: {3}\nLink: {4}\n\n",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_labelled_heads_state_facts(head, name):
    text = head.format(*RIGHT) + BODY
    assert facts(text, name) == RIGHT
    assert shown(text, name) == PARAGRAPHS


def test_the_head_of_an_archive_ends_with_its_own_line_and_the_foot_is_not_text():
    head = f"{RIGHT[0]}\n{RIGHT[3]}\nNovember 13, 2023 Monday\n\nCopyright 2023 Ledger Holdings\n\n"
    head += "Section: NEWS; Pg. 4\nLength: 201 words\nByline: Ada Moore\nBody\n\n\n"
    text = f"{head}{BODY}\n\nLoad-Date: May 3, 2024\n\nEnd of Document\n"
    assert facts(text)[:4] == RIGHT[:4]
    assert shown(text) == PARAGRAPHS


@pytest.mark.parametrize(
    "head",
    [
        "Old bridge is closed\n\nDate: a word that many use\n\n",
        "Source: the river begins at this spring\n\n",
        "Note: old\n\n",
    ],
)
def test_a_label_alone_is_text(head):
    made = document(head + BODY, "a.txt")
    assert not made.reading.fields
    assert made.reading.slice(made.reading.blocks[0].span) == head.split("\n")[0]
