"""What holds for every test; that this file stands here also lets the tests below import what helps them."""

import shutil

import pytest
from hypothesis import settings

from tests.support.building import ROOT, TEXT
from tests.support.making import TOPICS

# How long an example may take says more of the machine than of the code; `test_cost.py` looks at what things cost.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The project's own site with two dated sources and one without a date."""
    for name in ("docs", "generator/plugin/theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    root = tmp_path / "briefings"
    (root / "_desk").mkdir(parents=True)
    (root / "a.txt").write_text(TEXT)
    (root / "b.txt").write_text(TEXT.replace("bridge", "mill").replace("6 May", "7 May"))
    (root / "c.txt").write_text("Nobody knows when this note about the weather in the hills was written down.\n")
    (root / "_desk" / "topics.yml").write_text(TOPICS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCES", raising=False)
    return tmp_path
