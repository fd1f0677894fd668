import gc
import gzip
import json
import logging
import re
import shutil
import sys
import threading
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_cli
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from watchdog.observers.polling import PollingObserver

from generator.annotate.entities import recogniser
from generator.cli import main
from generator.corpus import assemble
from generator.desk import EMPTY
from generator.model import Problem
from generator.plugin import logs, sharing
from generator.plugin.navigation import navigation
from generator.publishing.search import Search
from generator.runtime import memory
from tests.support import processes
from tests.support.building import TEXT, built, hashes, with_options
from tests.support.making import DOCUMENTS


def addresses(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_a_strict_build_has_every_page_and_writes_nowhere_else(project):
    before = hashes(project)
    site = built(project)
    assert {"index.html", "desk/index.html", "topics/border-attacks/index.html", "days/2024-05-06/index.html"} <= (
        addresses(site)
    )
    assert len(list((site / "documents").glob("*/index.html"))) == 3
    shutil.rmtree(site)
    shutil.rmtree(project / ".cache")
    assert hashes(project) == before


def test_two_builds_are_the_same_byte_for_byte_on_any_day(project, monkeypatch):
    one = built(project, "one")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    two = built(project, "two")
    assert hashes(one) == hashes(two)


def test_the_site_map_tells_the_dates_of_the_sources(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/desk/")
    text = (built(project) / "sitemap.xml").read_text()
    days = dict(re.findall(r"<loc>https://example\.org/desk/([^<]*)</loc>\s*<lastmod>([^<]*)</lastmod>", text))
    assert {address[10:12]: day for address, day in days.items() if address.startswith("documents/")} == {
        "a-": "2024-05-06",
        "b-": "2024-05-07",
        "c-": "2024-05-07",
    }
    assert days[""] == "2024-05-07"


def test_documents_are_found_but_not_in_the_navigation(project):
    site = built(project)
    page = (site / "index.html").read_text()
    sidebar = page.split('data-md-component="sidebar"')[1].split("</nav>")[0]
    assert "documents/" not in sidebar
    texts = [gzip.decompress(path.read_bytes()).decode() for path in (site / "pagefind" / "fragment").iterdir()]
    assert sum("had stopped on Monday" in text for text in texts) == 2
    assert len(texts) == 3 + 1 + len(list((project / "docs").glob("*.md")))  # documents, their story, by hand


def test_pages_are_whole_and_safe_where_the_configuration_forgets_the_extensions(project, caplog):
    config = {"site_name": "Site", "theme": {"name": "material", "font": False}, "plugins": ["briefings"]}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config))
    shutil.rmtree(project / "docs")
    (project / "docs").mkdir()
    (project / "docs" / "note.md").write_text("# Note\n\n<p onclick='x()'>By hand</p>\n")
    caplog.set_level(logging.INFO, logger="mkdocs")
    site = built(project)
    assert "briefings-sanitiser" in caplog.text
    assert "onclick" not in (site / "note" / "index.html").read_text()
    (page,) = (site / "documents").glob("a-*/index.html")
    article = page.read_text().split("<article")[1].split("</article>")[0]
    assert "{:" not in article
    assert '<h1 id="document">Shelling near the bridge</h1>' in article
    assert '<details class="info">' in article


def test_the_collector_is_as_before_after_a_build(project):
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_shutdown()  # MkDocs keeps one plugin for all builds of a process
    before = gc.get_threshold()
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins.on_startup(command="serve", dirty=False)
    during = gc.get_threshold()
    config.plugins.on_shutdown()
    assert (during, gc.get_threshold()) == (memory.SELDOM, before)


def test_material_s_own_search_is_not_loaded(project):
    page = (built(project) / "index.html").read_text()
    assert 'data-md-component="search"' not in page
    assert 'class="search-dialog"' in page
    assert 'data-index="ready"' in page


@pytest.mark.parametrize(
    ("options", "line"), [({}, "no program for this platform"), ({"search": False}, "switched off")]
)
def test_a_site_without_an_index_says_so(project, monkeypatch, caplog, options, line):
    caplog.set_level(logging.INFO, logger="mkdocs")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(project / "nothing"))
    with_options(project, **options)
    site = built(project)
    assert 'data-index="absent"' in (site / "index.html").read_text()
    assert not (site / "pagefind").exists()
    assert len([record for record in caplog.records if line in record.message]) == 1


