"""While a server builds the site anew, the page of the source that was saved is shown already."""

import shutil
import threading
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from generator.addresses import document_path
from generator.desk import EMPTY
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.settings import Settings
from tests.support.making import TOPICS

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = {
    "bridge.txt": "Shelling near the bridge\n\nBy Lena Marsh\n\n1 May 2024\n\n"
    "The mayor, Ada Miller, said shelling near the bridge had stopped, and that nobody was hurt.\n",
    "mill.txt": "A mill is for sale\n\nBy Jo Reed\n\n2 May 2024\n\n"
    "For forty years flour came from here; its owner wants to live by the sea instead.\n",
    "harbour.txt": "Larger ships in the harbour\n\nBy Tom Ash\n\n3 May 2024\n\n"
    "“We dredge until autumn,” Miller told reporters, without saying who pays for the work.\n",
}
SAVED = "Boats may pass again from noon, the council said."


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The project's own site with three dated sources."""
    for name in ("docs", "generator/plugin/theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    root = tmp_path / "briefings"
    (root / "_desk").mkdir(parents=True)
    (root / "_desk" / "topics.yml").write_text(TOPICS)
    for name, text in TEXTS.items():
        (root / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCES", raising=False)
    return tmp_path


class Served:
    """A site that is served, whose next builds wait until they may begin."""

    def __init__(self, project):
        self.project = project
        self.site = project / "served"
        self.file = Path("mkdocs.yml").open("rb")  # noqa: SIM115 - MkDocs opens it again for each build
        self.may_build, self.built = threading.Event(), threading.Semaphore(0)
        config = self._config()
        config.plugins.on_shutdown()
        config.plugins.on_startup(command="serve", dirty=False)
        mkdocs_build(config, serve_url="http://127.0.0.1/")
        self.server = LiveReloadServer(self._build, "127.0.0.1", 0, str(self.site))
        self.server = config.plugins.on_serve(self.server, config=config, builder=self._build)
        self.config = config
        self.server.server_bind()
        self.server.server_activate()
        self.building = threading.Thread(target=self.server._build_loop, daemon=True)
        self.server.serve_thread.start()
        self.building.start()
        self.server.observer.start()

    def _config(self):
        return load_config(self.file, site_dir=str(self.site))

    def _build(self):
        assert self.may_build.wait(60)
        mkdocs_build(self._config(), serve_url="http://127.0.0.1/")
        self.built.release()

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.server_port}/{path}", timeout=60) as answer:
            return answer.read().decode()

    def page(self, name):
        return self.get(document_path(name).removesuffix(".md") + "/")

    def told(self, epoch):
        """The version of the site, once it is newer than this one; as a page in a browser asks for it."""
        newer = int(self.get(f"livereload/{epoch}/1"))
        assert newer > epoch
        return newer

    def end(self):
        self.may_build.set()
        self.config.plugins.on_shutdown()
        self.server.shutdown(wait=True)
        self.building.join()


@pytest.fixture
def served(project):
    one = Served(project)
    yield one
    one.end()


def save(project, name, words):
    path = project / "briefings" / name
    path.write_text(f"{path.read_text()}\n{words}\n")


def file_of(served, name):
    return served.site / document_path(name).removesuffix(".md") / "index.html"


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
