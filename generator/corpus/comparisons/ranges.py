"""What a figure with its bound allows: 'at least 10' is 10 or more, 'about 10' some fifth around it."""

import math

SLACK = 0.2
"""How far 'about' and 'estimated' may be off before another number counts as contradicting."""


def allowed(value: float, bound: str | None) -> tuple[float, float]:
    """The lowest and the highest number that the words allow."""
    loose = value * (1 - SLACK), value * (1 + SLACK)
    ranges = {
        "at least": (value, math.inf),
        "more than": (math.nextafter(value, math.inf), math.inf),
        "up to": (-math.inf, value),
        "less than": (-math.inf, math.nextafter(value, -math.inf)),
        "nearly": (loose[0], value),
        "about": loose,
        "estimated": loose,
    }
    return ranges.get(bound or "", (value, value))
