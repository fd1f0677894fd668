"""Figures: what is counted, what befell it, the bound, by whom, where and when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.event_days import event_days
from generator.annotate.figures import figures, to_json
from generator.annotate.quotations import quotations
from tests.support.prose import mention_of, post_of, reading_of


def read(text):
    reading = reading_of(text)
    return figures(reading, post_of(reading), (), quotations(reading, post_of(reading)))


def found(text):
    return [(one.value, one.unit, one.what, one.bound) for one in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four people were injured.", [(4, "people", "injured", None)]),
        ("At least 12 people were killed.", [(12, "people", "killed", "at least")]),
        ("Up to a dozen civilians have been wounded.", [(12, "people", "injured", "up to")]),
        ("Twenty-five others died.", [(25, "people", "killed", None)]),
        (
            "The storm killed 70 and destroyed nine boats.",
            [(70, "people", "killed", None), (9, None, "boats", None)],
        ),
        ("The blast caused injuries to four people.", [(4, "people", "injured", None)]),
        ("The strike resulted in the deaths of over 1,250 soldiers.", [(1250, "people", "killed", "more than")]),
        ("Five deaths and 19 injuries were counted.", [(5, "people", "killed", None), (19, "people", "injured", None)]),
        ("The death toll rose to 31.", [(31, "people", "killed", None)]),
        (
            "More than 300 were hurt and six of those killed were children.",
            [(300, "people", "injured", "more than"), (6, "people", "killed", None)],
        ),
        (
            "Three people — including two children — were killed and at least 10 injured.",
            [(3, "people", "killed", None), (2, "people", "killed", None), (10, "people", "injured", "at least")],
        ),
        (
            "At least four people, including two children, were killed.",
            [(4, "people", "killed", "at least"), (2, "people", "killed", None)],
        ),
        ("Four people, including a boy — aged 5 or 6 — were killed.", [(4, "people", "killed", None)]),
        ("Two civilians (one of them a nurse) were hurt.", [(2, "people", "injured", None)]),
        ("Two men with shrapnel wounds or injuries left.", [(2, "people", "injured", None)]),
        (
            "The fire damaged eight houses, four shops and two schools.",
            [(8, None, "houses", None), (4, None, "shops", None), (2, None, "schools", None)],
        ),
        ("Around 10 drones attempting to cross were seen.", [(10, None, "drones", "about")]),
        ("A swarm of eight drones flew over the town.", [(8, None, "drones", None)]),
        (
            "Half a million people left; another half-million Norlanders stayed.",
            [(500000, "people", "people", None), (500000, None, "Norlanders", None)],
        ),
        ("The firm sold 3 million phones or more.", [(3000000, None, "phones", None)]),
        ("Some 30 or more people were arrested.", [(30, "people", "arrested", "about")]),
        ("30 or more people were arrested.", [(30, "people", "arrested", "at least")]),
        ("They will lend an estimated $250 million worth of aid.", [(250000000, "USD", "aid", "estimated")]),
        ("US$1.5bn in new loans came.", [(1500000000, "USD", "loan", None)]),
        ("It cost 40 million euros for a year.", [(40000000, "EUR", "cost", None)]),
        ("It was priced at 40 US dollars there.", [(40, "USD", "", None)]),
        ("It wants 2% of GDP on arms.", [(2, "%", "GDP", None)]),
        ("Car sales rose 4 per cent.", [(4, "%", "Car sales", None)]),
        ("The village lies just 25 kilometers away.", [(25, "kilometers", "kilometers", "only")]),
        (
            "It shot down 17 of 22 drones.",
            [(17, None, "drones", None), (22, None, "drones", None)],
        ),
        (
            "It destroyed 43 drones, including 21 over the bay and 12 over the town.",
            [
                (43, None, "drones", None),
                (21, None, "drones", None),
                (12, None, "drones", None),
            ],
        ),
        ("The death toll stood at 17 at dusk.", [(17, "people", "killed", None)]),
        ("They put the number of wounded at 64.", [(64, "people", "injured", None)]),
        (
            "The toll rose to five later on Thursday, raising the number of injured to 23.",
            [(5, "people", "killed", None), (23, "people", "injured", None)],
        ),
        (
            "Between 15 and 20 shops were destroyed.",
            [(15, None, "shops", "at least"), (20, None, "shops", "up to")],
        ),
        ("About 15 to 20 shops burned.", [(20, None, "shops", "up to")]),
        ("Another 250 were abducted.", [(250, "people", "abducted", None)]),
        ("Eleven people remain in hospital.", [(11, "people", "hospitalized", None)]),
        ("Some 30 staff were fired.", [(30, "people", "staff", "about")]),
        ("One boy was treated at the harbour.", [(1, "people", "treated", None)]),
    ],
)
def test_what_is_counted(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2019 and on 12 May, not on May 13.",
        "She was 34 years old and arrived at 3:40 or at 5 p.m. after three months.",
        "The girl, 9, and her mother, 34, left aged 40.",
        "An F-16, a Norden 737 and Article 5 came up.",
        "Page 12 and magnitude 6.4 were named.",
        "One of them came on the one hand and no one else.",
        "The two leaders met.",
        "Two officials said so.",
        "Two U.S. officials said so.",
        "Two people briefed on the plan said so.",
        "They were known as the Three Amigos.",
        "The Gazette, citing two officials in the town, wrote so.",
        "The Dec. 12 vote came.",
        "They flew over nine regions.",
        "They won 3-1 and 10/12 of it.",
        "The 10th and the 2nd came.",
        "Two of them left.",
        "We saw 12.",
        "An illustration shows two men at a table.",
        "* Photos of two men in a circle.",
        "- [Founder held over $13m fraud](https://post.example/a-13m-case)",
    ],
)
def test_what_is_no_figure(text):
    assert found(text) == []


def test_who_says_it():
    assert [one.by for one in read("At least seven people were injured, said Gov. Ana Ortiz on Monday.")] == [
        "Ana Ortiz"
    ]
    assert [one.by for one in read("Four people died, according to the council.")] == ["council"]
    assert [one.by for one in read("“We counted 12 drones over the town,” said Ana Ortiz.")] == ["Ana Ortiz"]
    assert [one.by for one in read("Four people died.")] == [None]


def told(text, time="2023-06-01T12:00:00+00:00", place=None):
    reading = reading_of(text)
    post = post_of(reading, time)
    places = [mention_of(reading, "place", place)] if place else []
    found = figures(reading, post, places, quotations(reading, post), event_days(reading, post))
    return [(one.value, one.place, one.day and one.day.isoformat()) for one in found]


@pytest.mark.parametrize(
    "before",
    [
        "They will vote on Monday.",
        "Ana Ortiz said on Tuesday it was calm.",
        "Boris Lund, who resigned on May 3, was there.",
        "“My brother fell on Tuesday in the yard,” said Ana Ortiz.",
    ],
)
def test_a_day_told_in_passing_is_not_carried_on(before):
    assert told(f"{before}\nFive people were injured.") == [(5, None, None)]


def test_where_it_was_told_is_not_where_it_was():
    assert told("Ana Ortiz told a briefing in Harbourtown all was well. Five people died.", place="Harbourtown") == [
        (5, None, None)
    ]


def test_a_day_from_which_on_it_counts_is_not_its_day():
    assert told("Nine people have been killed since May 22.") == [(9, None, None)]


def test_a_place_behind_a_part_is_not_that_of_the_whole():
    assert told("It destroyed 43 drones, including 21 over Harbourtown.", place="Harbourtown") == [
        (43, None, None),
        (21, "Harbourtown", None),
    ]


def test_json():
    reading = reading_of("The fire damaged 8 houses.\nFour people were injured.")
    post = post_of(reading)
    houses, people = (to_json(reading, one) for one in figures(reading, post))
    assert houses == {
        "value": 8, "unit": None, "what": "houses damaged", "bound": None, "by": None, "place": None, "day": None,
        "text": "8 houses", "lines": [1, 1],
    }  # fmt: skip
    assert (people["what"], people["lines"]) == ("injured", [2, 2])


def test_day_in_json():
    reading = reading_of("Four people were injured today.")
    post = post_of(reading)
    (one,) = figures(reading, post, days=event_days(reading, post, dt.date(2024, 1, 7)))
    assert to_json(reading, one)["day"] == "2024-01-07"


@given(st.text(alphabet="0123456789,.-%$£ at least killed two people—()\n“”", max_size=120))
def test_spans_support_texts(text):
    reading = reading_of(text)
    for one in figures(reading, post_of(reading)):
        assert one.text == reading.slice(one.span)
        assert one.value >= 0


@pytest.mark.parametrize("language", ["de", "it", "xx"])
def test_numbers_of_a_language_without_words_of_quantity_are_left_alone(language):
    reading = reading_of("20.000 Menschen wurden verletzt, sagte die Polizei.")
    assert figures(reading, post_of(reading), language=language) == ()


@pytest.mark.parametrize("number", ["$4.5bn trillion", f"{'9' * 30} people", f"{'9' * 400} people"])
def test_a_number_that_nobody_could_count_is_no_figure(number):
    assert found(f"They paid for {number} and 12 boats.") == [(12, None, "boats", None)]
