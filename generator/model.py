"""The types that all share, standard library only: frozen, picklable, tuples; spans half-open, in `Reading.text`."""

import datetime as dt
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, Literal, TypeVar, get_args

T_co = TypeVar("T_co", covariant=True)
ShownKind = Literal["paragraph", "heading", "quotation", "list", "caption", "correction"]
_HeadKind = Literal["headline", "subtitle", "byline", "dateline", "timestamp"]
BlockKind = Literal[ShownKind, _HeadKind, "boilerplate", "duplicate", "withdrawn"]
Severity = Literal["info", "warning", "error"]
Period = Literal["day", "night", "span", "total"]
Lines = tuple[int, int]
Rights = Literal["full", "excerpt", "link", "internal"]
RIGHTS: Final[tuple[Rights, ...]] = get_args(Rights)  # the stricter later


class Markdown(str):
    """Text that is safe to write into a page as Markdown; made only by `generator.markup.escaping`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that was collected: its path below the source folder, its bytes, its sidecar, those of what holds it."""

    path: str
    data: bytes
    sha256: str
    sidecar: bytes | None = None
    sidecar_path: str = ""
    above: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of offsets into a reading's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text with one role; `rest` continues a sentence that a page break cut, `credit` is a caption's."""

    kind: BlockKind
    span: Span
    rest: tuple[Span, ...] = ()
    level: int = 0
    credit: Span | None = None
    anchor: str = ""

    @property
    def hull(self) -> Span:
        """From the first character to the last, page break included."""
        return Span(self.span.start, self.rest[-1].end if self.rest else self.span.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a source states of itself outside its text, such as `json-ld:datePublished`, with its lines if any."""

    name: str
    value: str
    lines: Lines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something the editor should know; `lines` are 1-based and inclusive."""

    code: str
    severity: Severity
    path: str
    message: str
    lines: Lines | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A source as text: LF line ends, one line for each line of the file; readers never guess metadata."""

    text: str
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    media_type: str = "text/plain"
    markup: bool = False
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _starts(self) -> "array[int]":
        return array("I", [0, *(match.end() for match in re.finditer("\n", self.text))])

    def lines(self, span: Span) -> Lines:
        """First and last 1-based line that the span touches."""
        return bisect_right(self._starts, span.start), bisect_right(self._starts, max(span.start, span.end - 1))

    def slice(self, span: Span) -> str:
        """The text of a span, as written."""
        return self.text[span.start : span.end]

    def words(self, block: Block) -> str:
        """A block's text on one line: white space collapsed, the parts that a page break cut joined."""
        written = " ".join(map(self.slice, (block.span, *block.rest)))
        return written if written.isprintable() and "  " not in f" {written} " else " ".join(written.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What supports a value: the rule that found it, and the span of the text or the field of the source."""

    rule: str
    span: Span | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[T_co]):
    """A value with its evidence, the deciding one first; `inferred` where the source does not state it outright."""

    value: T_co
    evidence: tuple[Evidence, ...]
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A value that was considered for a metadata field and lost, with the reason."""

    field: str
    fact: Fact[object]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a source says of itself, field names as in schema.org; None where it does not say."""

    headline: Fact[str] | None = None
    subtitle: Fact[str] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    published: Fact[dt.date] | None = None
    updated: Fact[dt.date] | None = None
    publisher: Fact[str] | None = None
    url: Fact[str] | None = None
    language: Fact[str] | None = None
    declared_posts: Fact[int] | None = None
    rights: Fact[Rights] | None = None
    rejected: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A stretch that is not shown as text, and the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What the editor changed by sidecar: `line` is the sidecar's, `stale` where the passage it is tied to is gone."""

    what: str
    value: str
    span: Span | None = None
    line: int | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One passage that spoke for a topic: where it stands, the rule that matched, its weight."""

    span: Span
    rule: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMatch:
    """A topic assigned to a post, with every passage that caused it."""

    topic: str
    score: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person, place or organisation named in the text, under the name that the site uses for it."""

    kind: Literal["person", "place", "organisation"]
    name: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks, marks left out: `speaker` None where the text names no one, `via` reports between."""

    text: str
    span: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    verb: str | None = None
    via: tuple[str, ...] = ()
    rule: str = "unattributed"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDay:
    """A day that the text tells of: `day` is the first one of the `precision`; `rule` says from what it was told."""

    words: str
    day: dt.date
    precision: Literal["day", "week", "month", "year"]
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that counts `what`, and `outcome`, what befell it; only the `period` of a day or a night has a `day`."""

    value: int | float
    what: str
    text: str
    span: Span
    unit: str | None = None
    outcome: str | None = None
    bound: str | None = None
    by: str | None = None
    place: str | None = None
    day: dt.date | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The smallest dated unit: an article has one, a live blog many; `blocks` are shown in the source's order."""

    anchor: str
    span: Span
    blocks: tuple[Block, ...]
    time: Fact[dt.datetime] | None = None
    headline: Fact[str] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    topics: tuple[TopicMatch, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    event_days: tuple[EventDay, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """Everything known of one source; one that is `doubted` counts for nothing until an editor says otherwise."""

    path: str
    sha256: str
    kind: Literal["article", "live-blog"]
    reading: Reading
    metadata: Metadata
    posts: tuple[Post, ...]
    set_aside: tuple[SetAside, ...] = ()
    topics: tuple[TopicMatch, ...] = ()
    problems: tuple[Problem, ...] = ()
    introduction: Post | None = None
    overrides: tuple[Override, ...] = ()
    sidecar: str = ""
    doubted: bool = False

    @property
    def parts(self) -> tuple[Post, ...]:
        """What a live blog says before its first post, if anything, then the posts."""
        return (self.introduction, *self.posts) if self.introduction else self.posts

    def blocks(self) -> Iterator[Block]:
        """Every block that is shown, in the source's order."""
        return (block for part in self.parts for block in part.blocks)

    def mentions(self) -> Iterator[Mention]:
        """Every mention, in the source's order."""
        return (mention for part in self.parts for mention in part.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site: its path below the site's source folder, and its Markdown, front matter included."""

    path: str
    text: str
