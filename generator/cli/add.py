"""`briefings add`: documents filed under dated names, with what was understood of each."""

from pathlib import Path

import click

from generator import addresses
from generator.cli import known_sources, messages
from generator.cli.options import DEFAULT, cache_option, means
from generator.corpus import document_day
from generator.model import Document
from generator.pipeline import build, problem_formats
from generator.pipeline.documents import Means, read
from generator.settings import Settings

FIELDS = {"headline": "headline", "published": "date", "authors": "authors", "publisher": "outlet"}
UNDATED = "undated"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=DEFAULT, show_default=True,
    help="Where the sources stand.",
)  # fmt: skip
@click.option(
    "--version-of",
    "older",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The source that the one FILE is a newer text of, where that cannot be told from its address or headline.",
)
@click.option("--new", is_flag=True, help="File every FILE as a text of its own, also where it looks like a newer one.")
@cache_option
def add(files: tuple[Path, ...], *, folder: Path, older: Path | None, new: bool, cache_folder: Path) -> None:
    """Copy FILES to the sources under names such as 2024-05-13-headline.txt, and say what was understood of each.

    A newer text of a source that is there (the same address; or the same headline, day, and outlet or else authors)
    is filed beside it as its next version, such as 2024-05-13-headline.v2.txt. A file that is there already is not
    copied again. Exit status 1 when one could not be added.
    """
    if older and (len(files) > 1 or new):
        raise click.UsageError("--version-of takes one FILE, and not --new")
    folder.mkdir(parents=True, exist_ok=True)
    with means(cache_folder) as ours:
        shelf = known_sources.Shelf.of(folder, ours, recognise=not new)
        added = [_add(file, shelf, older) for file in files]  # all of them, also after one that could not be added
    if not all(added):
        raise click.exceptions.Exit(1)


def _add(file: Path, shelf: known_sources.Shelf, older: Path | None) -> bool:
    data = file.read_bytes()
    known = shelf.copy_of(data)
    if known:
        messages.note(f"{file}: is there already as {known}")
        return True
    collected = build.collect_file(file)
    for problem in collected.problems:
        click.echo(problem_formats.line(problem), err=True)
    documents = read(collected.sources, Settings(), Means())
    first = older or (shelf.older_text(documents[0]) if len(documents) == 1 else None)
    target = shelf.next_version(first, _suffix(file)) if first else shelf.folder / _name(file, documents)
    if target.exists():
        hint = "rename one of them, or say --version-of if this is a newer text of it"
        click.echo(f"{file}: {target} is another file; {hint}", err=True)
        return False
    target.write_bytes(data)
    shelf.put(target, data, documents)
    messages.note(f"{file} -> {target}{f', a newer text of {first}' if first else ''}")
    for document in read(build.collect_file(target).sources, Settings(), Means()) if first else documents:
        messages.note(_understood(document))  # of a newer text with what the sidecar of the older one states
    return bool(documents)


def _name(file: Path, documents: tuple[Document, ...]) -> str:
    """The day and the headline where the file is one document, else the day and the file's own name."""
    first = documents[0] if len(documents) == 1 else None
    day = document_day(first) if first else None
    headline = first.metadata.headline if first else None
    words = addresses.file_stem(headline.value if headline else file.stem)
    return f"{day.isoformat() if day else UNDATED}-{words}{_suffix(file)}"


def _suffix(file: Path) -> str:
    return "".join(file.suffixes[-2:] if file.suffix.lower() == ".gz" else file.suffixes[-1:]).lower()


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
