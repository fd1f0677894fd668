"""Spellings of one name: transliterations of Slavic names, accents, and given names that stand for each other."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SAME = (
    ("shch", "sch"), ("tsch", "ch"), ("zh", "j"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("w", "v"), ("x", "ks"),
    ("yo", "o"), ("ye", "e"), ("je", "e"), ("ie", "e"), ("yu", "u"), ("iu", "u"), ("ju", "u"),
    ("ya", "a"), ("ia", "a"), ("ja", "a"), ("h", "g"),  # of Ukrainian and of Russian
)  # fmt: skip
_ENDING = re.compile(r"(?:[iy][iyj]|ey|ei|y|j)\Z")
_DOUBLE = re.compile(r"(.)\1")
_NO_LETTER = re.compile(r"[^\w]|_")


@cache
def folded(word: str) -> str:
    """A word of a name without what transliterations write in several ways: 'Zelenskyy' and 'Zelenskiy' alike."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = _NO_LETTER.sub("", "".join(one for one in plain if not unicodedata.combining(one)))
    plain = _ENDING.sub("i", plain)
    for written, same in _SAME:
        plain = plain.replace(written, same)
    return _DOUBLE.sub(r"\1", plain)


def given(word: str) -> str:
    """A given name under the first of those that stand for it: 'Volodymyr' and 'Vladimir' alike."""
    plain = folded(word)
    return _given().get(plain, plain)


@cache
def _given() -> Mapping[str, str]:
    data = tomllib.loads(files(__package__).joinpath("given.toml").read_text(encoding="utf-8"))
    return {folded(name): folded(names[0]) for names in data["alike"] for name in names}
