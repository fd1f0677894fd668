"""The orchestrator: lists and reads the sources, has the corpus assembled. Knows the disk."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from generator import filenames
from generator.addresses import Addresses
from generator.annotate.entities import recogniser
from generator.corpus import Corpus, assemble, checks, document_day, rights, versions
from generator.corpus.entry import UNDATED
from generator.corpus.identities import unify
from generator.desk import Desk, DeskError, load_desk
from generator.i18n import Interface
from generator.model import Document, Problem, Source
from generator.pipeline import isolation, problem_formats, source_files
from generator.pipeline.containment import assembled
from generator.pipeline.documents import LOST, Means, marked
from generator.runtime.containment import Contained, Thing
from generator.runtime.memo import Memo
from generator.settings import Settings

DESK = source_files.DESK
Period = Literal["year", "month"]
_Listed = Callable[[Path], Mapping[str, list[str]]]
PERIODS: Final[Mapping[Period, int]] = {"year": 4, "month": 7}  # characters of a day in ISO 8601


class SourcesError(Exception):
    """The folder of sources cannot be used at all; the message is one line for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The sources of a folder in the order of their paths, and what could not be read."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The paths of the sources of each period, which is a year, a month as in ISO 8601, or `undated`."""

    sources: Mapping[str, Collection[str]]
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
    walk = source_files.Walk(root, follow_links=allowed.follow_links)
    contents: dict[str, bytes] = {}
    for path in walk.paths():
        try:
            contents[path] = source_files.read(root / path, allowed.max_source_bytes, follow_links=allowed.follow_links)
        except OSError as error:
            walk.problems.append(source_files.unreadable(path, error))
    return unpacked(_pair(contents, walk.problems), allowed)


def collect_file(
    path: Path, root: Path | None = None, settings: Settings | None = None, listed: _Listed | None = None
) -> Collected:
    """One file with its sidecar, named by its path below `root`, else by its last part; SourcesError without one.

    `listed` lists a folder; who collects many files of one need not have it listed for each.
    """
    if not path.exists():
        raise SourcesError(f"{path}: no such file or folder")
    allowed, below = settings or Settings(), path.parent.relative_to(root or path.parent)
    beside_it = _named_beside(path, listed or listing)
    name, *others = ((below / file_name).as_posix() for file_name in (path.name, *beside_it))
    beside = filenames.sidecars([name, *others]).get(name)
    read = partial(source_files.read, limit=allowed.max_source_bytes, follow_links=allowed.follow_links)
    try:
        contents = {name: read(path)}
        contents |= {beside: read(path.with_name(PurePosixPath(beside).name))} if beside else {}
    except OSError as error:
        return Collected(sources=(), problems=(source_files.unreadable(name, error),))
    source = _source(name, contents, {name: beside} if beside else {})
    return unpacked(Collected(sources=(source,), problems=()), allowed)


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a file stands; where there is none yet, the name that no other text's can be."""
    names = _named_beside(path)
    sidecar = filenames.sidecars([path.name, *names]).get(path.name)
    if sidecar:
        return path.with_name(sidecar)
    first, _ = filenames.version_of(path.name)
    own, shared = filenames.own_sidecars(first)
    stem = shared.removesuffix(filenames.SIDECAR)
    others = {filenames.version_of(name)[0] for name in names if name.startswith(f"{stem}.")} - {first, own, shared}
    return path.with_name(own if others else shared)


def newest_of(path: Path) -> Path:
    """The newest version of a file's text that stands beside it, which may be the file itself."""
    first, _ = filenames.version_of(path.name)
    same = [name for name in {path.name, *_named_beside(path)} if filenames.version_of(name)[0] == first]
    return path.with_name(max((name for name in same if not name.endswith(filenames.SIDECAR)), key=_number))


def _number(name: str) -> tuple[int, str]:
    return filenames.version_of(name)[1], name


def listing(folder: Path) -> Mapping[str, list[str]]:
    """The names in a folder, by what stands before their first dot; none where there is no such folder any more."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    with suppress(FileNotFoundError, NotADirectoryError):
        for name in os.listdir(folder):  # noqa: PTH208 - names alone, of thousands
            places[name.partition(".")[0]].append(name)
    return places


def _named_beside(path: Path, listed: _Listed = listing) -> list[str]:
    """The files beside one that may be versions or sidecars of the same text: all of these begin alike."""
    names = listed(path.parent).get(path.name.partition(".")[0], ())
    return [name for name in names if path.with_name(name).is_file()]


def unpacked(collected: Collected, settings: Settings) -> Collected:
    """The sources with those that archives, feeds, tables and mails hold in place of, or beside, these files."""
    unpacked = [isolation.unpacked(source, settings) for source in collected.sources]
    return Collected(
        sources=tuple(source for part in unpacked for source in part.sources),
        problems=(*collected.problems, *(problem for part in unpacked for problem in part.problems)),
    )


def load_desk_folder(folder: Path) -> Desk:
    """The desk in a folder, an empty one where there is none; raises DeskError with file and line."""
    return load_desk(desk_files(folder))


def desk_files(folder: Path) -> dict[str, bytes]:
    """The files of a desk by name, in sorted order; none where there is no such folder."""
    desk_files = sorted(folder.glob("*.y*ml")) if folder.is_dir() else ()
    read: dict[str, bytes] = {}
    for path in (path for path in desk_files if path.is_file() and not path.is_symlink()):
        try:
            read[path.name] = path.read_bytes()
        except OSError as error:
            raise DeskError((source_files.unreadable(f"{DESK}/{path.name}", error),)) from error
    return read


def build(  # noqa: PLR0913 - what a corpus is made of
    root: Path,
    desk: Desk,
    settings: Settings,
    means: Means | None = None,
    *,
    public: bool = True,
    only: Collection[str] | None = None,
) -> Corpus:
    """The corpus of a folder, or of some sources there; the means decide where they are read, and which need not be.

    Internal documents are in it only where it is not `public`.
    """
    collected = collect(root, settings)
    if not collected.sources and not collected.problems:
        raise SourcesError(f"{root}: no sources in this folder; put documents there")
    if only is not None:
        sources = tuple(source for source in collected.sources if source.path in only)
        collected = Collected(
            sources=sources, problems=tuple(problem for problem in collected.problems if problem.path in only)
        )
    return corpus_of(collected, desk, settings, means or Means(), public=public)


def periods(root: Path, desk: Desk, settings: Settings, means: Means, by: Period) -> Periods:
    """The sources of each year or month, by the day of the newest version of their text; internal ones are left out.

    Texts without a day are in the period `undated`.
    """
    collected = collect(root, settings)
    newest, former = _versions(marked(collected.sources, desk, settings, means), desk)
    public, problems = rights.publishable((*newest, *former), collected.problems, desk.rights)
    held = Contained()
    period_of = {filenames.version_of(document.path)[0]: held.attempt(*_dated(document, by)) for document in newest}
    held.settle()
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for document in public:
        sources[period_of[filenames.version_of(document.path)[0]]].add(document.path)
    return Periods(sources=dict(sources), problems=(*problems, *held.problems))


def _dated(document: Document, by: Period) -> tuple[Thing, Callable[[], str], Callable[[Problem], str]]:
    thing = Thing(kind="period", page=Addresses().document(document.path), source=document.path)
    return thing, partial(_period, document, by), lambda _: UNDATED


def _versions(documents: Iterable[Document], desk: Desk) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The newest version of each text, and older ones, of which no more may be shown than of the newest."""
    newest, former = versions.parted(documents)
    return newest, rights.as_strict(former, newest, desk.rights)


