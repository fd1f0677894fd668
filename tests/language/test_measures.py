"""What percentages and amounts are of, and which numbers are no figures."""

import pytest

from generator.language.grammar.counts import counted
from generator.language.grammar.numbers import numbers
from generator.language.grammar.quantities import quantities
from generator.language.grammar.tokens import sentences
from generator.language.grammar.words import speech


def read(text):
    q, sp = quantities("en"), speech("en")
    found, before = [], None
    for s in sentences(text, (0, len(text)), [], sp):
        for number in numbers(s, text, q):
            before = counted(s, number, q, sp, before)
            if before:
                found.append((number.value, before.what, number.bound))
    return found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Inflation is expected to reach 6.2% by then.", "Inflation"),
        ("They saw sales fall by 33% last year.", "sales"),
        ("Norland's unemployment rate fell to a record low of 2.4%.", "unemployment rate"),
        ("The bank held a key interest rate of around 20% there.", "key interest rate"),
        ("Defence spending is to account for about 38% of the budget.", "Defence spending"),
        ("It holds 70% of the territory.", "territory"),
        ("That was a 31% increase.", "increase"),
        ("Many have loans with interest rates higher than 20%.", "interest rates"),
        ("The assets, valued at $22 million, are there.", "assets"),
        ("It has buyers for assets worth $22 million there.", "assets"),
        ("The town expects a deficit of $38 million this year.", "deficit"),
        ("They froze about $300 million in bank reserves.", "bank reserves"),
        ("They would have to pay $1 million to get a seat.", ""),
        ("Another $8 million in Norland will help.", ""),
    ],
)
def test_what_it_is_of(text, what):
    assert [found for _, found, _ in read(text)] == [what]


def test_both_of_a_range_are_of_the_same():
    assert [what for _, what, _ in read("It controls 70% to 80% of the territory.")] == ["territory", "territory"]
    assert read("Output is to shrink by 0.8%, down from 4.3% before.") == [(0.8, "Output", None), (4.3, "Output", None)]
    assert read("Between 500,000 and 600,000 people left.") == [
        (500_000, "people", "at least"),
        (600_000, "people", "up to"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "That is roughly 70% higher.",
        "It is 100% ready.",
        "Russia launched one of its largest attacks.",
        "It carries a warhead of 1,150kg (2,535 pounds) there.",
        "They used 500 pounds of explosives.",
        "Four sources familiar with the talks said so.",
        "See https://post.example/send?a=%83%20b&n=12 for more.",
        "List 1 of 4 came.",
    ],
)
def test_what_is_no_figure(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They agreed to hand over 157 prisoners.", [(157, "prisoners", None)]),
        ("It brought about two changes.", [(2, "changes", None)]),
        ("She sat under five blankets.", [(5, "blankets", None)]),
        ("They lost over 157 tanks.", [(157, "tanks", "more than")]),
        ("Nearly 12 million soldiers were killed and injured.", [(12_000_000, "killed or injured", "nearly")]),
        ("It put the number of killed, wounded and missing at 12,000.", [(12_000, "killed or injured", None)]),
        ("They paid 40 million pounds for it.", [(40_000_000, "", None)]),
        ("They killed 30 Northern Unity Front (NUF) members.", [(30, "Northern Unity Front NUF members", None)]),
        ("As many as 325,000 soldiers, the report adds, have been killed.", [(325_000, "killed", "up to")]),
        ("Two bodies put Norse losses at around 200,000.", [(200_000, "Norse losses", "about")]),
        ("The death toll from a strike on a hospital in the city rose to 21.", [(21, "killed", None)]),
        ("The army captured 23 settlements.", [(23, "settlements", None)]),
        ("It moves at 15 meters per day.", [(15, "meters per day", None)]),
    ],
)
def test_words_around_a_number(text, expected):
    assert read(text) == expected
