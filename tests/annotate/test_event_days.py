"""Days told in a post, against the post's own time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.event_days import event_days, to_json
from tests.support.prose import post_of, reading_of

EARLIEST, LATEST = dt.datetime.fromisoformat("1990-01-01"), dt.datetime.fromisoformat("2090-01-01")
THURSDAY_NOON = "2023-06-01T12:00:00+00:00"


def found(text, time=THURSDAY_NOON, language="en"):
    reading = reading_of(text)
    days = event_days(reading, post_of(reading, time), None, language)
    return [(one.words, one.day.isoformat(), one.precision) for one in days]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("It happened on Thursday.", "2023-06-01", "day"),
        ("It happened early Thursday morning.", "2023-06-01", "day"),
        ("Friday’s raid was short.", "2023-05-26", "day"),
        ("The mayor said Wednesday it was over.", "2023-05-31", "day"),
        ("It happened last Thursday.", "2023-05-25", "day"),
        ("It happened last Sunday.", "2023-05-28", "day"),
        ("They meet next Thursday.", "2023-06-08", "day"),
        ("She is due in court on Friday.", "2023-06-02", "day"),
        ("They will meet, he said Wednesday.", "2023-05-31", "day"),
        ("It ended. They said they would leave. On Monday it rained.", "2023-05-29", "day"),
        ("It happened today.", "2023-06-01", "day"),
        ("It happened yesterday.", "2023-05-31", "day"),
        ("It happened last night.", "2023-05-31", "day"),
        ("They leave tomorrow.", "2023-06-02", "day"),
        ("It was shelled overnight.", "2023-06-01", "day"),
        ("It happened two days ago.", "2023-05-30", "day"),
        ("It happened 3 weeks ago.", "2023-05-08", "week"),
        ("It happened six months ago.", "2022-12-01", "month"),
        ("It happened a year ago.", "2022-01-01", "year"),
        ("It happened last week.", "2023-05-22", "week"),
        ("It happened earlier this month.", "2023-06-01", "month"),
        ("They meet next month.", "2023-07-01", "month"),
        ("It happened last year.", "2022-01-01", "year"),
        ("It happened on May 3.", "2023-05-03", "day"),
        ("It happened on December 30.", "2022-12-30", "day"),
        ("It happened on 30 December 2021.", "2021-12-30", "day"),
        ("It opens on December 30, 2024.", "2024-12-30", "day"),
        ("It will open on July 4.", "2023-07-04", "day"),
        ("They are expected to announce more aid on Friday.", "2023-06-02", "day"),
        ("On Friday, the court will decide.", "2023-06-02", "day"),
        ("It was on the night of March 10, he said.", "2023-03-10", "day"),
        ("It happened in November.", "2022-11-01", "month"),
        ("It happened in February 2022.", "2022-02-01", "month"),
    ],
)
def test_one_day(text, day, precision):
    assert [(one[1], one[2]) for one in found(text)] == [(day, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "It may march on.",
        "It was on February 30.",
        "Every day is new.",
        "A year after it began.",
        "Sunny.",
        "It was Black Friday.",
        "She was on Harbour Today.",
        "The next week it was over.",
    ],
)
def test_no_day(text):
    assert found(text) == []


def test_days_told_from_the_day_before_them():
    text = "It began on Tuesday. A day earlier it was calm. The next day was worse. Twelve days later it ended."
    assert [day for _, day, _ in found(text)] == ["2023-05-30", "2023-05-29", "2023-05-30", "2023-06-11"]


def test_a_weekday_with_its_date_is_that_day():
    assert [day for _, day, _ in found("They met on Tuesday, May 9.")] == ["2023-05-09", "2023-05-09"]


@pytest.mark.parametrize(
    "told",
    [
        "Three days before the opening he left.",
        "He came a day after the vote.",
        "The day before Harlow spoke it snowed.",
        "More than three weeks later it stood still.",
    ],
)
def test_days_from_an_event_that_has_no_day_stay_open(told):
    assert [day for _, day, _ in found(f"It began on Tuesday. {told}")] == ["2023-05-30"]


def test_nothing_is_told_from_a_day_that_was_not_told():
    assert found("The next day it rained. Two days later it snowed. That evening they left.") == []


def test_a_named_weekday_before_or_after_the_day_told_last():
    text = "It fell on 12 April. Trade had been brisk on the previous Friday. It rose on the following Monday."
    assert [day for _, day, _ in found(text)] == ["2023-04-12", "2023-04-07", "2023-04-10"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It was on the night of 1-2 May.", ["2023-05-01", "2023-05-02"]),
        ("They met on May 4-6.", ["2023-05-04", "2023-05-06"]),
        ("The lines were cut on 4 and 5 May.", ["2023-05-04", "2023-05-05"]),
        ("They fought on 27 May-28 May 1905.", ["1905-05-27", "1905-05-28"]),
        ("It lasted from March 30 to April 2, 1862.", ["1862-03-30", "1862-04-02"]),
        ("It lasted from December 30 to January 2, 1862.", ["1861-12-30", "1862-01-02"]),
        ("A column of 5-6 May was seen.", ["2023-05-05", "2023-05-06"]),
    ],
)
def test_the_days_of_a_range(text, days):
    assert [day for _, day, _ in found(text)] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The rent is due on 15 August.", "2023-08-15"),
        ("Bids must be in by 31 January.", "2024-01-31"),
        ("The vote is set for October 3.", "2023-10-03"),
        ("The lease was extended to 20 February.", "2024-02-20"),
        ("Envoys are to meet online on Friday.", "2023-06-02"),
        ("The hearing was scheduled for June 20.", "2023-06-20"),
        ("It had been due to close on 20 May.", "2023-05-20"),
        ("They met those who were hurt on 28 May.", "2023-05-28"),
        ("They signed a peace plan on Tuesday.", "2023-05-30"),
        ("The talks ended earlier than scheduled on Wednesday.", "2023-05-31"),
        ("The train left as planned on Wednesday.", "2023-05-31"),
        ("The record date is June 9.", "2023-06-09"),
        ("They had filed their papers by Wednesday.", "2023-05-31"),
        ("A stamp comes out on Sunday, June 11.", "2023-06-11"),
        ("It burned on Friday, June 17.", "2022-06-17"),
    ],
)
def test_a_day_without_a_year_by_what_stands_beside_it(text, day):
    assert [one[1] for one in found(text)][-1] == day


@pytest.mark.parametrize(
    "text",
    [
        "The list is of November 20.",
        "The dock was empty on 20 June.",
        "On Friday, June 14, it burned, as on no other day.",
        "The pact was drawn up in 1994. Clerks counted the votes again on 3 November.",
    ],
)
def test_a_day_whose_year_is_open_is_left_out(text):
    assert [one for one in found(text) if one[2] == "day" and "Friday" not in one[0]] == []


HISTORY = """The league was founded on 6 July 1867 and grew fast. The town fell on 14 July.

