from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import replace

import grimp
import pytest

from generator.annotate.entities import gazetteer
from generator.desk import load_desk
from generator.model import Source
from generator.pipeline import documents
from generator.pipeline.documents import Means, marked, read
from generator.runtime.cache import Cache
from generator.runtime.memo import Memo
from generator.runtime.serialisation import decode
from generator.runtime.workers import WORTH_A_POOL, WorkersError
from generator.settings import Settings
from tests.support.making import DESK, TOPICS
from tests.support.sources import BODY, MORE, source

SETTINGS = Settings()
SOURCES = tuple(
    source(f"The {name} of the town\n\n3 May 2024\n\n{text}", f"{name}.txt")
    for name, text in (("bridge", BODY), ("market", MORE), ("river", BODY + MORE))
)
OTHER_DESK = load_desk({"topics.yml": TOPICS.replace("shelling", "bridge").encode()})


@pytest.fixture
def counted(monkeypatch):
    """Paths of the sources that are read, and of the documents that are marked, while the test runs."""
    calls = []
    reading, marking = documents._read, documents._read_and_mark

    def counting_read(group, *rest, **more):
        calls.extend(f"read {one.path}" for one in group)
        return reading(group, *rest, **more)

    def counting_mark(group, *rest, **more):
        calls.extend(f"read {one.path}" for one in group if isinstance(one, Source))
        calls.extend(f"mark {(one if isinstance(one, Source) else decode(one)).path}" for one in group)
        return marking(group, *rest, **more)

    monkeypatch.setattr(documents, "_read", counting_read)
    monkeypatch.setattr(documents, "_read_and_mark", counting_mark)
    return calls


@pytest.fixture
def cached(tmp_path):
    """A function that opens the cache for one call and closes it again, as a build does."""

    def cached(sources, desk=DESK, settings=SETTINGS, known=None):
        with closing(Cache(tmp_path / "cache", print)) as cache:
            return marked(sources, desk, settings, Means(cache=cache, known={} if known is None else known))

    return cached


def all_of(*verbs, paths=("bridge.txt", "market.txt", "river.txt")):
    return [f"{verb} {path}" for verb in verbs for path in paths]


def test_nothing_is_read_twice(cached, counted):
    plain = marked(SOURCES, DESK, SETTINGS, Means())
    counted.clear()
    assert cached(SOURCES) == plain
    assert counted == all_of("read", "mark")
    assert cached(SOURCES) == plain
    assert counted == all_of("read", "mark")


def test_the_gazetteer_is_held_for_a_few_documents_and_not_after_many():
    many = [source(BODY, f"{number}.txt") for number in range(WORTH_A_POOL)]
    for some, held in ((many[:1], 1), (many, 0)):
        marked(some, DESK, SETTINGS, Means())
        assert gazetteer.world.cache_info().currsize == held


def test_what_could_not_be_read_is_tried_again(cached, counted):
    hasty = replace(SETTINGS, read_seconds=1e-6)
    for _ in range(2):
        (lost,) = cached(SOURCES[:1], settings=hasty)
        assert "reading-timeout" in {problem.code for problem in lost.problems}
    assert counted == 2 * all_of("read", "mark", paths=("bridge.txt",))


@pytest.mark.parametrize(("settings", "lost"), [(SETTINGS, False), (replace(SETTINGS, read_seconds=1e-6), True)])
def test_a_document_goes_by_its_source_unless_it_was_lost(settings, lost):
    memo = Memo()
    (one,) = marked(SOURCES[:1], DESK, settings, Means(memo=memo))
    assert (memo.digest(one) == Memo().digest(one)) is lost


def test_what_is_known_needs_no_cache(counted):
    known = {}
    first = marked(SOURCES, DESK, SETTINGS, Means(known=known))
    second = marked(SOURCES[1:], DESK, SETTINGS, Means(known=known))
    assert [id(one) for one in second] == [id(one) for one in first[1:]]
    assert counted == all_of("read", "mark")
    assert len(known) == 2


def test_another_desk_reads_nothing(cached, counted):
    cached(SOURCES)
    counted.clear()
    found = cached(SOURCES, OTHER_DESK)
    assert counted == all_of("mark")
    assert found == marked(SOURCES, OTHER_DESK, SETTINGS, Means())
    assert [one.topics for one in found] != [one.topics for one in cached(SOURCES)]


@pytest.mark.parametrize(
    "changed",
    [
        {"data": BODY.encode(), "sha256": "1"},
        {"path": "elsewhere.txt"},
        {"sidecar": b"headline: Other"},
        {"sidecar": b""},
    ],
    ids=["bytes", "path", "sidecar", "empty sidecar"],
)
def test_a_source_that_changed_is_read_again(cached, counted, changed):
    cached(SOURCES)
    counted.clear()
    new = replace(SOURCES[1], **changed)
    assert cached((SOURCES[0], new, SOURCES[2])) == marked((SOURCES[0], new, SOURCES[2]), DESK, SETTINGS, Means())
    assert counted[:2] == all_of("read", "mark", paths=[new.path])


