"""A process that a test has started is gone when the run is, whatever ended it."""

import ast
import os
import select
import signal
import sys
from pathlib import Path

import pytest

from tests.support import processes

STARTING = {"run", "Popen", "call", "check_call", "check_output", "getoutput", "getstatusoutput"}
ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_MILLISECONDS = 90_000
# Waits in the middle of a test until somebody ends the run; what it serves has a child of its own.
SERVING = """
import sys
from tests.support import processes

def test_serving():
    code = "import subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]])"
    serve = ["-u", "-m", "mkdocs", "serve", "-a", "127.0.0.1:0"]
    with open("lives", "wb") as lives:
        with processes.running([sys.executable, "-c", code, *serve], stdout=lives, stderr=lives) as process:
            lives.close()
            process.wait()
"""
# A run that was started in the background ignores Ctrl-C; this one never does.
RUN = """
import signal, sys, pytest
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(pytest.main(sys.argv[1:]))
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Site\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_serving.py").write_text(SERVING)
    os.mkfifo(tmp_path / "lives")
    return tmp_path


def said(end):
    """The next words of those who hold the other end; nothing when none of them is left."""
    waiting = select.poll()
    waiting.register(end, select.POLLIN)
    assert waiting.poll(PATIENCE_MILLISECONDS), "what the test has started still runs"
    return os.read(end, 1 << 16)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sent: sent.name)
@pytest.mark.parametrize("workers", ["0", "1"])
def test_nothing_serves_on_when_a_run_is_ended_in_the_middle(project, workers, sent):
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**variables, "PYTHONPATH": str(ROOT)}
    end = os.open(project / "lives", os.O_RDONLY | os.O_NONBLOCK)
    command = [sys.executable, "-c", RUN, "-n", workers, "-p", "no:cacheprovider", "test_serving.py"]
    with processes.running(command, cwd=project, env=environment) as process:
        log = b""
        while b"Serving on" not in log:
            words = said(end)
            assert words, log.decode()
            log += words
        os.killpg(process.pid, sent)  # as a terminal does
        while said(end):
            pass
    os.close(end)


def starts(path):
    """Where a test starts a process in another way than the one above."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Attribute(value=ast.Name("subprocess"), attr=name) if name in STARTING:
                yield f"{path.name}:{node.lineno}: subprocess.{name}"
            case ast.ImportFrom(module="subprocess"):
                yield f"{path.name}:{node.lineno}: from subprocess import"


def test_every_test_starts_its_processes_so():
    others = sorted(set((ROOT / "tests").rglob("*.py")) - {Path(processes.__file__).resolve()})
    assert [found for path in others for found in starts(path)] == []
