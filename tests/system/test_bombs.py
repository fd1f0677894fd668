"""Whole builds of files made to choke readers: each is one problem at most, every neighbour is published."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.support import bombs, processes

SCAFFOLD = Path(__file__).parents[2] / "generator" / "cli" / "scaffold" / "mkdocs.yml"
GOOD = b"The bridge stays closed\n\nBy Ada Miller\n\n3 June 2024\n\nThe council put off the vote on Monday.\n"
FAILURES = re.compile(r"^(\S+?)(?::\d+)?: error ([a-z-]+)", re.MULTILINE)
MIB = 1 << 10  # of the kernel's unit, in which it tells a process's size
PROCESSOR_SECONDS = 120  # of one process, some ten times what the longest needs
# A process counts what the one that started it held; this one is small.
LAUNCHER = f"""
import resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_CPU, ({PROCESSOR_SECONDS}, {PROCESSOR_SECONDS}))
done = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def built(folder, files):
    """Build a site of the files and two good ones; its log, and the size of the largest process in MiB."""
    (folder / "docs").mkdir()
    (folder / "briefings").mkdir()
    (folder / "mkdocs.yml").write_bytes(SCAFFOLD.read_bytes())
    config = (folder / "mkdocs.yml").read_text("utf-8")
    limited = "sources: briefings\n      read_seconds: 10\n      read_memory_mib: 256\n      search: false\n"
    (folder / "mkdocs.yml").write_text(config.replace("sources: briefings\n", limited, 1), "utf-8")
    for name, data in (("a.txt", GOOD), *files, ("z.txt", GOOD.replace(b"bridge", b"ferry"))):
        (folder / "briefings" / name).write_bytes(data)
    command = [
        sys.executable,
        "-c",
        LAUNCHER,
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-f",
        str(folder / "mkdocs.yml"),
    ]
    run = processes.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    told, _, size = run.stdout.decode("utf-8", "replace").rstrip().rpartition("\n")
    assert run.returncode == 0, told[-3_000:]
    return told, int(size) / MIB


def pages(folder):
    return {path.parent.name.rpartition("-")[0] for path in (folder / "site" / "documents").glob("*/index.html")}


def test_a_bomb_is_one_problem_and_its_neighbours_are_built(tmp_path):
    told, size = built(tmp_path, [(name, make()) for name, make in bombs.BOMBS.items()])
    failures = Counter(path.partition("/")[0] for path, _ in FAILURES.findall(told.replace("INFO    -  ", "")))
    assert set(failures) <= set(bombs.BOMBS)
    assert set(failures.values()) == {1}
    assert {"flate.pdf", "circular.pdf", "huge.docx", "tables.docx", "paragraphs.docx"} <= set(failures)
    assert {"a", "z"} <= pages(tmp_path)
    assert size < 600


def test_long_runs_of_marks_and_deep_nesting_are_read_within_the_limits(tmp_path):
    files = list(bombs.runs())
    told, size = built(tmp_path, files)
    assert FAILURES.findall(told.replace("INFO    -  ", "")) == []
    assert len(pages(tmp_path)) == len({name.rpartition(".")[0] for name, _ in files}) + 2
    assert len(list((tmp_path / "site" / "documents").glob("*/index.html"))) == len(files) + 2
    assert size < 400