def test_an_index_that_fails_ends_the_build_with_one_line(project, monkeypatch, caplog):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", shutil.which("false") or "")
    with pytest.raises(Abort):
        built(project)
    assert [record for record in caplog.records if "briefings: Pagefind ended without an answer" in record.message]
    assert not (project / "site").exists()


def test_while_serving_the_index_comes_after_the_pages(project):
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    lines, heard = [], threading.Event()
    config.plugins["briefings"].search = Search(tell=lambda line: (lines.append(line), heard.set()))
    mkdocs_build(config)
    assert 'data-index="making"' in (project / "site" / "index.html").read_text()
    assert heard.wait(60)
    config.plugins.on_shutdown()
    assert lines == [f"The search index is made: {4 + len(list((project / 'docs').glob('*.md')))} pages"]
    assert (project / "site" / "pagefind" / "pagefind.js").exists()


def test_a_dirty_build_has_its_index_at_once(project):
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.plugins.on_startup(command="build", dirty=True)
    mkdocs_build(config, dirty=True)
    assert (project / "site" / "pagefind" / "pagefind.js").exists()


def test_no_page_names_a_resource_of_another_host(project):
    resource = re.compile(r"<(?:script|img)[^>]+src=\"?https?:|<link(?![^>]*canonical)[^>]+href=\"?https?:")
    for path in built(project).rglob("*.html"):
        assert not resource.search(path.read_text())


def test_other_sources_are_named_by_the_environment(project, monkeypatch, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "c.txt").write_text(TEXT)
    monkeypatch.setenv("SOURCES", "elsewhere")
    site = built(project)
    assert [path.name[:2] for path in (site / "documents").glob("*/")] == ["c-"]
    assert "Border attacks" in (site / "topics" / "index.html").read_text()


def pictures(site):
    """For each page the address of its picture."""
    found = {path: re.findall(r'<meta property="og:image" content="([^"]*)"', path.read_text()) for path in pages(site)}
    return {path.relative_to(site).as_posix(): urls for path, urls in found.items()}


def pages(site):
    return (path for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_has_a_picture_that_is_there(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/desk/")
    site = built(project)
    found = pictures(site)
    assert found["topics/border-attacks/index.html"] == ["https://example.org/desk/cards/topics/border-attacks.png"]
    assert {len(urls) for urls in found.values()} == {1}
    assert [
        url for [url] in found.values() if not (site / url.removeprefix("https://example.org/desk/")).is_file()
    ] == []
    documents = [url for page, [url] in found.items() if page.startswith("documents/")]
    assert set(documents) == {"https://example.org/desk/cards/index.png"}


@pytest.mark.parametrize(("address", "options"), [("", {}), ("https://example.org/", {"cards": False})])
def test_without_an_address_or_when_switched_off_there_are_no_pictures(project, monkeypatch, address, options):
    monkeypatch.setenv("SITE_URL", address)
    with_options(project, **options)
    site = built(project)
    assert not any(pictures(site).values())
    assert not (site / "cards").exists()


def test_a_card_that_says_the_same_is_taken_from_the_cache(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    before = hashes(built(project) / "cards")
    drawn = []
    draw = sharing.draw
    monkeypatch.setattr(sharing, "draw", lambda face: drawn.append(face.title) or draw(face))
    topics = project / "briefings" / "_desk" / "topics.yml"
    topics.write_text(topics.read_text().replace("title: Aid packages", "title: Aid"))
    after = hashes(built(project) / "cards")
    assert drawn == ["Aid"]
    assert {name for name in before if before[name] != after[name]} == {"topics/aid-packages.png"}


def test_the_desk_can_stand_elsewhere(project):
    (project / "briefings" / "_desk").rename(project / "desk")
    with_options(project, desk="desk")
    assert (built(project) / "topics" / "aid-packages" / "index.html").exists()


def test_a_build_from_the_cache_is_the_same_byte_for_byte(project):
    first = built(project, "first")
    assert hashes(built(project, "second")) == hashes(first)
    with_options(project, cache=False)
    shutil.rmtree(project / ".cache")
    config = (project / "mkdocs.yml").read_text()
    assert hashes(built(project, "third")) == hashes(first)
    (project / "mkdocs.yml").write_text(config.replace("      cache: false\n", ""))
    assert not (project / ".cache").exists()
    with_options(project, cache=".kept")
    assert hashes(built(project, "fourth")) == hashes(first)
    assert (project / ".kept").is_dir()


def test_a_cache_that_cannot_be_used_is_told_and_done_without(project, caplog):
    (project / ".cache").mkdir()
    (project / ".cache").chmod(0o777)
    with pytest.raises(Abort):
        built(project)
    assert "the cache needs a folder of your own" in caplog.text
    mkdocs_build(load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site")))
    assert (project / "site" / "index.html").exists()


def test_names_by_a_model_are_switched_on_by_an_option(project, monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, recogniser.MODEL, None)
    with_options(project, nlp=True)
    caplog.set_level("INFO")
    built(project)
    assert "mkdocs.yml" in caplog.text
    assert "pip install 'briefings[nlp]'" in caplog.text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"max_source_mib": "many"}, "'max_source_mib': Expected type: a whole number but received: a text"),
        ({"read_seconds": "long"}, "'read_seconds': Expected type: a number but received: a text"),
        ({"split": "week"}, "'split': Expected one of: ('year', 'month') but received: 'week'"),
        ({"desk": "nowhere"}, "'desk': there is no folder 'nowhere'"),
    ],
)
def test_a_wrong_option_is_named_with_its_line_in_plain_words(project, options, message):
    with_options(project, **options)
    lines = (project / "mkdocs.yml").read_text().splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith(next(iter(options))))
    result = processes.run([sys.executable, "-m", "mkdocs", "build"], check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert f"mkdocs.yml:{number}: {message}" in result.stderr


def test_a_strict_build_of_a_site_that_is_too_large_leaves_the_old_one(project, caplog):
    old = hashes(built(project))
    (project / "briefings" / "d.txt").write_text(TEXT.replace("bridge", "church"))
    with_options(project, max_site_mb=0.01)
    with pytest.raises(Abort):
        built(project)
    assert hashes(project / "site") == old
    assert "warning site-size the site has " in caplog.text
    assert "more than the 0.01 MB of max_site_mb" in caplog.text


@pytest.mark.parametrize(
    ("sources", "message"),
    [("nowhere", "nowhere: no such folder"), ("empty", "empty: no sources in this folder")],
)
def test_a_folder_without_sources_ends_the_build_with_one_line(project, monkeypatch, caplog, sources, message):
    (project / "empty").mkdir()
    monkeypatch.setenv("SOURCES", sources)
    with pytest.raises(Abort):
        built(project)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR and message in record.message]


