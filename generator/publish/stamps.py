"""What files hold, known without reading them: one that bears the stamp of an earlier look holds what it held then."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

FINE: Final = 20_000_000  # nanoseconds that may pass until the clock of a file system goes on
COARSE: Final = 2_000_000_000  # the same where it counts whole seconds
SECOND: Final = 1_000_000_000


class Stamp(NamedTuple):
    """A regular file when it was looked at: inode, bytes, mode, last changes of its text and of its inode in ns.

    The last of these no program can set.
    """

    inode: int
    size: int
    mode: int
    modified: int
    changed: int


class Seen(NamedTuple):
    """A regular file by its stamp, and the SHA-256 of what it held."""

    stamp: Stamp
    digest: bytes


def stamp_of(state: os.stat_result) -> Stamp | None:
    """The stamp of a file in this state; none where it is no regular file."""
    if not stat.S_ISREG(state.st_mode):
        return None
    mode = stat.S_IMODE(state.st_mode)
    return Stamp(state.st_ino, state.st_size, mode, state.st_mtime_ns, state.st_ctime_ns)


def look(path: str, known: Seen | None) -> Seen | None:
    """What stands at a path, read only where it is not as it is known; none where there is no regular file."""
    try:
        stamp = stamp_of(os.lstat(path))
        if stamp is None or (known and known.stamp == stamp):
            return stamp and known
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
            stamp = stamp_of(os.lstat(f"{folder}/{path}"))
        except OSError:
            continue
        if stamp and stamp.changed < before - (FINE if stamp.changed % SECOND else COARSE):
            yield path, Seen(stamp, digest)
