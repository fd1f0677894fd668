"""A content-addressed store of bytes in one SQLite file: what was made once from the same input is not made again.

A damaged entry is removed and counts as missing; a damaged file is begun anew; two processes may write at once.
Nothing that is read here is executed, but who can write to the folder can change what pages say.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

NAME: Final = "briefings.sqlite3"
LAYOUT: Final = 1  # of the file; one with another is begun anew
KEEP_BUILDS: Final = 20  # an entry that so many builds did not need is removed
FRESH_BUILDS: Final = 5  # noting every use in every build would write as much as it saves
MOST_BYTES: Final = 4 << 30
BATCH: Final = 400
PATIENCE: Final = 10.0  # seconds of waiting for another writer
PRIVATE: Final = 0o700
OTHERS_WRITE: Final = 0o022
_TABLE: Final = """
PRAGMA auto_vacuum = FULL;
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS entry
    (key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, sum BLOB NOT NULL, data BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON entry (used, size);
"""


class CacheError(Exception):
    """The folder cannot hold a cache; the message says what to do."""


def key(*parts: str | bytes) -> bytes:
    """The address of what is made from these parts, and from them alone: 32 bytes."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()


class Cache:
    """Open for one build or more; entries that many builds did not look for are removed at `close`."""

    def __init__(self, folder: Path, tell: Callable[[str], None], *, most_bytes: int = MOST_BYTES) -> None:
        """Open the cache of a folder, made where there is none; raises CacheError."""
        self._tell = tell
        self._most_bytes = most_bytes
        self.folder = _private(folder)
        self._path = self.folder / NAME
        self._waiting: dict[bytes, bytes] = {}
        self._touched: set[bytes] = set()
        try:
            self._base, self._build = _open(self._path)
        except sqlite3.OperationalError as error:
            raise CacheError(f"{self._path}: {error}; move the cache elsewhere or do without") from error
        except sqlite3.DatabaseError as error:
            self._begin_anew(error)

    def find(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Every entry that is there and whole, with its key, in no particular order."""
        wanted = list(dict.fromkeys(keys))
        for start in range(0, len(wanted), BATCH):
            yield from self._some(wanted[start : start + BATCH])

    def put(self, key: bytes, data: bytes) -> None:
        """Keep an entry; written in batches, so that a build that dies loses few of them."""
        self._waiting[key] = data
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits to be written."""
        rows = [(name, self._build, len(data), _sum(name, data), data) for name, data in self._waiting.items()]
        self._waiting.clear()
        if rows:
            self._change("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Write what waits, note what was used, and remove what was not for long."""
        self.flush()
        self._change("UPDATE entry SET used = ? WHERE key = ?", [(self._build, name) for name in self._touched])
        old = [(used,) for used in self._old()]
        self._change("DELETE FROM entry WHERE used = ?", old)
        self._base.close()

    def _some(self, keys: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        yield from [(name, self._waiting[name]) for name in keys if name in self._waiting]
        places = ",".join("?" * len(keys))
        rows = self._ask(f"SELECT key, used, sum, data FROM entry WHERE key IN ({places})", keys)  # noqa: S608 - marks
        damaged = {name for name, _, checksum, data in rows if _sum(name, data) != checksum}
        if damaged:
            self._tell(f"{len(damaged)} damaged entries of the cache {self._path} are made again.")
            self._change("DELETE FROM entry WHERE key = ?", [(name,) for name in damaged])
        self._touched.update(name for name, used, _, _ in rows if used <= self._build - FRESH_BUILDS)
        yield from ((name, data) for name, _, _, data in rows if name not in damaged)

    def _old(self) -> Iterator[int]:
        """The builds whose entries go: those long past, and the oldest as far as all take too much room."""
        total = 0
        for used, size in self._ask("SELECT used, sum(size) FROM entry GROUP BY used ORDER BY used DESC", []):
            total += size
            if total > self._most_bytes or used <= self._build - KEEP_BUILDS:
                yield used

    def _ask(self, statement: str, values: list[bytes]) -> list[tuple[Any, ...]]:
        return self._guarded(lambda: self._base.execute(statement, values).fetchall()) or []

    def _change(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        def change() -> None:
            with self._base:
                self._base.executemany(statement, rows)

        if rows:
            self._guarded(change)

    def _guarded(self, work: Callable[[], list[tuple[Any, ...]] | None]) -> list[tuple[Any, ...]] | None:
        """What the work gives; None where another writer keeps us out, or where the file had to be begun anew."""
        try:
            return work()
        except sqlite3.OperationalError as error:
            self._tell(f"The cache {self._path} could not be used for a moment: {error}.")
        except sqlite3.ProgrammingError:  # a mistake of ours, which says nothing of the file
            raise
        except sqlite3.DatabaseError as error:
            self._base.close()
            self._begin_anew(error)
        return None

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        self._tell(f"The cache {self._path} is damaged ({error}) and begun anew.")
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(f"{NAME}{suffix}").unlink(missing_ok=True)
        self._base, self._build = _open(self._path)


def _open(path: Path) -> tuple[sqlite3.Connection, int]:
    """The file and the number of this build."""
    base = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    base.execute("PRAGMA trusted_schema = OFF")
    layout = base.execute("PRAGMA user_version").fetchone()[0]
    if layout not in {0, LAYOUT}:
        base.execute("DROP TABLE IF EXISTS entry")
    base.executescript(f"{_TABLE}PRAGMA user_version = {LAYOUT}; PRAGMA synchronous = NORMAL;")
    return base, base.execute("SELECT coalesce(max(used), 0) + 1 FROM entry").fetchone()[0]


def _private(folder: Path) -> Path:
    """The folder, made where there is none; another user's, or one that others may write to, is refused."""
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        state = folder.lstat()
    except OSError as error:
        raise CacheError(f"{folder}: {error.strerror}; move the cache elsewhere or do without") from error
    if not folder.is_dir() or folder.is_symlink() or state.st_mode & OTHERS_WRITE or state.st_uid != os.geteuid():
        raise CacheError(f"{folder}: the cache needs a folder of your own that nobody else can write to")
    return folder


def _sum(key: bytes, data: bytes) -> bytes:
    return hashlib.sha256(key + data).digest()
