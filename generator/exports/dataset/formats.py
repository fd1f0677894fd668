"""The tables as texts: CSV and JSON, and what describes them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from operator import call, itemgetter
from typing import Final

from generator.exports.dataset.rows import Row, Value
from generator.exports.dataset.tables import Column, Table

LONG: Final = frozenset({"text"})
"""Columns of `posts` that are in the database only."""
FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
# Where a text, or what a program that divides lines at semicolons or tabs takes for a cell of its own, would begin a
# formula: behind spaces and quotation marks, which such a program may leave out. Apostrophes are passed over so that
# one that stands there already is told from the one that is written.
_SIGN: Final = r"""(?:[^\S\t\r\n]|["'])*+[=+\-@＝＋－＠]"""
_BEGINS: Final = re.compile(rf"""(?<=[;\t\r\n])(?={_SIGN})|\A(?={_SIGN}|(?:[^\S\t\r\n]|["'])*+[\t\r\n])""")
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns that CSV and JSON have."""
    return tuple(column for column in table.columns if table.name != "posts" or column.name not in LONG)


def texts(table: Table, rows: Iterable[Row]) -> tuple[bytes, bytes]:
    """The table as CSV and as JSON, each row written as it comes.

    CSV is that of RFC 4180; where a spreadsheet would take a text for a formula, or a part of it behind a semicolon, a
    tab or a line break, an apostrophe stands before it. JSON is a list of objects, one a line.
    """
    columns = columns_of(table)
    chosen = itemgetter(*(number for number, column in enumerate(table.columns) if column in columns))
    names = ", ".join(f"{json.dumps(column.name)}: %s" for column in columns)
    values = [_boolean if column.kind == "boolean" else _value for column in columns]
    sheet, lines = _Text(), _Text()
    writer = csv.writer(sheet.file)
    writer.writerow(column.name for column in columns)
    start = "[\n"
    for row in map(chosen, rows):
        writer.writerow(map(_cell, row))
        lines.file.write(f"{start}{{{names % tuple(map(call, values, row))}}}")
        start = ",\n"
    lines.file.write("\n]\n" if start == ",\n" else "[\n\n]\n")
    return sheet.data(), lines.data()


class _Text:
    """A text that is written piece by piece and held as its bytes: UTF-8, question marks for what that cannot hold."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self.file = io.TextIOWrapper(self._bytes, encoding="utf-8", errors="replace", newline="")

    def data(self) -> bytes:
        self.file.flush()
        return self._bytes.getvalue()


def _cell(value: Value) -> Value:
    return _BEGINS.sub("'", value) if isinstance(value, str) else value


def _value(value: Value) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else _ENCODE(value)


def _boolean(value: Value) -> str:
    return _ENCODE(None if value is None else bool(value))


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
        "fields": [
            {"name": column.name, "type": column.kind, "description": column.about, **_booleans(column)}
            for column in columns
        ]
    }
    if table.keyed:
        schema["primaryKey"] = columns[0].name
    if keys := [_foreign(column) for column in columns if column.to]:
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
        table.name: {"description": table.about, "columns": {column.name: column.about for column in table.columns}}
        for table in tables
    }
    values = {
        "title": title,
        **({"source": title, "source_url": source} if source else {}),
        "databases": {"briefings": {"tables": described}},
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
