"""What is found across posts: stories, and copies."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.entries import Entry
from generator.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A post that has a share of its words from another one; `dated` where both say when, and `of` was the first."""

    source: Entry
    of: Entry
    share: float
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Two posts or more about one event, in the order of time, those without a day last.

    `lead` is the member whose headline stands for the story, unless the editor gave it a `name`; `copies` are those
    among the members.
    """

    id: str
    lead: Entry
    members: tuple[Entry, ...]
    copies: tuple[Copy, ...] = ()
    name: str | None = None

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the members, each once, in the order of their first member."""
        return tuple({entry.document.path: entry.document for entry in self.members}.values())

    @property
    def shared(self) -> bool:
        """Whether several documents report it; only then has it a page."""
        return len(self.documents) > 1

    @property
    def outlets(self) -> int:
        """How many outlets report it, of those that are known: two documents that name none may be of one."""
        known = (document.metadata.publisher for document in self.documents)
        return len({publisher.value for publisher in known if publisher})

    @property
    def independent(self) -> int:
        """How many reports neither copy another one of the story nor share its outlet."""
        return len(set(self.reports().values()))

    def reports(self) -> Mapping[tuple[str, str], str]:
        """For each member's key the report that it is part of: one for an outlet, and one for a text and its copies."""
        roots = {entry.key: _outlet(entry) for entry in self.members}
        for one in self.copies:
            old, new = roots[one.source.key], roots[one.of.key]
            roots = {key: new if root == old else root for key, root in roots.items()}
        return roots


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The stories, the latest first, and the copies, in the order of time."""

    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


def _outlet(entry: Entry) -> str:
    publisher = entry.document.metadata.publisher
    return f"outlet:{publisher.value}" if publisher else f"path:{entry.document.path}"
