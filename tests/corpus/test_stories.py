import datetime as dt
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.corpus.entry import entries_of
from generator.corpus.key_points import Weighing
from generator.corpus.stories import Found, find
from generator.corpus.stories.background import FEW, SCALE, backgrounds
from generator.corpus.stories.days import Calendar, closeness
from generator.corpus.stories.features import features, from_bytes, of_document
from generator.corpus.stories.hashes import RUN, hashed, runs_of
from generator.corpus.stories.linkage import ALIKE as LINKED_ALIKE
from generator.corpus.stories.linkage import linked
from generator.corpus.stories.neighbours import ALIKE, GLIMPSE, MOST_SHARED, neighbours, similarity
from generator.corpus.stories.news import MOST, added
from generator.corpus.stories.vectors import ONE, Space, Vector
from generator.model import Candidate, Evidence, Fact, Override, Span
from tests.support.making import document, fact

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
    return {story.id: [one.document.reading.text for one in story.members] for story in find(documents).stories}


def naming(made, name):
    return replace(made, overrides=(Override(what="story", value=name, line=1),))


def test_a_name_by_the_editor_is_that_of_the_story_with_what_is_like_it():
    first, *others = reports(FIRE)
    [before] = find([first, *others]).stories
    [story] = find([first, naming(others[0], "The mill"), *others[1:]]).stories
    assert (before.name, story.name) == (None, "The mill")
    assert (story.id, len(story.members)) == (before.id, len(FIRE))


def test_what_bears_one_name_is_one_story():
    (fire, *fires), (flood, *floods), vote = reports(FIRE), reports(FLOOD), reports(VOTE)[0]
    made = [naming(one, "A bad week") for one in (fire, flood, vote)]
    [story] = find([*made, *fires, *floods]).stories
    assert (story.name, len(story.members)) == ("A bad week", len((*FIRE, *FLOOD, *VOTE)))


def test_two_names_part_what_is_alike():
    made = [naming(one, f"Fire {number // 2}") for number, one in enumerate(reports(FIRE[:2], FIRE[1:]))]
    found = {story.name: {one.document.path for one in story.members} for story in find(made).stories}
    assert found == {f"Fire {n}": {one.path for one in made[2 * n : 2 * n + 2]} for n in (0, 1)}


def test_a_name_on_one_post_alone_makes_no_story():
    assert find([naming(reports(VOTE)[0], "The law"), *reports(FLOOD[:1])]).stories == ()


def test_a_live_blog_comes_to_a_named_story_without_what_its_posts_are_like():
    posts = [(0, "2024-05-06T10:00:00", "Mill"), (1, "2024-05-06T11:00:00", "River")]
    blog = naming(document(f"{FIRE[0]}\n{FLOOD[0]}", path="live.txt", posts=posts), "The day")
    stories = find([blog, *reports(FIRE[1:], FLOOD[1:])]).stories
    assert {story.name: len(story.members) for story in stories} == {"The day": 2, None: 2}
    assert len(stories) == 3


def test_reports_of_one_event_are_a_story_and_others_are_none():
    found = told(reports(FIRE, FLOOD, STRIKE, VOTE))
    assert sorted(sorted(texts) for texts in found.values()) == sorted(map(sorted, (FIRE, FLOOD, STRIKE)))


@given(st.permutations(reports(FIRE, FLOOD, STRIKE, VOTE)))
def test_the_order_of_the_documents_changes_nothing(documents):
    assert find(documents) == find(reports(FIRE, FLOOD, STRIKE, VOTE))


@given(st.permutations(range(9)))
def test_the_names_of_the_files_change_no_story(numbers):
    texts = (*FIRE, *FLOOD, *STRIKE, *VOTE)
    renamed = [report(text, f"{number}.txt") for number, text in zip(numbers, texts, strict=True)]
    assert told(renamed) == told(reports(FIRE, FLOOD, STRIKE, VOTE))


