"""Builds that die, starve or meet an evil file tree; `make hostile` runs the same at more moments."""

import os
import signal
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator.pipeline import build
from generator.publishing import manifest
from generator.runtime.workers import WORTH_A_POOL
from tests.hostile import faults
from tests.support import processes

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    return faults.stage(tmp_path_factory.mktemp("staged"))


@pytest.mark.parametrize("share", [0.02, 0.5, 0.95, 1])
def test_killed_build_leaves_a_whole_site(staged, share):
    faults.survive_kill(staged, max(1, round(staged.events * share)))


def test_killed_first_build_leaves_no_site(tmp_path):
    config = faults.project(tmp_path / "project", faults.OLD)
    assert faults.build(config, kill_at=300) == -signal.SIGKILL
    assert not config.with_name("site").exists()
    assert faults.build(config) == 0
    assert faults.leftovers(config.parent) == []


@pytest.mark.parametrize("size", [1 << 10, 1 << 16])
def test_file_that_cannot_be_written_leaves_the_old_site(staged, size):
    faults.survive_failure(staged, file_bytes=size)


@pytest.mark.parametrize("keep", [0, 1 << 18])
def test_full_disk_leaves_the_old_site(staged, keep):
    with faults.small_disk("1m") as disk:
        if disk is None:
            pytest.skip("only root may mount a small disk")
    faults.fill_up(staged, keep)


def test_strict_build_with_a_warning_leaves_the_old_site(tmp_path):
    config = faults.project(tmp_path / "project", faults.OLD, strict=True)
    assert faults.build(config) == 0, faults.log_of(config)
    old = faults.root_of(config.with_name("site"))
    (config.parent / "docs" / "page.md").write_text("# Page\n\n[nowhere](missing.md)\n")
    assert faults.build(config) == 1
    assert "missing.md" in faults.log_of(config)
    assert faults.root_of(config.with_name("site")) == old
    assert faults.leftovers(config.parent) == []


@pytest.fixture
def evil(tmp_path):
    root = tmp_path / "project" / "briefings"
    config = faults.project(tmp_path / "project", {"good.txt": faults.OLD["ferry.txt"]})
    yield config, faults.evil_tree(root)
    processes.run(["rm", "-rf", str(tmp_path)], check=True)  # some of it is deeper than Python can remove


def test_every_evil_file_is_one_problem_and_every_other_a_page(evil):
    config, expected = evil
    assert len(expected) > 20
    assert faults.misread(config.parent / "briefings", expected | {"good.txt": 0}) == set()


def test_evil_tree_is_published(evil):
    config, _ = evil
    assert faults.build(config) == 0, faults.log_of(config)
    site = config.with_name("site")
    faults.root_of(site)
    published = b"".join(path.read_bytes() for path in site.rglob("*.html"))
    assert b"root:x:0:0" not in published
    assert not [path for path in site.rglob("*") if path.is_symlink()]
    assert all(path.name.isascii() and len(path.name) < 100 for path in site.rglob("*"))


HANDLE = "a file that is open already"
hooks = {}


def audit(event, args):
    """Run what a test put under a path, once, just before it is opened, or before an open handle is read."""
    if event == "open" and hooks:
        name = HANDLE if isinstance(args[0], int) else os.fspath(args[0])
        hooks.pop(name, lambda: None)()


@pytest.fixture
def at_opening():
    sys.addaudithook(audit)
    yield hooks
    hooks.clear()


def collected(root):
    found = build.collect(root)
    return [source.path for source in found.sources], [(problem.code, problem.path) for problem in found.problems]


