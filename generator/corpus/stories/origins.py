"""Whose report a post is: its outlet's own, an agency's whose text it carries, or another outlet's that it retells.

A retelling says whose report it is in its opening, or again and again: "Reuters reported, citing four sources".
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.corpus.entry import Entry
from generator.language.grammar.words import Speech, speech
from generator.markup import escaping
from generator.model import Document

OPENING: Final = 4
"""Paragraphs in which a retelling names its source."""
AGAIN: Final = 3
"""So often named as the source anywhere, it is whose report it is."""
LONGEST_NAME: Final = 4
_TOKEN = re.compile(r"\w+(?:[.&-]\w+)*|,")
_LABEL = re.compile(r"[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}")
_DATELINE = "wire-dateline"

Key = tuple[str, str]


def origins(group: Sequence[Entry]) -> Mapping[Key, str]:
    """For each post of a group that is another outlet's report the name of that outlet, folded as `folded` does."""
    outlets = frozenset(name for entry in group if (name := outlet_of(entry.document)))
    found = ((entry.key, _agency(entry.document) or _retold(entry, outlets)) for entry in group)
    return {key: origin for key, origin in found if origin}


def outlet_of(document: Document) -> str | None:
    """The name of the document's outlet, folded: of an address its telling part."""
    publisher = document.metadata.publisher
    return folded(publisher.value) if publisher else None


def folded(name: str) -> str:
    """A name of an outlet in small letters; of a bare address the longest part."""
    low = name.casefold().strip(" .,")
    return max(low.split("."), key=len) if _LABEL.fullmatch(low) else low


def _agency(document: Document) -> str | None:
    """The agency whose dateline opens a text that another outlet prints."""
    own = outlet_of(document)
    named = (
        folded(str(lost.fact.value))
        for lost in document.metadata.rejected
        if lost.field == "publisher" and lost.fact.evidence and lost.fact.evidence[0].rule == _DATELINE
    )
    return next((name for name in named if name != own), None)


def _retold(entry: Entry, outlets: Collection[str]) -> str | None:
    """The outlet that the text names as its source, in its opening or again and again."""
    document = entry.document
    words = speech(document.metadata.language.value if document.metadata.language else None)
    own = outlet_of(document)
    opening: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    for number, text in enumerate(_paragraphs(entry)):
        for name in _sources(_TOKEN.findall(text), outlets, words):
            if name != own:
                anywhere[name] += 1
                opening[name] += number < OPENING
    named = opening.most_common(1) if opening.total() else []
    named += [pair for pair in anywhere.most_common(1) if pair[1] >= AGAIN]
    return next((name for name, count in named if count), None)


def _paragraphs(entry: Entry) -> Iterator[str]:
    reading = entry.document.reading
    for block in entry.post.blocks:
        if block.kind == "paragraph":
            text = reading.words(block)
            yield escaping.plain(text) if reading.markup else text


def _sources(tokens: Sequence[str], outlets: Collection[str], words: Speech) -> Iterator[str]:
    """The outlets that are named where a source is."""
    low = [token.casefold() for token in tokens]
    at = 0
    while at < len(tokens):
        length = _length(low, tokens, at, outlets, words)
        if length and _is_source(low, at, at + length, words):
            yield " ".join(low[at : at + length])
        at += length or 1


def _length(low: Sequence[str], tokens: Sequence[str], at: int, outlets: Collection[str], words: Speech) -> int:
    """How many words from here on are an outlet's name: one of the story's, or a name with a word for a paper."""
    if not tokens[at][0].isupper() or low[at] in words.articles:
        return 0
    for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
        if " ".join(low[at : at + length]) in outlets:
            return length
    capitals = 0
    while capitals < LONGEST_NAME and at + capitals < len(tokens) and tokens[at + capitals][0].isupper():
        capitals += 1
    return capitals if any(word in words.papers for word in low[at : at + capitals]) else 0


def _is_source(low: Sequence[str], start: int, end: int, words: Speech) -> bool:
    """Whether what stands beside a name makes it the source: 'X reported', 'X, citing', 'according to X'."""
    behind = low[end : end + 2]
    before = low[max(0, start - 4) : start]
    if before and before[-1] in words.articles:
        before = before[:-1]
    return (
        bool(behind and behind[0] in words.strong)
        or bool(behind and behind[-1] in words.citing and behind[0] in {",", *words.citing})
        or any(tuple(before[-len(phrase) :]) == phrase for phrase in words.according)
        or bool(before and before[-1] in words.citing)
        or (len(before) > 1 and before[-1] in words.agents and before[-2] in words.strong)
    )


def same_bytes(group: Iterable[Entry]) -> Iterator[tuple[Key, Key]]:
    """Posts of files that are the same byte for byte, each with the first such."""
    first: dict[tuple[str, str], Key] = {}
    for entry in group:
        same = first.setdefault((entry.document.sha256, entry.post.anchor), entry.key)
        if same != entry.key:
            yield entry.key, same
