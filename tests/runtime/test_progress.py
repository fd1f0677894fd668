"""Progress: nothing while work is short, a bar on a terminal, plain lines elsewhere; by a clock made by hand."""

import io
import itertools
import os
import pty

import pytest

from generator.runtime.progress import Progress


def watched(out, seconds, count=6):
    clock = itertools.count(0, seconds)
    return list(Progress(out=out, clock=lambda: next(clock)).watch(range(count), count, "sources read"))


def lines(seconds):
    out = io.StringIO()
    assert watched(out, seconds) == list(range(6))
    return out.getvalue().splitlines()


def test_short_work_is_not_told():
    assert lines(0.3) == []


def test_long_work_is_told_by_a_line_every_ten_seconds():
    assert lines(5) == ["2 of 6 sources read", "4 of 6 sources read", "6 of 6 sources read"]


def test_nothing_is_told_where_nobody_listens():
    assert watched(None, 100) == list(range(6))


def shown_on(terminal):
    told = b""
    while not told.endswith(b"end"):
        told += os.read(terminal, 10_000)
    os.close(terminal)
    return told.decode()


@pytest.mark.parametrize(("seconds", "shown"), [(0.3, False), (5, True)])
def test_a_terminal_has_a_bar_that_ends_with_the_work(seconds, shown):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as out:
        watched(out, seconds)
        out.write("end")
        out.flush()
        told = shown_on(ours)
    assert ("Sources read" in told, "6/6" in told) == (shown, shown)
    assert told.endswith("end")


def test_a_bar_is_left_alone_when_the_work_breaks_off():
    ours, theirs = pty.openpty()
    clock = itertools.count(0, 5)
    with os.fdopen(theirs, "w") as out:
        work = Progress(out=out, clock=lambda: next(clock)).watch(range(6), 6, "sources read")
        next(work)
        work.close()
        out.write("end")
        out.flush()
        told = shown_on(ours)
    assert "1/6" in told
    assert told.splitlines()[-1].endswith("end")
