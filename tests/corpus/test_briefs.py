"""The brief of a day: sentences of the sources by topic, each thing once, and what is new."""

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.corpus import assemble
from generator.corpus.briefs import brief, days_of
from generator.corpus.briefs.choice import MOST, MOST_A_TOPIC, choose
from generator.corpus.stories import Copy, Story
from generator.model import EventDay, Figure, Mention, Span
from tests.support.making import DESK, document, fact
from tests.support.sources import document as ingested

MONDAY, TUESDAY, WEDNESDAY = dt.date(2024, 5, 6), dt.date(2024, 5, 7), dt.date(2024, 5, 8)
SHELLED = "The shelling destroyed 12 houses in the lower town of Ridgeport early in the morning."
AID = "The government announced an aid package of 2 million for the schools of the town."
OTHER = "Engineers closed the old bridge over the river Wend because of a crack in a pillar."


def report(*lines, day=TUESDAY, path="a.txt", outlet="Harbour Post"):
    return document("\n".join(lines), path=path, published=fact(day), publisher=fact(outlet))


def telling(made, words, day, precision="day"):
    """The document with a day told where some words stand."""
    (post,) = made.posts
    start = made.reading.text.index(words)
    span = replace(post.blocks[0].span, start=start, end=start + len(words))
    told = EventDay(words=words, day=day, precision=precision, span=span, rule="by-hand")
    return replace(made, posts=(replace(post, event_days=(*post.event_days, told)),))


def of(*documents, day=TUESDAY):
    return brief(assemble(documents, DESK), day)


def told(found):
    return [(part.topic, [one.sentence.quote.exact for one in part.developments]) for part in found.sections]


def test_sentences_stand_under_their_topics_in_the_desks_order():
    found = of(report(OTHER, path="a.txt"), report(AID, path="b.txt"), report(SHELLED, path="c.txt"))
    assert told(found) == [("border-attacks", [SHELLED]), ("aid-packages", [AID]), (None, [OTHER])]
    assert [part.more for part in found.sections] == [0, 0, 0]
    assert (found.before, len(found.reports)) == (None, 3)


def test_a_sentence_stands_under_no_topic_that_only_others_of_its_report_speak_of():
    found = of(report(AID, OTHER, path="a.txt"))
    assert told(found) == [("aid-packages", [AID]), (None, [OTHER])]


def test_the_same_news_of_several_sources_is_told_once():
    found = of(
        report(SHELLED, path="a.txt"),
        report("Early in the morning the shelling destroyed 12 houses in Ridgeport.", path="b.txt", outlet="Sea Radio"),
        report(SHELLED, AID, path="c.txt"),
    )
    (development,) = found.sections[0].developments
    assert sorted(
        [development.sentence.entry.document.path, *(one.entry.document.path for one in development.also)]
    ) == [
        "a.txt",
        "b.txt",
        "c.txt",
    ]


def test_what_the_day_before_had_already_is_marked():
    found = of(report(SHELLED, AID), report(SHELLED, day=MONDAY, path="b.txt"))
    assert found.before == MONDAY
    assert {one.sentence.quote.exact: one.before for part in found.sections for one in part.developments} == {
        SHELLED: True,
        AID: False,
    }


def test_a_day_that_is_only_told_of_has_a_brief():
    made = telling(report(f"{SHELLED} {OTHER}"), "early in the morning", MONDAY)
    corpus = assemble([made], DESK)
    assert days_of(corpus) == (TUESDAY, MONDAY)
    found = brief(corpus, MONDAY)
    assert told(found) == [("border-attacks", [SHELLED])]
    assert (found.reports, found.before) == ((), None)
    assert told(brief(corpus, WEDNESDAY)) == []


def test_a_month_is_no_day():
    assert days_of(assemble([telling(report(SHELLED), "early", dt.date(2024, 4, 1), "month")], DESK)) == (TUESDAY,)


