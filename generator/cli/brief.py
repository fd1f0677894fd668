"""`briefings brief`: what the sources tell of one day."""

import datetime as dt
import json
from pathlib import Path
from typing import Literal

import click

from generator.cli.options import (
    DEFAULT,
    cache_option,
    desk_of,
    desk_option,
    gather,
    language_option,
    load,
    means,
    paths,
    workers_options,
)
from generator.corpus import Corpus
from generator.corpus.briefs import brief as brief_of
from generator.corpus.briefs import days_of
from generator.pages import brief_handout
from generator.pipeline import build
from generator.settings import Settings

NEAREST = 3


@click.command()
@click.argument("day", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="DAY")
@click.argument("sources", nargs=-1, type=paths, metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "json"]),
    default="md",
    show_default=True,
    help="Form of output: Markdown, a page of HTML that needs no other file, or JSON.",
)
@click.option("--site-url", default="", help="Address of the published site; sentences are then linked to its pages.")
@language_option
@desk_option
@workers_options
@cache_option
def brief(  # noqa: PLR0913, PLR0917  # one parameter an option
    day: dt.datetime,
    sources: tuple[Path, ...],
    form: Literal["md", "html", "json"],
    site_url: str,
    language: str,
    desk_folder: Path | None,
    jobs: int | None,
    executor: str | None,
    cache_folder: Path,
) -> None:
    """Print the brief of DAY (as 2023-06-01): what the sources (default: briefings) tell of it, in their sentences.

    Only what may be published is in it.
    """
    given = sources or (DEFAULT,)
    collected = gather(given)
    desk = load(desk_of(desk_folder, given))
    with means(cache_folder, jobs, executor) as ours:
        corpus = build.corpus_of(collected, desk, Settings(language=language), ours)
    if day.date() not in days_of(corpus):
        near = _nearest(day, corpus)
        raise click.ClickException(f"{day:%Y-%m-%d}: no source reports on this day or tells of it; {near}")
    day_brief, site = brief_of(corpus, day.date()), site_url.rstrip("/") + "/" if site_url else ""
    if form == "json":
        click.echo(json.dumps(brief_handout.to_data(corpus, day_brief), ensure_ascii=False))
    else:
        click.echo(
            (brief_handout.to_html if form == "html" else brief_handout.to_markdown)(corpus, day_brief, site), nl=False
        )


def _nearest(day: dt.datetime, corpus: Corpus) -> str:
    """The days around the one asked for of which there is something to tell."""
    days = sorted(
        sorted(days_of(corpus), key=lambda candidate: (abs((candidate - day.date()).days), candidate))[:NEAREST]
    )
    return f"the nearest days are {', '.join(map(str, days))}" if days else "no source has a date"
