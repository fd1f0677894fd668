"""YAML without surprises: values as written, no aliases, anchors, tags or repeated keys, size and depth capped.

Only `true`, `false`, `null`, plain decimal numbers and strings exist; dates, `no`, `010` and `1.10` stay strings.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

import yaml

MAX_CHARACTERS = 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 50_000
_BARE_KEY = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z_0-9]{0,40}")

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")


class _Mark(Protocol):
    @property
    def index(self) -> int: ...


class YamlError(ValueError):
    """YAML that is broken or not allowed here: an editor's message and the 1-based line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class _Builder:
    """Turns the parser's events into plain values, remembering the line of every key and item."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._breaks = [i for i, char in enumerate(text) if char == "\n"]
        self._events = self._parse(text)
        self._nodes = 0

    def _parse(self, text: str) -> Iterator[yaml.Event]:
        loader = _LOADER(text)
        try:
            yield from iter(partial(loader.get_event), None)
        except yaml.MarkedYAMLError as error:
            raise YamlError(_sentence(error), self._line(error.problem_mark or error.context_mark)) from error
        except yaml.reader.ReaderError as error:
            line = bisect_right(self._breaks, error.position) + 1
            raise YamlError("a character that YAML does not allow; remove it", line) from error
        finally:
            loader.dispose()

    def _line(self, mark: _Mark | None) -> int:
        return bisect_right(self._breaks, mark.index - 1) + 1 if mark else 1

    def _refuse(self, event: yaml.Event, message: str) -> YamlError:
        return YamlError(message, self._line(event.start_mark))

    def document(self) -> object:
        """The value of the only document; None where there is none."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), ())
        next(self._events)
        end = next(self._events)
        if not isinstance(end, yaml.StreamEndEvent):
            raise self._refuse(end, "a second document ('---'); keep one in a file")
        return value

    def _value(self, event: yaml.Event, path: Path) -> object:
        self._check(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if not event.style else event.value
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _check(self, event: yaml.Event, path: Path) -> None:
        self._nodes += 1
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, f"the alias '*{anchor:.40}' is not allowed; write the value out")
        if anchor is not None:
            raise self._refuse(event, f"the anchor '&{anchor:.40}' is not allowed; write the value out")
        if tag is not None:
            raise self._refuse(event, f"the tag '{tag:.40}' is not allowed; remove it")
        if len(path) >= MAX_DEPTH:
            raise self._refuse(event, f"nested deeper than {MAX_DEPTH} levels")
        if self._nodes > MAX_NODES:
            raise self._refuse(event, f"more than {MAX_NODES} values; split the file")

    def _list(self, path: Path) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            here = (*path, len(values))
            self.lines[here] = self._line(event.start_mark)
            values.append(self._value(event, here))
        return values

    def _mapping(self, path: Path) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path)
            if key in values:
                first = self.lines[*path, key]
                raise self._refuse(event, f"the key '{key:.40}' is there twice (first in line {first}); keep one")
            self.lines[*path, key] = self._line(event.start_mark)
            values[key] = self._value(next(self._events), (*path, key))
        return values

    def _key(self, event: yaml.Event, path: Path) -> str:
        self._check(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refuse(event, "a list or mapping cannot be a key; write a word")
        return str(event.value)


def _sentence(error: yaml.MarkedYAMLError) -> str:
    """What the parser says, and where editors find such mistakes: often it notices them some lines late."""
    parts = [part for part in (error.context, error.problem) if part]
    where = f" ({', '.join(parts)})" if parts else ""
    return (
        f"not valid YAML{where}: look here and in the lines before for an open bracket or quotation mark, or the indent"
    )


def _scalar(text: str) -> object:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text


def _build(text: str) -> tuple[object, dict[Path, int]]:
    if len(text) > MAX_CHARACTERS:
        raise YamlError(f"longer than {MAX_CHARACTERS:,} characters; split it", 1)
    if bad := re.search("[\ud800-\udfff]", text):
        raise YamlError("a character that YAML does not allow; remove it", text.count("\n", 0, bad.start()) + 1)
    builder = _Builder(text.removeprefix("\ufeff"))
    return builder.document(), builder.lines


def load(text: str) -> object:
    """The value of a YAML text: dicts, lists, strings, numbers, booleans, None. Raises YamlError."""
    return _build(text)[0]


def key_lines(text: str) -> dict[Path, int]:
    """The 1-based line of every key and list item, by its path from the root. Raises YamlError."""
    return _build(text)[1]


def dump_front_matter(fields: Mapping[str, object]) -> str:
    """A front matter block, `---` lines included, that every YAML reader takes as written: strings double-quoted.

    Values are strings, numbers, booleans, None, and lists or mappings of these; anything else is a TypeError.
    """
    return f"---\n{dump(fields)}---\n"


def dump(fields: Mapping[str, object]) -> str:
    """A mapping as YAML, a key a line, as every reader takes it: strings double-quoted."""
    return "".join(f"{line}\n" for key, value in fields.items() for line in _entry(key, value, ""))


def _entry(key: str, value: object, indent: str) -> Iterator[str]:
    label = f"{indent}{key if _BARE_KEY.fullmatch(key) else _quoted(key)}:"
    if isinstance(value, Mapping) and value:
        yield label
        for name, inner in value.items():
            yield from _entry(name, inner, indent + "  ")
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield label
        for item in value:
            yield from _item(item, indent + "  ")
    else:
        yield f"{label} {_flow(value)}"


def _item(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        first, *others = [line for name, inner in value.items() for line in _entry(name, inner, indent + "  ")]
        yield f"{indent}- {first.lstrip()}"
        yield from others
    else:
        yield f"{indent}- {_flow(value)}"


def _flow(value: object) -> str:
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return _quoted(value)
        case int() | float():
            return repr(value)
        case Mapping():
            return "{" + ", ".join(f"{_quoted(str(key))}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(_flow(item) for item in value) + "]"
    raise TypeError(f"front matter cannot hold {type(value).__name__}")


def _quoted(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(_ESCAPES.get(char) or _escape(char) for char in text) + '"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _escape(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return char if char.isprintable() else f"\\U{ord(char):08X}"
