"""The tables as files: CSV, JSON, an SQLite database with a full-text index, and what describes them."""

import csv
import io
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Final

from generator.dataset.rows import Row, Value
from generator.dataset.tables import Column, Table

LONG: Final = frozenset({"text"})
"""Columns of `posts` that are in the database only."""
FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
TYPES: Final = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
INDEX: Final = """
CREATE VIRTUAL TABLE posts_fts USING fts5(headline, text, content="posts", tokenize="unicode61 remove_diacritics 2");
INSERT INTO posts_fts(posts_fts) VALUES ('rebuild');
"""


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns that CSV and JSON have."""
    return tuple(one for one in table.columns if table.name != "posts" or one.name not in LONG)


def short(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The rows with the columns that CSV and JSON have."""
    kept = [number for number, one in enumerate(table.columns) if one in columns_of(table)]
    return [tuple(row[number] for number in kept) for row in rows]


def as_csv(table: Table, rows: Sequence[Row]) -> str:
    """The table as CSV (RFC 4180); a text that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(one.name for one in columns_of(table))
    writer.writerows([_cell(value) for value in row] for row in short(table, rows))
    return out.getvalue()


def _cell(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_json(table: Table, rows: Sequence[Row]) -> str:
    """The table as a JSON list of objects, one a line."""
    columns = columns_of(table)
    lines = ",\n".join(json.dumps(_object(columns, row), ensure_ascii=False) for row in short(table, rows))
    return f"[\n{lines}\n]\n"


def _object(columns: Sequence[Column], row: Row) -> dict[str, object]:
    return {
        one.name: bool(value) if one.kind == "boolean" and value is not None else value
        for one, value in zip(columns, row, strict=True)
    }


def as_sqlite(tables: Sequence[tuple[Table, Sequence[Row]]]) -> bytes:
    """All tables as an SQLite database; the same rows give the same bytes."""
    with closing(sqlite3.connect(":memory:")) as base:
        for table, rows in tables:
            base.execute(_create(table))
            base.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", rows)  # noqa: S608 - our own names
            for one in table.columns:
                if one.to:
                    base.execute(f"CREATE INDEX {table.name}_{one.name} ON {table.name} ({one.name})")
        base.executescript(INDEX)
        base.commit()
        return base.serialize()


def _create(table: Table) -> str:
    columns = [f"{one.name} {TYPES.get(one.kind, 'TEXT')}{_refers(one)}" for one in table.columns]
    columns[0] += " PRIMARY KEY" if table.keyed else ""
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _refers(column: Column) -> str:
    return f" REFERENCES {column.to} (id)" if column.to else ""


def as_package(tables: Sequence[Table], title: str, homepage: str) -> str:
    """The description of the CSV files as a Data Package with Table Schemas."""
    values = {
        "profile": "tabular-data-package",
        "name": "briefings",
        "title": title,
        **({"homepage": homepage} if homepage else {}),
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table) -> dict[str, object]:
    columns = columns_of(table)
    schema: dict[str, object] = {
        "fields": [{"name": one.name, "type": one.kind, "description": one.about, **_booleans(one)} for one in columns]
    }
    if table.keyed:
        schema["primaryKey"] = columns[0].name
    if keys := [_foreign(one) for one in columns if one.to]:
        schema["foreignKeys"] = keys
    return {
        "name": table.file,
        "description": table.about,
        "path": f"{table.file}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _booleans(column: Column) -> dict[str, object]:
    return {"trueValues": ["1"], "falseValues": ["0"]} if column.kind == "boolean" else {}


def _foreign(column: Column) -> dict[str, object]:
    return {"fields": column.name, "reference": {"resource": str(column.to), "fields": "id"}}


def as_metadata(tables: Sequence[Table], title: str, source: str) -> str:
    """What Datasette shows beside the database."""
    described = {
        table.name: {"description": table.about, "columns": {one.name: one.about for one in table.columns}}
        for table in tables
    }
    values = {
        "title": title,
        **({"source": title, "source_url": source} if source else {}),
        "databases": {"briefings": {"tables": described}},
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
