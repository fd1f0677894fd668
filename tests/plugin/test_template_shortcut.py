import logging

import jinja2
import pytest
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.plugin.rendering import template_shortcut
from generator.plugin.rendering.pages import KeptPage
from generator.plugin.rendering.template_shortcut import ShortCut, UnfitError, make, shortened
from tests.support.building import TEXT, built, hashes, with_options

TITLES = ("One", "Two & <b>three</b>", 'Four "five"', "Six  seven", "Eight &amp; nine")
PLAIN = (
    "<title>{{ page.meta.title | striptags }}</title>{% if page.meta.description %}"
    '<meta content="{{ page.meta.description | e }}">{% endif %}{{ page.toc | first }}'
    '{% if "<h1" not in page.content %}<h1>{{ page.title }}</h1>{% endif %}{{ page.content }}'
)

ENTRY = "<li>{{ one.title | striptags }}: {{ one.url }}{{ lang.end }}"
PARTS = {
    "partials/language.html": '{% set end = "</li>" %}',
    "partials/toc.html": "{% for one in (page.toc | first).children %}" + ENTRY + "{% endfor %}",
}
BASE = '{% import "partials/language.html" as lang with context %}'
WITH_CONTENTS = BASE + '{% if page.toc %}<ol>{% include "partials/toc.html" %}</ol>{% endif %}{{ page.content }}'


@pytest.fixture
def pages(config):
    made = []
    for number, title in enumerate(TITLES):
        file = File.generated(config, f"documents/{number}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        page = KeptPage(file, config, None)
        page.markdown, page.meta = f"Text {number}.", {"title": title, "description": f"About {title}", "kind": "note"}
        Page.render(page, config, Files([file]))
        page.content = f"<p>{number}</p>"
        made.append(page)
    return made


def both(template, pages, short_cut=None):
    """What the whole template gives for each page, and what the short cut does."""
    whole = jinja2.Environment(loader=jinja2.DictLoader({"main.html": template})).get_template("main.html")
    short_cut = short_cut or ShortCut()
    contexts = [{"page": page, "base_url": "../..", "config": None} for page in pages]
    return [whole.render(one) for one in contexts], [short_cut.render("main.html", whole.render, o) for o in contexts]


def test_the_short_cut_gives_what_the_template_gives(pages):
    whole, short = both(PLAIN, pages)
    assert short == whole


def test_the_template_is_rendered_for_the_first_pages_only(pages):
    calls = []

    def whole(context):
        calls.append(context["page"].title)
        return "<p>" + context["page"].content

    short_cut = ShortCut()
    for page in pages:
        assert short_cut.render("main.html", whole, {"page": page}) == "<p>" + page.content
    assert len(calls) == 3  # the first page, the skeleton made of it, and the second page as a proof


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.title | upper }}",
        "{{ page.content[:5] }}",
        "{{ page.content | length }}{{ page.content | replace('p', 'q') }}",
    ],
)
def test_what_changes_a_value_in_an_unknown_way_takes_the_whole_template(pages, template, caplog):
    caplog.set_level(logging.INFO)
    short_cut = ShortCut()
    whole, short = both(template, pages, short_cut)
    assert short == whole
    assert not short_cut.trusted
    assert "rendered by the whole template" in caplog.text


def test_a_template_that_goes_through_the_front_matter_is_unfit(pages):
    template = jinja2.Template("{% for name, value in page.meta.items() %}{{ value }}{% endfor %}")
    with pytest.raises(UnfitError, match="whole front matter"):
        make(template.render, {"page": pages[0]})


def test_what_depends_on_the_page_in_another_way_is_noticed_and_told(pages, caplog):
    short_cut = ShortCut()
    whole, short = both("{{ page.url }} {{ page.content }}", pages, short_cut)
    assert short == whole
    assert not short_cut.trusted
    assert "gives another page than the template" in caplog.text


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.meta.kind }} {{ page.content }}",
        "{% if 'kind' in page.meta and page.meta.get('kind') == 'note' %}1{% endif %}",
    ],
)
def test_other_front_matter_that_the_template_shows_has_to_be_the_same(pages, template):
    pages[3].meta = pages[3].meta | {"kind": "letter"}
    whole, short = both(template, pages)
    assert short == whole


