"""A copy of the project, served by MkDocs on a free port; a built site, served as a static host does."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

from tests.support import processes

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("briefings", "docs", "generator")
START_SECONDS = 180


@dataclass
class Served:
    """A running site: where it is on disk and on the network, and what the server said."""

    root: Path
    url: str
    log: list[str] = field(default_factory=list)
    ended: bool = False
    heard: threading.Condition = field(default_factory=threading.Condition)

    def listen(self, output: IO[str]) -> None:
        """Keeps what the server says until it ends."""
        for line in output:
            with self.heard:
                self.log.append(line)
                self.heard.notify_all()
        with self.heard:
            self.ended = True
            self.heard.notify_all()

    def wait_for(self, pattern: str, since: int = 0) -> None:
        """Waits until a line from `since` on matches; fails with the log when the server ends or stays silent."""
        with self.heard:
            self.heard.wait_for(lambda: self.ended or self.said(pattern, since), START_SECONDS)
        assert self.said(pattern, since), f"the server never said {pattern!r}: " + "".join(self.log)

    def said(self, pattern: str, since: int = 0) -> bool:
        """Whether a line from `since` on matches."""
        return any(re.search(pattern, line) for line in self.log[since:])


def copy_project(root: Path) -> Path:
    """A copy to edit; `python -m mkdocs` run inside it imports the generator of the copy."""
    ignored = shutil.ignore_patterns("__pycache__", ".cache")
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"SOURCES", "PYTHONPATH"}}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serve(root: Path) -> Iterator[Served]:
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with processes.running(command, cwd=root, env=environment(), **output) as process:
        served = Served(root, f"http://127.0.0.1:{port}")
        threading.Thread(target=served.listen, args=(process.stdout,), daemon=True).start()
        served.wait_for("Serving on")
        yield served


class _Host(SimpleHTTPRequestHandler):
    """Compresses what is text, lets browsers keep it for ten minutes, and has the site's page for what is missing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            self.answer(200, path)
        else:
            self.answer(404, Path(self.directory) / "404.html")

    do_HEAD = do_GET  # noqa: N815 - the name that the library asks for

    def answer(self, status: int, path: Path) -> None:
        body, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(status)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml", "xml")):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keeps the terminal for the tests."""


@contextmanager
def host(site: Path) -> Iterator[str]:
    """The address of a built site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