def test_what_happened_days_ago_weighs_less():
    made = report(OTHER)
    old = telling(made, "Engineers", dt.date(2024, 5, 3))
    new = telling(made, "Engineers", TUESDAY)
    weights = []
    for one in (old, made, new):
        corpus = assemble([one], DESK)
        weights += [each.weight for each in choose(corpus, TUESDAY, corpus.days[TUESDAY])]
    assert weights == sorted(set(weights))


def test_corrections_of_the_day_are_in_it():
    found = of(report(SHELLED, "! Correction: an earlier version of this report gave a wrong name."))
    assert [one.quote.exact for one in found.corrections] == [
        "Correction: an earlier version of this report gave a wrong name."
    ]


def test_a_busy_day_is_cut_to_what_two_pages_hold():
    lines = [
        "The shelling burned a chapel and two barns east of Ridgeport.",
        "A ferry with forty passengers left before the shelling of its jetty.",
        "Windows of the library broke in the shelling, its director wrote.",
        "In the orchard shelling felled thirty pear trees, growers complained.",
        "Twelve tram drivers stayed home because of shelling along their route.",
        "Nobody counted the goats that fled from the shelling towards the marsh.",
        "Three schools moved lessons underground when shelling resumed at noon.",
    ]
    made = [report(line, path=f"{number}.txt") for number, line in enumerate(lines)]
    (part,) = of(*made).sections
    assert (len(part.developments), part.more) == (MOST_A_TOPIC, len(lines) - MOST_A_TOPIC)


def test_the_same_words_of_two_places_or_numbers_are_two_developments():
    place = [Mention(kind="place", name=name, span=Span(0, 1), rule="by-hand") for name in ("Ridgeport", "Hilltown")]
    made = [report(SHELLED, path=f"{number}.txt") for number in range(2)]
    assert sum(len(part.developments) for part in of(*made).sections) == 1
    apart = [replace(one, posts=(replace(one.posts[0], mentions=(at,)),)) for one, at in zip(made, place, strict=True)]
    assert sum(len(part.developments) for part in of(*apart).sections) == 2
    counts = [Figure(value=value, what="houses", text="", span=Span(0, 1)) for value in (12, 13)]
    apart = [replace(one, posts=(replace(one.posts[0], figures=(at,)),)) for one, at in zip(made, counts, strict=True)]
    assert sum(len(part.developments) for part in of(*apart).sections) == 2


def test_a_live_blog_gives_a_sentence_a_post():
    lines = [f"{line}:00\nRiver level {line}\n{SHELLED} Then {OTHER.lower()} It was hour {line}." for line in (10, 11)]
    posts = [(0, "2024-05-07T10:00:00", "First"), (3, "2024-05-07T11:00:00", "Second")]
    made = document("\n".join(lines), posts=posts, publisher=fact("Harbour Post"))
    shown = [one.sentence.entry.key for part in of(made).sections for one in part.developments]
    assert len(shown) == len(set(shown))


def of_story(*made, copies=()):
    """The brief where all reports are of one story."""
    corpus = assemble(made, DESK)
    entries = {entry.document.path: entry for entry in corpus.days[TUESDAY]}
    story = Story(id="s", lead=entries["a.txt"], members=tuple(entries.values()))
    copied = tuple(Copy(source=entries[one], of=entries["a.txt"], share=0.9, dated=True) for one in copies)
    return brief(replace(corpus, stories=(story,), copies=copied), TUESDAY)


def counting(made, value, **facts):
    """The document with a number in its first sentence."""
    (post,) = made.posts
    count = Figure(value=value, what="people", text="", span=post.blocks[0].span, **facts)
    return replace(made, posts=(replace(post, figures=(count,)),))


STRUCK = "Rockets struck the grain terminal of Ridgeport on Tuesday, wounding dock workers, its manager told reporters."
AGAIN = "The grain terminal was struck, wounding several workers who had been loading barges there."
LINES = {"a.txt": STRUCK, "b.txt": AGAIN}


