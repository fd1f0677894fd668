"""Programs start while other threads fork, and neither waits for the other."""

import os
import signal
from threading import Thread

import pytest

from generator.runtime import processes

PROGRAMS = 100
WAIT = 60  # seconds, of which less than one is used where nothing is stuck


@pytest.fixture
def children():
    """Processes that live until the test is over, as workers of a pool do."""
    children = []
    yield children
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def fork():
    child = os.fork()
    if child == 0:
        signal.pause()
        os._exit(0)
    return child


def test_a_program_starts_while_children_are_forked_that_live_on(children):
    def run():
        for _ in range(PROGRAMS):
            with processes.start(["true"]) as process:
                process.communicate()

    starting = Thread(target=run, daemon=True)
    starting.start()
    while starting.is_alive() and len(children) < PROGRAMS:
        children.append(fork())
    starting.join(WAIT)
    assert not starting.is_alive(), "a program waits for a child that was forked while it was started"


def test_a_child_may_start_programs_itself():
    child = os.fork()
    if child == 0:
        with processes.start(["true"]) as process:
            os._exit(process.wait())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_program_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        processes.start(["/no/such/program"])
