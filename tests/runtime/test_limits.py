import ctypes
import faulthandler
import gc
import multiprocessing
import os
import re
import resource
import signal
import time
from concurrent.futures import ProcessPoolExecutor

import pytest

from generator.runtime import limits

MIB = 1 << 20
LIMITS = {"seconds": 30, "memory_bytes": 300 * MIB}


def add(one, two):
    return one + two


def hang():
    while True:
        time.sleep(60)


def spin():
    return re.match(r"(a+)+$", "a" * 200 + "b")


def eat():
    return bytes(400 * MIB)


def fail():
    raise LookupError("no such thing")


def die(number):
    faulthandler.disable()
    os.kill(os.getpid(), number)


def leave():
    os._exit(3)


def in_pool(function, args, seconds):
    return limits.run(function, args, seconds=seconds, memory_bytes=300 * MIB)


def test_value_comes_back():
    assert limits.run(add, ("a" * MIB, "b"), **LIMITS) == "a" * MIB + "b"


def test_function_without_an_answer_is_ended():
    outcome = limits.run(hang, (), seconds=0.05, memory_bytes=MIB)
    assert outcome == limits.Failure(kind="time", message="it took longer than 0.05 s")
    assert multiprocessing.active_children() == []


def test_runaway_expression_is_ended():
    assert limits.run(spin, (), seconds=0.2, memory_bytes=100 * MIB).kind == "time"


def test_memory_is_limited():
    outcome = limits.run(eat, (), **LIMITS)
    assert outcome == limits.Failure(kind="memory", message="it needed more than 300 MiB of memory")


def test_exception_is_named():
    outcome = limits.run(fail, (), **LIMITS)
    assert outcome == limits.Failure(kind="raised", message="it raised LookupError: no such thing")


@pytest.mark.parametrize(
    ("function", "args", "kind", "words"),
    [
        (die, (signal.SIGSEGV,), "ended", "SIGSEGV"),
        (die, (signal.SIGABRT,), "ended", "300 MiB"),
        (die, (signal.SIGKILL,), "ended", "status -9"),
        (die, (signal.SIGXCPU,), "time", "30 s"),
        (leave, (), "ended", "status 3"),
    ],
)
def test_death_is_explained(function, args, kind, words):
    outcome = limits.run(function, args, **LIMITS)
    assert outcome.kind == kind
    assert words in outcome.message


def mind(number):
    """A number's double and the process that told it; 3 and 4 end badly."""
    if number in {3, 4}:
        [fail, leave][number - 3]()
    return 2 * number, os.getpid()


def test_one_child_answers_many_calls_and_another_goes_on_behind_one_that_failed():
    outcomes = list(limits.each(mind, [(number,) for number in range(7)], **LIMITS))
    assert [one.kind for one in outcomes[3:5]] == ["raised", "ended"]
    first, second = outcomes[:3], outcomes[5:]
    assert [number for number, _ in first + second] == [0, 2, 4, 10, 12]
    assert len({child for _, child in first}) == len({child for _, child in second}) == 1
    assert first[0][1] != second[0][1]


def use_up(mib):
    """Leaves the process a second of processor time, and tells what it had."""
    allowed, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (1, hard))
    return len(bytes(mib * MIB)), allowed


def test_every_call_has_the_limits_to_itself():
    first, too_much, last = limits.each(use_up, [(200,), (400,), (200,)], **LIMITS)
    assert too_much.kind == "memory"
    assert first[0] == last[0] == 200 * MIB
    assert min(first[1], last[1]) > LIMITS["seconds"]
    second, third = limits.each(use_up, [(200,), (200,)], **LIMITS)
    assert second == third


def test_an_answer_given_up_leaves_no_child():
    answers = limits.each(add, [(1, 2), (3, 4)], **LIMITS)
    assert next(answers) == 3
    answers.close()
    assert multiprocessing.active_children() == []


def test_works_inside_a_pool():
    with ProcessPoolExecutor(2, initializer=limits.die_with_parent) as pool:
        late = pool.submit(in_pool, hang, (), 0.05)
        sums = list(pool.map(in_pool, [add] * 5, [(n, 1) for n in range(5)], [30] * 5))
        assert sums == [1, 2, 3, 4, 5]
        assert late.result().kind == "time"


@pytest.fixture
def own_limits():
    names = (resource.RLIMIT_CORE, resource.RLIMIT_CPU, resource.RLIMIT_AS)
    before, threshold = {name: resource.getrlimit(name) for name in names}, gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    for name, limit in before.items():
        resource.setrlimit(name, limit)


@pytest.mark.usefixtures("own_limits")
@pytest.mark.parametrize(
    ("function", "args", "expected"),
    [
        (add, (1, 2), 3),
        (fail, (), limits.Failure(kind="raised", message="it raised LookupError: no such thing")),
        (eat, (), limits.Failure(kind="memory", message="it needed more than 100 MiB of memory")),
    ],
)
def test_answer(function, args, expected):
    ours, theirs = multiprocessing.Pipe(duplex=False)
    limits.answer(theirs, function, [args], 1000, 100 * MIB)
    assert ours.recv() == expected
    ours.close()


@pytest.mark.usefixtures("own_limits")
def test_confine_never_raises_the_hard_limit():
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    limits.confine(1000, 1000 * MIB)
    assert resource.getrlimit(resource.RLIMIT_CPU)[1] == hard
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    assert resource.getrlimit(resource.RLIMIT_AS)[0] > 1000 * MIB


@pytest.mark.usefixtures("own_limits")
def test_confine_does_without_the_size_of_the_process(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "STATM", tmp_path / "none")
    before = resource.getrlimit(resource.RLIMIT_AS)
    limits.confine(1000, MIB)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_workers_end_with_their_parent():
    told, tell = os.pipe()
    parent = os.fork()
    if parent == 0:
        worker = os.fork()
        if worker == 0:
            limits.die_with_parent()
            os.write(tell, b"%d" % os.getpid())
            signal.pause()
        signal.pause()
    os.close(tell)
    assert int(os.read(told, 20)) > 0
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    # The worker holds the other end of the pipe: it reads as closed only when the worker is gone.
    assert os.read(told, 1) == b""
    os.close(told)


def test_asking_the_kernel():
    limits.die_with_parent()
    prctl = ctypes.CDLL(None).prctl
    asked = ctypes.c_int()
    prctl(2, ctypes.byref(asked))  # PR_GET_PDEATHSIG
    prctl(limits.PR_SET_PDEATHSIG, 0)
    assert asked.value == signal.SIGKILL


def test_no_call_to_make_elsewhere(monkeypatch):
    monkeypatch.setattr(limits.ctypes, "CDLL", lambda _: object())
    limits.die_with_parent()
