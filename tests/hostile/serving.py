"""A server that is killed: it leaves the published site alone, and the next one starts and shows what is there."""

import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from mkdocs.commands.serve import serve
from mkdocs.livereload import LiveReloadServer

from generator.runtime import limits
from tests.hostile import faults
from tests.hostile.shares import Share


def serve_here(config_file: Path, kill_at: int | None) -> None:
    """What `mkdocs serve` does until a source has changed and the site is built anew, in a process of its own.

    `shown.txt` beside the configuration gets the hash of what it shows then, `events.txt` what it did to the disk.
    """
    limits.die_with_parent()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which what runs in the background of a shell ignores
    temporary = config_file.with_name("tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    os.environ |= {"SOURCE_DATE_EPOCH": faults.EPOCH, "TMPDIR": str(temporary)}
    faults.log_to(config_file)
    killer = faults.Killer(at=kill_at, process=os.getpid())
    sys.addaudithook(killer)
    watch, begin = LiveReloadServer.watch, LiveReloadServer._build_loop

    def put_and_watch(server: LiveReloadServer, path: str) -> None:
        if not server._watched_paths:  # the first, behind the first build and before anybody hears what is saved
            faults.put(config_file.parent, faults.NEW)
        watch(server, path)

    def loop(server: LiveReloadServer) -> None:
        server.builder = _last(server.builder, server, config_file)
        with server._rebuild_cond:
            server._want_rebuild = True
        begin(server)

    LiveReloadServer._build_loop, LiveReloadServer.watch = loop, put_and_watch  # type: ignore[assignment,method-assign]
    serve(str(config_file), dev_addr="127.0.0.1:0")
    config_file.with_name("events.txt").write_text(str(killer.seen))


def _last(builder: Callable[..., None], server: LiveReloadServer, config_file: Path) -> Callable[..., None]:
    """The builder, after which the server ends."""

    def build() -> None:
        builder()
        config_file.with_name("shown.txt").write_text(_hash_of(Path(server.root)))
        os.kill(os.getpid(), signal.SIGINT)

    return build


def _hash_of(site: Path) -> str:
    """Of every page, without the moment that MkDocs writes into them for the browser."""
    hashed = hashlib.sha256()
    for path in sorted(site.rglob("*.html")):
        hashed.update(path.relative_to(site).as_posix().encode() + path.read_bytes())
    return hashed.hexdigest()


def run(config_file: Path, kill_at: int | None = None) -> int:
    """Serve in a fresh process and return its status."""
    context = get_context("spawn")
    process = context.Process(target=serve_here, args=(config_file, kill_at))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A project with a published site, the hash of what a server shows in the end, and how many events that takes."""

    config: Path
    published: str
    shown: str
    events: int


def stage(folder: Path) -> Stage:
    """Publish a site, and serve it once to its end."""
    config = faults.project(folder / "project", faults.OLD)
    assert faults.build(config) == 0, faults.log_of(config)
    assert run(config) == 0, faults.log_of(config)
    return Stage(
        config=config,
        published=faults.root_of(config.with_name("site")),
        shown=config.with_name("shown.txt").read_text(),
        events=int(config.with_name("events.txt").read_text()),
    )


def survive_kill(staged: Stage, moment: int) -> None:
    """Kill a server at a moment: the site is as it was, and the next server shows the same as one without a past."""
    config = staged.config
    faults.put(config.parent, faults.OLD)
    shutil.rmtree(config.with_name(".cache"), ignore_errors=True)
    config.with_name("shown.txt").unlink(missing_ok=True)
    assert run(config, kill_at=moment) == -signal.SIGKILL, faults.log_of(config)
    assert faults.root_of(config.with_name("site")) == staged.published
    faults.put(config.parent, faults.OLD)
    assert run(config) == 0, faults.log_of(config)
    assert "Traceback" not in faults.log_of(config), faults.log_of(config)
    assert config.with_name("shown.txt").read_text() == staged.shown, "the next server shows another site"
    assert os.listdir(config.with_name("tmp")) == [], "the next server leaves something"  # noqa: PTH208 - in a message


def moments(staged: Stage, count: int) -> list[int]:
    """Moments over both builds, the same in every run."""
    return sorted(random.Random(9).sample(range(1, staged.events), count))


def rows(share: Share) -> Iterator[tuple[str, int, int]]:
    """For the table of `make hostile`: class, inputs tried, let through."""
    with tempfile.TemporaryDirectory() as name:
        staged = stage(Path(name))
        ends = share.part(moments(staged, 50))
        yield "kill -9 of a server", len(ends), faults.failures(partial(survive_kill, staged), ends)
