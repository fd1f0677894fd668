"""Files made once of what is installed, in the folder of Python's own bytecode, where Python itself takes code from.

Who can write there can change this program, so what is read there is trusted as the program is. Never for what is made
of a project's files: nothing removes what is no longer asked for.
"""

import os
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

READABLE: Final = 0o644  # as Python's own: whoever installs is often not who builds
_SUM: Final = sha256().digest_size


def folder(module: str) -> Path:
    """Where Python keeps the bytecode of a module, whose file this is."""
    return Path(cache_from_source(module)).parent


def read(path: Path) -> bytes:
    """What was kept there, nothing where there is none or it is damaged."""
    try:
        stored = memoryview(path.read_bytes())
    except OSError:
        return b""
    return bytes(stored[_SUM:]) if sha256(stored[_SUM:]).digest() == stored[:_SUM] else b""


def write(path: Path, data: bytes) -> None:
    """Keep bytes where Python would: not where it may not write, or was told not to."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError), tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(sha256(data).digest() + data)
        os.fchmod(file.fileno(), READABLE)
        os.replace(file.name, path)  # noqa: PTH105 - of a name
