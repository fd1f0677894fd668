"""Command line: one module a command. Every error of the user is one clear line."""

import click

from generator.cli.add import add
from generator.cli.brief import brief
from generator.cli.check import check
from generator.cli.corpus import corpus
from generator.cli.correct import correct
from generator.cli.explain import explain
from generator.cli.init import init
from generator.cli.schema import schema
from generator.cli.verify import verify
from generator.cli.write import write


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefings", prog_name="briefings")
def main() -> None:
    """Turn collected documents into a briefing site in which every decision can be checked."""


for command in (
    init,
    add,
    write,
    explain,
    corpus,
    brief,
    check,
    correct,
    schema,
    verify,
):
    main.add_command(command)
