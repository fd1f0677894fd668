"""Programs started beside threads that fork; without this the two can wait for each other for ever."""

import os
import subprocess
from collections.abc import Sequence
from subprocess import DEVNULL, PIPE
from threading import Lock
from typing import Final

# A child forked while a program is started inherits the pipe on which the start waits for its end, and may live as
# long as the site is served. So no fork begins while a program is started, and none starts while one forks.
_STARTING: Final = Lock()
os.register_at_fork(before=_STARTING.acquire, after_in_parent=_STARTING.release, after_in_child=_STARTING.release)


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program with pipes to and from it; what it complains of goes nowhere. OSError where it cannot start."""
    with _STARTING:
        return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 - no shell, our own words