def test_a_broken_desk_ends_the_build_with_file_and_line(project, caplog):
    (project / "briefings" / "_desk" / "topics.yml").write_text("topics:\n  - id: [\n")
    with pytest.raises(Abort):
        built(project)
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert re.search(r"briefings/_desk/topics\.yml:\d+: error", record.message)


def test_while_serving_a_broken_desk_leaves_the_last_good_one(project, caplog):
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    (project / "briefings" / "_desk" / "topics.yml").write_text("topics:\n  - id: [\n")
    (project / "briefings" / "a.txt").write_text(TEXT.replace("Monday", "Tuesday"))
    again = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    mkdocs_build(again)
    (page,) = (project / "site" / "documents").glob("a-*/index.html")
    assert "stopped on Tuesday" in page.read_text()
    assert "Border attacks" in page.read_text()
    assert "last good desk" in caplog.text


class Watcher:
    def __init__(self):
        self.watched = []
        self.observer = PollingObserver()

    def watch(self, path):
        self.watched.append(Path(path).name)


def test_serving_watches_what_pages_are_made_from(project):
    config = load_config(str(project / "mkdocs.yml"))
    server = config.plugins["briefings"].on_serve(Watcher(), config=config, builder=print)
    config.plugins.on_shutdown()
    assert server.watched == ["briefings", "_desk", "templates", "theme", "theme"]
    shutil.rmtree(project / "briefings" / "_desk")
    server = config.plugins["briefings"].on_serve(Watcher(), config=config, builder=print)
    config.plugins.on_shutdown()
    assert server.watched == ["briefings", "templates", "theme", "theme"]


@pytest.mark.parametrize("line", ["  custom_dir: generator/plugin/theme\n", "  custom_dir: mine\n"])
def test_theme_of_the_package_stands_behind_the_editors_own(project, line):
    written = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(
        written.replace("  custom_dir: generator/plugin/theme\n", "" if "generator" in line else line)
    )
    (project / "mine").mkdir()
    (project / "mine" / "main.html").write_text('{% extends "base.html" %}{% block footer %}ours{% endblock %}')
    shutil.rmtree(project / "generator")
    assert CliRunner().invoke(mkdocs_cli, ["build", "--strict"]).exit_code == 0
    assert (project / "site" / "assets" / "newsroom.css").is_file()
    assert ("ours" in (project / "site" / "index.html").read_text()) == ("mine" in line)


