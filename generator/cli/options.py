"""What several commands share: their options, the sources below the paths they are given, and the desk."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import click

from generator import i18n
from generator.cli import messages
from generator.desk import Desk, DeskError
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.runtime import memory
from generator.runtime.cache import Cache, CacheError
from generator.runtime.workers import WorkersError, chosen, pool
from generator.settings import Settings

DEFAULT = Path("briefings")
PROJECT = Path("mkdocs.yml")
CACHE = Path(".cache")
NO_CACHE = Path("/dev/null")
_Command = TypeVar("_Command", bound=Callable[..., object])

paths = click.Path(exists=True, path_type=Path)
desk_option = click.option(
    "--desk",
    "desk_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with topics.yml, outlets.yml, people.yml, places.yml. Default: _desk in the folder of the sources, "
    "else briefings/_desk.",
)


def cache_option(command: _Command) -> _Command:
    """`--cache DIR` and `--no-cache`, both as `cache_folder`; NO_CACHE where there is to be none."""
    help_text = "Folder of what earlier runs have read. Default: .cache beside mkdocs.yml, and none elsewhere."
    folder = click.Path(file_okay=False, path_type=Path)
    without = click.option("--no-cache", "cache_folder", flag_value=NO_CACHE, type=folder, help="Read everything anew.")
    return click.option("--cache", "cache_folder", type=folder, default=_usual_cache, help=help_text)(without(command))


def _usual_cache() -> Path:
    return CACHE if PROJECT.is_file() else NO_CACHE


def workers_options(command: _Command) -> _Command:
    """`--jobs` and `--executor`: what reads the sources."""
    jobs = click.option(
        "--jobs", type=click.IntRange(min=1), help="Processes that read sources. Default: one a processor."
    )
    executor = click.option("--executor", help="Read sources on other machines: dask://HOST:PORT of a Dask scheduler.")
    return jobs(executor(command))


language_option = click.option(
    "--language", type=click.Choice(i18n.CODES), default=i18n.DEFAULT, show_default=True, help="Of the pages."
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of output."
)


follow_option = click.option(
    "--follow-links", is_flag=True, help="Read what links in folders lead to, wherever it stands."
)


def gather(paths: Iterable[Path], *, follow_links: bool = False) -> build.Collected:
    """The sources below the paths, sorted; ends with one line where there are none."""
    given = tuple(paths)
    settings = Settings(follow_links=follow_links)
    try:
        listed = cache(build.listing)
        parts = [
            build.collect(path, settings) if path.is_dir() else build.collect_file(path, None, settings, listed)
            for path in given
        ]
    except build.SourcesError as error:
        raise click.ClickException(str(error)) from error
    sources = sorted((source for part in parts for source in part.sources), key=lambda source: source.path)
    problems = tuple(problem for part in parts for problem in part.problems)
    if not sources and not problems:
        raise click.ClickException(f"{', '.join(map(str, given))}: no sources here; put documents there")
    twice = {source.path for source, other in pairwise(sources) if source.path == other.path}
    if twice:
        raise click.ClickException(f"{min(twice)}: found twice; give the folder above, or one path at a time")
    return build.Collected(sources=tuple(sources), problems=problems)


def desk_of(folder: Path | None, paths: Iterable[Path]) -> Path:
    """The folder of the desk: as given, else in the first path that has one, else briefings/_desk."""
    own = ((path if path.is_dir() else path.parent) / build.DESK for path in paths)
    return folder or next((path for path in own if path.is_dir()), DEFAULT / build.DESK)


def load(folder: Path) -> Desk:
    """The desk; a broken one ends the command with its problems, one a line."""
    messages.detail(f"desk: {folder}{'' if folder.is_dir() else ', which is not there'}")
    try:
        return build.load_desk_folder(folder)
    except DeskError as error:
        for line in build.desk_lines(error, folder):
            click.echo(line, err=True)
        raise click.exceptions.Exit(1) from error


@contextmanager
def means(cache_folder: Path, jobs: int | None = 1, executor: str | None = None) -> Iterator[Means]:
    """What the options say of reading; the cache is closed at the end, and trouble with workers is one line."""
    try:
        memory.never_at_exit()
        with memory.seldom_meanwhile(), _cache(cache_folder) as cache:
            yield Means(
                workers=chosen(executor, pool(jobs)), cache=cache, progress=messages.progress(), tell=messages.detail
            )
    except WorkersError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _cache(folder: Path) -> Iterator[Cache | None]:
    if folder == NO_CACHE:
        messages.detail("no cache")
        yield None
        return
    messages.detail(f"cache: {folder}")
    try:
        cache = Cache(folder, messages.hint)
    except CacheError as error:
        raise click.ClickException(str(error)) from error
    with closing(cache):
        yield cache
