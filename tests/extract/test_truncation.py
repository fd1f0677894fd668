import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extract import ingest
from generator.extract.truncation import CODE, MOST_PROBLEMS, end_of, excerpt, few, is_cut
from generator.model import Block, Problem, Reading, Source, Span
from generator.settings import Settings

TEXT = "The bridge\n\nThe council met on Monday.\n\nIt put off the vote.\n"


def reading(text):
    starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, text.split("\n"), strict=True) if line]
    return Reading(text=text, blocks=tuple(Block(kind="paragraph", span=span) for span in spans))


def shown(cut):
    return [cut.slice(block.span) for block in cut.blocks]


def test_what_fits_is_the_same():
    whole = reading(TEXT)
    assert excerpt(whole, "a.txt", Settings()) is whole
    assert end_of(whole) == len(TEXT)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"max_page_chars": 10}, ["The bridge"]),
        ({"max_page_chars": 9}, ["The"]),
        ({"max_page_chars": 2}, ["Th"]),
        ({"max_page_chars": 22}, ["The bridge", "The council"]),
        ({"max_page_blocks": 2}, ["The bridge", "The council met on Monday."]),
    ],
)
def test_beginning_is_shown(limits, expected):
    cut = excerpt(reading(TEXT), "a.txt", Settings(**limits))
    assert shown(cut) == expected
    assert cut.text == TEXT
    assert end_of(cut) == cut.blocks[-1].span.end
    assert [(problem.code, problem.path) for problem in cut.problems] == [(CODE, "a.txt")]
    assert f"{len(expected)} of 3 blocks" in cut.problems[-1].message


def test_sentence_that_a_page_break_cut_keeps_its_first_part():
    whole = reading("The council met\non Monday.")
    joined = Block(kind="paragraph", span=whole.blocks[0].span, rest=(whole.blocks[1].span,))
    cut = excerpt(Reading(text=whole.text, blocks=(joined,)), "a.txt", Settings(max_page_chars=20))
    assert shown(cut) == ["The council met"]


def test_too_many_problems_are_counted():
    problems = [Problem(code="x", severity="info", path="a.txt", message=str(n)) for n in range(MOST_PROBLEMS + 7)]
    problems.append(Problem(code=CODE, severity="warning", path="a.txt", message="long"))
    assert tuple(few("a.txt", tuple(problems[:9]))) == tuple(problems[:9])
    kept = tuple(few("a.txt", tuple(problems)))
    assert kept[:MOST_PROBLEMS] == tuple(problems[:MOST_PROBLEMS])
    assert [problem.code for problem in kept[MOST_PROBLEMS:]] == [CODE, "many-problems"]
    assert "8 more" in kept[-1].message


def test_document_of_a_long_source_holds_its_beginning_and_its_whole_text():
    data = ("The bridge\n\n" + "The council met on Monday and put off the vote.\n\n---\n\n" * 50).encode()
    source = Source(path="a.md", data=data, sha256=hashlib.sha256(data).hexdigest())
    made = ingest(source, Settings(max_page_blocks=3))
    assert is_cut(made)
    assert made.reading.text == data.decode()
    assert len(tuple(made.blocks())) + len(made.set_aside) < 9
    assert max(aside.span.end for aside in made.set_aside) < 200


@given(
    st.lists(st.text("ab .", max_size=40).map("a".__add__), min_size=1, max_size=12),
    st.integers(1, 60),
    st.integers(1, 8),
)
def test_shown_is_a_beginning_within_the_limits(lines, chars, blocks):
    whole = reading("\n".join(lines))
    cut = excerpt(whole, "a.txt", Settings(max_page_chars=chars, max_page_blocks=blocks))
    texts = shown(cut)
    assert sum(map(len, texts)) <= chars
    assert len(texts) <= blocks
    assert all(one.startswith(other) for one, other in zip(shown(whole), texts, strict=False))
    assert bool(cut.problems) == (cut.blocks != whole.blocks)