def test_an_unknown_option_is_one_line_with_place_and_nearest_name(project):
    written = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(written.replace("      sources:", "      sorces:"))
    line = written[: written.index("      sources:")].count("\n") + 1
    result = CliRunner().invoke(mkdocs_cli, ["build"])
    assert result.exit_code == 1
    assert f"mkdocs.yml:{line}: briefings has no option 'sorces'; did you mean 'sources'?" in result.output
    assert "Unrecognised" not in result.output


def test_problems_of_sources_do_not_fail_a_strict_build(project, caplog):
    caplog.set_level(logging.INFO, logger="mkdocs")
    (project / "briefings" / "copy.txt").write_text(TEXT)
    built(project)
    assert "copy.txt: warning same-bytes" in caplog.text


def test_many_problems_are_cut_in_the_log(caplog):
    caplog.set_level(logging.INFO, logger="mkdocs")
    logs.report([Problem(code="a", severity="error", path=f"{number}", message="a") for number in range(25)])
    assert len(caplog.records) == logs.MOST_REPORTED + 1
    assert "5 more problems are on the desk page" in caplog.text


def test_what_is_only_worth_a_note_is_not_logged(caplog):
    caplog.set_level(logging.INFO, logger="mkdocs")
    logs.report([Problem(code="a", severity="info", path="a", message="a")])
    assert caplog.text == ""


def test_hand_written_pages_follow_in_their_order():
    nav = navigation(assemble(DOCUMENTS, EMPTY), ["zebra.md", "guide.md", "about.md", "ape.md"])
    assert nav[-1] == {"About": ["about.md", "guide.md", "ape.md", "zebra.md"]}
    assert navigation(assemble([], EMPTY), [])[-1] == {"Desk": ["desk.md", "changes.md", "data.md"]}


def engine_config(folder):
    config = {
        "site_name": "Briefings",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["admonition", "attr_list", "tables", "pymdownx.details", "briefings-sanitiser"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config))


@pytest.mark.parametrize("engine", ["zensical", "properdocs"])
def test_other_engines_publish_the_written_pages_at_the_same_addresses(project, engine):
    for path in (project / "docs").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    expected = addresses(built(project, "expected"))
    folder = project / "engine"
    assert CliRunner().invoke(main, ["write", str(folder / "docs")]).exit_code == 0
    engine_config(folder)
    command = [str(Path(sys.executable).with_name(engine)), "build"]
    run = processes.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert addresses(folder / "site") == expected
    assert len(expected) > 10


def test_a_rebuild_reads_nothing_twice(project):
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    known = dict(config.plugins["briefings"].known)
    mkdocs_build(load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site")))
    assert {id(document) for document in known.values()} == {
        id(document) for document in config.plugins["briefings"].known.values()
    }


def speaking(project, language):
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("  language: en", f"  language: {language}"))


def test_the_theme_and_the_search_speak_the_language_of_the_theme(project):
    speaking(project, "uk")
    site = built(project)
    missing = (site / "404.html").read_text()
    assert '<html lang="uk"' in missing
    assert "Сторінку не знайдено" in missing
    words = json.loads(re.search(r"data-words='([^']*)'", missing)[1])
    assert (words["close"], words["results"]["few"]) == ("Закрити", "# результати")
    assert "5 травня" not in (site / "index.html").read_text()
    assert "7 травня" in (site / "index.html").read_text()


@pytest.mark.parametrize(("language", "hint"), [("ukr", "; did you mean 'uk'?"), ("fr", "")])
def test_a_language_without_words_is_one_problem_and_the_site_is_english(project, caplog, language, hint):
    speaking(project, language)
    caplog.set_level(logging.INFO, logger="mkdocs")
    home = (built(project) / "index.html").read_text()
    line = (project / "mkdocs.yml").read_text().split(f"  language: {language}")[0].count("\n") + 1
    assert (
        f"mkdocs.yml:{line}: warning language the site has words in en, de, uk, not in '{language}'{hint};"
        in caplog.text
    )
    assert "7 May 2024" in home
