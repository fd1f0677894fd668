"""Atomic publishing: a site is built in a folder beside the old one and swapped in when it is whole.

At every moment the site is the old tree or the new one; a build that dies leaves nothing to clean by hand.
"""

import ctypes
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from filelock import BaseFileLock, FileLock, Timeout

PATIENCE: Final = 5.0  # seconds of silent waiting for another build
AT_FDCWD: Final = -100
RENAME_EXCHANGE: Final = 2
FOLDER_MODE: Final = 0o755
FILE_MODE: Final = 0o644


class PublishError(Exception):
    """The site cannot be built here; the message says what to do."""


class Before(Protocol):
    """The site as it was before a build, whose files may stand for those of the new one; paths are below its root."""

    def keep(self, path: str, data: bytes) -> bool:
        """Have the new site keep the old one's file where that holds these bytes; if it does."""

    def digest(self, path: str) -> bytes:
        """SHA-256 of a file of the old site; nothing where there is none."""

    def take(self, path: str, digest: bytes) -> None:
        """Have the new site keep the old one's file, of this digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A site under construction: build into `folder`, then `commit` or `abandon`; `site` stays as it was until then."""

    site: Path
    folder: Path
    lock: BaseFileLock
    digests: dict[str, bytes] = field(default_factory=dict)
    """SHA-256 of every file that the new site has from the old one."""
    folders: set[str] = field(default_factory=set)
    """Those of the new site that were made for such files."""

    def keep(self, path: str, data: bytes) -> bool:
        """Put the old site's file into the new tree where it holds these bytes, as a second name of it; if it did.

        Nobody may write into such a file: both trees have it.
        """
        try:
            if not _holds(self.site / path, data):
                return False
            self._link(path)
        except OSError:  # no such file, or a file system without such names: the file is written
            return False
        self.digests[path] = hashlib.sha256(data).digest()
        return True

    def digest(self, path: str) -> bytes:
        """SHA-256 of a regular file of the old site; nothing where there is none."""
        try:
            with (self.site / path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").digest()
        except OSError:
            return b""

    def take(self, path: str, digest: bytes) -> None:
        """Put the old site's file, of this digest, into the new tree, as a second name where there can be one."""
        try:
            self._link(path)
        except OSError:
            shutil.copyfile(self.site / path, self.folder / path)
        self.digests[path] = digest

    def _link(self, path: str) -> None:
        below = os.path.dirname(path)  # noqa: PTH120 - thousands of times, and pathlib takes longer than the disk
        if below not in self.folders:
            (self.folder / below).mkdir(parents=True, exist_ok=True)
            self.folders.add(below)
        os.link(f"{self.site}/{path}", f"{self.folder}/{path}", follow_symlinks=False)

    def commit(self) -> None:
        """Put the new tree in the place of the old one; an `OSError` leaves the old one."""
        _fix_modes(self.folder)
        if self.site.exists():
            self.folder.chmod(self.site.stat().st_mode)
        _sync(self.folder)
        if not self.site.exists():
            self.folder.rename(self.site)
        elif not exchange(self.folder, self.site):
            replace_in_two_steps(self.folder, self.site)
        _sync(self.site.parent)
        self.abandon()

    def abandon(self) -> None:
        """Remove what was built, or the old tree after a swap, and let the next build in."""
        _sweep(self.site)
        # Whoever waits on the removed file finds it without a name when it gets the lock, and takes a new one.
        Path(self.lock.lock_file).unlink(missing_ok=True)
        self.lock.release()


def begin(
    site: Path, *, tell: Callable[[str], None], wait: float | None = None, patience: float = PATIENCE
) -> Publication:
    """An empty folder to build `site` in, once no other build is running.

    Another build is waited for, at most `wait` seconds (None: without end); past `patience` seconds `tell` hears so.
    """
    site = Path(os.path.realpath(site))
    _check(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.with_name(f".{site.name}.lock"), thread_local=False)
    _acquire(lock, site, tell=tell, wait=wait, patience=patience)
    _recover(site)
    _sweep(site)
    folder = site.with_name(f".{site.name}.building-{os.getpid()}")
    folder.mkdir()
    _keep_hidden(site, folder)
    return Publication(site=site, folder=folder, lock=lock)


def exchange(one: Path, two: Path, *, call: str = "renameat2") -> bool:
    """Swap two folders in a single step of the file system; False where the system has no such step."""
    function = getattr(ctypes.CDLL(None, use_errno=True), call, None)
    if function is None:
        return False
    if function(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(two), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(two))


def replace_in_two_steps(folder: Path, site: Path) -> None:
    """Swap by two renames; a build that dies between them is put right by the next `begin`."""
    previous = _previous(site)
    site.rename(previous)
    try:
        folder.rename(site)
    except OSError:
        previous.rename(site)
        raise


def _previous(site: Path) -> Path:
    return site.with_name(f".{site.name}.previous")


def _holds(path: Path, data: bytes) -> bool:
    """Whether a regular file has these bytes; no link is followed."""
    state = path.lstat()
    return stat.S_ISREG(state.st_mode) and state.st_size == len(data) and path.read_bytes() == data


def _check(site: Path) -> None:
    if site.exists() and not site.is_dir():
        raise PublishError(f"{site} is a file: choose another site_dir, or move the file away.")
    if site.is_mount():
        raise PublishError(f"{site} is a mount point and cannot be swapped: set site_dir to a folder inside it.")


def _acquire(
    lock: BaseFileLock, site: Path, *, tell: Callable[[str], None], wait: float | None, patience: float
) -> None:
    silent = patience if wait is None else min(patience, wait)
    try:
        lock.acquire(timeout=silent)
    except Timeout:
        if wait is None or wait > silent:
            tell(f"Another build is writing {site}; waiting for it to end.")
        try:
            lock.acquire(timeout=-1 if wait is None else wait - silent)
        except Timeout:
            raise PublishError(f"Another build has been writing {site} for {wait:g} s: try again later.") from None


def _recover(site: Path) -> None:
    if _previous(site).exists() and not site.exists():
        _previous(site).rename(site)


def _sweep(site: Path) -> None:
    """Remove what builds left beside the site; only the holder of the lock may."""
    for entry in list(site.parent.iterdir()):
        if entry.name.startswith(f".{site.name}.building-") or entry == _previous(site):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def _keep_hidden(site: Path, folder: Path) -> None:
    """Copy what a build never writes and MkDocs never removes: the hidden entries at the top, such as `.git`."""
    for entry in sorted(site.glob(".*")):
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, folder / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, folder / entry.name, follow_symlinks=False)


def _fix_modes(folder: Path) -> None:
    """Give all that is published the same modes, whatever the sources and the umask had."""
    for place, names, files in os.walk(folder):
        if Path(place) == folder:
            names[:] = [name for name in names if not name.startswith(".")]
        for mode, some in ((FOLDER_MODE, names), (FILE_MODE, files)):
            for path in (f"{place}/{name}" for name in some):
                if not os.path.islink(path):  # noqa: PTH114 - thousands of times
                    os.chmod(path, mode)  # noqa: PTH101 - the same


def _sync(folder: Path) -> None:
    """Wait until the file system that holds the folder has written everything, in one call instead of one a file."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", os.fsync)
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle) == -1:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)
