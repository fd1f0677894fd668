"""Builds that die, starve or meet an evil file tree; `make hostile` runs the same at more moments."""

import errno
import os
import shutil
import signal
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator import exports
from generator.cli.options import gather
from generator.desk import EMPTY, DeskError
from generator.pipeline import build
from generator.publishing import manifest
from generator.runtime.memo import Memo
from generator.runtime.workers import WORTH_A_POOL
from generator.settings import Settings
from tests.hostile import faults, serving
from tests.support import processes

MAY = b"Old news\n\nBy Ada Miller\n3 May 2024\n\nThe council put off the vote on Monday.\n"
PATHS = {"PYTHONPATH": str(Path(build.__file__).parents[2])}

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


@pytest.mark.parametrize("keep", [0, 1 << 14, 1 << 17])
@pytest.mark.parametrize("cache", ["--no-cache", "--cache=.cache"])
def test_full_disk_ends_a_command_with_one_line(staged, keep, cache):
    with faults.small_disk("1m") as disk:
        if disk is None:
            pytest.skip("only root may mount a small disk")
        shutil.copytree(staged.folder / "briefings", disk / "briefings")
        faults.fill(disk, keep)
        command = [sys.executable, "-m", "generator", "-q", "write", cache, "out", "briefings"]
        ended = processes.run(command, cwd=disk, env=os.environ | PATHS, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: ")
    assert ended.stderr.count("\n") == 1


def test_full_disk_leaves_the_parts_of_a_site(tmp_path):
    config = faults.project(tmp_path / "project", faults.OLD | {"may.txt": MAY})
    config.write_text(f"{config.read_text()}      split: month\n      cache: false\n")
    assert faults.build(config) == 0, faults.log_of(config)
    old = faults.root_of(config.with_name("site"))
    with faults.small_disk("60m") as disk:
        if disk is None:
            pytest.skip("only root may mount a small disk")
        shutil.copytree(config.parent, disk / "project")
        faults.fill(disk, 1 << 22)
        config = disk / "project" / "mkdocs.yml"
        assert faults.build(config) == 1
        assert "Traceback" not in faults.log_of(config)
        assert os.strerror(errno.ENOSPC) in faults.log_of(config)
        assert faults.root_of(config.with_name("site")) == old


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_killed_server_leaves_the_site_and_the_next_one_works(serving_stage, share):
    serving.survive_kill(serving_stage, round(serving_stage.events * share))


@pytest.fixture(scope="module")
def serving_stage(tmp_path_factory):
    return serving.stage(tmp_path_factory.mktemp("serving"))


def test_site_folder_that_may_not_be_written_to_keeps_the_site(staged):
    staged.reset()
    with faults.read_only(staged.folder / "site") as is_so:
        if not is_so:
            pytest.skip("only root may mount a folder that cannot be written to")
        assert faults.build(staged.config) == 1
    assert os.strerror(errno.EBUSY) in faults.log_of(staged.config)
    assert "Traceback" not in faults.log_of(staged.config)
    assert faults.root_of(staged.folder / "site") == staged.old
    assert faults.leftovers(staged.folder) == []


def test_folder_around_the_site_that_may_not_be_written_to_keeps_the_site(tmp_path):
    config = faults.project(tmp_path / "project", faults.OLD)
    config.write_text(config.read_text().replace("docs_dir: docs", "docs_dir: docs\nsite_dir: public/site"))
    assert faults.build(config) == 0, faults.log_of(config)
    public = config.with_name("public")
    old = faults.root_of(public / "site")
    faults.put(config.parent, faults.NEW)
    with faults.read_only(public) as is_so:
        if not is_so:
            pytest.skip("only root may mount a folder that cannot be written to")
        assert faults.build(config) == 1
    assert f"briefings: {public}/.site.lock: {os.strerror(errno.EROFS)}; see who may write" in faults.log_of(config)
    assert "Traceback" not in faults.log_of(config)
    assert faults.root_of(public / "site") == old
    assert [path.name for path in public.iterdir()] == ["site"]


def test_cache_that_may_not_be_written_to_is_done_without(staged):
    staged.reset()
    with faults.read_only(staged.folder / ".cache") as is_so:
        if not is_so:
            pytest.skip("only root may mount a folder that cannot be written to")
        assert faults.build(staged.config) == 0, faults.log_of(staged.config)
    assert "move the cache elsewhere or do without" in faults.log_of(staged.config)
    assert faults.root_of(staged.folder / "site") == staged.new


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


def test_source_that_becomes_a_folder(root, at_opening):
    def replace():
        (root / "b.txt").unlink()
        (root / "b.txt").mkdir()

    at_opening[str(root / "b.txt")] = replace
    assert collected(root) == (["a.txt", "c.txt"], [("unreadable", "b.txt")])


def test_folder_that_goes_while_it_is_listed(root, at_opening):
    (root / "in").mkdir()
    (root / "in" / "d.txt").write_text("The bridge stays closed\n")
    at_opening[str(root / "in" / "d.txt")] = lambda: shutil.rmtree(root / "in")
    assert collected(root) == (["a.txt", "b.txt", "c.txt"], [("unreadable", "in/d.txt")])


def test_sidecar_that_goes_is_a_problem_and_its_source_a_page(root, at_opening):
    (root / "b.meta.yml").write_text("headline: Another\n")
    at_opening[str(root / "b.meta.yml")] = (root / "b.meta.yml").unlink
    assert collected(root) == (["a.txt", "b.txt", "c.txt"], [("unreadable", "b.meta.yml")])


def test_desk_file_that_goes_is_one_line(root, at_opening):
    (root / "_desk").mkdir()
    (root / "_desk" / "people.yml").write_text("people: []\n")
    at_opening[str(root / "_desk" / "people.yml")] = (root / "_desk" / "people.yml").unlink
    with pytest.raises(DeskError) as caught:
        build.load_desk_folder(root / "_desk")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("unreadable", "_desk/people.yml")]


def test_source_that_goes_before_its_part_is_built_leaves_an_empty_part(root):
    (root / "b.txt").unlink()
    corpus = build.build(root, EMPTY, Settings(), only={"b.txt"})
    assert not corpus.documents
    assert not exports.failures(corpus, Settings(), Memo())


def test_source_that_goes_while_a_site_is_built_is_a_problem_of_it(tmp_path):
    config = faults.project(tmp_path / "project", faults.OLD)
    vanishing = (
        "import sys, os\n"
        "def audit(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('/ferry.txt') and os.path.exists(args[0]):\n"
        "        os.unlink(args[0])\n"
        "sys.addaudithook(audit)\n"
    )
    (tmp_path / "project" / "hook.py").write_text(vanishing)
    config.write_text(f"{config.read_text()}hooks: [hook.py]\n")
    assert faults.build(config) == 0, faults.log_of(config)
    assert "ferry.txt: error unreadable" in faults.log_of(config)
    assert sorted(manifest.read(config.with_name("site")).sources) == ["bridge.txt"]


MANY = 10_000
LISTINGS = {"os.listdir", "os.scandir"}
listed = []


def note_listing(event, args):
    if event in LISTINGS and listed:
        listed.append(os.fspath(args[0]))


def test_ten_thousand_files_are_listed_once_however_they_are_given(tmp_path):
    for number in range(MANY):
        (tmp_path / f"n{number}.txt").write_bytes(b"The bridge stays closed\n")
    sys.addaudithook(note_listing)
    for given in ([tmp_path], sorted(tmp_path.iterdir())):
        listed[:] = ["begin"]
        assert len(gather(given).sources) == MANY
        assert listed.count(str(tmp_path)) == 1
    listed.clear()


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
