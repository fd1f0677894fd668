"""One figure as one source gave it, and what may be compared with it."""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from generator.corpus.comparisons.ranges import allowed
from generator.corpus.comparisons.words import words
from generator.corpus.passages import anchor_of, sentence_at
from generator.model import Document, Figure, Post, Span

Note = Literal["", "later", "corrected"]
_OWNER = re.compile(r"^(?:[Tt]he )?[A-Z][\w-]{0,40}(?: [A-Z][\w-]{0,40}){0,3}['’]s? (?=\S)")
_WORD = re.compile(r"[^\W_][\w-]{0,60}")
_UTC = dt.UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A figure with who says it, the outlet and the time that carried it, and the paragraph where it stands.

    `source` is what counts as one and the same source; `note` tells a number that its source gave after another one.
    `names` are those in the sentence; `area` is set where the text speaks of the place as of a region, `inside` holds
    those that the texts say it lies in.
    """

    value: float
    bound: str | None
    by: str | None
    place: str
    whose: str
    outlet: str | None
    time: dt.date | None
    path: str
    anchor: str
    span: Span
    sentence: str
    topics: tuple[str, ...]
    post: str
    source: str
    earlier: bool
    area: bool = False
    inside: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    note: Note = ""
    superseded: bool = False

    @property
    def order(self) -> tuple[dt.datetime, str, bool, int]:
        """Sort key: by time, those without one last; within a post what was said earlier first."""
        return _instant(self.time), f"{self.path}#{self.post}", not self.earlier, self.span.start

    @property
    def statement(self) -> tuple[float, str | None]:
        """What is claimed."""
        return self.value, self.bound


def account(document: Document, post: Post, figure: Figure, whose: str, areas: Collection[str] = ()) -> Account:
    """The figure as the post gives it; `areas` are places that the document speaks of as of regions."""
    around = sentence_at(document, post, figure.span)
    sentence, place = around.exact, around.span
    publisher, published = document.metadata.publisher, document.metadata.published
    outlet = publisher.value if publisher else None
    time = post.time or published
    return Account(
        value=figure.value,
        bound=figure.bound,
        by=figure.by,
        place=figure.place or "",
        whose=whose,
        outlet=outlet,
        time=time.value if time else None,
        path=document.path,
        anchor=anchor_of(document, post, figure.span),
        span=figure.span,
        sentence=sentence,
        topics=tuple(match.topic for match in post.topics),
        post=post.anchor,
        source=_source(figure.by, outlet, document.path),
        earlier=_says_earlier(sentence),
        area=figure.place in areas,
        names=frozenset(mention.name for mention in post.mentions if place.start <= mention.span.start < place.end),
    )


def _says_earlier(sentence: str) -> bool:
    """Whether the sentence goes back to what was said before, 'a day earlier' and 'earlier this week' aside."""
    low, table = f" {' '.join(_WORD.findall(sentence.lower()))} ", words()
    for time in table.not_earlier:
        low = low.replace(f" {time} ", " ")
    return any(f" {word} " in low for word in table.earlier)


def is_correction(sentence: str) -> bool:
    """Whether the words say that a number was put right."""
    return not words().corrected.isdisjoint(word.lower() for word in _WORD.findall(sentence))


def _source(by: str | None, outlet: str | None, path: str) -> str:
    """Who counts as one source: a name anywhere, 'police' or 'officials' in one document, else the outlet itself."""
    if by is None:
        return f"outlet:{outlet or path}"
    name = _OWNER.sub("", by).removeprefix("the ").removeprefix("The ")
    return f"name:{name.casefold()}" if name.split(" ")[-1][:1].isupper() else f"role:{path}:{by.casefold()}"


def known_names(sources: Iterable[str]) -> dict[str, str]:
    """For each source the one that stands for it: a last name goes to the one full name that ends in it."""
    names = sorted(set(sources))
    found = {}
    for name in names:
        last = name.removeprefix("name:")
        full = [other for other in names if other.startswith("name:") and other.endswith(f" {last}")]
        found[name] = full[0] if " " not in last and len(full) == 1 else name
    return found


def before(account: Account, other: Account) -> bool:
    """Whether the first was surely said before the second."""
    if account.post == other.post and account.path == other.path:
        return account.earlier and not other.earlier
    if account.time is None or other.time is None:
        return False
    if isinstance(account.time, dt.datetime) and isinstance(other.time, dt.datetime):
        return _instant(account.time) < _instant(other.time)
    return day_of(account.time) < day_of(other.time)


def contradict(account: Account, other: Account) -> bool:
    """Whether both numbers cannot be true; one for a part of a place only bounds that for the whole from below."""
    if account.whose and other.whose and account.whose != other.whose:
        return False
    low, high = allowed(*account.statement)
    other_low, other_high = allowed(*other.statement)
    return (_holds(account, other) and other_low > high) or (_holds(other, account) and low > other_high)


def _holds(wide: Account, narrow: Account) -> bool:
    """Whether the second is about the place of the first, or about a part of it, as the texts say."""
    return wide.place == narrow.place or (wide.area and wide.place in narrow.inside)


def day_of(time: dt.date) -> dt.date:
    """The day of a time."""
    return time.date() if isinstance(time, dt.datetime) else time


def _instant(time: dt.date | None) -> dt.datetime:
    """A time as an instant, a day as its beginning, without offset as UTC; none at the end of all."""
    if time is None:
        return dt.datetime.max.replace(tzinfo=_UTC)
    if not isinstance(time, dt.datetime):
        return dt.datetime.combine(time, dt.time.min, _UTC)
    return time if time.tzinfo else time.replace(tzinfo=_UTC)
