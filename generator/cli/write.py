"""`briefings write`: the pages as Markdown for any site engine."""

import time
from dataclasses import replace
from pathlib import Path

import click

from generator import exports
from generator.cli import messages
from generator.cli.options import (
    DEFAULT,
    cache_option,
    desk_of,
    desk_option,
    follow_option,
    gather,
    language_option,
    load,
    means,
    paths,
    workers_options,
)
from generator.pipeline import build, problem_formats
from generator.pipeline.documents import memo_of
from generator.runtime import disk_errors
from generator.runtime.containment import CODES, Contained
from generator.settings import Settings


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.argument("sources", nargs=-1, type=paths)
@click.option("--strict", is_flag=True, help="Fail where something could not be made.")
@desk_option
@click.option("--site-url", default="", envvar="SITE_URL", help="The site's address. Feeds are written only with it.")
@language_option
@workers_options
@follow_option
@cache_option
def write(  # noqa: PLR0913 - one for each option
    *,
    out: Path,
    sources: tuple[Path, ...],
    strict: bool,
    desk_folder: Path | None,
    site_url: str,
    language: str,
    jobs: int | None,
    executor: str | None,
    follow_links: bool,
    cache_folder: Path,
) -> None:
    """Write the site's pages as Markdown, and its feeds, into OUT.

    SOURCES are files or folders (default: briefings).

    Any site engine can publish them: MkDocs, ProperDocs, Zensical. A page that cannot be made says so, and the others
    are written; with --strict the exit status is then 1.
    """
    started = time.perf_counter()
    collected = gather(sources or (DEFAULT,), follow_links=follow_links)
    desk = load(desk_of(desk_folder, sources or (DEFAULT,)))
    settings = Settings(site_url=site_url, language=language)
    with means(cache_folder, jobs, executor) as ours:
        memo = memo_of(ours.cache, desk, settings)
        corpus = build.corpus_of(collected, desk, settings, replace(ours, memo=memo))
        held = Contained()
        try:
            number = exports.write(exports.everything(corpus, settings, memo, held), out)
        except OSError as error:
            line = disk_errors.told(error, str(out)) or f"{error.filename or out}: {error.strerror}"
            raise click.ClickException(line) from error
    held.settle()
    failed = [problem for problem in (*corpus.problems, *held.problems) if problem.code in CODES]
    for problem in failed:
        click.echo(problem_formats.line(problem), err=True)
    if not site_url:
        messages.hint("no feeds: they need the site's address, --site-url or SITE_URL in the environment")
    messages.note(summary(len(corpus.documents), number, out, time.perf_counter() - started))
    if failed and strict:
        raise click.exceptions.Exit(1)


def summary(documents: int, number: int, out: Path, seconds: float) -> str:
    """What was done and how fast."""
    speed = documents / seconds if seconds else 0.0
    return f"{number} files from {documents} documents in {out}: {seconds:.1f} s, {speed:.0f} documents a second"
