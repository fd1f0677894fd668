"""Texts that look like markup, in every field of every kind of source: no build ends, and readers see the letters."""

import email.message
import html
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from lxml.html import document_fromstring
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.markup import escaping
from tests.support.packing import docx, odt, pdf, zipped

ROOT = Path(__file__).resolve().parent.parent.parent
SHOWN = (
    'href="http://[x]/"',
    'src="//[y"',
    'href="index.md"',
    'href="../days/index.md"',
    'id="p-00000001"',
    '<a href="http://[z]/news">news</a>',
    "<a name=top>",
    "<a id='x' href=//[q>",
    '<link rel="canonical" href="http://[l]/">',
    '<base href="http://[b]/">',
    "<script>x = 1</script>",
    '<img src="http://[i]/" alt="a">',
    '<!-- href="http://[c]/" -->',
    '<![CDATA[ href="http://[d]/" ]]>',
    "</head><h1 id=h>",
    '{: .md-nav #nav href="//[a" }',
    "[x]: http://[",
    "![](http://[)",
    "[to](http://[t]/)",
    "<http://[u]/>",
    "[^1]: a note[^1]",
    "{{ page.title }} {% raw %}",
    "http://[v]:99999999999/",
    "*[HTML]: href='http://[w]/'",
)
LINES = [f"On its front the page said {text} and the council of the town read it." for text in SHOWN]
HEADLINE = 'A guide to href="http://[h]/" and <a href="http://[g]/"> on pages'
NAME = 'Ann href="http://[n]/" Lee'
ADDRESS = 'http://[o]/" href="http://[p]/'
DAY = "2 May 2024"


def page(lines, **more):
    shown = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    stated = {"headline": HEADLINE, "author": NAME, "url": ADDRESS, "@type": "NewsArticle", **more}
    data = json.dumps(stated).replace("<", "\\u003c")
    metas = "".join(
        f'<meta property="{name}" content="{html.escape(value)}">'
        for name, value in {"og:url": ADDRESS, "og:title": HEADLINE, "og:site_name": NAME, "author": NAME}.items()
    )
    return (
        f'<html><head><title>{html.escape(HEADLINE)}</title>{metas}<link rel="canonical" '
        f'href="{html.escape(ADDRESS)}"><script type="application/ld+json">{data}</script></head><body><article>'
        f"<h1>{html.escape(HEADLINE)}</h1>{shown}</article></body></html>"
    )


def mail(lines):
    message = email.message.EmailMessage()
    message["From"] = "desk@post.example"
    message["Subject"] = HEADLINE
    message["Date"] = "Thu, 02 May 2024 10:00:00 +0000"
    message["Archived-At"] = "http://[o]/"
    message.set_content("\n\n".join(lines))
    message.add_attachment(page(lines[:3]).encode(), maintype="text", subtype="html", filename='href="http:__[x].html')
    return message.as_bytes()


def feed(lines):
    body = html.escape("".join(f"<p>{html.escape(line)}</p>" for line in lines))
    return (
        f'<rss version="2.0"><channel><title>{html.escape(NAME)}</title><item><title>{html.escape(HEADLINE)}</title>'
        f"<link>{html.escape(ADDRESS)}</link><pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate><author>"
        f"{html.escape(NAME)}</author><description>{body}</description></item></channel></rss>"
    )


def record(lines):
    return {"title": HEADLINE, "author": NAME, "url": ADDRESS, "publisher": NAME, "text": "\n".join(lines)}


def table(lines):
    cells = [HEADLINE, NAME, ADDRESS, "\n".join(lines)]
    return "title,author,url,text\n" + ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


