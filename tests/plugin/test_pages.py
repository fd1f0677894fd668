import logging
from contextlib import closing
from dataclasses import replace

import pytest
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from generator import exports, pages
from generator.corpus import assemble
from generator.markup import html
from generator.plugin.rendering import pages as rendering
from generator.plugin.rendering.pages import KeptPage, Renderer
from generator.runtime.cache import Cache
from generator.settings import Settings
from tests.support.making import DESK, DOCUMENTS

FRONT = '---\ntitle: "A page"\n---\n\n'
TEXTS = {
    "a.md": FRONT + "# A { #top }\n\nSee [b](days/b.md#there), [c](c.txt) and [this](#top).\n\n## Part\n\n### Less\n",
    "days/b.md": FRONT + "Words. [back](../a.md)\n{ #there }\n",
    "c.txt": "whole",
}

ALIKE = {
    f"documents/{name}.md": FRONT + f"# {name} {{: #document }}\n\n## Text {{: #text }}\n\nWords.\n{{: #p-0000000a }}\n"
    for name in "abc"
}


@pytest.fixture
def anew(monkeypatch):
    """Paths of the pages that MkDocs renders while the test runs."""
    paths = []
    render = KeptPage.render_anew

    def counted(page, config, files):
        paths.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(KeptPage, "render_anew", counted)
    return paths


def rendered(config, texts, make):
    """Every page of the texts, as MkDocs populates them."""
    level = InclusionLevel.NOT_IN_NAV
    files = Files([File.generated(config, path, content=text, inclusion=level) for path, text in texts.items()])
    made = make(files)
    found = [made(file) for file in files if file.is_documentation_page()]
    for page in found:
        page.read_source(config)
        page.render(config, files)
    for page in found:
        page.validate_anchor_links(files=files, log_level=logging.WARNING)
    return {page.file.src_uri: state(page) for page in found}


def state(page):
    linked = {file.src_uri: links for file, links in page.links_to_anchors.items()}
    toc = [(one.title, one.id, one.level, getattr(one, "active", None), str(one)) for one in page.toc]
    return page.content, toc, page.title, page.meta, page.markdown, page.present_anchor_ids, linked


def plainly(config, texts):
    return rendered(config, texts, lambda _: lambda file: Page(None, file, config))


def kept(config, texts, folder):
    with closing(Cache(folder, print)) as cache:

        def make(files):
            renderer = Renderer(cache, config, files)
            return lambda file: KeptPage(file, config, renderer)

        return rendered(config, texts, make)


def test_a_kept_page_is_what_mkdocs_makes(config, tmp_path, anew):
    plain = plainly(config, TEXTS)
    for _ in range(2):
        assert kept(config, TEXTS, tmp_path / "cache") == plain
    assert anew == ["a.md", "days/b.md"]


def test_every_kind_of_page_is_kept_whole(config, tmp_path, anew):
    corpus, settings = assemble(DOCUMENTS, DESK), Settings()
    made = {page.path: page.text for page in pages.render(corpus, settings)}
    made |= {asset.path: b"".join(exports.pieces(asset)) for asset in exports.assets(corpus, settings)}
    plain = plainly(config, made)
    first = kept(config, made, tmp_path / "cache")
    assert first == plain
    firsts = {path.rpartition("/")[0]: path for path in reversed(made) if path.endswith(".md")}
    assert {"data.md", *firsts.values()} == set(anew)
    anew.clear()
    assert kept(config, made, tmp_path / "cache") == plain
    assert anew == []


def test_the_first_page_of_a_folder_proves_the_others(config, tmp_path, anew, caplog):
    assert kept(config, ALIKE, tmp_path / "cache") == plainly(config, ALIKE)
    assert anew == ["documents/a.md"]
    assert not caplog.text


def test_mkdocs_converts_all_once_a_page_would_differ(config, tmp_path, anew, monkeypatch, caplog):
    convert = html.convert

    def wrong(text, resolve, *, permalink):
        page = convert(text, resolve, permalink=permalink)
        return replace(page, html=page.html.replace("Words", "Sword"))

    monkeypatch.setattr(html, "convert", wrong)
    assert kept(config, ALIKE, tmp_path / "cache") == plainly(config, ALIKE)
    assert anew == list(ALIKE)
    assert caplog.text.count("MkDocs makes another page of documents/a.md") == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda config: config.markdown_extensions.append("sane_lists"),
        lambda config: config.markdown_extensions.remove("tables"),
        lambda config: config.mdx_configs["toc"].update(permalink="#"),
        lambda config: config.mdx_configs["toc"].update(title="Contents"),
        lambda config: config.mdx_configs["toc"].update(toc_depth="2-3"),
        lambda config: config.mdx_configs.update(tables={"use_align_attribute": True}),
    ],
)
def test_mkdocs_converts_all_where_its_markdown_is_another(config, tmp_path, anew, change):
    change(config)
    assert kept(config, ALIKE, tmp_path / "cache") == plainly(config, ALIKE)
    assert anew == list(ALIKE)


