"""The text cut as the editor wants it: lines set aside or restored, posts merged or split."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.desk.sidecar import Cut
from generator.extract.live_blog import Heading
from generator.language.dates import Stamp, iso
from generator.model import Block, BlockKind, Evidence, Fact, Post, Reading, Span

KINDS: dict[str, BlockKind] = {
    "set_aside": "withdrawn",
    "restore": "paragraph",
    "merge": "timestamp",
    "split": "paragraph",
}


def headed(headings: Sequence[Heading], blocks: Sequence[Block], cuts: Sequence[Cut]) -> tuple[Heading, ...]:
    """The headings of posts without those merged, and with one where a post is split."""
    merged = [cut.span for cut in cuts if cut.what == "merge"]
    heads = {one.number: one for one in headings if not _touches(blocks[one.number].span, merged)}
    for cut in cuts:
        number = next((n for n, block in enumerate(blocks) if _touches(block.span, [cut.span])), None)
        if cut.what == "split" and number is not None:
            heads.setdefault(number, Heading(number=number, stamp=Stamp(span=Span(0, 0))))
    return tuple(heads[number] for number in sorted(heads))


def recut(groups: Iterable[Sequence[Block]], cuts: Sequence[Cut]) -> list[tuple[Block, ...]]:
    """The blocks of each post with the kinds that the cuts give them; whole blocks only."""
    return [tuple(_recut(block, cuts) for block in group) for group in groups]


def timed(posts: Sequence[Post], reading: Reading, cuts: Sequence[Cut]) -> tuple[Post, ...]:
    """The posts, those that a split begins with the time that it states, else with that of the post before."""
    done: list[Post] = []
    for post in posts:
        cut = next((one for one in cuts if one.what == "split" and _begins(reading, post, one)), None)
        done.append(replace(post, time=_time(cut, done)) if cut else post)
    return tuple(done)


def _begins(reading: Reading, post: Post, cut: Cut) -> bool:
    return post.span.start <= cut.span.start and not reading.text[post.span.start : cut.span.start].strip()


def _time(cut: Cut, before: Sequence[Post]) -> Fact[dt.datetime] | None:
    stated = iso(cut.time) if cut.time else None
    if isinstance(stated, dt.datetime):
        return Fact(value=stated, evidence=(Evidence(rule="sidecar", field="sidecar:posts"),))
    last = before[-1].time if before else None
    return last and replace(last, inferred=True)


def _recut(block: Block, cuts: Sequence[Cut]) -> Block:
    for cut in cuts:
        if _touches(block.hull, [cut.span]):
            return replace(block, kind=KINDS[cut.what])
    return block


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
