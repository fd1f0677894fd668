"""Trouble with a disk that no code can mend, such as one that is full, as one line for the editor."""

import errno
import os
import sqlite3
from types import MappingProxyType
from typing import Final

_ROOM: Final = "make room on that disk and begin again"
_RIGHTS: Final = "see who may write there, or choose another folder"
_OPEN: Final = "allow more open files (ulimit -n) and begin again"
ADVICE: Final = MappingProxyType(
    {
        errno.ENOSPC: _ROOM,
        errno.EDQUOT: _ROOM,
        errno.EFBIG: _ROOM,
        errno.EROFS: _RIGHTS,
        errno.EACCES: _RIGHTS,
        errno.EPERM: _RIGHTS,
        errno.EBUSY: "it is in use, or a mount point: choose a folder inside it",
        errno.EIO: "the disk may be failing; see what the system says of it",
        errno.EMFILE: _OPEN,
        errno.ENFILE: _OPEN,
    }
)
_SQLITE: Final = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: errno.ENOSPC,
        sqlite3.SQLITE_IOERR: errno.EIO,
        sqlite3.SQLITE_READONLY: errno.EROFS,
        sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    }
)
_PRIMARY: Final = 0xFF  # of SQLite's codes, the rest of which says more


def told(error: BaseException, place: str = "") -> str:
    """What the disk did not do, where, and what to do; nothing where the error is of another kind.

    The place is that of errors which name none.
    """
    number = _number(error)
    if number not in ADVICE:
        return ""
    named = getattr(error, "filename2", None) or getattr(error, "filename", None)
    where = os.fsdecode(named) if isinstance(named, str | bytes) else place
    return f"{where}: ".removeprefix(": ") + f"{os.strerror(number)}; {ADVICE[number]}"


def _number(error: BaseException) -> int:
    if isinstance(error, OSError):
        return error.errno or 0
    if isinstance(error, sqlite3.OperationalError):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY, 0)
    return 0
