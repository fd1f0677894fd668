"""A sidecar from its bytes: validated name by name, passages looked up in the text."""

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from generator.desk.errors import nearest
from generator.desk.sidecar.model import Cut, Sidecar
from generator.desk.sidecar.schema import (
    WANTED,
    Choice,
    Correction,
    DayCorrection,
    NamesCorrection,
    Passage,
    SidecarFile,
    Split,
)
from generator.desk.sidecar.selectors import locate
from generator.fields import CORRECTABLE
from generator.filenames import SIDECAR
from generator.markup import strict_yaml
from generator.model import RIGHTS, Field, Override, Problem, Reading, Source, Span

Lines = Mapping[tuple[str | int, ...], int]

CLOSED = Field(name="sidecar:rights", value="internal")
SHOWN_CHARS = 60
UNPUBLISHED = "the document is not published until this is mended"


def parsed(source: Source, data: bytes, reading: Reading) -> Sidecar:
    """The sidecar of a source from its bytes, its passages looked up in the reading."""
    try:
        text = data.decode("utf-8-sig")
        values = strict_yaml.load(text)
    except UnicodeDecodeError:
        return _unusable(source, "the sidecar is not UTF-8: not used. Save it as UTF-8")
    except strict_yaml.YamlError as error:
        return _unusable(source, f"the sidecar is not used: {error.message}", error.line)
    if values is None:
        return Sidecar()
    if not isinstance(values, Mapping):
        return _unusable(source, "the sidecar is not a list of 'name: value' lines: not used")
    return _Parsing(source, reading, strict_yaml.key_lines(text)).sidecar(values)


def _unusable(source: Source, message: str, line: int | None = None) -> Sidecar:
    if b"rights" not in (source.sidecar or b"").replace(b"\0", b"").lower():
        return Sidecar(problems=(_problem(source, message, line),))
    return Sidecar(fields=(CLOSED,), problems=(_problem(source, f"{message}; {UNPUBLISHED}", line),))


def _on_rights(name: str) -> bool:
    """Whether a name means to say how much may be shown, however it is written."""
    return name.strip().casefold().startswith("right")


class _Parsing:
    """One sidecar while it is read: everything found so far, with the line of each name."""

    def __init__(self, source: Source, reading: Reading, lines: Lines) -> None:
        self._source = source
        self._text = reading.text
        self._lines = lines
        self._fields: list[Field] = []
        self._removed: set[str] = set()
        self._cuts: list[Cut] = []
        self._overrides: list[Override] = []
        self._problems: list[Problem] = []

    def sidecar(self, values: Mapping[str, object]) -> Sidecar:
        for name, value in values.items():
            if _on_rights(name):
                self._restrict(name, value)
                continue
            if name not in WANTED:
                hint = nearest(name, WANTED) or f"; it may set {', '.join(sorted(WANTED))}"
                self._report("sidecar", f"the sidecar's '{name:.60}' is not used{hint}", (name,))
                continue
            try:
                self._take(name, getattr(SidecarFile.model_validate({name: value}), name))
            except ValidationError:
                self._report("sidecar", f"the sidecar's '{name}' must be {WANTED[name]}: not used", (name,))
        return Sidecar(
            fields=tuple(self._fields),
            removed=frozenset(self._removed),
            cuts=tuple(self._cuts),
            overrides=tuple(self._overrides),
            problems=tuple(self._problems),
        )

    def _take(self, name: str, value: object) -> None:
        if name in CORRECTABLE:
            self._state(name, value)
        elif name == "trusted":
            self._trust(yes=bool(value))
        elif name == "story":
            self._note("story", str(value or ""), None, ("story",))
        elif name == "topics":
            for what in ("add", "refuse"):
                self._choose(what, getattr(value, what))
        elif name == "posts":
            for what in ("merge", "split"):
                self._cut(what, getattr(value, what), ("posts", what))
        else:
            self._cut(name, value, (name,))  # type: ignore[arg-type]

    def _trust(self, *, yes: bool) -> None:
        """Note that a reading which looks wrong is right."""
        if yes:
            self._fields.append(Field(name="sidecar:trusted", value="yes"))
            self._note("trusted", "yes", None, ("trusted",))

    def _restrict(self, name: str, value: object) -> None:
        if name == "rights" and value is None:
            return
        if name == "rights" and value in RIGHTS:
            self._state(name, value)
            return
        self._fields.append(CLOSED)
        self._report("sidecar", f"the sidecar must say 'rights: {WANTED['rights']}': {UNPUBLISHED}", (name,))

    def _state(self, name: str, value: object) -> None:
        if isinstance(value, Correction | DayCorrection | NamesCorrection):
            if self._located(name, value.instead_of, _shown(value.value), (name,)) is None:
                return
            value = value.value
        else:
            self._note(name, _shown(value), None, (name,))
        if value in (None, ()):
            self._removed.add(name)
        line = self._lines.get((name,))
        at = (line, line) if line else None
        texts = value if isinstance(value, tuple) else () if value is None else (value,)
        self._fields += [Field(name=f"sidecar:{name}", value=str(text), lines=at) for text in texts]

    def _choose(self, what: str, choices: Iterable[str | Choice]) -> None:
        for number, choice in enumerate(choices):
            path = ("topics", what, number)
            if isinstance(choice, Choice):
                self._located(f"topics.{what}", choice.post, choice.topic, path)
            else:
                self._note(f"topics.{what}", choice, None, path)

    def _cut(self, what: str, passages: Iterable[Passage], path: tuple[str | int, ...]) -> None:
        for number, passage in enumerate(passages):
            time = passage.time if isinstance(passage, Split) else None
            span = self._located(what, passage, time or "", (*path, number))
            if span:
                self._cuts.append(Cut(what=what, span=span, time=time))

    def _located(self, what: str, passage: Passage, value: str, path: tuple[str | int, ...]) -> Span | None:
        """Where the passage stands; where it cannot be told, the override is kept as stale and reported."""
        span = locate(self._text, passage.tie())
        begins = " ".join(passage.exact.split())[:SHOWN_CHARS]
        self._note(what, value if span else value or begins, span, path, stale=span is None)
        if span is None:
            message = f"'{path[0]}' is not applied: the lines that it is tied to, “{begins}”, are gone or changed"
            self._report("override-stale", f"{message}; check it and write it again or remove it", path)
        return span

    def _note(
        self, what: str, value: str, span: Span | None, path: tuple[str | int, ...], *, stale: bool = False
    ) -> None:
        self._overrides.append(Override(what=what, value=value, span=span, line=self._line(path), stale=stale))

    def _report(self, code: str, message: str, path: tuple[str | int, ...]) -> None:
        self._problems.append(_problem(self._source, message, self._line(path), code))

    def _line(self, path: tuple[str | int, ...]) -> int | None:
        return next((self._lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self._lines), None)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _problem(source: Source, message: str, line: int | None = None, code: str = "sidecar") -> Problem:
    lines = None if line is None else (line, line)
    path = source.sidecar_path or source.path + SIDECAR
    return Problem(code=code, severity="warning", path=path, message=message, lines=lines)
