"""The files of a folder: regular ones below it in a fixed order, each read as it was listed; the rest is a problem."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.filenames import SUFFIXES
from generator.model import Problem, Severity

DESK: Final = "_desk"
_NOT_FOLLOWED: Final = "a link; links are not followed, put the file itself here, or allow them with follow_links"


class Walk:
    """One walk through a folder. `problems` grows as it goes on.

    Links are reported, and where `follow_links` allows it followed at last, in the order of their paths: what they
    lead to is read under their name, unless it stands in the folder or was reached by another link already.
    """

    def __init__(self, root: Path, *, follow_links: bool = False) -> None:
        self.problems: list[Problem] = []
        self._root = root
        self._follow = follow_links
        self._links: list[str] = []
        self._seen: set[tuple[int, int]] = set()

    def paths(self) -> Iterator[str]:
        """POSIX paths of the files below the root; whatever is neither file nor folder becomes a problem."""
        self._is_new(self._root)
        yield from self._below("", linked=False)
        while self._links:
            links, self._links = sorted(self._links), []
            for path in links:
                yield from self._behind(path)

    def _below(self, start: str, *, linked: bool) -> Iterator[str]:
        folders = [start]
        while folders:
            below = folders.pop()
            try:
                entries = sorted(os.scandir(self._root / below), key=lambda entry: entry.name)
            except OSError as error:
                self.problems.append(unreadable(below.rstrip("/"), error))
                continue
            for entry in entries:
                path = below + entry.name
                if entry.name.startswith(".") or entry.name == DESK:
                    continue
                kind = self._kind(entry, path)
                if kind == "nothing" or (not self._is_new(self._root / path) and linked):
                    continue
                if kind == "folder":
                    folders.append(f"{path}/")
                else:
                    yield path

    def _kind(self, entry: os.DirEntry[str], path: str) -> str:
        """What an entry is; every other thing than a file or a folder, and a name that misleads, is a problem."""
        if not _utf8(entry.name):
            shown = os.fsencode(path).decode("utf-8", "replace")
            return self._none(problem("file-name", shown, "the file name is not valid UTF-8; rename it"))
        if entry.is_symlink():
            if self._follow:
                self._links.append(path)
                return "nothing"
            return self._none(problem("link", path, _NOT_FOLLOWED))
        if entry.is_dir(follow_symlinks=False):
            if Path(entry.name).suffix.lower() in SUFFIXES:
                self.problems.append(problem("folder-name", path, "a folder named like a document; rename it"))
            return "folder"
        if not entry.is_file(follow_symlinks=False):
            return self._none(problem("not-a-file", path, "neither a file nor a folder; remove it"))
        return "file"

    def _behind(self, path: str) -> Iterator[str]:
        """What a link leads to, a file or the files of a folder, if it is not read already under another name."""
        target = self._root / path
        try:
            mode = target.stat().st_mode
        except OSError as error:
            self.problems.append(problem("link", path, f"a link that leads nowhere ({error.strerror}); remove it"))
            return
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            self.problems.append(problem("not-a-file", path, "a link to neither a file nor a folder; remove it"))
        elif not self._is_new(target):
            message = "a link to what is read already under another name; remove it"
            self.problems.append(problem("link", path, message, severity="info"))
        elif stat.S_ISDIR(mode):
            yield from self._below(f"{path}/", linked=True)
        else:
            yield path

    def _is_new(self, path: Path) -> bool:
        """Whether a file or folder is met for the first time; kept only where links are followed."""
        if not self._follow:
            return True
        try:
            status = path.stat()
        except OSError:  # gone since it was listed, which reading it will tell
            return True
        key = (status.st_dev, status.st_ino)
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _none(self, problem: Problem) -> str:
        self.problems.append(problem)
        return "nothing"


def read(path: Path, limit: int, *, follow_links: bool = False) -> bytes:
    """The file's bytes, at most one more than `limit`; raises OSError, also where it is no regular file any more.

    Opened so that a pipe or a link put in its place since the listing cannot be followed.
    """
    real = Path(os.path.realpath(path)) if follow_links else path
    handle = os.open(real, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    before = os.fstat(handle)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "not a regular file any more")
        data = file.read(limit + 1)
        after = os.fstat(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise OSError(errno.EAGAIN, "it was changed while it was read; build again")
    return data


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let us read."""
    return problem("unreadable", path, f"cannot be read: {error.strerror}", severity="error")


def problem(code: str, path: str, message: str, *, severity: Severity = "warning") -> Problem:
    """A problem of a file as a whole; the root itself is "."."""
    return Problem(code=code, severity=severity, path=path or ".", message=message)


def _utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
