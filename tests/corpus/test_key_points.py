import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus.key_points import Weighing, key_points
from generator.model import EventDay
from tests.support.making import ARTICLE, BARE, LIVE, document, fact

FILLER = "The committee talked for a long while about procedure and about the seating of its guests."


def texts(made):
    return [point.exact for point in key_points(made)]


@pytest.mark.parametrize("made", [ARTICLE, LIVE, BARE])
def test_key_points_are_sentences_of_the_block_they_lead_to(made):
    words = {block.anchor: made.reading.words(block) for block in made.blocks()}
    points = key_points(made)
    assert points
    assert all(point.exact in words[point.anchor] for point in points)


def test_they_carry_numbers_names_and_topics():
    assert texts(ARTICLE)[0].startswith("Mayor Ada Holt said shelling damaged 12 houses")
    assert texts(ARTICLE)[-1].startswith("Engineers from Ridgeport expect that the aid package of 2 million")


def test_they_stand_in_the_order_of_the_source():
    order = [block.anchor for block in ARTICLE.blocks()]
    places = [order.index(point.anchor) for point in key_points(ARTICLE)]
    assert places == sorted(places)


def test_they_never_come_from_the_opening_alone():
    strong = [f"In town {number} the mayor counted {number}00 houses with 7 broken roofs." for number in range(10, 15)]
    made = document("\n".join([*strong, *[FILLER.replace("procedure", f"procedure {word}") for word in "abcdefghij"]]))
    assert any(text.startswith("The committee") for text in texts(made))


def test_a_live_blog_gives_one_a_post():
    anchors = {point.anchor for point in key_points(LIVE)}
    assert all(len(anchors & {block.anchor for block in post.blocks}) <= 1 for post in LIVE.posts)


def test_a_sentence_that_repeats_another_is_left_out():
    twice = "The mayor of Ridgeport counted 12 broken roofs in the lower town on Monday."
    assert texts(document(f"{twice}\n{twice}")) == [twice]


def test_captions_questions_and_fragments_are_no_key_points():
    assert texts(document("^ A damaged roof in the lower town of Ridgeport on Monday.\nToo short.")) == []
    assert texts(document("What will the council of the town do about its broken roofs now?")) == []


@pytest.mark.parametrize(
    "scrap",
    [
        "Harbour Town Mourns Its Ferry: What Mayor Ada Holt Of Ridgeport Said Of The 12 Lost",
        "The mayor of Ridgeport, Ada Holt, counted 12 houses with broken roofs, according to a report",
        "- [Shelling damaged 12 houses in Ridgeport on Monday, says the mayor.](https://post.example/news/12)",
        "[Ada Holt visits the lower town of Ridgeport with 12 helpers.](https://post.example/news/13)",
    ],
)
def test_labels_torn_sentences_and_teasers_are_no_key_points(scrap):
    assert texts(document(f"{FILLER}\n{scrap}")) == [FILLER]


def test_a_text_that_ends_no_sentence_is_not_left_without_key_points():
    scrap = "The mayor of Ridgeport, Ada Holt, counted 12 houses with broken roofs"
    assert texts(document(scrap)) == [scrap]


@pytest.mark.parametrize("end", [".", ".”", ".[12]", "!", "…", ".**"])
def test_sentences_end_in_many_ways(end):
    sentence = f"The mayor of Ridgeport, Ada Holt, counted 12 houses with broken roofs{end}"
    sentence = f"“{sentence}" if end.endswith("”") else sentence
    assert sentence.rstrip("*") in [text.rstrip("*") for text in texts(document(f"{FILLER}\n{sentence}"))]


def test_a_headline_guides_the_choice():
    lines = [f"The {word} of the town was painted by hand in the summer before." for word in ("bridge", "station")]
    later = "Nobody could tell afterwards which signal had opened the reservoir sluices."
    made = document("\n".join([*lines, FILLER, later, FILLER.replace("committee", "board")]))
    headed = replace(made, metadata=replace(made.metadata, headline=fact("Signal opened reservoir sluices")))
    assert later in texts(headed)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=90), max_size=12))
def test_any_text_gives_at_most_five_from_the_source(lines):
    text = "\n".join(line for line in lines if line.strip() and line[0] not in "#>•^!") or "x"
    made = document(text)
    points = key_points(made)
    assert len(points) <= 5
    assert {point.anchor for point in points} <= {block.anchor for block in made.blocks()}


def test_a_sentence_inside_a_longer_quotation_is_left_out():
    made = document(
        "The mayor said: “We counted 12 broken roofs in Ridgeport. Nobody from the council came to look at them.”"
    )
    assert texts(made) == []


def test_background_and_loose_ends_come_after_the_event():
    lines = [
        "The roof of the old station in Ridgeport fell on 40 parked cars in 2019.",
        "It was the biggest of all the roofs that the town has ever had to mend.",
        "Wind destroyed the roof of the new station in Ridgeport late on Monday night.",
    ]
    reading = document("\n".join(lines))
    (post,) = reading.posts
    told = tuple(
        EventDay(words="2019", day=dt.date(2019, 1, 1), precision=precision, span=block.span, rule="by-hand")
        for block, precision in zip(post.blocks[:1], ["year"], strict=True)
    )
    made = replace(
        reading,
        posts=(replace(post, event_days=told, time=fact(dt.datetime.fromisoformat("2024-05-07T12:00:00"))),),
    )
    weights = {one.quote.exact: one.score for one in Weighing().of(made, made.posts[0])}
    assert max(weights, key=weights.__getitem__) == lines[2]


@pytest.mark.parametrize(
    ("day", "precision", "old"),
    [
        ("2024-05-01", "day", False),
        ("2024-04-01", "day", True),
        ("2024-05-01", "month", False),
        ("2024-04-01", "month", True),
        ("2024-01-01", "year", False),
        ("2023-01-01", "year", True),
    ],
)
def test_what_is_long_ago_weighs_less(day, precision, old):
    made = document("Wind destroyed the roof of the new station in Ridgeport late that night.")
    (post,) = made.posts
    told = EventDay(
        words="then", day=dt.date.fromisoformat(day), precision=precision, span=post.blocks[0].span, rule="by-hand"
    )
    dated = replace(post, time=fact(dt.datetime.fromisoformat("2024-05-07T12:00:00")))
    scores = [Weighing().of(made, replace(dated, event_days=days))[0].score for days in ((), (told,))]
    assert (scores[1] < scores[0]) == old
    undated = [Weighing().of(made, replace(post, event_days=days))[0].score for days in ((), (told,))]
    assert undated[0] == undated[1]


def test_a_post_is_weighed_anew_in_another_document():
    made = document("The bridge of the town was painted by hand in the summer before.")
    headed = replace(made, metadata=replace(made.metadata, headline=fact("Bridge painted by hand")))
    weighing = Weighing()
    plain, again, guided = (weighing.of(one, made.posts[0])[0] for one in (made, made, headed))
    assert plain.score == again.score < guided.score
