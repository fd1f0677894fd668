"""Command line: one module a command. Every error of the user is one clear line."""

# Reasons: docs/decisions/0084-imports.md

from generator.cli.group import Commands
from generator.cli.messages import with_levels

__all__ = ["main"]

main = with_levels(
    Commands(
        name="briefings",
        help="Turn collected documents into a briefing site in which every decision can be checked.",
        names=(
            "init",
            "add",
            "write",
            "explain",
            "corpus",
            "brief",
            "check",
            "correct",
            "schema",
            "verify",
            "completion",
        ),
    )
)
