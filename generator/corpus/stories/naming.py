"""Stories that the editor names: what bears the same name is one story, whatever its words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.corpus.entry import Entry
from generator.model import Document

Group = tuple[str | None, list[int]]


def name_of(document: Document) -> str | None:
    """The story that the document's sidecar names."""
    return next(
        (override.value for override in document.overrides if override.what == "story" and override.value), None
    )


def named(groups: Iterable[list[int]], entries: Sequence[Entry]) -> list[Group]:
    """The groups of two posts or more with their names, each ascending; `groups` are those that are alike by words.

    A group goes by the name of its earliest article that has one. A live blog tells of many events, so its posts come
    to the story that it names without what they are like.
    """
    names = [name_of(entry.document) for entry in entries]
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if name:
            bearers[name].append(number)
    unnamed: list[Group] = []
    for group in groups:
        free = [number for number in group if not names[number]]
        articles = (names[number] for number in group if entries[number].document.kind == "article")
        if name := next(filter(None, articles), None):
            bearers[name] += free
        else:
            unnamed.append((None, free))
    every = [*unnamed, *((name, sorted(group)) for name, group in bearers.items())]
    return [(name, group) for name, group in every if len(group) > 1]
