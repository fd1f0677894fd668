"""`briefings verify`: whether a published site is as it was built."""

from pathlib import Path

import click

from generator.pipeline import problem_formats
from generator.publishing import manifest


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--root", help="The root hash that you noted when the site was published.")
def verify(site: Path, root: str | None) -> None:
    """Name every file of the published SITE that was changed, added or removed; print its root hash.

    Exit status 1 when there is any, or when the root hash is not the one given.
    """
    problems = manifest.verify(site)
    for problem in problems:
        click.echo(problem_formats.line(problem))
    if problems:
        raise click.exceptions.Exit(1)
    actual = manifest.read(site).root
    click.echo(actual)
    if root is not None and root != actual:
        raise click.ClickException(f"this is not the site whose root hash is {root}")
