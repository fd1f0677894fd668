"""Versions of one text: which document is the newest, and what changed from each to the next, paragraph by paragraph.

Paragraphs are told by their anchors and their words: those of two versions may have one anchor for other words.
"""

# Reasons: docs/decisions/0081-versions.md

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.filenames import version_of
from generator.model import Block, Document

ALIKE: Final = 0.5  # which part of the longer one's words two paragraphs share that are one, worded otherwise

NEAR: Final = 8  # so many lost ones a new one is compared with

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A paragraph that is gone (`before` alone), new (`now` alone), or worded otherwise (both)."""

    before: Block | None = None
    now: Block | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a text, the one before it (None for the first), and what changed between them."""

    number: int
    document: Document
    before: Document | None = None
    changes: tuple[Change, ...] = ()


def parted(documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The newest version of each text, and all older ones; both in the order of the documents."""
    every = tuple(documents)
    newest: dict[str, Document] = {}
    for one in sorted(every, key=_number):
        newest[version_of(one.path)[0]] = one
    kept = {one.path for one in newest.values()}
    return tuple(one for one in every if one.path in kept), tuple(one for one in every if one.path not in kept)


def versions(
    newest: Iterable[Document], former: Iterable[Document], shown: Callable[[Document], Document]
) -> Mapping[str, tuple[Version, ...]]:
    """The versions of each text that has several, newest first, by the path of the newest.

    They are compared as they are; what is kept of them is what `shown` leaves.
    """
    older: defaultdict[str, list[Document]] = defaultdict(list)
    for one in former:
        older[version_of(one.path)[0]].append(one)
    found = {
        one.path: [*sorted(older[first], key=_number), one]
        for one in newest
        if (first := version_of(one.path)[0]) in older
    }
    return {path: tuple(_versions(texts, shown)) for path, texts in found.items()}


def _versions(texts: Sequence[Document], shown: Callable[[Document], Document]) -> Iterator[Version]:
    seen = [shown(one) for one in texts]
    for at in range(len(texts) - 1, 0, -1):
        changed = tuple(changes(texts[at - 1], texts[at]))
        yield Version(number=_number(texts[at])[0], document=seen[at], before=seen[at - 1], changes=changed)
    yield Version(number=_number(texts[0])[0], document=seen[0])


def _number(document: Document) -> tuple[int, str]:
    return version_of(document.path)[1], document.path


def changes(before: Document, now: Document) -> Iterator[Change]:
    """What changed, in the order of the newer text; a paragraph that only moved did not."""
    old, new = _told_apart(before), _told_apart(now)
    kept = {key for key, _ in old} & {key for key, _ in new}
    gone, come = _between(old, kept), _between(new, kept)
    for place in (None, *(key for key, _ in new if key in kept)):
        yield from _paired(before, gone.get(place, []), now, come.get(place, []))


def _told_apart(document: Document) -> list[tuple[_Key, Block]]:
    return [((block.anchor, document.reading.words(block)), block) for block in document.blocks()]


def _between(blocks: Iterable[tuple[_Key, Block]], kept: Collection[_Key]) -> Mapping[_Key | None, list[Block]]:
    """The blocks that are not kept, by the kept one that they stand behind, if any."""
    found: defaultdict[_Key | None, list[Block]] = defaultdict(list)
    place = None
    for key, block in blocks:
        if key in kept:
            place = key
        else:
            found[place].append(block)
    return found


def _paired(before: Document, gone: Sequence[Block], now: Document, come: Sequence[Block]) -> Iterator[Change]:
    """Each new paragraph with a lost one in the same place that says much the same, in the order of the text."""
    left = list(gone)
    for block in come:
        words = _words(now, block)
        at = next((n for n, one in enumerate(left[:NEAR]) if _share(_words(before, one), words) >= ALIKE), None)
        yield from (Change(before=one) for one in left[: at or 0])
        yield Change(before=None if at is None else left[at], now=block)
        left = left if at is None else left[at + 1 :]
    yield from (Change(before=one) for one in left)


def _words(document: Document, block: Block) -> Counter[str]:
    return Counter(document.reading.words(block).casefold().split())


def _share(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)
