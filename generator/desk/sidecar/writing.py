"""One entry of a sidecar written anew, everything else of the file left as it stands, comments too."""

from collections.abc import Mapping

from generator.desk.sidecar.schema import Passage
from generator.desk.sidecar.selectors import Tie
from generator.markup import strict_yaml


def stated(text: str, name: str, value: object) -> str:
    """The sidecar with one entry set; raises YamlError where it cannot be read."""
    entry = strict_yaml.dump({name: value})
    first = strict_yaml.key_lines(text).get((name,))
    if first is None:
        return text + ("" if text.endswith("\n") or not text else "\n") + entry
    lines = text.splitlines(keepends=True)
    stop = _stop(lines, first, strict_yaml.key_lines(text))
    return "".join([*lines[: first - 1], entry, *lines[stop:]])


def added(text: str, path: tuple[str, ...], item: object) -> str:
    """The sidecar with an item at the end of a list, such as `set_aside` or `posts`, `merge`; raises YamlError."""
    values = strict_yaml.load(text)
    name, *inner = path
    before = values.get(name) if isinstance(values, Mapping) else None
    if not inner:
        return stated(text, name, [*_list(before), item])
    held = dict(before) if isinstance(before, Mapping) else {}
    return stated(text, name, held | {inner[0]: [*_list(held.get(inner[0])), item]})


def passage(tie: Tie, **more: str) -> dict[str, object]:
    """A passage as a sidecar writes it, without what is as usual."""
    return Passage(**{name: getattr(tie, name) for name in Tie.__slots__}).model_dump(exclude_defaults=True) | more


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _stop(lines: list[str], first: int, known: Mapping[strict_yaml.Path, int]) -> int:
    """The line after the entry that begins in line `first`; comments that stand before the next one are not its own."""
    later = [line for path, line in known.items() if len(path) == 1 and line > first]
    stop = min(later) - 1 if later else len(lines)
    while stop > first and (not lines[stop - 1].strip() or lines[stop - 1].startswith("#")):
        stop -= 1
    return stop
