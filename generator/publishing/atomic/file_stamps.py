"""What files hold, known without reading them: one that bears the stamp of an earlier look holds what it held then."""

# Reasons: docs/decisions/0083-stamps.md

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple

FINE: Final = 20_000_000  # nanoseconds that may pass until the clock of a file system goes on
COARSE: Final = 2_000_000_000  # the same where it counts whole seconds
SECOND: Final = 1_000_000_000
_STAMP: Final = Struct("<2Q2q")  # a fifth of the memory that four numbers take


class Seen(NamedTuple):
    """A regular file by its stamp, and the SHA-256 of what it held.

    The stamp is inode, bytes, and the last changes of its text and of its inode in ns, which no program can set.
    """

    stamp: bytes
    digest: bytes


def stamp_of(state: os.stat_result) -> bytes:
    """The stamp of a file in this state; nothing where it is no regular file."""
    if not stat.S_ISREG(state.st_mode):
        return b""
    return _STAMP.pack(state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


def look(path: str, known: Seen | None, mode: int) -> Seen | None:
    """What stands at a path, read only where it is not as it is known; none where there is no regular file so open."""
    try:
        state = os.lstat(path)
        stamp = stamp_of(state)
        if not stamp or stat.S_IMODE(state.st_mode) != mode:
            return None
        if known and known.stamp == stamp:
            return known
        with open(path, "rb") as file:  # noqa: PTH123 - thousands of times
            return Seen(stamp, hashlib.file_digest(file, "sha256").digest())
    except OSError:
        return None


def moment(path: Path) -> int:
    """Now, in ns, as the file system tells it that has this file, which is touched."""
    os.utime(path)
    return path.stat().st_mtime_ns


def settled(folder: Path, digests: Mapping[str, bytes], before: int) -> Iterator[tuple[str, Seen]]:
    """The files of these digests that were last changed so long before a moment that a change after it would show."""
    for path, digest in digests.items():
        try:
            state = os.lstat(f"{folder}/{path}")
        except OSError:
            continue
        changed, stamp = state.st_ctime_ns, stamp_of(state)
        if stamp and changed < before - (FINE if changed % SECOND else COARSE):
            yield path, Seen(stamp, digest)
