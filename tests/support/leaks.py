"""Finds the words of a source in whatever was published: pages, data, feeds, indexes."""

import gzip
import html
import re
import sqlite3
import tempfile
import zlib
from pathlib import Path

WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")


def words(text):
    return WORD.findall(text.casefold())


def runs(text, length):
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def texts(name, data):
    """The texts that a reader or a program gets out of a published file."""
    if name.endswith((".sqlite", ".db")):
        yield from database(data)
        return
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    raw = data.decode("utf-8", "replace")
    raw = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), raw.replace("\\n", "\n"))
    yield html.unescape(raw)
    yield html.unescape(TAG.sub(" ", raw))
    yield html.unescape(TAG.sub("", raw))
    for match in re.finditer(rb"stream\r?\n|IDAT", data):
        try:
            yield zlib.decompressobj().decompress(data[match.end() :]).decode("utf-8", "replace")
        except zlib.error:
            continue


def database(data):
    """Every row of every table, the index's own included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.sqlite")
        path.write_bytes(data)
        with sqlite3.connect(path) as connection:
            connection.text_factory = lambda value: value.decode("utf-8", "replace")
            for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
                for row in connection.execute(f'select * from "{table}"'):
                    yield " ".join(str(cell) for cell in row)
        connection.close()


def shared(files, text, length):
    """Places of the text's words that stand in the files, (name, bytes) each, in a run of so many words."""
    source = words(text)
    places = {}
    for at in range(len(source) - length + 1):
        places.setdefault(tuple(source[at : at + length]), at)
    found = set()
    for name, data in files:
        for published in texts(name, data):
            for run in runs(published, length) & places.keys():
                found.update(range(places[run], places[run] + length))
    return found


def of_folder(folder):
    return [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
