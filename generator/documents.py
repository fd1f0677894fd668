"""Documents of sources: from memory, from the cache, or read and marked, here or by any executor."""

import hashlib
import pickle
import platform
import re
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

from generator import collecting, guard
from generator.cache import Cache, key
from generator.desk import Desk
from generator.encoding import decode, encode
from generator.entities import Names
from generator.memo import Memo
from generator.model import Document, Source
from generator.progress import Progress
from generator.settings import Settings
from generator.workers import Workers, WorkersError, here

T = TypeVar("T")
Known = dict[bytes, Document]

LOST = frozenset(guard.CODES.values())
CODE: Final = Path(__file__).parent
NOT_READING: Final = frozenset({"cards", "cli", "interface", "pages", "templates"})
READING: Final = frozenset({".py", ".toml"})
WRITING: Final = READING | {".j2", ".json", ".ttf"}
_PACKAGE: Final = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What makes builds fast: workers for a number of sources, a cache, and what is known already.

    `known` are documents that this process holds, `memo` is what was made of documents before.
    """

    workers: Workers = here
    cache: Cache | None = None
    known: Known = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)
    tell: Callable[[str], None] = lambda _: None
    memo: Memo = field(default_factory=Memo)


def memo_of(store: Cache | None, desk: Desk, settings: Settings) -> Memo:
    """What earlier builds with the same code, desk and settings made of documents."""
    return Memo(store, whole_version(), repr(desk), repr(settings)) if store else Memo()


def read(sources: Sequence[Source], settings: Settings, means: Means) -> tuple[Document, ...]:
    """Every source's document before the desk has seen it, in the order of the sources."""
    keys = _keys(sources, settings)
    found = dict(_kept(keys, means))
    missing = [(one, source) for one, source in zip(keys, sources, strict=True) if one not in found]
    runs = guard.groups((source for _, source in missing), guard.source_size)
    means.tell(f"{len(missing)} of {len(keys)} sources to read")
    fresh = _made(runs, partial(_read, settings=settings, code=version()), means, (len(missing), "sources read"))
    found.update((one, _keep(one, data, means)) for (one, _), data in zip(missing, fresh, strict=True))
    return tuple(found[one] for one in keys)


def marked(sources: Sequence[Source], desk: Desk, settings: Settings, means: Means) -> tuple[Document, ...]:
    """Every source's document with what the desk tells of it, in the order of the sources."""
    vocabulary = key("marked", repr(desk), "nlp" if settings.nlp else "")
    keys = [key(vocabulary, one) for one in _keys(sources, settings)]
    found = {one: means.known[one] for one in keys if one in means.known}
    found.update(_kept([one for one in keys if one not in found], means))
    missing = [(one, source) for one, source in zip(keys, sources, strict=True) if one not in found]
    documents = read([source for _, source in missing], settings, means)
    runs = guard.groups(documents, guard.document_size, guard.GROUP_DOCUMENTS)
    means.tell(f"{len(missing)} of {len(keys)} documents to mark with the desk")
    make = partial(_mark, desk=pickle.dumps(desk), settings=settings, code=version())
    fresh = _made(runs, make, means, (len(missing), "documents marked"))
    found.update((one, _keep(one, data, means)) for (one, _), data in zip(missing, fresh, strict=True))
    means.known.clear()
    means.known.update(found)
    return tuple(found[one] for one in keys)


@cache
def version() -> str:
    """Of all that reading depends on besides the source: this code, Python, and the libraries."""
    return _version(path for path in _code(READING) if path.relative_to(CODE).parts[0] not in NOT_READING)


@cache
def whole_version() -> str:
    """Of all that pages depend on besides the documents."""
    return _version(_code(WRITING))


def _code(suffixes: Container[str]) -> Iterator[Path]:
    return (path for path in sorted(CODE.rglob("*")) if path.suffix in suffixes)


def _version(code: Iterable[Path]) -> str:
    found = hashlib.sha256(sys.version.encode())
    for path in code:
        found.update(key(path.relative_to(CODE).as_posix(), path.read_bytes()))
    for package in sorted(_packages(metadata.requires("briefings") or ())):
        with suppress(metadata.PackageNotFoundError):
            found.update(key(package, metadata.version(package)))
    return found.hexdigest()


def _packages(requirements: Iterable[str]) -> Iterator[str]:
    for requirement in requirements:
        name = _PACKAGE.match(requirement)
        if name and "extra == 'dev'" not in requirement.replace('"', "'"):
            yield name[0]


def _keys(sources: Iterable[Source], settings: Settings) -> list[bytes]:
    """The address of what each source gives when it is read."""
    common = key("read", version(), repr(replace(settings, site_name="", site_url="", nlp=False, cards=False)))
    return [key(common, source.path, source.sha256, *_sidecar(source)) for source in sources]


def _sidecar(source: Source) -> tuple[str | bytes, ...]:
    return ("", b"") if source.sidecar is None else (source.sidecar_path, b"sidecar:" + source.sidecar)


def _read(group: guard.Group, settings: Settings, code: str) -> tuple[bytes, ...]:
    _same(code)
    return tuple(map(encode, guard.documents(group, settings)))


def _mark(documents: Sequence[Document], desk: bytes, settings: Settings, code: str) -> tuple[bytes, ...]:
    _same(code)
    known, names = _desk(desk, settings)
    return guard.marked(documents, known, names, settings)


def _same(code: str) -> None:
    """What other code reads must not be kept under this code's name; raises WorkersError on another version."""
    if code != version():
        message = f"executor: a worker on {platform.node()} has another version of briefings, of Python or of a library"
        raise WorkersError(f"{message}; install the same there")


@lru_cache(maxsize=1)
def _desk(pickled: bytes, settings: Settings) -> tuple[Desk, Names]:
    """The desk and what is compiled from it, once in each process."""
    desk: Desk = pickle.loads(pickled)  # noqa: S301 - pickled by `marked` a moment ago, never read from a file
    names = Names(desk, nlp=settings.nlp)
    guard.warm_marking(desk, names, settings)
    return desk, names


def _made(
    runs: Iterable[Sequence[T]],
    make: Callable[[Sequence[T]], tuple[bytes, ...]],
    means: Means,
    work: tuple[int, str],
) -> Iterator[bytes]:
    """What is made of every run, in their order."""
    with means.workers(work[0]) as executor:
        made = chain.from_iterable(executor.map(make, runs) if executor else map(make, runs))
        yield from means.progress.watch(made, *work)


def _kept(keys: Sequence[bytes], means: Means) -> Iterator[tuple[bytes, Document]]:
    """What the cache holds; what cannot be a document is made again."""
    if means.cache:
        with collecting.never():
            for one, data in means.cache.find(keys):
                with suppress(ValueError):
                    yield one, decode(data)


def _keep(one: bytes, data: bytes, means: Means) -> Document:
    """The document, kept unless its source could not be read, which a full disk or a busy machine may have caused."""
    document = decode(data)
    lost = LOST.intersection(problem.code for problem in document.problems)
    if means.cache and not lost:
        means.cache.put(one, data)
    return document
