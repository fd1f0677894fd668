"""The law that words of a language stand in its table: none in the sets, comparisons and patterns of code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "generator"
ROOMS = (
    *sorted((PACKAGE / "language" / "grammar").glob("*.py")),
    *(PACKAGE / "annotate" / "entities" / f"{name}.py" for name in ("organisations", "people", "places", "words")),
    *sorted((PACKAGE / "annotate" / "event_days").glob("*.py")),
    *(PACKAGE / "annotate" / f"{name}.py" for name in ("figures", "quotations")),
    *(PACKAGE / "language" / f"{name}.py" for name in ("dates/day_patterns", "page_phrases", "sentences")),
    PACKAGE / "corpus" / "key_points.py",
)
EXCEPTIONS = {
    "bn": "a short form of a number, glued to its digits in every language",
    "tn": "the same",
    "mn": "the same",
    "km": "a unit of measurement",
}
WORD = re.compile(r"-?[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
ASKING = {"startswith", "endswith", "removeprefix", "removesuffix", "count", "find", "index", "isdisjoint"}
NO_WORDS = re.compile(r"\?P[<=][^>)]*[>)]|\(\?[a-zA-Z-]+[:)]|\\.|\[(?:\\.|[^\]])*\]")
LONG = re.compile(r"[^\W\d_]{2,}")


def words_in(code: str, known: frozenset[str] = frozenset()) -> set[str]:
    """The lower-case words by which a module tells texts apart; its own names for things are known."""
    tree = ast.parse(code)
    named = known | {name for text in _strings(tree) for name in re.findall(r"\?P<(\w+)>", text.value)}
    named |= {node.target.id for node in ast.walk(tree) if _declares(node)} | EXCEPTIONS.keys()
    unpacked = {id(node.value) for node in ast.walk(tree) if _unpacks(node)}
    asked = (text for node in ast.walk(tree) if id(node) not in unpacked for text in _asked(node))
    found = {text.value for text in asked if WORD.fullmatch(text.value)}
    found.update(word for node in ast.walk(tree) for word in LONG.findall(_alternation(node)))
    return {word for word in found - named if word == word.lower()}


def _declares(node: ast.AST) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)


def _unpacks(node: ast.AST) -> bool:
    """Whether several names are given to several values: 'LEFT, RIGHT = "left", "right"'."""
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)


def _strings(node: ast.AST) -> Iterator[ast.Constant]:
    return (part for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def _asked(node: ast.AST) -> Iterator[ast.Constant]:
    """What a comparison, a set, a list or a method of texts names."""
    if isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            if isinstance(side, ast.Constant | ast.Set | ast.Tuple | ast.List):
                yield from _strings(side)
    elif isinstance(node, ast.Set | ast.Tuple | ast.List) and all(isinstance(item, ast.Constant) for item in node.elts):
        yield from (item for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
        yield from (text for value in node.args for text in _strings(value))


def _alternation(node: ast.AST) -> str:
    """The words of a text that is a pattern with alternatives; a pattern's names, classes and flags left out."""
    if isinstance(node, ast.JoinedStr):
        text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    else:
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return NO_WORDS.sub(" ", text) if "|" in text or "(?" in text else ""


@cache
def kinds() -> frozenset[str]:
    """What the model and these rooms call kinds of things: the values of their `Literal` types."""
    literals = (
        node
        for path in (PACKAGE / "model.py", PACKAGE / "annotate" / "entities" / "gazetteer.py", *ROOMS)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"
    )
    return frozenset(text.value for node in literals for text in _strings(node.slice))


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_code_has_no_words_of_a_language(path):
    code = path.read_text("utf-8")
    assert words_in(code, kinds()) == set(), f"move them to generator/language/tables/*.toml: {path.name}"


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ('found = low == "und"', "und"),
        ('found = low not in {"los", "las"}', "los"),
        ('found = s.lows[1:3] == ("or", "more")', "more"),
        ('STARTS = frozenset(["therefore", "but"])', "therefore"),
        ('VERBS = ("said", "told")', "told"),
        ('found = low.endswith(("ing", "ed"))', "ing"),
        ('found = low.endswith("-year-old")', "-year-old"),
        ('found = words.count("with")', "with"),
        (r'CLAUSE = re.compile(r", \d+ (?:days?|weeks?) (?P<link>after|before)\b")', "weeks"),
        (r'CLAUSE = re.compile(rf"{number} (?:з|від) (?P<day>{day}|сьогодні)")', "сьогодні"),
    ],
)
def test_the_law_sees_a_word(code, word):
    assert word in words_in(code)


@pytest.mark.parametrize(
    "code",
    [
        'found = low in {",", "–"}',
        'found = word in {"US", "HK"}',
        r'DAY = re.compile(r"(?i:(?P<day>\d{1,2})[a-z]|(?P=day)\s)")',
        'found = match.lastgroup == "day" or re.match("(?P<day>1)", low)',
        'found = "at least", number',
        'LEFT, RIGHT = "left", "right"',
        'shape: Shape = fitted(data, keys=("shape",))',
        '"""Told from "said" and others."""',
    ],
)
def test_the_law_lets_marks_and_names_of_things_be(code):
    assert words_in(code) == set()
