"""A small project with three sources, and whole builds of it."""

import hashlib
import json
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (
    "Shelling near the bridge\n\nBy Lena Marsh\n\n6 May 2024\n\n"
    "The mayor said shelling near the bridge had stopped on Monday, and that nobody was hurt in the town.\n"
)


def built(project, name="site", **settings):
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / name), strict=True, **settings)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    return project / name


def hashes(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def with_options(project, **options):
    line = json.dumps(options)[1:-1].replace('"', "")
    text = (project / "mkdocs.yml").read_text().replace("  - briefings:", f"  - briefings:\n      {line}")
    (project / "mkdocs.yml").write_text(text)
