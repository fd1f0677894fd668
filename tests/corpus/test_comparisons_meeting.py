"""Figures meet where place or day is missing in one of them, and only where they are surely about one thing."""

import datetime as dt

import pytest

from generator.annotate import mark
from generator.annotate.entities import Names
from generator.corpus.comparisons import compare
from generator.desk import EMPTY
from generator.extract import ingest
from generator.model import Source
from generator.settings import Settings

NAMES = Names(EMPTY)


def report(name, words, day="5 February 2026"):
    text = f"What was told of it\n\nBy Lena Marsh\n\n{day}\n\n{words}\n\nNobody in the town had more to say then.\n"
    return mark(ingest(Source(path=f"{name}.txt", data=text.encode(), sha256=""), Settings()), EMPTY, NAMES)


def meet(*words):
    documents = [report(str(number), one) for number, one in enumerate(words)]
    return [(one.subject.label, sorted(each.value for each in one.accounts)) for one in compare(documents, EMPTY)]


def test_one_night_without_a_place_in_one_report():
    assert meet(
        "Russia launched 420 drones at Ukraine overnight into Thursday, the air force said.",
        "Then, on Thursday, Russia launched 408 drones. The president thanked the crews.",
    ) == [("drones launched", [408, 420])]


def test_weapons_that_are_counted_without_a_verb():
    assert meet(
        "On February 3, Russia began one more attack on Kyiv, deploying 71 missiles.",
        "The February 2 to 3 strike used 71 missiles, the report says.",
    ) == [("missiles launched", [71, 71])]


@pytest.mark.parametrize(
    "other",
    [
        "Ukraine launched 150 drones at Crimea overnight into Thursday, the ministry said.",
        "Russia launched 150 drones at Ukraine on Tuesday.",
        "Russia has launched 9,150 drones at Ukraine since the start of the war.",
        "Four people were killed in Kyiv on Thursday.",
    ],
)
def test_other_sides_times_and_things_stay_apart(other):
    assert meet("Then, on Thursday, Russia launched 408 drones.", other) == []


def test_totals_of_one_country_meet_and_never_exclude_each_other():
    documents = [
        report("a", "A think tank on Thursday put total Russian casualties at 1.2 million."),
        report("b", "Russian forces have suffered about 1.25 million casualties since February 2022, it said."),
        report("c", "Ukrainian forces have suffered about 1.3 million casualties since February 2022, it said."),
    ]
    (one,) = compare(documents, EMPTY)
    assert (one.subject.label, one.subject.day, one.differs) == ("Russian people killed or injured", None, False)
    assert [each.value for each in one.accounts] == [1_200_000, 1_250_000]


def test_totals_of_other_sizes_and_of_a_year_stay_apart():
    assert (
        meet(
            "Russian forces have suffered about 1.25 million casualties since February 2022.",
            "Russian forces have suffered about 400,000 casualties so far.",
        )
        == []
    )


def test_the_same_number_of_the_same_thing_meets_where_the_sentences_name_the_same():
    words = ("Russia and Ukraine exchanged 314 prisoners of war.", "Ukraine said 314 prisoners had been exchanged.")
    (one,) = compare([report("a", words[0]), report("b", words[1], day="7 February 2026")], EMPTY)
    assert (one.subject.label, [each.value for each in one.accounts]) == ("prisoners", [314, 314])
    assert one.subject.day is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("They had exchanged 314 prisoners there.", "7 February 2026"),
        ("Ukraine said 314 prisoners had been exchanged.", "7 April 2026"),
        ("Ukraine said 315 prisoners had been exchanged.", "7 February 2026"),
        ("Ukraine said 314 generators had been exchanged.", "7 February 2026"),
    ],
)
def test_a_number_by_chance_does_not_meet(words, day):
    first = report("a", "Russia and Ukraine exchanged 314 prisoners of war.")
    assert compare([first, report("b", words, day=day)], EMPTY) == ()


def test_round_and_small_numbers_do_not_meet_by_themselves():
    assert meet("Ukraine freed 200 prisoners of war.", "Ukraine said 200 prisoners had been freed.") == []
    assert meet("Ukraine freed 31 prisoners of war.", "Ukraine said 31 prisoners had been freed.") == []


def test_days_come_before_what_has_none():
    documents = [
        report("a", "Russia and Ukraine exchanged 314 prisoners. Russia launched 420 drones at Ukraine on Thursday."),
        report("b", "Russia and Ukraine exchanged 314 prisoners. Russia launched 408 drones at Ukraine on Thursday."),
    ]
    found = compare(documents, EMPTY)
    assert {one.subject.day for one in found} == {dt.date(2026, 2, 5), None}
    assert len({one.anchor for one in found}) == len(found)
