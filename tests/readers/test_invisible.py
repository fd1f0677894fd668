"""Marks that nobody sees do not part words, whatever the format they come in."""

import pytest

from tests.support.sources import BODY, document

SHY, ZERO = "\u00ad", "\u200b"
TITLE = "Eastmere shuts old pier after divers find rot"


@pytest.mark.parametrize("mark", [SHY, ZERO, "\u2060", "\ufeff"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_marks_in_words_of_texts_change_nothing(mark, name):
    title = TITLE.replace("mere", f"{mark}mere")
    head = f"{title}\n\nBy Ada{mark} Moo{mark}re\n\n13{mark} No{mark}vember 2023\n\n"
    found = document(head + BODY, name).metadata
    assert (found.headline.value, found.authors.value) == (TITLE, ("Ada Moore",))
    assert found.published.value.isoformat() == "2023-11-13"


def test_entities_of_pages_change_nothing():
    paragraphs = "".join(f"<p>{part.replace('bridge', 'br&shy;id&#8203;ge')}</p>" for part in BODY.split("\n\n"))
    page = f"<html><body><h1>East&shy;mere shuts pier</h1><p>By Ada Moo&shy;re</p>{paragraphs}</body></html>"
    found = document(page, "a.html")
    assert found.metadata.authors.value == ("Ada Moore",)
    assert SHY not in found.reading.text
    assert "The old bridge over the river" in found.reading.text


def test_joiners_that_letters_need_stay():
    text = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 " * 20
    assert "\u200c" in document(text, "a.txt").reading.text
