"""Read files of each format, and the same files with the bare library: ms and peak MiB a document, and their ratio.

Run as `python benchmarks/readers.py [FILE ...]`; without files, pages and texts made here are read. Both readings of a
format happen in one run, in turn, each in a process of its own; exits with 1 where a page costs more than 1.6 times
trafilatura's `bare_extraction` with metadata, or a text more than 2 ms for 600 words. Time is CPU time.
"""

import argparse
import gzip
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.model import Source
from generator.readers import detect, read
from generator.settings import Settings

MAX_RATIO = 1.6
MAX_TEXT_MS = 2.0
PAGES = 40
ROUNDS = 3
KIB = 1024
SENTENCE = "The council of harbour town number {n} met on Monday and put off its vote on bridge {m} until the spring. "
LINKS = "".join(f'<li class="nav-item"><a href="/section/{n}">Section number {n}</a></li>\n' for n in range(60))
TEASERS = "".join(
    f'<div class="teaser card"><h3><a href="/story/{n}">Another story, number {n}</a></h3><p>By Author {n}</p></div>\n'
    for n in range(40)
)
SCRIPT = '<script>var settings = {"consent": [1, 2, 3], "slots": ["top", "side", "foot"]};</script>\n' * 60
DATA = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The vote on bridge NUMBER",'
    ' "datePublished": "2024-05-03T10:00:00+02:00", "author": [{"@type": "Person", "name": "Ida Holm"}]}</script>\n'
)


def page(number: int) -> bytes:
    """A page of some 60 KB as newspapers make them: menus, scripts, structured data, an article, teasers."""
    story = "\n".join(f"<p>{SENTENCE.format(n=number, m=m) * 4}</p>" for m in range(12))
    head = f"<title>The vote on bridge {number} | Harbour News</title>{DATA.replace('NUMBER', str(number))}{SCRIPT}"
    top = f'<header><ul class="menu">{LINKS}</ul></header><h1>The vote on bridge {number}</h1>'
    credit = '<p class="byline">By <a rel="author" href="/a">Ida Holm</a></p><time datetime="2024-05-03">3 May</time>'
    body = f"{top}<article>{credit}{story}</article><aside>{TEASERS}</aside><footer>{LINKS}</footer>"
    return f"<!DOCTYPE html>\n<html lang=en><head>{head}</head>\n<body>{body}</body></html>\n".encode()


def text(number: int) -> bytes:
    """A scrape of 600 words."""
    paragraph = SENTENCE.format(n=number, m=number) * 4
    return f"The vote on bridge {number}\n\nBy Ida Holm\n\n3 May 2024\n\n{(paragraph + chr(10) * 2) * 7}".encode()


def ours(path: str, data: bytes) -> None:
    """Read as the generator does."""
    read(Source(path=path, data=data, sha256=""), Settings())


def bare_html(path: str, data: bytes) -> None:  # noqa: ARG001
    """Read as the library alone does."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    bare_extraction(data, with_metadata=True)


def bare_text(path: str, data: bytes) -> None:  # noqa: ARG001
    """Decode, and no more."""
    data.decode("utf-8", "replace").splitlines()


BARE: dict[str, Callable[[str, bytes], None]] = {"text/html": bare_html, "text/plain": bare_text}


def measured(reader: Callable[[str, bytes], None], files: Sequence[tuple[str, bytes]]) -> tuple[float, float]:
    """CPU milliseconds and peak MiB a document, in a fresh process; the first file is read once before."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (reader, list(files)))


def _measured(reader: Callable[[str, bytes], None], files: Sequence[tuple[str, bytes]]) -> tuple[float, float]:
    reader(*files[0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for path, data in files:
            reader(path, data)
        best = min(best, time.process_time() - start)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / KIB
    return 1000 * best / len(files), grown


def collected(paths: Sequence[Path]) -> dict[str, list[tuple[str, bytes]]]:
    """The files by media type, `.gz` undone."""
    groups: dict[str, list[tuple[str, bytes]]] = {}
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        name = path.name.removesuffix(".gz")
        groups.setdefault(detect(Source(path=name, data=data, sha256="")), []).append((name, data))
    return groups


def report(media_type: str, files: Sequence[tuple[str, bytes]]) -> bool:
    """Print a format's line; whether its limit holds."""
    ms, mib = measured(ours, files)
    line = f"{media_type:16} {len(files):4} files  {ms:8.2f} ms  peak +{mib:5.1f} MiB"
    bare = BARE.get(media_type)
    if bare:
        bare_ms, bare_mib = measured(bare, files)
        ratio = f"{ms / bare_ms:.2f}" if bare_ms else "-"
        print(f"{line}   bare {bare_ms:8.2f} ms  peak +{bare_mib:5.1f} MiB   ratio {ratio}")
        return ms <= MAX_RATIO * bare_ms if media_type == "text/html" else ms <= MAX_TEXT_MS
    print(line)
    return True


def main() -> int:
    """Measure the files given, else those made here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    chosen = parser.parse_args().files
    made = {
        "text/html": [(f"{n}.html", page(n)) for n in range(PAGES)],
        "text/plain": [(f"{n}.txt", text(n)) for n in range(PAGES)],
    }
    held = [report(media_type, files) for media_type, files in (collected(chosen) if chosen else made).items()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
