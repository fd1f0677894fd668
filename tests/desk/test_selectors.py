"""Ties to passages: found again after any re-import, or said to be gone; never found in the wrong place."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.desk.sidecar.selectors import Tie, describe, locate
from generator.model import Span

TEXT = """The ferry stops

The harbour office stopped the ferry on Monday.

Read more

The mayor called the pier unsafe.

Read more

A new timetable follows on Friday.
"""


def span_of(words, start=0):
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    "words", ["The ferry stops", "The mayor called the pier unsafe.", "A new timetable follows on Friday."]
)
def test_passage_is_found_where_it_was(words):
    assert locate(TEXT, describe(TEXT, span_of(words))) == span_of(words)


@pytest.mark.parametrize("start", [0, TEXT.index("The mayor")])
def test_each_of_two_equal_lines_is_told_by_what_stands_around_it(start):
    span = span_of("Read more", start)
    tie = describe(TEXT, span)
    assert (tie.occurrence, tie.occurrences) == (2 if start else 1, 2)
    assert locate(TEXT, tie) == span


def test_one_of_two_equal_lines_is_not_taken_for_the_other_that_is_gone():
    tie = describe(TEXT, span_of("Read more"))
    assert locate(TEXT.replace("Read more\n\n", "", 1), tie) is None


def test_passage_in_a_text_that_grew_around_it():
    tie = describe(TEXT, span_of("The mayor called the pier unsafe."))
    grown = TEXT.replace("The mayor", "Officials met.\n\nThe  mayor").replace("unsafe.\n", "unsafe.\n\nHe left.\n")
    found = locate(grown, tie)
    assert grown[found.start : found.end] == "The  mayor called the pier unsafe."


@pytest.mark.parametrize("now", ["", "The mayor called the pier safe.", "Ferry\n\nRead more\n\nHarbour"])
def test_passage_that_is_gone(now):
    assert locate(now, describe(TEXT, span_of("The mayor called the pier unsafe."))) is None


def test_short_passage_in_foreign_surroundings_is_not_the_one_that_was_meant():
    assert locate("The stops\n\nThe ferry stops\n\nat noon", describe(TEXT, span_of("The ferry stops"))) is None


@pytest.mark.parametrize("text", ["", "same\n\nsame", "same\n\nsame\n\nsame"])
def test_what_nothing_tells_apart_is_not_tied(text):
    assert describe(text, Span(0, 4)) is None


def test_a_quote_without_words_is_nowhere():
    assert locate(TEXT, Tie(exact=" ")) is None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that keeps its number over versions, so that a test knows where it went."""

    number: int
    words: str


def lay(paragraphs):
    """The text of a version, and the span of each paragraph."""
    text, spans = "", {}
    for one in paragraphs:
        spans[one.number] = Span(len(text), len(text) + len(one.words))
        text += one.words + "\n\n"
    return text, spans


words = st.lists(st.sampled_from(["ferry", "pier", "harbour", "vote"]), min_size=1, max_size=14).map(" ".join)
edits = st.lists(st.tuples(st.sampled_from(["delete", "insert", "move", "change"]), st.integers(0, 30)), max_size=8)


@given(st.lists(words, min_size=1, max_size=8), st.integers(0, 7), edits)
def test_reimported_text_keeps_the_passage_or_loses_it(written, wanted, changes):
    first = [Paragraph(number, text) for number, text in enumerate(written)]
    target = first[wanted % len(first)]
    text, spans = lay(first)
    tie = describe(text, spans[target.number])
    if tie is None:
        return
    now = list(first)
    for count, (kind, place) in enumerate(changes):
        at = place % max(len(now), 1)
        if kind == "insert":
            now.insert(at, Paragraph(100 + count, f"fresh news {count} from the quay"))
        elif now and kind == "delete":
            now.pop(at)
        elif now and kind == "move" and written.count(now[at].words) < 2:  # equal ones change places unseen
            now.insert((at + 3) % len(now), now.pop(at))
        elif now and kind == "change":
            now[at] = Paragraph(200 + count, f"{now[at].words} corrected {count}")
    text, spans = lay(now)
    found = locate(text, tie)
    assert found is None or found == spans.get(target.number)
    if changes == []:
        assert found is not None
