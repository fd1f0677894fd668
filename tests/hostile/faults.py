"""Builds that are killed, starved or fed an evil file tree; each must leave a whole site and lose no good source."""

import errno
import logging
import os
import random
import resource
import shutil
import signal
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.desk import EMPTY
from generator.pipeline import build as build_module
from generator.publishing import manifest
from generator.settings import Settings
from tests.hostile.shares import Share
from tests.support import processes

CONFIG = """site_name: Harbour news
site_url: https://example.org/
docs_dir: docs
strict: {strict}
theme:
  name: material
  font: false
plugins:
  - briefings:
      sources: briefings
"""
OLD = {
    "bridge.txt": b"The bridge stays closed\n\nBy Ada Miller\n3 June 2024\n\nThe council put off the vote on Monday.\n",
    "ferry.txt": b"A new ferry\n\nBy Ben Carter\n4 June 2024\n\nThe ferry will cross the bay twice a day.\n",
}
NEW = OLD | {
    "ferry.txt": b"A second ferry\n\nBy Ben Carter\n5 June 2024\n\nTwo ferries will cross the bay.\n",
    "storm.txt": b"Storm over the bay\n\nBy Cleo Dunn\n6 June 2024\n\nThe port stayed shut on Thursday.\n",
}
KEPT = ("site", ".cache")
EPOCH = "1717600000"
DISK_EVENTS = ("open", "os.", "shutil.")
NO_SPACE = (errno.ENOSPC, errno.EFBIG)


def project(folder: Path, sources: Mapping[str, bytes], *, strict: bool = False) -> Path:
    """Write a small project and return its configuration file."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG.format(strict=str(strict).lower()))
    put(folder, sources)
    return folder / "mkdocs.yml"


def put(folder: Path, sources: Mapping[str, bytes]) -> None:
    """Replace the project's sources."""
    shutil.rmtree(folder / "briefings", ignore_errors=True)
    (folder / "briefings").mkdir()
    for name, data in sources.items():
        (folder / "briefings" / name).write_bytes(data)


@dataclass(slots=True)
class Killer:
    """An audit hook that counts what this process does to the disk, and kills it before the given event."""

    at: int | None
    process: int
    seen: int = 0

    def __call__(self, event: str, _: tuple[object, ...]) -> None:
        """Count; runs in forks too, where it does nothing."""
        if event.startswith(DISK_EVENTS) and os.getpid() == self.process:
            self.seen += 1
            if self.seen == self.at:
                os.kill(self.process, signal.SIGKILL)


def build_here(config_file: Path, kill_at: int | None, file_bytes: int | None) -> None:
    """What `mkdocs build` does, in a process of its own; its output goes to `log.txt` beside the configuration."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    log_to(config_file)
    if file_bytes is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    killer = Killer(at=kill_at, process=os.getpid())
    sys.addaudithook(killer)
    config = load_config(str(config_file))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    config_file.with_name("events.txt").write_text(str(killer.seen))


def log_to(config_file: Path) -> None:
    """Have this process write what it says to `log.txt` beside the configuration."""
    log = os.open(config_file.with_name("log.txt"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    logging.basicConfig(level=logging.INFO)


def build(config_file: Path, *, kill_at: int | None = None, file_bytes: int | None = None) -> int:
    """Build in a fresh process and return its status: 0, 1, or minus the signal that ended it."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["mkdocs.commands.build", "material", "generator.plugin"])
    process = context.Process(target=build_here, args=(config_file, kill_at, file_bytes))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def log_of(config_file: Path) -> str:
    """What the last build printed."""
    return config_file.with_name("log.txt").read_text(errors="replace")


def root_of(site: Path) -> str:
    """The root hash of a whole site; fails with what is wrong where it is not whole."""
    problems = manifest.verify(site)
    assert not problems, problems[:5]
    return manifest.read(site).root


