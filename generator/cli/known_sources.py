"""The sources that are there already when one is added: the same bytes, and older texts of the same story."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from generator import filenames
from generator.corpus import as_day
from generator.markup import urls
from generator.model import Document, Fact
from generator.pipeline import build
from generator.pipeline.documents import Means, read
from generator.settings import Settings

Key = tuple[str, str, str]
TRACKING = ("utm_", "fbclid", "gclid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of sources: its files by the hash of their bytes, and by what tells that a text is one of them."""

    folder: Path
    files: dict[str, Path]
    texts: dict[Key, tuple[Path, str]]
    recognise: bool

    @classmethod
    def of(cls, folder: Path, means: Means, *, recognise: bool) -> "Shelf":
        """The folder as it is; where texts are to be recognised every source in it is read."""
        files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in _files(folder)}
        shelf = cls(folder=folder, files=files, texts={}, recognise=recognise)
        if recognise and files:
            sources = build.collect(folder).sources
            for document in read(sources, Settings(), means):
                shelf.put_text(folder / document.path, [document])
        return shelf

    def copy_of(self, data: bytes) -> Path | None:
        """The file that has these bytes."""
        return self.files.get(hashlib.sha256(data).hexdigest())

    def older_text(self, document: Document) -> Path | None:
        """The first version of the text that the document is a newer one of; never one of another outlet."""
        texts = [self.texts[key] for key in _keys(document) if key in self.texts] if self.recognise else []
        ours = _outlet(document)
        return next((path for path, outlet in texts if not (ours and outlet) or ours == outlet), None)

    def next_version(self, text: Path, suffix: str) -> Path:
        """The name for the next version of a text."""
        first, _ = filenames.version_of(text.name)
        number = filenames.version_of(build.newest_of(text).name)[1] + 1
        return text.with_name(filenames.version_name(first, number, suffix))

    def put(self, path: Path, data: bytes, documents: Iterable[Document]) -> None:
        """Remember a file that was added."""
        self.files[hashlib.sha256(data).hexdigest()] = path
        self.put_text(path, documents)

    def put_text(self, path: Path, documents: Iterable[Document]) -> None:
        """Remember the one text that a file holds; what stands in archives and the like is never a version."""
        texts = tuple(documents)
        if len(texts) == 1 and path.is_file():
            first = path.with_name(filenames.version_of(path.name)[0])
            known = first if first.is_file() else path, _outlet(texts[0])
            self.texts.update(dict.fromkeys(_keys(texts[0]), known))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _keys(document: Document) -> Iterator[Key]:
    """By what a text is recognised: its address; its headline and day with its outlet, or with its authors.

    What a sidecar overruled counts too, for the source may be collected again.
    """
    for url in _values(document, "url"):
        yield "url", _address(str(url)), ""
    whose = [_whose(value) for name in ("publisher", "authors") for value in _values(document, name)]
    for headline, day, outlet in product(_values(document, "headline"), _values(document, "published"), whose):
        if isinstance(day, dt.date):
            yield _folded(str(headline)), as_day(day).isoformat(), _folded(outlet)


def _values(document: Document, name: str) -> list[object]:
    fact: Fact[object] | None = getattr(document.metadata, name)
    lost = [fact.fact.value for fact in document.metadata.rejected if fact.field == name]
    return [*([fact.value] if fact else []), *lost]


def _whose(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _outlet(document: Document) -> str:
    return _folded(document.metadata.publisher.value) if document.metadata.publisher else ""


def _address(url: str) -> str:
    """An address without what differs between two visits of one page; what is none stays as it is."""
    parts = urls.split(url if "://" in url else f"//{url}")
    if parts is None:
        return url
    query = urlencode([pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(TRACKING)])
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{query}"
