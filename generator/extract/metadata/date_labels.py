"""What the words before a day say that it is: that of publication, of an update, or of something else."""

from collections.abc import Iterable, Iterator
from enum import Enum

from generator.extract.metadata.candidates import Material
from generator.language import Language
from generator.language.dates import Stamp, find
from generator.model import Block

LABEL_REACH = 40
MIN_LABEL = 5
MAX_ALONE = 40
MAX_LINE = 160
HEAD = 16  # blocks
SEPARATORS = "·|•—–"


class Role(Enum):
    """What a day at a page's head is; OPEN where nothing introduces it."""

    PUBLISHED = "published"
    UPDATED = "updated"
    ELSE = "else"
    OPEN = "open"


def role(label: str, words: Language) -> Role:
    """What a label says of the day behind it: the phrase that stands nearest to the day decides."""
    text = label[-LABEL_REACH:].casefold()
    phrases = (
        (Role.ELSE, words.other_days),
        (Role.UPDATED, words.updated),
        (Role.PUBLISHED, (word for word in words.published if len(word) >= MIN_LABEL)),
    )
    places = [(at + len(word), len(word), kind) for kind, known in phrases for word, at in _said(text, known)]
    return max(places, key=lambda place: place[:2])[2] if places else Role.OPEN


def _said(text: str, phrases: Iterable[str]) -> Iterator[tuple[str, int]]:
    return ((word, at) for word in phrases if (at := text.rfind(word)) >= 0)


def stamps(block: Block, before: Block | None, material: Material) -> Iterator[tuple[Stamp, Role]]:
    """The days of a line with their roles; a label may stand alone on the line before."""
    text = material.text(block)
    done = 0
    for stamp in (stamp for stamp in find(text, material.words) if stamp.day):
        label = text[done : stamp.span.start]
        if not any(map(str.isalpha, label)) and not done and before is not None:
            above = material.text(before)
            label = above if len(above) <= MAX_ALONE and not any(map(str.isdigit, above)) else ""
        yield stamp, role(label, material.words)
        done = stamp.span.end


def dated(material: Material, kinds: frozenset[str]) -> Iterator[tuple[Block, Stamp, Role]]:
    """The days of the page's blocks of some kinds, each with its role."""
    for number, block in enumerate(material.blocks):
        if block.kind in kinds:
            before = material.blocks[number - 1] if number else None
            yield from ((block, stamp, told) for stamp, told in stamps(block, before, material))


def among_fields(material: Material) -> Iterator[tuple[Block, Stamp, Role]]:
    """Days in lines of the head that say more: 'By A, in News · 31 Jan 2025 · 0 comments', 'Published May 5This is'."""
    for number, block in enumerate(material.blocks[:HEAD]):
        text = material.text(block)
        if len(text) > MAX_LINE or block.kind in {"headline", "dateline", "byline"}:
            continue
        before = material.blocks[number - 1] if number else None
        for stamp, told in stamps(block, before, material):
            if (told is not Role.OPEN and _begins(text, material.words)) or _is_field(text, stamp):
                yield block, stamp, told


def _begins(text: str, words: Language) -> bool:
    folded = text.casefold()
    return folded.startswith(tuple(word for word in (*words.published, *words.updated) if len(word) >= MIN_LABEL))


def _is_field(text: str, stamp: Stamp) -> bool:
    """Whether separators part the day from all that stands beside it."""
    before, after = text[: stamp.span.start].rstrip(), text[stamp.span.end :].lstrip()
    parted = _ends(before[-1:]) and _ends(after[:1])
    return parted and bool(before or after)


def _ends(sign: str) -> bool:
    return not sign or sign in SEPARATORS
