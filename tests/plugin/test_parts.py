import json
import re

import pytest
from mkdocs.exceptions import Abort

from generator.desk import EMPTY, load_desk
from generator.i18n import Interface
from generator.pages.archive import part_words
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.settings import Settings
from tests.support.building import TEXT, built, with_options
from tests.support.making import TOPICS

ADDRESS = "https://example.org/desk/"


@pytest.fixture
def folder(tmp_path):
    """Texts of May and June, one of them a newer version of another month's, one without a day, an internal one."""
    for name, day in (("may.txt", "6 May"), ("june.txt", "3 June"), ("old.txt", "8 May"), ("old.v2.txt", "9 June")):
        (tmp_path / name).write_text(TEXT.replace("6 May", day))
    (tmp_path / "never.txt").write_text(
        "Nobody knows when this note about the weather in the hills was written down.\n"
    )
    (tmp_path / "secret.txt").write_text(TEXT)
    (tmp_path / "secret.txt.meta.yml").write_text("rights: internal\n")
    return tmp_path


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("month", {"2024-05": {"may.txt"}, "2024-06": {"june.txt", "old.txt", "old.v2.txt"}, "undated": {"never.txt"}}),
        ("year", {"2024": {"may.txt", "june.txt", "old.txt", "old.v2.txt"}, "undated": {"never.txt"}}),
    ],
)
def test_a_text_belongs_to_the_period_of_its_newest_version(folder, by, found):
    assert build.periods(folder, EMPTY, Settings(), Means(), by).sources == found


def test_an_older_version_of_what_is_internal_now_is_in_no_part(folder):
    (folder / "old.v2.txt.meta.yml").write_text("rights: internal\n")
    for by in ("month", "year"):
        periods = build.periods(folder, EMPTY, Settings(), Means(), by)
        assert all("old" not in path for paths in periods.sources.values() for path in paths)


def test_a_part_is_the_corpus_of_its_sources(folder):
    desk = load_desk({"topics.yml": TOPICS.encode()})
    periods = build.periods(folder, desk, Settings(), Means(), "month")
    parts = [build.build(folder, desk, Settings(), only=only) for only in periods.sources.values()]
    whole = build.build(folder, desk, Settings())
    assert sorted(one.path for part in parts for one in part.documents) == sorted(one.path for one in whole.documents)
    assert {day: len(found) for part in parts for day, found in part.days.items()} == {
        day: len(found) for day, found in whole.days.items()
    }


@pytest.mark.parametrize(("name", "words"), [("2024-05", "May 2024"), ("2024", "2024"), ("undated", "Undated")])
def test_a_part_is_named_for_readers(name, words):
    assert part_words(Interface(), name) == words


def test_a_site_in_parts_leads_to_each(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", ADDRESS)
    (project / "briefings" / "d.txt").write_text(TEXT.replace("6 May", "3 June"))
    with_options(project, split="month")
    site = built(project)
    assert {one.name for one in site.iterdir() if one.is_dir()} >= {"2024-05", "2024-06", "undated", "topics", "days"}
    counts = {"2024-05": 2, "2024-06": 1, "undated": 1}
    assert {name: len(list((site / name / "documents").glob("*/index.html"))) for name in counts} == counts
    above = (".", "topics", "topics/border-attacks", "days", "stories")
    pages = [site / name / "index.html" for name in above]
    led = {one for path in pages for one in re.findall(rf'<a [^>]*href="{ADDRESS}([^"]*)"', path.read_text())}
    assert {f"{name}/" for name in counts} <= led
    assert {"2024-05/days/2024-05-06/", "2024-06/days/2024-06-03/", "2024-06/topics/border-attacks/"} <= led
    assert [one for one in led if not (site / one / "index.html").is_file()] == []
    assert f'content="{ADDRESS}cards/index.png"' in (site / "topics" / "index.html").read_text()
    assert f'content="{ADDRESS}2024-05/cards/days/2024-05-06.png"' in (
        (site / "2024-05" / "days" / "2024-05-06" / "index.html").read_text()
    )
    assert (site / "cards" / "index.png").is_file()
    assert (site / "2024-05" / "cards" / "days" / "2024-05-06.png").is_file()
    listed = json.loads((site / "manifest.json").read_text())
    assert {"a.txt", "b.txt", "c.txt", "d.txt"} == set(listed["sources"])
    assert f'href="{ADDRESS}"' in (site / "2024-05" / "index.html").read_text()


def test_a_site_in_parts_needs_an_address(project, caplog):
    with_options(project, split="year")
    with pytest.raises(Abort):
        built(project)
    assert "split needs the site's address: site_url in mkdocs.yml or SITE_URL" in caplog.text


def test_a_part_that_cannot_be_built_is_named(project, monkeypatch, caplog):
    monkeypatch.setenv("SITE_URL", ADDRESS)
    (project / "docs" / "ours.md").write_text("# Ours\n\n[gone](gone.md)\n")
    with_options(project, split="year")
    with pytest.raises(Abort):
        built(project)
    assert "contains a link 'gone.md'" in caplog.text
    assert "briefings: the part 2024: " in caplog.text
    assert not (project / "site").exists()


def test_a_site_in_parts_keeps_its_cache(project, monkeypatch, caplog):
    caplog.set_level("DEBUG", "mkdocs.plugins.briefings")
    monkeypatch.setenv("SITE_URL", ADDRESS)
    with_options(project, split="month")
    built(project)
    caplog.clear()
    built(project)
    assert "0 of 3 sources to read" in caplog.text
    assert "cache" not in caplog.text
