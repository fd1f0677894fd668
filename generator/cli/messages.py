"""How much a command says: results and errors with -q, what it does with -v, progress unless -q."""

import sys
from enum import IntEnum
from types import MappingProxyType
from typing import Final

import click

from generator.runtime.progress import Progress

_LEVEL: Final = "generator.cli.messages"

EXITS: Final = MappingProxyType(
    {
        0: "It did what it was asked to do. There may be warnings.",
        1: "It found what it looks for (`check`: an error, or with `--strict` a warning; `verify`: a file that is not "
        "as it was built), or it could not do all of it; the message says what.",
        2: "The command line is wrong: an unknown option or command, a value of the wrong kind, a file that is not "
        "there. Nothing was done.",
    }
)
"""What the exit status of every command means."""


class Level(IntEnum):
    """How much is said."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


def level() -> Level:
    """What -q and -v of the running command say, before or behind its name."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_LEVEL, Level.USUAL) if context else Level.USUAL


def note(text: str) -> None:
    """Say what was done, on standard output; not with -q."""
    if level() > Level.QUIET:
        click.echo(text)


def hint(text: str) -> None:
    """Say what an editor may want to know besides, on standard error; not with -q."""
    if level() > Level.QUIET:
        click.echo(text, err=True)


def detail(text: str) -> None:
    """Say how it is done, on standard error; with -v."""
    if level() > Level.USUAL:
        click.echo(text, err=True)


def progress() -> Progress:
    """Progress on standard error; none with -q."""
    return Progress(out=sys.stderr if level() > Level.QUIET else None)


def _set(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        context.meta[_LEVEL] = Level.QUIET if parameter.name == "quiet" else Level.VERBOSE


def with_levels(command: click.Command) -> click.Command:
    """The command with -q and -v."""
    quiet = click.Option(
        ["-q", "--quiet"], is_flag=True, expose_value=False, callback=_set, help="Print results and errors only."
    )
    verbose = click.Option(
        ["-v", "--verbose"], is_flag=True, expose_value=False, callback=_set, help="Say on stderr what is done and how."
    )
    command.params += [quiet, verbose]
    return command
