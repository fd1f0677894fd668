"""Sentences end where a reader would end them; a block's line leads back to the file."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.sentences import Index, flow, sentences
from generator.model import Block, EventDay, Reading, Span


def split(text, language="en"):
    return [text[span.start : span.end] for span in sentences(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ("“Stop.” Then he left.", ["“Stop.”", "Then he left."]),
        ("“Stop!” she said. He did.", ["“Stop!” she said.", "He did."]),
        ("Dr. Lee met Gov. Ann Ray at 5 p.m. on Friday.", ["Dr. Lee met Gov. Ann Ray at 5 p.m. on Friday."]),
        ("It closed at 5 p.m. The lights stayed on.", ["It closed at 5 p.m.", "The lights stayed on."]),
        (
            "The U.S. Army said so. It left the U.S. They stayed.",
            ["The U.S. Army said so.", "It left the U.S.", "They stayed."],
        ),
        ("J. R. Lee paid 3.5 million. Nobody else.", ["J. R. Lee paid 3.5 million.", "Nobody else."]),
        ("Wait... Now. Yes… no", ["Wait...", "Now.", "Yes… no"]),
        (". A word. (An aside.) End", [".", "A word.", "(An aside.)", "End"]),
        ("桥开了。车来了。", ["桥开了。", "车来了。"]),
    ],
)
def test_english_sentences(text, expected):
    assert split(text) == expected


def test_the_day_before_a_month_ends_no_sentence():
    assert split("Am 3. Mai kam Dr. Ley. Er ging um 3. Dann regnete es.", "de") == [
        "Am 3. Mai kam Dr. Ley.",
        "Er ging um 3.",
        "Dann regnete es.",
    ]


def test_a_language_that_is_not_known_has_all_abbreviations():
    assert split("Am 3. Mai kam Dr. Ley. Er ging.", None) == ["Am 3. Mai kam Dr. Ley.", "Er ging."]


@given(st.text("aB .!?”\n", max_size=120))
def test_sentences_hold_every_letter_once(text):
    assert "".join("".join(split(text)).split()) == "".join(text.split())


def test_a_flow_joins_what_a_page_break_cut_and_leads_back():
    text = "The mayor said\nthat\n\nPage 2\n\nthe bridge\n  would open. Soon."
    block = Block(kind="paragraph", span=Span(0, 19), rest=(Span(29, len(text)),))
    line = flow(Reading(text=text, blocks=(block,)), block)
    assert line.text == "The mayor said that the bridge would open. Soon."
    assert list(line.sentences()) == [(0, 42), (43, 48)]
    start = line.text.index("bridge")
    span = line.span(start, start + len("bridge would"))
    assert text[span.start : span.end] == "bridge\n  would"


@given(st.text("ab \n", max_size=60))
def test_every_word_of_a_flow_leads_back_to_itself(text):
    block = Block(kind="paragraph", span=Span(0, len(text)))
    line = flow(Reading(text=text, blocks=(block,)), block)
    assert line.text == " ".join(text.split())
    for start in (index for index, char in enumerate(line.text) if char != " "):
        span = line.span(start, start + 1)
        assert text[span.start : span.end] == line.text[start]


def day(start, end):
    return EventDay(words="", day=dt.date(2024, 6, 3), precision="day", span=Span(start, end), rule="")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5))), st.integers(0, 30), st.integers(0, 30))
def test_index_finds_what_begins_in_a_stretch(places, start, end):
    found = [day(at, at + length) for at, length in places]
    expected = sorted((one for one in found if start <= one.span.start < end), key=lambda one: one.span.start)
    assert Index(found).within(start, end) == expected


def test_index_finds_what_holds_an_offset():
    index = Index([day(4, 6), day(0, 3)])
    assert [index.at(offset) and index.at(offset).span.start for offset in range(7)] == [0, 0, 0, None, 4, 4, None]
