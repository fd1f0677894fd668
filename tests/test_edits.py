"""Whole sites after random edits: each equals that of a build from nothing, and only what changed is made and written.

Every edit is built with MkDocs and the plugin over the site before it. After each, all that MkDocs got is compared with
what the generator makes anew of the documents; after every fifth, the whole site with one built from nothing.
"""

import random
import shutil

import pytest
from editing import begin, edit
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator import build, outputs, pages
from generator.documents import Means
from generator.plugin.options import desk_of, settings_of, sources_of
from generator.rendering import KeptFile, KeptPage

EDITS, CHUNKS, WHOLE, SOURCES = 200, 8, 5, 6
SLOW, QUICK = "{name: material, font: false}", "{name: mkdocs}"
CONFIG = """site_name: Desk
site_url: https://site.example/
theme: THEME
plugins:
  - briefings: {search: false, cache: CACHE}
markdown_extensions: [admonition, attr_list, tables, pymdownx.details, generator.sanitiser, toc: {permalink: true}]
"""


class Project:
    """A folder with sources that is built again and again.

    Of the last build: the files that the generator `gave` MkDocs by path, where they were `put`, what was `rendered`.
    """

    def __init__(self, folder, theme, monkeypatch):
        self.folder, self.theme = folder, theme
        self.gave, self.put, self.rendered, self.read = {}, set(), set(), {}
        render = KeptPage.render_anew

        def counted(page, config, files):
            self.rendered.add(page.file.dest_uri)
            render(page, config, files)

        monkeypatch.setattr(KeptPage, "render_anew", counted)

    def built(self, site, cache=".cache"):
        self.rendered.clear()
        (self.folder / "mkdocs.yml").write_text(CONFIG.replace("THEME", self.theme).replace("CACHE", cache), "utf-8")
        self.config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / site))
        self.config.plugins.on_startup(command="build", dirty=False)
        self.config.plugins.events["files"].append(self.see)
        try:
            mkdocs_build(self.config)
        finally:
            self.config.plugins.on_shutdown()
        return files(self.folder / site)

    def see(self, files, config):
        del config
        given = [file for file in files if isinstance(file, KeptFile)]
        self.gave, self.put = {one.src_uri: one.content_bytes for one in given}, {one.dest_uri for one in given}
        return files

    def made(self):
        """What the generator makes of the sources without a memo, by path; a source is read once, to be quick."""
        options = self.config.plugins["briefings"].config
        settings = settings_of(options, self.config)
        desk = build.load_desk_folder(desk_of(options, self.config))
        corpus = build.build(sources_of(options, self.config), desk, settings, Means(known=self.read))
        made = [*pages.render(corpus, settings), *outputs.assets(corpus, settings)]
        return {one.path: outputs.content(one) for one in made}


def files(site):
    """Bytes of each file and the number that it has on the disk, which another file put in its place has not."""
    found = [path for path in site.rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_ino) for path in found}


def contents(site):
    return {path: data for path, (data, _) in site.items()}


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_after_random_edits_a_site_is_that_of_a_build_from_nothing(seed, tmp_path, monkeypatch):
    chance = random.Random(seed)
    sources = tmp_path / "briefings"
    begin(chance, sources, SOURCES)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text("# About\n\nWords.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # the quick theme shows when the site was built
    project = Project(tmp_path, QUICK if seed else SLOW, monkeypatch)
    before = project.built("site")
    for number in range(EDITS // CHUNKS):
        where = f"seed {seed}, edit {number + 1}: {edit(chance, sources).__name__}"
        after = project.built("site")
        same = {path for path, (data, _) in after.items() if path in before and before[path][0] == data}
        written = {path for path, (_, inode) in after.items() if path not in before or before[path][1] != inode}
        assert project.put & written & same == set(), where
        assert project.rendered & same == set(), where
        made = project.made()
        assert {path: data for path, data in project.gave.items() if not path.endswith(".png")} == made, where
        if number % WHOLE == WHOLE - 1:
            shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
            assert contents(after) == contents(project.built("fresh", "false")), where
        before = after
