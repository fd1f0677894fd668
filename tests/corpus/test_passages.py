"""Words that a page shows as a source's are found in the source again, or nothing is published."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import assemble
from generator.corpus.passages import NotInSourceError, anchor_of, check, sentences_of, take
from generator.model import Block, Document, Metadata, Post, Reading, Span
from generator.pages.checked_quotations import sourced
from tests.support.making import ARTICLE, DESK, LIVE, document

AGAIN = "About 900 people board the ferry there on a working day."
CORPUS = assemble([], DESK)
LINES = st.lists(st.text(alphabet="ab .\t“”—", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6)


@given(LINES, st.data())
def test_what_is_quoted_is_found_again(lines, data):
    made = document("\n".join(f"a{line}" for line in lines))
    start = data.draw(st.integers(0, len(made.reading.text) - 1))
    one = take(made, made.posts[0], Span(start, data.draw(st.integers(start + 1, len(made.reading.text)))))
    assert not one.exact or check(one) == one


@pytest.mark.parametrize("made", [ARTICLE, LIVE])
def test_every_sentence_of_a_document_is_found_again(made):
    found = [one for post in made.parts for one in sentences_of(made, post)]
    assert found
    assert [check(one) for one in found] == found


def test_a_sentence_cut_by_a_page_break_is_one_quote():
    text = "The bridge was closed on\n\nPage 2\n\nMonday. It stays closed."
    first = Span(0, text.index("\n"))
    second = Span(text.index("Monday"), len(text))
    reading = Reading(text=text, blocks=(Block(kind="paragraph", span=first, rest=(second,), anchor="p-1"),))
    post = Post(anchor="post", span=Span(0, len(text)), blocks=reading.blocks)
    made = Document(path="a.txt", sha256="0", kind="article", reading=reading, metadata=Metadata(), posts=(post,))
    one, other = sentences_of(made, post)
    assert one.exact == "The bridge was closed on Monday."
    assert check(take(made, post, one.span)).exact == one.exact
    assert check(other).prefix.endswith("Monday. ")
    assert anchor_of(made, post, other.span) == "p-1"


def test_a_quote_runs_over_paragraphs():
    made = document("He said: “We are\n“still here.”")
    start, text = made.reading.text.index("We"), made.reading.text
    one = check(take(made, made.posts[0], Span(start, len(text) - 1)))
    assert one.exact == "We are “still here."


def test_words_outside_the_paragraphs_are_compared_where_they_stand():
    made = document("# Ridgeport floods again\nThe river rose.")
    headless = replace(made.posts[0], blocks=made.posts[0].blocks[1:])
    assert check(take(made, headless, Span(2, 11))).exact == "Ridgeport"


@pytest.mark.parametrize(
    "change",
    [
        {"exact": "The mayor counted 13 broken roofs."},
        {"exact": ""},
        {"prefix": "Nobody said: "},
        {"suffix": " This is a joke."},
        {"document": document("The mayor counted 13 broken roofs.\nNothing else.")},
    ],
)
def test_what_was_tampered_with_is_not_published(change):
    made = document("The mayor counted 12 broken roofs.\nNothing else.")
    one = next(iter(sentences_of(made, made.posts[0])))
    assert str(sourced(CORPUS, one).text) == "The mayor counted 12 broken roofs."
    with pytest.raises(NotInSourceError, match=r"^[^:]+:1: not the source's words: "):
        sourced(CORPUS, replace(one, **change))


@pytest.mark.parametrize(
    ("opening", "kept"),
    [
        ("EASTMERE, May 12 (Agency) - ", ""),
        ("EASTMERE — ", ""),
        ("NEW HARBOUR -- ", ""),
        ("PORT-LUND (AFP) – ", ""),
        ("EASTMERE, Norland, May 12, 2024 (Agency) - ", ""),
        ("UNICEF — the agency for children — says so: ", "UNICEF — the agency for children — says so: "),
        ("Eastmere – ", "Eastmere – "),
    ],
)
def test_an_agencys_opening_is_no_part_of_its_first_sentence(opening, kept):
    made = document(f"{opening}The old pier was shut on Monday.\n\n{AGAIN}")
    first = next(iter(sentences_of(made, made.posts[0])))
    assert first.exact == f"{kept}The old pier was shut on Monday."
