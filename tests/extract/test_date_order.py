"""One order of day and month a document, and what the words beside a day say that it is."""

import pytest

from generator.extract import ingest
from generator.readers import unpacking
from generator.settings import Settings
from tests.support.sources import BODY, explained, source, value

TITLE = "Old bridge over the river is closed"


def published(head, more="", path="notes.txt"):
    return explained(f"{TITLE}\n\n{head}\n\n{BODY}\n{more}", path=path)["published"]


@pytest.mark.parametrize(
    ("head", "more", "day"),
    [
        ("03/11/2023", "", "2023-03-11"),
        ("03/11/2023", "The engineers came on 27/10/2023 and saw it.", "2023-11-03"),
        ("03-11-2023", "The engineers came on 27/10/2023 and saw it.", "2023-11-03"),
        ("11/03/2023", "The engineers came on 10/27/2023 and saw it.", "2023-11-03"),
        ("03/11/2023 13:55 GMT+1", "", "2023-11-03T13:55:00+01:00"),
        ("Friday 03/11/2023", "", "2023-11-03"),
        ("Saturday 03/11/2023", "", "2023-03-11"),
    ],
)
def test_the_documents_days_settle_the_order(head, more, day):
    fact = published(head, more)
    assert fact["value"] == day
    assert fact["inferred"] == (head == "03/11/2023" and not more)


def test_days_that_contradict_each_other_settle_nothing():
    fact = published("03/11/2023", "They came on 27/10/2023 and left on 10/28/2023, both say.")
    assert (fact["value"], fact["inferred"]) == ("2023-03-11", True)


@pytest.mark.parametrize(("tag", "day"), [("en-GB", "2023-11-03"), ("en", "2023-03-11"), ("en-US", "2023-03-11")])
def test_the_country_of_the_language_settles_the_order(tag, day):
    body = "".join(f"<p>{line}</p>" for line in BODY.split("\n") if line)
    page = f'<html lang="{tag}"><body><article><h1>{TITLE}</h1><p>03/11/2023</p>{body}</article></body></html>'
    assert value(explained(page, path="a.html"), "published") == day


def test_the_rows_of_a_table_have_one_order():
    rows = ("13/11/2023", "11/12/2023", "05/12/2023")
    table = "date,title,text\n" + "".join(f'{day},Report of {day},"{BODY.split(chr(10))[0]}"\n' for day in rows)
    unpacked = unpacking.unpack(source(table, "a.csv"), Settings())
    days = [ingest(one, Settings()).metadata.published for one in unpacked.sources]
    assert [(day.value.isoformat(), day.inferred) for day in days] == [
        ("2023-11-13", False),
        ("2023-12-11", False),
        ("2023-12-05", False),
    ]


@pytest.mark.parametrize(
    ("head", "day", "updated"),
    [
        ("As of 12 November 2023\n\nIssued on 13 November 2023", "2023-11-13", None),
        ("Available until 6 May 2024\n\n22 April 2024", "2024-04-22", None),
        ("Updated:\n\nMar 6, 2018\n\nOriginal:\n\nDec 21, 2016", "2016-12-21", "2018-03-06"),
        ("Published\n\n1 May 2018\n\nLast updated\n\n3 May 2018", "2018-05-01", "2018-05-03"),
        ("Published February 24, 2020Last updated July 21, 2022This story is old.", "2020-02-24", "2022-07-21"),
        ("By AMO, in Town, Roads, Business · 31 Jan 2025, 20:02 · 0 Comments", "2025-01-31T20:02:00", None),
        ("Roads and paths | 4 June 2024", "2024-06-04", None),
        ("Reporting period: 1 to 10 November 2023\n\nReleased 13 November 2023", "2023-11-13", None),
    ],
)
def test_labels_say_which_day_it_is(head, day, updated):
    answer = explained(f"{TITLE}\n\n{head}\n\n{BODY}")
    assert (value(answer, "published"), value(answer, "updated")) == (day, updated)


@pytest.mark.parametrize("head", ["Valid until 6 May 2024", "Member since 4 May 2012", "Accessed on 1 May 2024"])
def test_a_day_of_something_else_is_not_that_of_publication(head):
    assert published(head) is None


def test_the_day_below_the_headline_counts_and_not_the_mastheads():
    body = "".join(f"<p>{line}</p>" for line in BODY.split("\n") if line)
    page = (
        f'<html><head><meta property="article:published_time" content="2024-11-05T10:00:00+02:00"></head><body>'
        f"<header><div>Wednesday, 03 December 2025</div></header><h1>{TITLE}</h1><p>by Ada Moore | 5 November 2024</p>"
        f"<article>{body}</article></body></html>"
    )
    assert value(explained(page, path="a.html"), "published") == "2024-11-05T10:00:00+02:00"


def test_a_moment_as_unix_prints_it():
    body = "".join(f"<p>{line}</p>" for line in BODY.split("\n") if line)
    page = (
        '<html><head><meta property="article:published_time" content="Mon Aug 03 12:45:00 EDT 2015"></head>'
        f"<body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    )
    assert value(explained(page, path="a.html"), "published") == "2015-08-03T12:45:00-04:00"
