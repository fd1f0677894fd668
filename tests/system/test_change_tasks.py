"""The change tasks of CONTRIBUTING.md, each carried out in a copy of the package: no more files than it says."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.support import processes

ROOT = Path(__file__).resolve().parent.parent.parent
CODES = ("de", "en", "uk")
LABELS = tuple(f"i18n/{code}.toml" for code in CODES)

# For each task what is put in front of which words of which file; no words: at the end, which makes a file that is new.
FIELD = (
    ("model.py", "    rejected: tuple[Candidate, ...] = ()", "    section: Fact[str] | None = None\n"),
    (
        "extract/metadata/titles.py",
        "",
        '\n\nSECTION: tuple[Finder[str], ...] = (_stated("sidecar:section", "front-matter:section"),)\n',
    ),
    ("extract/metadata/__init__.py", '    "authors": (', '    "section": (titles.SECTION, titles.plausible),\n'),
    ("desk/sidecar/schema.py", "    rights: Rights | None = None", "    section: Name | Correction | None = None\n"),
    *((label, 'field-subtitle = "', 'field-section = "Section"\n') for label in LABELS),
)
READER = (
    (
        "filenames.py",
        '    Format("application/pdf"',
        '    Format("text/x-shout", "shout", (".shout",), is_text=True),\n',
    ),
    (
        "readers/shout.py",
        "",
        (
            '"""Shouted text."""\n'
            "from dataclasses import replace\n"
            "from generator.model import Reading, Source\n"
            "from generator.readers import text\n"
            "from generator.settings import Settings\n\n\n"
            "def read(source: Source, settings: Settings) -> Reading:\n"
            '    """What was shouted, said."""\n'
            "    return text.read(replace(source, data=source.data.lower()), settings)\n"
        ),
    ),
)
INDEX = (
    ("corpus/assembly.py", '"places": self.places, ', '"organisations": self.organisations, '),
    ("pages/indexes.py", "    yield from people(corpus,", "    yield from organisations(corpus, memo, held)\n"),
    (
        "pages/indexes.py",
        "def places(corpus",
        (
            "def organisations(corpus: Corpus, memo: Memo, held: Contained) -> Iterator[Page]:\n"
            '    """A page for each organisation, and the overview."""\n'
            "    for name, entries in corpus.organisations.items():\n"
            "        profile = partial(of_person, corpus, name, entries)\n"
            '        path = corpus.addresses.name("organisations", name)\n'
            "        make = partial(_name_page, corpus, path, (name, entries), profile, lambda path: '', memo, ())\n"
            "        yield guarded(held, corpus.words, path, make, title=name)\n"
            '    overview_of = partial(_names_overview, corpus, "organisations", corpus.organisations)\n'
            '    yield guarded(held, corpus.words, "organisations/index.md", overview_of)\n\n\n'
        ),
    ),
    ("plugin/navigation.py", '        "places/index.md",', '        "organisations/index.md",\n'),
    (
        "pages/home.py",
        '    ("places-title", "places/index.md"),',
        '    ("organisations-title", "organisations/index.md"),\n',
    ),
    *((label, 'people-title = "', 'organisations-title = "Organisations"\n') for label in LABELS),
    *((label, 'people-title = "', 'organisations-description = "Organisations named"\n') for label in LABELS),
)
SOURCE = """---
title: Council of Larnsk votes
section: World
date: 2026-03-02
---

The council voted on Monday. Officials of NATO watched the vote in Larnsk.
"""


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "sources").mkdir()
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "people.yml").write_text("organisations:\n- name: NATO\n", "utf-8")
    return tmp_path


def carry_out(task, copy):
    """Make the changes, and return the files that they touch besides the site's words."""
    for name, before, text in task:
        path = copy / "generator" / name
        old = path.read_text("utf-8") if path.exists() else ""
        if before:
            assert old.count(before) == 1, f"{name}: {before}"
            path.write_text(old.replace(before, text + before), "utf-8")
        else:
            path.write_text(old + text, "utf-8")
    return {name for name, _, _ in task} - set(LABELS)


def run(copy, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "generator", *arguments]
    done = processes.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def explained(copy, source):
    return json.loads(run(copy, "explain", f"sources/{source}", "--desk", "desk", "--format", "json", "--no-cache"))


def test_a_field_of_metadata_is_four_files(copy):
    (copy / "sources" / "vote.md").write_text(SOURCE, "utf-8")
    assert len(carry_out(FIELD, copy)) <= 4
    section = explained(copy, "vote.md")["section"]
    assert section["value"] == "World"
    run(copy, "correct", "sources/vote.md", "section", "Politics")
    assert explained(copy, "vote.md")["section"]["value"] == "Politics"
    run(copy, "write", "pages", "sources", "--desk", "desk")
    [page] = (copy / "pages" / "documents").glob("*vote*.md")
    assert re.search(r"Section.*Politics", page.read_text("utf-8"))


def test_a_format_is_a_module_and_a_line(copy):
    (copy / "sources" / "vote.shout").write_text("COUNCIL OF LARNSK VOTES\n\nTHE COUNCIL VOTED ON MONDAY.\n", "utf-8")
    assert len(carry_out(READER, copy)) <= 2
    assert "the council voted on monday." in explained(copy, "vote.shout")["text"]


def test_a_kind_of_index_is_four_files(copy):
    (copy / "sources" / "vote.md").write_text(SOURCE, "utf-8")
    assert len(carry_out(INDEX, copy)) <= 4
    run(copy, "write", "pages", "sources", "--desk", "desk")
    assert "# Organisations" in (copy / "pages" / "organisations" / "index.md").read_text("utf-8")
    assert "organisations/index.md" in (copy / "pages" / "search.md").read_text("utf-8")