def test_other_settings_read_again_but_the_sites_name_and_address_do_not(cached, counted):
    cached(SOURCES)
    counted.clear()
    cached(SOURCES, settings=replace(SETTINGS, site_name="Other", site_url="https://example.org/"))
    assert not counted
    (first, *_) = cached(SOURCES, settings=replace(SETTINGS, max_page_chars=50))
    assert counted == all_of("read", "mark")
    assert [problem.code for problem in first.problems if problem.code == "page-limit"] == ["page-limit"]


def test_names_by_the_model_are_marked_anew_and_kept_apart(cached, counted):
    text = "Council hears two\n\nThe council heard Mirela Vasko twice, and Ruvim Talaq once, before the vote.\n"
    sources = (source(text, "a.txt"),)

    def people(settings):
        (one,) = cached(sources, settings=settings)
        return [mention.name for mention in one.posts[0].mentions if mention.kind == "person"]

    assert people(SETTINGS) == []
    counted.clear()
    assert people(replace(SETTINGS, nlp=True)) == ["Mirela Vasko", "Ruvim Talaq"]
    assert counted == ["mark a.txt"]
    assert people(SETTINGS) == []
    assert counted == ["mark a.txt"]


def test_other_code_reads_again(cached, counted, monkeypatch):
    cached(SOURCES)
    counted.clear()
    monkeypatch.setattr(documents, "version", lambda: "other")
    cached(SOURCES)
    assert counted == all_of("read", "mark")


@pytest.fixture
def version():
    """The version as a process finds it that has just begun."""

    def forget():
        documents._code.cache_clear()
        documents._libraries.cache_clear()

    def found():
        forget()
        return documents.version.__wrapped__()

    yield found
    forget()


def test_the_version_follows_the_code_and_the_libraries(tmp_path, monkeypatch, version):
    versions = [version()]
    monkeypatch.setattr(documents, "CODE", tmp_path)
    for name, text in (("model.py", "1"), ("model.py", "2"), ("readers/en.toml", "2"), ("desk/files.py", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        versions.append(version())
    assert len(set(versions)) == 5
    for name in ("plugin/__init__.py", "feeds.py", "pages/day.py", "readers/a.md.j2", "__pycache__/a.pyc", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("other")
    assert version() == versions[-1]
    monkeypatch.setattr(documents.metadata, "version", lambda package: f"{package} of tomorrow")
    assert version() != versions[-1]


def test_all_code_that_makes_documents_counts_for_their_version():
    needed = grimp.build_graph("generator", cache_dir=None).find_upstream_modules("generator.pipeline.isolation")
    assert {name.split(".")[1] for name in needed - {"generator"}} <= documents.READING


def test_an_entry_that_is_no_document_is_made_again(cached, counted, monkeypatch):
    plain = cached(SOURCES)
    counted.clear()
    monkeypatch.setattr(documents, "decode", lambda data: documents_decode(data.replace(b"article", b"nothing")))
    documents_decode = __import__("generator.runtime.serialisation", fromlist=["decode"]).decode
    with pytest.raises(ValueError, match="nothing"):
        cached(SOURCES)
    assert counted == all_of("read", "mark")
    monkeypatch.undo()
    assert cached(SOURCES) == plain


class Backwards(Executor):
    """Runs what it is given last first."""

    def map(self, fn, *iterables, **_):
        calls = list(zip(*iterables, strict=True))
        return reversed([fn(*call) for call in reversed(calls)])

    def submit(self, *_, **__):
        return Future()


def test_the_executor_changes_nothing():
    plain = marked(SOURCES, DESK, SETTINGS, Means())
    with ThreadPoolExecutor(2) as threads:
        for executor in (Backwards(), threads):
            assert marked(SOURCES, DESK, SETTINGS, Means(workers=lambda _, it=executor: nullcontext(it))) == plain


def test_what_other_code_would_read_is_refused(monkeypatch):
    versions = iter(["ours", "theirs"])
    monkeypatch.setattr(documents, "_keys", lambda sources, _: [one.path.encode() for one in sources])
    monkeypatch.setattr(documents, "version", lambda: next(versions))
    with pytest.raises(WorkersError, match=r"another version of briefings.* install the same there"):
        read(SOURCES, SETTINGS, Means())


def test_reading_alone_knows_no_desk():
    assert all(not one.topics and not list(one.mentions()) for one in read(SOURCES, SETTINGS, Means()))