def struck():
    return [counting(report(line, path=path, outlet=f"Outlet {path}"), 3) for path, line in LINES.items()]


def test_a_report_of_the_same_story_that_adds_nothing_is_folded():
    apart = of(*struck())
    assert sum(len(part.developments) for part in apart.sections) == 2
    (part,) = of_story(*struck()).sections
    (development,) = part.developments
    assert {one.entry.document.path for one in (development.sentence, *development.also)} == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    "facts",
    [
        ({"value": 3}, {"value": 4}),
        ({"value": 3, "by": "police"}, {"value": 3, "by": "the mayor"}),
        ({"value": 3}, {"value": 3, "bound": "at least"}),
    ],
)
def test_another_number_bound_or_speaker_of_the_story_is_a_development(facts):
    made = [counting(one, **its) for one, its in zip(struck(), facts, strict=True)]
    (part,) = of_story(*made).sections
    assert len(part.developments) == 2


def test_developments_of_a_story_stand_together():
    made = [*struck(), report(OTHER, path="0.txt", outlet="Bay Mirror")]
    made = [counting(one, value=number) for number, one in enumerate(made)]
    corpus = assemble(made, DESK)
    entries = {entry.document.path: entry for entry in corpus.days[TUESDAY]}
    for one, between, other in [("a.txt", "b.txt", "0.txt"), ("0.txt", "a.txt", "b.txt"), ("a.txt", "0.txt", "b.txt")]:
        story = Story(id="s", lead=entries[one], members=(entries[one], entries[other]))
        (part,) = brief(replace(corpus, stories=(story,)), TUESDAY).sections
        paths = [line.sentence.entry.document.path for line in part.developments]
        assert abs(paths.index(one) - paths.index(other)) == 1, between


def test_the_text_that_was_copied_stands_before_its_copy():
    original = report(f"Ferries were late. {SHELLED}", path="a.txt")
    copy = report(SHELLED, path="b.txt", outlet="Sea Radio")
    (part,) = of_story(original, copy, copies=["b.txt"]).sections
    (development,) = part.developments
    assert development.sentence.entry.document.path == "a.txt"
    assert [one.entry.document.path for one in development.also] == ["b.txt"]


REPORTS = st.lists(st.tuples(st.sampled_from([SHELLED, AID, OTHER]), st.sampled_from([MONDAY, TUESDAY])), max_size=6)


@settings(max_examples=40)
@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(reports, order: random.Random):
    made = [report(line, day=day, path=f"{number}.txt") for number, (line, day) in enumerate(reports)]
    shuffled = made[:]
    order.shuffle(shuffled)
    for day in (MONDAY, TUESDAY):
        found = of(*made, day=day)
        assert found == of(*shuffled, day=day)
        assert sum(len(part.developments) for part in found.sections) <= MOST


@pytest.mark.parametrize("line", ["Too short.", "Who shelled the lower town of Ridgeport in the early morning hours?"])
def test_a_day_may_have_nothing_to_tell(line):
    assert of(report(line)).sections == ()


def test_what_stands_under_a_heading_of_a_year_past_is_no_news():
    text = """Talks in the capital

The talks about the bridge ended on Wednesday earlier than anybody had thought, the envoys told the reporters there.

They are to go on in the spring, when the ice on the river has gone and the engineers can measure the pillars again.

### November 2022

The mayor presented a plan of ten points for the bridge in the capital, and said that it must be built within a year.
"""
    made = replace(ingested(text, "a.md", "published: 2026-02-18\n"), topics=())
    corpus = assemble([made], DESK)
    day = dt.date(2026, 2, 18)
    words = [made.reading.slice(one.sentence.span) for one in choose(corpus, day, corpus.days[day])]
    assert any("ended on Wednesday" in text for text in words)
    assert not any("ten points" in text for text in words)
