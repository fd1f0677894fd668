"""A sidecar `NAME.meta.yml`: what the editor states or removes of a source, and how its text is cut otherwise.

Each name counts by itself: what cannot be used is a problem, the rest holds. A word on rights that cannot be read
closes the document, for it may not open what the editor meant to close.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from generator.desk.sidecar.model import Cut, Sidecar
from generator.model import RIGHTS, Field, Reading, Rights, Source

__all__ = ["RIGHTS_FIELD", "Cut", "Sidecar", "read_sidecar", "stated_rights"]

RIGHTS_FIELD: Final = "sidecar:rights"


def read_sidecar(source: Source, reading: Reading) -> Sidecar:
    """The sidecar of a source, its passages looked up in the reading; empty where there is none."""
    if source.sidecar is None:
        return Sidecar()
    from generator.desk.sidecar.parsing import parsed  # noqa: PLC0415 - what validates takes longer than many a text

    sidecar = parsed(source, source.sidecar, reading)
    return replace(sidecar, fields=(*sidecar.fields, *_rights(source, reading, parsed)))


def stated_rights(source: Source) -> Rights | None:
    """How much of a source may be shown, as its sidecar says, without a look at the source itself."""
    fields = read_sidecar(source, Reading(text="", blocks=())).fields
    stated = {field.value for field in fields if field.name == RIGHTS_FIELD}
    return max((mode for mode in RIGHTS if mode in stated), key=RIGHTS.index, default=None)


def _rights(source: Source, reading: Reading, parsed: Callable[[Source, bytes, Reading], Sidecar]) -> Iterator[Field]:
    """What the sidecars of the files that hold a source say on its rights, which are the strictest that any says."""
    for data in source.above:
        sidecar = parsed(replace(source, sidecar=data), data, reading)
        yield from (field for field in sidecar.fields if field.name == RIGHTS_FIELD)