@given(st.sets(st.sampled_from((*STRIKE, *VOTE))), st.dates(dt.date(2023, 1, 1), dt.date(2025, 1, 1)))
def test_an_unrelated_document_changes_no_other_story(texts, day):
    before = told(reports(FIRE, FLOOD))
    after = told([*reports(FIRE, FLOOD), *(report(text, f"new{n}.txt", day=day) for n, text in enumerate(texts))])
    assert before.items() <= after.items()


WORDS = st.lists(st.text("qxzj", min_size=6, max_size=9), min_size=8, max_size=60).map(lambda w: " ".join(w).title())


@settings(max_examples=50)
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
    found = find([report(text, f"{n}.txt") for n, text in enumerate(texts)]).stories
    assert len({story.id for story in found}) == len(found) == 2


def test_names_are_what_a_post_never_writes_small():
    one = report(f"{FIRE[0]} Blaze's 5 blazes.", "a.txt")
    [(kept, _)] = from_bytes(of_document(one))
    assert set(hashed(["tarnhold", "calder", "ines", "5"]).whole) <= set(kept.names)
    assert hashed(["blaze"]).whole in kept.words
    assert hashed(["blaze"]).whole not in kept.names


WORDS = st.lists(st.text(st.sampled_from("aäñ'’sЖ五"), min_size=1, max_size=140), max_size=12)


@given(WORDS)
def test_a_word_has_the_number_that_it_has_alone(words):
    found = hashed(words)
    lows = [word.lower() for word in words]
    folded = [low[:-2] if low.endswith(("'s", "’s")) else low for low in lows]
    alone = [hashed([word]) for word in words]
    assert found.whole.tolist() == [one.whole[0] for one in alone]
    assert len(set(found.whole.tolist())) == len(set(lows))
    assert found.left.tolist() == list(map(len, folded))
    assert found.folded.tolist() == [hashed([low]).whole[0] if low else 0 for low in folded]


