"""Small files that a reader could choke on: generated here, none is a file of the repository."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from tests.support import packing

MB = 1_000_000
RUNS = "[(*_`<>"
DEEP = 10_000


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))


def stream(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A compressed stream."""
    return b"<< /Length %d /Filter [%s] >>\nstream\n" % (len(data), filters) + data + b"\nendstream"


def printed(contents: bytes, pages: int = 1) -> bytes:
    """A PDF in which every page shows the same contents, with a font under the name F."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    )
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            4: contents,
            **dict.fromkeys(range(5, 5 + pages), page),
        }
    )


def flate_bomb(size: int = 1 << 30) -> bytes:
    """A page whose contents are a gigabyte of blanks, packed twice."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + packer.flush()
    return printed(stream(zlib.compress(packed, 9), b"/FlateDecode /FlateDecode"))


def letters(count: int = 3 * MB) -> bytes:
    """A page with more letters than a source may be long."""
    line = b"BT /F 10 Tf 10 10 Td (" + b"a bridge " * 100 + b") Tj ET\n"
    return printed(stream(zlib.compress(line * (count // 100), 9)))


def nested(count: int = 100_000) -> bytes:
    """A page tree that is as deep as it has nodes, and contents of arrays in arrays."""
    tree = {
        number: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (number + 1, number - 1)
        for number in range(2, 20_000)
    }
    last = len(tree) + 2
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 600 800] /Contents %d 0 R >>" % (last - 1, last + 1)
    deep = stream(zlib.compress(b"[" * count + b"]" * count + b" TJ"))
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", **tree, last: page, last + 1: deep})


def circular() -> bytes:
    """Pages that hold themselves, and a form that shows itself."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 12 >>"
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 2000000000 >>",
            3: b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /X 4 0 R >> >> >>",
            4: form + b"\nstream\n/X Do /X Do \nendstream",
            5: b"<< /Length 12 >>\nstream\n/X Do /X Do \nendstream",
        }
    )


def many_pages(count: int = 10_000) -> bytes:
    """A PDF of so many pages, each with a line."""
    return printed(stream(zlib.compress(b"BT /F 10 Tf 10 10 Td (The bridge is closed.) Tj ET")), count)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: bytes) -> bytes:
    """A DOCX with this in its body."""
    whole = packing.docx([("x", "HERE")])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "word/document.xml"
    start, rest = parts[name].split(b"<w:body>")
    return packed({**parts, name: start + b"<w:body>" + body + b"</w:body>" + rest.partition(b"</w:body>")[2]})


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "flate.pdf": flate_bomb,
    "letters.pdf": letters,
    "nested.pdf": nested,
    "circular.pdf": circular,
    "pages.pdf": many_pages,
    "huge.docx": lambda: docx(b"<w:p><w:r><w:t>" + b"a " * (50 * MB) + b"</w:t></w:r></w:p>"),
    "tables.docx": lambda: docx(b"<w:tbl><w:tr><w:tc>" * 200_000),
    "paragraphs.docx": lambda: docx(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 400_000),
    "zeros.zip": lambda: packed({"a.txt": bytes(200 * MB)}),
}


def runs() -> Iterator[tuple[str, bytes]]:
    """A megabyte of one mark, and nesting of quotations and lists, in every form of text."""
    for number, mark in enumerate(RUNS):
        for suffix in ("txt", "md", "html"):
            yield f"run-{number}.{suffix}", (mark * MB).encode()
    yield "quotes.md", (">" * DEEP + " The bridge is closed.\n").encode()
    yield "spaced.md", ("> " * DEEP + "The bridge is closed.\n").encode()
    yield "lists.md", ("- " * DEEP + "The bridge is closed.\n").encode()
    yield "steps.md", "".join(f"{'  ' * depth}- Step\n" for depth in range(1_000)).encode()
    yield "quotes.html", b"<blockquote>" * DEEP + b"The bridge is closed." + b"</blockquote>" * DEEP
    yield "lists.html", b"<ul><li>" * DEEP + b"The bridge is closed." + b"</li></ul>" * DEEP
    yield "tables.html", b"<table><tr><td>" * DEEP + b"The bridge is closed."
