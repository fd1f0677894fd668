"""`briefings corpus`: what only shows across sources."""

import json
from pathlib import Path
from typing import Literal

import click

from generator.cli.options import (
    cache_option,
    desk_of,
    desk_option,
    follow_option,
    format_option,
    gather,
    load,
    means,
    paths,
    workers_options,
)
from generator.exports.explain_corpus import to_json, to_text
from generator.pipeline import build, problem_formats
from generator.settings import Settings


@click.command()
@click.argument("sources", nargs=-1, required=True, type=paths, metavar="PATH...")
@format_option
@desk_option
@workers_options
@follow_option
@cache_option
def corpus(  # noqa: PLR0913 - one for each option
    *,
    sources: tuple[Path, ...],
    form: Literal["text", "json"],
    desk_folder: Path | None,
    jobs: int | None,
    executor: str | None,
    follow_links: bool,
    cache_folder: Path,
) -> None:
    """Show the stories that several sources report, who copies whom, and where figures stand side by side.

    PATHs are files or folders, internal sources included. The JSON form is one object.
    """
    collected = gather(sources, follow_links=follow_links)
    for problem in collected.problems:
        click.echo(problem_formats.line(problem), err=True)
    desk = load(desk_of(desk_folder, sources))
    with means(cache_folder, jobs, executor) as ours:
        corpus = build.corpus_of(collected, desk, Settings(), ours, public=False)
    click.echo(
        json.dumps(to_json(corpus), ensure_ascii=False) if form == "json" else to_text(corpus), nl=form == "json"
    )
    if any(problem.severity == "error" for problem in collected.problems):
        raise click.exceptions.Exit(1)
