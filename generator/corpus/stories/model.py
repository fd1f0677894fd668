"""What is found across posts: stories, and copies."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.corpus.entry import Entry
from generator.corpus.stories.origins import outlet_of
from generator.model import Document

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A post that has a share of its words from another one; `dated` where both say when, and `of` was the first."""

    source: Entry
    of: Entry
    share: float
    dated: bool


@dataclass(frozen=True, kw_only=True)
class Story:
    """Two posts or more about one event, in the order of time, those without a day last.

    `lead` is the member whose headline stands for the story, unless the editor gave it a `name`; `copies` are those
    among the members, `origins` name the outlet of each that is another one's report, `same` are pairs that are one
    report whatever their outlets. What every member's page asks for is found once: a story may have thousands.
    """

    id: str
    lead: Entry
    members: tuple[Entry, ...]
    copies: tuple[Copy, ...] = ()
    name: str | None = None
    origins: Mapping[_Key, str] = field(default_factory=dict)
    same: tuple[tuple[_Key, _Key], ...] = ()

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the members, each once, in the order of their first member."""
        return tuple({entry.document.path: entry.document for entry in self.members}.values())

    @cached_property
    def first_reports(self) -> tuple[Entry, ...]:
        """The first member of each document, in the order of their last ones."""
        return tuple({entry.document.path: entry for entry in reversed(self.members)}.values())[::-1]

    @cached_property
    def members_of(self) -> Mapping[str, int]:
        """How many members each document has, by its path."""
        return Counter(entry.document.path for entry in self.members)

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
        """How many reports have an origin that is known and that no other one shares."""
        reports = self.reports()
        return len({reports[entry.key] for entry in self.members if self._origin(entry)})

    def reports(self) -> Mapping[_Key, str]:
        """For each member's key the report that it is part of: one for an origin, and one for a text and its copies."""
        outlets = {entry.key: self._origin(entry) or f"path:{entry.document.path}" for entry in self.members}
        joined: dict[str, str] = {}
        for source, of in (*((copy.source.key, copy.of.key) for copy in self.copies), *self.same):
            old, new = _root(joined, outlets[source]), _root(joined, outlets[of])
            if old != new:
                joined[old] = new
        return {key: _root(joined, outlet) for key, outlet in outlets.items()}

    def _origin(self, entry: Entry) -> str | None:
        """Whose report a member is, if that is known."""
        name = self.origins.get(entry.key) or outlet_of(entry.document)
        return f"outlet:{name}" if name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The stories, the latest first, and the copies, in the order of time."""

    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


def _root(joined: dict[str, str], name: str) -> str:
    """What a name was joined to in the end; the way there is halved for those who ask next."""
    while name in joined:
        joined[name] = joined.get(joined[name], joined[name])
        name = joined[name]
    return name