FRONT = yaml.safe_dump({"title": HEADLINE, "author": NAME, "url": ADDRESS, "language": 'en" href="//[', SHOWN[0]: "x"})
SIDECAR = yaml.safe_dump(
    {"headline": HEADLINE, "authors": [NAME], "publisher": NAME, "url": ADDRESS, "language": "en", "story": HEADLINE}
)
PLAIN = [line for line in LINES if not re.search(r"<(?:a|img|script)\b", line)]
"""A record with elements in its text is a page to the reader of records."""
LIVE = "Live: a day of links\n\n2 May 2024\n\n" + "".join(
    f"{hour:02}:10\n\n{SHOWN[hour]} is shown\n\n{LINES[hour]}\n\n" for hour in range(8)
)
SOURCES = {
    "text.txt": ("\n\n".join([HEADLINE, f"By {NAME}", DAY, *LINES]), LINES),
    "page.html": (page(LINES), LINES),
    "post.eml": (mail(LINES), LINES),
    "feed.rss": (feed(LINES), LINES),
    "record.json": (json.dumps(record(PLAIN)), PLAIN),
    "rows.csv": (table(PLAIN), PLAIN),
    "lines.jsonl": (f"{json.dumps(record(PLAIN))}\n{json.dumps(record(PLAIN) | {'title': 'Other'})}\n", PLAIN),
    "word.docx": (docx([("x", html.escape(line)) for line in LINES], title=html.escape(HEADLINE)), LINES),
    "open.odt": (odt("".join(f"<text:p>{html.escape(line)}</text:p>" for line in LINES)), LINES),
    "print.pdf": (pdf([[(11, line) for line in LINES[:5]]], info=f"/Title ({HEADLINE})"), LINES[:1]),
    "notes.md": (f"---\n{FRONT}---\n\n" + "\n\n".join(LINES), [escaping.plain(line) for line in LINES]),
    "live.txt": (LIVE, LINES[:8]),
    "pack.zip": (zipped({'in href="http:__[x].txt': "\n\n".join([HEADLINE, DAY, *LINES])}), LINES),
    'name href="[x]" {: #a } [b]: c.txt': ("\n\n".join(["A quiet headline", DAY, LINES[0]]), LINES[:1]),
    "beside.txt": ("\n\n".join(LINES), LINES),
    "beside.txt.meta.yml": (SIDECAR, []),
}
DESK = {
    "topics.yml": {
        "topics": [
            {
                "id": "links",
                "title": HEADLINE,
                "description": SHOWN[0],
                "threshold": 1,
                "rules": [{"phrases": ["council"], "name": SHOWN[2]}],
            }
        ]
    },
    "outlets.yml": {"outlets": [{"id": "post", "name": NAME, "domains": ["post.example"], "aliases": [SHOWN[2]]}]},
    "people.yml": {"people": [{"name": NAME, "aliases": [SHOWN[5]]}], "organisations": [{"name": SHOWN[3]}]},
    "places.yml": {"places": [{"name": SHOWN[0], "aliases": [SHOWN[2]], "lat": 50.0, "lon": 30.0}]},
    "checks.yml": {"silence": [{"code": "no-author", "path": SHOWN[0], "reason": SHOWN[2]}]},
}


def project(root):
    for name in ("docs", "generator/plugin/theme"):
        shutil.copytree(ROOT / name, root / name)
    (root / "briefings" / "_desk").mkdir(parents=True)
    for name, (data, _) in SOURCES.items():
        (root / "briefings" / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    for name, data in DESK.items():
        (root / "briefings" / "_desk" / name).write_text(yaml.safe_dump(data))


def words(path):
    return " ".join(document_fromstring(path.read_text("utf-8")).text_content().split())


@pytest.mark.parametrize("extensions", [(), ("footnotes",), ("sane_lists", "md_in_html")])
def test_shown_text_is_never_markup(extensions, tmp_path, monkeypatch):
    project(tmp_path)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    added = "".join(f"  - {name}\n" for name in extensions)
    (tmp_path / "mkdocs.yml").write_text(settings.replace("markdown_extensions:\n", f"markdown_extensions:\n{added}"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCES", raising=False)
    config = load_config("mkdocs.yml", strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    pages = [words(path) for path in (tmp_path / "site" / "documents").glob("*/index.html")]
    missing = {
        name: [line for line in lines if all(line not in text for text in pages)]
        for name, (_, lines) in SOURCES.items()
    }
    assert not any(missing.values())
    assert sum(HEADLINE in text for text in pages) >= 8
