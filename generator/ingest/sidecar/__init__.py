"""A sidecar `NAME.meta.yml`: what the editor states or removes of a source, and how its text is cut otherwise.

Each name counts by itself: what cannot be used is a problem, the rest holds. A word on rights that cannot be read
closes the document, for it may not open what the editor meant to close.
"""

import importlib

from generator.ingest.sidecar.found import Cut, Sidecar
from generator.model import Reading, Source

__all__ = ["Cut", "Sidecar", "read_sidecar"]


def read_sidecar(source: Source, reading: Reading) -> Sidecar:
    """The sidecar of a source, its passages looked up in the reading; empty where there is none."""
    if source.sidecar is None:  # importing what validates them takes longer than reading a text
        return Sidecar()
    parsing = importlib.import_module("generator.ingest.sidecar.parsing")
    sidecar: Sidecar = parsing.parsed(source, source.sidecar, reading)
    return sidecar
