"""One thing that cannot be made: it is told with page, source and exception, and everything else is made."""

import errno
import os
import re
import sqlite3

import pytest

from generator import exports
from generator.addresses import document_path, text_path
from generator.corpus import assembly, checks, comparisons
from generator.exports import cards, citations, feeds, head_metadata
from generator.exports.dataset import rows
from generator.i18n import CODES as LANGUAGES
from generator.i18n import Interface
from generator.model import Document
from generator.pages import corrections, days, document, home, indexes, overrides, quotations, story, timeline, topic
from generator.pipeline import build, isolation
from generator.publishing.search import facets
from generator.runtime.containment import CODES, OPEN, Contained, Thing, described
from generator.runtime.memo import Memo
from generator.settings import Settings
from tests.support.breaking import BAD, FAULT, always, broken, is_of
from tests.support.making import TOPICS

PAGE = document_path(BAD)
OTHERS = ("bridge.txt", "mill.txt", "storm.txt")
SITE = Settings(site_url="https://site.example/")


def text(subject, day):
    return (
        f"Shelling near the {subject}\n\nBy Lena Marsh\n\n{day} May 2024\n\n"
        f"The mayor of Ridgeport, Ada Holt, said shelling near the {subject} hurt 12 people on Monday.\n\n"
        f"“We will mend the {subject} before the winter comes,” Ada Holt told reporters in Ridgeport.\n"
    )


@pytest.fixture
def sources(tmp_path):
    root = tmp_path / "briefings"
    (root / "_desk").mkdir(parents=True)
    (root / "_desk" / "topics.yml").write_text(TOPICS)
    (root / "_desk" / "people.yml").write_text("people: [{name: Ada Holt}]\n")
    for day, name in enumerate((BAD, *OTHERS), start=6):
        (root / name).write_text(text(name.removesuffix(".txt"), day))
    return root


def made(sources, settings=SITE):
    """The corpus, everything made of it by path, and the problems of what could not be made."""
    whole = build.build(sources, build.load_desk_folder(sources / build.DESK), settings)
    held = Contained()
    files = {}
    for one in exports.everything(whole, settings, Memo(), held):
        files[one.path] = b"".join(exports.pieces(one))
    held.settle()
    return whole, files, [one for one in (*whole.problems, *held.problems) if one.code in CODES]


def names_all(problem, page=PAGE):
    return problem.path == BAD and page in problem.message and f"ValueError: {FAULT}" in problem.message


def test_a_document_that_cannot_be_marked_says_so(sources, monkeypatch):
    broken(monkeypatch, isolation, "_marked")
    whole, files, (problem,) = made(sources)
    assert problem.code == "reading-failed"
    assert FAULT in files[PAGE].decode()
    assert len(whole.documents) == 1 + len(OTHERS)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (build.rights, "restricted"),
        (assembly, "entries_of"),
        (assembly, "_newest"),
        (assembly, "document_day"),
        (comparisons, "_of_document"),
        (checks, "_phrases"),
    ],
)
def test_a_document_that_breaks_the_corpus_is_empty_and_the_others_are_whole(sources, monkeypatch, where, name):
    broken(monkeypatch, where, name)
    if name == "_phrases":  # which looks at documents of no topic
        (sources / BAD).write_text((sources / BAD).read_text().replace("helling", "torm"))
    whole, files, (problem,) = made(sources)
    assert problem.code == "document-failed"
    assert names_all(problem)
    assert {one.path for one in whole.documents} == {BAD, *OTHERS}
    page = files[PAGE].decode()
    assert "near the ferry" not in page
    assert FAULT in page
    for other in OTHERS:
        assert f"near the {other.removesuffix('.txt')}" in files[document_path(other)].decode()
    assert FAULT in files["desk.md"].decode()


@pytest.mark.parametrize("rights", ["excerpt", "link"])
def test_what_may_not_be_shown_is_not_said_of_a_broken_document(sources, monkeypatch, rights):
    (sources / "ferry.meta.yml").write_text(f"rights: {rights}\n")
    broken(monkeypatch, comparisons, "_of_document")
    whole, _, (problem,) = made(sources)
    assert "ValueError" in problem.message
    assert FAULT not in problem.message
    assert next(one for one in whole.documents if one.path == BAD).metadata.rights.value == rights


