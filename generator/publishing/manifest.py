"""The manifest of a published site: a hash of every file and every source, and one root hash over them all."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.model import Problem
from generator.runtime import walk

NAME: Final = "manifest.json"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """SHA-256 of every published file and of every source, by POSIX path."""

    files: Mapping[str, str]
    sources: Mapping[str, str]

    @cached_property
    def root(self) -> str:
        """SHA-256 of the canonical JSON (sorted keys, no white space, ASCII) of `files` and `sources`."""
        entries = {"files": dict(self.files), "sources": dict(self.sources)}
        return hashlib.sha256(json.dumps(entries, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def write(site: Path, sources: Mapping[str, str], known: Mapping[str, bytes] = MappingProxyType({})) -> Manifest:
    """Write the manifest of all that stands in `site` into it.

    The digests of some files may be `known`; those are not read again.
    """
    manifest = Manifest(files=dict(_hashes(site, known)), sources=sources)
    entries = {"root": manifest.root, "sources": dict(sources), "files": dict(manifest.files)}
    (site / NAME).write_text(json.dumps(entries, indent=1, sort_keys=True) + "\n", encoding="ascii")
    return manifest


def read(site: Path) -> Manifest:
    """The manifest that was published with a site; `ValueError` where there is none that can be read."""
    try:
        data = json.loads((site / NAME).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ValueError(f"The manifest cannot be read: {error}") from error
    match data:
        case {"files": dict() as files, "sources": dict() as sources, "root": str() as root}:
            manifest = Manifest(files=files, sources=sources)
        case _:
            raise ValueError("The manifest has no files, sources and root.")
    if manifest.root != root:
        raise ValueError(f"The manifest was changed: its entries give the root {manifest.root}, it states {root}.")
    return manifest


def verify(site: Path) -> tuple[Problem, ...]:
    """One problem for each file that was changed, added or removed since the site was published."""
    try:
        manifest = read(site)
    except ValueError as error:
        message = f"{error} Build the site again, or compare it with a copy that you trust."
        return (Problem(code="manifest-unreadable", severity="error", path=NAME, message=message),)
    return tuple(_differences(manifest.files, dict(_hashes(site))))


def _differences(stated: Mapping[str, str], actual: Mapping[str, str]) -> Iterator[Problem]:
    for path in sorted(stated.keys() | actual.keys()):
        if path not in actual:
            yield _problem("file-removed", path, "was removed since the site was published")
        elif path not in stated:
            yield _problem("file-added", path, "was added since the site was published")
        elif stated[path] != actual[path]:
            yield _problem("file-changed", path, "was changed since the site was published")


def _problem(code: str, path: str, what: str) -> Problem:
    return Problem(code=code, severity="error", path=path, message=f"{path} {what}. Build the site again.")


def _hashes(site: Path, known: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[tuple[str, str]]:
    """Every entry below the site but the folders and the manifest itself; no link is followed."""
    for path, _ in walk.files(site):
        if path in known:
            yield path, known[path].hex()
        elif path != NAME:
            yield path, _digest(site / path)


def _digest(path: Path) -> str:
    """The hash of a regular file's bytes; of anything else, what it is, so that a link never passes for a file."""
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    target = os.fsencode(path.readlink()) if stat.S_ISLNK(mode) else b""
    return hashlib.sha256(b"not a regular file\0%o\0" % stat.S_IFMT(mode) + target).hexdigest()
