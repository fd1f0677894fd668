import datetime as dt
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.entries import entries_of
from generator.stories import find
from generator.stories.features import features
from tests.making import document, fact

FIRE = (
    "Fire crews fought a blaze at the Tarnhold grain mill in Ostrava Bay on Monday, mill director Ines Calder said.",
    "A blaze broke out at the Tarnhold mill in Ostrava Bay; Calder told reporters that 14 workers had been led out.",
    "Flames gutted the Tarnhold mill near the harbour of Ostrava Bay, and 14 workers fled, Ines Calder confirmed.",
)
FLOOD = (
    "The river Vessel rose over its banks at Kirnmouth after heavy rain, and mayor Otto Brandl closed 3 bridges.",
    "Kirnmouth mayor Otto Brandl closed bridges as the Vessel flooded cellars; 60 families were taken to a school.",
    "At Kirnmouth the Vessel fell slowly, but Otto Brandl kept 3 bridges shut and thanked helpers for their work.",
)
STRIKE = (
    "Ferry crews of the Halvard Line stopped work over pay, their union Sea and Shore said in Grannock on Friday.",
    "No ferry of the Halvard Line left Grannock as crews of Sea and Shore struck; talks with Rika Olsen go on.",
)
VOTE = ("Parliament in Lower Sarn voted for a new school law; Edda Prokop spoke of a good day for 412 villages.",)
MAY = dt.date(2024, 5, 6)


def report(text, path, *, day=MAY, outlet=None, headline=None):
    facts = {"published": fact(day)} if day else {}
    facts |= {"publisher": fact(outlet)} if outlet else {}
    facts |= {"headline": fact(headline)} if headline else {}
    return document(text, path=path, **facts)


def reports(*groups, day=MAY):
    return [report(text, f"{text[:12]}{n}.txt", day=day) for group in groups for n, text in enumerate(group)]


def entries(documents):
    return [entry for one in documents for entry in entries_of(one)]


def told(documents):
    """Each story's id with the texts of its members."""
    return {
        story.id: [one.document.reading.text for one in story.members] for story in find(entries(documents)).stories
    }


def test_reports_of_one_event_are_a_story_and_others_are_none():
    found = told(reports(FIRE, FLOOD, STRIKE, VOTE))
    assert sorted(sorted(texts) for texts in found.values()) == sorted(map(sorted, (FIRE, FLOOD, STRIKE)))


@settings(deadline=None)
@given(st.permutations(reports(FIRE, FLOOD, STRIKE, VOTE)))
def test_the_order_of_the_documents_changes_nothing(documents):
    assert find(entries(documents)) == find(entries(reports(FIRE, FLOOD, STRIKE, VOTE)))


@settings(deadline=None)
@given(st.permutations(range(9)))
def test_the_names_of_the_files_change_no_story(numbers):
    texts = (*FIRE, *FLOOD, *STRIKE, *VOTE)
    renamed = [report(text, f"{number}.txt") for number, text in zip(numbers, texts, strict=True)]
    assert told(renamed) == told(reports(FIRE, FLOOD, STRIKE, VOTE))


@settings(deadline=None)
@given(st.sets(st.sampled_from((*STRIKE, *VOTE))), st.dates(dt.date(2023, 1, 1), dt.date(2025, 1, 1)))
def test_an_unrelated_document_changes_no_other_story(texts, day):
    before = told(reports(FIRE, FLOOD))
    after = told([*reports(FIRE, FLOOD), *(report(text, f"new{n}.txt", day=day) for n, text in enumerate(texts))])
    assert before.items() <= after.items()


WORDS = st.lists(st.text("qxzj", min_size=6, max_size=9), min_size=8, max_size=60).map(lambda w: " ".join(w).title())


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, max_size=6, unique=True))
def test_documents_of_other_words_change_no_other_story(texts):
    before = told(reports(FIRE, FLOOD, STRIKE))
    after = told([*reports(FIRE, FLOOD, STRIKE), *(report(text, f"new{n}.txt") for n, text in enumerate(texts))])
    assert before.items() <= after.items()


@pytest.mark.parametrize("count", [2, 3])
def test_a_story_keeps_its_id_when_later_reports_come(count):
    [(name, _)] = told(reports(FIRE[:2])).items()
    later = [
        report(text, f"{text[:20]}.txt", day=MAY + dt.timedelta(days=1)) for text in (FIRE[2], f"{FIRE[1]} Again.")
    ]
    assert set(told([*reports(FIRE[:2]), *later[: count - 1]])) == {name}


def test_the_same_beginning_twice_gives_two_ids():
    texts = [f"what we know\n{text}" for text in (*FIRE, *FLOOD)]
    found = find(entries([report(text, f"{n}.txt") for n, text in enumerate(texts)])).stories
    assert len({story.id for story in found}) == len(found) == 2


def test_features_are_picklable():
    one = report(FIRE[0], "a.txt")
    kept = features(one, one.posts[0])
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert {"tarnhold", "calder", "ines"} <= set(kept.names)
    assert "blaze" in kept.words
    assert "blaze" not in kept.names


LONG = " ".join((*FIRE, *FLOOD))


def test_a_copy_names_the_first_to_publish_and_the_share():
    first = report(LONG, "b.txt", outlet="Harbour Post")
    second = report(f"{LONG} {STRIKE[0]}", "a.txt", day=MAY + dt.timedelta(days=1), outlet="Bay Mirror")
    [copy] = find(entries([second, first])).copies
    assert (copy.source.document.path, copy.of.document.path, copy.dated) == ("a.txt", "b.txt", True)
    assert 0.6 < copy.share < 0.95


@pytest.mark.parametrize("days", [(MAY, MAY), (None, MAY), (None, None)])
def test_who_was_first_is_not_said_where_the_sources_do_not_say(days):
    one, other = (report(f"{LONG}{' '.join(end)}", f"{end}.txt", day=day) for end, day in zip("xy", days, strict=True))
    [copy] = find(entries([one, other])).copies
    assert not copy.dated


def test_independent_reports_of_one_event_are_no_copies():
    assert find(entries(reports(FIRE, FLOOD, STRIKE))).copies == ()


def test_copies_and_one_outlets_reports_count_once():
    texts = (LONG, f"{LONG} More.", f"{' '.join(FIRE[1:])} {' '.join(FLOOD[1:])}", f"{FIRE[2]} {FLOOD[2]} {FIRE[0]}")
    outlets = ("Harbour Post", "Bay Mirror", "Sarn Herald", "Sarn Herald")
    made = [
        report(text, f"{n}.txt", outlet=outlet) for n, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
    ]
    [story] = find(entries(made)).stories
    assert (len(story.documents), story.independent) == (4, 1)