On 21 August a column, as a book of 1905 says, was stopped. By 19 December it was gone. On 9 January peace was made.

In 1889 the old bridge was rebuilt. On 2 May, the first carts crossed it. The next day it was closed."""


@pytest.mark.parametrize("time", [THURSDAY_NOON, None])
def test_a_history_stays_in_its_years(time):
    reading = reading_of(HISTORY)
    days = event_days(reading, post_of(reading, time), None, "en")
    assert [one.day.isoformat() for one in days if one.precision == "day"] == [
        "1867-07-06",
        "1867-07-14",
        "1867-08-21",
        "1867-12-19",
        "1868-01-09",
        "1889-05-02",
        "1889-05-03",
    ]


def test_background_is_not_of_this_year_and_does_not_date_the_news():
    text = """The mayor spoke on Tuesday. The mill was opened in March 1980, and on April 7 the first flour was sold.

On 20 May the council met again."""
    days = [day for _, day, precision in found(text) if precision == "day"]
    assert days == ["2023-05-30", "1980-04-07", "2023-05-20"]


def test_a_heading_with_a_year_dates_its_section():
    text = """The talks ended on Wednesday.
March 2019
Then they met three times, the last on March 7.

They parted in April 2018 and were never seen.

They wrote once more on May 5.
What comes next
They will meet on June 9."""
    kinds = ("paragraph", "heading", "paragraph", "paragraph", "paragraph", "heading")
    reading = reading_of(text, kinds)
    days = event_days(reading, post_of(reading, THURSDAY_NOON))
    assert [one.day.isoformat() for one in days if one.precision == "day"] == [
        "2023-05-31",
        "2019-03-07",
        "2019-05-05",
        "2023-06-09",
    ]


@pytest.mark.parametrize("text", ["They work for the people of tomorrow.", "It matters in today’s world."])
def test_idioms_name_no_day(text):
    assert found(text) == []


def test_what_is_to_come_is_no_anchor():
    text = "It began on Monday. They will meet on Friday. The day before it had rained."
    assert [day for _, day, _ in found(text)] == ["2023-05-29", "2023-06-02", "2023-05-28"]


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2023-05-31T23:11:00-04:00", "2023-06-01"),
        ("2023-05-31T12:00:00-04:00", "2023-05-25"),
        ("2023-06-02T02:00:00+10:00", "2023-06-01"),
        ("2023-06-01T23:00:00", "2023-06-01"),
    ],
)
def test_a_weekday_that_has_begun_elsewhere(time, day):
    assert [one[1] for one in found("It was hit early Thursday.", time)] == [day]


def test_the_words_and_lines_are_kept():
    reading = reading_of("Nothing.\n\nIt was hit early Thursday morning.")
    (one,) = event_days(reading, post_of(reading), dt.date(2023, 6, 1))
    assert reading.slice(one.span) == one.words == "early Thursday morning"
    assert to_json(reading, one) == {
        "words": "early Thursday morning",
        "day": "2023-06-01",
        "precision": "day",
        "rule": "most recent weekday",
        "lines": [3, 3],
    }


def test_no_days_without_a_date():
    reading = reading_of("It was hit early Thursday morning.")
    assert event_days(reading, post_of(reading)) == ()


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("de", "Es geschah am Dienstag.", "2023-05-30"),
        ("de", "Es geschah gestern.", "2023-05-31"),
        ("fr", "C'était mardi matin.", "2023-05-30"),
        ("fr", "C'était hier.", "2023-05-31"),
        ("es", "Fue el martes pasado.", "2023-05-30"),
        ("es", "Se firmó el 1° de mayo.", "2023-05-01"),
        ("fr", "Elle est morte le 1er avril.", "2023-04-01"),
        ("uk", "Це сталося вчора.", "2023-05-31"),
        ("xx", "It happened on Tuesday.", "2023-05-30"),
    ],
)
def test_other_languages(language, text, day):
    assert [one[1] for one in found(text, language=language)] == [day]


@given(
    st.text(alphabet="0123 adefhiklmnorstuwyMTFJ.,’'\n", max_size=120),
    st.datetimes(EARLIEST, LATEST),
)
def test_words_stand_in_the_text(text, time):
    reading = reading_of(text)
    for one in event_days(reading, post_of(reading, time.isoformat())):
        assert reading.slice(one.span) == one.words


@given(st.integers(0, 60), st.sampled_from(["in December 1998", "Thursday night", "3 March 2021", "two weeks earlier"]))
def test_a_day_is_found_whole_however_far_behind_another(gap, day):
    first, *others = found(f"They met last Monday {'x' * gap} {day}.")
    assert first[0] == "last Monday"
    assert [words for words, *_ in others] == [day]
