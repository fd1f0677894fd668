"""What programs read of hostile strings: feeds, references, tables and the heads of pages, read back by libraries."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import feedparser
import rispy
from lxml import etree
from pybtex.database import parse_string

from generator import exports
from generator.corpus import Corpus, assemble
from generator.desk import EMPTY
from generator.exports import head_metadata
from generator.exports.dataset.formats import FORMULA
from generator.exports.feeds.model import NEWEST
from generator.model import Document, Page, Quotation, Span
from generator.settings import Settings
from tests.support.making import document, fact

Row = tuple[str, int, int]
SITE = Settings(site_name="Site", site_url="https://site.example/")


def rows(strings: tuple[str, ...]) -> Iterator[Row]:
    """Files tried, and those that a program could not read or could be harmed by."""
    found = {"feeds: malformed": [0, 0], "references: malformed or lost": [0, 0]}
    found |= {"tables: cells like formulas, rows lost": [0, 0], "heads: more than the generator wrote": [0, 0]}
    feeds, references, tables, pages = found.values()
    for start in range(0, len(strings), NEWEST):
        some = strings[start : start + NEWEST]
        corpus = assemble([_document(number, text) for number, text in enumerate(some)], EMPTY)
        files = {
            one.path: b"".join(exports.pieces(one)) for one in exports.assets(corpus, SITE) if not isinstance(one, Page)
        }
        _count(feeds, (_malformed(data) for path, data in files.items() if path.endswith((".atom", ".rss"))))
        _count(references, (_lost(path, data) for path, data in files.items() if path.endswith((".bib", ".ris"))))
        _count(tables, _harmful(files, corpus))
        _count(pages, (_acts(head) for head in head_metadata.heads(corpus, SITE).values()))
    for name, (tried, through) in found.items():
        yield name, tried, through


def _document(number: int, text: str) -> Document:
    """A document that says the string wherever a document can say something."""
    line = " ".join(text.split()) or "x"
    quoted = Quotation(text=line, span=Span(0, 1), speaker=line)
    facts = {name: fact(line) for name in ("headline", "subtitle", "publisher", "url")}
    made = document(
        f"x {line}", path=f"{number}.txt", authors=fact((line,)), published=fact(dt.date(2024, 1, 2)), **facts
    )
    return replace(made, posts=(replace(made.posts[0], quotations=(quoted,)),))


def _count(row: list[int], outcomes: Iterable[bool]) -> None:
    for bad in outcomes:
        row[0] += 1
        row[1] += bad


def _malformed(data: bytes) -> bool:
    try:
        etree.fromstring(data)
    except etree.XMLSyntaxError:
        return True
    return bool(feedparser.parse(data).bozo)


def _lost(path: str, data: bytes) -> bool:
    """Whether a file of one reference gives back another number of them; all together, another number than one each."""
    text = data.decode()
    found = len(parse_string(text, "bibtex").entries) if path.endswith(".bib") else len(rispy.loads(text))
    return found != (len(re.findall(r"(?m)^@|^TY  - ", text)) if "/" not in path else 1)


def _harmful(files: Mapping[str, bytes], corpus: Corpus) -> Iterator[bool]:
    for path, data in files.items():
        if path.endswith(".csv"):
            cells = list(csv.reader(io.StringIO(data.decode(), newline="")))
            objects = json.loads(files[path.replace(".csv", ".json")])
            yield len(cells) != len(objects) + 1 or any(map(_acts_in_a_sheet, (cell for row in cells for cell in row)))
    yield len(json.loads(files["data/documents.json"])) != len(corpus.documents)


def _acts_in_a_sheet(cell: str) -> bool:
    """Whether a cell, or what a program that divides at semicolons and tabs makes of it, begins like a formula."""
    pieces = (piece.lstrip(' "') for piece in re.split(r"[;\t\r\n]", cell))
    return cell.startswith(FORMULA) or any(piece.startswith(FORMULA) for piece in pieces)


def _acts(head: str) -> bool:
    """Whether anything but the generator's own elements stands in a head, or its data do not end where they should."""
    things = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, flags=re.DOTALL)
    read = [json.loads(one) for one in things]
    elements = set(re.findall(r"<(/?[a-zA-Z!?]\w*)", head))
    return not elements <= {"meta", "link", "script", "/script"} or len(read) != head.count("<script")
