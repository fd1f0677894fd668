"""What plain MkDocs falls over, through a whole build; SECURITY.md lists the other hazards and their tests."""

import ast
import html
import os
import re
import sys
from pathlib import Path

import pytest

from tests.support import processes

CONFIG = (Path(__file__).parents[2] / "generator" / "cli" / "scaffold" / "mkdocs.yml").read_text("utf-8")
TEXT = "The council of the harbour town put off the vote on Monday."
KEYS = (
    "template: redirects.html",
    "template: /etc/passwd",
    "icon: material/../../../etc/passwd",
    "tags: foo",
    "tags: [{a: b}]",
    "search: yes",
    "search: {boost: x, exclude: 3}",
    "hide: 5",
    "status: [x]",
    "render_macros: true",
    "ignore_macros: false",
    "location: https://other.example/",
    "redirect: https://other.example/",
    "comments: true",
    "social: {cards: false, cards_layout: /etc/passwd}",
    "meta: [{http-equiv: refresh, content: '0;url=https://other.example/'}]",
    "edit_url: javascript:alert(1)",
    "canonical_url: https://other.example/",
    "date: {created: x}",
)
LINES = (
    "Word: text",
    "title: another",
    "<![x",
    "<![CDATA[",
    "<!DOCTYPE",
    "<?php",
    "&#x",
    "*[Word]: y",
    "[x]: y",
    "---",
    "%YAML",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hazards")
    for name in ("docs", "briefings"):
        (folder / name).mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG)
    for number, key in enumerate(KEYS):
        (folder / "briefings" / f"key{number}.md").write_text(f"---\n{key}\n---\n\n# The bridge\n\n{TEXT}\n")
    for number, line in enumerate(LINES):
        for suffix in ("txt", "md"):
            (folder / "briefings" / f"line{number}{suffix}.{suffix}").write_text(f"{line}\n\n{TEXT} {line} it says.\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(folder / "mkdocs.yml")]
    run = processes.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def page_of(site, name):
    (page,) = (site / "documents").glob(f"{name}-*/index.html")
    return page.read_text("utf-8")


def skeleton(page):
    """What a page is without its text: every tag of the theme, in their order."""
    before, rest = page.split("<article", 1)
    return re.findall(r"<[a-z/][^\s>]*", before + rest.split("</article>")[1])


@pytest.mark.parametrize("number", range(len(KEYS)), ids=KEYS)
def test_a_source_sets_nothing_of_its_page(site, number):
    page = page_of(site, f"key{number}")
    assert TEXT in page
    assert "other.example" not in re.sub(r"<article.*?</article>", "", page, flags=re.DOTALL)
    assert "root:" not in page
    assert skeleton(page) == skeleton(page_of(site, "key7"))


@pytest.mark.parametrize("number", range(len(LINES)), ids=LINES)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_no_first_line_takes_the_text_away(site, number, suffix):
    article = page_of(site, f"line{number}{suffix}").split("<article")[1].split("</article>")[0]
    words = html.unescape(re.sub("<[^>]+>", "", article))
    assert f"{TEXT} {LINES[number]} it says." in words


ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")


def functions(path):
    return {node.name for node in ast.parse((ROOT / path).read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


def rows():
    """What each row of the tables speaks of, with the tests that it names."""
    lines = [line for line in SECURITY.splitlines() if line.startswith("| ") and not line.startswith("| what was seen")]
    return [line.strip("| ").split(" | ") for line in lines if not line.startswith("| promise |")]


def test_every_promise_and_every_hazard_names_a_test():
    assert len(rows()) > 30
    assert [row[0] for row in rows() if not re.search(r"`tests/[\w/]+\.py::test_\w+`", row[-1])] == []


def test_every_test_that_the_promises_name_is_there():
    named = sorted(set(NAMED.findall(SECURITY)))
    assert len(named) > 60
    missing = [f"{path}::{name}" for path, name in named if name and name not in functions(path)]
    assert missing == []
    assert [path for path, _ in named if not (ROOT / path).is_file()] == []
