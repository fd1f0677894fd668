"""The same titles in the front matter of three engines, as their pages print them."""

import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.markdown import inert, title
from generator.pages.environment import drawing
from generator.sanitiser import sanitise
from tests.hostile.engines import parse

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
markdown_extensions: [attr_list, generator.sanitiser]
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
    subprocess.run([program, "build", "-f", "mkdocs.yml"], cwd=tmp_path, check=True, capture_output=True)
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
