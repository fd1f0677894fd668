"""Words as numbers of 64 bits, all words of a text at once: two words have one number by a chance of 1 in 2^64.

Tabulation hashing (Carter and Wegman, 1979): every byte at its place in the word stands for a random number, and that
of the word is their exclusive or.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Runs = NDArray[np.uint32]

RUN: Final = 5
"""Words in a run; shorter ones are shared by chance, longer ones break at every edit."""
PLACES: Final = 64  # after so many bytes the numbers come again
BYTES: Final = 256
BLANK: Final = ord(" ")
CONTINUES, CONTINUED = 0xC0, 0x80  # bytes of a letter in UTF-8 behind its first
POSSESSIVE: Final = (b"'s", "’s".encode())


@dataclass(frozen=True, slots=True, eq=False)
class Hashed:
    """Words in small letters, and without the s of a possessive, and the letters of each; all of shape (words,)."""

    whole: Hashes
    folded: Hashes
    letters: NDArray[np.intp]

    @property
    def left(self) -> NDArray[np.intp]:
        """The letters without the s of a possessive."""
        return np.where(self.whole == self.folded, self.letters, self.letters - 2)


def hashed(words: Iterable[str]) -> Hashed:
    """The words, none of which is empty or has a blank."""
    data = np.frombuffer(_joined(words), np.uint8)
    if not len(data):
        return Hashed(np.zeros(0, np.uint64), np.zeros(0, np.uint64), np.zeros(0, np.intp))
    blanks = np.flatnonzero(data == BLANK)
    starts, ends = np.append(0, blanks + 1), np.append(blanks, len(data))
    places = np.arange(len(data)) - np.repeat(starts, np.diff(starts, append=len(data)))
    values = _table().take(places % PLACES * BYTES + data)
    values[blanks] = 0
    whole = np.bitwise_xor.reduceat(values, starts)
    ends = ends[data[ends - 1] == ord("s")]
    for ending in POSSESSIVE:
        last = ends[ends >= len(ending), None] - np.arange(len(ending), 0, -1)
        values[last[(data[last] == np.frombuffer(ending, np.uint8)).all(axis=1)]] = 0
    folded = np.bitwise_xor.reduceat(values, starts)
    letters = np.add.reduceat((data & CONTINUES != CONTINUED) & (data != BLANK), starts, dtype=np.intp)
    return Hashed(whole, folded, letters)


def each_once(words: Hashes) -> tuple[Hashes, NDArray[np.intp]]:
    """Each word once, ascending, and how often it occurs; the array given is put in order, no copy of it is made."""
    words.sort()
    firsts = np.flatnonzero(np.append(True, words[1:] != words[:-1])[: len(words)])
    return words[firsts], np.diff(firsts, append=len(words))


def among(some: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Which of some words are among others, which are ascending."""
    if not len(known):
        return np.zeros(len(some), bool)
    return np.equal(known.take(np.searchsorted(known, some), mode="clip"), some)


def runs_of(words: Iterable[str]) -> Runs:
    """Checksums of all runs of words in small letters, each once, ascending."""
    text = _joined(words)
    blanks: list[int] = np.flatnonzero(np.frombuffer(text, np.uint8) == BLANK).tolist()
    ends = [*blanks, len(text)]
    runs = zip([0, *(blank + 1 for blank in blanks)], ends[RUN - 1 :], strict=False)
    return np.unique(np.array([zlib.crc32(text[start:end]) for start, end in runs], np.uint32))


def _joined(words: Iterable[str]) -> bytes:
    """The words in small letters, a blank between two; all at once, which is several times as fast."""
    return " ".join(words).lower().encode()


@cache
def _table() -> Hashes:
    """A random number for each byte at each place, the same on every machine."""
    data = hashlib.shake_256(b"words").digest(PLACES * BYTES * 8)
    return np.frombuffer(data, np.dtype("<u8")).astype(np.uint64)
