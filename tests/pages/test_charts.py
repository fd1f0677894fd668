import datetime as dt
import itertools
import re

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import assemble, entries_of
from generator.corpus.comparisons import Account
from generator.i18n import Interface
from generator.markup.sanitiser import sanitise
from generator.model import Span
from generator.pages import calendars, charts
from generator.pages.environment import drawing
from tests.support.making import DESK, document, fact

HOSTILE = '"><script>alert(1)</script>&lt;*_`[x](y) onload="z'


def report(day, outlet="Harbour Post", number=0):
    path = f"{outlet}-{day}-{number}.txt"
    return document("Shelling was heard.", path=path, published=fact(day), publisher=fact(outlet))


def entries(*documents):
    return [entry for one in documents for entry in entries_of(one)]


def figure(value, bound=None, *, by="Ada Holt", superseded=False):
    return Account(
        value=value,
        bound=bound,
        by=by,
        place="Ridgeport",
        whose="",
        outlet="Harbour Post",
        time=None,
        path="a.txt",
        anchor="p-00000001",
        span=Span(0, 1),
        sentence="",
        topics=(),
        post="post-00000001",
        source="ada holt",
        earlier=False,
        superseded=superseded,
    )


def attributes(svg, tag, *names):
    return [
        tuple(re.search(rf' {name}="([^"]*)"', one)[1] for name in names) for one in re.findall(rf"<{tag}[^>]*>", svg)
    ]


def test_reports_are_counted_by_day_and_outlet():
    made = [
        report(dt.date(2024, 5, 6)),
        report(dt.date(2024, 5, 6), number=1),
        report(dt.date(2024, 5, 8), "Sea Radio"),
    ]
    chart = charts.reports(Interface(), entries(*made))
    assert (chart.unit, chart.names) == ("day", ("Harbour Post", "Sea Radio"))
    assert chart.rows == ((dt.date(2024, 5, 6), (2, 0)), (dt.date(2024, 5, 8), (0, 1)))
    bars = attributes(chart.svg, "rect", "class", "height")
    assert [(css, float(height)) for css, height in bars] == [("s1", 102.0), ("s2", 51.0)]
    assert 'aria-label="Reports a day: 3 reports from 6 May 2024 to 8 May 2024, at most 2"' in chart.svg


def test_more_than_three_months_are_counted_by_month():
    made = [report(dt.date(2023, 11, 30)), report(dt.date(2024, 5, 6)), report(dt.date(2024, 5, 7))]
    chart = charts.reports(Interface(), entries(*made))
    assert (chart.unit, chart.rows) == ("month", ((dt.date(2023, 11, 1), (1,)), (dt.date(2024, 5, 1), (2,))))
    assert "November 2023" in chart.svg


def test_many_outlets_are_counted_together():
    made = [report(dt.date(2024, 5, 6 + number), f"Outlet {number}") for number in range(8)]
    chart = charts.reports(Interface(), entries(*made))
    assert chart.names == (*(f"Outlet {number}" for number in range(5)), "Others")
    assert sum(sum(row) for _, row in chart.rows) == 8
    assert [row[-1] for _, row in chart.rows][-3:] == [1, 1, 1]


@pytest.mark.parametrize("days", [[], [6], [6, 6]])
def test_one_day_has_no_chart(days):
    made = [report(dt.date(2024, 5, day), number=number) for number, day in enumerate(days)]
    assert charts.reports(Interface(), entries(*made, document("No date."))) is None


