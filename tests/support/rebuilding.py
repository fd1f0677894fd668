"""A small project that is built again and again, and edits of it."""

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

CONFIG = """site_name: Desk
THEME
plugins:
  - briefings: {search: false, cache: CACHE}
markdown_extensions: [admonition, attr_list, tables, pymdownx.details, briefings-sanitiser, toc: {permalink: true}]
"""
THEME = "theme: {name: material, font: false}"
TEXT = """PLACE counts the damage

By Lena Marsh
Harbour Wire
DAY May 2024

The mayor of Riga said on Monday that 14 houses were damaged in PLACE when the river rose above the old wall.

“Nobody was hurt, and the bridge will open again before the end of the week,” Lena Marsh said.
"""


def write(small_project, name, place, day, more=""):
    (small_project / "briefings" / name).write_text(TEXT.replace("PLACE", place).replace("DAY", str(day)) + more)


def built(small_project, site, cache=".cache", more="", theme=THEME):
    (small_project / "mkdocs.yml").write_text(CONFIG.replace("CACHE", cache).replace("THEME", theme) + more)
    config = load_config(str(small_project / "mkdocs.yml"), site_dir=str(small_project / site))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return small_project / site


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(small_project):
    write(small_project, "1.txt", "Riga", 1, "\nThe council met once more on Monday evening in the town hall.\n")
