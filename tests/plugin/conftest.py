"""Projects and configurations that several tests of the plugin build."""

import shutil

import pytest
from mkdocs.config import load_config

from tests.support.early import ROOT, TEXTS
from tests.support.making import TOPICS
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


@pytest.fixture
def project_of_three(tmp_path, monkeypatch):
    """The project's own site with three dated sources."""
    for name in ("docs", "generator/plugin/theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    root = tmp_path / "briefings"
    (root / "_desk").mkdir(parents=True)
    (root / "_desk" / "topics.yml").write_text(TOPICS)
    for name, text in TEXTS.items():
        (root / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCES", raising=False)
    return tmp_path
