"""`briefings schema`: JSON Schemas of the files that an editor writes."""

from pathlib import Path

import click

from generator.cli import messages
from generator.desk.json_schemas import schemas


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def schema(folder: Path) -> None:
    """Write the JSON Schemas of the desk files and of sidecars into DIR.

    A text editor that knows YAML then completes and checks these files; the first line of a desk file names its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas():
        (folder / name).write_text(text, "utf-8", newline="\n")
        messages.note(str(folder / name))
