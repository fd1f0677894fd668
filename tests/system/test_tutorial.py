"""The tutorial, followed literally: its commands one by one from an empty folder, each saying what it promises."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.support import processes

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAME = "2024-05-14-ferry-to-the-island-stays-in-port"


class Shell:
    """Runs one block after the other, each where the one before left off."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "home").mkdir()
        self.place = folder / "start"
        self.place.mkdir()

    def run(self, block):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        left = self.folder / "left"
        environment = {"PATH": path, "HOME": str(self.folder / "home"), "LANG": "C.UTF-8"}
        done = processes.run(
            ["bash", "-euo", "pipefail", "-c", f"{block}\npwd > '{left}'"],
            check=False,
            cwd=self.place,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
        self.place = Path(left.read_text().strip())
        return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each block printed with what the tutorial says it prints, and the folder at the end."""
    shell, told, out = Shell(tmp_path_factory.mktemp("tutorial")), [], ""
    for kind, block in BLOCK.findall(TUTORIAL.read_text("utf-8")):
        if kind == "sh":
            out = shell.run(block)
        else:
            told.append((out, block))
    return told, shell.place


def test_commands_print_what_the_tutorial_says(followed):
    told, _ = followed
    assert len(told) >= 5
    for out, block in told:
        assert [line for line in block.splitlines() if line not in out.splitlines()] == []


def test_the_site_is_as_the_tutorial_tells(followed):
    _, place = followed
    assert place.name == "border-watch"
    (page,) = (place / "site" / "documents").glob(f"{NAME}-*/index.html")
    text = page.read_text("utf-8")
    assert "The Harbour Post" in text
    assert "1 paragraph reworded" in text
    assert "topics/sea-traffic" in text
    assert "next ferry was expected" not in text
    assert "Border watch" in (place / "site" / "index.html").read_text("utf-8")


def test_every_command_of_the_tutorial_is_followed():
    text = TUTORIAL.read_text("utf-8")
    assert set(re.findall(r"^```(\w*)$", text, flags=re.MULTILINE)) == {"", "console", "sh", "text"}
    assert text.count("```console") == 1
