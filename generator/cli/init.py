"""`briefings init`: a new site that builds at once."""

from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import click

from generator.cli import messages
from generator.desk.json_schemas import schemas
from generator.markup import strict_yaml

SCAFFOLD = Path(str(files("generator.cli"))) / "scaffold"
PLACES = {"gitignore": ".gitignore", "workflows/publish.yml": ".github/workflows/publish.yml"}
SCHEMAS = "briefings/_desk/.schemas"
NAME_LINE = "site_name: Briefings\n"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--name", default="Briefings", show_default=True, help="What the site is called.")
def init(folder: Path, name: str) -> None:
    """Make a new site in DIR: mkdocs.yml, a desk, a sample document, the workflow that publishes it.

    Nothing that stands in DIR is overwritten.
    """
    missing = {path: text for path, text in _files(name) if not (folder / path).exists()}
    for path, text in missing.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
        messages.note(str(target))
    if not missing:
        raise click.ClickException(f"{folder}: everything is there already; nothing was written")
    messages.note(f"Next: cd {folder}, mkdocs serve, and put documents into briefings/ (briefings add FILE)")


def _files(name: str) -> Iterator[tuple[str, str]]:
    for path in sorted(path for path in SCAFFOLD.rglob("*") if path.is_file()):
        below = path.relative_to(SCAFFOLD).as_posix()
        text = path.read_text("utf-8")
        yield PLACES.get(below, below), text.replace(NAME_LINE, strict_yaml.dump({"site_name": name}), 1)
    for file, schema in schemas():
        yield f"{SCHEMAS}/{file}", schema
    yield "requirements.txt", f"briefings[all]=={version('briefings')}\n"
