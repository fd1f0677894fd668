import base64
import gzip
import json
import os
import random
import shutil
from pathlib import Path
from threading import Event

import pagefind_bin
import pytest

from generator.publishing import search
from generator.publishing.search import Background, Entry, SearchError
from generator.publishing.search.entries import reduced
from generator.publishing.search.pagefind import Run, Stopped

PAGE = """<!doctype html><html lang="en"><head><title>x</title></head><body><nav>Navigation harbour</nav>
<article data-pagefind-filter="topic:forged"><h1 id="document">The mill burns<a class="headerlink" href="#d">¶</a></h1>
<p class="subtitle">Two roofs lost</p>
<p class="meta">Harbour Post · By Ada Holt
<a class="badge" href="../t/">Fires</a> <em class="inferred">inferred</em></p>
<h2 id="key-points">Key points</h2><ul><li>Nobody was hurt.<a class="to-text" href="#p-1">¶</a></li></ul>
<h2 id="text">Text</h2>
<p id="p-0000000a" data-pagefind-ignore onclick="x" class="y">The mill burned down &lt;on&gt; <em>Monday</em>.</p>
<h3 id="post-0000000b">Fire out</h3><p class="meta">10:30</p><p id="p-0000000c">Nobody was hurt.</p>
<p class="portion">The rest of it.</p><h2 id="record">Source record</h2><p>SHA-256</p></article></body></html>"""
FACETS = (("kind", "article"), ("outlet", 'A "quoted" <b>name</b> & more'), ("topic", "fires"), ("topic", "mills"))
HAND = '<html lang="en"><body><article><h1>About</h1><p>How the <b>desk</b> works.</p></article></body></html>'


def make_site(folder: Path, number: int = 1) -> tuple[Entry, ...]:
    entries = [Entry(path="about/index.html", facets=(("kind", "page"),))]
    entries += [
        Entry(
            path=f"documents/d{one}/index.html", facets=(*FACETS, ("person", f"P {one}")), day=f"2024-05-{one + 1:02}"
        )
        for one in range(number)
    ]
    for entry in entries:
        path = folder / entry.path
        path.parent.mkdir(parents=True)
        path.write_text(HAND if "about" in entry.path else PAGE.replace("burns", f"burns {path.parent.name}"), "utf-8")
    return tuple(entries)


