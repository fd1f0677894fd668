import re
import signal
import subprocess
import sys
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.pipeline.documents import Means, marked
from generator.runtime import workers
from generator.runtime.workers import WorkersError, chosen, pool
from generator.settings import Settings
from tests.support import processes
from tests.support.making import DESK
from tests.support.sources import BODY, source

SETTINGS = Settings()
SOURCES = tuple(
    source(f"The bridge number {number} of the town\n\n3 May 2024\n\n{BODY}", f"{number}.txt") for number in range(80)
)
DASK = Path(sys.executable).parent / "dask"


def test_processes_read_the_same():
    assert marked(SOURCES, DESK, SETTINGS, Means(workers=pool(2))) == marked(SOURCES, DESK, SETTINGS, Means())


def test_a_pool_is_for_many(monkeypatch):
    monkeypatch.setattr(workers, "WORTH_A_POOL", 10)
    for jobs, count in ((1, 10), (2, 9)):
        with pool(jobs)(count) as executor:
            assert executor is None
    with pool(2)(10) as executor:
        assert executor is not None


@pytest.mark.parametrize(
    "address", ["dask://", "dask://host", "dask://:8786", "dask://host:port", "host:8786", "tcp://h:1"]
)
def test_an_executor_is_named_by_scheme_host_and_port(address):
    with pytest.raises(WorkersError, match=f"{re.escape(repr(address))} is no address .* write dask://HOST:PORT"):
        chosen(address, pool(1))


def test_no_scheduler_is_one_line(monkeypatch):
    monkeypatch.setattr(workers.dask, "CONNECT_SECONDS", 0.2)
    with pytest.raises(WorkersError, match=r"no scheduler answers at tcp://127.0.0.1:1; start one"):
        marked(SOURCES, DESK, SETTINGS, Means(workers=chosen("dask://127.0.0.1:1", pool(1))))


def test_nothing_to_read_asks_no_scheduler():
    assert marked((), DESK, SETTINGS, Means(workers=chosen("dask://127.0.0.1:1", pool(1)))) == ()


@contextmanager
def started(*arguments, until):
    """A process of Dask's, and what it said where the pattern matched."""
    with processes.running([DASK, *arguments], stderr=subprocess.PIPE, text=True) as process:
        yield process, next(found for line in process.stderr if (found := re.search(until, line)))[1]


@pytest.fixture(scope="module")
def scheduler():
    """The address of a scheduler without workers."""
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with started("scheduler", *options, until=r"Scheduler at: +tcp://(\S+)") as (_, address):
        yield f"dask://{address}"


def worker(scheduler, *options):
    address = scheduler.replace("dask", "tcp")
    return started(
        "worker", address, "--nthreads", "1", "--no-dashboard", *options, until=r"(Registered to|Start Nanny)"
    )


class Killing(Executor):
    """An executor one of whose workers is killed when the first answer is there."""

    def __init__(self, executor, victim):
        self.executor, self.victim = executor, victim

    def submit(self, fn, /, *args, **kwargs):
        return self.executor.submit(fn, *args, **kwargs)

    def map(self, fn, *iterables, **kwargs):
        outcomes = self.executor.map(fn, *iterables, **kwargs)
        yield next(outcomes)
        self.victim.send_signal(signal.SIGKILL)
        yield from outcomes


def test_other_machines_read_the_same_though_one_is_lost(scheduler):
    with worker(scheduler, "--no-nanny") as (victim, _), worker(scheduler, "--no-nanny"):

        @contextmanager
        def killing(count):
            with chosen(scheduler, pool(1))(count) as executor:
                yield Killing(executor, victim)

        assert marked(SOURCES, DESK, SETTINGS, Means(workers=killing)) == marked(SOURCES, DESK, SETTINGS, Means())
        assert victim.wait() == -signal.SIGKILL


def test_no_workers_are_one_line(scheduler, monkeypatch):
    monkeypatch.setattr(workers.dask, "PATIENCE_SECONDS", 0.2)
    with pytest.raises(WorkersError, match=r"has no workers; start some with 'dask worker tcp://127.0.0.1"):
        marked(SOURCES, DESK, SETTINGS, Means(workers=chosen(scheduler, pool(1))))


def test_a_worker_that_may_start_no_processes_says_how_it_may(scheduler):
    with worker(scheduler), pytest.raises(WorkersError, match="start it with 'dask worker --no-nanny'"):
        marked(SOURCES, DESK, SETTINGS, Means(workers=chosen(scheduler, pool(1))))
