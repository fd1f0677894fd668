"""A sidecar `NAME.meta.yml`: what the editor states or removes of a source, and how its text is cut otherwise.

Each name counts by itself: what cannot be used is a problem, the rest holds. A word on rights that cannot be read
closes the document, for it may not open what the editor meant to close.
"""

from generator.desk.sidecar.model import Cut, Sidecar
from generator.model import Reading, Source

__all__ = ["Cut", "Sidecar", "read_sidecar"]


def read_sidecar(source: Source, reading: Reading) -> Sidecar:
    """The sidecar of a source, its passages looked up in the reading; empty where there is none."""
    if source.sidecar is None:
        return Sidecar()
    from generator.desk.sidecar.parsing import parsed  # noqa: PLC0415 - what validates takes longer than many a text

    return parsed(source, source.sidecar, reading)
