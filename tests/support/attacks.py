"""Texts that make a regular expression work hardest, made from its own parse tree, and the patterns of a package.

A repeat is costly where what it repeats can be read in two ways, or where a search begins anew at each letter of what
was read before. So each repeat of a pattern is fed what leads to it once, what it repeats many times, and an end that
does not match.
"""

import ast
import importlib
import pkgutil
import random
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from re import _constants as op
from re import _parser as parser
from types import ModuleType

ENDS = ("\0", "!x")
LARGE = 20  # a repeat that may be longer than that can be costly
ROUNDS = 4  # samples of each repeat
WHOLE = 6  # samples of the whole pattern
LONGEST = 300
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
ASSERTS = (op.ASSERT, op.ASSERT_NOT)
LETTERS = "aZé7 .,:;-–_'’\"/()&#\n\t中"
CATEGORIES = {
    op.CATEGORY_SPACE: " \n\t\u00a0",
    op.CATEGORY_DIGIT: "70",
    op.CATEGORY_WORD: "aZ_é7",
    op.CATEGORY_NOT_SPACE: "a.7-",
    op.CATEGORY_NOT_WORD: ". -,",
    op.CATEGORY_NOT_DIGIT: "a .",
}
CALLS = frozenset({"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
Pattern = re.Pattern[str]


def attacks(pattern: Pattern) -> list[tuple[str, str]]:
    """Pairs of a beginning, and a unit to repeat behind it; always the same ones for a pattern."""
    chance = random.Random(ascii(pattern.pattern))
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    units = set()
    for before, body in repeats(tree):
        for _ in range(ROUNDS):
            sample = Sample(chance)
            start, unit = sample.text(before), sample.text(body)
            units |= {(start, unit), ("", start + unit), ("", start + unit * 3)}
    units |= {("", Sample(chance).text(tree)) for _ in range(WHOLE)}
    if "(?=" in pattern.pattern:  # what it asks for ahead is most often a capital
        units |= {(f"{start}A", unit) for start, unit in units}
    return sorted({(start[:LONGEST], unit[:LONGEST]) for start, unit in units if unit})


def repeats(tree: list, before: tuple = ()) -> Iterator[tuple[tuple, list]]:
    """What leads to each large repeat of a tree, and what it repeats."""
    for index, (code, value) in enumerate(tree):
        leading = (*before, *tree[:index])
        if code in REPEATS:
            if value[1] >= LARGE:
                yield leading, list(value[2])
            yield from repeats(list(value[2]), leading)
        for branch in inner(code, value):
            yield from repeats(branch, leading)


def inner(code: object, value: object) -> list[list]:
    """The trees inside a node that is no repeat."""
    if code is op.SUBPATTERN:
        return [list(value[3])]
    if code is op.ATOMIC_GROUP:
        return [list(value)]
    if code is op.BRANCH:
        return [list(branch) for branch in value[1]]
    return [list(value[1])] if code in ASSERTS else []


class Sample:
    """A text that a tree matches, or nearly does: what stands in look-arounds is not looked at."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.groups: dict[int | None, str] = {}

    def text(self, tree) -> str:
        return "".join(self.node(code, value) for code, value in tree)

    def node(self, code, value) -> str:
        if code in REPEATS:
            least, most, body = value
            times = self.chance.randint(least, min(most if most is not op.MAXREPEAT else least + 2, least + 2))
            return "".join(self.text(body) for _ in range(min(times, 50)))
        if code is op.SUBPATTERN:
            self.groups[value[0]] = self.text(value[3])
            return self.groups[value[0]]
        return SIMPLE.get(code, lambda *_: "")(self, value)

    def of_set(self, items) -> str:
        if items[0][0] is op.NEGATE:
            kept = [letter for letter in LETTERS if not any(has(item, letter) for item in items[1:])]
            return self.chance.choice(kept or ["Ω"])
        return self.chance.choice([letter for item in items for letter in members(item)] or ["a"])


SIMPLE = {
    op.LITERAL: lambda _, value: chr(value),
    op.NOT_LITERAL: lambda _, value: "b" if value == ord("a") else "a",
    op.ANY: lambda sample, _: sample.chance.choice("aA 7."),
    op.IN: lambda sample, value: sample.of_set(value),
    op.BRANCH: lambda sample, value: sample.text(sample.chance.choice(value[1])),
    op.ATOMIC_GROUP: lambda sample, value: sample.text(value),
    op.GROUPREF: lambda sample, value: sample.groups.get(value, ""),
}


def members(item) -> str:
    """Some letters of one item of a set."""
    code, value = item
    if code is op.RANGE:
        return chr(value[0]) + chr(value[1]) + chr(sum(value) // 2)
    return chr(value) if code is op.LITERAL else CATEGORIES.get(value, "a")


def has(item, letter: str) -> bool:
    """Whether an item of a set holds a letter."""
    code, value = item
    if code is op.RANGE:
        return value[0] <= ord(letter) <= value[1]
    if code is op.LITERAL:
        return value == ord(letter)
    names = {op.CATEGORY_SPACE: r"\s", op.CATEGORY_DIGIT: r"\d", op.CATEGORY_WORD: r"\w"}
    names |= {op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_NOT_WORD: r"\W"}
    return re.match(names[value], letter) is not None


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every module of a package but the one that runs it."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def standing(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    """The patterns that a module holds, also inside tuples, dictionaries and dataclasses."""
    for name, value in sorted(vars(module).items(), key=lambda item: item[0]):
        for pattern in within(value):
            yield f"{module.__name__}.{name}", pattern


def within(value: object, depth: int = 0) -> Iterator[Pattern]:
    """The patterns of a value."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4:
        for item in parts(value):
            yield from within(item, depth + 1)


def parts(value: object) -> list[object]:
    """What a container or a dataclass holds."""
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, tuple | list | frozenset | set):
        return list(value)
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name, None) for field in fields(value)]
    return []


