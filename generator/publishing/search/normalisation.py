"""Takes chance and surplus out of what Pagefind writes, so that the same site has the same index byte for byte."""

import gzip
import hashlib
import io
from pathlib import Path
from typing import Any, Final

import cbor2

_NOT_NEEDED: Final = ("*-ui.*", "pagefind-highlight.js")  # Pagefind's own interfaces; the site has its own
_SIGNATURE: Final = b"pagefind_dcd"
_FILTERS: Final = 3  # place of the filters in the file of metadata


def settle(out: Path) -> None:
    """Remove what no page loads, and sort the filters and their values, which Pagefind lists in an order of chance.

    The files are named by what they hold; those of filters stand in the file of metadata, its own in the entry file.
    """
    for path in [path for pattern in _NOT_NEEDED for path in out.glob(pattern)]:
        path.unlink()
    entry = out / "pagefind-entry.json"
    for meta in sorted(out.glob("*.pf_meta")):
        content = _loaded(meta)
        content[_FILTERS] = sorted([name, _settle_filter(out, file)] for name, file in content[_FILTERS])
        settled = _written(meta, content)
        entry.write_text(entry.read_text("utf-8").replace(_hash(meta), _hash(settled)), encoding="utf-8")


def _settle_filter(out: Path, file: str) -> str:
    path = out / "filter" / f"{file}.pf_filter"
    name, values = _loaded(path)
    return _hash(_written(path, [name, sorted(values)]))


def _loaded(path: Path) -> list[Any]:
    return list(cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)))


def _written(path: Path, data: list[Any]) -> Path:
    """The file with this content instead, compressed, and the content's hash in its name."""
    content = _SIGNATURE + cbor2.dumps(data)
    language, digits = _hash(path).split("_")
    settled = f"{language}_{hashlib.sha256(content).hexdigest()[: len(digits)]}"
    renamed = path.with_name(path.name.replace(_hash(path), settled))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", filename="", mtime=0) as file:
        file.write(content)
    path.unlink()
    renamed.write_bytes(buffer.getvalue())
    return renamed


def _hash(path: Path) -> str:
    return path.stem.removeprefix("pagefind.")
