"""Small files of every format, made in memory for the tests of the readers."""

import gzip
import hashlib
import io
import json
import tarfile
import zipfile

from generator.model import Source
from generator.settings import Settings

SETTINGS = Settings()
HEADLINE = "Harbour bridge stays closed until June"
BODY = (
    "The council of the harbour town put off the vote on the new bridge on Monday.",
    "Engineers had asked for three more weeks to look at the cables, the mayor said.",
    "Ferries will sail every half hour until the bridge is open again.",
)
PAGE = f"<html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>" + "".join(
    f"<p>{line}</p>" for line in BODY * 2
) + "</article></body></html>"  # fmt: skip
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:creator>Ada Miller</dc:creator>"
    "<dcterms:created>2024-05-13T08:00:00Z</dcterms:created></cp:coreProperties>"
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def source(path, data, sidecar=None):
    data = data.encode() if isinstance(data, str) else data
    return Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest(), sidecar=sidecar)


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 13, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members, mode="w:gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            raw = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def gzipped(data):
    return gzip.compress(data.encode() if isinstance(data, str) else data, mtime=0)


def pdf(pages, info=""):
    """A PDF; each page a list of (size, text), one line under the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        moves = []
        for size, text in lines:
            shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            moves.append(f"/F1 {size} Tf 0 -{size + 4} Td ({shown}) Tj")
        content = f"BT 60 800 Td {' '.join(moves)} ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 820] /Resources << /Font << /F1 << /Type /Font "
            f"/Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def docx(paragraphs, title=HEADLINE, more=None):
    """A DOCX; paragraphs as (style, text)."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Quote")
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="a" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="b" Type="{office}/styles" Target="styles.xml"/></Relationships>',
            "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>",
            "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
            "docProps/core.xml": _CORE.format(title=title),
            **(more or {}),
        }
    )


def odt(content, more=None):
    """An ODT; the content as the XML inside its text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}><office:body><office:text>{content}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>The bridge</dc:title>'
            "<dc:creator>Ada Miller</dc:creator></office:meta></office:document-meta>",
            **(more or {}),
        }
    )


def feed(items):
    """An RSS feed; items as (title, html)."""
    inner = "".join(
        f"<item><title>{title}</title><link>https://post.example/{number}</link><guid>{number}</guid>"
        f"<dc:creator>Ada Miller</dc:creator><pubDate>Mon, 13 May 2024 08:00:00 +0200</pubDate>"
        f"<description><![CDATA[{body}]]></description></item>"
        for number, (title, body) in enumerate(items)
    )
    head = "<title>Harbour Post</title><link>https://post.example</link><description>News</description>"
    return (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>{head}{inner}</channel></rss>"
    )


def warc(pages):
    """A WARC; pages as (address, headers and body of the answer)."""
    out = b""
    for address, kind, body in pages:
        raw = body.encode() if isinstance(body, str) else body
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(raw)}\r\n\r\n".encode() + raw
        out += (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-13T08:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        ).encode() + answer + b"\r\n\r\n"  # fmt: skip
    return out


MAIL = f"""From: "Ada Miller" <ada@post.example>
To: desk@post.example
Subject: Fwd: {HEADLINE}
Date: Mon, 13 May 2024 18:20:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

{chr(10).join(BODY)}

--b
Content-Type: text/plain; name="notes.txt"
Content-Disposition: attachment; filename="../notes.txt"

Notes from the meeting of the council.

--b
Content-Type: image/png
Content-Disposition: inline; filename="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==

--b--
"""
SAVED_PAGE = f"""From: <Saved by a browser>
Snapshot-Content-Location: https://post.example/bridge
Subject: {HEADLINE}
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/bridge

{PAGE.replace("=", "=3D")}

--b--
"""
RECORDS = [
    {"title": HEADLINE, "author": ["Ada Miller", "Ben Frost"], "date": "2024-05-13", "text": "\n".join(BODY), "id": 7},
    {
        "title": "Ferry fares rise",
        "author": {"name": "Cal Reed"},
        "text": "<p>Fares rise by a tenth.</p><p>From May.</p>",
    },
]
JSON_LINES = "".join(json.dumps(record) + "\n" for record in RECORDS)
CSV = f"title,author,date,text,url\n{HEADLINE},Ada Miller,2024-05-13,{BODY[0]},https://post.example/1\nFares,,,{BODY[2]},\n"
