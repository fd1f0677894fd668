"""Front matter in TOML between two lines of `+++`, as static site generators write it."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from generator.markup import strict_yaml

FENCE: Final = "+++"
_CLOSING: Final = re.compile(r"^\+{3}[ \t]{0,99}$", re.MULTILINE)
_KEY: Final = re.compile(r"[ \t]{0,99}\[{0,2}[\"']?([\w-]{1,200})")
_PLACE: Final = re.compile(r"line (\d+)")


def split(text: str) -> tuple[str, int] | None:
    """The block between the fences and where the text goes on; None where a text does not begin with such a block."""
    if not text.startswith(FENCE):
        return None
    opening = text.find("\n") + 1
    if not opening or text[:opening].strip() != FENCE:
        return None
    closing = _CLOSING.search(text, opening)
    return (text[opening : closing.start()], closing.end()) if closing else None


def load(block: str) -> tuple[dict[str, Any], dict[strict_yaml.Path, int]]:
    """The values of a block, days as text, and the line of each, the fence being line 1: that of its first key.

    Raises strict_yaml.YamlError with the line where it is damaged.
    """
    try:
        values = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        raise strict_yaml.YamlError(f"the TOML is damaged: {error}", 1 + int(place[1]) if place else 1) from error
    lines: dict[str, int] = {}
    for number, line in enumerate(block.split("\n"), start=2):
        if key := _KEY.match(line):
            lines.setdefault(key[1], number)
    written = {name: _as_text(value) for name, value in values.items()}
    return written, {path: lines.get(str(path[0]), 1) for path in _paths(written, ())}


def _as_text(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list):
        return [_as_text(member) for member in value]
    return {name: _as_text(member) for name, member in value.items()} if isinstance(value, dict) else value


def _paths(value: object, path: strict_yaml.Path) -> Iterator[strict_yaml.Path]:
    """The path of every value inside of one, as strict_yaml tells them."""
    if path:
        yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from _paths(member, (*path, name))
