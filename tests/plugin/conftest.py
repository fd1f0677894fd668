"""Projects and configurations that several tests of the plugin build."""

import pytest
from mkdocs.config import load_config

from tests.support.rebuilding import write

CONFIG = """site_name: Desk
theme: {name: material, font: false}
plugins: []
markdown_extensions: [admonition, attr_list, tables, pymdownx.details, briefings-sanitiser, toc: {permalink: true}]
"""


@pytest.fixture
def config(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    loaded = load_config(str(tmp_path / "mkdocs.yml"))
    loaded.plugins._current_plugin = "briefings"
    return loaded


@pytest.fixture
def small_project(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text("# About\n\nWords.\n")
    (tmp_path / "briefings").mkdir()
    for day, place in enumerate(("Riga", "Vilnius", "Tallinn", "Odesa"), start=1):
        write(tmp_path, f"{day}.txt", place, day)
    monkeypatch.chdir(tmp_path)
    return tmp_path
