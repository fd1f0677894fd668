"""Every code of a problem that the reference explains is produced here, from files as an editor might have them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator import exports
from generator.desk import EMPTY
from generator.exports import citations
from generator.pages import document
from generator.pipeline import build, isolation
from generator.pipeline.documents import Means
from generator.plugin.theme_language import settle
from generator.problems import CODES
from generator.publishing import manifest, size_limit
from generator.readers import building, dispatch
from generator.runtime.memo import Memo
from generator.runtime.serialisation import decode
from generator.settings import Settings
from tests.support.breaking import broken, is_of
from tests.support.leaks import words
from tests.support.packing import docx, pdf, zipped

SETTINGS = Settings()
DATED = "\n\nBy Lena Marsh\n\n6 May 2024\n\n"
STORM = "The ferry to the island stayed in port on Monday because of the storm, the harbour office said to reporters."
TEXT = f"Ferry stays in port{DATED}{STORM}\n"
LONG = "\n\n".join(STORM.replace("Monday", f"day {n} of {n * 7} since the {n + 3}th wave") for n in range(1, 12))
BOATS = "Mayor Anna Gladkova told the council that fishing boats were missing near the grain terminal on Monday."
LINES = [f"and in hour {n} of that night some {n * 7} boats were still out at sea in the storm" for n in range(6)]
LIVE = "Live: the storm\n\n{}" + "".join(f"1{n}:00\n\nBoat number {n} is home\n\n{STORM}\n\n" for n in range(4))
TOPICS = "topics: [{id: storms, title: Storms, description: S, threshold: 1, rules: [{phrases: [storm]}]}]\n"
PEOPLE = "people: [{name: Ada Holt}]\n"
TALES = {
    f"{n}.txt": f"Boats are missed on day {n}{DATED}{BOATS}\n\nThe council met {n * 13} times.\n" for n in range(4)
}

FILES = {
    "link": lambda root: (root / "a.txt").symlink_to("b.txt"),
    "not-a-file": lambda root: os.mkfifo(root / "a.txt"),
    "file-name": lambda root: (root / os.fsdecode(b"a\xff.txt")).write_text(TEXT),
    "folder-name": lambda root: (root / "a.txt").mkdir(),
    "not-text": {"a.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"},
    "too-large": ({"a.txt": TEXT * 9}, {"max_source_bytes": 300}),
    "many-problems": {"a.txt": "A \N{REPLACEMENT CHARACTER} word.\n\n" * 150},
    "page-limit": ({"a.txt": TEXT * 9}, {"max_page_chars": 300}),
    "damaged-file": {"a.pdf": b"%PDF-1.7\n"},
    "locked": lambda root: (root / "a.zip").write_bytes(locked()),
    "crowded-page": {"a.html": f"<h1>Ferry</h1><p {' '.join(f'a{n}=b' for n in range(600))}>{STORM}</p>"},
    "struck-text": {"a.html": f"<h1>Ferry</h1><p>Some <s>12</s> 14 boats. {STORM}</p>"},
    "scan": {"a.pdf": pdf([[], []])},
    "page-unreadable": {"a.pdf": pdf([[(11, STORM)], [(11, BOATS)]]).replace(b"/Type /Page /P", b"/Type /Nope /P", 1)},
    "page-heads": {"a.pdf": pdf([[(11, "Harbour Post"), *((11, line) for line in LINES)] for _ in range(4)])},
    "entities": {"a.docx": docx([("x", "a")], more={"word/x.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})},
    "member-skipped": {"a.zip": zipped({"a.txt": TEXT, "a.png": b"\x89PNG\r\n\x1a\n\0\0"})},
    "archive-too-large": ({"a.zip": zipped({f"{n}.txt": TEXT for n in range(5)})}, {"max_members": 2}),
    "archive-too-deep": ({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"a.txt": TEXT})})})}, {"max_depth": 1}),
    "record-skipped": {"a.jsonl": '{"title": "A", "text": "B"}\n{"size": 3}\n'},
    "no-record": {"a.json": '[{"size": 3}, {"size": 4}]'},
    "no-text": {"a.txt": ""},
    "same-bytes": {"a.txt": TEXT, "b.txt": TEXT},
    "assumed-encoding": {
        "a.txt": ("Die Fähre fährt über den Fluß und zurück, sagte der Bürgermeister. " * 3).encode("cp1252")
    },
    "damaged-text": {"a.txt": TEXT.replace("ferry", "f\N{REPLACEMENT CHARACTER}rry")},
    "nul-bytes": {"a.txt": TEXT.replace("island", "is\0land")},
    "front-matter": {"a.md": f"---\ntitle: [a\n---\n\n{STORM}\n"},
    "json-ld-unreadable": {"a.html": f'<script type="application/ld+json">{{</script><p>{STORM}</p>'},
    "no-headline": {"a.html": f"<p>{STORM}</p><p>{BOATS}</p>"},
    "no-date": {"a.txt": f"Ferry stays in port\n\n{STORM}\n"},
    "no-author": {"a.txt": f"Ferry stays in port\n\n{STORM}\n"},
    "no-outlet": {"a.txt": TEXT},
    "inferred-date": {"2024-05-06-storm.txt": f"Ferry stays in port\n\n{STORM}\n"},
    "impossible-value": {"a.txt": TEXT.replace("6 May 2024", "31 June 2024")},
    "consent-page": {
        "a.txt": "We value your privacy\n\nWe and our partners store and access information on a device, such as "
        "cookies, and process personal data, such as unique identifiers.\n"
    },
    "error-page": {"a.html": "<html><body><h1>Access Denied</h1><p>Reference 18.4</p></body></html>"},
    "placeholder": {"a.txt": TEXT.replace("Lena Marsh", "Firstname Lastname")},
    "menu-headline": {"a.md": f"[Sport](/s)\n\n[Harbour](/h)\n\n[Mail](/m)\n\n# Harbour{DATED}{STORM}\n"},
    "day-contradicted": {
        "a.txt": f"{TEXT}\nThe old pier by the lighthouse burned down on 3 July 2026, the mayor told the council.\n"
    },
    "weekday-contradicts": {"a.txt": TEXT.replace("6 May", "Friday, 6 May")},
    "missing-posts": {"a.txt": LIVE.format("6 May 2024\n\n12 posts\n\n")},
    "posts-without-time": {"a.txt": LIVE.format("")},
    "no-topic": {"a.txt": TEXT.replace("storm", "wind"), "_desk/topics.yml": TOPICS},
    "topic-suggested": {**TALES, "_desk/topics.yml": TOPICS},
    "unused-topic": {"a.txt": TEXT.replace("storm", "wind"), "_desk/topics.yml": TOPICS},
    "unknown-topic": {"a.txt": TEXT, "a.meta.yml": "topics: {add: [strms]}\n", "_desk/topics.yml": TOPICS},
    "unlisted-name": {**TALES, "_desk/people.yml": PEOPLE},
    "near-copy": {"a.txt": f"Storm{DATED}{LONG}", "b.txt": f"Storm again\n\nBy Tom Birch\n\n7 May 2024\n\n{LONG}"},
    "restricted-copy": {
        "a.txt": f"Storm{DATED}{LONG}",
        "b.txt": f"Storm again\n\nBy Tom Birch\n\n7 May 2024\n\n{LONG}",
        "b.meta.yml": "rights: excerpt\n",
    },
    "unused-silence": {"a.txt": TEXT, "_desk/checks.yml": "silence: [{code: scan, reason: Seen.}]\n"},
    "redirect": {"a.txt": TEXT, "_desk/redirects.yml": "redirects: [{from: documents/a/, to: documents/b/}]\n"},
    "same-address": {"ferry ))!)!+ times.txt": TEXT, "ferry ),-~_- times.txt": LIVE.format("6 May 2024")},
    "sidecar": {"a.txt": TEXT, "a.meta.yml": "headlines: x\n"},
    "override-stale": {"a.txt": TEXT, "a.meta.yml": "set_aside: [{exact: These words never stood there.}]\n"},
    "sidecar-alone": {"a.txt": TEXT, "c.meta.yml": "headline: x\n"},
}
"""For each code the files that make it, with settings where it needs some."""


def locked():
    data = bytearray(zipped({"a.txt": "Words.", "b.txt": "More."}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def codes_of(folder, **settings):
    """What a build of the folder tells, and where."""
    desk = build.load_desk_folder(folder / build.DESK)
    corpus = build.build(folder, desk, replace(SETTINGS, **settings), Means(), public=False)
    return {problem.code: problem for problem in corpus.problems}


@pytest.mark.parametrize("code", FILES)
def test_files_make_their_problem(tmp_path, code):
    made = FILES[code]
    (tmp_path / "b.txt").write_text(f"Other news\n\n7 May 2024\n\n{BOATS}\n")
    if callable(made):
        made(tmp_path)
        files, settings = {}, {}
    else:
        files, settings = made if isinstance(made, tuple) else (made, {})
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    told = codes_of(tmp_path, **settings)
    assert code in told
    assert told[code].message


def a_desk_file_with_a_mistake(root):
    (root / "topics.yml").write_text("topics: 3\n")
    with pytest.raises(build.DeskError) as caught:
        build.load_desk_folder(root)
    return caught.value.problems


def a_path_that_is_too_long(root):
    here = Path.cwd()
    os.chdir(root)
    for _ in range(20):
        Path("d" * 250).mkdir()
        os.chdir("d" * 250)
    Path("a.txt").write_text(TEXT)
    os.chdir(here)
    return build.collect(root).problems


def a_library_that_is_missing(root, monkeypatch):
    monkeypatch.setattr(building.importlib, "import_module", missing)
    (root / "a.pdf").write_bytes(pdf([[(11, "x")]]))
    return dispatch.read(build.collect(root).sources[0], SETTINGS).problems


def missing(name):
    raise ImportError(name)


def an_archive_where_one_text_is_asked_for(root):
    (root / "a.zip").write_bytes(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data = (root / "a.zip").read_bytes()
    return dispatch.read(build.Source(path="a.zip", data=data, sha256=""), SETTINGS).problems


def a_reader_that(fails):
    def problems(root, monkeypatch):
        (root / "a.txt").write_text(TEXT)
        good = dispatch.READERS["text/plain"]
        bad = lambda source, settings: fails() if source.path == "a.txt" else good(source, settings)  # noqa: E731
        monkeypatch.setitem(dispatch.READERS, "text/plain", bad)
        (data,) = isolation.documents(build.collect(root).sources, replace(SETTINGS, read_seconds=1.0))
        return decode(data).problems

    return problems


def raises():
    raise LookupError("nothing there")


def never_ends():
    while True:
        pass


def takes_all_memory():
    return bytes(SETTINGS.read_memory_bytes * 2)


def a_site_that_was(change):
    def problems(root):
        (root / "index.html").write_text("<p>Home</p>")
        manifest.write(root, {})
        change(root)
        return manifest.verify(root)

    return problems


def a_site_that_is_too_large(root):
    (root / "data").mkdir()
    (root / "data" / "a.db").write_bytes(bytes(1_200_000))
    (root / "index.html").write_bytes(bytes(300_000))
    assert size_limit.oversize(root, 1.6) is size_limit.oversize(root, 0) is None
    problem = size_limit.oversize(root, 1)
    assert "the site has 1.5 MB, more than the 1 MB" in problem.message
    assert "the most is in data/ (1.2 MB), index.html (0.3 MB): " in problem.message
    return [problem]


def a_theme_that_speaks_french(root):
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: S\ntheme:\n  name: material\n  language: fr\n")
    return settle(load_config(str(root / "mkdocs.yml")))


def what_cannot_be(where, name):
    """The problems of a folder of two documents, one of which a function cannot take."""

    def problems(root, monkeypatch):
        for day, path in ((6, "a.txt"), (7, "b.txt")):
            (root / path).write_text(f"Ferry stays in port\n\n{day} May 2024\n\n{STORM}\n")
        broken(monkeypatch, where, name, lambda value: is_of(value, "a.txt"))
        whole = build.build(root, EMPTY, SETTINGS)
        return (*whole.problems, *exports.failures(whole, SETTINGS, Memo()))

    return problems


OTHERS = {
    "document-failed": what_cannot_be(build.rights, "restricted"),
    "page-failed": what_cannot_be(document, "key_points"),
    "export-failed": what_cannot_be(citations, "reference"),
    "site-size": a_site_that_is_too_large,
    "desk": a_desk_file_with_a_mistake,
    "unreadable": a_path_that_is_too_long,
    "missing-library": a_library_that_is_missing,
    "holds-many": an_archive_where_one_text_is_asked_for,
    "reading-failed": a_reader_that(raises),
    "reading-timeout": a_reader_that(never_ends),
    "reading-memory": a_reader_that(takes_all_memory),
    "reading-ended": a_reader_that(os.abort),
    "file-added": a_site_that_was(lambda root: (root / "new.html").write_text("x")),
    "file-changed": a_site_that_was(lambda root: (root / "index.html").write_text("x")),
    "file-removed": a_site_that_was(lambda root: (root / "index.html").unlink()),
    "language": a_theme_that_speaks_french,
    "manifest-unreadable": a_site_that_was(lambda root: (root / manifest.NAME).write_text("x")),
}
"""What no file of a folder alone can make."""


@pytest.mark.parametrize("code", OTHERS)
def test_other_trouble_makes_its_problem(tmp_path, monkeypatch, code):
    make = OTHERS[code]
    told = make(tmp_path, monkeypatch) if make.__code__.co_argcount > 1 else make(tmp_path)
    assert code in {problem.code for problem in told}


def test_every_code_is_made_here_and_explained():
    assert set(FILES) | set(OTHERS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_explanations_are_sentences_that_help(code):
    assert CODES[code].endswith((".", "?"))
    assert len(words(CODES[code])) >= 4