def test_an_internal_document_that_breaks_the_corpus_stays_internal(sources, monkeypatch):
    (sources / "ferry.meta.yml").write_text("rights: internal\n")
    broken(monkeypatch, build.rights, "as_strict")
    whole, files, problems = made(sources)
    assert not problems
    assert BAD not in {one.path for one in whole.documents}
    assert not [path for path, data in files.items() if b"ferry" in data]


def test_a_mistake_that_every_document_meets_raises(sources, monkeypatch):
    broken(monkeypatch, assembly, "entries_of", lambda value: isinstance(value, Document) and value.reading.text)
    with pytest.raises(ValueError, match=FAULT):
        made(sources)


def test_a_mistake_that_needs_no_document_raises(sources, monkeypatch):
    broken(monkeypatch, build, "assemble", always)
    with pytest.raises(ValueError, match=FAULT):
        made(sources)


AGGREGATES = {
    "search.md": (home, "search", always),
    "changes.md": (overrides, "page", always),
    "timeline.md": (timeline, "_told", always),
    "topics/border-attacks.md": (topic, "page", lambda value: getattr(value, "id", "") == "border-attacks"),
    "topics/index.md": (topic, "_row", always),
    "days/2024-05-06.md": (days, "view", lambda value: getattr(value, "day", None) and value.day.day == 6),
    "days/index.md": (days, "of_days", always),
    "stories/index.md": (story, "overview", always),
    "outlets/unknown.md": (indexes, "documents_by_day", always),
    "people/index.md": (indexes, "_names_overview", lambda value: value == "people"),
    "quotations/index.md": (quotations, "_row", always),
    "corrections.md": (corrections, "corrected", is_of),
    "index.md": (home, "document_item", is_of),
}


@pytest.mark.parametrize("path", AGGREGATES)
def test_a_page_of_several_sources_says_that_it_could_not_be_made(sources, monkeypatch, path):
    _, before, _ = made(sources)
    broken(monkeypatch, *AGGREGATES[path])
    _, files, (problem,) = made(sources)
    assert problem.code == "page-failed"
    assert f"the page {path}: ValueError: {FAULT}" in problem.message
    assert "This page could not be made" in files[path].decode()
    assert FAULT in files["desk.md"].decode()
    changed = {one for one in before if before[one] != files.get(one)}
    assert changed - {"index.md", "data/briefings.db"} == {path, "desk.md"} - {"index.md"}


def test_the_source_at_work_is_named(sources, monkeypatch):
    broken(monkeypatch, *AGGREGATES["corrections.md"])
    assert made(sources)[2][0].path == BAD


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_one_document_says_so_in_each_language(sources, monkeypatch, language):
    broken(monkeypatch, document, "key_points")
    _, files, (problem,) = made(sources, Settings(language=language))
    assert problem.code == "page-failed"
    assert names_all(problem)
    page = files[PAGE].decode()
    assert Interface(language).say("page-failed") in page
    assert BAD in page
    assert FAULT not in page


def test_a_long_text_that_cannot_be_written_says_so(sources, monkeypatch):
    broken(monkeypatch, document, "clean", lambda value: "near the ferry" in value)
    _, files, (problem,) = made(sources, Settings(max_page_chars=100))
    assert names_all(problem, text_path(BAD))
    assert files[text_path(BAD)] == b"This page could not be made\n"


EXPORTS = {
    "reference": (citations, "reference"),
    "item": (feeds, "_html"),
    "data": (rows, "title_of"),
    "text of the data": (rows, "label_of"),
}
FILES = {"reference": "citations.csl.json", "item": "feed.json", "data": "data/documents.json"}


@pytest.mark.parametrize("name", EXPORTS)
def test_files_for_programs_have_what_can_be_made(sources, monkeypatch, name):
    _, before, _ = made(sources)
    broken(monkeypatch, *EXPORTS[name])
    _, files, problems = made(sources)
    assert {problem.code for problem in problems} == {"export-failed"}
    assert any(map(names_all, problems))
    assert before.keys() == files.keys()
    path = FILES.get(name, "data/posts.json")
    assert b"near the ferry" in before[path]
    assert b"near the ferry" not in files[path]
    assert all(b"near the " + other.removesuffix(".txt").encode() in files[path] for other in OTHERS)


