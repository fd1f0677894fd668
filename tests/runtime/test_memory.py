import ctypes
import gc
import multiprocessing
import sys
from pathlib import Path

import pytest

from generator.runtime import memory
from tests.support import processes


def resident():
    """KiB of memory that this process has now; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


@pytest.fixture(autouse=True)
def as_before():
    before = gc.get_threshold()
    yield
    gc.enable()
    gc.set_threshold(*before)


@pytest.mark.parametrize("collecting_before", [True, False])
def test_never_ends_with_the_block(collecting_before):
    (gc.enable if collecting_before else gc.disable)()
    with memory.never():
        assert not gc.isenabled()
    assert gc.isenabled() is collecting_before


def test_seldom_gives_back_what_was():
    gc.set_threshold(7, 8, 9)
    assert memory.seldom() == (7, 8, 9)
    assert gc.get_threshold() == memory.SELDOM


def test_seldom_ends_with_the_block_where_there_is_one():
    gc.set_threshold(7, 8, 9)
    with memory.seldom_meanwhile():
        assert gc.get_threshold() == memory.SELDOM
    assert gc.get_threshold() == (7, 8, 9)


def frozen(pipe):
    memory.in_a_fork()
    pipe.send((gc.get_freeze_count(), gc.get_threshold(), gc.isenabled()))


def test_a_fork_leaves_what_it_inherits_alone():
    before = gc.get_freeze_count()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    child = context.Process(target=frozen, args=(theirs,))
    child.start()
    count, threshold, enabled = ours.recv()
    child.join()
    assert (count > before + 1_000, threshold, enabled) == (True, memory.SELDOM, True)
    assert gc.get_freeze_count() == before


@pytest.mark.parametrize(("first", "found"), [("", "found"), ("collecting.never_at_exit()", "")])
def test_cycles_may_be_left_when_the_process_ends(first, found):
    code = f"""from generator.runtime import memory as collecting
class Cycle:
    def __init__(self): self.own = self
    def __del__(self): print('found', end='')
{first}
Cycle()
"""
    assert processes.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == found


def given_back(pipe):
    held = [bytes(64 << 10) for _ in range(512)]
    kept = held[-1]  # what stands above all others
    del held
    before = resident()
    memory.give_back()
    pipe.send((len(kept), before - resident()))


def test_memory_is_given_back_where_the_system_takes_it():
    context = multiprocessing.get_context("spawn")  # what this process did before decides on how memory lies
    ours, theirs = context.Pipe()
    child = context.Process(target=given_back, args=(theirs,))
    child.start()
    kept, given = ours.recv()
    child.join()
    assert kept == 64 << 10
    assert given >= 16 << 10 or not hasattr(ctypes.CDLL(None), "malloc_trim")
