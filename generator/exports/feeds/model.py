"""What a feed holds, whatever its format."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from generator.markup import escaping

NEWEST: Final = 50
NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
ITEM: Final = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document, or a post of a live blog, as a feed tells of it; `html` is empty where its text is not for it."""

    url: str
    title: str
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[str, ...]
    outlet: str
    summary: str
    html: str
    tags: tuple[str, ...]
    original: str | None
    rights: str | None
    language: str | None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed before its format: `path` without suffix, `page` the path and `home` the address of what it follows.

    Its items are made when somebody asks for them: heads of pages do not.
    """

    path: str
    page: str
    title: str
    description: str
    home: str
    make: Callable[[], Iterable[Item | None]]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The newest items that have a day."""
        return tuple(islice(filter(None, self.make()), NEWEST))

    @property
    def updated(self) -> dt.datetime:
        """When the newest item was last changed."""
        return max((item.updated for item in self.items), default=NEVER)


def line(text: str) -> str:
    """The text on one line, without characters that XML does not allow."""
    return " ".join(escaping.clean(text)[0].split())
