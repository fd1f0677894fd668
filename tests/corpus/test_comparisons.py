import datetime as dt
import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate import mark
from generator.annotate.entities import Names
from generator.corpus.comparisons import compare
from generator.corpus.comparisons.ranges import allowed
from generator.corpus.passages import anchor_of
from generator.desk import EMPTY, load_desk
from generator.extract import ingest
from generator.model import Source
from generator.settings import Settings
from tests.support.disagreeing import DAY, FOUR, NOON, source, told
from tests.support.making import fact

PLACES = b"""
places:
  - {name: Ridgeport, within: Northshire}
  - {name: Fernholt, aliases: [Fern], within: North}
  - {name: Northshire, aliases: [North]}
"""
DESK = load_desk({"places.yml": PLACES})


def values(comparison):
    return [(one.value, one.by) for one in comparison.accounts]


MAYOR = told(14, "at least 14 people", bound="at least", by="Ada Holt")
POLICE = told(12, "Twelve people", by="police")
CLINIC = told(10, "at least 10 people", bound="at least", by="Tom Birch")


def test_accounts_of_several_sources_stand_in_the_order_of_time():
    (one,) = compare([source(POLICE, path="b.txt", time=FOUR), source(MAYOR, path="a.txt")], EMPTY)
    assert values(one) == [(14, "Ada Holt"), (12, "police")]
    first = one.accounts[0]
    assert (first.bound, first.outlet, first.path, first.time.hour) == ("at least", "Harbour Post", "a.txt", 12)
    assert first.sentence == "There were at least 14 people in the town after the storm."
    assert first.anchor.startswith("p-")
    assert (one.subject.label, one.places, one.subject.day) == ("injured", ("Ridgeport",), DAY)


@pytest.mark.parametrize(
    ("figures", "differs"),
    [
        ((CLINIC, MAYOR, POLICE), True),
        ((CLINIC, POLICE), False),
        ((CLINIC, MAYOR), False),
        ((told(2, "at least 2 people", bound="at least", by="A"), told(5, "5 people", by="B")), False),
        ((told(2, "2 people", by="A"), told(5, "5 people", by="B")), True),
        ((told(9, "up to 9 people", bound="up to", by="A"), told(10, "at least 10 people", bound="at least")), True),
        ((told(10, "more than 10 people", bound="more than", by="A"), told(10, "10 people", by="B")), True),
        ((told(10, "fewer than 10 people", bound="less than", by="A"), told(10, "10 people", by="B")), True),
        ((told(10, "about 10 people", bound="about", by="A"), told(11, "11 people", by="B")), False),
        ((told(10, "nearly 10 people", bound="nearly", by="A"), told(11, "11 people", by="B")), True),
    ],
)
def test_values_that_cannot_all_be_true(figures, differs):
    (one,) = compare([source(figure, path=f"{n}.txt") for n, figure in enumerate(figures)], EMPTY)
    assert one.differs is differs


def test_a_later_number_of_the_same_source_is_an_update():
    early, late = told(2, "two people", by="Ada Holt"), told(5, "five people", by="Holt")
    (one,) = compare([source(late, early, posts=[0, 1], time=[FOUR, NOON])], EMPTY)
    assert [(a.value, a.note, a.superseded) for a in one.accounts] == [(2, "", True), (5, "later", False)]
    assert one.differs is False


@pytest.mark.parametrize(
    ("late", "text", "note"),
    [
        (told(3, "three people", by="Ada Holt"), None, "corrected"),
        (told(7, "seven people", by="Ada Holt"), "Ada Holt corrected the number: seven people were hurt.", "corrected"),
        (told(7, "seven people", by="Ada Holt"), "Ada Holt now speaks of seven people hurt.", "later"),
    ],
)
def test_a_correction_by_the_source_itself_is_shown_as_such(late, text, note):
    early = source(told(5, "five people", by="Ada Holt"))
    (one,) = compare([early, source(late, path="b.txt", time=FOUR, text=text)], EMPTY)
    assert [a.note for a in one.accounts] == ["", note]
    assert one.differs is False


