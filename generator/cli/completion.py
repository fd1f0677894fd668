"""`briefings completion`: the script that lets a shell complete commands, options and file names."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete the commands.

    Put into the shell's own start file: eval "$(briefings completion bash)", the same with zsh, or for fish:
    briefings completion fish | source.
    """
    completion = SHELLS[shell](context.find_root().command, {}, "briefings", "_BRIEFINGS_COMPLETE")
    click.echo(completion.source())