Place = tuple[str, int]


def calls(package: ModuleType) -> Iterator[tuple[Place, str | None]]:
    """Where functions make patterns: file, line, and the pattern where it stands there as it is.

    Left out is what is a fixed pattern around a text that is taken letter for letter.
    """
    for path in sorted(Path(package.__path__[0]).rglob("*.py")):
        for node in in_functions(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and called(node) in CALLS and node.args and not is_escaped(node.args[0]):
                first = node.args[0]
                yield (str(path), node.lineno), first.value if isinstance(first, ast.Constant) else None


def in_functions(tree: ast.Module) -> set[ast.AST]:
    """Every node inside a function."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    return {inside for function in functions for inside in ast.walk(function)}


def is_escaped(first: ast.expr) -> bool:
    """Whether all that is put into a pattern goes through `re.escape`."""
    values = [part.value for part in getattr(first, "values", ()) if isinstance(part, ast.FormattedValue)]
    return bool(values) and all(ast.unparse(value).startswith("re.escape(") for value in values)


def called(node: ast.Call) -> str:
    """The function of `re` that is called, "" where it is not one."""
    function = node.func
    module = function.value if isinstance(function, ast.Attribute) else None
    return function.attr if isinstance(module, ast.Name) and module.id == "re" else ""


@contextmanager
def recorded() -> Iterator[dict[Place, set[Pattern]]]:
    """Every pattern that is compiled meanwhile, by the place that asked for it."""
    compiled: dict[Place, set[Pattern]] = {}
    original = re._compile
    re._compile = partial(record, original, compiled)
    try:
        yield compiled
    finally:
        re._compile = original


def record(original, compiled, pattern, flags):
    """Compile a pattern, and keep it by the first place outside of `re` that asked."""
    result = original(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    compiled.setdefault((frame.f_code.co_filename, frame.f_lineno), set()).add(result)
    return result