def test_a_figure_shows_the_range_that_its_words_allow():
    found = [figure(10, "at least"), figure(20, "up to"), figure(10, "about"), figure(12, superseded=True)]
    svg = charts.accounts(Interface(), found, ["at least 10", "up to 20", "about 10", "12"])
    dots = attributes(svg, "circle", "cx", "class")
    tenth = (480 - 24) / 23 * 10 + 12
    assert [float(x) for x, _ in dots] == pytest.approx(
        [tenth, 2 * tenth - 12, tenth, 1.2 * (tenth - 12) + 12], abs=0.1
    )
    assert [css for _, css in dots] == ["dot", "dot", "dot", "old"]
    ranges = [tuple(map(float, ends)) for ends in attributes(svg, 'line class="range', "x1", "x2")]
    assert ranges[0] == pytest.approx((tenth, 480), abs=0.1)
    assert ranges[1] == pytest.approx((12, 2 * tenth - 12), abs=0.1)
    assert ranges[2][0] < tenth < ranges[2][1]
    assert svg.count("<path") == 2
    assert "A hollow dot" in svg
    assert "A hollow dot" not in charts.accounts(Interface(), found[:3], ["a", "b", "c"])
    assert "An arrow" in svg
    assert "An arrow" not in charts.accounts(Interface(), [figure(10), figure(12)], ["10", "12"])


def test_a_figure_that_nobody_is_named_for_is_the_outlets():
    assert "7 Ridgeport, the outlet itself</text>" in charts.accounts(
        Interface(), [figure(7, by=None), figure(9)], ["7", "9"]
    )


def test_the_same_number_needs_no_chart():
    assert charts.accounts(Interface(), [figure(3), figure(3, "at least")], ["3", "at least 3"]) is None


@given(st.integers(1, 10**9))
def test_ticks_are_few_and_round(most):
    found = charts.ticks(most)
    assert found[0] == 0
    assert found[-1] <= most
    assert 2 <= len(found) <= 6
    assert len({high - low for low, high in itertools.pairwise(found)}) == 1


@given(st.lists(st.integers(1, 50), min_size=1))
def test_shades_run_from_light_to_dark(counts):
    shades = [charts.shade(count, counts) for count in sorted(counts)]
    assert shades == sorted(shades)
    assert set(shades) <= {1, 2, 3, 4}
    assert shades[-1] == 4


def test_nothing_in_a_drawing_is_markup():
    svgs = [
        charts.accounts(Interface(), [figure(1, by=HOSTILE), figure(2)], ["1", "2"]),
        charts.reports(Interface(), entries(report(dt.date(2024, 5, 6), HOSTILE), report(dt.date(2024, 5, 7)))).svg,
    ]
    for svg in svgs:
        assert "<script" not in svg
        assert not re.search(r"<[^>]* onload=[^>]*>", re.sub(r'"[^"]*"', '""', svg))
        assert "\n" not in svg


def test_a_drawing_passes_markdown_and_sanitiser_unchanged():
    svg = charts.accounts(Interface(), [figure(1, "at least"), figure(2)], ["at least 1", "2"])
    html = python_markdown.markdown(f"One.\n\n{svg}\n\nTwo.", extensions=["attr_list", "tables"])
    assert svg in html
    assert re.findall("<[^ >]*", sanitise(svg)) == re.findall("<[^ >]*", svg)
    assert "viewBox" in sanitise(svg)


def test_numbers_in_a_drawing_have_one_decimal_at_most():
    svg = drawing("bars", height=1, lines=[(1.25, 0)], bars=[], first="", last="", names=(), caption="", label="")
    assert attributes(svg, 'line class="grid"', "y1") == [("1.2",)]


def test_a_calendar_links_its_days_and_shades_them():
    made = [report(dt.date(2024, 5, 6)), *(report(dt.date(2024, 4, 30), number=number) for number in range(3))]
    html = calendars.of_days(assemble(made, DESK))
    assert html.index("May 2024") < html.index("April 2024")
    assert '<td class="n2"><a href="../days/2024-05-06.md" aria-label="6 May 2024: 1 report"' in html
    assert '<td class="n4"><a href="../days/2024-04-30.md" aria-label="30 April 2024: 3 reports"' in html
    assert html.count("<tr>") == 2 + 5 + 5
    assert sanitise(html).count("<a ") == 2
