"""The only way from untrusted text to Markdown: inert text, kept emphasis, safe links, harmless titles.

What could mean something where it stands becomes a numeric character reference, which every Markdown engine prints
as the character itself; everything else stays as it was written. Pieces may be joined with any text that does not
begin or end in punctuation of Markdown's own.
"""

# Reasons: docs/decisions/0020-titles.md

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from html.entities import html5
from itertools import groupby
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.markup import urls
from generator.model import Markdown

SCHEMES = frozenset({"http", "https", "mailto"})
REMEMBERED = 2_048  # texts: names, outlets and headlines come again and again

# Joiners and variation selectors stay where a script or an emoji needs them: one at a time, never after Latin,
# Greek, Cyrillic or ASCII. Tag characters stay only in flags (U+1F3F4).
_JOINABLE = "\u0530-\u1dff\u2190-\u2bff\u2e80-\ud7ff\ufe0e\ufe0f\U00010000-\U000dffff"
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
    f"|(?<![{_JOINABLE}])[\u200c\u200d]"
    "|[\ufe00-\ufe0f\U000e0100-\U000e01ef](?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2})"
    "|(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e00ff]"
)
# The first character of whatever may be hidden, in one class, which is some thirty times as fast to look for.
_HIDEABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
)
_UNUSUAL = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
)
_SPACES = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")

_LEGACY = "|".join(sorted((name for name in html5 if not name.endswith(";")), key=lambda name: (-len(name), name)))
# Addresses: what may stand in one unquoted, and what Markdown or an extension would take for markup.
_LEGAL = "/:?#@!$&()*+,;=%-._~"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_TARGET = re.compile(r"[&()*$+~!@]|(?<=[:=])[:=]")

# Inline Markdown of sources.
_LONGEST = 10_000
_MARKUP = re.compile(r"[*_`\[\\&<]")
_PARSER = MarkdownIt("zero").enable(["autolink", "backticks", "emphasis", "entity", "escape", "image", "link"])
_CODE = re.compile(r"(?!#!|:::)[^\s`<>{}\\$|&](?:[^`<>{}\\$|&]*[^\s`<>{}\\$|&])?")
_BEFORE = " ([\"'“‘«„‚—–…/"
_AFTER = " )].,;:!?\"'”’»“‘—–…/"

_SUSPECT = re.compile(r"[\\`*_{}\[\]<>|~^$&:/=+@#(]")
# One alternative for each character of _SUSPECT; tried at a suspect's place, so look-behinds see what precedes it.
_MEANS = re.compile(
    rf"""
      [\\`{{}}\[\]<>|~^]                                 # code, HTML, links, attributes, templates, tables, strikes
    | \*(?!(?<=\s\*)\s)                                  # emphasis; not between spaces
    | _(?!(?<=[^\W_]_)[^\W_])                            # emphasis; not inside a word
    | \$(?<!\s\$)                                        # closing mathematics needs something before it
    | &(?=\#|[0-9A-Za-z]++(?:;|\Z)|(?:{_LEGACY}))        # references, also those that browsers take without `;`
    | :(?=//|(?!\d\d:)[+\-\w]++:|:)                      # addresses, emoji, blocks
    | /(?:(?<=\+/)-|(?<==/)=|(?<=(?<![^\W_])c/)o(?![^\W_])|(?<=[1-7]/)[2-68](?!\d))  # symbols, fractions
    | =(?:(?==)|(?<===)|\Z|(?<!.=))                      # marked text, underlined headings, tabs
    | \+(?:(?=\+)|(?<=\+\+))                             # keys
    | @(?=[\w-])(?<=[\w+-]@)                             # mail addresses
    | \#\Z                                               # a heading's closing marks
    | \((?=(?:[cCrR]|[tT][mM])\))                        # copyright and trade marks
    """,
    re.VERBOSE,
)
# What means something only at the start of a line: lists, rules, headings, definitions, admonitions, blocks.
_FIRST = re.compile(r"\A(\d++(?=[.)](?:\s|\Z)))?([.)](?<=\d[.)])|[-+](?=[\s-]|\Z)|[#:=]|!(?=!)|\?(?=\?)|/(?=//))")
_WORLD_WIDE = re.compile(r"(?i)(?<=(?<![^\W_])www)\.")


