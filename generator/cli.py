"""Command line: write, explain, check."""


def main() -> None:
    """Entry point of `briefings`."""
