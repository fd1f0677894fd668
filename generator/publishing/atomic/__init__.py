"""Atomic publishing: a site is built in a folder beside the old one and swapped in when it is whole.

At every moment the site is the old tree or the new one; a build that dies leaves nothing to clean by hand.
"""

import ctypes
import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from filelock import BaseFileLock, FileLock, Timeout

from generator.publishing.atomic import hard_links
from generator.publishing.atomic.file_stamps import Seen, look
from generator.publishing.atomic.hard_links import FILE_MODE
from generator.runtime import walk

PATIENCE: Final = 5.0  # seconds of silent waiting for another build
AT_FDCWD: Final = -100
RENAME_EXCHANGE: Final = 2


class PublishError(Exception):
    """The site cannot be built here; the message says what to do."""


class Before(Protocol):
    """The site as it was before a build, whose files may stand for those of the new one; paths are below its root."""

    def keep(self, path: str, digest: bytes) -> bool:
        """Have the new site keep the old one's file where that has this SHA-256; if it does."""

    def digest(self, path: str) -> bytes:
        """SHA-256 of a file of the old site; nothing where there is none."""

    def take(self, path: str, digest: bytes) -> None:
        """Have the new site keep the old one's file, of this digest."""


@dataclass(slots=True, kw_only=True)
class Publication:
    """A site under construction: build into `folder`, then `commit` or `abandon`; `site` stays as it was until then.

    What the old site's files hold may be `known` by their stamps. Its tree, once it is replaced, waits as `spare`, if
    there is to be one: the next new tree begins as that.
    """

    site: Path
    folder: Path
    lock: BaseFileLock
    known: dict[str, Seen] = field(default_factory=dict)
    spare: Path | None = None
    kept: dict[str, Seen] = field(default_factory=dict)
    """The files that the new site has from the old one."""
    _looked: dict[str, Seen] = field(default_factory=dict)
    _tree: Path | None = None

    def keep(self, path: str, digest: bytes) -> bool:
        """Have the new tree take the old site's file where it has this SHA-256; if it does.

        Nobody may write into such a file: both trees have it.
        """
        same = self.digest(path) == digest
        if same:
            self.take(path, digest)
        return same

    def digest(self, path: str) -> bytes:
        """SHA-256 of a regular file of the old site; nothing where there is none, or one that nobody could read."""
        known = self._looked.pop(path, None) or self.known.pop(path, None)
        seen = look(f"{self.site}/{path}", known, FILE_MODE)
        if seen is None:
            return b""
        self._looked[path] = seen
        return seen.digest

    def take(self, path: str, digest: bytes) -> None:
        """Have the new tree take the old site's file, which was looked at and has this digest."""
        del digest
        if path not in self.kept:
            self.kept[path] = self._looked.pop(path)
        built = f"{self.folder}/{path}"
        if os.path.lexists(built):
            os.unlink(built)  # noqa: PTH108 - thousands of times

    def gather(self) -> Path:
        """Put all that was built and kept into one tree, which is not the site yet; where that is."""
        if self._tree is None:
            for path, _ in walk.files(self.folder):
                self.kept.pop(path, None)
            self._tree, there = self.folder, set[str]()
            place = self.folder.with_name(f"{self.folder.name}-whole")
            if hard_links.claimed(self.spare, place):
                there = hard_links.thin(place, self.kept)
                hard_links.merge(self.folder, place)
                self._tree = place
            hard_links.name_again(self.site, self._tree, self.kept.keys() - there)
        return self._tree

    def commit(self) -> None:
        """Put the new tree in the place of the old one; an `OSError` leaves the old one."""
        tree = self.gather()
        hard_links.fix_modes(tree, self.kept)
        if self.site.exists():
            tree.chmod(self.site.stat().st_mode)
        _sync(tree)
        if not self.site.exists():
            tree.rename(self.site)
        elif exchange(tree, self.site):
            self._put_by(tree)
        else:
            replace_in_two_steps(tree, self.site)
            self._put_by(_previous(self.site))
        _sync(self.site.parent)
        self.abandon()

    def abandon(self) -> None:
        """Remove what was built, or the old tree after a swap, and let the next build in."""
        _sweep(self.site)
        # Whoever waits on the removed file finds it without a name when it gets the lock, and takes a new one.
        Path(self.lock.lock_file).unlink(missing_ok=True)
        self.lock.release()

    def _put_by(self, old: Path) -> None:
        """Have the old tree wait for the next build, unless the place is taken or on another disk."""
        with suppress(OSError):
            if self.spare:
                old.rename(self.spare)


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


def exchange(first: Path, two: Path, *, call: str = "renameat2") -> bool:
    """Swap two folders in a single step of the file system; False where the system has no such step."""
    function = getattr(ctypes.CDLL(None, use_errno=True), call, None)
    if function is None:
        return False
    if function(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(two), RENAME_EXCHANGE) == 0:
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
