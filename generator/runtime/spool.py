"""Bytes that wait on disk until they are needed, so that memory does not hold the whole site."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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

    def put(self, data: bytes) -> "Waiting":
        """What gives these bytes back; an `OSError` where the disk is full."""
        return self.put_all((data,))

    def put_all(self, pieces: Iterable[bytes]) -> "Waiting":
        """The same for pieces of which memory need not hold more than one."""
        start, digest = self._end, hashlib.sha256()
        for data in pieces:
            digest.update(data)
            if len(data) < BUFFER:
                self._rest += data
            if len(self._rest) >= BUFFER or len(data) >= BUFFER:
                self._flush()
            if len(data) >= BUFFER:
                self._write(data)
        return Waiting(self, start, self._end - start, digest.digest())

    @property
    def _end(self) -> int:
        return self._written + len(self._rest)

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a place on."""
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """Bytes of a spool by their place, with their SHA-256."""

    spool: Spool
    start: int
    size: int
    digest: bytes

    def data(self) -> bytes:
        """All of them."""
        return self.spool.read(self.start, self.size)

    def pieces(self) -> Iterator[bytes]:
        """All of them, of which memory need not hold more than a piece."""
        end = self.start + self.size
        for start in range(self.start, end, BUFFER):
            yield self.spool.read(start, min(BUFFER, end - start))
