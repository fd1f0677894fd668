"""Command line: write, explain, check. Every error of the user is one clear line."""

import json
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

import click

from generator import build, limits, manifest, pages
from generator.desk import Desk, DeskError
from generator.entities import Names
from generator.explain import to_json, to_quotes, to_text
from generator.ingest import mark
from generator.model import Problem
from generator.settings import Settings

DEFAULT = Path("briefings")
WORTH_A_POOL = 64

paths = click.Path(exists=True, path_type=Path)
desk_option = click.option(
    "--desk",
    "desk_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with topics.yml, outlets.yml, people.yml, places.yml. Default: _desk in the folder of the sources, "
    "else briefings/_desk.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of output."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefings", prog_name="briefings")
def main() -> None:
    """Turn collected documents into a briefing site in which every decision can be checked."""


@main.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.argument("sources", nargs=-1, type=paths)
@desk_option
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that read sources. Default: one a processor.")
def write(out: Path, sources: tuple[Path, ...], desk_folder: Path | None, jobs: int | None) -> None:
    """Write the site's pages as Markdown into OUT, from SOURCES (files or folders; default: briefings).

    Any site engine can publish them: MkDocs, ProperDocs, Zensical.
    """
    started = time.perf_counter()
    collected = gather(sources or (DEFAULT,))
    desk = load(desk_of(desk_folder, sources or (DEFAULT,)))
    settings = Settings()
    workers = jobs or os.cpu_count() or 1
    if workers > 1 and len(collected.sources) >= WORTH_A_POOL:
        with ProcessPoolExecutor(workers, initializer=limits.die_with_parent) as executor:
            documents = build.read_all(collected.sources, settings, executor)
    else:
        documents = build.read_all(collected.sources, settings)
    corpus = build.corpus_of(collected, documents, desk)
    try:
        number = build.write(pages.render(corpus, settings), out)
    except OSError as error:
        raise click.ClickException(f"{error.filename or out}: {error.strerror}") from error
    click.echo(summary(len(documents), number, out, time.perf_counter() - started))


@main.command()
@click.argument("sources", nargs=-1, required=True, type=paths, metavar="PATH...")
@click.option("--quotes", is_flag=True, help="Show the quotations only: speaker, verb, rule and line of each.")
@format_option
@desk_option
def explain(sources: tuple[Path, ...], quotes: bool, form: Literal["text", "json"], desk_folder: Path | None) -> None:
    """Show what was understood of each source, by which rule and from which lines.

    PATHs are files or folders. The JSON form is one object a line, in the order of the paths.
    """
    collected = gather(sources)
    for problem in collected.problems:
        click.echo(build.line(problem), err=True)
    if quotes and form == "json":
        raise click.UsageError("--quotes is text; with --format json the quotations are in the object of each source")
    desk = load(desk_of(desk_folder, sources))
    names = Names(desk)
    show = to_quotes if quotes else to_text
    for number, read in enumerate(build.read_all(collected.sources, Settings())):
        document = mark(read, desk, names)
        if form == "json":
            click.echo(json.dumps(to_json(document), ensure_ascii=False))
        else:
            click.echo("\n" * bool(number) + show(document))
    if any(problem.severity == "error" for problem in collected.problems):
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("sources", nargs=-1, type=paths, metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@format_option
@desk_option
def check(sources: tuple[Path, ...], strict: bool, form: Literal["text", "json"], desk_folder: Path | None) -> None:
    """List the problems of the sources (files or folders; default: briefings) and of the desk.

    Exit status 1 when there are errors, with --strict also on warnings.
    """
    given = sources or (DEFAULT,)
    folder = desk_of(desk_folder, given)
    problems = tuple(find(given, load(folder), folder))
    for problem in problems:
        click.echo(json.dumps(asdict(problem), ensure_ascii=False) if form == "json" else build.line(problem))
    grave = {"error", "warning"} if strict else {"error"}
    if any(problem.severity in grave for problem in problems):
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--root", help="The root hash that you noted when the site was published.")
def verify(site: Path, root: str | None) -> None:
    """Name every file of the published SITE that was changed, added or removed; print its root hash.

    Exit status 1 when there is any, or when the root hash is not the one given.
    """
    problems = manifest.verify(site)
    for problem in problems:
        click.echo(build.line(problem))
    if problems:
        raise click.exceptions.Exit(1)
    found = manifest.read(site).root
    click.echo(found)
    if root is not None and root != found:
        raise click.ClickException(f"this is not the site whose root hash is {root}")


def gather(paths: Iterable[Path]) -> build.Collected:
    """The sources below the paths, sorted; ends with one line where there are none."""
    given = tuple(paths)
    try:
        parts = [build.collect(path) if path.is_dir() else build.collect_file(path) for path in given]
    except build.SourcesError as error:
        raise click.ClickException(str(error)) from error
    sources = sorted((source for part in parts for source in part.sources), key=lambda source: source.path)
    problems = tuple(problem for part in parts for problem in part.problems)
    if not sources and not problems:
        raise click.ClickException(f"{', '.join(map(str, given))}: no sources here; put documents there")
    twice = {one.path for one, other in pairwise(sources) if one.path == other.path}
    if twice:
        raise click.ClickException(f"{min(twice)}: found twice; give the folder above, or one path at a time")
    return build.Collected(sources=tuple(sources), problems=problems)


def desk_of(folder: Path | None, paths: Iterable[Path]) -> Path:
    """The folder of the desk: as given, else in the first path that has one, else briefings/_desk."""
    own = ((path if path.is_dir() else path.parent) / build.DESK for path in paths)
    return folder or next((path for path in own if path.is_dir()), DEFAULT / build.DESK)


def load(folder: Path) -> Desk:
    """The desk; a broken one ends the command with its problems, one a line."""
    try:
        return build.load_desk_folder(folder)
    except DeskError as error:
        for line in build.desk_lines(error, folder):
            click.echo(line, err=True)
        raise click.exceptions.Exit(1) from error


def find(paths: tuple[Path, ...], desk: Desk, desk_folder: Path) -> Iterator[Problem]:
    """Problems of every source and of the corpus, with paths as seen from where the command runs."""
    for path in paths:
        collected = gather([path])
        corpus = build.corpus_of(collected, build.read_all(collected.sources, Settings()), desk)
        ours = path if path.is_dir() else path.parent
        for problem in corpus.problems:
            folder, name = (desk_folder, Path(problem.path).name) if _of_desk(problem) else (ours, problem.path)
            yield replace(problem, path=(folder / name).as_posix())


def _of_desk(problem: Problem) -> bool:
    return problem.path.startswith(f"{build.DESK}/")


def summary(documents: int, number: int, out: Path, seconds: float) -> str:
    """What was done and how fast."""
    speed = documents / seconds if seconds else 0.0
    return f"{number} pages from {documents} documents in {out}: {seconds:.1f} s, {speed:.0f} documents a second"
