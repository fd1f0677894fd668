"""The same tree in three engines: the same addresses, links that lead somewhere, the same text; titles as they are."""

import copy
import html
import json
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import etree
from lxml import html as html5

from generator.markup.escaping import inert, title
from generator.markup.sanitiser import sanitise
from generator.pages.environment import drawing
from tests.hostile.engines import parse
from tests.support import processes

TEXTS = (
    "R&D at AT&T",
    "<b>bold</b> &lt;b&gt; &copy 2024 &amp",
    "He said \"no\" and it's 'so'",
    "x < y > z <3",
    "{{ config }} {% raw %}",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
)
CONFIG = """site_name: Site
site_url: ""
site_dir: site
theme:
  name: material
  font: false
markdown_extensions: [attr_list, briefings-sanitiser]
"""


DRAWING = drawing(
    "map",
    width=480.0,
    height=220.5,
    land="M0 0L9 9L0 9Z",
    spots=[{"href": "page0.md", "x": 1.5, "y": 2.0, "radius": 3.0, "name": 'R&D "Kyiv"', "label": None}],
    caption="A larger point *is* named [more](often) <b>.",
)


def write(folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "docs" / "drawing.md").write_text(f"# Drawing\n\n{DRAWING}\n\nAfter.\n", encoding="utf-8")
    for number, text in enumerate(TEXTS):
        words = json.dumps(title(text), ensure_ascii=False)
        page = f"---\ntitle: {words}\ndescription: {words}\n---\n\n# {inert(text)} {{: #document }}\n\n"
        page += "<b onclick=x>y</b>\n"
        (folder / "docs" / f"page{number}.md").write_text(page, encoding="utf-8")


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "zensical"])
def test_titles_and_drawings_are_the_same_in_every_engine(engine: str, tmp_path: Path) -> None:
    program = shutil.which(engine, path=str(Path(sys.executable).parent))
    assert program
    write(tmp_path)
    processes.run([program, "build", "-f", "mkdocs.yml"], cwd=tmp_path, check=True, capture_output=True)
    drawn = (tmp_path / "site" / "drawing" / "index.html").read_text(encoding="utf-8")
    assert drawn.count(sanitise(DRAWING).replace("page0.md", "../page0/")) == 1
    for number, text in enumerate(TEXTS):
        page = (tmp_path / "site" / f"page{number}" / "index.html").read_text(encoding="utf-8")
        read = parse(page)
        assert html.unescape(re.findall("<title>(.*?)</title>", page, re.DOTALL)[0]).strip() == f"{title(text)} - Site"
        assert ("content", title(text)) in read.attributes
        assert " ".join(text.split()) in " ".join("".join(read.parts).split())
        assert not [value for name, value in read.attributes if (name, value) == ("src", "x")]
        assert not [name for name, _ in read.attributes if name.startswith("on")]
        assert ("id", "document") in read.attributes


ENGINES = ("mkdocs", "properdocs", "zensical")
WHOLE = """site_name: Site
site_url: https://site.example/
site_dir: site-{engine}
theme: {{name: material, font: false}}
plugins: []
markdown_extensions: [admonition, attr_list, tables, pymdownx.details, briefings-sanitiser]
"""
OF_THE_THEME = ".//a[contains(@class, 'headerlink')] | .//*[contains(@class, 'md-tags')] | .//script"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The samples as `briefings write` writes them, published by each engine without any plugin."""
    root = tmp_path_factory.mktemp("engines")
    programs = Path(sys.executable).parent
    samples = str(Path(__file__).parent.parent.parent / "briefings")
    arguments = ["write", "docs", samples, "--no-cache", "--site-url", "https://site.example/"]
    processes.run([str(programs / "briefings"), *arguments], cwd=root, check=True, capture_output=True)
    for engine in ENGINES:
        (root / f"{engine}.yml").write_text(WHOLE.format(engine=engine), encoding="utf-8")
        command = [str(programs / engine), "build", "-f", f"{engine}.yml"]
        processes.run(command, cwd=root, check=True, capture_output=True)
    return {engine: root / f"site-{engine}" for engine in ENGINES}


@pytest.fixture(scope="module")
def trees(sites: dict[str, Path]) -> dict[str, dict[str, etree._Element]]:
    """The pages of each engine by their addresses."""
    return {
        engine: {path.relative_to(site).as_posix(): document(path) for path in sorted(site.rglob("*.html"))}
        for engine, site in sites.items()
    }


def document(path: Path) -> etree._Element:
    return html5.fromstring(path.read_bytes())


def shown(page: etree._Element) -> str:
    """What the article says, without what a theme adds to it."""
    article = copy.deepcopy(page.find(".//article"))
    for one in article.xpath(OF_THE_THEME):
        one.drop_tree()
    return " ".join(article.text_content().split())


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_a_tree_has_the_same_addresses_and_text_in_every_engine(trees, engine: str) -> None:
    first, other = trees["mkdocs"], trees[engine]
    assert len(first) > 50
    assert set(other) == set(first)
    texts = {path: shown(page) for path, page in first.items() if page.find(".//article") is not None}
    assert sum(map(len, texts.values())) > 50_000
    assert {path for path, text in texts.items() if path != "404.html" and shown(other[path]) != text} == set()


@pytest.mark.parametrize("engine", ENGINES)
def test_no_link_of_an_article_is_broken_in_any_engine(sites, trees, engine: str) -> None:
    known, pages = sites[engine], trees[engine]
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    followed, broken = 0, []
    for path, page in pages.items():
        for href in page.xpath(".//article//a/@href") if path != "404.html" else ():
            target, fragment = urldefrag(urljoin(f"https://site.example/{path}", href))
            if urlsplit(target).netloc != "site.example":
                continue
            place = unquote(urlsplit(target).path).removeprefix("/")
            file = f"{place}index.html" if place.endswith("/") or not place else place
            followed += 1
            if not (known / file).is_file() or (fragment and unquote(fragment) not in ids.get(file, ())):
                broken.append(f"{path}: {href}")
    assert followed > 500
    assert broken == []
