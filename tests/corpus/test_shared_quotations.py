"""The same quotation in several sources is found once, with what each print cut or changed."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus.shared_quotations import Piece, align, is_named
from generator.model import Quotation, Span
from tests.support.making import document

LONG = "We will rebuild the bridge before the winter comes, whatever the council may say"


def quoting(*quotations, path="a.txt"):
    """A document that quotes (speaker, words), a paragraph for each."""
    made = document("\n".join(f"Somebody said: “{words}”" for _, words in quotations), path=path)
    (post,) = made.posts
    found = []
    for (speaker, words), block in zip(quotations, post.blocks, strict=True):
        span = Span(block.span.end - len(words) - 2, block.span.end)
        found.append(Quotation(text=words, span=span, speaker=speaker, rule="by-hand"))
    return replace(made, posts=(replace(post, quotations=tuple(found)),))


def shape(said):
    return said.speaker, said.whole.quote.exact, [[(p.kind, p.text) for p in one.pieces] for one in said.others]


def test_a_quotation_printed_twice_is_one_saying():
    said = align([quoting(("Ada Holt", LONG)), quoting(("Mayor Ada Holt", LONG), path="b.txt")])
    assert [shape(one) for one in said] == [("Mayor Ada Holt", LONG, [[("same", LONG)]])]
    assert said[0].others[0].same
    assert [one.document.path for one in said[0].prints] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("rebuild the bridge before the winter comes", [("same", "rebuild the bridge before the winter comes")]),
        (
            "We will rebuild the bridge, whatever the council may say",
            [("same", "We will rebuild the bridge, "), ("cut", ""), ("same", "whatever the council may say")],
        ),
        (
            "We will rebuild that bridge before the winter comes",
            [("same", "We will rebuild "), ("changed", "that "), ("same", "bridge before the winter comes")],
        ),
        (
            "We’ll rebuild the bridge before the winter comes",
            [("changed", "We’ll "), ("same", "rebuild the bridge before the winter comes")],
        ),
    ],
)
def test_what_another_print_cut_and_changed(words, pieces):
    (said,) = align([quoting(("Ada Holt", LONG)), quoting((None, words), path="b.txt")])
    assert shape(said) == ("Ada Holt", LONG, [pieces])
    assert said.others[0].same == all(kind == "same" for kind, _ in pieces)


@pytest.mark.parametrize(
    "others",
    [
        [("Boris Lund", LONG)],
        [("Ada Holt", "We will never mend the harbour before the winter comes to an end in spring")],
        [("Ada Holt", "we will")],
        [(None, "We will rebuild")],
    ],
)
def test_what_is_not_the_same_saying(others):
    said = align([quoting(("Ada Holt", LONG)), quoting(*others, path="b.txt")])
    assert all(one.others == () for one in said)


def test_a_few_words_are_the_same_where_one_person_says_them():
    short = "rebuild the bridge"
    said = align([quoting(("Ada Holt", short)), quoting(("Holt", "Rebuild the bridge"), path="b.txt")])
    assert [(one.speaker, len(one.prints)) for one in said] == [("Ada Holt", 2)]
    said = align([quoting((None, short)), quoting(("resident", short), path="b.txt")])
    assert [len(one.prints) for one in said] == [1, 1]


def test_a_document_that_quotes_twice_is_one_source():
    said = align([quoting(("Ada Holt", LONG), ("Ada Holt", "rebuild the bridge before the winter"))])
    assert [len(one.prints) for one in said] == [1]


def test_a_name_goes_before_a_description():
    said = align([quoting(("mayor", LONG)), quoting(("Ada Holt", LONG), path="b.txt")])
    assert [one.speaker for one in said] == ["Ada Holt"]
    assert is_named("Ada Holt")
    assert not is_named("resident")
    assert not is_named(None)


WORDS = st.lists(
    st.sampled_from(["the", "river", "took", "a", "bridge", "in", "may", "but", "nobody", "came", "to", "see", "it"]),
    max_size=12,
)
PRINTS = st.lists(st.tuples(st.sampled_from(["Ada Holt", "Holt", "Bo Lund", "resident", None]), WORDS), max_size=6)


@given(PRINTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(prints, order: random.Random):
    made = [quoting((who, " ".join(words)), path=f"{n}.txt") for n, (who, words) in enumerate(prints) if words]
    shuffled = made[:]
    order.shuffle(shuffled)
    assert align(made) == align(shuffled)
    for one in align(made):
        for variant in one.others:
            assert "".join(piece.text for piece in variant.pieces) == variant.occurrence.quote.exact
            assert Piece("cut", "") not in (variant.pieces[0], variant.pieces[-1])
