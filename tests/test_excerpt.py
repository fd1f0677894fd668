from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document

from generator.excerpt import CODE, MOST_PROBLEMS, excerpt, is_cut
from generator.model import Problem, SetAside, Span
from generator.settings import Settings

TEXT = "The bridge\n\nThe council met on Monday.\n\nIt put off the vote.\n"


def shown(cut):
    return [cut.reading.slice(block.span) for block in cut.blocks()]


def test_what_fits_is_the_same():
    assert excerpt(document(TEXT), Settings()) == document(TEXT)


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
    cut = excerpt(document(TEXT), Settings(**limits))
    assert shown(cut) == expected
    assert is_cut(cut)
    assert cut.posts[0].span.end == cut.posts[0].blocks[-1].span.end
    assert f"{len(expected)} of 3 blocks" in cut.problems[-1].message


def test_sentence_that_a_page_break_cut_keeps_its_first_part():
    whole = document("The council met\non Monday.")
    first, second = whole.posts[0].blocks
    joined = replace(first, rest=(second.span,))
    post = replace(whole.posts[0], blocks=(joined,))
    assert shown(excerpt(replace(whole, posts=(post,)), Settings(max_page_chars=20))) == ["The council met"]


def test_posts_without_blocks_count():
    whole = document(TEXT)
    empty = replace(whole.posts[0], blocks=())
    assert len(excerpt(replace(whole, posts=(empty,) * 5), Settings(max_page_blocks=2)).posts) == 2


def test_what_was_set_aside_is_bounded():
    whole = replace(document(TEXT), set_aside=(SetAside(span=Span(0, 1), reason="boilerplate"),) * 9)
    assert len(excerpt(whole, Settings(max_page_blocks=4)).set_aside) == 4


def test_too_many_problems_are_counted():
    many = tuple(Problem(code="x", severity="info", path="a.txt", message=str(n)) for n in range(MOST_PROBLEMS + 7))
    cut = excerpt(replace(document(TEXT), problems=many), Settings(max_page_blocks=1))
    assert [problem.code for problem in cut.problems[MOST_PROBLEMS:]] == [CODE, "many-problems"]
    assert "8 more" in cut.problems[-1].message


@given(
    st.lists(st.text("ab .", max_size=40).map("a".__add__), min_size=1, max_size=12),
    st.integers(1, 60),
    st.integers(1, 8),
)
def test_shown_is_a_beginning_within_the_limits(lines, chars, blocks):
    whole = document("\n".join(lines))
    cut = excerpt(whole, Settings(max_page_chars=chars, max_page_blocks=blocks))
    texts = shown(cut)
    assert sum(map(len, texts)) <= chars
    assert len(texts) <= blocks
    assert all(one.startswith(other) for one, other in zip(shown(whole), texts, strict=False))
    assert is_cut(cut) == (cut.posts != whole.posts)
