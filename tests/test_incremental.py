"""A site that is built again over its old self is the site of a build from nothing, and what did not change stays."""

import gc
import shutil
import weakref
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.rendering import KeptPage

CONFIG = """site_name: Desk
THEME
plugins:
  - briefings: {search: false, cache: CACHE}
markdown_extensions: [admonition, attr_list, tables, pymdownx.details, briefings-sanitiser, toc: {permalink: true}]
"""
THEME = "theme: {name: material, font: false}"
TEXT = """PLACE counts the damage

By Lena Marsh
Harbour Wire
DAY May 2024

The mayor of Riga said on Monday that 14 houses were damaged in PLACE when the river rose above the old wall.

“Nobody was hurt, and the bridge will open again before the end of the week,” Lena Marsh said.
"""
HOOK = """from pathlib import Path

def on_post_build(config):
    with (Path(config.site_dir) / "about" / "index.html").open("a") as page:
        page.write("<!-- more -->")
    with next((Path(config.site_dir) / "documents").rglob("index.html")).open("a") as page:
        page.write("<!-- more -->")
    RAISE
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text("# About\n\nWords.\n")
    (tmp_path / "briefings").mkdir()
    for day, place in enumerate(("Riga", "Vilnius", "Tallinn", "Odesa"), start=1):
        write(tmp_path, f"{day}.txt", place, day)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(project, name, place, day, more=""):
    (project / "briefings" / name).write_text(TEXT.replace("PLACE", place).replace("DAY", str(day)) + more)


def built(project, site, cache=".cache", more="", theme=THEME):
    (project / "mkdocs.yml").write_text(CONFIG.replace("CACHE", cache).replace("THEME", theme) + more)
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / site))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return project / site


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def numbers(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_while_serving_the_pages_of_the_build_before_go(project, request):
    built(project, "site")
    seen = []

    def see(output, page, **_):
        seen.append(weakref.ref(page))
        return output

    gc.disable()  # a large site's pages live longer than the times at which Python looks by itself
    request.addfinalizer(gc.enable)
    for _ in range(3):
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "served"))
        config.plugins.on_startup(command="serve", dirty=False)
        config.plugins.events["post_page"].append(see)
        mkdocs_build(config)
    config.plugins.on_shutdown()
    each = len(seen) // 3
    assert each
    assert [one for one in seen[:each] if one()] == []


def changed(project):
    write(project, "1.txt", "Riga", 1, "\nThe council met once more on Monday evening in the town hall.\n")


def added(project):
    write(project, "5.txt", "Kaunas", 4)


def renamed(project):
    (project / "briefings" / "2.txt").rename(project / "briefings" / "b.txt")


def removed(project):
    (project / "briefings" / "3.txt").unlink()


def by_hand(project):
    (project / "docs" / "about.md").write_text("# About this site\n\nOther words.\n")


def test_the_same_site_comes_of_an_edit_as_of_a_build_from_nothing(project):
    site = built(project, "site")
    for edit in (changed, added, renamed, removed, by_hand):
        edit(project)
        shutil.rmtree(project / "fresh", ignore_errors=True)
        assert tree(built(project, "site")) == tree(built(project, "fresh", "false")), edit.__name__
    assert Path(site).is_dir()


def test_no_page_is_rendered_twice_and_the_home_page_keeps_its_name(project, monkeypatch):
    site = built(project, "site")
    anew = []
    render = KeptPage.render_anew

    def counted(page, config, files):
        anew.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(KeptPage, "render_anew", counted)
    again = built(project, "again")
    assert anew == []
    assert tree(again) == tree(site)
    changed(project)
    built(project, "again")
    assert "timeline.md" in anew
    assert not [path for path in anew if path.startswith(("documents/3-", "documents/4-", "days/2024-05-04"))]
    plain = tree(built(project, "plain", "false"))
    assert tree(again) == plain
    assert b">Home<" in b"".join(plain["index.html"].split())


def test_the_files_of_other_documents_stay(project):
    before = numbers(built(project, "site"))
    changed(project)
    after = numbers(built(project, "site"))
    stayed = {path for path in before if after.get(path) == before[path]}
    pages = [path for path in before if path.startswith("documents/")]
    assert {path for path in pages if path.startswith(("documents/3-", "documents/4-"))} <= stayed
    assert not {path for path in pages if path.startswith("documents/1-") and path.endswith(".html")} & stayed


@pytest.mark.parametrize("end", ["", "raise OSError('the disk is full')"])
def test_a_plugin_that_writes_into_files_never_writes_into_the_old_site(project, end):
    before = tree(built(project, "site"))
    (project / "hook.py").write_text(HOOK.replace("RAISE", end))
    if end:
        with pytest.raises(OSError, match="the disk is full"):
            built(project, "site", more="hooks: [hook.py]\n")
        assert tree(project / "site") == before
    else:
        after = tree(built(project, "site", more="hooks: [hook.py]\n"))
        assert after["about/index.html"] == before["about/index.html"] + b"<!-- more -->"
        assert after == tree(built(project, "fresh", more="hooks: [hook.py]\n"))
