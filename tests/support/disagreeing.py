"""Documents whose figures can be compared."""

import datetime as dt
from dataclasses import replace

from generator.model import Figure, Span
from tests.support.making import document, fact

DAY = dt.date(2024, 5, 6)
NOON = "2024-05-06T12:00:00+02:00"
FOUR = "2024-05-06T16:00:00+02:00"


def told(value, text, *, by=None, bound=None, place="Ridgeport", outcome="injured", **more):  # noqa: PLR0913
    """A figure of injured people; `text` is the words as they stand in the sentence."""
    unit = more.pop("unit", "people")
    what = more.pop("what", outcome)
    facts = {"value": value, "what": what, "text": text, "unit": unit, "outcome": outcome, "bound": bound}
    return Figure(**facts, by=by, place=place, span=Span(0, 0), **{"day": DAY, **more})


def source(*figures, path="a.txt", time=NOON, outlet="Harbour Post", text=None, posts=None):
    """A live blog with the figures in its posts, one paragraph each, unless `text` has the words."""
    words = text or "\n".join(f"There were {figure.text} in the town after the storm." for figure in figures)
    numbers = posts or [0] * len(figures)
    starts = sorted(set(numbers))
    times = time if isinstance(time, list) else [time] * len(starts)
    made = document(
        words,
        path=path,
        places=("Ridgeport", "Northshire", "Fernholt", "Avonia"),
        posts=[(numbers.index(start), when, f"Post {start}") for start, when in zip(starts, times, strict=True)],
        publisher=fact(outlet) if outlet else None,
    )
    here, placed = 0, []
    for figure in figures:
        at = words.index(figure.text, here)
        here = at + len(figure.text)
        placed.append(replace(figure, span=Span(at, here)))
    own = [
        replace(post, figures=tuple(one for one in placed if post.span.start <= one.span.start < post.span.end))
        for post in made.posts
    ]
    return replace(made, posts=tuple(own))
