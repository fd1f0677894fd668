"""Documents of sources: from memory, from the cache, or read and marked, here or by any executor."""

import hashlib
import pickle
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from importlib import metadata, resources
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

from generator.annotate.entities import Names
from generator.annotate.entities.gazetteer import world
from generator.desk import Desk
from generator.model import Document, Source
from generator.pipeline import isolation
from generator.runtime import memory
from generator.runtime.cache import Cache, key
from generator.runtime.memo import Memo
from generator.runtime.progress import Progress
from generator.runtime.serialisation import decode
from generator.runtime.workers import WORTH_A_POOL, Workers, WorkersError, here
from generator.settings import Settings

T = TypeVar("T", bound=Source | bytes)
R = TypeVar("R")
Known = dict[bytes, Document]

LOST = frozenset(isolation.CODES.values())
CODE: Final = Path(str(resources.files("generator")))
READING: Final = frozenset(
    {
        "addresses",
        "annotate",
        "desk",
        "extract",
        "fields",
        "filenames",
        "language",
        "markup",
        "model",
        "pipeline",
        "readers",
        "runtime",
        "settings",
    }
)
"""What documents are made by: modules and packages whose code is part of the version under which they are kept."""
READ_FROM: Final = frozenset({".py", ".toml", ".tsv"})
MADE_FROM: Final = READ_FROM | {".json", ".ttf"}
TEMPLATE: Final = ".j2"
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
    documents = {name: document for name, _, document in _kept(keys, means)}
    missing = [(name, source) for name, source in zip(keys, sources, strict=True) if name not in documents]
    means.tell(f"{len(missing)} of {len(keys)} sources to read")
    make = partial(_read, settings=settings, code=version())
    fresh = _made([source for _, source in missing], make, means, "sources read")
    documents.update((name, _keep({name: data}, data, means)) for (name, _), data in zip(missing, fresh, strict=True))
    return tuple(documents[name] for name in keys)


def marked(sources: Sequence[Source], desk: Desk, settings: Settings, means: Means) -> tuple[Document, ...]:
    """Every source's document with what the desk tells of it, in the order of the sources."""
    addresses = _keys(sources, settings)
    vocabulary = key("marked", repr(desk), "nlp" if settings.nlp else "")
    keys = [key(vocabulary, address) for address in addresses]
    documents = {name: means.known[name] for name in keys if name in means.known}
    documents.update(
        (name, document) for name, _, document in _kept([name for name in keys if name not in documents], means)
    )
    missing = [wanted for wanted in zip(keys, addresses, sources, strict=True) if wanted[0] not in documents]
    before = {address: data for address, data, _ in _kept([address for _, address, _ in missing], means)}
    means.tell(f"{len(missing) - len(before)} of {len(keys)} sources to read")
    means.tell(f"{len(missing)} of {len(keys)} documents to mark with the desk")
    make = partial(_read_and_mark, desk=pickle.dumps(desk), settings=settings, code=version())
    if missing:
        _desk(make.keywords["desk"], settings)  # compiled before workers are forked, which then have it from here
    work: list[Source | bytes] = [before.get(address, source) for _, address, source in missing]
    fresh = _made(work, make, means, "documents read and marked")
    for (name, address, _), (as_read, data) in zip(missing, fresh, strict=True):
        documents[name] = _keep({address: as_read, name: data}, data, means)
    if len(missing) >= WORTH_A_POOL:
        _forget()
    means.known.clear()
    means.known.update(documents)
    for name, document in documents.items():
        if not _is_lost(document):
            means.memo.know(document, name)
    return tuple(documents[name] for name in keys)


def _forget() -> None:
    """Let go of the places of the world and the rest that marking needed, which would be held while pages are made."""
    _desk.cache_clear()
    world.cache_clear()
    memory.give_back()


def prepare(desk: Desk, settings: Settings) -> None:
    """Compile here what marking needs, for processes that are forked from this one."""
    _desk(pickle.dumps(desk), settings)


@cache
def version() -> str:
    """Of all that reading depends on besides the source: this code, Python, and the libraries."""
    return _version(path for path in _code() if path.suffix in READ_FROM and Path(path.parts[0]).stem in READING)


def whole_version() -> str:
    """Of all that pages depend on besides the documents; templates as they stand now, since a server shows edits."""
    return key(_code_version(), *_hashes(TEMPLATE).values()).hex()


@cache
def _code_version() -> str:
    return _version(_code())


@cache
def _code() -> Mapping[Path, bytes]:
    """A hash of each file of this package that can change what is made and is read once in a process."""
    return _hashes(*MADE_FROM)


def _hashes(*suffixes: str) -> Mapping[Path, bytes]:
    """A hash of each file of this package with such a suffix, by its path within."""
    files = (path for path in sorted(CODE.rglob("*")) if path.suffix in suffixes)
    return {path.relative_to(CODE): key(path.relative_to(CODE).as_posix(), path.read_bytes()) for path in files}


def _version(code: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in code:
        digest.update(_code()[path])
    for library in _libraries():
        digest.update(library)
    return digest.hexdigest()


@cache
def _libraries() -> tuple[bytes, ...]:
    """A hash of the name and version of each library that is needed and there."""
    versions = []
    for package in sorted(_packages(metadata.requires("briefings") or ())):
        with suppress(metadata.PackageNotFoundError):
            versions.append(key(package, metadata.version(package)))
    return tuple(versions)


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
    own = ("", b"") if source.sidecar is None else (source.sidecar_path, b"sidecar:" + source.sidecar)
    return (*own, *(b"above:" + data for data in source.above))


def _read(group: Sequence[Source], settings: Settings, code: str) -> tuple[bytes, ...]:
    _same(code)
    return tuple(isolation.documents(group, settings))


def _read_and_mark(
    group: Sequence[Source | bytes], desk: bytes, settings: Settings, code: str
) -> tuple[tuple[bytes, bytes], ...]:
    """Of each source, or document that was read before: the document as it was read, and marked."""
    _same(code)
    known, names = _desk(desk, settings)
    return tuple(isolation.marked(group, known, names, settings))


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
    isolation.warm_marking(desk, names, settings)
    return desk, names


def _made(items: Sequence[T], make: Callable[[Sequence[T]], tuple[R, ...]], means: Means, what: str) -> Iterator[R]:
    """What is made of every item, in their order, group by group."""
    runs = isolation.groups(items, _size)
    with means.workers(len(items)) as executor:
        results = chain.from_iterable(executor.map(make, runs) if executor else map(make, runs))
        yield from means.progress.watch(results, len(items), what)


def _size(item: Source | bytes) -> int:
    return len(item.data if isinstance(item, Source) else item)


def _kept(keys: Sequence[bytes], means: Means) -> Iterator[tuple[bytes, bytes, Document]]:
    """What the cache holds; what cannot be a document is made again."""
    if means.cache:
        with memory.never():
            for name, data in means.cache.find(keys):
                with suppress(ValueError):
                    yield name, data, decode(data)


def _keep(entries: Mapping[bytes, bytes], data: bytes, means: Means) -> Document:
    """The document, its entries kept unless it was lost, which a full disk or a busy machine may have caused."""
    document = decode(data)
    if means.cache and not _is_lost(document):
        for name, entry in entries.items():
            means.cache.put(name, entry)
    return document


def _is_lost(document: Document) -> bool:
    return not LOST.isdisjoint(problem.code for problem in document.problems)
