"""`briefings corpus`: what only shows across sources."""

import json
from pathlib import Path
from typing import Literal

import click

from generator import build
from generator.across import to_json, to_text
from generator.cli.shared import desk_of, desk_option, format_option, gather, load, paths
from generator.settings import Settings


@click.command()
@click.argument("sources", nargs=-1, required=True, type=paths, metavar="PATH...")
@format_option
@desk_option
def corpus(sources: tuple[Path, ...], form: Literal["text", "json"], desk_folder: Path | None) -> None:
    """Show the stories that several sources report, who copies whom, and where figures stand side by side.

    PATHs are files or folders, internal sources included. The JSON form is one object.
    """
    collected = gather(sources)
    for problem in collected.problems:
        click.echo(build.line(problem), err=True)
    desk = load(desk_of(desk_folder, sources))
    found = build.corpus_of(collected, build.read_all(collected.sources, Settings()), desk, public=False)
    click.echo(json.dumps(to_json(found), ensure_ascii=False) if form == "json" else to_text(found), nl=form == "json")
    if any(problem.severity == "error" for problem in collected.problems):
        raise click.exceptions.Exit(1)