def clean(text: str) -> tuple[str, int]:
    """The text without characters that hide or reorder what is read, and how many there were; line ends stay."""
    if not _HIDEABLE.search(text):
        return text, 0
    visible = _HIDDEN.sub(lambda match: match[1] or "", text)
    return visible, len(text) - len(visible)


def _line(text: str) -> str:
    if "  " in text or (not (text.isascii() and text.isprintable()) and _UNUSUAL.search(text)):
        text = _SPACES.sub(" ", clean(text)[0])
    return text.strip()


def _reference(char: str) -> str:
    return f"&#{ord(char)};"


def _defuse(match: re.Match[str]) -> str:
    return _reference(match[0]) if _MEANS.match(match.string, match.start()) else match[0]


def _escape(line: str) -> str:
    """Inert Markdown of one cleaned line."""
    return _defuse_first(_escape_within(line))


def _defuse_first(text: str) -> str:
    first = _FIRST.match(text)
    return f"{first[1] or ''}{_reference(first[2])}{text[first.end() :]}" if first else text


def _escape_within(line: str) -> str:
    text = _SUSPECT.sub(_defuse, line)
    return _WORLD_WIDE.sub("&#46;", text) if "ww." in text.lower() else text


@lru_cache(maxsize=REMEMBERED)
def inert(text: str) -> Markdown:
    """Untrusted text as one line of Markdown that reads as the cleaned text, white space collapsed."""
    return Markdown(_escape(_line(text)))


def spaces(gap: str) -> Markdown:
    """White space between words as it is shown: line ends and tabs as one space, no-break spaces as they are."""
    return Markdown(_SPACES.sub(" ", "".join(char for char in gap if char.isspace())))


def inert_block(text: str) -> Markdown:
    """Untrusted text of many lines: line ends become breaks, empty lines part paragraphs."""
    paragraphs = re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = ([line for line in map(inert, paragraph.split("\n")) if line] for paragraph in paragraphs)
    return Markdown("\n\n".join("  \n".join(paragraph) for paragraph in lines if paragraph))


def in_html(text: str) -> Markdown:
    """Untrusted text inside raw HTML that the generator writes: as content, or as a value in quotation marks."""
    return Markdown(escape(_line(text)))


def address(url: str) -> str | None:
    """The normalised address if it is an absolute http, https or mailto one that hides nothing, else None."""
    stripped = _LONE_PERCENT.sub("%25", clean(url)[0].strip())
    parts = urls.split(stripped)
    try:
        host = ((parts.hostname if parts else None) or "").encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if parts is None or parts.scheme not in SCHEMES or "@" in parts.netloc or re.search(r"[^\S ]", stripped):
        return None
    if parts.scheme == "mailto":
        return "mailto:" + quote(stripped[len("mailto:") :], safe="@%+,=&?.-_~") if "@" in parts.path else None
    if not re.fullmatch(r"[0-9A-Za-z_.-]+", host):
        return None
    port = f":{parts.port}" if parts.port is not None else ""
    query = f"?{quote(parts.query, safe=_LEGAL)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=_LEGAL)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{quote(parts.path, safe=_LEGAL)}{query}{fragment}"


def _target(url: str) -> str:
    return _IN_TARGET.sub(lambda match: _reference(match[0]), url)


