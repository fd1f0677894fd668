"""A new tree: what was built, what stays of the old site, and, to begin with, the tree before that."""

import os
import shutil
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.publish.stamps import Seen, stamp_of

FOLDER_MODE: Final = 0o755
FILE_MODE: Final = 0o644


def claimed(spare: Path | None, place: Path) -> bool:
    """Move a spare tree to a place, where nobody else takes it; False where there is none, or it is on another disk."""
    try:
        if spare is None or not stat.S_ISDIR(spare.lstat().st_mode):
            return False
        spare.rename(place)
    except OSError:
        return False
    return True


def thin(tree: Path, kept: Mapping[str, Seen]) -> set[str]:
    """Leave of a tree only second names of these files, and the folders that hold them; the paths of those."""
    there: set[str] = set()
    full: set[str] = set()
    for place, names, files in os.walk(tree, topdown=False):
        below = place[len(str(tree)) + 1 :]
        for name in files:
            path = f"{below}/{name}" if below else name
            if path in kept and stamp_of(os.lstat(f"{place}/{name}")) == kept[path].stamp:
                there.add(path)
                full.add(place)
            else:
                os.unlink(f"{place}/{name}")  # noqa: PTH108 - thousands of times
        for folder in (f"{place}/{name}" for name in names):
            if folder in full:
                full.add(place)
            elif os.path.islink(folder):  # noqa: PTH114 - the same
                os.unlink(folder)  # noqa: PTH108 - the same
            else:
                os.rmdir(folder)  # noqa: PTH106 - the same
    return there


def built(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder."""
    for place, _, files in os.walk(folder):
        below = place[len(str(folder)) + 1 :]
        yield from (f"{below}/{name}" if below else name for name in files)


def merge(folder: Path, tree: Path) -> None:
    """Move all that was built into a tree, over what is there; a folder that is not there moves as a whole."""
    for place, names, files in os.walk(folder):
        into = f"{tree}{place[len(str(folder)) :]}"
        there = [name for name in names if os.path.isdir(f"{into}/{name}")]  # noqa: PTH112 - thousands of times
        for name in (*files, *(name for name in names if name not in there)):
            os.replace(f"{place}/{name}", f"{into}/{name}")  # noqa: PTH105 - the same
        names[:] = there


def name_again(site: Path, tree: Path, paths: Iterable[str]) -> None:
    """Give files of a site a second name in a tree; copy them where the file system has no such names."""
    folders: set[str] = set()
    for path in paths:
        below = os.path.dirname(path)  # noqa: PTH120 - thousands of times, and pathlib takes longer than the disk
        if below not in folders:
            os.makedirs(f"{tree}/{below}", exist_ok=True)  # noqa: PTH103 - the same
            folders.add(below)
        try:
            os.link(f"{site}/{path}", f"{tree}/{path}", follow_symlinks=False)
        except OSError:
            shutil.copyfile(f"{site}/{path}", f"{tree}/{path}", follow_symlinks=False)


def fix_modes(tree: Path, right: Container[str]) -> None:
    """Give all that is published the same modes, whatever the sources and the umask had; some have the right one."""
    for place, names, files in os.walk(tree):
        below = place[len(str(tree)) + 1 :]
        if not below:
            names[:] = [name for name in names if not name.startswith(".")]
        for mode, some in ((FOLDER_MODE, names), (FILE_MODE, files)):
            for name in some:
                if (f"{below}/{name}" if below else name) not in right:
                    _fix_mode(f"{place}/{name}", mode)


def _fix_mode(path: str, mode: int) -> None:
    found = os.lstat(path).st_mode
    if not stat.S_ISLNK(found) and stat.S_IMODE(found) != mode:
        os.chmod(path, mode)  # noqa: PTH101 - thousands of times
