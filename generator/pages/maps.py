"""A map of the places that reports name: outlines and points as inline SVG, nothing loaded from elsewhere."""

# Reasons: docs/decisions/0032-map.md

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.annotate.entities.gazetteer import Entry as Place
from generator.corpus import Corpus, Entry
from generator.desk import Desk
from generator.i18n import Interface
from generator.model import Markdown
from generator.pages.country_outlines import Box, Point, around, rings
from generator.pages.environment import drawing

WIDTH = 480.0
LOWEST, HIGHEST = 220.0, 420.0
LEAST_SPOTS = 2
SHARE = 0.8
PADDING = 0.12
LEAST_DEGREES = 5.0
SMALLEST, LARGEST = 4.0, 15.0
LABELLED = 10
LETTER, LINE = 8.0, 16.0
NAMED_OUTSIDE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with its reports, in degrees east and north."""

    name: str
    reports: int
    at: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name beside a point: where it begins, or where it ends, and the room that it takes."""

    text: str
    x: float
    end: bool
    box: Box

    def within(self) -> bool:
        """Whether it stands in the drawing from side to side."""
        return self.box.west >= 0 and self.box.east <= WIDTH

    def meets(self, others: Iterable[Box]) -> bool:
        """Whether it covers one of the others."""
        return any(self.box.meets(other) for other in others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A place on the map, in the units of the drawing; no label where it would cover another."""

    href: str
    x: float
    y: float
    radius: float
    name: str
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A part of the world as a drawing: equirectangular, true to scale along its middle."""

    box: Box
    across: float
    up: float

    @property
    def height(self) -> float:
        """Of the drawing."""
        return (self.box.north - self.box.south) * self.up

    def place(self, point: Point) -> Point:
        """Where a point of the world stands in the drawing."""
        return (point[0] - self.box.west) * self.across, (self.box.north - point[1]) * self.up


def of_places(corpus: Corpus, root: str, counts: Mapping[str, int]) -> Markdown | None:
    """The map of places with coordinates, by how many reports name each; None of fewer than two.

    `root` leads from the page to the site's root. The map shows the region that four fifths of the reports are about
    and names what lies outside.
    """
    spots = tuple(_spots(counts, corpus.located, corpus.desk))
    if len(spots) < LEAST_SPOTS:
        return None
    view = _view(_middle(spots))
    inside = [spot for spot in spots if view.box.holds(spot.at)]
    outside = tuple(spot.name for spot in spots if not view.box.holds(spot.at))
    return drawing(
        "map",
        width=WIDTH,
        height=view.height,
        land=" ".join(_paths(view)),
        spots=tuple(_drawn(corpus, root, inside, view)),
        caption=_caption(corpus.words, outside),
    )


def named(entries: Iterable[Entry]) -> Counter[str]:
    """How many posts and articles name each place."""
    return Counter(
        name
        for entry in entries
        for name in dict.fromkeys(mention.name for mention in entry.post.mentions if mention.kind == "place")
    )


def _spots(counts: Mapping[str, int], known: Mapping[str, Place], desk: Desk) -> Iterator[Spot]:
    """The places, the most often named first; countries have no point."""
    own = {place.name: (place.lon, place.lat) for place in desk.places if place.precision != "country"}
    for name, reports in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        place = known.get(name)
        lon, lat = own.get(name, (place.lon, place.lat) if place else (None, None))
        if lon is not None and lat is not None:
            yield Spot(name=name, reports=reports, at=(lon, lat))


def _middle(spots: Sequence[Spot]) -> list[Point]:
    """The points nearest to the middle of all reports that hold four fifths of them."""
    centre = _median(spots, 0), _median(spots, 1)
    squeeze = math.cos(math.radians(centre[1]))
    near = sorted(spots, key=lambda s: math.hypot((s.at[0] - centre[0]) * squeeze, s.at[1] - centre[1]))
    wanted, covered = SHARE * sum(spot.reports for spot in spots), 0
    points = []
    for spot in near:
        if covered < wanted:
            points.append(spot.at)
        covered += spot.reports
    return points


def _median(spots: Sequence[Spot], axis: int) -> float:
    """The coordinate with half of the reports on either side."""
    return sorted(spot.at[axis] for spot in spots for _ in range(spot.reports))[sum(s.reports for s in spots) // 2]


def _view(points: Sequence[Point]) -> View:
    """A box around the points with some room, neither too flat nor too high."""
    box = around(points)
    middle = (box.north + box.south) / 2
    squeeze = math.cos(math.radians(middle))
    wide = max((box.east - box.west) * (1 + 2 * PADDING), LEAST_DEGREES / squeeze)
    high = max((box.north - box.south) * (1 + 2 * PADDING), LOWEST / WIDTH * wide * squeeze)
    wide = max(wide, high * WIDTH / HIGHEST / squeeze)
    centre = (box.east + box.west) / 2
    shown = Box(centre - wide / 2, max(-90.0, middle - high / 2), centre + wide / 2, min(90.0, middle + high / 2))
    return View(box=shown, across=WIDTH / wide, up=WIDTH / wide / squeeze)


def _paths(view: View) -> Iterator[str]:
    """Each outline as a path in whole units, cut a little outside the drawing so that the cut does not show."""
    room = 3 / view.up
    wider = Box(view.box.west - room, view.box.south - room, view.box.east + room, view.box.north + room)
    for ring in rings(wider):
        points = dict.fromkeys((round(x), round(y)) for x, y in map(view.place, ring))
        yield "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _drawn(corpus: Corpus, root: str, spots: Sequence[Spot], view: View) -> Iterator[Drawn]:
    """The points; labels for the most often named as far as there is room."""
    words, taken = corpus.words, list[Box]()
    most = max(spot.reports for spot in spots)
    for number, spot in enumerate(spots):
        x, y = view.place(spot.at)
        radius = max(SMALLEST, LARGEST * math.sqrt(spot.reports / most))
        sides = (_label(spot.name, x, y, radius, end=end) for end in (x > WIDTH / 2, x <= WIDTH / 2))
        free = [side for side in sides if number < LABELLED and side.within() and not side.meets(taken)]
        taken += [label.box for label in free[:1]]
        yield Drawn(
            href=root + corpus.addresses.name("places", spot.name),
            x=x,
            y=y,
            radius=radius,
            name=words.say("labelled", name=spot.name, count=words.say("reports", spot.reports)),
            label=free[0] if free else None,
        )


def _label(name: str, x: float, y: float, radius: float, *, end: bool) -> Label:
    """The name before a point (`end`) or after it."""
    edge = x - radius - 4 if end else x + radius + 4
    wide = LETTER * len(name)
    box = Box(edge - wide if end else edge, y - LINE / 2, edge if end else edge + wide, y + LINE / 2)
    return Label(text=name, x=edge, end=end, box=box)


def _caption(words: Interface, outside: tuple[str, ...]) -> str:
    more = len(outside) - NAMED_OUTSIDE
    names = (*outside[:NAMED_OUTSIDE], words.say("more-places", more)) if more > 1 else outside
    beyond = [words.say("map-outside", names=words.join(names))] if outside else []
    return " ".join([words.say("map-larger"), *beyond, words.say("map-outlines")])
