"""A new tree: what was built, what stays of the old site, and, to begin with, the tree before that."""

import os
import shutil
import stat
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Final

from generator.publishing.atomic.file_stamps import Seen, stamp_of
from generator.runtime import walk

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


def thin(tree: Path, stamps: Mapping[str, Seen]) -> set[str]:
    """Leave of a tree only second names of these files, and the folders that hold them; the paths of those."""
    there: set[str] = set()
    folders: list[str] = []
    for path, entry in walk.below(tree):
        if entry.is_dir(follow_symlinks=False):
            folders.append(path)
        elif path in stamps and stamp_of(entry.stat(follow_symlinks=False)) == stamps[path].stamp:
            there.add(path)
        else:
            os.unlink(entry.path)  # noqa: PTH108 - thousands of times
    full = _folders(there)
    for path in reversed(folders):
        if path not in full:
            os.rmdir(f"{tree}/{path}")  # noqa: PTH106 - the same
    return there


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders that hold something of these paths."""
    linked: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)  # noqa: PTH120 - thousands of times
        while folder and folder not in linked:
            linked.add(folder)
            folder = os.path.dirname(folder)  # noqa: PTH120 - the same
    return linked


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
    for path, entry in walk.below(tree):
        is_folder = entry.is_dir(follow_symlinks=False)
        is_hidden = path.startswith(".") and (is_folder or "/" in path)
        if path not in right and not is_hidden and not entry.is_symlink():
            mode = FOLDER_MODE if is_folder else FILE_MODE
            if stat.S_IMODE(entry.stat().st_mode) != mode:
                os.chmod(entry.path, mode)  # noqa: PTH101 - thousands of times
