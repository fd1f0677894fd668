"""What stands below a folder, with one look at each entry; no link is followed."""

import os
from collections.abc import Iterator
from pathlib import Path

Entry = os.DirEntry[str]


def below(folder: Path | str, path: str = "") -> Iterator[tuple[str, Entry]]:
    """Every entry with its path, a folder before what it holds; a folder that may not be read holds nothing."""
    try:
        with os.scandir(folder) as scanned:
            entries = list(scanned)
    except PermissionError:
        return
    for entry in entries:
        yield path + entry.name, entry
        if entry.is_dir(follow_symlinks=False):
            yield from below(entry.path, f"{path}{entry.name}/")


def files(folder: Path | str) -> Iterator[tuple[str, Entry]]:
    """Every entry that is no folder, with its path."""
    return (entry for entry in below(folder) if not entry[1].is_dir(follow_symlinks=False))