def test_within_a_post_what_was_said_earlier_comes_first():
    figures = told(5, "five people", by="Ada Holt"), told(2, "two people", by="Ada Holt")
    text = "Ada Holt said five people were hurt.\nEarlier, Holt had spoken of two people."
    (one,) = compare([source(*figures, text=text)], EMPTY)
    assert [(a.value, a.note) for a in one.accounts] == [(2, ""), (5, "later")]


def test_what_happened_a_day_earlier_was_not_said_earlier():
    figures = told(5, "five people", by="A. Marsh"), told(2, "two people", by="B. Marsh")
    text = "A. Marsh said five people were hurt.\nThe storm a day earlier hurt two people, said B. Marsh."
    (one,) = compare([source(*figures, text=text)], EMPTY)
    assert [a.value for a in one.accounts] == [5, 2]


def test_a_source_does_not_contradict_itself_within_a_post():
    figures = told(5, "five people", by="Ada Holt"), told(2, "two people", by="Ada Holt")
    (one,) = compare([source(*figures)], EMPTY)
    assert (one.differs, [a.note for a in one.accounts]) == (False, ["", ""])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Holt", "Ada Holt", True),
        ("Ridgeport's Ada Holt", "Ada Holt", True),
        ("the Harbour Board", "Harbour Board", True),
        ("Lena Holt", "Ada Holt", False),
        ("police", "police", False),
        ("Ridgeport's mayor", "Ridgeport's mayor", False),
    ],
)
def test_who_counts_as_one_source(one, other, same):
    made = [source(told(2, "two people", by=one)), source(told(5, "five people", by=other), path="b.txt", time=FOUR)]
    (found,) = compare(made, EMPTY)
    assert found.differs is not same


def test_a_last_name_that_two_people_have_stands_for_neither():
    by = ["Ada Holt", "Lena Holt", "Holt"]
    made = [source(told(n, f"{n} people", by=name), path=f"{n}.txt") for n, name in enumerate(by, 2)]
    assert len({one.source for one in compare(made, EMPTY)[0].accounts}) == 3


def test_an_outlet_that_names_no_one_speaks_for_itself():
    made = [source(told(2, "two people")), source(told(5, "five people"), path="b.txt", time=FOUR)]
    assert [one.note for one in compare(made, EMPTY)[0].accounts] == ["", "later"]
    made = [source(told(2, "two people"), outlet=None), source(told(5, "five people"), path="b.txt", outlet=None)]
    assert compare(made, EMPTY)[0].differs is True


IN_TOWN = "There were five people hurt in Ridgeport in Northshire."
IN_REGION = "There were two people hurt in the region of Northshire."


def town(value=5, by="A", text=IN_TOWN, time=NOON, place="Ridgeport"):
    words = {2: "two people", 5: "five people", 9: "nine people"}[value]
    return source(told(value, words, place=place, by=by), text=text.replace("five people", words), time=time)


def region(value=2, by="B", text=IN_REGION, time=NOON):
    return replace(town(value, by, text.replace("two people", "five people"), time, "Northshire"), path="b.txt")


def test_a_part_of_a_place_bounds_the_whole_from_below():
    (one,) = compare([town(), region()], DESK)
    assert (one.differs, one.places, one.subject.place) == (True, ("Northshire", "Ridgeport"), "Northshire")
    assert compare([town(), region(9)], DESK)[0].differs is False
    assert compare([town(), region()], EMPTY) == ()


