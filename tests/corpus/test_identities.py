"""One name for one person in all documents."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.corpus.identities import unify
from generator.corpus.identities.offices import holders, office_of
from generator.corpus.identities.spelling import folded
from generator.corpus.identities.spelling import given as given_name
from generator.desk import load_desk
from generator.model import Figure, Quotation, Span
from tests.support.making import DESK, document

NOBODY = load_desk({})


def naming(text, *people, path="a.txt", places=(), speaker=None, by=None):
    """A document that names people and places, quotes a speaker, and has a figure by somebody."""
    made = document(text, path=path, people=people, places=places)
    (post,) = made.posts
    span = Span(0, 1)
    quotation = Quotation(text="", span=span, speaker=speaker, rule="by-hand")
    figure = Figure(value=1, what="", text="", span=span, by=by)
    return replace(made, posts=(replace(post, quotations=(quotation,), figures=(figure,)),))


def names(made):
    return sorted({one.name for one in made.mentions()})


def said(made):
    return made.posts[0].quotations[0].speaker, made.posts[0].figures[0].by


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelenskyy", "Zelensky"), ("Zelenskiy", "Zelenskyi"), ("Podolyak", "Podoljak"), ("Syrskyi", "Syrsky"),
        ("Zaluzhnyi", "Zaluzhny"), ("Peskow", "Peskov"), ("Müller", "Muller"), ("O’Brien", "OBrien"),
        ("Sybiha", "Sybiga"), ("Umerov", "Umierov"), ("Lysohor", "Lysogor"), ("Haidai", "Gaidai"),
    ],
)  # fmt: skip
def test_spellings_of_one_last_name(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Klitschko", "Klimenko"), ("Gladkov", "Gladky"), ("Reed", "Reid"), ("Hale", "Gable")]
)
def test_other_last_names(one, other):
    assert folded(one) != folded(other)


def test_given_names_that_stand_for_each_other():
    assert given_name("Volodymyr") == given_name("Vladimir") == given_name("Wladimir")
    assert given_name("Serhii") == given_name("Sergey")
    assert given_name("Vitali") != given_name("Volodymyr")


def test_the_spelling_of_most_documents_stands():
    made = [
        naming("Serhii Popkov came.", "Serhii Popkov", path="a.txt"),
        naming("Sergey Popkov came.", "Sergey Popkov", path="b.txt"),
        naming("Sergey Popkov left.", "Sergey Popkov", path="c.txt"),
    ]
    assert [names(one) for one in unify(made, NOBODY)] == [["Sergey Popkov"]] * 3


def test_the_desk_overrules_the_documents():
    desk = load_desk({"people.yml": b"people: [{name: Serhii Popkov}]"})
    (made,) = unify([naming("Sergey Popkov came.", "Sergey Popkov")], desk)
    assert names(made) == ["Serhii Popkov"]
    both = load_desk({"people.yml": b"people: [{name: Serhii Popkov}, {name: Sergei Popkov}]"})
    (made,) = unify([naming("Sergey Popkov came.", "Sergey Popkov")], both)
    assert names(made) == ["Sergey Popkov"]


def test_different_names_in_the_middle_are_different_people():
    made = [naming(f"{name} came.", name, path=f"{name}.txt") for name in ("Ann B Lee", "Ann C Lee", "Ann Lee")]
    assert [names(one) for one in unify(made, NOBODY)] == [["Ann B Lee"], ["Ann C Lee"], ["Ann Lee"]]
    assert [names(one) for one in unify(made[1:], NOBODY)] == [["Ann C Lee"], ["Ann C Lee"]]


@pytest.mark.parametrize(
    ("speaker", "known"),
    [
        ("Popkov", "Sergey Popkov"),
        ("Colonel Sergey Popkov", "Sergey Popkov"),
        ("Serhii Popkov", "Sergey Popkov"),
        ("governor of Ridgeport", "Sergey Popkov"),
        ("governor of Norland's Ridgeport region", "Sergey Popkov"),
        ("Ridgeport's governor", "Sergey Popkov"),
        ("Sergei Popkov", "Sergey Popkov"),
        ("Governor Serhiy Popkov", "Sergey Popkov"),
        ("Sergei Ivanovich Popkov", "Sergei Ivanovich Popkov"),
        ("Pavel Popkov", "Pavel Popkov"),
        ("governor", "governor"),
        ("mayor of Ridgeport", "mayor of Ridgeport"),
        ("resident of Ridgeport", "resident of Ridgeport"),
        ("Lund", "Lund"),
    ],
)
def test_speakers_are_followed_to_the_person(speaker, known):
    full = naming("Ridgeport Gov. Sergey Popkov came.", "Sergey Popkov", places=["Ridgeport"])
    short = naming("Nobody in Ridgeport knew.", places=["Ridgeport"], path="b.txt", speaker=speaker, by=speaker)
    spelled = naming("Serhii Popkov is another spelling.", "Serhii Popkov", path="c.txt", places=["Ridgeport"])
    twice = naming("Sergey Popkov left.", "Sergey Popkov", path="d.txt")
    assert said(unify([full, short, spelled, twice], NOBODY)[1]) == (known, known)


def test_a_last_name_of_two_people_or_of_another_place_stays():
    full = naming("Ann Reed came to Ridgeport.", "Ann Reed", places=["Ridgeport"])
    other = naming("Bo Reed left Ridgeport.", "Bo Reed", places=["Ridgeport"], path="b.txt")
    short = naming("Ridgeport slept.", places=["Ridgeport"], path="c.txt", speaker="Reed")
    assert said(unify([full, other, short], NOBODY)[2])[0] == "Reed"
    assert said(unify([full, short], NOBODY)[1])[0] == "Ann Reed"
    away = naming("Hilltown slept.", places=["Hilltown"], path="c.txt", speaker="Reed")
    assert said(unify([full, away], NOBODY)[1])[0] == "Reed"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Ridgeport Gov. Ann Lee came.", ("governor", "ridgeport")),
        ("The governor of Ridgeport, Ann Lee, came.", ("governor", "ridgeport")),
        ("Ann Lee, the governor of Norland's Ridgeport region, came.", ("governor", "ridgeport")),
        ("Ann Lee, Norland's defence minister, came.", ("defense minister", "norland")),
        ("Ridgeport Oblast Governor Ann Lee came.", ("governor", "ridgeport")),
        ("Former Ridgeport Gov. Ann Lee came.", None),
        ("Harbour Town Mayor Ann Lee came.", ("mayor", "garbour tovn")),
        ("They met former Ridgeport Gov. Ann Lee again.", None),
        ("The governor Ann Lee came.", None),
        ("Ann Lee, an aide to the governor of Ridgeport, came.", None),
        ("Ann Lee came.", None),
    ],
)
def test_who_holds_an_office(text, office):
    found = holders([naming(text, "Ann Lee")])
    assert found == ({office: "Ann Lee"} if office else {})


def test_an_office_that_two_people_hold_is_nobodys():
    made = [naming(f"Ridgeport Mayor {name} came.", name, path=f"{name}.txt") for name in ("Ann Lee", "Bo Lund")]
    assert holders(made) == {}
    assert office_of("The governor") is None


PEOPLE = ["Serhii Popkov", "Sergey Popkov", "Ann Reed", "Bo Reed", "Ann B Reed"]
SPEAKERS = [*PEOPLE, "Reed", "Popkov", "mayor of Ridgeport", None]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(SPEAKERS)), max_size=5), st.randoms())
def test_the_order_of_documents_changes_nothing_and_twice_is_once(found, order: random.Random):
    made = [
        naming(f"Ridgeport Mayor {name} came.", name, path=f"{number}.txt", places=["Ridgeport"], speaker=speaker)
        for number, (name, speaker) in enumerate(found)
    ]
    shuffled = made[:]
    order.shuffle(shuffled)
    once = unify(made, DESK)
    assert {one.path: one for one in once} == {one.path: one for one in unify(shuffled, DESK)}
    assert unify(once, DESK) == once
