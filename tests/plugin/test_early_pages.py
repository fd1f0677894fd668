"""While a server builds the site anew, the page of the source that was saved is shown already."""

from dataclasses import replace

import pytest

from generator.desk import EMPTY
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.settings import Settings
from tests.support.early import TEXTS, Served, file_of

SAVED = "Boats may pass again from noon, the council said."


@pytest.fixture
def project(project_of_three):
    return project_of_three


@pytest.fixture
def served(project):
    one = Served(project)
    yield one
    one.end()


def save(project, name, words):
    path = project / "briefings" / name
    path.write_text(f"{path.read_text()}\n{words}\n")


def test_a_saved_source_is_shown_before_the_site_is_built_and_as_it_is_then(project, served):
    epoch = served.told(0)
    save(project, "mill.txt", SAVED)
    epoch = served.told(epoch)
    assert SAVED in served.page("mill.txt")
    assert "Shelling near the bridge" in served.page("bridge.txt")
    early = file_of(served, "mill.txt").read_text()
    assert not served.built.acquire(blocking=False)
    served.may_build.set()
    epoch = served.told(epoch)
    assert served.built.acquire(timeout=60)
    assert file_of(served, "mill.txt").read_text() == early
    served.may_build.clear()
    save(project, "bridge.txt", SAVED)
    served.told(epoch)
    assert SAVED in served.page("bridge.txt")


def test_a_build_that_has_read_an_older_text_leaves_the_newer_page(project, served):
    epoch = served.told(0)
    save(project, "mill.txt", SAVED)
    served.told(epoch)
    early = served.config.plugins["briefings"].shown._early
    assert early.newer({"mill.txt": "of an older text"}) == {
        file_of(served, "mill.txt").relative_to(served.site).as_posix()
    }
    assert early.newer({}) == set()


def test_without_its_reader_a_page_comes_with_the_whole_site(project, served, caplog):
    early = served.config.plugins["briefings"].shown._early
    (reader,) = early.reader._processes.values()
    reader.kill()
    reader.join()
    served.may_build.set()
    epoch = served.told(0)
    save(project, "mill.txt", SAVED)
    served.told(epoch)
    assert SAVED in served.page("mill.txt")
    assert "until you serve anew" in caplog.text


def again(root, name, corpus):
    return build.again(root, name, corpus, Settings(), Means())


def corpus_of(root, desk=EMPTY):
    return build.build(root, desk, Settings(), public=False)


def test_a_source_that_did_not_change_is_what_the_corpus_has(project):
    root = project / "briefings"
    corpus = corpus_of(root)
    assert [again(root, document.path, corpus) for document in corpus.documents] == list(corpus.documents)


def test_a_document_is_shown_as_its_rights_allow(project):
    root = project / "briefings"
    corpus = corpus_of(root, replace(EMPTY, rights="link"))
    save(project, "mill.txt", SAVED)
    assert SAVED not in again(root, "mill.txt", corpus).reading.text


@pytest.mark.parametrize("name", ["new.txt", "gone.txt", "_desk/topics.yml", "ferry.txt", "mill.meta.yml"])
def test_what_only_a_whole_build_can_tell_is_left_to_it(project, name):
    root = project / "briefings"
    for other in ("gone.txt", "ferry.txt", "ferry.v2.txt"):
        (root / other).write_text(TEXTS["bridge.txt"])
    corpus = corpus_of(root)
    (root / "gone.txt").unlink()
    (root / "new.txt").write_text(TEXTS["mill.txt"])
    (root / "mill.meta.yml").write_text("publisher: Harbour Post\n")
    assert again(root, name, corpus) is None