@pytest.mark.parametrize(
    ("there", "wide", "side_by_side"),
    [
        ("Ridgeport in Northshire", "the region of Northshire", True),
        ("Ridgeport in the southern Northshire", "Northshire county", True),
        ("Ridgeport, in Fernholt's Northshire", "Northshire county", True),
        ("Ridgeport, a town in Northshire", "Northshire county", True),
        ("Ridgeport, Northshire county", "Northshire county", True),
        ("Northshire's town of Ridgeport", "Northshire county", True),
        ("Northshire county, in Ridgeport", "Northshire county", True),
        ("the region of Northshire, a storm in the town of Ridgeport", "Northshire county", True),
        ("Ridgeport", "Northshire county", False),
        ("Ridgeport and Northshire", "Northshire county", False),
        ("Ridgeport, Northshire", "Northshire county", False),
        ("Ridgeport. In Northshire", "Northshire county", False),
        (
            "Ridgeport in the wide, wide, wide, wide, wide, wide, wide, wide county of Northshire",
            "Northshire",
            False,
        ),
        ("Northshire county, late at night, Ridgeport", "Northshire county", False),
    ],
)
def test_a_part_stands_beside_the_whole_only_where_a_text_says_so(there, wide, side_by_side):
    text = f"There were five people hurt in {there}."
    made = [town(text=text), region(text=f"There were two people hurt in {wide}.")]
    assert [one.places for one in compare(made, DESK)] == [("Northshire", "Ridgeport")] * side_by_side


def test_a_town_that_bears_the_name_of_its_region_does_not_bound_a_part_of_it():
    made = [town(), replace(region(text="There were two people hurt in the city of Northshire."), path="b.txt")]
    assert all(one.differs is False for one in compare(made, DESK))
    areas = load_desk({"places.yml": PLACES.replace(b"aliases: [North]", b"aliases: [North], precision: region")})
    assert [one.differs for one in compare(made, areas)] == [True]


def test_two_towns_of_a_region_are_not_about_one_thing():
    other = source(
        told(9, "nine people", place="Fernholt", by="A"),
        path="b.txt",
        text="There were nine people hurt in Fernholt in Northshire.",
        time=FOUR,
    )
    assert compare([town(), other], DESK) == ()
    both = compare([town(), other, replace(region(9), path="c.txt")], DESK)
    assert [(one.differs, {a.note for a in one.accounts}) for one in both] == [(False, {""})]


def test_what_lies_in_what_is_said_step_by_step():
    desk = PLACES.replace(b"{name: Northshire,", b"{name: Northshire, within: Avonia,") + b"  - {name: Avonia}\n"
    text = "There were five people hurt in Ridgeport in Northshire. The region of Northshire in Avonia is large."
    land = source(
        told(2, "two people", place="Avonia", by="B"), path="b.txt", text="There were two people in Avonia state."
    )
    (one,) = compare([town(text=text), land], load_desk({"places.yml": desk}))
    assert (one.differs, one.subject.place) == (True, "Avonia")


def test_a_number_for_a_part_replaces_none_for_the_whole_that_it_fits():
    (one,) = compare([region(9, by="Ada Holt"), town(by="Ada Holt", time=FOUR)], DESK)
    assert [(a.note, a.superseded) for a in one.accounts] == [("", False), ("", False)]


def test_places_that_lie_in_each_other_do_no_harm():
    desk = load_desk({"places.yml": b"places: [{name: A, within: B}, {name: B, within: A}]"})
    made = [source(told(n, f"{n} people", place="A", by=str(n)), path=f"{n}.txt") for n in (2, 3)]
    assert compare(made, desk)[0].differs is True


