"""The orchestrator: lists and reads the sources, has the corpus assembled. Knows the disk."""

import errno
import glob
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator import checks, guard, reports, rights
from generator.corpus import Corpus, assemble
from generator.desk import Desk, DeskError, load_desk
from generator.documents import Means, marked
from generator.model import Problem, Source
from generator.settings import Settings

DESK = "_desk"
SIDECAR = ".meta.yml"
DOCUMENTS = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"})


class SourcesError(Exception):
    """The folder of sources cannot be used at all; the message is one line for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The sources of a folder in the order of their paths, and what could not be read."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def collect(root: Path, settings: Settings | None = None) -> Collected:
    """Read every regular file below `root` but hidden ones, `_desk` and sidecars; links are reported, not followed.

    At most one byte more than the settings allow is read of each; raises SourcesError where `root` cannot be read.
    """
    limit = (settings or Settings()).max_source_bytes
    try:
        there = root.is_dir()
    except OSError as error:
        raise SourcesError(f"{root}: cannot be opened: {error.strerror}") from error
    if not there:
        raise SourcesError(f"{root}: no such folder; name the folder that holds the sources")
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for path in _walk(root, problems):
        try:
            files[path] = _read(root / path, limit)
        except OSError as error:
            problems.append(_unreadable(path, error))
    return unpacked(_pair(files, problems), settings or Settings())


def collect_file(path: Path) -> Collected:
    """One file, named by its last part, with its sidecar; raises SourcesError where there is none."""
    if not path.exists():
        raise SourcesError(f"{path}: no such file or folder")
    candidates = (path, *_sidecars(path))
    settings = Settings()
    limit = settings.max_source_bytes
    try:
        files = {one.name: _read(one, limit) for one in candidates if one == path or one.is_file()}
    except OSError as error:
        return Collected(sources=(), problems=(_unreadable(path.name, error),))
    collected = _pair(files, [])
    return unpacked(Collected(sources=collected.sources, problems=()), settings)


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a file stands; where there is none yet, the name that no other file's can be."""
    own, shared = _sidecars(path)
    beside = path.parent.glob(f"{glob.escape(path.stem)}.*")
    alone = all(one == path or one.name.endswith(SIDECAR) for one in beside)
    return shared if shared.is_file() or (alone and not own.is_file()) else own


def _sidecars(path: Path) -> tuple[Path, Path]:
    """The two names that a file's sidecar may have: of the whole name, of that without its suffix."""
    stem = path.with_suffix("") if path.suffix else path
    return Path(f"{path}{SIDECAR}"), Path(f"{stem}{SIDECAR}")


def unpacked(collected: Collected, settings: Settings) -> Collected:
    """The sources with those that archives, feeds, tables and mails hold in place of, or beside, these files."""
    found = [guard.unpacked(source, settings) for source in collected.sources]
    return Collected(
        sources=tuple(source for one in found for source in one.sources),
        problems=(*collected.problems, *(problem for one in found for problem in one.problems)),
    )


def load_desk_folder(folder: Path) -> Desk:
    """The desk in a folder, an empty one where there is none; raises DeskError with file and line."""
    found = sorted(folder.glob("*.y*ml")) if folder.is_dir() else ()
    return load_desk({path.name: path.read_bytes() for path in found if path.is_file() and not path.is_symlink()})


def build(root: Path, desk: Desk, settings: Settings, means: Means | None = None, *, public: bool = True) -> Corpus:
    """The corpus of a folder; the means decide where sources are read, and which need not be.

    Internal documents are in it only where it is not `public`.
    """
    collected = collect(root, settings)
    if not collected.sources and not collected.problems:
        raise SourcesError(f"{root}: no sources in this folder; put documents there")
    return corpus_of(collected, desk, settings, means or Means(), public=public)


def corpus_of(collected: Collected, desk: Desk, settings: Settings, means: Means, *, public: bool = True) -> Corpus:
    """The corpus of what was collected, with what the checks find.

    It holds no more of a text than its rights allow to show; internal documents only where it is not `public`.
    """
    documents, problems = marked(collected.sources, desk, settings, means), collected.problems
    if public:
        documents, problems = rights.publishable(documents, problems, desk.rights)
    corpus = assemble(documents, desk, problems, partial(rights.restricted, default=desk.rights))
    return replace(corpus, problems=checks.run(corpus))


def desk_lines(error: DeskError, folder: Path) -> list[str]:
    """The problems of a desk as lines, with the path of each file as seen from here."""
    return [
        reports.line(replace(problem, path=(folder / Path(problem.path).name).as_posix())) for problem in error.problems
    ]


def _walk(root: Path, problems: list[Problem]) -> Iterator[str]:
    """POSIX paths of the regular files; whatever is neither file nor folder becomes a problem."""
    folders = [""]
    while folders:
        below = folders.pop()
        try:
            entries = sorted(os.scandir(root / below), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(below.rstrip("/"), error))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name == DESK:
                continue
            kind = _kind(entry, below + entry.name, problems)
            if kind == "folder":
                folders.append(f"{below}{entry.name}/")
            elif kind == "file":
                yield below + entry.name


def _kind(entry: os.DirEntry[str], path: str, problems: list[Problem]) -> str:
    """What an entry is; every other thing than a file or a folder, and a name that misleads, is a problem."""
    if not _utf8(entry.name):
        shown = os.fsencode(path).decode("utf-8", "replace")
        problems.append(_problem("file-name", shown, "the file name is not valid UTF-8; rename it"))
        return "nothing"
    if entry.is_symlink():
        problems.append(_problem("link", path, "a link; links are not followed, put the file itself here"))
        return "nothing"
    if entry.is_dir(follow_symlinks=False):
        if Path(entry.name).suffix.lower() in DOCUMENTS:
            problems.append(_problem("folder-name", path, "a folder named like a document; rename it"))
        return "folder"
    if not entry.is_file(follow_symlinks=False):
        problems.append(_problem("not-a-file", path, "neither a file nor a folder; remove it"))
        return "nothing"
    return "file"


def _read(path: Path, limit: int) -> bytes:
    """The file's bytes, opened so that a pipe or a link put in its place since the listing cannot be followed."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    before = os.fstat(handle)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "not a regular file any more")
        data = file.read(limit + 1)
        after = os.fstat(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise OSError(errno.EAGAIN, "it was changed while it was read; build again")
    return data


def _pair(files: dict[str, bytes], problems: list[Problem]) -> Collected:
    """Put sidecars to their sources; `a.txt` has `a.txt.meta.yml`, else `a.meta.yml`."""
    sidecars = {path: data for path, data in files.items() if path.endswith(SIDECAR)}
    sources: list[Source] = []
    used: set[str] = set()
    for path in sorted(files.keys() - sidecars.keys()):
        stem = path[: -len(Path(path).suffix)] if Path(path).suffix else path
        name = next((name for name in (path + SIDECAR, stem + SIDECAR) if name in sidecars), None)
        used.update([name] if name else [])
        data = files[path]
        sidecar = sidecars[name] if name else None
        sources.append(Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest(), sidecar=sidecar))
    alone = "no source stands beside this sidecar; rename or remove it"
    problems.extend(_problem("sidecar-alone", name, alone) for name in sorted(sidecars.keys() - used))
    return Collected(sources=tuple(sources), problems=tuple(problems))


def _utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unreadable(path: str, error: OSError) -> Problem:
    return _problem("unreadable", path, f"cannot be read: {error.strerror}", severity="error")


def _problem(code: str, path: str, message: str, *, severity: Any = "warning") -> Problem:  # noqa: ANN401
    return Problem(code=code, severity=severity, path=path or ".", message=message)