def fragments(site: Path) -> dict[str, dict]:
    """What the index says of each page, by address."""
    files = (site / "pagefind" / "fragment").iterdir()
    texts = (gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd") for path in files)
    return {one["url"]: one for one in map(json.loads, texts)}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_document_is_found_by_its_text_and_not_by_what_the_site_says_about_it(tmp_path):
    search.write(tmp_path, make_site(tmp_path))
    found = fragments(tmp_path)["/documents/d0/"]
    assert found["content"] == (
        "The mill burns d0. Two roofs lost. Harbour Post · By Ada Holt The mill burned down <on> Monday. Fire out. "
        "Nobody was hurt. The rest of it."
    )
    assert found["meta"] == {"title": "The mill burns d0", "day": "2024-05-01"}
    assert [(anchor["element"], anchor["id"]) for anchor in found["anchors"]] == [
        ("h1", "document"),
        ("p", "p-0000000a"),
        ("h3", "post-0000000b"),
        ("p", "p-0000000c"),
    ]


def test_facets_come_from_the_entry_alone_and_read_as_they_are(tmp_path):
    search.write(tmp_path, make_site(tmp_path))
    found = fragments(tmp_path)
    assert found["/documents/d0/"]["filters"] == {
        "kind": ["article"],
        "outlet": ['A "quoted" <b>name</b> & more'],
        "person": ["P 0"],
        "topic": ["fires", "mills"],
    }
    assert found["/about/"]["filters"] == {"kind": ["page"]}
    assert found["/about/"]["content"] == "About. How the desk works."
    assert "day" not in found["/about/"]["meta"]


def test_a_page_that_quotes_is_found_by_its_headline_and_names():
    page = b"<article><h1>Mill</h1><p class=meta>2 documents</p><p>Quoted</p><p class=names>Ada Holt</p></article>"
    body = reduced(page, Entry(path="x", facets=(), quoting=True)).partition("<body>")[2]
    assert body == "<h1>Mill</h1><p>2 documents</p><p>Ada Holt</p></body>"


def test_a_page_cannot_say_how_it_is_indexed():
    text = reduced(PAGE.encode(), Entry(path="x", facets=()))
    assert "forged" not in text
    assert "data-pagefind-ignore" not in text
    assert "onclick" not in text


def test_only_what_the_pages_load_is_in_the_index(tmp_path):
    search.write(tmp_path, make_site(tmp_path))
    assert [name for name in tree(tmp_path / "pagefind") if "ui" in name or "highlight" in name] == []
    assert {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"} <= tree(tmp_path / "pagefind").keys()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_the_index_is_the_same_byte_for_byte_in_any_order_and_any_folder(tmp_path):
    one, two = tmp_path / "one", tmp_path / "a longer name" / "two"
    entries = make_site(one, 30)
    shuffled = list(make_site(two, 30))
    random.Random(3).shuffle(shuffled)
    search.write(one, entries)
    search.write(two, iter(shuffled))
    assert tree(one / "pagefind") == tree(two / "pagefind")


def test_a_new_index_takes_the_place_of_the_old(tmp_path):
    entries = make_site(tmp_path, 3)
    search.write(tmp_path, entries)
    search.write(tmp_path, entries[:2])
    assert set(fragments(tmp_path)) == {"/about/", "/documents/d0/"}


def test_a_platform_without_a_program_is_known(tmp_path, monkeypatch):
    assert search.program()
    monkeypatch.setattr(pagefind_bin, "this_dir", tmp_path)
    assert search.program() is None
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nothing"))
    assert search.program() is None
    with pytest.raises(SearchError, match="no program for this platform"):
        search.write(tmp_path, make_site(tmp_path))


def test_a_program_that_fails_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", shutil.which("false") or "")
    with pytest.raises(SearchError, match="Pagefind ended without an answer"):
        search.write(tmp_path, make_site(tmp_path))
    assert not (tmp_path / "pagefind").exists()


class Heard:
    """What the background said, and a way to wait for it."""

    def __init__(self):
        self.lines, self.event = [], Event()
        self.background = Background(tell=self.hear)

    def hear(self, line):
        self.lines.append(line)
        self.event.set()

    def run(self, site, entries):
        self.event.clear()
        self.background.start(site, entries)
        assert self.event.wait(60)
        self.background.stop()
        return self.lines[-1]


def test_the_background_makes_the_index_again_only_for_changed_pages(tmp_path, monkeypatch):
    entries = make_site(tmp_path, 2)
    heard = Heard()
    assert heard.run(tmp_path, entries) == "The search index is made: 3 pages"
    made = tree(tmp_path / "pagefind")
    shutil.rmtree(tmp_path / "pagefind")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", shutil.which("false") or "")
    assert heard.run(tmp_path, entries) == "The search index is made: 3 pages"
    assert tree(tmp_path / "pagefind") == made
    (tmp_path / entries[0].path).write_text(HAND.replace("desk", "office"))
    assert "could not be made: Pagefind ended without an answer" in heard.run(tmp_path, entries)
    monkeypatch.delenv("PAGEFIND_BINARY_PATH")
    assert heard.run(tmp_path, entries) == "The search index is made: 3 pages"
    assert "office" in fragments(tmp_path)["/about/"]["content"]


def test_the_background_says_what_is_missing_and_can_go_on(tmp_path):
    entries = make_site(tmp_path)
    heard = Heard()
    (tmp_path / entries[0].path).rename(tmp_path / "away")
    assert "could not be made" in heard.run(tmp_path, entries)
    (tmp_path / "away").rename(tmp_path / entries[0].path)
    assert "is made" in heard.run(tmp_path, entries)


def test_an_index_that_is_not_wanted_any_more_ends_at_once(tmp_path, monkeypatch):
    pipe, program = tmp_path / "pipe", tmp_path / "program"
    os.mkfifo(pipe)
    program.write_text(f"#!/bin/sh\necho started > {pipe}\nexec sleep 3600\n")
    program.chmod(0o755)
    entries = make_site(tmp_path)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    heard = Heard()
    heard.background.start(tmp_path, entries)
    assert pipe.read_text() == "started\n"
    heard.background.stop()
    heard.background.stop()
    assert heard.lines == []
    assert not (tmp_path / "pagefind").exists()


def test_a_run_that_was_stopped_before_it_began_asks_for_nothing(tmp_path):
    run = Run()
    run.stop()
    with pytest.raises(Stopped):
        run.index(tmp_path, make_site(tmp_path), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_pagefind_refuses_is_named(tmp_path, monkeypatch):
    answer = base64.b64encode(b'{"payload": {"type": "Error", "message": "no such thing"}}').decode()
    (tmp_path / "program").write_text(f"#!/bin/sh\nprintf {answer},\nexec cat > /dev/null\n")
    (tmp_path / "program").chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "program"))
    with pytest.raises(SearchError, match="Pagefind says: no such thing"):
        search.write(tmp_path, make_site(tmp_path))
