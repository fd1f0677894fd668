"""The tables as an SQLite database with a full-text index, made in a file: in memory it would be there three times."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from generator.exports.dataset.rows import Row
from generator.exports.dataset.tables import Column, Table

PIECE: Final = 1 << 20  # bytes
BATCH: Final = 500  # rows in memory
TYPES: Final = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
UNTOLD: Final = ((24, 4), (92, 8))
"""Where a file, and how many bytes of it, tell how often it was changed, and by which SQLite; zero is as good."""
SETUP: Final = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"
INDEX: Final = """
CREATE VIRTUAL TABLE posts_fts USING fts5(headline, text, content="posts", tokenize="unicode61 remove_diacritics 2");
INSERT INTO posts_fts(posts_fts) VALUES ('rebuild');
"""


class Database:
    """Filled table by table; the same rows give the same bytes."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name, "briefings.db")
        self._base = sqlite3.connect(self._path)
        self._base.executescript(SETUP)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()
        self._folder.cleanup()

    def filled(self, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, each of which is in the table when it is given on."""
        self._base.execute(_create(table))
        places = ", ".join("?" * len(table.columns))
        left = iter(rows)
        while batch := tuple(islice(left, BATCH)):
            self._base.executemany(f"INSERT INTO {table.name} VALUES ({places})", batch)  # noqa: S608 - our own names
            yield from batch
        for column in table.columns:
            if column.to:
                self._base.execute(f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})")

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        count: int = self._base.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608 - the same
        return count

    def pieces(self) -> Iterator[bytes]:
        """The whole, with the index; nothing is filled in after."""
        self._base.executescript(INDEX)
        self._base.commit()
        self._base.close()
        with self._path.open("r+b") as file:
            for start, count in UNTOLD:
                file.seek(start)
                file.write(bytes(count))
            file.seek(0)
            yield from iter(partial(file.read, PIECE), b"")


def _create(table: Table) -> str:
    columns = [f"{column.name} {TYPES.get(column.kind, 'TEXT')}{_refers(column)}" for column in table.columns]
    columns[0] += " PRIMARY KEY" if table.keyed else ""
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _refers(column: Column) -> str:
    return f" REFERENCES {column.to} (id)" if column.to else ""