@given(WORDS)
def test_runs_are_those_of_five_words_each_once(words):
    lows = [word.lower() for word in words]
    runs = {tuple(lows[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    found = runs_of(words)
    assert len(found) == len(runs)
    assert np.all(found[1:] > found[:-1])


LONG = " ".join((*FIRE, *FLOOD))


def test_a_copy_names_the_first_to_publish_and_the_share():
    first = report(LONG, "b.txt", outlet="Harbour Post")
    second = report(f"{LONG} {STRIKE[0]}", "a.txt", day=MAY + dt.timedelta(days=1), outlet="Bay Mirror")
    [copy] = find([second, first]).copies
    assert (copy.source.document.path, copy.of.document.path, copy.dated) == ("a.txt", "b.txt", True)
    assert 0.6 < copy.share < 0.95


@pytest.mark.parametrize("days", [(MAY, MAY), (None, MAY), (None, None)])
def test_who_was_first_is_not_said_where_the_sources_do_not_say(days):
    one, other = (report(f"{LONG}{' '.join(end)}", f"{end}.txt", day=day) for end, day in zip("xy", days, strict=True))
    [copy] = find([one, other]).copies
    assert not copy.dated


def test_independent_reports_of_one_event_are_no_copies():
    assert find(reports(FIRE, FLOOD, STRIKE)).copies == ()


def test_copies_and_one_outlets_reports_count_once():
    texts = (LONG, f"{LONG} More.", f"{' '.join(FIRE[1:])} {' '.join(FLOOD[1:])}", f"{FIRE[2]} {FLOOD[2]} {FIRE[0]}")
    outlets = ("Harbour Post", "Bay Mirror", "Sarn Herald", "Sarn Herald")
    made = [
        report(text, f"{n}.txt", outlet=outlet) for n, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
    ]
    [story] = find(made).stories
    assert (len(story.documents), story.independent) == (4, 1)


def test_a_story_is_headed_by_no_copy_and_by_no_report_without_a_day():
    words = " ".join((*FIRE, *FLOOD))
    first = report(words, "a.txt", headline="Fire at the mill")
    copy = report(f"{words} More.", "b.txt", day=MAY + dt.timedelta(days=1), headline="Mill blaze Ostrava Bay Calder")
    undated = report(FIRE[1], "c.txt", day=None, headline="Tarnhold mill blaze Ostrava Bay")
    [story] = find([first, copy, undated]).stories
    assert (len(story.members), story.lead.document.path) == (3, "a.txt")


RETOLD = (
    "The mill fire was reported by the Bay Mirror, citing two officials.",
    "The mill had been for sale, according to the Bay Mirror.",
    "The Bay Mirror, citing two officials, writes of arson.",
    "The Bay Mirror reported that the mill had been for sale.",
    "Fire at the mill, wrote a colleague. This was first reported by Bay Mirror.",
)


@pytest.mark.parametrize("words", RETOLD)
@pytest.mark.parametrize("outlet", [None, "Sarn Herald"])
def test_a_report_that_retells_another_one_has_its_origin(words, outlet):
    first = report(FIRE[0], "a.txt", outlet="Bay Mirror")
    [story] = find([first, report(f"{FIRE[1]}\n{words}", "b.txt", outlet=outlet)]).stories
    assert (len(story.documents), story.independent) == (2, 1)


@pytest.mark.parametrize(
    "words",
    ["The mayor told the Bay Mirror so.", "Readers of the Bay Mirror will know the mill.", "No word of others."],
)
def test_a_report_that_only_names_another_outlet_is_its_own(words):
    first = report(FIRE[0], "a.txt", outlet="Bay Mirror")
    [story] = find([first, report(f"{FIRE[1]}\n{words}", "b.txt", outlet="Sarn Herald")]).stories
    assert story.independent == 2


def test_two_that_retell_one_report_that_is_not_there_are_one_report():
    made = [
        report(f"{text}\nThe fire was reported by the Norport Gazette.", f"{outlet}.txt", outlet=outlet)
        for text, outlet in zip(FIRE[:2], ("Bay Mirror", "Sarn Herald"), strict=True)
    ]
    [story] = find(made).stories
    assert story.independent == 1


def test_an_agencys_text_in_two_papers_is_one_report():
    agency = Candidate(
        field="publisher",
        fact=Fact(value="Sarn Agency", evidence=(Evidence(rule="wire-dateline", span=Span(0, 4)),)),
        reason="a paper prints it",
    )
    made = [report(text, f"{n}.txt", outlet=f"Paper {n}") for n, text in enumerate(FIRE[:2])]
    made = [replace(one, metadata=replace(one.metadata, rejected=(agency,))) for one in made]
    [story] = find(made).stories
    assert story.independent == 1


def test_an_outlet_that_is_not_known_counts_as_no_independent_report():
    [story] = find([report(FIRE[0], "a.txt", outlet="Bay Mirror"), *reports(FIRE[1:])]).stories
    assert (len(story.documents), story.independent) == (3, 1)


def test_the_same_bytes_under_two_outlets_are_one_report():
    made = [report(FIRE[0], f"{outlet}.txt", outlet=outlet) for outlet in ("Bay Mirror", "Sarn Herald")]
    [story] = find([replace(one, sha256="0" * 64) for one in made]).stories
    assert story.independent == 1


def similar(units, days, usual, one, other):
    """The average similarity of two groups of units, from all pairs."""
    pairs = [(a, b) for a in one for b in other]
    product = sum(int(units[a] @ units[b]) for a, b in pairs)
    close = sum(closeness(days[a], days[b]) for a, b in pairs)
    return similarity(product, close, sum(usual[a] + usual[b] for a, b in pairs), len(pairs))


def joined_by_hand(units, days, usual, links):
    groups = [[number] for number in range(len(units))]
    while True:
        ranked = [
            (-similar(units, days, usual, one, other), min(one), min(other))
            for one, other in itertools.combinations(groups, 2)
            if any(tuple(sorted(pair)) in links for pair in itertools.product(one, other))
        ]
        if not ranked or -min(ranked)[0] < LINKED_ALIKE:
            return sorted(group for group in groups if len(group) > 1)
        _, first, second = min(ranked)
        [one] = [group for group in groups if min(group) == first]
        [other] = [group for group in groups if min(group) == second]
        groups.remove(other)
        groups[groups.index(one)] = sorted(one + other)


UNITS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 9), min_size=6, max_size=6).filter(any),
        st.none() | st.dates(MAY, MAY.replace(year=2025)),
        st.integers(0, ONE * ONE // 4),
    ),
    min_size=2,
    max_size=9,
)


