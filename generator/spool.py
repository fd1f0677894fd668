"""Bytes that wait on disk until they are needed, so that memory does not hold the whole site."""

import os
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

BUFFER: Final = 1 << 20  # bytes that wait in memory before they are written


class Spool:
    """One file without a name, which is gone with the process."""

    def __init__(self, folder: Path | None = None) -> None:
        """On the disk of a folder, else where temporary files go."""
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - open as long as the process
        self._written = 0
        self._rest = bytearray()

    def put(self, data: bytes) -> Callable[[], bytes]:
        """What gives these bytes back; an `OSError` where the disk is full."""
        return self.put_all((data,))

    def put_all(self, pieces: Iterable[bytes]) -> Callable[[], bytes]:
        """The same for pieces of which memory need not hold more than one."""
        start = self._end
        for data in pieces:
            if len(data) < BUFFER:
                self._rest += data
            if len(self._rest) >= BUFFER or len(data) >= BUFFER:
                self._flush()
            if len(data) >= BUFFER:
                self._write(data)
        return partial(self._read, start, self._end - start)

    @property
    def _end(self) -> int:
        return self._written + len(self._rest)

    def _read(self, start: int, size: int) -> bytes:
        if start + size > self._written:
            self._flush()
        return os.pread(self._file.fileno(), size, start)

    def _flush(self) -> None:
        self._write(self._rest)
        self._rest = bytearray()

    def _write(self, data: bytes | bytearray) -> None:
        view = memoryview(data)
        while view:
            done = self._file.write(view)
            self._written += done
            view = view[done:]
