"""Read files of each format, and the same files with the bare library: ms and peak MiB a document, and their ratio.

Run as `python benchmarks/readers.py [FILE ...]`; without files, pages and texts made here are read. Both readings of a
format happen in one run, in turn, each in a process of its own; exits with 1 where a page costs more than 1.6 times
trafilatura's `bare_extraction` with metadata, or a text more than 2 ms for 600 words. Time is CPU time. Then a process
reads many documents, and its memory is shown as they go by: more than 4 MiB between the last two figures is a failure.
"""

import argparse
import email
import gzip
import io
import json
import multiprocessing
import resource
import runpy
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.model import Source
from generator.readers import archives, docx, feeds, mail, odt, pdf, records, warc
from generator.readers.dispatch import detect, read
from generator.readers.unpacking import unpack
from generator.settings import Settings

MAX_RATIO = 1.6
MAX_TEXT_MS = 2.0
MAX_KEPT_MIB = 4.0
MANY = (50, 300, 600)
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
    """Read as the generator does, every source that the file holds."""
    for one in unpack(Source(path=path, data=data, sha256=""), Settings()).sources:
        read(one, Settings())


def bare_html(path: str, data: bytes) -> None:  # noqa: ARG001
    """Read as the library alone does."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    bare_extraction(data, with_metadata=True)


def bare_text(path: str, data: bytes) -> None:  # noqa: ARG001
    """Decode, and no more."""
    data.decode("utf-8", "replace").splitlines()


def bare_pdf(path: str, data: bytes) -> None:  # noqa: ARG001
    """The text of each page."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(io.BytesIO(data))
    for page in document:
        page.get_textpage().get_text_range()


def bare_docx(path: str, data: bytes) -> None:  # noqa: ARG001
    """The document as HTML."""
    import mammoth  # noqa: PLC0415

    mammoth.convert_to_html(io.BytesIO(data))


def bare_mail(path: str, data: bytes) -> None:  # noqa: ARG001
    """Every part decoded."""
    for part in email.message_from_bytes(data).walk():
        part.get_payload(decode=True)


def bare_feed(path: str, data: bytes) -> None:  # noqa: ARG001
    """The items."""
    import feedparser  # noqa: PLC0415

    feedparser.parse(io.BytesIO(data))


def bare_warc(path: str, data: bytes) -> None:  # noqa: ARG001
    """The bytes of every record, and trafilatura on each page."""
    from trafilatura import bare_extraction  # noqa: PLC0415
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    for record in ArchiveIterator(io.BytesIO(data)):
        bare_extraction(record.content_stream().read(), with_metadata=True)


def bare_json(path: str, data: bytes) -> None:  # noqa: ARG001
    """The values of each line."""
    for line in data.splitlines():
        json.loads(line)


def bare_zip(path: str, data: bytes) -> None:  # noqa: ARG001
    """The bytes of each member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            archive.read(name)


BARE: dict[str, Callable[[str, bytes], None]] = {
    "text/html": bare_html,
    "text/plain": bare_text,
    pdf.MEDIA_TYPE: bare_pdf,
    docx.MEDIA_TYPE: bare_docx,
    odt.MEDIA_TYPE: bare_zip,
    mail.MAIL: bare_mail,
    feeds.FEED: bare_feed,
    warc.WARC: bare_warc,
    records.JSON: bare_json,
    archives.ZIP: bare_zip,
}


def others() -> dict[str, list[tuple[str, bytes]]]:
    """A file of each other format, made as the tests make them: two pages of text, or ten documents."""
    make = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "support" / "packing.py"))
    lines = [SENTENCE.format(n=n, m=n) for n in range(90)]
    record = "".join(json.dumps({"title": f"Vote {n}", "text": " ".join(lines[:40])}) + "\n" for n in range(10))
    files = [
        ("a.pdf", make["pdf"]([[(11, line[:80]) for line in lines[:45]], [(11, line[:80]) for line in lines[45:]]])),
        ("a.docx", make["docx"]([("x", line) for line in lines])),
        ("a.odt", make["odt"]("".join(f"<text:p>{line}</text:p>" for line in lines))),
        ("a.eml", make["MAIL"].replace("Ferries", " ".join(lines)).encode()),
        ("a.rss", make["feed"]([(f"Vote {n}", f"<p>{' '.join(lines[:40])}</p>") for n in range(10)]).encode()),
        ("a.warc", make["warc"]([(f"https://post.example/{n}", "text/html", page(n)) for n in range(10)])),
        ("a.jsonl", record.encode()),
        ("a.zip", make["zipped"]({f"{n}.txt": text(n) for n in range(10)})),
    ]
    return {detect(Source(path=path, data=data, sha256="")): [(path, data)] for path, data in files}


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


def kept(files: Sequence[tuple[str, bytes]], stops: Sequence[int]) -> list[float]:
    """MiB that one fresh process holds after so many documents of a format, each read as a new file."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_kept, (list(files), list(stops)))


def _kept(files: Sequence[tuple[str, bytes]], stops: Sequence[int]) -> list[float]:
    held = []
    for number in range(1, stops[-1] + 1):
        path, data = files[number % len(files)]
        ours(f"{number}/{path}", data)
        if number in stops:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            held.append(pages * resource.getpagesize() / KIB**2)
    return held


def over_many(media_type: str, files: Sequence[tuple[str, bytes]]) -> bool:
    """Print what memory is held as documents go by; whether it stays the same."""
    held = kept(files, MANY)
    shown = "  ".join(f"{number:5,}: {mib:6.1f}" for number, mib in zip(MANY, held, strict=True))
    print(f"{media_type[-16:]:16} MiB after so many documents  {shown}")
    return held[-1] - held[-2] <= MAX_KEPT_MIB


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
    line = f"{media_type[-16:]:16} {len(files):4} files  {ms:8.2f} ms  peak +{mib:5.1f} MiB"
    bare = BARE.get(media_type)
    if bare:
        bare_ms, bare_mib = measured(bare, files)
        ratio = f"{ms / bare_ms:.2f}" if bare_ms else "-"
        print(f"{line}   bare {bare_ms:8.2f} ms  peak +{bare_mib:5.1f} MiB   ratio {ratio}")
        limits = {"text/html": MAX_RATIO * bare_ms, "text/plain": MAX_TEXT_MS}
        return ms <= limits.get(media_type, ms)
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
        **others(),
    }
    formats = collected(chosen) if chosen else made
    held = [report(media_type, files) for media_type, files in formats.items()]
    if Path("/proc/self/statm").exists():
        held += [over_many(media_type, files) for media_type, files in formats.items()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
