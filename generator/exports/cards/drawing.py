"""A card as a picture: paper, ink and one accent in sixteen colours, drawn with the bundled font."""

import io
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

FONT: Final = Path(__file__).with_name("NotoSerif-Bold.ttf")
SIZE: Final = (1200, 630)  # what services ask for; they cut other shapes
MARGIN: Final = 72
WIDTH: Final = SIZE[0] - 2 * MARGIN
SITE_SIZE: Final = 34
NOTE_SIZE: Final = 30
TITLE_SIZES: Final = (76, 66, 56, 48, 42, 36)
TITLE_TOP: Final = 164
TITLE_HEIGHT: Final = 350
NOTE_TOP: Final = SIZE[1] - MARGIN - NOTE_SIZE
MEASURED: Final = 100
LEADING: Final = 1.28
PAPER: Final = (251, 250, 247)
INK: Final = (27, 31, 36)
ACCENT: Final = (163, 52, 31)
LEVELS: Final = 14  # steps from paper to ink, which smooth the letters; the accent is one more colour
QUIET: Final = 10
CUT: Final = "…"
_WORDS: Final = frozenset("LNM")  # categories of letters, digits and marks, without which a text says something else
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a card says, top to bottom; each text as `drawable` gives it, the site's name empty on its own card."""

    site: str
    title: str
    note: str


def drawable(text: str) -> str:
    """The text as the font can draw it, on one line; nothing where letters of it are missing or need shaping."""
    chars = unicodedata.normalize("NFC", " ".join(text.split()))
    if any(unicodedata.category(char)[0] in _WORDS and not _has(char) for char in chars):
        return ""
    return " ".join("".join(char for char in chars if _has(char)).split())


def draw(face: Face) -> bytes:
    """The card as PNG; the same bytes for the same words and the same library."""
    picture = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((MARGIN, MARGIN - 20, MARGIN + 71, MARGIN - 13), fill=LEVELS + 1)
    pen.text((MARGIN, MARGIN + 4), _cut(face.site, SITE_SIZE), fill=QUIET, font=_font(SITE_SIZE))
    size, lines = _fitted(face.title)
    for number, line in enumerate(lines):
        pen.text((MARGIN, TITLE_TOP + round(number * size * LEADING)), line, fill=LEVELS, font=_font(size))
    pen.text((MARGIN, NOTE_TOP), _cut(face.note, NOTE_SIZE), fill=QUIET, font=_font(NOTE_SIZE))
    return _png(picture)


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size in which the title fits, and its lines; one that never fits is cut."""
    for size in TITLE_SIZES:
        lines, most = list(_lines(title, size)), int(TITLE_HEIGHT / (size * LEADING))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], _cut(" ".join(lines[most - 1 : most + 1]), size)]


def _lines(text: str, size: int) -> Iterator[str]:
    line = ""
    for word in (part for whole in text.split() for part in _parts(whole, size)):
        longer = f"{line} {word}".lstrip()
        if line and _wide(longer, size) > WIDTH:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _parts(word: str, size: int) -> Iterator[str]:
    """The word, in pieces where it is wider than a line."""
    while _wide(word, size) > WIDTH:
        most = next(n for n in range(len(word), 0, -1) if _wide(word[:n], size) <= WIDTH)
        yield word[:most]
        word = word[most:]
    yield word


def _cut(text: str, size: int) -> str:
    """The text as far as it fits on one line."""
    if _wide(text, size) <= WIDTH:
        return text
    return next(cut for n in range(len(text), -1, -1) if _wide(cut := text[:n].rstrip() + CUT, size) <= WIDTH)


def _wide(text: str, size: int) -> float:
    """How wide a text is, about: measured word by word, in one size."""
    gaps = text.count(" ") * _advance(" ")
    return (sum(map(_advance, text.split())) + gaps) * size


@lru_cache(maxsize=50_000)
def _advance(word: str) -> float:
    return _font(MEASURED).getlength(word) / MEASURED


def _png(picture: Image.Image) -> bytes:
    colours = Image.frombytes("P", SIZE, picture.tobytes())
    ramp = ([round(p + (i - p) * n / LEVELS) for p, i in zip(PAPER, INK, strict=True)] for n in range(LEVELS + 1))
    colours.putpalette([part for colour in (*ramp, ACCENT) for part in colour])
    out = io.BytesIO()
    colours.save(out, "PNG", bits=4, compress_type=zlib.Z_RLE)  # twice as fast as the best, and as small
    return out.getvalue()


@lru_cache(maxsize=4096)
def _has(char: str) -> bool:
    """Whether the font has the character, and it needs no shaping."""
    if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT:
        return False
    return char == " " or _shape(char) != _shape("\uffff")


def _shape(char: str) -> bytes:
    return bytes(_font(SITE_SIZE).getmask(char))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The other engine is a library that not every machine has; pictures must not depend on it.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
