"""Where sources are read: in this process, in several on this machine, or on other machines."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from generator.runtime import limits
from generator.runtime.workers.dask import WorkersError, distributed

__all__ = [
    "SCHEME",
    "WORTH_A_POOL",
    "Workers",
    "WorkersError",
    "apart",
    "chosen",
    "distributed",
    "here",
    "pool",
    "ready",
]

Workers = Callable[[int], AbstractContextManager[Executor | None]]

WORTH_A_POOL: Final = 64
SCHEME: Final = "dask://"


def here(count: int) -> AbstractContextManager[None]:
    """No executor: sources are read in this process, one after the other."""
    del count
    return nullcontext()


def pool(jobs: int | None) -> Workers:
    """As many processes as given, else one a processor, where the sources are enough to be worth it."""
    number = jobs or os.cpu_count() or 1

    def workers(count: int) -> AbstractContextManager[Executor | None]:
        if number == 1 or count < WORTH_A_POOL:
            return nullcontext()
        return ProcessPoolExecutor(number, initializer=limits.die_with_parent)

    return workers


def apart(jobs: int | None) -> Workers:
    """As many processes as given, else one a processor, that begin with nothing of this one."""
    context = multiprocessing.get_context("spawn")

    def workers(count: int) -> AbstractContextManager[Executor]:
        number = min(jobs or os.cpu_count() or 1, count)
        return ProcessPoolExecutor(number, mp_context=context, initializer=limits.die_with_parent)

    return workers


def ready() -> ProcessPoolExecutor:
    """One process that is forked now, which is safe only before this one has threads, and waits for work."""
    executor = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), initializer=limits.die_with_parent)
    executor.submit(int).result()
    return executor


def chosen(executor: str | None, here: Workers) -> Workers:
    """The workers that an address like dask://HOST:PORT names, else those here; raises WorkersError on any other."""
    if not executor:
        return here
    host, _, port = executor.removeprefix(SCHEME).rpartition(":")
    if not executor.startswith(SCHEME) or not host or not port.isdecimal():
        raise WorkersError(f"executor: {executor!r} is no address of a Dask scheduler; write {SCHEME}HOST:PORT")
    return distributed(f"tcp://{host}:{port}")
