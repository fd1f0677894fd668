"""Figures about the same thing side by side: who says which number when, and whether all of them can be true.

No number is preferred. A later number of the same source replaces its earlier one and does not contradict it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.addresses import DIGITS, digest, longer
from generator.corpus.comparisons.accounts import (
    Account,
    Note,
    account,
    before,
    contradict,
    day_of,
    is_correction,
    known_names,
)
from generator.corpus.comparisons.meeting import met
from generator.corpus.comparisons.ranges import allowed
from generator.corpus.comparisons.regions import Geography, geography, together
from generator.corpus.comparisons.subjects import Places, Subject, about
from generator.corpus.passages import sentence_at
from generator.desk import Desk
from generator.model import Document, Figure, Post

__all__ = ["Account", "Comparison", "Subject", "among", "compare"]

MOST = 20
"""How many figures of one document about one subject are compared; a longer list is a table of other things."""

_Found = tuple[Document, Post, Figure, str]
_Told = tuple[Account, Geography]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Accounts of one subject in the order of time; `differs` where those that stand cannot all be true.

    `anchor` is an element id that stays when other figures are added.
    """

    subject: Subject
    accounts: tuple[Account, ...]
    differs: bool
    anchor: str

    @property
    def places(self) -> tuple[str, ...]:
        """The places that the accounts name, the widest first."""
        named = {one.place for one in self.accounts} - {""}
        return tuple(sorted(named, key=lambda name: (name != self.subject.place, name)))


def compare(documents: Iterable[Document], desk: Desk) -> tuple[Comparison, ...]:
    """Every subject that two figures or more are about: the newest day first, what differs first, then by number."""
    places = Places(desk)
    found: defaultdict[Subject, list[_Told]] = defaultdict(list)
    for document in documents:
        for subject, group in _of_document(document, places).items():
            found[subject] += group
    several = (_comparisons(subject, group, places) for subject, group in met(found) if len(group) > 1)
    return tuple(sorted(_apart(tuple(filter(_compares, chain.from_iterable(several)))), key=_rank))


def _apart(comparisons: Sequence[Comparison]) -> Iterator[Comparison]:
    """The comparisons with an anchor that no other one has."""
    anchors = longer({one.subject.key for one in comparisons}, _anchor)
    for one in comparisons:
        yield replace(one, anchor=anchors.get(one.subject.key, one.anchor))


def _anchor(subject: str, digits: int = DIGITS) -> str:
    return f"figures-{digest(subject, digits)}"


def among(comparisons: Iterable[Comparison], posts: Collection[tuple[str, str]]) -> Iterator[Comparison]:
    """The comparisons that are left where only the posts count, each named by path and anchor, in the same order."""
    for one in comparisons:
        accounts = tuple(each for each in one.accounts if (each.path, each.post) in posts)
        standing = [each for each in accounts if not each.superseded]
        left = replace(one, accounts=accounts, differs=one.differs and _differ(standing))
        if len(accounts) > 1 and _compares(left):
            yield left


def _of_document(document: Document, places: Places) -> dict[Subject, list[_Told]]:
    found: defaultdict[Subject, list[_Found]] = defaultdict(list)
    for post in document.parts:
        for figure in post.figures:
            sentence = sentence_at(document, post, figure.span).span
            if known := about(figure, document.reading.text, places, sentence):
                found[known.subject].append((document, post, figure, known.whose))
    said = geography(document, places) if found else Geography()
    return {subject: [(account(*each, said.areas), said) for each in group[:MOST]] for subject, group in found.items()}


def _compares(one: Comparison) -> bool:
    """Whether there is something to compare: two sources, two numbers of one, or two outlets that carry it."""
    carried = {each.outlet or each.path for each in one.accounts}
    sources, statements = {each.source for each in one.accounts}, {each.statement for each in one.accounts}
    return len(sources) > 1 or len(statements) > 1 or len(carried) > 1


def _rank(one: Comparison) -> tuple[int, bool, int, tuple[object, ...]]:
    day = one.subject.day or max((day_of(each.time) for each in one.accounts if each.time), default=dt.date.min)
    return -day.toordinal(), not one.differs, -len(one.accounts), one.subject.order


def _comparisons(subject: Subject, told: Sequence[_Told], places: Places) -> Iterator[Comparison]:
    """One for each place that the accounts are about, parts of it included where the texts name them as parts."""
    bare = [one for one, _ in told if not one.place]
    groups = list(together([one for one, _ in told if one.place], {said for _, said in told}, places))
    if len(groups) <= 1:
        place, group = next(iter(groups), ("", []))
        groups = [(place, [*group, *bare])]
    for place, group in groups:
        if len(group) > 1:
            yield _comparison(replace(subject, place=place), group)


def _comparison(subject: Subject, found: Iterable[Account]) -> Comparison:
    whole = sorted(_whole(found), key=lambda one: one.order)
    names = known_names(one.source for one in whole)
    accounts = _told([replace(one, source=names[one.source]) for one in whole])
    standing = [one for one in accounts if not one.superseded]
    differs = subject.day is not None and _differ(standing)
    return Comparison(subject=subject, accounts=accounts, differs=differs, anchor=_anchor(subject.key))


def _whole(accounts: Iterable[Account]) -> Iterator[Account]:
    """Of several figures of one source in one sentence the largest: the others are parts of it."""
    groups: defaultdict[tuple[str, str, str, str], list[Account]] = defaultdict(list)
    for one in accounts:
        groups[one.path, one.anchor, one.sentence, one.source].append(one)
    for group in groups.values():
        yield min(group, key=lambda one: (-one.value, one.span))


def _told(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The accounts with what the same source said before each of them."""
    return tuple(_in_turn(one, accounts) for one in accounts)


def _in_turn(one: Account, accounts: Sequence[Account]) -> Account:
    same = [other for other in accounts if other.source == one.source and _replaces(one, other)]
    earlier = [other for other in same if before(other, one)]
    return replace(
        one, note=_note(one, earlier[-1]) if earlier else "", superseded=any(before(one, other) for other in same)
    )


def _replaces(one: Account, other: Account) -> bool:
    """Whether two numbers of a source are about the same: the same place, or parts that do not fit the whole."""
    mixed = one.whose and other.whose and one.whose != other.whose
    return not mixed and (one.place == other.place or contradict(one, other))


def _note(one: Account, earlier: Account) -> Note:
    if one.statement == earlier.statement:
        return ""
    lower = allowed(*one.statement)[1] < allowed(*earlier.statement)[0]
    return "corrected" if lower or is_correction(one.sentence) else "later"


def _differ(accounts: Sequence[Account]) -> bool:
    """Whether two sources contradict each other; a source is not held against itself."""
    claims = sorted({(one.source, one.place, one.whose, one.value, one.bound or ""): one for one in accounts}.items())
    ones = [one for _, one in claims]
    return any(
        one.source != other.source and contradict(one, other)
        for number, one in enumerate(ones)
        for other in ones[:number]
    )
