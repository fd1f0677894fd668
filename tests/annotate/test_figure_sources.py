"""Who says a figure: a person or body that stands as its source."""

import pytest

from generator.annotate.figures import figures
from generator.annotate.quotations import quotations
from tests.support.prose import mention_of, post_of, reading_of


def sources(text, **names):
    reading = reading_of(text)
    post = post_of(reading)
    mentions = [mention_of(reading, kind, name) for name, kind in names.items()]
    return [one.by for one in figures(reading, post, mentions, quotations(reading, post))]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The mayor, Ana Ortiz, said four people had died.", "Ana Ortiz"),
        ("Four people had died, according to the council.", "council"),
        ("NCSR found that 40 plants had closed.", "NCSR"),
        ("Ana Ortiz reported that 40 plants had closed.", "Ana Ortiz"),
        ("“We lost 40 tanks,” said Ana Ortiz.", "Ana Ortiz"),
    ],
)
def test_who_stands_as_source(text, by):
    assert sources(text) == [by]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ortiz proposed a deal of $12 million.",
        "Ana Ortiz urged the town to repay a loan of $12 million.",
        "Norland's unemployment rate fell to 2.4%.",
        "Growth led the central bank to keep an interest rate of 20%.",
        "Though Ana Ortiz claims the whole land, the army holds 70% of the territory.",
        "A roof fell after what officials said was a raid, killing four people.",
    ],
)
def test_who_only_stands_beside_it(text):
    assert sources(text) == [None]
