"""Workers on other machines, through a scheduler of Dask's.

A worker hands what it gets to a process of its own, because a source is read in a fork and a worker has threads.
"""

# Reasons: docs/decisions/0091-workers.md

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from generator.runtime import limits

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")

AHEAD: Final = 256  # tasks handed over before the first is back; the others wait here and cost the scheduler nothing
CONNECT_SECONDS: Final = 15
PATIENCE_SECONDS: Final = 30
RETRIES: Final = 3
LARGEST_TASK: Final = "100MB"  # a source of the largest size that is read


class WorkersError(Exception):
    """The workers cannot be used; the message is one line for the editor."""


def distributed(address: str) -> Callable[[int], AbstractContextManager[Executor | None]]:
    """Workers of the Dask scheduler at tcp://HOST:PORT; none where nothing is to be read."""

    def workers(count: int) -> AbstractContextManager[Executor | None]:
        return _connected(address) if count else nullcontext()

    return workers


@contextmanager
def _connected(address: str) -> Iterator[Executor]:
    try:
        import dask  # noqa: PLC0415 - an extra, and slow to import
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise WorkersError("executor: Dask is not installed; pip install 'briefings[dask]'") from error
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": LARGEST_TASK}):
        try:
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            message = f"executor: no scheduler answers at {address}; start one there with 'dask scheduler'"
            raise WorkersError(message) from error
        with client:
            yield _Distributed(client, address)


class _Distributed(Executor):
    """The workers of one scheduler as an executor; a task whose worker is lost goes to another."""

    def __init__(self, client: "Client", address: str) -> None:
        self.client = client
        self.address = address
        self.futures = client.get_executor(pure=False, retries=RETRIES)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - as Executor has it
        """Have one function called by some worker."""
        future: Future[T] = self.futures.submit(apart, fn, args, kwargs)
        return future

    def map(
        self, fn: Callable[..., T], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[T]:
        """What the function gives for each, in their order; raises WorkersError when no worker is left."""
        del timeout, chunksize
        waiting: deque[Future[T]] = deque()
        for args in zip(*iterables, strict=False):
            waiting.append(self.submit(fn, *args))
            if len(waiting) == AHEAD:
                yield self._outcome(waiting.popleft())
        while waiting:
            yield self._outcome(waiting.popleft())

    def _outcome(self, future: Future[T]) -> T:
        while True:
            try:
                return future.result(PATIENCE_SECONDS)
            except TimeoutError as error:
                if not self.client.nthreads():
                    message = f"executor: {self.address} has no workers; start some with 'dask worker {self.address}'"
                    raise WorkersError(message) from error


def apart(function: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]) -> R:
    """Call a function in a process of this worker that has no threads; raises WorkersError where none may start."""
    if multiprocessing.current_process().daemon:
        raise WorkersError("executor: this worker may start no processes; start it with 'dask worker --no-nanny'")
    try:
        return _processes().submit(function, *args, **kwargs).result()
    except BrokenProcessPool:
        _processes.cache_clear()
        raise


@cache
def _processes() -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # a fork would copy what the worker's other threads have locked
    return ProcessPoolExecutor(os.cpu_count(), mp_context=context, initializer=limits.die_with_parent)