def leftovers(folder: Path) -> list[str]:
    """What stands beside the site and is not part of the project."""
    known = {"docs", "briefings", "site", "mkdocs.yml", "log.txt", "events.txt", ".site.lock", ".cache"}
    return sorted(path.name for path in folder.iterdir() if path.name not in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A project whose site is built from OLD while its sources are NEW already."""

    folder: Path
    config: Path
    old: str
    new: str
    events: int

    def reset(self) -> None:
        """Bring the old site back, and the cache of its build: a build that finds more is shorter."""
        for name in KEPT:
            shutil.rmtree(self.folder / name, ignore_errors=True)
            shutil.copytree(self.folder.with_name(f"old-{name}"), self.folder / name, symlinks=True)


def stage(folder: Path) -> Stage:
    """Build OLD and NEW once and keep what the old build left."""
    config = project(folder / "project", OLD)
    assert build(config) == 0, log_of(config)
    old = root_of(config.with_name("site"))
    for name in KEPT:
        shutil.copytree(config.with_name(name), folder / f"old-{name}")
    put(config.parent, NEW)
    assert build(config) == 0, log_of(config)
    new = root_of(config.with_name("site"))
    events = int(config.with_name("events.txt").read_text())
    return Stage(folder=config.parent, config=config, old=old, new=new, events=events)


def survive_kill(staged: Stage, moment: int) -> str:
    """Kill a build at a moment: the site must be the old one or the new one, and the next build must need no help."""
    staged.reset()
    assert build(staged.config, kill_at=moment) == -signal.SIGKILL, log_of(staged.config)
    found = root_of(staged.folder / "site")
    assert found in {staged.old, staged.new}, "neither the old site nor the new one"
    assert build(staged.config) == 0, log_of(staged.config)
    assert root_of(staged.folder / "site") == staged.new, "the next build made another site"
    assert leftovers(staged.folder) == [], leftovers(staged.folder)
    return found


def moments(staged: Stage, count: int) -> list[int]:
    """Moments over the whole build, the last ones among them, where the trees are swapped; the same in every run."""
    last = range(staged.events, max(staged.events - count // 5, 0), -1)
    return sorted([*last, *random.Random(8).sample(range(1, staged.events), count - len(last))])


def survive_failure(staged: Stage, **options: int) -> None:
    """A build that fails leaves the old site, and the next one needs no help."""
    staged.reset()
    assert build(staged.config, **options) == 1, log_of(staged.config)
    assert root_of(staged.folder / "site") == staged.old
    assert leftovers(staged.folder) == []


@contextmanager
def small_disk(size: str) -> Iterator[Path | None]:
    """A tmpfs of a size, or None where this user may not mount one."""
    with tempfile.TemporaryDirectory() as name:
        mounted = processes.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", name], check=False, capture_output=True
        )
        if mounted.returncode:
            yield None
            return
        try:
            yield Path(name)
        finally:
            processes.run(["umount", "--lazy", name], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[bool]:
    """The folder, into which not even root can write meanwhile; False where this user may not have that."""
    options = (("--bind", str(folder), str(folder)), ("-o", "remount,ro,bind", str(folder)))
    done = [processes.run(["mount", *one], check=False, capture_output=True).returncode == 0 for one in options]
    try:
        yield all(done)
    finally:
        if done[0]:
            processes.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, keep: int) -> None:
    """Fill a disk up to `keep` free bytes."""
    free = shutil.disk_usage(folder).free - keep
    with (folder / "ballast").open("wb") as file:
        file.write(bytes(max(free, 0)))


def evil_tree(root: Path) -> dict[str, int]:
    """Put what no collector would think of below `root`; how many problems each path must make (0: it is a page)."""
    made: dict[str, int] = {}
    for make in EVIL:
        try:
            made |= make(root)
        except (PermissionError, OSError) as error:
            if error.errno not in {errno.EPERM, errno.EACCES, errno.EINVAL, errno.EILSEQ}:
                raise
    return made


def _text(root: Path, name: str) -> dict[str, int]:
    (root / name).write_bytes(OLD["bridge.txt"])
    return {name: 0}


def _link(root: Path, name: str, target: str) -> dict[str, int]:
    (root / name).symlink_to(target)
    return {name: 1}


def _pipe(root: Path) -> dict[str, int]:
    os.mkfifo(root / "pipe.txt")
    return {"pipe.txt": 1}


def _device(root: Path) -> dict[str, int]:
    os.mknod(root / "zero.txt", 0o600 | 0o020000, os.makedev(1, 5))
    return {"zero.txt": 1}


def _socket(root: Path) -> dict[str, int]:
    here = Path.cwd()
    os.chdir(root)  # an address is at most 108 bytes
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.txt")
    os.chdir(here)
    return {"socket.txt": 1}


def _folder(root: Path) -> dict[str, int]:
    (root / "folder.txt").mkdir()
    return {"folder.txt": 1}


def _bad_bytes(root: Path) -> dict[str, int]:
    (root / os.fsdecode(b"bad-\xff.txt")).write_bytes(OLD["bridge.txt"])
    return {"bad-\ufffd.txt": 1}


def _deep(root: Path) -> dict[str, int]:
    """Deeper than Python recurses, and than a path may be long."""
    here = Path.cwd()
    os.chdir(root)
    for _ in range(1_100):
        Path("d").mkdir()
        os.chdir("d")
    Path("deep.txt").write_bytes(OLD["bridge.txt"])
    os.chdir(here)
    return {"d/" * 1_100 + "deep.txt": 0}


def _long(root: Path) -> dict[str, int]:
    folder = root / ("f" * 255)
    folder.mkdir()
    return _text(root, f"{folder.name}/{'n' * 251}.txt")


def _bytes(root: Path, name: str, data: bytes) -> dict[str, int]:
    (root / name).write_bytes(data)
    return {name: 1}


EVIL: tuple[Callable[[Path], dict[str, int]], ...] = (
    lambda root: _link(root, "dangling.txt", "nowhere"),
    lambda root: _link(root, "passwords.txt", "/etc/passwd"),
    lambda root: _link(root, "self.txt", "self.txt"),
    lambda root: _link(root, "loop", "."),
    lambda root: _link(root, "etc", "/etc"),
    _pipe,
    _device,
    _socket,
    _folder,
    _bad_bytes,
    _deep,
    _long,
    lambda root: _bytes(root, "empty.txt", b""),
    lambda root: _bytes(root, "bytes.txt", bytes(range(256)) * 40),
    lambda root: _text(root, "\u202etxt.evil.txt"),
    lambda root: _text(root, "Same.txt"),
    lambda root: _text(root, "same.txt"),
    lambda root: _text(root, "SAME.TXT"),
    lambda root: _text(root, "e\u0301.txt"),
    lambda root: _text(root, "\u00e9.txt"),
    lambda root: _text(root, "CON.txt"),
    lambda root: _text(root, "aux"),
    lambda root: _text(root, "index.md"),
    lambda root: _text(root, "a..txt"),
    lambda root: _text(root, "up\\..\\evil.txt"),
    lambda root: _text(root, "C:evil.txt"),
    lambda root: _text(root, "%2e%2e%2fevil.txt"),
    lambda root: _text(root, "line\nbreak.txt"),
    lambda root: _text(root, " space .txt "),
    lambda root: _text(root, "<img src=x onerror=alert(1)>.txt"),
    lambda root: _text(root, "{{ config }} {% include 'x' %}.txt"),
    lambda root: _text(root, "a#b?c&d=e.txt"),
    lambda root: _text(root, "[x](javascript:alert(1)).md"),
    lambda root: _text(root, "=cmd|' !A0.txt"),
)


def misread(root: Path, expected: Mapping[str, int]) -> set[str]:
    """The paths of an evil tree that made another number of problems than expected, or no page where they should."""
    corpus = build_module.build(root, EMPTY, Settings())
    pages = {document.path for document in corpus.documents}
    told = Counter(problem.path for problem in corpus.problems if problem.severity != "info")
    wrong = {path for path, count in expected.items() if count and told[path] != count}
    return wrong | {path for path, count in expected.items() if not count and path not in pages}


def unnoticed(site: Path, seed: int) -> bool:
    """Whether a change of one bit of one file of the site stays unnoticed; the site is as before in the end."""
    choose = random.Random(seed)
    path = choose.choice(sorted(one for one in site.rglob("*") if one.is_file() and one.stat().st_size))
    data = path.read_bytes()
    at = choose.randrange(len(data))
    path.write_bytes(data[:at] + bytes([data[at] ^ 1 << choose.randrange(8)]) + data[at + 1 :])
    named = {problem.path for problem in manifest.verify(site)}
    path.write_bytes(data)
    return path.relative_to(site).as_posix() not in named


def fill_up(staged: Stage, keep: int) -> None:
    """A build on a disk with so few free bytes leaves the old site."""
    with small_disk("40m") as disk:
        assert disk is not None
        shutil.copytree(staged.folder, disk / "project")
        shutil.rmtree(disk / "project" / "site")
        shutil.copytree(staged.folder.with_name("old-site"), disk / "project" / "site")
        fill(disk, keep)
        config = disk / "project" / "mkdocs.yml"
        assert build(config) == 1
        assert "Traceback" not in log_of(config), log_of(config)
        assert root_of(config.with_name("site")) == staged.old
        (disk / "ballast").unlink()
        assert build(config) == 0, log_of(config)
        assert root_of(config.with_name("site")) == staged.new


def rows(share: Share) -> Iterable[tuple[str, int, int]]:
    """For the table of `make hostile`: class, inputs tried, let through."""
    with tempfile.TemporaryDirectory() as name:
        staged = stage(Path(name))
        kills = share.part(moments(staged, 100))
        yield "kill -9 of a build", len(kills), failures(partial(survive_kill, staged), kills)
        sizes = share.part([2**n for n in range(10, 17)])
        starve = lambda size: survive_failure(staged, file_bytes=size)  # noqa: E731
        yield "files that cannot be written", len(sizes), failures(starve, sizes)
        with small_disk("1m") as disk:
            free = share.part([0, *(2**n for n in range(14, 21))]) if disk else []
        yield (
            "full disk" if free else "full disk (skipped: only root may mount one)",
            len(free),
            failures(partial(fill_up, staged), free),
        )
        flips = share.part(range(1_000))
        yield "changed bits that verify must name", len(flips), sum(unnoticed(staged.folder / "site", n) for n in flips)
        root = Path(name, "evil")
        root.mkdir()
        expected = evil_tree(root)
        yield "evil file tree", len(expected), len(misread(root, expected))
        processes.run(["rm", "-rf", str(root)], check=True)  # some of it is deeper than Python can remove


def failures(attempt: Callable[[int], object], values: Iterable[int]) -> int:
    """How many values an attempt does not survive; each is told."""
    failed = 0
    for value in values:
        try:
            attempt(value)
        except AssertionError as error:
            failed += 1
            print(f"{value}: {error}", file=sys.stderr)  # noqa: T201 - the table goes to standard output
    return failed
