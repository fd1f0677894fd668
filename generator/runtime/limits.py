"""Limits on time and memory: a function runs in a child process that is ended when it takes too much.

POSIX only; memory is limited where the system tells a process's size (Linux).
"""

import ctypes
import math
import multiprocessing
import resource
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final, Literal, TypeVar

from generator.runtime import memory

T = TypeVar("T")


STATM: Final = Path("/proc/self/statm")
PR_SET_PDEATHSIG: Final = 1
MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a function gave no answer: too long, too much memory, ended, or raised; `message` is a clause about "it"."""

    kind: Literal["time", "memory", "ended", "raised"]
    message: str


def run(function: Callable[..., T], args: tuple[object, ...], *, seconds: float, memory_bytes: int) -> T | Failure:
    """What `function(*args)` returns, or why it returned nothing within the limits.

    The child is a fork, so it needs no imports and may be started in a worker of a process pool.
    """
    (outcome,) = each(function, (args,), seconds=seconds, memory_bytes=memory_bytes)
    return outcome


def each(
    function: Callable[..., T], calls: Sequence[tuple[object, ...]], *, seconds: float, memory_bytes: int
) -> Iterator[T | Failure]:
    """The same for many calls, in their order, each with the limits to itself.

    One child answers as many as it can; another goes on behind one that failed.
    """
    done = 0
    while done < len(calls):
        for outcome in _of_one_child(function, calls[done:], seconds, memory_bytes):
            done += 1
            yield outcome


def _of_one_child(
    function: Callable[..., T], calls: Sequence[tuple[object, ...]], seconds: float, memory_bytes: int
) -> Iterator[T | Failure]:
    """What a child answers, its first failure the last."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=answer, args=(theirs, function, calls, seconds, memory_bytes), daemon=True)
    child.start()
    theirs.close()
    try:
        for _ in calls:
            outcome: T | Failure = _receive(ours, child, seconds, memory_bytes)
            yield outcome
            if isinstance(outcome, Failure):
                break
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()


def answer(
    pipe: Connection,
    function: Callable[..., object],
    calls: Iterable[tuple[object, ...]],
    seconds: float,
    memory_bytes: int,
) -> None:
    """The child's part: confine this process anew for each call, send the value, or the first failure and no more."""
    memory.in_a_fork()
    for args in calls:
        confine(seconds, memory_bytes)
        outcome = _outcome(function, args, memory_bytes)
        pipe.send(outcome)
        if isinstance(outcome, Failure):
            break
    pipe.close()


def _outcome(function: Callable[..., T], args: tuple[object, ...], memory_bytes: int) -> T | Failure:
    try:
        return function(*args)
    except MemoryError:
        return _too_much(memory_bytes)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent reports it by name
        return Failure(kind="raised", message=f"it raised {type(error).__name__}: {error}")


def confine(seconds: float, memory_bytes: int) -> None:
    """Limit this process to some more seconds of CPU and some more bytes than it has now."""
    _lower(resource.RLIMIT_CORE, 0)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds) + 1)
    with suppress(FileNotFoundError):
        pages = int(STATM.read_bytes().split(maxsplit=1)[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory_bytes)


def die_with_parent() -> None:
    """Ask the kernel to end this process when the one that started it ends, even by `kill -9`.

    For an executor's workers. Linux only: elsewhere a killed build can leave idle workers behind.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _receive(pipe: Connection, child: BaseProcess, seconds: float, memory_bytes: int) -> T | Failure:
    if not pipe.poll(seconds):
        return _too_long(seconds)
    try:
        outcome: T | Failure = pipe.recv()
    except (EOFError, OSError):
        child.join()
        return _ended(child.exitcode or 0, seconds, memory_bytes)
    return outcome


def _ended(code: int, seconds: float, memory_bytes: int) -> Failure:
    match -code:
        case signal.SIGXCPU:
            return _too_long(seconds)
        case signal.SIGABRT | signal.SIGSEGV | signal.SIGBUS as number:
            name = signal.Signals(number).name
            return Failure(
                kind="ended", message=f"it was ended by {name}, perhaps for want of {_mib(memory_bytes)} more"
            )
        case number:
            return Failure(kind="ended", message=f"its process ended without an answer (status {-number})")


def _too_long(seconds: float) -> Failure:
    return Failure(kind="time", message=f"it took longer than {seconds:g} s")


def _too_much(memory_bytes: int) -> Failure:
    return Failure(kind="memory", message=f"it needed more than {_mib(memory_bytes)} of memory")


def _mib(size: int) -> str:
    return f"{size / MIB:.0f} MiB"


def _lower(limit: int, value: int) -> None:
    """Set a soft limit, never above the hard one, which stays."""
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
