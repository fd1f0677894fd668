"""Lines that were broken at a column are joined; lines that are paragraphs are left alone."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import line_wrapping

PROSE = (
    "The council met in the old town hall on Tuesday evening to decide whether the bridge should be closed for the "
    "winter, as the engineers had asked it to do in a letter that was read out at the beginning. Nobody spoke against "
    "the proposal, but several members asked how long the buses would have to take the road along the river."
)
SECOND = (
    "A second meeting is planned for the spring. Until then the harbour authority will count the lorries that pass, "
    "and a report with the figures is to be published before the end of the year on its own pages."
)


def joined(text):
    lines = list(line_wrapping.lines_of(text))
    found = line_wrapping.paragraphs(lines, line_wrapping.width(lines))
    return [" ".join(text[first.start : last.end].split()) for first, last in found]


@pytest.mark.parametrize("columns", [45, 60, 72, 80, 100])
def test_prose_broken_at_a_column_is_joined(columns):
    text = f"{textwrap.fill(PROSE, columns)}\n\n{textwrap.fill(SECOND, columns)}\n"
    assert joined(text) == [PROSE, SECOND]


def test_an_indent_begins_a_paragraph():
    text = textwrap.fill(PROSE, 60) + "\n " + textwrap.fill(SECOND, 60) + "\n"
    assert joined(text) == [PROSE, SECOND]


def test_short_lines_above_wrapped_prose_stay_apart():
    text = f"Bridge to close\nBy Ann Lee\n4 May 2021\n{textwrap.fill(PROSE, 64)}\n"
    assert joined(text) == ["Bridge to close", "By Ann Lee", "4 May 2021", PROSE]


def test_list_items_stay_apart():
    items = "- the bridge over the river that leads to the old harbour\n- the road along the lake towards the village\n"
    text = f"{textwrap.fill(PROSE, 60)}\n{items}"
    assert joined(text)[1:] == [line for line in items.splitlines() if line]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n{SECOND}\n{PROSE}\n{SECOND}\n{PROSE}\n",
        "Home\nNews\nSport\nWeather\nTravel\nContact\nAbout\n",
        "Bridge to close for the whole winter\nBuses will take the other road\nCouncil votes\nHarbour counts\n",
        "one\ntwo\n",
        "",
    ],
)
def test_lines_that_are_paragraphs_are_left_alone(text):
    assert joined(text) == [line for line in text.splitlines() if line]


@given(st.text("ab .\n-", max_size=300))
def test_no_word_is_lost(text):
    assert " ".join(joined(text)).split() == text.split()
