"""A site of which one page cannot be made: by MkDocs as by `write` and `check`, in parts, and while it is served."""

import logging
import shutil

import pytest
from click.testing import CliRunner
from jinja2 import UndefinedError
from markdown import Markdown
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator.addresses import document_path
from generator.cli import main
from generator.corpus import comparisons
from generator.exports import head_metadata
from generator.pages import document
from generator.plugin import sharing
from generator.plugin.rendering import conversion
from generator.publishing import manifest
from generator.publishing.search import facets
from tests.support.breaking import FAULT, broken, is_of
from tests.support.building import TEXT, built, hashes, with_options
from tests.support.early import Served, file_of

BAD = "a.txt"
ADDRESS = "https://example.org/desk/"
SAYS_SO = "This page could not be made"
THEME = """{% extends "base.html" %}
{% block content %}{% if page.meta.source == "a.txt" %}{{ page.meta.source + 1 }}{% endif %}{{ super() }}{% endblock %}
"""


def of_its_page(value):
    return isinstance(value, str) and value.startswith("# Shelling near the bridge {: #document")


def of_its_theme(value):
    return isinstance(value, str) and "<title>Shelling near the bridge" in value


def of_its_day(value):
    return "6 May 2024" in getattr(value, "title", "")


def of_source(value):
    return is_of(value, BAD)


STAGES = {
    "assembled": (comparisons, "_of_document", of_source),
    "written": (document, "key_points", of_source),
    "converted": (conversion.html, "convert", of_its_page),
    "converted by MkDocs": (Markdown, "convert", of_its_page),
    "themed": None,
    "drawn": (sharing, "draw", of_its_day),
    "described": (head_metadata, "_document", of_source),
    "finished": (head_metadata, "with_head", of_its_theme),
    "found": (facets, "entry_of", of_source),
}
WITHOUT_CACHE = {"converted": "converted by MkDocs"}
WITH_A_PAGE = {"assembled", "written", "converted", "themed"}


@pytest.fixture
def site(project, monkeypatch):
    """The last good site, with cards and heads; only a new text can make another one."""
    monkeypatch.setenv("SITE_URL", ADDRESS)
    good = built(project)
    (project / "briefings" / BAD).write_text(TEXT.replace("hurt", "harmed"))
    return good


def loosely(project):
    """Build as without --strict."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)


def page_of(folder, name=BAD):
    return (folder / document_path(name).removesuffix(".md") / "index.html").read_text()


def told(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("cache", [True, False])
@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage not in WITHOUT_CACHE.values()])
def test_each_stage_may_fail_for_one_document(project, site, monkeypatch, caplog, stage, cache):  # noqa: PLR0913, PLR0917
    if not cache:
        with_options(project, cache=False)
    elif stage == "drawn":
        shutil.rmtree(project / ".cache")  # which has the card of the day
    before = hashes(site)
    with monkeypatch.context() as patch:
        if stage == "themed":
            (project / "generator" / "plugin" / "theme" / "main.html").write_text(THEME)
        else:
            broken(patch, *STAGES[stage if cache else WITHOUT_CACHE.get(stage, stage)])
        with pytest.raises(Abort):
            built(project)
        assert hashes(site) == before
        caplog.clear()
        loosely(project)
    line = next(line for line in told(caplog) if "could not be made" in line)
    assert document_path(BAD) in line or "days/2024-05-06.md" in line
    assert FAULT in line or "TypeError" in line
    assert not manifest.verify(site)
    assert (SAYS_SO in page_of(site) or FAULT in page_of(site)) == (stage in WITH_A_PAGE)
    assert "harmed" in page_of(site) or stage in WITH_A_PAGE
    assert "Shelling near the mill" in page_of(site, "b.txt")
    (project / "generator" / "plugin" / "theme" / "main.html").unlink(missing_ok=True)
    mended = hashes(built(project))
    assert mended == hashes(built(project, "anew"))
    assert "harmed" in page_of(site)


def test_what_every_page_meets_ends_the_build(project, site, monkeypatch):
    before = hashes(site)
    shutil.rmtree(project / ".cache")  # as a change of the code would
    broken(monkeypatch, document, "key_points", lambda value: hasattr(value, "posts"))
    with pytest.raises(ValueError, match=FAULT):
        loosely(project)
    assert hashes(site) == before


def test_a_theme_that_every_page_meets_ends_the_build(project, site):
    before = hashes(site)
    (project / "generator" / "plugin" / "theme" / "main.html").write_text("{{ nothing.at.all }}")
    with pytest.raises(UndefinedError):
        loosely(project)
    assert hashes(site) == before


HOOK = """
from generator.pages import document
real = document.key_points

def fails(source, *more):
    if source.path == "a.txt":
        raise ValueError("{fault}")
    return real(source, *more)

document.key_points = fails
"""


def test_a_part_may_have_a_page_that_cannot_be_made(project, monkeypatch, caplog):
    monkeypatch.setenv("SITE_URL", ADDRESS)
    with_options(project, split="month")
    (project / "hook.py").write_text(HOOK.format(fault=FAULT))
    (project / "mkdocs.yml").write_text((project / "mkdocs.yml").read_text() + "hooks: [hook.py]\n")
    monkeypatch.setattr(document, "key_points", document.key_points)  # put back what the hook does here
    loosely(project)
    (line,) = told(caplog)
    assert line.startswith(f"2024-05: {BAD}: ")
    assert FAULT in line
    assert SAYS_SO in page_of(project / "site" / "2024-05")
    assert "Shelling near the mill" in page_of(project / "site" / "2024-05", "b.txt")
    before = hashes(project / "site")
    with pytest.raises(Abort):
        built(project)
    assert hashes(project / "site") == before


def test_commands_tell_of_a_page_that_cannot_be_made(project, monkeypatch):
    broken(monkeypatch, document, "key_points", of_source)
    for command, status in ((["write", "out"], 0), (["write", "--strict", "out"], 1), (["check", "--strict"], 1)):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == status
        assert f"{BAD}: error page-failed" in result.output
        assert FAULT in result.output
    pages = {path.name: path.read_text() for path in (project / "out" / "documents").glob("*.md")}
    assert sum(SAYS_SO in page for page in pages.values()) == 1
    assert len(pages) == 3
    assert FAULT in (project / "out" / "desk.md").read_text()


@pytest.fixture
def served(project_of_three):
    server = Served(project_of_three)
    yield server
    server.end()


def test_a_served_page_that_cannot_be_made_says_so_and_comes_again(served, monkeypatch):
    path = served.project / "briefings" / "mill.txt"
    text = path.read_text()
    with monkeypatch.context() as patch:
        broken(patch, document, "key_points", lambda value: is_of(value, "mill.txt"))
        path.write_text(f"{text}\nThe wheel still turns.\n")
        served.may_build.set()
        assert served.built.acquire(timeout=60)
        assert SAYS_SO in file_of(served, "mill.txt").read_text()
        assert SAYS_SO not in file_of(served, "bridge.txt").read_text()
    path.write_text(f"{text}\nThe wheel turns no more.\n")
    assert served.built.acquire(timeout=60)
    assert "turns no more" in file_of(served, "mill.txt").read_text()
