"""What one post brings to the comparison with others: its words, its names and numbers, and runs of its words.

Made of the post alone, picklable and small, so that they may be kept beside the document.
"""

import re
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import msgspec
import numpy as np

from generator import markdown
from generator.model import Document, Post

RUN = 5
"""Words in a run; shorter ones are shared by chance, longer ones break at every edit."""
LEAST_LETTERS = 2
MOST_COUNTED = 255
BLANK = ord(" ")
_UNREAD = frozenset({"byline", "timestamp", "boilerplate", "duplicate"})
_TERM = re.compile(r"\d[\d.,:]{0,40}\d|\d|[^\W\d_]{1,60}(?:[-'’][^\W\d_]{1,60}){0,4}")
_POSSESSIVE = ("'s", "’s")
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[tuple[tuple[str, ...], bytes, tuple[str, ...], bytes, bytes]])


@dataclass(frozen=True, slots=True)
class Features:
    """Terms in alphabetical order with how often each occurs, at most 255 times; checksums of all runs of words."""

    words: tuple[str, ...]
    word_counts: bytes
    names: tuple[str, ...]
    name_counts: bytes
    runs: "array[int]"


def features(document: Document, post: Post) -> Features:
    """The features of one post: `names` are numbers, and capitalised words never written small in this post."""
    found = _TERM.findall(_text(document, post))
    written = Counter(found)
    small = {term for term in written if term[0].islower()}
    words: defaultdict[str, int] = defaultdict(int)
    names: defaultdict[str, int] = defaultdict(int)
    for (term, number), low in zip(written.items(), _folded(written), strict=True):
        if len(low) >= LEAST_LETTERS:
            words[low] += number
        if low not in small and _is_name(term):
            names[low] += number
    return Features(*_counted(words), *_counted(names), runs=_runs(found))


def of_document(document: Document) -> bytes:
    """The features of each part of a document, as bytes."""
    found = (features(document, post) for post in document.parts)
    return _ENCODER.encode(
        [(one.words, one.word_counts, one.names, one.name_counts, one.runs.tobytes()) for one in found]
    )


def from_bytes(data: bytes) -> list[Features]:
    """The features that `of_document` gave; every term is the same object wherever it occurs."""
    return [
        Features(tuple(map(sys.intern, words)), counts, tuple(map(sys.intern, names)), named, array("I", runs))
        for words, counts, names, named, runs in _DECODER.decode(data)
    ]


def headline_terms(document: Document, post: Post) -> frozenset[str]:
    """The words of the post's own headline as they stand among the features; none where it has no headline."""
    return frozenset(_folded(_TERM.findall(_headline(document, post))))


def _headline(document: Document, post: Post) -> str:
    fact = post.headline or (document.metadata.headline if document.kind == "article" else None)
    return fact.value if fact else ""


def _text(document: Document, post: Post) -> str:
    """The post's text and headline without markup."""
    blocks = [document.reading.words(block) for block in post.blocks if block.kind not in _UNREAD]
    headline = _headline(document, post)
    if headline not in blocks:
        blocks.insert(0, headline)
    text = "\n".join(blocks)
    return markdown.plain(text) if document.reading.markup else text


def _folded(terms: Collection[str]) -> list[str]:
    """The terms in small letters, without the s of a possessive."""
    lows = _lowered(terms).split(" ") if terms else []
    return [low[:-2] if low.endswith(_POSSESSIVE) else low for low in lows]


def _lowered(terms: Iterable[str]) -> str:
    """The terms in small letters, a blank between two; all at once, which is several times as fast."""
    return " ".join(terms).lower()


def _is_name(term: str) -> bool:
    return term[0].isdigit() or (term[0].isupper() and len(term) >= LEAST_LETTERS)


def _counted(counts: Mapping[str, int]) -> tuple[tuple[str, ...], bytes]:
    terms = tuple(sorted(counts))
    return terms, bytes([min(MOST_COUNTED, counts[term]) for term in terms])


def _runs(terms: list[str]) -> "array[int]":
    """Checksums of all runs, each once, ascending."""
    text = _lowered(terms).encode()
    blanks: list[int] = np.flatnonzero(np.frombuffer(text, np.uint8) == BLANK).tolist()
    ends = [*blanks, len(text)]
    runs = zip([0, *(blank + 1 for blank in blanks)], ends[RUN - 1 :], strict=False)
    return array("I", sorted({zlib.crc32(text[start:end]) for start, end in runs}))
