"""Pages of the old site that are known to become the same are neither rendered nor written again."""

import logging

import msgspec
import pytest

from generator.plugin.rendering import unchanged_pages
from generator.plugin.rendering.pages import KeptPage
from tests.support.rebuilding import built, changed, tree

ADDRESS = "site_url: https://example.org/\n"  # without which the site map is empty
THEME = "theme: {name: material, font: false, custom_dir: own}\n"


@pytest.fixture
def read(monkeypatch):
    """Paths of the generated pages that are read to be rendered while the test runs."""
    paths = []
    source = KeptPage.read_source

    def counted(page, config):
        paths.append(page.file.src_uri)
        source(page, config)

    monkeypatch.setattr(KeptPage, "read_source", counted)
    return paths


def documents(paths):
    return {path for path in paths if path.startswith("documents/")}


def fresh(small_project):
    return tree(built(small_project, "fresh", "false"))


def test_what_stands_is_not_read_but_for_a_sample(small_project, read):
    first = tree(built(small_project, "site", more=ADDRESS))
    assert len(documents(read)) == 4
    assert first["sitemap.xml"].count(b"/documents/") == 4
    read.clear()
    assert tree(built(small_project, "site", more=ADDRESS)) == first
    assert len(documents(read)) <= 1


def test_a_page_of_the_old_site_that_is_damaged_or_gone_is_made_again(small_project):
    first = tree(built(small_project, "site"))
    damaged, gone = sorted((small_project / "site" / "documents").rglob("index.html"))[:2]
    damaged.write_text("damaged")
    gone.unlink()
    assert tree(built(small_project, "site")) == first


def test_another_name_in_the_navigation_is_seen_on_every_page(small_project, read):
    built(small_project, "site")
    (small_project / "docs" / "about.md").write_text("---\ntitle: Of us\n---\n\n# About\n\nWords.\n")
    read.clear()
    after = tree(built(small_project, "site"))
    assert len(documents(read)) == 4
    assert after == fresh(small_project)


def test_another_template_is_seen_on_every_page(small_project):
    (small_project / "own").mkdir()
    template = small_project / "own" / "main.html"
    for words in ("One", "Other"):
        template.write_text(f'{{% extends "base.html" %}}{{% block footer %}}{words} words{{% endblock %}}')
        assert tree(built(small_project, "site", theme=THEME)) == tree(
            built(small_project, "fresh", "false", theme=THEME)
        )


def test_where_a_sample_is_another_page_no_page_stands(small_project, caplog):
    (small_project / "own").mkdir()
    template = small_project / "own" / "main.html"
    template.write_text('{% extends "base.html" %}{% block footer %}{{ build_date_utc.isoformat() }}{% endblock %}')
    before = tree(built(small_project, "site", theme=THEME))
    with caplog.at_level(logging.WARNING, "mkdocs"):
        after = tree(built(small_project, "site", theme=THEME))
    assert "every page is made again" in caplog.text
    pages = [path for path in before if path.startswith("documents/") and path.endswith(".html")]
    assert pages
    assert not [path for path in pages if before[path] == after[path]]


def test_a_link_of_a_page_that_stands_is_checked_where_the_other_page_is_new(small_project, monkeypatch, caplog):
    site = built(small_project, "site")
    other = next(f"documents/{path.parent.name}.md" for path in site.glob("documents/1-*/index.html"))
    decoded = unchanged_pages._decoded

    def linking(data):
        return msgspec.structs.replace(decoded(data), anchored={other: {"nowhere": "1.md#nowhere"}})

    monkeypatch.setattr(unchanged_pages, "_decoded", linking)
    changed(small_project)
    with caplog.at_level(logging.INFO, "mkdocs"):
        built(small_project, "site")
    assert f"the doc '{other}' does not contain an anchor '#nowhere'" in caplog.text
