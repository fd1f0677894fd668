"""`briefings add`: documents filed under dated names, with what was understood of each."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from generator import addresses, build, reports
from generator.cli.shared import DEFAULT
from generator.corpus import document_day
from generator.documents import Means, read
from generator.model import Document
from generator.settings import Settings

FIELDS = {"headline": "headline", "published": "date", "authors": "authors", "publisher": "outlet"}
UNDATED = "undated"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=DEFAULT, show_default=True,
    help="Where the sources stand.",
)  # fmt: skip
def add(files: tuple[Path, ...], folder: Path) -> None:
    """Copy FILES to the sources under names such as 2024-05-13-headline.txt, and say what was understood of each.

    A file that is there already is not copied again. Exit status 1 when one could not be added.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in _files(folder)}
    added = [_add(file, folder, there) for file in files]  # all of them, also after one that could not be added
    if not all(added):
        raise click.exceptions.Exit(1)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _add(file: Path, folder: Path, there: Mapping[str, Path]) -> bool:
    data = file.read_bytes()
    known = there.get(hashlib.sha256(data).hexdigest())
    if known:
        click.echo(f"{file}: is there already as {known}")
        return True
    collected = build.collect_file(file)
    for problem in collected.problems:
        click.echo(reports.line(problem), err=True)
    documents = read(collected.sources, Settings(), Means())
    target = folder / _name(file, documents)
    if target.exists():
        click.echo(f"{file}: {target} is another file; rename one of them", err=True)
        return False
    target.write_bytes(data)
    click.echo(f"{file} -> {target}")
    for document in documents:
        click.echo(_understood(document))
    return bool(documents)


def _name(file: Path, documents: tuple[Document, ...]) -> str:
    """The day and the headline where the file is one document, else the day and the file's own name."""
    first = documents[0] if len(documents) == 1 else None
    day = document_day(first) if first else None
    headline = first.metadata.headline if first else None
    words = addresses.file_stem(headline.value if headline else file.stem)
    suffix = "".join(file.suffixes[-2:] if file.suffix.lower() == ".gz" else file.suffixes[-1:])
    return f"{day.isoformat() if day else UNDATED}-{words}{suffix.lower()}"


def _understood(document: Document) -> str:
    """One line for each fact, and one for those that are missing."""
    facts = {label: getattr(document.metadata, name) for name, label in FIELDS.items()}
    lines = [f"  {label}: {_words(fact.value)}{' (inferred)' * fact.inferred}" for label, fact in facts.items() if fact]
    if document.kind == "live-blog":
        lines.append(f"  live blog of {len(document.posts)} posts")
    missing = [label for label, fact in facts.items() if fact is None]
    if missing:
        lines.append(f"  missing: {', '.join(missing)}; state it with briefings correct")
    return "\n".join(lines)


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
