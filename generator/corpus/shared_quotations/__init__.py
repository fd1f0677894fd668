"""The same quotation in several sources, found once: who else prints it, and what each of them cut or changed."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.annotate import quotations
from generator.corpus.passages import Verbatim, plain, take, words_of
from generator.corpus.shared_quotations.wording import Piece, pieces, share, tokens
from generator.model import Document, Post, Quotation, Span

__all__ = ["Occurrence", "Piece", "Said", "Variant", "align"]

RUN = 4
FEWEST_WORDS = 3
SAME_SHARE = 0.8
MOST_HOLDERS = 50
_Run = tuple[str, ...]
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A quotation where one source prints it, and how many words it has."""

    document: Document
    post: Post
    quotation: Quotation
    words: int

    @property
    def quote(self) -> Verbatim:
        """The quotation without the marks around it, and what stands there."""
        return take(self.document, self.post, quotations.said(self.document.reading, self.quotation))

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands, for an order that does not depend on that of the documents."""
        return self.document.path, self.quotation.span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another print of a quotation; `pieces` are its own words, with what it cut from the inside and changed."""

    occurrence: Occurrence
    pieces: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether it prints the words of the longest one, or a part of them, unchanged."""
        return all(piece.kind == "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said once: the longest print of it and all others, in the order of their paths."""

    speaker: str | None
    whole: Occurrence
    others: tuple[Variant, ...] = ()

    @property
    def prints(self) -> tuple[Occurrence, ...]:
        """The longest print and all others."""
        return (self.whole, *(other.occurrence for other in self.others))


def align(documents: Iterable[Document]) -> tuple[Said, ...]:
    """What the sources quote, each saying once, in the order of the longest print's path; documents in any order."""
    found = sorted(_prints(documents), key=lambda one: (-len(one.words), one.of.place))
    repeated = _repeated(found)
    holders: defaultdict[_Run, list[int]] = defaultdict(list)
    groups: list[list[_Print]] = []
    for one in found:
        runs = [run for run in _runs(one.words) if hash(run) in repeated]
        group = _group(one, runs, groups, holders)
        if group is None:
            for run in runs:
                holders[run].append(len(groups))
            groups.append([one])
        else:
            group.append(one)
    return tuple(_said(group) for group in sorted(groups, key=lambda group: group[0].of.place))


def is_named(speaker: str | None) -> bool:
    """Whether a speaker goes by a name and not by a description alone, such as 'resident'."""
    return speaker is not None and _CAPITAL.search(speaker) is not None


@dataclass(frozen=True, slots=True)
class _Print:
    """An occurrence with its words, folded."""

    of: Occurrence
    words: tuple[str, ...]


def _prints(documents: Iterable[Document]) -> Iterator[_Print]:
    for document in documents:
        for post in document.parts:
            for quotation in post.quotations:
                span = quotations.said(document.reading, quotation)
                words = tuple(map(sys.intern, tokens(_text(document, post, span))))
                if len(words) >= FEWEST_WORDS:
                    one = Occurrence(document=document, post=post, quotation=quotation, words=len(words))
                    yield _Print(one, words)


def _text(document: Document, post: Post, span: Span) -> str:
    if document.reading.markup:
        return plain(take(document, post, span))
    return words_of(document, post, span)


def _repeated(found: Iterable[_Print]) -> set[int]:
    """Hashes of the runs that several prints have; the others, nearly all, need no list of who has them."""
    seen: set[int] = set()
    repeated: set[int] = set()
    for one in found:
        runs = set(map(hash, _runs(one.words)))
        repeated |= runs & seen
        seen |= runs
    return repeated


def _group(
    one: _Print, runs: Iterable[_Run], groups: list[list[_Print]], holders: dict[_Run, list[int]]
) -> list[_Print] | None:
    """The group whose longest print holds these words; of several the one that holds most of them."""
    shared = Counter(number for run in runs for number in holders.get(run, ())[:MOST_HOLDERS])
    for number, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if _same(groups[number][0], one):
            return groups[number]
    return None


def _runs(words: tuple[str, ...]) -> set[_Run]:
    return {words[at : at + RUN] for at in range(max(1, len(words) - RUN + 1))}


def _same(whole: _Print, one: _Print) -> bool:
    """Whether both print one saying: nearly all words, in one document all, and no two people by name."""
    names = {_last_name(each.of.quotation.speaker) for each in (whole, one) if is_named(each.of.quotation.speaker)}
    if len(names) > 1 or (len(one.words) <= RUN and len(names) == 0):
        return False
    alike = share(whole.words, one.words)
    return alike == 1 if whole.of.document.path == one.of.document.path else alike >= SAME_SHARE


def _last_name(speaker: str | None) -> str:
    return (speaker or "").split(" ")[-1].casefold()


def _said(group: list[_Print]) -> Said:
    whole, *others = group
    elsewhere = sorted(_elsewhere(whole.of, (other.of for other in others)), key=lambda one: one.place)
    variants = (Variant(occurrence=one, pieces=pieces(whole.words, plain(one.quote))) for one in elsewhere)
    return Said(speaker=_speaker([one.of for one in group]), whole=whole.of, others=tuple(variants))


def _elsewhere(whole: Occurrence, others: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """The further prints, of each document the longest; a document that quotes twice does not add a source."""
    seen = {whole.document.path}
    for other in others:
        if other.document.path not in seen:
            seen.add(other.document.path)
            yield other


def _speaker(group: list[Occurrence]) -> str | None:
    """The speaker that most prints name, by name where any does."""
    names = Counter(one.quotation.speaker for one in group if one.quotation.speaker)
    ranked = sorted(names.items(), key=lambda pair: (not is_named(pair[0]), -pair[1], -len(pair[0]), pair[0]))
    return ranked[0][0] if ranked else None