def test_the_front_matter_is_read_as_mkdocs_reads_it():
    for page in pages.render(assemble(DOCUMENTS, DESK), Settings()):
        if page.path.endswith(".md"):
            _, front, text = page.text.split("---\n", 2)
            assert (text.lstrip("\n"), rendering.yaml.load(front, rendering._LOADER)) == meta.get_data(page.text)


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"a.md": TEXTS["a.md"] + "\nMore.\n"}, ["a.md"]),
        ({"more.md": FRONT + "More.\n"}, ["more.md"]),
    ],
)
def test_only_what_changed_is_rendered(config, tmp_path, anew, change, again):
    kept(config, TEXTS, tmp_path / "cache")
    anew.clear()
    assert kept(config, TEXTS | change, tmp_path / "cache") == plainly(config, TEXTS | change)
    assert anew == again


def test_other_extensions_render_everything(config, tmp_path, anew):
    kept(config, TEXTS, tmp_path / "cache")
    anew.clear()
    config.mdx_configs["toc"]["permalink"] = False
    assert kept(config, TEXTS, tmp_path / "cache") == plainly(config, TEXTS)
    assert anew == ["a.md", "days/b.md"]


def test_a_link_that_leads_nowhere_is_told_in_every_build(config, tmp_path, anew, caplog):
    kept(config, TEXTS, tmp_path / "cache")
    without = {path: text for path, text in TEXTS.items() if path != "c.txt"}
    for _ in range(2):
        anew.clear()
        caplog.clear()
        assert kept(config, without, tmp_path / "cache") == plainly(config, without)
        assert anew == ["a.md"]
        assert caplog.text.count("contains a link 'c.txt', but the target is not found") == 2


def test_an_anchor_that_is_gone_is_told_in_every_build(config, tmp_path, caplog):
    moved = TEXTS | {"days/b.md": TEXTS["days/b.md"].replace("#there", "#elsewhere")}
    kept(config, TEXTS, tmp_path / "cache")
    for _ in range(2):
        caplog.clear()
        kept(config, moved, tmp_path / "cache")
        assert caplog.text.count("does not contain an anchor '#there'") == 1


def test_an_absolute_link_is_told_in_every_build(config, tmp_path, caplog, anew):
    config.validation.links.absolute_links = logging.WARNING
    texts = TEXTS | {"d.md": FRONT + "[a](/a.md)\n"}
    for _ in range(2):
        caplog.clear()
        kept(config, texts, tmp_path / "cache")
        assert caplog.text.count("contains an absolute link '/a.md'") == 1
    assert anew.count("d.md") == 2


def test_a_page_that_is_not_in_the_site_is_no_target(config, tmp_path, anew):
    kept(config, TEXTS, tmp_path / "cache")
    anew.clear()
    with closing(Cache(tmp_path / "cache", print)) as cache:
        files = Files([File.generated(config, path, content=text) for path, text in TEXTS.items()])
        files.get_file_from_path("days/b.md").inclusion = InclusionLevel.EXCLUDED
        page = KeptPage(files.get_file_from_path("a.md"), config, Renderer(cache, config, files))
        page.read_source(config)
        page.render(config, files)
    assert anew == ["a.md"]


def test_an_entry_that_is_no_page_is_made_again(config, tmp_path, anew):
    kept(config, TEXTS, tmp_path / "cache")
    anew.clear()
    with closing(Cache(tmp_path / "cache", print)) as cache:
        for one in [row[0] for row in cache._base.execute("SELECT key FROM entry").fetchall()]:
            cache.put(one, b"other")
    assert kept(config, TEXTS, tmp_path / "cache") == plainly(config, TEXTS)
    assert anew == ["a.md", "days/b.md"]


def test_a_plugin_may_bring_the_source(config, tmp_path, monkeypatch):
    monkeypatch.setattr(config.plugins, "on_page_read_source", lambda **_: FRONT + "Other words.\n", raising=False)
    assert "Other words." in kept(config, TEXTS, tmp_path / "cache")["a.md"][0]


def test_a_page_that_leads_to_another_site_is_kept(config, tmp_path, anew, caplog):
    texts = {"documents/a.md": FRONT + "# A {: #document }\n\n[there](https://example.org/there)\n{: #p-0000000a }\n"}
    for _ in range(2):
        assert kept(config, texts, tmp_path / "cache") == plainly(config, texts)
    assert anew == ["documents/a.md"]
    assert not caplog.text


def test_an_id_without_a_value_is_no_anchor(config, tmp_path):
    with closing(Cache(tmp_path / "cache", print)) as cache:
        files = Files([File.generated(config, "a.md", content=FRONT + '<p id>a</p>\n\n<p id="b">b</p>\n')])
        page = KeptPage(files.get_file_from_path("a.md"), config, Renderer(cache, config, files))
        page.populate(config)
        page.forget()
    assert page.present_anchor_ids == {"b"}
