"""Processes that tests start, and that end with the test, its worker or the whole run, however that ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

OFTEN = 0.1
PATIENCE_SECONDS = 30


@contextmanager
def running(command: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process, ended in the end with all that it has started.

    It has a process group of its own, which a watcher kills as soon as this process is gone: a worker of pytest-xdist
    ignores Ctrl-C, and so does what it starts, until it is killed itself and comes to no `finally`.
    """
    with subprocess.Popen(command, start_new_session=True, **options) as process:
        watcher = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(process.pid)],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            end(process)
            watcher.kill()
            watcher.wait()


def run(command: Sequence[str | Path], *, check: bool = False, **options: Any) -> subprocess.CompletedProcess[Any]:
    """What `subprocess.run` does, of a process that ends with this one."""
    if options.pop("capture_output", False):
        options |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running(command, **options) as process:
        output, errors = process.communicate()
    done = subprocess.CompletedProcess(command, process.returncode, output, errors)
    if check:
        done.check_returncode()
    return done


def end(process: subprocess.Popen[Any]) -> None:
    """Ask a process to end, and see that nothing of its group is left."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE_SECONDS)
    kill(process.pid)
    process.wait()


def kill(group: int) -> None:
    """End all that is left of a process group."""
    with suppress(ProcessLookupError, PermissionError):  # the latter is what macOS says of one without living members
        os.killpg(group, signal.SIGKILL)


def watch(parent: int, group: int) -> None:
    """Wait until a process is gone, whose child this one is, and end the group."""
    while os.getppid() == parent:
        time.sleep(OFTEN)
    kill(group)


if __name__ == "__main__":
    watch(int(sys.argv[1]), int(sys.argv[2]))
