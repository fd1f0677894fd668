"""The orchestrator: lists and reads the sources, has the corpus assembled. Knows the disk."""

import glob
import hashlib
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import checks, files, guard, reports, rights
from generator.corpus import Corpus, assemble
from generator.desk import Desk, DeskError, load_desk
from generator.documents import Means, marked
from generator.model import Problem, Source
from generator.settings import Settings

DESK = files.DESK
SIDECAR = ".meta.yml"


class SourcesError(Exception):
    """The folder of sources cannot be used at all; the message is one line for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The sources of a folder in the order of their paths, and what could not be read."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def collect(root: Path, settings: Settings | None = None) -> Collected:
    """Read every regular file below `root` but hidden ones and `_desk`; links are reported, or followed where allowed.

    At most one byte more than the settings allow is read of each; raises SourcesError where `root` cannot be read.
    """
    allowed = settings or Settings()
    try:
        there = root.is_dir()
    except OSError as error:
        raise SourcesError(f"{root}: cannot be opened: {error.strerror}") from error
    if not there:
        raise SourcesError(f"{root}: no such folder; name the folder that holds the sources")
    walk = files.Walk(root, follow_links=allowed.follow_links)
    found: dict[str, bytes] = {}
    for path in walk.paths():
        try:
            found[path] = files.read(root / path, allowed.max_source_bytes, follow_links=allowed.follow_links)
        except OSError as error:
            walk.problems.append(files.unreadable(path, error))
    return unpacked(_pair(found, walk.problems), allowed)


def collect_file(path: Path) -> Collected:
    """One file, named by its last part, with its sidecar; raises SourcesError where there is none."""
    if not path.exists():
        raise SourcesError(f"{path}: no such file or folder")
    candidates = (path, *_sidecars(path))
    settings = Settings()
    limit = settings.max_source_bytes
    try:
        found = {one.name: files.read(one, limit) for one in candidates if one == path or one.is_file()}
    except OSError as error:
        return Collected(sources=(), problems=(files.unreadable(path.name, error),))
    collected = _pair(found, [])
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


def _pair(found: dict[str, bytes], problems: list[Problem]) -> Collected:
    """Put sidecars to their sources; `a.txt` has `a.txt.meta.yml`, else `a.meta.yml`."""
    sidecars = {path: data for path, data in found.items() if path.endswith(SIDECAR)}
    sources: list[Source] = []
    used: set[str] = set()
    for path in sorted(found.keys() - sidecars.keys()):
        stem = path[: -len(Path(path).suffix)] if Path(path).suffix else path
        name = next((name for name in (path + SIDECAR, stem + SIDECAR) if name in sidecars), None)
        used.update([name] if name else [])
        data = found[path]
        sidecar = sidecars[name] if name else None
        sources.append(Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest(), sidecar=sidecar))
    alone = "no source stands beside this sidecar; rename or remove it"
    problems.extend(files.problem("sidecar-alone", name, alone) for name in sorted(sidecars.keys() - used))
    return Collected(sources=tuple(sources), problems=tuple(problems))