def link(label: str | Markdown, url: str) -> Markdown:
    """A link to another site; the label alone where the address may not be linked or the label is a link already."""
    text = label if isinstance(label, Markdown) else inert(label)
    safe = address(url)
    return Markdown(f"[{text}]({_target(safe)})" if safe and text and "](" not in text else text)


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of inline Markdown: words, code, or a marker that opens (1) or closes (-1) emphasis or a link."""

    kind: str
    text: str = ""
    nesting: int = 0


def inline(text: str) -> Markdown:
    """Inline Markdown of a source: emphasis, code and links kept where every engine agrees, everything else inert."""
    line = _line(text)
    if len(line) > _LONGEST or not _MARKUP.search(line):
        return Markdown(_escape(line))
    parts = [""]
    for (kind, nesting), run in groupby(_standing(_items(line)), key=lambda item: (item.kind, item.nesting)):
        if kind == "link" and nesting == 1 and parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}&#33;"
        for item in [_joined(run)] if kind == "text" else run:
            parts.append(_written(item, parts[-1]))
    return Markdown(_defuse_first(_SPACES.sub(" ", "".join(parts)).strip()))


def plain(text: str) -> str:
    """The words of a source's inline Markdown, without the markup."""
    line = _line(text)
    if len(line) > _LONGEST or not _MARKUP.search(line):
        return line
    return _line("".join(item.text for item in _items(line) if not item.nesting))


def _items(line: str) -> list[_Item]:
    items = map(_item, _PARSER.parseInline(line)[0].children or ())
    return [item for item in items if item.nesting or item.text]


def _joined(items: Iterable[_Item]) -> _Item:
    return _Item("text", "".join(item.text for item in items))


def _item(token: Token) -> _Item:
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if token.nesting:
        return _Item(kind, address(str(token.attrs.get("href", ""))) or "", token.nesting)
    return _Item("code" if kind == "code_inline" else "text", _SPACES.sub(" ", clean(_words(token))[0]))


def _words(token: Token) -> str:
    """What a token shows; an image, what it shows in its place."""
    return "".join(map(_words, token.children)) if token.children else token.content


def _standing(items: list[_Item]) -> list[_Item]:
    """The items without the markers that engines would read differently here; a link's end gets its address."""
    texts = list(items)
    opened: list[int] = []
    for end, item in enumerate(items):
        if item.nesting == 1:
            opened.append(end)
        elif item.nesting == -1:
            start = opened.pop()
            stands = _link_stands if item.kind == "link" else _emphasis_stands
            both = stands(items, start, end)
            texts[start] = items[start] if both else _Item("text")
            texts[end] = replace(item, text=items[start].text) if both else _Item("text")
    return texts


def _link_stands(items: list[_Item], start: int, end: int) -> bool:
    return bool(items[start].text) and any(item.text.strip() for item in items[start + 1 : end] if not item.nesting)


def _emphasis_stands(items: list[_Item], start: int, end: int) -> bool:
    """Whether words stand at once inside the markers, and a space, punctuation or nothing outside."""
    before = _edge(items[start - 1], -1) if start else " "
    after = _edge(items[end + 1], 0) if end + 1 < len(items) else " "
    inside = _edge(items[start + 1], 0), _edge(items[end - 1], -1)
    return before in _BEFORE and after in _AFTER and not any(char.isspace() for char in inside)


def _edge(item: _Item, index: int) -> str:
    """The first (0) or last (-1) character that an item writes, as far as emphasis beside it needs to know."""
    if item.nesting:
        return {"link": "[" if item.nesting == 1 else "]"}.get(item.kind, "*")
    return item.text[index:][:1] if item.kind == "text" else "`"


def _written(item: _Item, previous: str) -> str:
    """An item as Markdown after what was written before it."""
    if item.kind == "link":
        return "[" if item.nesting == 1 else f"]({_target(item.text)})"
    if item.nesting:
        return "*" if item.kind == "em" else "**"
    if item.kind == "code" and _CODE.fullmatch(item.text) and not previous.endswith("`"):
        return f"`{item.text}`"
    return _escape_within(item.text)


_IN_TITLE = re.compile(rf"<(?=[A-Za-z/!?])|&(?=#|[0-9A-Za-z]++;|{_LEGACY})|\"|{{(?=[{{%#])")
_LOOKS_LIKE = {"<": "‹", "&": "＆", "{": "｛"}


def title(text: str) -> str:
    """A title for front matter: harmless where an engine prints it raw, the same to the reader where it escapes."""
    return _IN_TITLE.sub(_alike, _line(text))


def _alike(match: re.Match[str]) -> str:
    """The character that looks like the one which an engine would take for markup; quotation marks open and close."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return _LOOKS_LIKE.get(match[0]) or ("“" if not before or before in " ([{-–—/" else "”")
