"""Where a figure is of: only what words of its clause tell."""

import pytest

from generator.annotate.event_days import event_days
from generator.annotate.figures import figures
from generator.annotate.quotations import quotations
from generator.model import Mention, Span
from tests.support.prose import post_of, reading_of

NAMES = ("Harbourtown", "Hilltown", "Norland", "Westmark")


def mentions(text):
    found = ((name, at) for name in NAMES for at in range(len(text)) if text.startswith(name, at))
    return sorted(
        (Mention(kind="place", name=name, span=Span(at, at + len(name)), rule="test") for name, at in found),
        key=lambda one: one.span,
    )


def places(text):
    reading = reading_of(text)
    post = post_of(reading, "2023-06-01T12:00:00+00:00")
    found = figures(reading, post, mentions(text), quotations(reading, post), event_days(reading, post))
    return [one.place for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "A strike on Harbourtown killed four people.",
        "A raid killed four people in Harbourtown.",
        "In the northern city of Harbourtown, four people were hurt.",
        "Four people were killed after a strike on Harbourtown.",
        "The army launched 40 drones at Harbourtown overnight.",
        "Norland launched 40 drones against Harbourtown.",
        "Norland sent $40 million in aid to Harbourtown.",
        "The shelling of Harbourtown hurt four people.",
        "Four people were hurt in Harbourtown's old district.",
        "Part of a block fell in Harbourtown on Monday after what officials called a raid, killing four people.",
        "The army holds 20% of Harbourtown.",
        "Harbourtown's unemployment rate fell to 4%.",
        "The mayor of Harbourtown, Ana Ortiz, said four people were hurt.",
        "Harbourtown Mayor Ana Ortiz said four people were hurt.",
        "Air defences shot down 40 drones over Harbourtown.",
        "Since 2022, they have sent millions of items to Harbourtown, including 40 generators.",
    ],
)
def test_where_it_is_told(text):
    assert places(text) == ["Harbourtown"]


@pytest.mark.parametrize(
    "text",
    [
        "Harbourtown launched 40 drones.",
        "Harbourtown's army said 40 soldiers were killed.",
        "Officials in Harbourtown said four people were hurt.",
        "Four people were hurt, Ana Ortiz said in Harbourtown.",
        "Ana Ortiz told a briefing in Harbourtown that four people died.",
        "They hold 116,000 square kilometres, an area about the size of Harbourtown.",
        "The Institute, a Harbourtown-based body, put the number at 4,000 people killed.",
        "Four people were hurt, hours after a raid on Harbourtown.",
        "Assets worth $40 million have waited since Harbourtown imposed a ban.",
        "The war in Harbourtown has cost $40 million.",
        "The zone of 40 miles in the Harbourtown proposals is new.",
        "Ana Ortiz urged Harbourtown to talk.\nFour people were killed in the south.",
        "A storm broke roofs in Harbourtown on Monday.\nFour people died.",
        "Four people were hurt in Harbourtown and Hilltown.",
        "A storm hit Harbourtown, and four people died.",
        "Ana Ortiz, economist at the Centre in Harbourtown, estimated that 40 plants had closed.",
        "Ana Ortiz, economist at the Centre in Harbourtown, estimated output fell by 30%.",
        "It lists 40 makers headquartered in Harbourtown, Hilltown, Norland and Westmark.",
        "Four people died while talks went on in Harbourtown.",
    ],
)
def test_a_place_of_something_else_is_left_out(text):
    assert places(text) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people died in Hilltown and two in Norland.", ["Hilltown", "Norland"]),
        ("Four people died in the town of Hilltown in Harbourtown county.", ["Hilltown"]),
        ("Four people died in Hilltown, in Norland's Harbourtown region.", ["Hilltown"]),
        ("It destroyed 43 drones, including 21 over Harbourtown.", [None, "Harbourtown"]),
        ("A raid on Hilltown killed four people.\nTwelve others were hurt.", ["Hilltown", "Hilltown"]),
        ("Two people were hurt in Hilltown, hours after a raid on Norland killed nine.", ["Hilltown", "Norland"]),
        ("A raid killed three and hurt dozens in Hilltown.", ["Hilltown"]),
        ("Four people died in Hilltown, Norland, on Monday.", ["Hilltown"]),
        ("It launched 40 drones and 12 missiles at Hilltown.", ["Hilltown", "Hilltown"]),
    ],
)
def test_which_of_several_it_is(text, expected):
    assert places(text) == expected
