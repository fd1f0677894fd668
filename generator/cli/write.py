"""`briefings write`: the pages as Markdown for any site engine."""

import time
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from generator import build, outputs, pages, trouble
from generator.cli import talk
from generator.cli.shared import (
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
from generator.documents import memo_of
from generator.settings import Settings


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.argument("sources", nargs=-1, type=paths)
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

    Any site engine can publish them: MkDocs, ProperDocs, Zensical.
    """
    started = time.perf_counter()
    collected = gather(sources or (DEFAULT,), follow_links=follow_links)
    desk = load(desk_of(desk_folder, sources or (DEFAULT,)))
    settings = Settings(site_url=site_url, language=language)
    with means(cache_folder, jobs, executor) as ours:
        memo = memo_of(ours.cache, desk, settings)
        corpus = build.corpus_of(collected, desk, settings, replace(ours, memo=memo))
        try:
            number = outputs.write(chain(pages.render(corpus, settings, memo), outputs.assets(corpus, settings)), out)
        except OSError as error:
            line = trouble.told(error, str(out)) or f"{error.filename or out}: {error.strerror}"
            raise click.ClickException(line) from error
    if not site_url:
        talk.hint("no feeds: they need the site's address, --site-url or SITE_URL in the environment")
    talk.note(summary(len(corpus.documents), number, out, time.perf_counter() - started))


def summary(documents: int, number: int, out: Path, seconds: float) -> str:
    """What was done and how fast."""
    speed = documents / seconds if seconds else 0.0
    return f"{number} files from {documents} documents in {out}: {seconds:.1f} s, {speed:.0f} documents a second"
