"""Files that hold many sources: archives, feeds, tables, records, web archives, mails with attachments."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from generator import filenames
from generator.filenames import SIDECAR
from generator.model import Problem, Source
from generator.readers import archives, detection, feeds, mail, records, refusals, warc
from generator.settings import Settings

Splitter = Callable[[Source, Settings], Iterator[Source | Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """The sources that a file holds, itself among them where it is one, and what of it could not be used."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...] = ()


def unpack(source: Source, settings: Settings) -> Unpacked:
    """Every source in a file, however deep; a file that holds no others is its own only source."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    size = 0
    for number, found in enumerate(_opened(source, settings, 0)):
        size += len(found.data) if isinstance(found, Source) else 0
        if number >= settings.max_members or (size > settings.max_unpacked_bytes and number):
            problems.append(archives.too_much(source.path, settings))
            break
        if isinstance(found, Problem):
            problems.append(found)
        else:
            path = archives.numbered(found.path, number, sources)
            sources[path] = replace(found, path=path)
    if not sources and not problems:
        problems.append(
            refusals.problem("no-text", source.path, "the file holds nothing; remove it or collect it again")
        )
    kept, alone = _with_sidecars(sources, source)
    return Unpacked(sources=kept, problems=(*problems, *alone))


def holds_many(source: Source) -> bool:
    """Whether a file is of a kind that can hold several sources."""
    return detection.sniff(source) in SPLITTERS


def _opened(source: Source, settings: Settings, depth: int) -> Iterator[Source | Problem]:
    split = SPLITTERS.get(detection.sniff(source) or "")
    if split is None or len(source.data) > settings.max_source_bytes:
        yield from _leaf(source, depth)
    elif depth >= settings.max_depth:
        message = f"packed {depth} times over, more than the {settings.max_depth} allowed: not read. Unpack it first"
        yield refusals.problem("archive-too-deep", source.path, message, severity="error")
    else:
        for member in split(source, settings):
            if isinstance(member, Problem) or member.path == source.path:
                yield member
            else:
                yield from _opened(member, settings, depth + 1)


def _leaf(source: Source, depth: int) -> Iterator[Source | Problem]:
    """A source that holds no others; what is a picture, sound or program inside a container is passed over."""
    if depth and not source.path.endswith(SIDECAR) and not detection.is_readable(source):
        yield refusals.problem("member-skipped", source.path, "of a kind that is not read: left out", severity="info")
    else:
        yield source


def _with_sidecars(sources: Mapping[str, Source], holder: Source) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The sources with the sidecars that stand beside them, else with that of the nearest file that holds them."""
    pairs = filenames.sidecars({*sources, *(folder for path in sources for folder in _holding(path, holder))})
    kept = tuple(
        _with_sidecar(source, [sources[pairs[one]] for one in (path, *_holding(path, holder)) if one in pairs], holder)
        for path, source in sources.items()
        if not path.endswith(SIDECAR)
    )
    message = "no source stands beside this sidecar; rename or remove it"
    unused = sorted(path for path in sources.keys() - pairs.values() if path.endswith(SIDECAR))
    return kept, tuple(refusals.problem("sidecar-alone", path, message) for path in unused)


def _holding(path: str, holder: Source) -> list[str]:
    """The files within the holder that hold a path, the nearest first."""
    below = PurePosixPath(path.removeprefix(f"{holder.path}/"))
    return [f"{holder.path}/{folder}" for folder in below.parents if folder.suffix] if path != holder.path else []


def _with_sidecar(source: Source, beside: Sequence[Source], holder: Source) -> Source:
    """The source with the first sidecar that says anything; the others are those of what holds it."""
    if source.sidecar:
        return source
    found = [(one.data, one.path) for one in beside if one.data]
    (data, path), *above = [*found, (holder.sidecar, holder.sidecar_path)]
    return replace(source, sidecar=data, sidecar_path=path, above=tuple(filter(None, (one for one, _ in above))))


def _split_mail(source: Source, settings: Settings) -> Iterator[Source | Problem]:  # noqa: ARG001 - as every splitter
    """A mail and what is attached to it."""
    yield source
    for name, data in mail.attachments(source):
        yield Source(path=archives.member_path(source.path, name), data=data, sha256=sha256(data).hexdigest())


def _split_gzip(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    """What a compressed file holds, where that holds several; else the file as it is, for its reader to unpack."""
    inner, _ = detection.gunzipped(source, settings.max_source_bytes)
    split = SPLITTERS.get(detection.sniff(inner) or "")
    if split is None or split is _split_gzip:
        yield source
        return
    for member in split(inner, settings):
        whole = isinstance(member, Source) and member.path == inner.path
        yield source if whole else replace(member, path=source.path + member.path.removeprefix(inner.path))


SPLITTERS: Final[Mapping[str, Splitter]] = MappingProxyType(
    {
        archives.ZIP: archives.split_zip,
        archives.TAR: archives.split_tar,
        detection.GZIP: _split_gzip,
        feeds.FEED: feeds.split,
        records.JSON: records.split_json,
        records.CSV: records.split_csv,
        warc.WARC: warc.split,
        mail.MAIL: _split_mail,
    }
)
