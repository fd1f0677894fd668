"""Pagefind's program, run as a service: it takes the pages one by one in our order, where in a folder it has its own.

Its Python interface does the same but looks for answers ten times a second: 100 seconds for 1,000 pages.
"""

import base64
import json
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, Final, cast

from generator.publishing.search.entries import Entry, reduced
from generator.publishing.search.normalisation import settle
from generator.runtime import processes

CHUNK: Final = 1 << 16  # bytes read at a time
ABSENT: Final = "No search: Pagefind has no program for this platform. The pages say so and lead to the indexes."


class SearchError(Exception):
    """The index cannot be made; the message says why."""


class Stopped(Exception):  # noqa: N818 - no error: a newer build asked for it
    """The index is not wanted any more."""


def program() -> Path | None:
    """Pagefind's program for this platform; None where there is none."""
    from pagefind.service import get_executable  # noqa: PLC0415 - it brings asyncio, which a build without it need not

    try:
        executable = get_executable()
    except FileNotFoundError:
        return None
    return executable if executable and executable.is_file() else None


class Run:
    """One run of the program; another thread may stop it."""

    def __init__(self) -> None:
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """Make `index` raise Stopped."""
        self._stopped = True
        if self._process:
            self._process.kill()

    def index(self, site: Path, entries: Iterable[Entry], out: Path) -> None:
        """Write the index of the entries into `out`; raises SearchError or Stopped."""
        executable = program()
        if executable is None:
            raise SearchError(ABSENT)
        with processes.start([str(executable), "--service"]) as process:
            self._process = process
            try:
                number = self._ask(process, type="NewIndex", config={})["index_id"]
                for entry in sorted(entries, key=lambda entry: entry.path):
                    text = reduced((site / entry.path).read_bytes(), entry)
                    self._ask(process, type="AddFile", index_id=number, file_path=entry.path, file_contents=text)
                # Not WriteFiles: its answer comes before the files are whole.
                files = self._ask(process, type="GetFiles", index_id=number)["files"]
            finally:
                _end(process)
        for file in files:
            path = out / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(file["content"]))
        settle(out)

    def _ask(self, process: subprocess.Popen[bytes], **payload: object) -> dict[str, Any]:
        message = base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode())
        answer = b"" if self._stopped else _exchange(process, message)
        if self._stopped:
            raise Stopped
        if not answer:
            raise SearchError("Pagefind ended without an answer.")
        result: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
        if result["type"] == "Error":
            raise SearchError(f"Pagefind says: {result['message']}")
        return result


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(BrokenPipeError):  # what it was still to read
        cast("IO[bytes]", process.stdin).close()


def _exchange(process: subprocess.Popen[bytes], message: bytes) -> bytes:
    """The answer to a message, each in base64 with a comma at its end; nothing where the program has ended."""
    to, back = cast("IO[bytes]", process.stdin), cast("BufferedReader", process.stdout)
    with suppress(BrokenPipeError):
        to.write(message + b",")
        to.flush()
    answer = bytearray()
    while not answer.endswith(b",") and (part := back.read1(CHUNK)):
        answer += part
    return bytes(answer)