def test_the_kinds_are_not_without_number(pages, monkeypatch):
    monkeypatch.setattr(template_shortcut, "KINDS_AT_MOST", 1)
    pages[1].content = "<h1>other</h1>"
    whole, short = both(PLAIN, pages + pages)
    assert short == whole


def heading(name, level, *children):
    return {"name": name, "id": name.lower(), "level": level, "children": list(children)}


@pytest.fixture
def headed(pages):
    """Pages whose tables of contents have nothing in common but the first entry."""
    for number, page in enumerate(pages):
        below = [heading(f"Part {number} <i>{n}</i>", 2) for n in range(number + 1)]
        page.toc = get_toc([heading("Page", 1, *below)])
    return pages


def themed(main, pages):
    """The short cut of an environment, after it gave for each page what the whole template gives."""
    loader = jinja2.DictLoader(PARTS | {"main.html": main})
    whole = jinja2.Environment(loader=loader).get_template("main.html")
    environment = shortened(jinja2.Environment(loader=loader))
    template = environment.get_template("main.html")
    expected = [whole.render({"page": page, "config": None}) for page in pages]
    assert [template.render({"page": page, "config": None}) for page in pages] == expected
    return environment.short_cut


def test_tables_of_contents_are_filled_in(headed, monkeypatch):
    filled = []
    fill = template_shortcut.Skeleton.fill
    monkeypatch.setattr(
        template_shortcut.Skeleton, "fill", lambda one, context: filled.append(one) or fill(one, context)
    )
    assert themed(WITH_CONTENTS, headed).trusted
    assert len(filled) == len(headed) - 1  # with the proof


def test_a_page_without_entries_or_without_one_heading_above_them_is_of_another_kind(headed):
    headed[1].toc = get_toc([heading("Page", 1)])
    headed[2].toc = get_toc([heading("Page", 1, heading("Part", 2)), heading("Another", 1)])
    headed[3].toc = get_toc([heading("Part", 2)])
    assert themed(WITH_CONTENTS, headed * 3).trusted


def test_a_theme_that_shows_entries_elsewhere_takes_the_whole_template(headed, caplog):
    caplog.set_level(logging.INFO)
    other = WITH_CONTENTS + "{{ (page.toc | first).children | map(attribute='title') | join }}"
    assert not themed(other, headed).trusted
    assert "table of contents" in caplog.text


def test_other_pages_and_contexts_take_the_whole_template(pages, config):
    def whole(context):
        return str(sorted(context))

    by_hand = Page("By hand", File.generated(config, "by-hand.md", content=""), config)
    pages[0].edit_url = "https://example.org/edit"
    for context in ({"page": None}, {"page": by_hand}, {"page": pages[0]}, {"page": pages[1], "tags": []}):
        short_cut = ShortCut()
        for _ in range(3):
            assert short_cut.render("main.html", whole, context) == whole(context)


def test_an_environment_takes_the_short_cut(pages):
    loader = jinja2.DictLoader({"main.html": PLAIN})
    environment = jinja2.Environment(loader=loader)
    environment.get_template("main.html")
    template = shortened(environment).get_template("main.html")
    assert isinstance(template, template_shortcut.Template)
    assert [template.render({"page": page, "config": None}) for page in pages] == both(PLAIN, pages)[0]
    shortened(jinja2.Environment(loader=loader, cache_size=0)).get_template("main.html")


def test_a_site_is_the_same_byte_for_byte_without_the_short_cut(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    filled = []
    fill = template_shortcut.Skeleton.fill
    monkeypatch.setattr(
        template_shortcut.Skeleton, "fill", lambda one, context: filled.append(one) or fill(one, context)
    )
    for number in range(5):
        (project / "briefings" / f"more-{number}.txt").write_text(TEXT.replace("bridge", f"“{number}” & bridge's"))
    short = built(project, "short")
    assert len(filled) > 5
    with_options(project, short_cut=False)
    with_options(project, cache=False)
    assert hashes(built(project, "whole")) == hashes(short)
