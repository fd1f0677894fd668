"""The group of commands, each imported when it is asked for: completing a word in a shell must not read everything."""

import difflib
import sqlite3
from collections.abc import Sequence
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from generator.cli.messages import with_levels
from generator.runtime import disk_errors


class Commands(click.Group):
    """The commands of the package, each in the module of its name, in the order given."""

    def __init__(self, *, name: str, help: str, names: Sequence[str]) -> None:  # noqa: A002 - as click calls it
        super().__init__(name, help=help, context_settings={"help_option_names": ["-h", "--help"]})
        self.params.append(_version())
        self._names = tuple(names)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in their order."""
        del ctx
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, with -q and -v."""
        del ctx
        if cmd_name in self._names and cmd_name not in self.commands:
            command: click.Command = getattr(import_module(f"{__package__}.{cmd_name}"), cmd_name)
            self.add_command(with_levels(command))
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; for one that is none, the nearest name."""
        close = difflib.get_close_matches(args[0], self._names, n=1)
        if close and args[0] not in self._names:
            ctx.fail(f"No such command '{args[0]}'; did you mean '{close[0]}'?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """As click does it; a disk that is full or may not be written to is one line."""
        try:
            return super().invoke(ctx)
        except (OSError, sqlite3.OperationalError) as error:
            line = disk_errors.told(error)
            if not line or isinstance(error, BrokenPipeError):
                raise
            raise click.ClickException(line) from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names and options that begin so; no command is imported for it."""
        names = [CompletionItem(name) for name in self._names if name.startswith(incomplete)]
        return names + click.Command.shell_complete(self, ctx, incomplete)


def _version() -> click.Parameter:
    return click.version_option(package_name="briefings", prog_name="briefings")(click.Command("x")).params[0]
