import datetime as dt
import itertools
from dataclasses import replace

import pytest

from generator.corpus import Entry, assemble, document_day, entries_of
from generator.model import EventDay, Metadata, Problem, Quotation
from tests.support.making import ARTICLE, BARE, DESK, DOCUMENTS, LIVE, document, fact

CORPUS = assemble(DOCUMENTS, DESK)


def paths(items):
    return [getattr(item, "document", item).path for item in items]


def test_documents_stand_newest_first_whatever_order_they_come_in():
    for order in itertools.permutations(DOCUMENTS):
        assert paths(assemble(order, DESK).documents) == ["live.txt", "notes/a.txt", "bare.txt"]


def test_indexes_lead_to_posts_newest_first():
    assert list(CORPUS.topics) == ["aid-packages", "border-attacks"]
    assert paths(CORPUS.topics["border-attacks"]) == ["live.txt", "notes/a.txt"]
    assert list(CORPUS.days) == [dt.date(2024, 5, 7), dt.date(2024, 5, 6)]
    assert [entry.post.headline.value for entry in CORPUS.days[dt.date(2024, 5, 7)]] == [
        "Flag raised over the hall",
        "Shelling reported near the bridge",
    ]
    assert paths(CORPUS.outlets["Harbour Post"]) == ["live.txt", "notes/a.txt"]
    assert paths(CORPUS.people["Ada Holt"]) == ["notes/a.txt"]
    assert paths(CORPUS.places["Ridgeport"]) == ["live.txt", "notes/a.txt"]
    assert CORPUS.organisations == {}


def test_what_is_not_known_is_listed():
    assert paths(CORPUS.undated) == ["bare.txt"]
    assert paths(CORPUS.unattributed) == ["bare.txt"]


def test_topics_that_share_a_post_are_related():
    assert CORPUS.related == {"aid-packages": (("border-attacks", 1),), "border-attacks": (("aid-packages", 1),)}


def test_problems_of_no_document_are_kept():
    problem = Problem(code="link", severity="warning", path="x", message="a link")
    assert assemble((), DESK, [problem]).problems == (problem,)


@pytest.mark.parametrize(
    ("made", "day"),
    [
        (ARTICLE, dt.date(2024, 5, 6)),
        (LIVE, dt.date(2024, 5, 7)),
        (BARE, None),
        (
            replace(BARE, metadata=Metadata(updated=fact(dt.datetime(2024, 1, 2, 3, tzinfo=dt.UTC)))),
            dt.date(2024, 1, 2),
        ),
    ],
)
def test_the_day_of_a_document(made, day):
    assert document_day(made) == day


def test_times_are_compared_across_zones_and_without_one_as_utc():
    posts = [
        (0, "2024-05-07T12:00:00+03:00", "A"),
        (1, "2024-05-07T09:30:00", "B"),
        (2, "2024-05-07T05:45:00-04:00", "C"),
    ]
    made = document("One line.\nTwo lines.\nThree lines.", posts=posts)
    ordered = sorted(entries_of(made), key=lambda entry: entry.moment)
    assert [entry.post.headline.value for entry in ordered] == ["A", "B", "C"]


def test_an_entry_knows_what_spoke_for_a_topic():
    entry = Entry(document=ARTICLE, post=ARTICLE.posts[0])
    assert entry.match("border-attacks").score == 2.0
    assert entry.match("sport") is None


def test_what_is_quoted_and_told_has_the_days_of_its_reports():
    made = document("“It held.” On Monday it rained.", published=fact(dt.date(2024, 5, 7)))
    (post,) = made.posts
    span = post.blocks[0].span
    said = Quotation(text="It held.", span=span, speaker="Ada Holt", rule="by-hand")
    days = [("day", dt.date(2024, 5, 6)), ("month", dt.date(2024, 5, 1))]
    told = tuple(EventDay(words="", day=day, precision=kind, span=span, rule="by-hand") for kind, day in days)
    made = replace(made, posts=(replace(post, quotations=(said,), event_days=told),))
    undated = replace(made, path="b.txt", metadata=Metadata())
    corpus = assemble([made, undated], DESK)
    assert list(corpus.quoted_on) == [dt.date(2024, 5, 7)]
    assert {day: [entry.document.path for entry, _ in passages] for day, passages in corpus.told.items()} == {
        dt.date(2024, 5, 6): [made.path]
    }
