"""Everything of the site that programs read, and the folder that any site engine can publish."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import pages
from generator.corpus import Corpus
from generator.exports import citations, dataset, feeds, redirects
from generator.exports.files import Asset, LargeAsset
from generator.model import Page, Problem
from generator.runtime import memory
from generator.runtime.containment import OPEN, Contained
from generator.runtime.memo import Memo
from generator.settings import Settings

File = Page | Asset | LargeAsset
LISTING = ".briefings-pages"
PUBLISHED = frozenset({".md", ".txt", *feeds.SUFFIXES, ".bib", ".ris", ".csv", ".db", ".html"})


def everything(corpus: Corpus, settings: Settings, memo: Memo, held: Contained) -> Iterator[File]:
    """Every page and every other file of the site; what cannot be made is a problem more."""
    yield from pages.of_sources(corpus, settings, memo, held)
    yield from assets(corpus, settings, held)
    yield from pages.of_problems(corpus, settings, held.problems, held)


def failures(corpus: Corpus, settings: Settings, memo: Memo) -> tuple[Problem, ...]:
    """What cannot be made of a corpus; raises where nothing of a kind can be made."""
    held = Contained()
    for _ in everything(corpus, settings, memo, held):
        pass
    held.settle()
    return tuple(held.problems)


def assets(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[File]:
    """Every file of the site that programs read, and the page that lists them."""
    memory.give_back()  # what the texts of pages have left, before the largest file is made
    yield from feeds.render(corpus, settings, held)
    yield from citations.render(corpus, settings, held)
    yield from dataset.render(corpus, settings, held)
    yield from redirects.render(corpus, settings)


def pieces(file: File) -> Iterator[bytes]:
    """The bytes of a file, a large one's piece by piece."""
    match file:
        case Page():
            yield file.text.encode("utf-8")
        case Asset():
            yield file.data
        case LargeAsset():
            yield from file.waiting.pieces()


def write(files: Iterable[File], out: Path) -> int:
    """Write the files below `out`, remove those of an earlier run that are gone, and return how many there are."""
    out.mkdir(parents=True, exist_ok=True)
    listing = out / LISTING
    before = set(listing.read_text("utf-8").splitlines()) if listing.is_file() else set()
    written: list[str] = []
    for file in files:
        target = out / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as opened:
            opened.writelines(pieces(file))
        written.append(file.path)
    for path in before.difference(written):
        _forget(out, path)
    listing.write_text("".join(f"{path}\n" for path in sorted(written)), "utf-8", newline="\n")
    return len(written)


def _forget(out: Path, path: str) -> None:
    """Remove a page of an earlier run; a listing that was tampered with cannot reach beyond `out`."""
    target = out / path
    if target.suffix in PUBLISHED and target.resolve().is_relative_to(out.resolve()):
        target.unlink(missing_ok=True)
