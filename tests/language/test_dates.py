"""Days and times in text."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import words
from generator.language.dates import find, gapped, iso, only
from generator.language.dates.file_names import file_day, is_screenshot, screenshot_day
from generator.language.dates.times import offset

EN = words("en")


def shown(text, code="en"):
    return [stamp.value.isoformat() if stamp.value else stamp.clock.isoformat() for stamp in find(text, words(code))]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "4:27 a.m. ET, June 1, 2023", "2023-06-01T04:27:00-04:00"),
        ("en", "12:18 a.m. ET, January 1, 2023", "2023-01-01T00:18:00-05:00"),
        ("en", "12:05 p.m. ET, January 1, 2023", "2023-01-01T12:05:00-05:00"),
        ("en", "Updated 1315 GMT (2115 HKT) June 4, 2023", "2023-06-04T13:15:00+00:00"),
        ("en", "June 1, 2023, 9:05 am", "2023-06-01T09:05:00"),
        ("en", "June 1st, 2023 at 9 pm", "2023-06-01T21:00:00"),
        ("en", "1 June 2023", "2023-06-01"),
        ("en", "1 Jun ’23", "2023-06-01"),
        ("en", "1-Jun-23", "2023-06-01"),
        ("en", "11/13/19 at 4:00 PM EST", "2019-11-13T16:00:00-05:00"),
        ("en", "13/11/2019", "2019-11-13"),
        ("en", "2023-06-01T10:00:00+02:00", "2023-06-01T10:00:00+02:00"),
        ("en", "2023-06-01 10:00Z", "2023-06-01T10:00:00+00:00"),
        ("en", "2023-06-01 25:61", "2023-06-01"),
        ("en", "2023/06/01", "2023-06-01"),
        ("en", "6 OCT 2020", "2020-10-06"),
        ("de", "4. Februar 2022, 14.05 Uhr", "2022-02-04T14:05:00"),
        ("de", "am 4. Februar 2022 um 14 Uhr", "2022-02-04T14:00:00"),
        ("de", "04.02.2022", "2022-02-04"),
        ("fr", "Publié le 6 mai 2022 à 14h05", "2022-05-06T14:05:00"),
        ("fr", "le 1er mai 2022 à 14 h", "2022-05-01T14:00:00"),
        ("es", "6 de mayo de 2022", "2022-05-06"),
        ("pt", "6 de Maio de 2022 às 10h30", "2022-05-06T10:30:00"),
        ("it", "6 maggio 2022", "2022-05-06"),
        ("ru", "1 июня 2023, 14:05 мск", "2023-06-01T14:05:00+03:00"),
        ("uk", "1 червня 2023, 14:05", "2023-06-01T14:05:00"),
    ],
)
def test_a_day_and_its_time_are_one_stamp(code, text, value):
    assert shown(text, code) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no digits",
        "June 31, 2023",
        "32.13.2023",
        "25:00",
        "12:75",
        "13 pm",
        "1.2.3.4",
        "June 1, 1523",
        "$12.50",
        "2023-13-41",
        "2023/13/41",
        "13/13/2023",
    ],
)
def test_what_is_no_day_or_time(text):
    assert find(text, EN) == ()


def test_several_stamps_in_a_line():
    assert shown("Published 1 June 2023 10:05, updated 2 June 2023") == ["2023-06-01T10:05:00", "2023-06-02"]
    assert shown("22. Dezember 201922. Dezember 2019", "de") == ["2019-12-22", "2019-12-22"]
    assert shown("12:32 GMT") == ["12:32:00"]
    assert shown("June 1, 2023 the show opened its doors to the crowd at 10:05") == ["2023-06-01", "10:05:00"]


def test_zones_keep_their_offset():
    stamp = find("14:05 GMT+3", EN)[0]
    assert stamp.zone.utcoffset(None) == dt.timedelta(hours=3)
    assert offset("GMT-03:30").utcoffset(None) == -dt.timedelta(hours=3, minutes=30)
    assert offset("+99:00") is None
    assert offset("Nowhere") is None


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("Thursday, June 1, 2023", False),
        ("Friday, June 1, 2023", True),
        ("1 June 2023 (Friday)", True),
        ("June 1, 2023", False),
    ],
)
def test_a_weekday_is_compared_with_its_day(text, contradicts):
    assert find(text, EN)[0].contradicts is contradicts


def test_numbers_that_could_be_swapped_are_ambiguous():
    assert find("12/04/2020", EN)[0].ambiguous
    assert not find("12/12/2020", EN)[0].ambiguous
    assert not find("04.12.2020", words("de"))[0].ambiguous
    assert find("12/04/2020", words("es"))[0].day == dt.date(2020, 4, 12)


def test_a_stamp_alone():
    assert only("at 12:32 GMT", EN).clock == dt.time(12, 32)
    assert only("Rain at 12:32", EN) is None
    assert only("1 June 2023 and 2 June 2023", EN) is None


def test_gaps_stand_where_stamps_were():
    assert gapped("By Ada 1 June 2023 Ben", EN) == "By Ada     Ben"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023-06-01", dt.date(2023, 6, 1)),
        ("2023-06-01T03:18:00Z", dt.datetime(2023, 6, 1, 3, 18, tzinfo=dt.UTC)),
        ("June", None),
    ],
)
def test_iso(text, value):
    assert iso(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Screenshot 2023-06-01 09.26.41",
        "Screen Shot 2023-06-01 at 09.26.41.png",
        "Bildschirmfoto 2023-06-01 um 09.26.41",
        "IMG_20230601_170402.jpg",
    ],
)
def test_names_that_screenshots_get(text):
    assert is_screenshot(text)
    assert screenshot_day(text) == dt.date(2023, 6, 1)


def test_other_names():
    assert screenshot_day("The screenshot shows June") is None
    assert file_day("note-2023-06-01.txt") == dt.date(2023, 6, 1)
    assert file_day("note-2023-13-41.txt") is None
    assert file_day("note.txt") is None


@given(
    st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2049, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a, %d %b %Y"]),
)
def test_what_is_written_is_read(day, form):
    stamps = find(day.strftime(form), EN)
    assert [stamp.day for stamp in stamps] == [day]
    assert not stamps[0].contradicts


@given(st.text(max_size=200))
def test_spans_hold_what_was_found(text):
    for stamp in find(text, words(None)):
        assert 0 <= stamp.span.start < stamp.span.end <= len(text)
        assert any(char.isdigit() for char in text[stamp.span.start : stamp.span.end])
