"""Whole sites after random edits: each equals that of a build from nothing, and only what changed is made and written.

Every edit is built with MkDocs and the plugin over the site before it. After each, all that MkDocs got is compared with
what the generator makes anew of the documents; after every fifth, the whole site with one built from nothing.
"""

import random
import shutil

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import exports, pages
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.plugin.options import desk_of, settings_of, sources_of
from generator.plugin.rendering.files import KeptFile
from generator.plugin.rendering.pages import KeptPage
from tests.support.editing import begin, edit

EDITS, CHUNKS, SERVED, WHOLE, SOURCES = 200, 8, 25, 5, 6
SAMPLES = 1  # of pages that are the same, made to prove that they are
SLOW, QUICK = "{name: material, font: false}", "{name: mkdocs}"
CONFIG = """site_name: Desk
site_url: https://site.example/
theme: THEME
plugins:
  - briefings: {search: false, cache: CACHE}
markdown_extensions: [admonition, attr_list, tables, pymdownx.details, briefings-sanitiser, toc: {permalink: true}]
"""


PLUGINS = dict(MkDocsConfig._schema)["plugins"]  # which keeps one plugin for all builds of a process


class Project:
    """A folder with sources that is built again and again.

    Of the last build: the files that the generator `gave` MkDocs by path, where they were `put`, which pages were made
    (`called` for) and which of them `rendered`.
    """

    def __init__(self, folder, theme, monkeypatch):
        self.folder, self.theme = folder, theme
        self.gave, self.put, self.called, self.rendered, self.read = {}, set(), set(), set(), {}
        populate, render = KeptPage.populate, KeptPage.render_anew

        def called(page, config):
            self.called.add(page.file.dest_uri)
            populate(page, config)

        def counted(page, config, files):
            self.rendered.add(page.file.dest_uri)
            render(page, config, files)

        monkeypatch.setattr(KeptPage, "populate", called)
        monkeypatch.setattr(KeptPage, "render_anew", counted)

    def build(self, site, cache=".cache", command="build", *, first=True):
        """Build once; with `first` as the first build of a process."""
        self.called.clear()
        self.rendered.clear()
        (self.folder / "mkdocs.yml").write_text(CONFIG.replace("THEME", self.theme).replace("CACHE", cache), "utf-8")
        self.config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / site))
        if first:
            self.config.plugins.on_startup(command=command, dirty=False)
        mkdocs_build(self.config)
        self.see(self.config.plugins["briefings"].added.renderer)
        return files(self.folder / site)

    def built(self, site, cache=".cache"):
        try:
            return self.build(site, cache)
        finally:
            self.config.plugins.on_shutdown()

    def served_by_another(self, site, monkeypatch):
        """What a server shows that has just begun."""
        with monkeypatch.context() as patch:
            patch.setattr(PLUGINS, "plugin_cache", {})
            try:
                return self.build(site, "false", "serve")
            finally:
                self.config.plugins.on_shutdown()

    def see(self, renderer):
        given = [file for file in renderer.files if isinstance(file, KeptFile)] if renderer else ()
        self.gave, self.put = {one.src_uri: one.content_bytes for one in given}, {one.dest_uri for one in given}

    def made(self):
        """What the generator makes of the sources without a memo, by path; a source is read once, to be quick."""
        options = self.config.plugins["briefings"].config
        settings = settings_of(options, self.config)
        desk = build.load_desk_folder(desk_of(options, self.config))
        corpus = build.build(sources_of(options, self.config), desk, settings, Means(known=self.read))
        made = [*pages.render(corpus, settings), *exports.assets(corpus, settings)]
        return {one.path: b"".join(exports.pieces(one)) for one in made}


def files(site):
    """Bytes of each file and the number that it has on the disk, which another file put in its place has not."""
    found = [path for path in site.rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_ino) for path in found}


def contents(site):
    return {path: data for path, (data, _) in site.items()}


def new_and_same(before, after):
    """The paths of files that were put there, and of those whose bytes are as before."""
    new = {path for path, (_, number) in after.items() if path not in before or before[path][1] != number}
    return new, {path for path, (data, _) in after.items() if path in before and before[path][0] == data}


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text("# About\n\nWords.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # the quick theme shows when the site was built
    return Project(tmp_path, QUICK, monkeypatch)


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_after_random_edits_a_site_is_that_of_a_build_from_nothing(project, seed):
    project.theme = QUICK if seed else SLOW
    chance, sources = random.Random(seed), project.folder / "briefings"
    begin(chance, sources, SOURCES)
    before = project.built("site")
    for number in range(EDITS // CHUNKS):
        where = f"seed {seed}, edit {number + 1}: {edit(chance, sources).__name__}"
        after = project.built("site")
        new, same = new_and_same(before, after)
        assert project.put & new & same == set(), where
        assert project.rendered & same == set(), where
        assert len(project.called & same) <= SAMPLES, where
        assert {path: data for path, data in project.gave.items() if not path.endswith(".png")} == project.made(), where
        if number % WHOLE == WHOLE - 1:
            shutil.rmtree(project.folder / "fresh", ignore_errors=True)
            assert contents(after) == contents(project.built("fresh", "false")), where
        before = after


def test_after_random_edits_a_served_site_is_that_of_a_server_that_just_began(project, monkeypatch):
    monkeypatch.setattr(PLUGINS, "plugin_cache", {})
    chance, sources = random.Random(CHUNKS), project.folder / "briefings"
    begin(chance, sources, SOURCES)
    before = project.build("site", command="serve")
    serving = project.config.plugins
    for number in range(SERVED):
        where = f"edit {number + 1}: {edit(chance, sources).__name__}"
        after = project.build("site", first=False)
        new, same = new_and_same(before, after)
        assert new & same == set(), where
        assert project.rendered & same == set(), where
        assert len(project.called & same) <= SAMPLES, where
        if number % WHOLE == WHOLE - 1:
            assert contents(after) == contents(project.served_by_another("fresh", monkeypatch)), where
        before = after
    serving.on_shutdown()
