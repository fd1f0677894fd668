"""`briefings check`: the problems of the sources and of the desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from generator import exports
from generator.cli.options import DEFAULT, cache_option, desk_of, desk_option, follow_option, gather, load, means, paths
from generator.desk import Desk
from generator.model import Problem
from generator.pipeline import build, problem_formats
from generator.pipeline.documents import Means, memo_of
from generator.settings import Settings

SETTINGS = Settings()


@click.command()
@click.argument("sources", nargs=-1, type=paths, metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(problem_formats.FORMS)),
    default="text",
    show_default=True,
    help="Form of output: github and sarif are for checks of a repository.",
)
@desk_option
@follow_option
@cache_option
def check(  # noqa: PLR0913 - one for each option
    *,
    sources: tuple[Path, ...],
    strict: bool,
    form: str,
    desk_folder: Path | None,
    follow_links: bool,
    cache_folder: Path,
) -> None:
    """List the problems of the sources (files or folders; default: briefings) and of the desk.

    Exit status 1 when there are errors, with --strict also on warnings.
    """
    given = sources or (DEFAULT,)
    folder = desk_of(desk_folder, given)
    with means(cache_folder) as ours:
        problems = tuple(find(given, load(folder), folder, ours, follow_links=follow_links))
    for line in problem_formats.FORMS[form](problems):
        click.echo(line)
    grave = {"error", "warning"} if strict else {"error"}
    if any(problem.severity in grave for problem in problems):
        raise click.exceptions.Exit(1)


def find(
    paths: tuple[Path, ...], desk: Desk, desk_folder: Path, ours: Means, *, follow_links: bool = False
) -> Iterator[Problem]:
    """Problems of every source, of the corpus, and of what cannot be made of it.

    Paths are as seen from where the command runs.
    """
    for path in paths:
        collected = gather([path], follow_links=follow_links)
        memo = memo_of(ours.cache, desk, SETTINGS)
        corpus = build.corpus_of(collected, desk, SETTINGS, replace(ours, memo=memo), public=False)
        root = path if path.is_dir() else path.parent
        for problem in (*corpus.problems, *exports.failures(corpus, SETTINGS, memo)):
            folder, name = (desk_folder, Path(problem.path).name) if _of_desk(problem) else (root, problem.path)
            yield replace(problem, path=(folder / name).as_posix())


def _of_desk(problem: Problem) -> bool:
    return problem.path.startswith(f"{build.DESK}/")