def _period(document: Document, by: Period) -> str:
    day = document_day(document)
    return day.isoformat()[: PERIODS[by]] if day else UNDATED


def corpus_of(collected: Collected, desk: Desk, settings: Settings, means: Means, *, public: bool = True) -> Corpus:
    """The corpus of what was collected, with what the checks find.

    It holds no more of a text than its rights allow to show; internal documents only where it is not `public`.
    """
    problems = (*collected.problems, *_without_model(settings))
    every = marked(collected.sources, desk, _possible(settings), means)

    def put_together(documents: tuple[Document, ...]) -> Corpus:
        corpus = _put_together(documents, problems, desk, means.memo, public=public)
        return replace(corpus, words=Interface(settings.language)).prepared()

    return assembled(every, desk, put_together)


def _put_together(
    every: tuple[Document, ...], problems: tuple[Problem, ...], desk: Desk, memo: Memo, *, public: bool
) -> Corpus:
    documents, former = _versions(every, desk)
    if public:
        published, problems = rights.publishable((*documents, *former), problems, desk.rights)
        documents, former = versions.parted(published)
    shown = partial(rights.restricted, default=desk.rights)
    corpus = assemble(documents, desk, problems, shown, former, memo=memo)
    return replace(corpus, problems=checks.run(corpus))


def again(root: Path, path: str, corpus: Corpus, settings: Settings, means: Means) -> Document | None:
    """The document of a source that was changed since the corpus was assembled, as that corpus would have it.

    None where only a whole build can tell: the source is new or gone, one of several versions, or cannot be read.
    """
    others = [document for document in corpus.documents if document.path != path]
    if len(others) == len(corpus.documents) or path in corpus.versions or not (root / path).is_file():
        return None
    collected = collect_file(root / path, root, settings)
    if collected.problems or [source.path for source in collected.sources] != [path]:
        return None
    (document,) = marked(collected.sources, corpus.desk, _possible(settings), means)
    if LOST.intersection(problem.code for problem in document.problems):
        return None
    return rights.restricted(unify([*others, document], corpus.desk)[-1], default=corpus.desk.rights)


def _possible(settings: Settings) -> Settings:
    return replace(settings, nlp=settings.nlp and not _without_model(settings))


def _without_model(settings: Settings) -> tuple[Problem, ...]:
    """The problem of a site that wants names from a model which is not installed; the rules go on alone."""
    if not settings.nlp or recogniser.available():
        return ()
    message = f"nlp is switched on, but its library is not installed; install it with: {recogniser.INSTALL}"
    return (Problem(code="missing-library", severity="warning", path="mkdocs.yml", message=message),)


def desk_lines(error: DeskError, folder: Path) -> list[str]:
    """The problems of a desk as lines, with the path of each file as seen from here."""
    return [
        problem_formats.line(replace(problem, path=(folder / Path(problem.path).name).as_posix()))
        for problem in error.problems
    ]


def _pair(contents: dict[str, bytes], problems: list[Problem]) -> Collected:
    """Put sidecars to their sources."""
    pairs = filenames.sidecars(contents.keys())
    paths = sorted(path for path in contents if not path.endswith(filenames.SIDECAR))
    alone = "no source stands beside this sidecar; rename or remove it"
    unused = sorted(path for path in contents.keys() - pairs.values() if path.endswith(filenames.SIDECAR))
    problems.extend(source_files.problem("sidecar-alone", name, alone) for name in unused)
    return Collected(sources=tuple(_source(path, contents, pairs) for path in paths), problems=tuple(problems))


def _source(path: str, contents: Mapping[str, bytes], pairs: Mapping[str, str]) -> Source:
    data, beside = contents[path], pairs.get(path, "")
    digest = hashlib.sha256(data).hexdigest()
    return Source(path=path, data=data, sha256=digest, sidecar=contents.get(beside), sidecar_path=beside)
