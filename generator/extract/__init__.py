"""One source to one document: read, name the blocks, split a live blog, find the facts, report what to know.

Pure and picklable: no disk, no clock, no desk; bad input becomes problems, never an exception.
"""

from collections.abc import Sequence

from generator import language
from generator.desk.sidecar import read_sidecar
from generator.extract import live_blog, metadata, post_cuts, structure
from generator.extract.anchors import anchored_after
from generator.extract.asides import set_aside
from generator.extract.date_order import in_order
from generator.extract.live_blog import Heading
from generator.extract.metadata import Material
from generator.extract.posts import article, introduction, live_posts
from generator.extract.problems import report
from generator.extract.truncation import excerpt
from generator.language import Language
from generator.model import Block, Document, Reading, Source
from generator.readers.dispatch import read
from generator.settings import Settings

PROSE_BLANKS = 12

__all__ = ["ingest"]


def ingest(source: Source, settings: Settings) -> Document:
    """Everything that one source and its sidecar support, topics and names aside."""
    reading = excerpt(read(source, settings), source.path, settings)
    sidecar = read_sidecar(source, reading)
    texts = tuple(map(reading.words, reading.blocks))
    code = language.detect(_sample(texts))
    words = in_order(reading, texts, language.words(code))
    found = post_cuts.headed(live_blog.headings(reading, texts, words), reading.blocks, sidecar.cuts)
    named = post_cuts.recut(_named(reading, found, words), sidecar.cuts)
    material = Material(
        reading=reading,
        blocks=named[0],
        rest=_all(named[1:]),
        words=words,
        path=source.path,
        sidecar=sidecar.fields,
        removed=sidecar.removed,
        language=code,
    )
    facts = metadata.find(material)
    posts = live_posts(material, facts, found, named[1:]) if found else (article(reading, named[0]),)
    posts = post_cuts.timed(posts, reading, sidecar.cuts)
    opening, posts = anchored_after(reading, introduction(reading, named[0]) if found else None, posts)
    document = Document(
        path=source.path,
        sha256=source.sha256,
        kind="live-blog" if found else "article",
        reading=reading,
        metadata=facts,
        posts=posts,
        introduction=opening,
        set_aside=set_aside(
            reading, facts, [*([opening] if opening else []), *posts], [block for group in named for block in group]
        ),
        overrides=sidecar.overrides,
        sidecar=source.sidecar_path,
    )
    return report(document, material, sidecar.problems)


def _all(groups: Sequence[Sequence[Block]]) -> tuple[Block, ...]:
    return tuple(block for group in groups for block in group)


def _sample(texts: Sequence[str]) -> str:
    """The running text where there is any, for menus may be in another language."""
    prose = [text for text in texts if text.count(" ") >= PROSE_BLANKS]
    return "\n".join(prose or texts)


def _named(reading: Reading, found: tuple[Heading, ...], words: Language) -> list[tuple[Block, ...]]:
    """The page's blocks, then those of each post."""
    if not found:
        return [structure.page(reading, reading.blocks, words)]
    starts = [heading.number for heading in found]
    stops = [*starts[1:], len(reading.blocks)]
    posts = [
        structure.post(reading, reading.blocks[heading.number : stop], words, titled=bool(heading.title))
        for heading, stop in zip(found, stops, strict=True)
    ]
    return [structure.page(reading, reading.blocks[: starts[0]], words), *posts]
