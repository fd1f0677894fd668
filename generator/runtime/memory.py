"""When memory is looked through for cycles of objects, and when it is given back to the system.

Cycles seldom, where a great many objects are made that hold none.

Documents, pages and what is read of sources are trees and tuples. Looking through ever more of them for cycles takes a
third of the time that making them does; where a library leaves cycles, they are still found.
"""

# Reasons: docs/decisions/0086-memory.md

import atexit
import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

SELDOM: Final = (50_000, 20, 20)  # of the objects made, the youngest looked through at a time; Python's own is 700


@contextmanager
def never() -> Iterator[None]:
    """Look for no cycles meanwhile."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def seldom() -> tuple[int, int, int]:
    """Look for them seldom from now on; what to give back to `gc.set_threshold` to have it as it was."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    return before


@contextmanager
def seldom_meanwhile() -> Iterator[None]:
    """Look for them seldom, and afterwards as often as before."""
    before = seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


@cache
def never_at_exit() -> None:
    """Look for none when this process ends: all that it holds is given back with it."""
    atexit.register(gc.freeze)


def in_a_fork() -> None:
    """The same in a process that was just forked, which leaves alone what it has from its parent."""
    gc.freeze()
    seldom()


def give_back() -> None:
    """Give the system what is free among what was allocated in large pieces; only glibc has to be told.

    It keeps the free pages below one that is taken, and Python has its small objects elsewhere: nobody would use them.
    """
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
