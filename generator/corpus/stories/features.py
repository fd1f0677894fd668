"""What one post brings to the comparison with others: its words, its names and numbers, and runs of its words.

Made of the post alone and small, so that they may be kept beside the document. Words are numbers (`hashes`).
"""

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.corpus.stories.hashes import Hashed, Hashes, Runs, among, each_once, hashed, runs_of
from generator.markup import escaping
from generator.model import Document, Post

LEAST_LETTERS = 2
MOST_COUNTED = 255
_UNREAD = frozenset({"byline", "timestamp", "boilerplate", "duplicate", "caption"})
_TERM = re.compile(r"[^\W\d_]{1,60}(?:[-'’][^\W\d_]{1,60}){0,4}|\d[\d.,:]{0,40}\d|\d")
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[tuple[bytes, bytes, bytes, bytes, bytes]])
_TYPES: Final = tuple(map(np.dtype, ("<u8", "u1", "<u8", "u1", "<u4")))

Counts = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Words, ascending, with how often each occurs, at most 255 times; the same of names."""

    words: Hashes
    word_counts: Counts
    names: Hashes
    name_counts: Counts


def features(document: Document, post: Post) -> tuple[Features, Runs]:
    """The features of one post, and its runs of words.

    `names` are numbers, and capitalised words never written small in this post.
    """
    found = _TERM.findall(_text(document, post))
    lows = hashed(found)
    words = lows.folded[lows.left >= LEAST_LETTERS]
    return Features(*_counted(words), *_names(found, lows)), runs_of(found)


def of_document(document: Document) -> bytes:
    """The features and runs of each part of a document, as bytes."""
    return _ENCODER.encode([_as_bytes(*features(document, post)) for post in document.parts])


def from_bytes(data: bytes) -> list[tuple[Features, Runs]]:
    """The features and runs that `of_document` gave."""
    parts = (map(np.frombuffer, part, _TYPES) for part in _DECODER.decode(data))
    return [(Features(*own), runs) for *own, runs in parts]


def _as_bytes(features: Features, runs: Runs) -> tuple[bytes, ...]:
    arrays: tuple[NDArray[Any], ...] = (
        features.words,
        features.word_counts,
        features.names,
        features.name_counts,
        runs,
    )
    return tuple(array.astype(kind).tobytes() for array, kind in zip(arrays, _TYPES, strict=True))


def headline_terms(document: Document, post: Post) -> Hashes:
    """The words of the post's own headline as they stand among the features; none where it has no headline."""
    return np.unique(hashed(_TERM.findall(_headline(document, post))).folded)


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
    return escaping.plain(text) if document.reading.markup else text


def _names(terms: list[str], lows: Hashed) -> tuple[Hashes, Counts]:
    """The numbers, and the capitalised words that are nowhere written small."""
    firsts = "".join(map(itemgetter(0), terms))
    large, digit, small = (
        np.fromiter(map(is_such, some), bool, len(terms))
        for is_such, some in ((str.isupper, firsts), (str.isdigit, firsts), (str.islower, terms))
    )
    names, counts = _counted(lows.folded[digit | (large & (lows.letters >= LEAST_LETTERS))])
    named = ~among(names, np.sort(lows.whole[small]))
    return names[named], counts[named]


def _counted(words: Hashes) -> tuple[Hashes, Counts]:
    """Each once, ascending, with how often it occurs."""
    found, counts = each_once(words)
    return found, np.minimum(counts, MOST_COUNTED).astype(np.uint8)
