"""A site that is built again over its old self is the site of a build from nothing, and what did not change stays."""

import gc
import shutil
import weakref
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.plugin.rendering.pages import KeptPage
from tests.support.rebuilding import built, changed, tree, write

HOOK = """from pathlib import Path

def on_post_build(config):
    with (Path(config.site_dir) / "about" / "index.html").open("a") as page:
        page.write("<!-- more -->")
    with next((Path(config.site_dir) / "documents").rglob("index.html")).open("a") as page:
        page.write("<!-- more -->")
    RAISE
"""


def numbers(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_while_serving_the_pages_of_the_build_before_go(small_project, request):
    built(small_project, "site")
    seen = []

    def see(output, page, **_):
        seen.append(weakref.ref(page))
        return output

    gc.disable()  # a large site's pages live longer than the times at which Python looks by itself
    request.addfinalizer(gc.enable)
    for _ in range(3):
        config = load_config(str(small_project / "mkdocs.yml"), site_dir=str(small_project / "served"))
        config.plugins.on_startup(command="serve", dirty=False)
        config.plugins.events["post_page"].append(see)
        mkdocs_build(config)
    config.plugins.on_shutdown()
    each = len(seen) // 3
    assert each
    assert [one for one in seen[:each] if one()] == []


def added(small_project):
    write(small_project, "5.txt", "Kaunas", 4)


def renamed(small_project):
    (small_project / "briefings" / "2.txt").rename(small_project / "briefings" / "b.txt")


def removed(small_project):
    (small_project / "briefings" / "3.txt").unlink()


def by_hand(small_project):
    (small_project / "docs" / "about.md").write_text("# About this site\n\nOther words.\n")


def test_the_same_site_comes_of_an_edit_as_of_a_build_from_nothing(small_project):
    site = built(small_project, "site")
    for edit in (changed, added, renamed, removed, by_hand):
        edit(small_project)
        shutil.rmtree(small_project / "fresh", ignore_errors=True)
        assert tree(built(small_project, "site")) == tree(built(small_project, "fresh", "false")), edit.__name__
    assert Path(site).is_dir()


def test_no_page_is_rendered_twice_and_the_home_page_keeps_its_name(small_project, monkeypatch):
    site = built(small_project, "site")
    anew = []
    render = KeptPage.render_anew

    def counted(page, config, files):
        anew.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(KeptPage, "render_anew", counted)
    again = built(small_project, "again")
    assert anew == []
    assert tree(again) == tree(site)
    changed(small_project)
    built(small_project, "again")
    assert "timeline.md" in anew
    assert not [path for path in anew if path.startswith(("documents/3-", "documents/4-", "days/2024-05-04"))]
    plain = tree(built(small_project, "plain", "false"))
    assert tree(again) == plain
    assert b">Home<" in b"".join(plain["index.html"].split())


def test_the_files_of_other_documents_stay(small_project):
    before = numbers(built(small_project, "site"))
    changed(small_project)
    after = numbers(built(small_project, "site"))
    stayed = {path for path in before if after.get(path) == before[path]}
    pages = [path for path in before if path.startswith("documents/")]
    assert {path for path in pages if path.startswith(("documents/3-", "documents/4-"))} <= stayed
    assert not {path for path in pages if path.startswith("documents/1-") and path.endswith(".html")} & stayed


@pytest.mark.parametrize("end", ["", "raise OSError('the disk is full')"])
def test_a_plugin_that_writes_into_files_never_writes_into_the_old_site(small_project, end):
    before = tree(built(small_project, "site"))
    (small_project / "hook.py").write_text(HOOK.replace("RAISE", end))
    if end:
        with pytest.raises(OSError, match="the disk is full"):
            built(small_project, "site", more="hooks: [hook.py]\n")
        assert tree(small_project / "site") == before
    else:
        after = tree(built(small_project, "site", more="hooks: [hook.py]\n"))
        assert after["about/index.html"] == before["about/index.html"] + b"<!-- more -->"
        assert after == tree(built(small_project, "fresh", more="hooks: [hook.py]\n"))
