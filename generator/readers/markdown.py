"""Markdown: front matter as fields, headings, lists and quotations by their marks, everything else as in plain text.

A line scanner and not a Markdown parser: offsets must point into the file, cost must be linear, and a line that
only looks like markup must never vanish.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from frontmatter.default_handlers import BaseHandler

from generator.markup import strict_yaml
from generator.model import Block, BlockKind, Field, Problem, Reading, Source, Span
from generator.readers import toml_front_matter
from generator.readers.decoding import decode
from generator.readers.labelled_heads import without_labels
from generator.readers.line_wrapping import Line, continues, lines_of, width
from generator.settings import Settings

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"=+|-{3,}")
_RULE = re.compile(r"(?:(?:\* {0,3}){3,40}|(?:- {0,3}){3,40}|(?:_ {0,3}){3,40})")
_FENCE = re.compile(r"```|~~~")
_BULLET = re.compile(r"[-*+•][ \t]+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)][ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?){1,20}")
_SOFT_END = re.compile(r"[.!?:;…][\"'”’»)\]*_]{0,4}$")
_LINK = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,200}))?\]\]")
MAX_TOML = 100_000  # characters of front matter and its fences
_MAX_HEADING = 200
_HEAD_LINES = 50


class _Handler(BaseHandler):
    """Front matter between two `---` lines, loaded by the YAML that keeps values as written."""

    FM_BOUNDARY = re.compile(r"^-{3}[ \t]{0,99}$", re.MULTILINE)

    def load(self, fm: str) -> dict[str, Any]:
        value = strict_yaml.load(fm)
        if isinstance(value, dict):
            return value
        # Prose between two rules is not front matter.
        raise TypeError


_HANDLER = _Handler()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """Where the text begins after its front matter, or where a broken block ends; the fields; what was wrong."""

    end: int = 0
    broken_end: int = 0
    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Entry(NamedTuple):
    """A line with the kind that its mark gives it; `hard` where a line break is wanted after it."""

    kind: BlockKind
    line: Line
    level: int = 0
    hard: bool = False


def looks_like(head: str) -> bool:
    """Whether a text's beginning is Markdown's: a front matter block, or a `#` heading in the first lines."""
    lines = head.lstrip().split("\n", _HEAD_LINES)[:_HEAD_LINES]
    if head.lstrip().startswith(toml_front_matter.FENCE) and any("=" in line for line in lines[1:3]):
        return True
    if _HANDLER.detect(head.lstrip()) and any(":" in line for line in lines[1:3]):
        return True
    return any(_HEADING.match(line) for line in lines)


def read(source: Source, settings: Settings) -> Reading:  # noqa: ARG001 - every reader has this signature
    """The reading of a Markdown source; a front matter block that cannot be read stays in the text, with a problem."""
    decoded = decode(source)
    front = _front_matter(source.path, decoded.text)
    stated, lines = without_labels(list(lines_of(decoded.text, front.end)), decoded.text)
    entries = list(_entries(lines, front.broken_end))
    column = width([entry.line if entry and entry.kind == "paragraph" else None for entry in entries])
    groups = list(_groups(entries, column))
    return Reading(
        text=_without_quote_marks(decoded.text, groups),
        blocks=tuple(_block(group) for group in groups),
        fields=(*front.fields, *stated),
        media_type="text/markdown",
        markup=True,
        problems=(*decoded.problems, *front.problems),
    )


def _front_matter(path: str, text: str) -> _Front:
    begin = len(text) - len(text.lstrip())
    if toml := toml_front_matter.split(text[begin : begin + MAX_TOML]):
        return _toml(path, *toml, begin, text.count("\n", 0, begin))
    if not _HANDLER.detect(text[begin:]) or len(_HANDLER.FM_BOUNDARY.findall(text, begin)) < 2:  # noqa: PLR2004
        return _Front()
    block, content = _HANDLER.split(text[begin:])
    before = text.count("\n", 0, begin)
    try:
        values = _HANDLER.load(block)
    except strict_yaml.YamlError as error:
        return _Front(broken_end=len(text) - len(content), problems=(_bad(path, error.message, before + error.line),))
    except TypeError:
        return _Front()
    named = tuple(_fields(values, strict_yaml.key_lines(block), (), before))
    return _Front(end=len(text) - len(content), fields=named)


def _toml(path: str, block: str, end: int, begin: int, before: int) -> _Front:
    try:
        values, lines = toml_front_matter.load(block)
    except strict_yaml.YamlError as error:
        return _Front(broken_end=begin + end, problems=(_bad(path, error.message, before + error.line),))
    return _Front(end=begin + end, fields=tuple(_fields(values, lines, (), before)))


def _bad(path: str, reason: str, line: int) -> Problem:
    message = f"the front matter cannot be read and is shown as text: {reason}"
    return Problem(code="front-matter", severity="warning", path=path, message=message, lines=(line, line))


def _fields(
    value: object, lines: Mapping[strict_yaml.Path, int], path: strict_yaml.Path, before: int
) -> Iterator[Field]:
    """A field for every value; the items of a list bear its name, the keys of a mapping follow a dot."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _fields(inner, lines, (*path, key), before)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _fields(inner, lines, (*path, number), before)
    elif value is not None:
        name = ".".join(part for part in path if isinstance(part, str))
        written = str(value).lower() if isinstance(value, bool) else _LINK.sub(_label, str(value))
        line = before + lines[path]
        yield Field(name=f"front-matter:{name}", value=written, lines=(line, line))