CHILDREN = told(2, "two children", by="A")
MISSILES = {"unit": None, "outcome": "destroyed"}


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        (CHILDREN, told(3, "three kids", by="B"), "children injured"),
        (CHILDREN, told(3, "three people", by="B"), None),
        (
            told(8, "eight drones", what="drones", **MISSILES),
            told(8, "eight UAVs", what="UAVs", by="B", **MISSILES),
            "drones destroyed",
        ),
        (
            told(8, "eight Russian drones", what="Russian drones", **MISSILES),
            told(9, "nine drones", what="drones", by="B", **MISSILES),
            "drones destroyed",
        ),
        (
            told(8, "eight cargo ships", what="cargo ships", **MISSILES),
            told(9, "nine fishing ships", what="fishing ships", by="B", **MISSILES),
            None,
        ),
        (
            told(8e6, "$8 million", unit="USD", what="aid", outcome=None),
            told(9e6, "$9 million", unit="USD", what="aid", outcome=None, by="B"),
            "aid (USD)",
        ),
        (
            told(8, "8 km", unit="km", what="km", outcome=None),
            told(9, "9 km", unit="km", what="km", outcome=None, by="B"),
            None,
        ),
        (told(8, "8 people", outcome=None, what="people"), told(9, "9 people", outcome=None, what="people"), None),
        (
            told(3, "three boats", what="boats", unit=None, outcome="shot down"),
            told(3, "three boats", what="boats", unit=None, outcome="shot down", by="B"),
            "boats shot down or intercepted",
        ),
        (told(3, "three victims"), told(2, "two victims", by="B"), None),
        (told(9, "nine people", outcome="killed"), told(4, "four other people", outcome="killed", by="B"), None),
        (told(9, "nine people"), told(4, "four others", by="B"), "injured"),
        (told(8, "8 people", day=None), told(9, "9 people", day=None), None),
        (told(8, "8 people", place=None), told(9, "9 people", place=None), None),
        (told(8, "8", unit=None, what=""), told(9, "9", unit=None, what=""), None),
        (told(4, "four people"), told(4, "four people", by=None), None),
        (told(4, "4 people injured"), told(3, "3 hurt residents", by="B"), "injured"),
        (told(41, "forty-one people"), told(4, "4", by="B"), "injured"),
    ],
)
def test_what_is_about_the_same_thing(one, other, label):
    found = compare([source(one), source(other, path="b.txt")], EMPTY)
    assert [comparison.subject.label for comparison in found] == ([label] if label else [])


def test_things_of_two_countries_do_not_contradict_each_other():
    ours = told(8, "eight French drones", what="French drones", by="A", **MISSILES)
    theirs = told(3, "three German drones", what="German drones", by="B", **MISSILES)
    (one,) = compare([source(ours), source(theirs, path="b.txt")], EMPTY)
    assert one.differs is False


@pytest.mark.parametrize(
    "text",
    [
        "Of the hurt, five people of those treated went home.",
        "Among the hurt, including five people, was the mayor.",
        "By evening another five people were hurt.",
        "By evening five more people were hurt.",
        "In the storms since 1975, five people were hurt.",
    ],
)
def test_a_part_or_an_addition_is_not_compared(text):
    words = "five more people" if "more" in text else "five people"
    part = source(told(5, words, by="B"), path="b.txt", text=text)
    assert compare([source(told(12, "12 people", by="A")), part], EMPTY) == ()


def test_a_part_that_names_its_kind_is_compared_with_its_kind():
    part = source(told(3, "three children", by="B"), path="b.txt", text="Ten were hurt, including three children.")
    assert [one.subject.label for one in compare([source(CHILDREN), part], EMPTY)] == ["children injured"]


def test_of_several_figures_in_a_sentence_the_largest_counts():
    text = "Ada Holt said 12 people were hurt, four people gravely."
    figures = told(12, "12 people", by="Ada Holt"), told(4, "four people", by="Ada Holt")
    (one,) = compare([source(*figures, text=text), source(POLICE, path="b.txt")], EMPTY)
    assert (values(one), one.differs) == ([(12, "Ada Holt"), (12, "police")], False)


def test_times_of_several_kinds_are_compared_as_far_as_they_go():
    day = replace(source(told(5, "five people", by="Ada Holt"), path="b.txt"), kind="article")
    post = replace(day.posts[0], time=None)
    dated = replace(day, posts=(post,), metadata=replace(day.metadata, published=fact(dt.date(2024, 5, 7))))
    undated = replace(day, posts=(post,), path="c.txt")
    naive = source(told(2, "two people", by="Ada Holt"), time="2024-05-06T12:00:00")
    (one,) = compare([undated, dated, naive], EMPTY)
    assert [(a.path, a.note) for a in one.accounts] == [("a.txt", ""), ("b.txt", "later"), ("c.txt", "")]
    assert one.accounts[0].superseded


def test_a_figure_that_a_page_leaves_out_leads_to_its_post():
    made = source(MAYOR)
    post = replace(made.posts[0], blocks=())
    assert anchor_of(replace(made, kind="article"), post, post.figures[0].span) == "document"
    cut = replace(made, posts=(post,))
    assert anchor_of(cut, post, post.figures[0].span) == post.anchor
    assert anchor_of(replace(cut, posts=(), introduction=post), post, post.figures[0].span) == "document"
    assert compare([cut, source(POLICE, path="b.txt")], EMPTY)[0].accounts[0].sentence == "at least 14 people"


