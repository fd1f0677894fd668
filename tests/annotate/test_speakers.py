"""Whom the words of a quotation are given to, and whom they are not given to."""

import pytest

from tests.annotate.test_quotations import found, speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The head of the mission, adviser Ana Ortiz, told reporters that the talks “were hard but useful”.",
            "Ana Ortiz",
        ),
        ("Ortiz -- who led the team for years -- told reporters that there “is progress, and good movement”.", "Ortiz"),
        ("Envoy Ana Ortiz - named by the Gazette as a likely mayor - told reporters “it is a hard sell”.", "Ana Ortiz"),
        (
            "Ana Ortiz, who led the team alongside Tom Rask, the premier’s son-in-law, said “it is a hard sell”.",
            "Ana Ortiz",
        ),
        ("“It is a hard sell,” Ana Ortiz, 30, of Alby, N.L., who was asked by post, said on Friday.", "Ana Ortiz"),
        ("“It is a hard sell,” Ana Ortiz, assistant secretary for ports, roads, and bridges, said.", "Ana Ortiz"),
        ("“It is a hard sell,” Ana Ortiz, Rask’s campaign manager, said in a note.", "Ana Ortiz"),
        ("“It is a hard sell,” Ana Ortiz, Marks’ senior media adviser, said in a note.", "Ana Ortiz"),
        ("“It is a hard sell,” said Ben Ortiz, a former mayor.", "Ben Ortiz"),
        ("But Ana Ortiz added that, based on what she has seen, the plan “has been nothing but fair”.", "Ana Ortiz"),
        ("Ana Ortiz noted that the town faced a choice in May “when the shape of it grew clear”.", "Ana Ortiz"),
    ],
)
def test_an_explanation_between_name_and_verb_hides_nobody(text, speaker):
    assert speakers(text) == [speaker]


def test_a_weak_verb_without_that_carries_no_indirect_speech():
    assert found("Ana Ortiz added her name to a list “of those who are ready to go”.")[0][1] is None