def _label(link: re.Match[str]) -> str:
    """What a link between notes shows: '[[Ann Lee]]', '[[people/lee|Ann Lee]]'."""
    return link[2] or link[1]


def _entries(lines: list[Line | None], broken_end: int) -> Iterator[_Entry | None]:
    """Each line with its kind; None for an empty line, a rule, a fence. A broken front matter block has no marks."""
    fenced = False
    following: list[Line | None] = [*lines[1:], None]
    for line, after in zip(lines, following, strict=True):
        if line is None:
            yield None
        elif _FENCE.match(line.text) and line.start >= broken_end:
            fenced = not fenced
            yield None
        elif fenced or line.start < broken_end:
            yield _Entry("paragraph", line, hard=True)
        else:
            yield _marked(line, after)


def _marked(line: Line, after: Line | None) -> _Entry | None:
    """The entry of a line outside fences; None where the line is nothing but a mark."""
    if line.text[0].isalpha():
        return _plain(line, after)
    if line.text[0] == "#" and (found := _HEADING.match(line.text)):
        return _Entry("heading", _shortened(_inner(line, found.end()), "#"), level=len(found[1]))
    if _RULE.fullmatch(line.text) or (_UNDERLINE.fullmatch(line.text) and len(line.text) > 1):
        return None
    if found := _QUOTE.match(line.text):
        inner = _inner(line, found.end())
        return _Entry("quotation", inner) if inner.text else None
    return _item(line) or _plain(line, after)


def _item(line: Line) -> _Entry | None:
    if found := _BULLET.match(line.text):
        return _Entry("list", _inner(line, found.end()), level=line.indent // 2 + 1)
    # A number is part of what the source says; a bullet is only a mark.
    return _Entry("list", line, level=line.indent // 2 + 1) if _NUMBER.match(line.text) else None


def _plain(line: Line, after: Line | None) -> _Entry:
    if after and after.text[0] in "=-" and _UNDERLINE.fullmatch(after.text) and len(line.text) <= _MAX_HEADING:
        return _Entry("heading", line, level=1 if after.text[0] == "=" else 2)
    hard = line.trailing > 1 or line.text.endswith("\\")
    return _Entry("paragraph", _shortened(line, "\\"), hard=hard)


def _inner(line: Line, skipped: int) -> Line:
    text = line.text[skipped:].lstrip()
    return Line(line.end - len(text), line.end, text, line.indent, line.trailing)


def _shortened(line: Line, mark: str) -> Line:
    """The line without the marks at its end, unless nothing else would be left."""
    if not line.text.endswith(mark):
        return line
    text = line.text.rstrip(mark).rstrip() or line.text
    return line._replace(end=line.start + len(text), text=text)


def _groups(entries: list[_Entry | None], column: int) -> Iterator[list[_Entry]]:
    group: list[_Entry] = []
    for entry in entries:
        if group and not (entry and _joins(group[-1], entry, column)):
            yield group
            group = []
        if entry:
            group.append(entry)
    if group:
        yield group


def _joins(entry: _Entry, following: _Entry, column: int) -> bool:
    """Whether a line goes on with the one before, as in a paragraph broken at a column or in mid-sentence."""
    if entry.hard or entry.kind == "heading" or following.kind not in {"paragraph", "quotation"}:
        return False
    if following.kind == "quotation" and entry.kind != "quotation":
        return False
    if entry.kind == "list":
        return following.line.indent > 0
    full = bool(column) and continues(entry.line, following.line, column)
    return full or (following.line.text[0].islower() and not _SOFT_END.search(entry.line.text))


def _block(group: list[_Entry]) -> Block:
    first, last = group[0], group[-1]
    return Block(kind=first.kind, span=Span(first.line.start, last.line.end), level=first.level)


def _without_quote_marks(text: str, groups: list[list[_Entry]]) -> str:
    """The text with `>` blanked where a quotation goes on over lines, so that a block's words are the quotation's."""
    pieces: list[str] = []
    done = 0
    for group in groups:
        for before, entry in pairwise(group):
            if entry.kind == "quotation":
                gap = text[before.line.end : entry.line.start]
                pieces += [text[done : before.line.end], gap.replace(">", " ")]
                done = entry.line.start
    return "".join([*pieces, text[done:]])