def test_data_without_a_document_refers_to_nothing_that_is_not_there(sources, monkeypatch, tmp_path):
    broken(monkeypatch, *EXPORTS["text of the data"])
    (tmp_path / "a.db").write_bytes(made(sources)[1]["data/briefings.db"])
    base = sqlite3.connect(tmp_path / "a.db")
    assert base.execute("SELECT count(*) FROM posts").fetchone() == (len(OTHERS),)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()


@pytest.mark.parametrize("form", ["_atom_entry", "_rss_item", "_json_item"])
def test_an_item_that_one_format_cannot_hold_is_in_the_others(sources, monkeypatch, form):
    broken(monkeypatch, feeds.formats, form, lambda item: "ferry" in item.title)
    _, files, (problem,) = made(sources)
    assert FAULT in problem.message
    there = {suffix: b"near the ferry" in files[f"feed{suffix}"] for suffix in feeds.SUFFIXES}
    assert sorted(there.values()) == [False, True, True]


def whole_of(sources):
    return build.build(sources, build.load_desk_folder(sources / build.DESK), SITE)


def test_a_head_that_cannot_be_made_is_left_out(sources, monkeypatch):
    broken(monkeypatch, head_metadata, "_document")
    held = Contained()
    found = head_metadata.heads(whole_of(sources), SITE, held)
    assert PAGE not in found
    assert all(document_path(name) in found for name in OTHERS)
    assert names_all(held.problems[0])


def test_a_card_that_cannot_be_made_is_left_out(sources, monkeypatch):
    broken(monkeypatch, cards, "_of_day", lambda value: getattr(value, "day", None) == 6)
    held = Contained()
    found = cards.cards(whole_of(sources), SITE, held)
    assert "days/2024-05-06.md" not in found
    assert "days/2024-05-07.md" in found
    assert "days/2024-05-06.md: ValueError" in held.problems[0].message


def test_what_the_search_cannot_know_is_left_out(sources, monkeypatch):
    broken(monkeypatch, facets, "entry_of")
    whole, held = whole_of(sources), Contained()
    places = {path: path for path in (f"{page}.md" for page in whole.pages)}
    assert {one.path for one in facets.entries(whole, (), places, held)} >= set(map(document_path, OTHERS))
    assert names_all(held.problems[0])


def attempts(*outcomes):
    held = Contained()
    for number, outcome in enumerate(outcomes):
        thing = Thing(kind="page", page=f"{number}.md")
        held.attempt(thing, lambda outcome=outcome: 1 / outcome, lambda _: 0)
    return held


@pytest.mark.parametrize("outcomes", [(), (1,), (0,), (1, 0), (0, 0, 1)])
def test_what_some_meet_is_contained(outcomes):
    held = attempts(*outcomes)
    held.settle()
    assert len(held.problems) == outcomes.count(0)


def test_what_all_of_several_meet_raises():
    with pytest.raises(ZeroDivisionError):
        attempts(0, 0).settle()


def test_one_thing_that_fails_again_and_again_is_one_problem():
    held, thing = Contained(), Thing(kind="page", page="a.md")
    for _ in range(3):
        assert held.attempt(thing, lambda: 1 / 0, lambda problem: problem).path == "a.md"
    held.settle()
    assert len(held.problems) == 1


def full_disk():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("make", [full_disk, lambda: bytes(1 << 62)])
def test_what_the_machine_cannot_do_is_nobodys_fault(make):
    with pytest.raises((OSError, MemoryError)):
        Contained().attempt(Thing(kind="page", page="a.md"), make, lambda _: None)


def test_without_containment_every_exception_is_the_callers():
    with pytest.raises(ZeroDivisionError):
        OPEN.attempt(Thing(kind="page", page="a.md"), lambda: 1 / 0, lambda _: 0)


def test_an_exception_is_one_short_line():
    line = described(ValueError("a\nb " + "c" * 1_000))
    assert line.startswith("ValueError: a b ccc")
    assert "\n" not in line
    assert len(line) < 300


def test_the_line_of_the_package_that_raised_is_named(sources, monkeypatch):
    broken(monkeypatch, document, "key_points")
    (problem,) = made(sources)[2]
    assert re.search(r"\(generator/pages/[\w/]+\.py:\d+\)", problem.message)
