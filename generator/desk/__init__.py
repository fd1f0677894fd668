"""The editor's vocabulary: topics, outlets, people, organisations and places, validated with file and line."""

from collections.abc import Mapping

from generator.desk.errors import FILES, DeskError
from generator.desk.vocabulary import EMPTY, Desk, Organisation, Outlet, Person, Place, Redirect, Rule, Silence, Topic

__all__ = [
    "EMPTY",
    "FILES",
    "Desk",
    "DeskError",
    "Organisation",
    "Outlet",
    "Person",
    "Place",
    "Redirect",
    "Rule",
    "Silence",
    "Topic",
    "load_desk",
]


def load_desk(files: Mapping[str, bytes]) -> Desk:
    """The desk from its files by name, such as `topics.yml`; one that is missing is empty. Raises DeskError."""
    if not files:
        return EMPTY
    from generator.desk.loading import loaded  # noqa: PLC0415 - what validates takes longer than many a desk

    return loaded(files)
