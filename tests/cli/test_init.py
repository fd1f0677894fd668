"""A new site from nothing: made by `briefings init`, fed by `briefings add`, built from a wheel without the project."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from tests.support import processes

ROOT = Path(__file__).parents[2]
SHARED_KEYS = ("theme", "extra_css", "extra_javascript", "plugins", "markdown_extensions", "validation", "hooks")
ARTICLE = (
    "Ferry stays in port\n\nBy Lena Marsh\n\n6 May 2024\n\n"
    "The ferry to the island stayed in port on Monday because of the storm, the harbour office said.\n"
)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def config_of(path):
    class Loader(yaml.SafeLoader):
        """Reads MkDocs' own tag as what it falls back to."""

    Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def test_scaffold_is_set_up_as_the_project_itself():
    ours, theirs = (
        config_of(path) for path in (ROOT / "mkdocs.yml", ROOT / "generator" / "cli" / "scaffold" / "mkdocs.yml")
    )
    ours["theme"].pop("custom_dir")
    assert {key: theirs.get(key) for key in SHARED_KEYS} == {key: ours.get(key) for key in SHARED_KEYS}


def test_init_overwrites_nothing(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    first = run("init", tmp_path, "--name", "Border: watch")
    assert first.exit_code == 0
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: Mine\n"
    assert (tmp_path / ".github" / "workflows" / "publish.yml").is_file()
    again = run("init", tmp_path)
    assert again.exit_code == 1
    assert "everything is there already" in again.output


def test_init_names_the_site(tmp_path):
    assert run("init", tmp_path / "new", "--name", 'Border "watch"').exit_code == 0
    assert config_of(tmp_path / "new" / "mkdocs.yml")["site_name"] == 'Border "watch"'


@pytest.fixture
def inbox(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Scrape (3).TXT").write_text(ARTICLE)
    (tmp_path / "note.txt").write_text("Nobody knows when this note about the weather was written down.\n")
    return tmp_path


def test_add_files_under_day_and_headline_and_tells_what_it_understood(inbox):
    result = run("add", inbox / "Scrape (3).TXT", inbox / "note.txt")
    assert result.exit_code == 0
    assert (inbox / "briefings" / "2024-05-06-ferry-stays-in-port.txt").read_text() == ARTICLE
    assert "  headline: Ferry stays in port\n  date: 2024-05-06\n  authors: Lena Marsh\n" in result.output
    assert "  missing: outlet; state it with briefings correct" in result.output
    assert any(path.name.startswith("undated-") for path in (inbox / "briefings").iterdir())


def test_add_copies_nothing_twice(inbox):
    run("add", inbox / "note.txt")
    result = run("add", inbox / "note.txt")
    assert result.exit_code == 0
    assert "is there already as briefings/undated-" in result.output
    assert len(list((inbox / "briefings").iterdir())) == 1


def test_add_leaves_another_file_of_the_same_name_alone(inbox):
    unsigned = ARTICLE.replace("By Lena Marsh\n\n", "")
    (inbox / "Scrape (3).TXT").write_text(unsigned)
    run("add", inbox / "Scrape (3).TXT")
    (inbox / "Scrape (3).TXT").write_text(unsigned + "\nIt sails again on Tuesday, the office said later.\n")
    result = run("add", inbox / "Scrape (3).TXT")
    assert result.exit_code == 1
    assert "briefings/2024-05-06-ferry-stays-in-port.txt is another file; rename one of them" in result.output
    assert (inbox / "briefings" / "2024-05-06-ferry-stays-in-port.txt").read_text() == unsigned


def test_add_of_many_keeps_their_file_name_and_suffixes(inbox):
    (inbox / "May.jsonl.GZ").write_bytes(b"no gzip")
    result = run("add", inbox / "May.jsonl.GZ")
    assert (inbox / "briefings" / "undated-may-jsonl.jsonl.gz").exists() == (result.exit_code == 0)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment with the package's wheel, its dependencies beside it, and nothing of the project's folder."""
    root = tmp_path_factory.mktemp("wheel")
    copied = root / "project"
    ignored = shutil.ignore_patterns(".*", "site", "site-*", "tests", "benchmarks")
    shutil.copytree(ROOT, copied, ignore=ignored)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(root),
        str(copied),
    ]
    processes.run(build, check=True)
    shutil.rmtree(copied)
    processes.run([sys.executable, "-m", "venv", "--without-pip", str(root / "env")], check=True)
    python = root / "env" / "bin" / "python"
    (wheel,) = root.glob("*.whl")
    target = root / "env" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    processes.run(install, check=True)
    (target / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return python


def test_wheel_makes_and_builds_a_site_without_the_project(installed, tmp_path):
    def call(*command):
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCES")}
        done = processes.run(
            [str(installed), "-m", *command],
            check=False,
            cwd=tmp_path / "new",
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    (tmp_path / "new").mkdir()
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    where = call("generator", "init", ".", "--name", "Border watch")
    assert "mkdocs.yml" in where
    call("generator", "add", str(tmp_path / "ferry.txt"))
    call("mkdocs", "build", "--strict", "-q")
    site = tmp_path / "new" / "site"
    (page,) = (site / "documents").glob("2024-05-06-ferry-*/index.html")
    assert "stayed in port on Monday" in page.read_text()
    assert (site / "assets" / "newsroom.css").is_file()
    assert str(ROOT) not in call("generator", "--version")
