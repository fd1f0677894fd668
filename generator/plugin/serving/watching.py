"""What MkDocs watches while it serves, told of changes when the system knows of them and not only twice a second."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Final

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

MOST_SAVED: Final = 5  # files saved together, those that a text editor leaves for a moment among them
QUIET: Final = 0.02  # seconds without another change, after which a change is whole; MkDocs' own is 0.1


class Hastened(FileSystemEventHandler):
    """Has MkDocs look for changes at once; where the system tells of none, MkDocs looks by itself, as before.

    `first` hears of a saved file before MkDocs does, unless many were saved together.
    """

    def __init__(self, server: LiveReloadServer, first: Callable[[Path], object] = lambda _: None) -> None:
        self._server = server
        self._first = first
        self._saved: dict[Path, None] = {}
        self._observer = Observer()
        self._told = Event()
        self._ended = False
        self._thread = Thread(target=self._look, daemon=True)

    def start(self, folders: Iterable[Path]) -> None:
        """Begin to hear of changes below the folders, as far as the system can tell of them."""
        self._server.build_delay = QUIET
        for folder in folders:
            self._observer.schedule(self, str(folder), recursive=True)
        with suppress(OSError):  # too many folders for the system
            self._observer.start()
            self._thread.start()

    def stop(self) -> None:
        """Hear of no more changes."""
        if self._thread.is_alive():
            self._observer.stop()
            self._ended = True
            self._told.set()
            self._thread.join()

    def on_created(self, event: FileSystemEvent) -> None:
        """Look."""
        if not event.is_directory:
            self._saved[Path(os.fsdecode(event.dest_path or event.src_path))] = None
        self._told.set()

    on_deleted = on_modified = on_moved = on_created

    def hand_on(self) -> None:
        """Tell of the files that were saved; not one by one where the whole site comes as soon."""
        saved = []
        while self._saved:
            saved.append(self._saved.popitem()[0])
        if len(saved) <= MOST_SAVED:
            for path in saved:
                self._first(path)

    def _look(self) -> None:
        """Look once for all that was told since the last look began."""
        while self._told.wait() and not self._ended:
            self._told.clear()
            while self._told.wait(QUIET) and not self._ended:
                self._told.clear()
            self.hand_on()
            for emitter in self._server.observer.emitters:
                if emitter.is_alive():
                    emitter.queue_events(0)