@given(UNITS)
def test_groups_are_those_of_average_linkage_over_links(made):
    rows = [np.array(row) for row, _, _ in made]
    units = [np.rint(row * (ONE / np.linalg.norm(row))).astype(np.int64) for row in rows]
    days, usual = [day for _, day, _ in made], [own for _, _, own in made]
    vectors = [Vector(np.flatnonzero(unit), unit[unit > 0]) for unit in units]
    alike = [
        (one, other, int(units[one] @ units[other]))
        for one, other in itertools.combinations(range(len(units)), 2)
        if similar(units, days, usual, [one], [other]) >= ALIKE * 5
    ]
    links = {(one, other) for one, other, _ in alike}
    assert linked(vectors, days, usual, alike) == joined_by_hand(units, days, usual, links)


@pytest.mark.parametrize("most", [2, 3, 5, MOST_SHARED])
def test_alike_units_are_found_as_by_comparing_all_with_all(monkeypatch, most):
    monkeypatch.setattr("generator.corpus.stories.neighbours.MOST_SHARED", most)
    found = entries([*reports(FIRE, FLOOD), *reports(STRIKE, VOTE, FIRE, day=MAY + dt.timedelta(days=9))])
    shares = [1.0] * len(found)
    space = Space([features(entry.document, entry.post)[0] for entry in found], shares)
    whole = [np.zeros(space.size, np.int64) for _ in found]
    for row, vector in zip(whole, space.vectors, strict=True):
        row[vector.terms] = vector.weights
    holders = sum(row > 0 for row in whole)
    rare = [np.where(holders <= most, row, 0) for row in whole]
    days = [entry.day for entry in found]
    usual = backgrounds(space, days, shares)
    expected = {
        (one, other, int(whole[one] @ whole[other]))
        for one, other in itertools.combinations(range(len(whole)), 2)
        if similar(whole, days, usual, [one], [other]) >= ALIKE and rare[one] @ rare[other] >= GLIMPSE * ONE * ONE
    }
    assert expected
    assert set(neighbours(space, days, usual)) == expected


@pytest.mark.parametrize(("gap", "close"), [(0, 1000), (1, 1000), (2, 794), (4, 500), (400, 350), (None, 900)])
def test_days_apart_make_posts_less_alike_to_a_third(gap, close):
    other = None if gap is None else MAY + dt.timedelta(days=gap)
    assert closeness(MAY, other) == closeness(other, MAY) == close
    assert Calendar([MAY, other]).near(0, np.array([0, 1])).tolist() == [1000, close]


@given(UNITS)
def test_a_background_is_the_average_product_with_other_weeks(made):
    space = Space(
        [features(entry.document, entry.post)[0] for entry in entries(reports(FIRE, FLOOD, STRIKE, VOTE))], [1.0] * 9
    )
    days, shares = [MAY, None, *(day for _, day, _ in made)][:9], [0.5, 1.0] * 5
    days += [MAY + dt.timedelta(days=8)] * (9 - len(days))
    whole = np.zeros((9, space.size), np.int64)
    for row, vector in zip(whole, space.vectors, strict=True):
        row[vector.terms] = vector.weights
    for number, day in enumerate(days):
        far = [other for other, its in enumerate(days) if its and (day is None or abs((its - day).days) > 7)]
        product = sum(int(whole[number] @ whole[other]) * shares[other] * SCALE for other in far)
        expected = round(product / (sum(shares[other] for other in far) * SCALE + FEW * SCALE))
        assert backgrounds(space, days, shares)[number] == expected


