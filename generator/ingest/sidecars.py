"""A sidecar `NAME.meta.yml`: the facts that the editor overrules, each by name; null removes what the source states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import yamls
from generator.dates import iso
from generator.model import RIGHTS, Field, Problem, Source

LISTS = frozenset({"authors"})
DAYS = frozenset({"published", "updated"})
NAMES = frozenset({"headline", "subtitle", "authors", "published", "updated", "publisher", "url", "language", "rights"})
MODES = " | ".join(RIGHTS)
CLOSED = Field(name="sidecar:rights", value="internal")
UNPUBLISHED = "the document is not published until this is mended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What the editor states, what the editor removes, and what of the file could not be used."""

    fields: tuple[Field, ...] = ()
    removed: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def read_sidecar(source: Source) -> Sidecar:
    """The sidecar of a source; empty where there is none."""
    if source.sidecar is None:
        return Sidecar()
    try:
        text = source.sidecar.decode("utf-8-sig")
        values = yamls.load(text)
    except UnicodeDecodeError:
        return _unusable(source, "the sidecar is not UTF-8: not used. Save it as UTF-8")
    except yamls.YamlError as error:
        return _unusable(source, f"the sidecar is not used: {error.message}", error.line)
    if values is None:
        return Sidecar()
    if not isinstance(values, Mapping):
        return _unusable(source, "the sidecar is not a list of 'name: value' lines: not used")
    return _parsed(source, values, yamls.key_lines(text))


def _unusable(source: Source, message: str, line: int | None = None) -> Sidecar:
    """A sidecar that says nothing, but for one: a word on rights that cannot be read may not open what it closes."""
    if b"rights" not in (source.sidecar or b"").replace(b"\0", b"").lower():
        return Sidecar(problems=(_problem(source, message, line),))
    return Sidecar(fields=(CLOSED,), problems=(_problem(source, f"{message}; {UNPUBLISHED}", line),))


def _parsed(source: Source, values: Mapping[str, object], lines: Mapping[tuple[str | int, ...], int]) -> Sidecar:
    fields: list[Field] = []
    problems: list[Problem] = []
    for name, value in values.items():
        line = lines.get((name,))
        wrong = _wrong(name, value)
        if wrong:
            problems.append(_problem(source, wrong, line))
            fields += [CLOSED] if _on_rights(name) else []
        elif value is not None:
            at = None if line is None else (line, line)
            fields += [Field(name=f"sidecar:{name}", value=text, lines=at) for text in _texts(value)]
    removed = frozenset(name for name, value in values.items() if name in NAMES and value in (None, []))
    return Sidecar(fields=tuple(fields), removed=removed, problems=tuple(problems))


def _on_rights(name: str) -> bool:
    """Whether a line means to say how much may be shown, however it is written."""
    return name.strip().casefold().startswith("right")


def _wrong(name: str, value: object) -> str | None:
    """What keeps a line of the sidecar from being used."""
    if _on_rights(name) and (name != "rights" or (value is not None and value not in RIGHTS)):
        return f"the sidecar must say 'rights: {MODES}': {UNPUBLISHED}"
    if name not in NAMES:
        return f"the sidecar's '{name}' is not used; it may set {', '.join(sorted(NAMES))}"
    if isinstance(value, list) and name in LISTS and all(isinstance(item, str) for item in value):
        return None
    if isinstance(value, Mapping | list):
        return f"the sidecar's '{name}' must be a single text: not used"
    if value is not None and name in DAYS and iso(str(value)) is None:
        return f"the sidecar's '{name}' must be a day such as 2023-06-01, or a day and time with its offset: not used"
    return None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (str(item) for item in value)
    else:
        yield str(value)


def _problem(source: Source, message: str, line: int | None = None) -> Problem:
    lines = None if line is None else (line, line)
    return Problem(code="sidecar", severity="warning", path=f"{source.path}.meta.yml", message=message, lines=lines)