@pytest.fixture
def root(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("The bridge stays closed\n")
    return tmp_path


def test_source_that_vanishes(root, at_opening):
    at_opening[str(root / "b.txt")] = (root / "b.txt").unlink
    assert collected(root) == (["a.txt", "c.txt"], [("unreadable", "b.txt")])


def test_source_that_becomes_a_link(root, at_opening):
    def replace():
        (root / "b.txt").unlink()
        (root / "b.txt").symlink_to("/etc/passwd")

    at_opening[str(root / "b.txt")] = replace
    assert collected(root) == (["a.txt", "c.txt"], [("unreadable", "b.txt")])


def test_source_that_becomes_a_pipe(root, at_opening):
    def replace():
        (root / "b.txt").unlink()
        os.mkfifo(root / "b.txt")

    at_opening[str(root / "b.txt")] = replace
    assert collected(root) == (["a.txt", "c.txt"], [("unreadable", "b.txt")])


def test_source_that_changes_while_it_is_read(root, at_opening):
    def grow():
        (root / "b.txt").write_text("The bridge is open again\n")

    at_opening[str(root / "b.txt")] = lambda: at_opening.update({HANDLE: grow})
    assert collected(root) == (["a.txt", "c.txt"], [("unreadable", "b.txt")])


def collected_as_nobody(root, pipe):
    os.setresuid(65534, 65534, 65534)
    try:
        pipe.send(collected(root))
    except build.SourcesError as error:
        pipe.send(str(error))


@pytest.fixture
def shared_folder():
    """A folder that everybody may list, as those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def as_nobody(root):
    ours, theirs = get_context("fork").Pipe()
    child = get_context("fork").Process(target=collected_as_nobody, args=(root, theirs))
    child.start()
    assert ours.poll(30)
    found = ours.recv()
    child.join()
    return found


@needs_root
def test_source_that_may_not_be_read(shared_folder):
    for name in ("a.txt", "b.txt"):
        (shared_folder / name).write_text("The bridge stays closed\n")
    (shared_folder / "b.txt").chmod(0o000)
    (shared_folder / "locked").mkdir(mode=0o700)
    assert as_nobody(shared_folder) == (["a.txt"], [("unreadable", "b.txt"), ("unreadable", "locked")])


@needs_root
def test_folder_of_sources_in_one_that_may_not_be_opened(shared_folder):
    (shared_folder / "briefings").mkdir()
    shared_folder.chmod(0o700)
    assert (
        as_nobody(shared_folder / "briefings") == f"{shared_folder / 'briefings'}: cannot be opened: Permission denied"
    )


ENVIRONMENTS = (
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "4294967295", "PYTHONUTF8": "1"},
)
UMASKS = (0o022, 0o077, 0o002)


def build_in(folder, environment, sources, jobs):
    """Every path of a site with its permissions and bytes; the number of processes also chooses the umask."""
    config = faults.project(folder, sources)
    config.write_text(f"{config.read_text('utf-8')}      jobs: {jobs}\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    everything = os.environ | {"SOURCE_DATE_EPOCH": faults.EPOCH} | environment
    processes.run(command, env=everything, umask=UMASKS[jobs - 1], check=True)
    return {
        path.relative_to(folder).as_posix(): (oct(path.stat().st_mode), path.read_bytes() if path.is_file() else b"")
        for path in (folder / "site").rglob("*")
    }


def test_surroundings_change_no_byte(tmp_path):
    sources = faults.NEW | {"über.txt": faults.OLD["bridge.txt"].replace(b"bridge", b"ferry")}
    for number in range(WORTH_A_POOL):
        sources[f"boat-{number}.txt"] = b"Boat %d is late\n\n7 June 2024\n\nThe keeper saw it at noon.\n" % number
    first = build_in(tmp_path / "0", ENVIRONMENTS[0], sources, jobs=1)
    for number, environment in enumerate(ENVIRONMENTS[1:], start=1):
        again = build_in(tmp_path / str(number), environment, dict(reversed(sources.items())), jobs=1 + number)
        assert {name for name in first.keys() | again.keys() if first.get(name) != again.get(name)} == set()


def test_manifest_lists_sources(staged):
    staged.reset()
    assert sorted(manifest.read(staged.folder / "site").sources) == sorted(faults.OLD)
