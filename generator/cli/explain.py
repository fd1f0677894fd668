"""`briefings explain`: what was understood of each source."""

import json
from pathlib import Path
from typing import Literal

import click

from generator.annotate import mark
from generator.annotate.entities import Names
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
)
from generator.exports.explain_document import to_json, to_quotes, to_text
from generator.pipeline import problem_formats
from generator.pipeline.documents import read
from generator.settings import Settings


@click.command()
@click.argument("sources", nargs=-1, required=True, type=paths, metavar="PATH...")
@click.option("--quotes", is_flag=True, help="Show the quotations only: speaker, verb, rule and line of each.")
@format_option
@desk_option
@follow_option
@cache_option
def explain(  # noqa: PLR0913 - one for each option
    *,
    sources: tuple[Path, ...],
    quotes: bool,
    form: Literal["text", "json"],
    desk_folder: Path | None,
    follow_links: bool,
    cache_folder: Path,
) -> None:
    """Show what was understood of each source, by which rule and from which lines.

    PATHs are files or folders. The JSON form is one object a line, in the order of the paths.
    """
    collected = gather(sources, follow_links=follow_links)
    for problem in collected.problems:
        click.echo(problem_formats.line(problem), err=True)
    if quotes and form == "json":
        raise click.UsageError("--quotes is text; with --format json the quotations are in the object of each source")
    desk = load(desk_of(desk_folder, sources))
    names = Names(desk)
    show = to_quotes if quotes else to_text
    with means(cache_folder) as ours:
        documents = read(collected.sources, Settings(), ours)
    for number, document in enumerate(mark(document, desk, names) for document in documents):
        if form == "json":
            click.echo(json.dumps(to_json(document), ensure_ascii=False))
        else:
            click.echo("\n" * bool(number) + show(document))
    if any(problem.severity == "error" for problem in collected.problems):
        raise click.exceptions.Exit(1)