def test_days_come_newest_first_and_what_differs_before_what_agrees():
    later = {"day": dt.date(2024, 5, 7), "outcome": "killed"}
    made = [
        source(MAYOR, told(3, "three people", outcome="killed", by="A"), path="a.txt"),
        source(POLICE, told(3, "3 people", outcome="killed", by="B"), path="b.txt"),
        source(told(1, "one person", by="A", **later), path="c.txt"),
        source(told(1, "one person", by="B", **later), path="d.txt"),
    ]
    found = compare(made, EMPTY)
    assert [(one.subject.day.day, one.subject.label) for one in found] == [(7, "killed"), (6, "injured"), (6, "killed")]
    assert len({one.anchor for one in found}) == 3


def test_a_document_that_is_a_table_is_compared_in_part():
    figures = [told(number, f"{number} people", by=f"Witness {number}") for number in range(1000, 1040)]
    assert len(compare([source(*figures)], EMPTY)[0].accounts) == 20


def test_a_sentence_that_goes_on_and_on_is_cut():
    made = source(MAYOR, text=f"{'Blown words ' * 200}at least 14 people{' and more wind' * 200}")
    ((one, *_),) = [each.accounts for each in compare([made, source(POLICE, path="b.txt")], EMPTY)]
    assert "at least 14 people" in one.sentence
    assert len(one.sentence) < 1300


accounts = st.builds(
    told,
    st.integers(1, 6),
    st.sampled_from(["some people", "a few people"]),
    by=st.sampled_from([None, "Ada Holt", "Holt", "Lena Holt", "police"]),
    bound=st.sampled_from([None, "at least", "up to"]),
    place=st.sampled_from(["Ridgeport", "Northshire", "Fernholt"]),
)


@given(st.lists(st.tuples(accounts, st.sampled_from([NOON, FOUR])), min_size=2, max_size=7), st.integers())
def test_the_order_of_the_documents_does_not_matter(found, seed):
    made = [source(figure, path=f"{n}.txt", time=time) for n, (figure, time) in enumerate(found)]
    shuffled = random.Random(seed).sample(made, len(made))
    assert compare(made, DESK) == compare(shuffled, DESK)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from([None, "at least", "more than", "up to", "less than"])),
        min_size=2,
        max_size=6,
    )
)
def test_the_mark_says_that_no_number_fits_all_of_them(claims):
    made = [
        source(told(value, "some people", bound=bound, by=f"Witness {'ABCDEF'[n]}"), path=f"{n}.txt")
        for n, (value, bound) in enumerate(claims)
    ]
    ranges = [allowed(value, bound) for value, bound in claims]
    possible = max(low for low, _ in ranges) <= min(high for _, high in ranges)
    assert [one.differs for one in compare(made, EMPTY)] == [not possible] * len(compare(made, EMPTY))


def test_an_exact_number_allows_only_itself():
    assert allowed(4, "only") == allowed(4, None) == (4, 4)
    assert allowed(4, "at least") == (4, math.inf)


def test_figures_are_found_in_texts():
    texts = {
        "a.txt": "Storm hits Lyon\n\nLyon, 7 May 2024\n\nAt least 13 people were hurt in Lyon on May 6, 2024, "
        "Mayor Ada Holt said.\n",
        "b.txt": "Storm in Lyon\n\nLyon, 7 May 2024\n\nTwelve people were injured in Lyon on May 6, 2024, "
        "the fire brigade said.\n",
    }
    names = Names(EMPTY)
    made = [
        mark(ingest(Source(path=path, data=text.encode(), sha256=""), Settings()), EMPTY, names)
        for path, text in texts.items()
    ]
    (one,) = compare(made, EMPTY)
    assert (sorted(a.value for a in one.accounts), one.subject.place, one.differs) == ([12, 13], "Lyon", True)
