"""When a figure is of: a day or night of its clause; a total has none."""

import pytest

from generator.annotate.event_days import event_days
from generator.annotate.figures import figures, to_json
from generator.annotate.quotations import quotations
from tests.support.prose import post_of, reading_of


def times(text):
    """Written on a Thursday."""
    reading = reading_of(text)
    post = post_of(reading, "2023-06-01T12:00:00+00:00")
    found = figures(reading, post, (), quotations(reading, post), event_days(reading, post))
    return [(one.period, one.day and one.day.isoformat()) for one in found]


@pytest.mark.parametrize(
    ("text", "period", "day"),
    [
        ("Four people were killed on Tuesday.", "day", "2023-05-30"),
        ("On May 30, a raid killed four people.", "day", "2023-05-30"),
        ("A roof fell on Tuesday after a storm, killing four people.", "day", "2023-05-30"),
        ("Ana Ortiz said that on Tuesday a raid killed four people.", "day", "2023-05-30"),
        ("They launched 40 drones overnight into Tuesday.", "night", "2023-05-30"),
        ("The army said on Tuesday that they launched 40 drones overnight.", "night", "2023-05-30"),
        ("The February 2 to 3 strike used 71 missiles.", "night", "2023-02-03"),
        ("They downed 40 drones late Monday and early Tuesday.", "night", "2023-05-30"),
    ],
)
def test_a_day_or_night_of_the_clause(text, period, day):
    assert times(text) == [(period, day)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The army said on Tuesday it had destroyed 3,855 tanks since the start of the war.", "total"),
        ("Ana Ortiz told us on Tuesday that 55,000 soldiers had been killed so far.", "total"),
        ("At least 2,514 people were killed in 2022.", "total"),
        ("They launched 400 drones this week.", "total"),
        ("Nine people have been killed since May 22.", "total"),
        ("Four people were killed on Monday and Tuesday.", "span"),
        ("In May four people were killed.", "span"),
        ("They held three rounds, ending on Tuesday.", None),
        ("The army said on Tuesday four people were killed.", None),
        ("Four people were killed, Ana Ortiz said on Tuesday.", None),
        ("It was calm on Tuesday.\nFour people were killed.", None),
        ("Four people were killed, hours after a raid on Tuesday.", None),
        ("About 40% of the members are women today.", None),
    ],
)
def test_a_total_and_the_day_of_a_saying_are_no_day_of_it(text, period):
    assert times(text) == [(period, None)]


def test_the_period_is_told_where_it_is_not_a_day():
    reading = reading_of("Four people were killed on Tuesday.\nThey lost 40 tanks so far.")
    post = post_of(reading, "2023-06-01T12:00:00+00:00")
    day, total = (to_json(reading, one) for one in figures(reading, post, days=event_days(reading, post)))
    assert (day["day"], day.get("period"), total["day"], total["period"]) == ("2023-05-30", None, None, "total")