ROUNDS = (
    ("{} round of grain talks ends in {}. Envoys of Sarnia and Vessia met on {}, with mediator Ada Holt present. "
     "President Bo Lind said that access to the port of Grannock remains the main obstacle; spokesman Cy Marsh of "
     "Vessia called the talks difficult, and negotiators Di Noor and Edda Prokop are to meet again."),
    ("Assessment of the campaign, {}. Nothing moved near {} on {}. Forces of General Otto Brandl attacked in the "
     "sectors of Kirnmouth, Ostrava Bay and Halvard, and Colonel Rika Olsen of the northern staff spoke of losses."),
    ("{}: Meteors meet Rovers again, in {} on {}. Captain Ines Calder led the Meteors, coach Jan Reyl named Tom Venn "
     "and Ruth Abel in goal and attack, and the Rovers under Ida Moor brought all their players but Orla Vash."),
)  # fmt: skip


@pytest.mark.parametrize("form", ROUNDS)
@pytest.mark.parametrize("places", [("Tarnhold", "Tarnhold", "Lower Sarn", "Lower Sarn"), ("Tarnhold",) * 4])
def test_what_comes_again_in_other_weeks_is_another_event(form, places):
    told = zip(("First", "Second", "Third", "Fourth"), places, ("Sunday", "Thursday", "Monday", "Friday"), strict=True)
    made = [
        report(form.format(*words), f"{number}{outlet}.txt", day=MAY + dt.timedelta(days=9 * number), outlet=outlet)
        for number, words in enumerate(told)
        for outlet in ("Harbour Post", "Bay Mirror")
    ]
    found = {tuple(one.document.path[0] for one in story.members) for story in find(made).stories}
    assert found == {(str(number),) * 2 for number in range(4)}


def test_a_follow_up_of_the_next_days_is_of_the_story():
    made = [report(text, f"{n}.txt", day=MAY + dt.timedelta(days=2 * n)) for n, text in enumerate(FIRE)]
    assert [len(story.members) for story in find([*made, *reports(FLOOD)]).stories] == [3, 3]


@pytest.mark.parametrize(("hours", "dated"), [((9, 10), True), ((9, 9), False)])
def test_of_posts_of_one_day_the_earlier_clock_time_was_first(hours, dated):
    made = [
        document(f"{LONG} {n}", path=f"{n}.txt", posts=[(0, f"2024-05-06T{hour:02}:00", "Fire and flood")])
        for n, hour in enumerate(hours)
    ]
    [copy] = find(made).copies
    assert copy.dated == dated


def test_what_many_posts_share_makes_no_copy():
    footer = " ".join(f"word{number} of the footer" for number in range(30))
    texts = [f"Report {number} about place{number} and person{number}. {footer}" for number in range(70)]
    assert find([report(text, f"{n}.txt") for n, text in enumerate(texts)]).copies == ()


def test_short_posts_are_no_copies_and_nothing_is_no_story():
    assert find([report("Sirens sound in Kirnmouth.", f"{n}.txt") for n in range(2)]).copies == ()
    assert find([]) == Found(stories=(), copies=())


def test_a_report_adds_at_most_three_sentences_and_none_twice():
    people = ("Ada Holt", "Bo Lind", "Cy Marsh", "Di Noor")
    sentences = (
        "Ada Holt opened the harbour gates before dawn and let 40 boats pass.",
        "Later that morning Bo Lind measured the water at the northern bridge.",
        "Nobody slept in the school, where Cy Marsh handed blankets to families.",
        "Engineers under Di Noor mended the pumps with parts from a ferry.",
    )
    first, second = (document(" ".join(sentences), path=path, people=people) for path in ("a.txt", "b.txt"))
    [(_, told), (_, again)] = added(entries([first, second]), Weighing())
    assert len(told) == MOST
    assert [quote.exact for quote in told] == [one for one in sentences if one in {quote.exact for quote in told}]
    assert again == ()
