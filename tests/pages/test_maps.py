import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import assemble
from generator.desk import load_desk
from generator.markup.sanitiser import sanitise
from generator.pages import country_outlines, maps
from tests.support.making import DESK

PLACES = """
places:
  - {name: Ridgeport, lat: 50.0, lon: 30.0, precision: town}
  - {name: Eastmere, lat: 50.5, lon: 31.0, precision: town}
  - {name: Farhaven, lat: -40.0, lon: 170.0, precision: town}
  - {name: Northland, lat: 51.0, lon: 30.0, precision: country}
  - {name: Nowhere}
"""
OWN = load_desk({"places.yml": PLACES.encode()})
COUNTS = {"Ridgeport": 9, "Eastmere": 4, "Farhaven": 1, "Northland": 50, "Nowhere": 3}
DATA = Path(country_outlines.__file__).with_name("outlines.json")


def corpus_of(counts, desk):
    return replace(assemble([], desk), places=dict.fromkeys(counts, ()))


def drawn(counts, desk=OWN, root="../"):
    svg = maps.of_places(corpus_of(counts, desk), root, counts)
    return svg, [float(r) for r in re.findall(r'<circle [^>]* r="([^"]*)"', svg)]


def test_points_are_sized_by_reports_and_lead_to_their_places():
    svg, radii = drawn(COUNTS)
    assert radii == [10, 15]  # the smaller one above the larger: sqrt(4 / 9) of it
    assert 'href="../places/ridgeport.md" tabindex="-1" aria-label="Ridgeport: 9 reports"' in svg
    assert svg.count(">Ridgeport</text>") == svg.count(">Eastmere</text>") == 1


def test_what_lies_outside_the_region_is_named_and_countries_have_no_point():
    svg, _ = drawn(COUNTS)
    assert "Outside the map: Farhaven." in svg
    assert "Northland" not in svg
    assert "Outside" not in drawn({"Ridgeport": 9, "Eastmere": 4})[0]


def test_many_outside_are_counted():
    entries = "\n".join(f"  - {{name: Isle {number}, lat: {-40 - number}, lon: 170.0}}" for number in range(9))
    svg, _ = drawn(
        {**COUNTS, **{f"Isle {n}": 1 for n in range(9)}, "Ridgeport": 99},
        load_desk({"places.yml": f"{PLACES}{entries}".encode()}),
    )
    assert "Outside the map: Farhaven, Isle 0, Isle 1, Isle 2, Isle 3, Isle 4 and 4 more." in svg


def test_a_place_that_the_desk_does_not_place_is_looked_up_in_the_gazetteer():
    svg, _ = drawn({"Kyiv": 2, "Kharkiv": 1, "Nowhere At All": 9}, DESK)
    assert svg.count("<circle") == 2


@pytest.mark.parametrize("counts", [{}, {"Ridgeport": 3}, {"Ridgeport": 3, "Nowhere": 2}])
def test_one_place_is_no_map(counts):
    assert maps.of_places(corpus_of(counts, OWN), "../", counts) is None


def test_labels_never_cover_each_other():
    crowd = "\n".join(f"  - {{name: Village {n}, lat: 50.0{n}, lon: 30.0}}" for n in range(5))
    svg, radii = drawn({f"Village {n}": 1 for n in range(5)}, load_desk({"places.yml": f"places:\n{crowd}".encode()}))
    assert len(radii) == 5
    assert svg.count("<text") == 2  # one on each side


def test_a_map_passes_the_sanitiser_whole():
    svg, _ = drawn(COUNTS)
    clean = sanitise(svg)
    assert re.findall("<[^ >]*", clean) == re.findall("<[^ >]*", svg)
    assert [clean.count(part) for part in (" d=", " r=", "viewBox", "href", "tabindex")] == [1, 2, 1, 2, 2]


LON, LAT = st.floats(-179, 175), st.floats(-85, 80)


@given(LON, LAT, st.floats(1, 60), st.floats(1, 40))
def test_outlines_stay_within_their_box(west, south, wide, high):
    box = country_outlines.Box(west, south, min(180, west + wide), min(90, south + high))
    for ring in country_outlines.rings(box):
        for x, y in ring:
            assert box.west - 1e-6 <= x <= box.east + 1e-6
            assert box.south - 1e-6 <= y <= box.north + 1e-6


def test_outlines_are_where_countries_are():
    assert list(country_outlines.rings(country_outlines.Box(29, 49, 31, 51)))  # inland: the box itself is land
    assert not list(country_outlines.rings(country_outlines.Box(-40, 30, -35, 35)))  # the Atlantic


def test_the_outlines_are_small_and_say_where_they_come_from():
    assert DATA.stat().st_size < 100_000
    assert "Natural Earth" in json.loads(DATA.read_text("utf-8"))["origin"]


def test_no_outline_runs_around_the_world():
    for ring in country_outlines.rings(country_outlines.Box(-360, -90, 360, 90)):
        assert max(x for x, _ in ring) - min(x for x, _ in ring) < 180
