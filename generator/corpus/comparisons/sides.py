"""Whose losses or weapons a figure counts: the country that its sentence names last before it, as one that acts."""

import re
from functools import cache

from generator.annotate.entities.words import vocabulary
from generator.corpus.comparisons.words import words
from generator.model import Span

_WORD = re.compile(r"[^\W_][\w-]{0,60}|['’]s\b|[^\w\s]")
SHORTEST = 4
ADJECTIVE_ENDS = ("an", "sh", "se", "ch", "i")


def side_of(text: str, sentence: Span, figure: Span) -> str:
    """The ISO code of the country; empty where none is named, or only as a target, a place or an owner."""
    found = _WORD.findall(text[sentence.start : figure.start])
    for at in range(len(found) - 1, -1, -1):
        code = _code(found[at])
        before = found[at - 1].lower() if at else ""
        owner = at + 1 < len(found) and found[at + 1] in {"'s", "’s"}
        if code and not owner and before not in words().targets:
            return code
    return ""


def adjective(code: str) -> str:
    """The word for what is of a country, such as 'Norse'."""
    named = [word for word, known in vocabulary().demonyms.items() if known == code]
    return next((word for word in named if word.endswith(ADJECTIVE_ENDS)), named[0] if named else code)


@cache
def _code(word: str) -> str:
    """The country of a demonym, or of a name that begins as one does: 'Russia', 'Russian'."""
    demonyms = vocabulary().demonyms
    if word in demonyms or not word[:1].isupper():
        return demonyms.get(word, "")
    least = max(SHORTEST, len(word) - 1)
    alike = sorted({code for name, code in demonyms.items() if name[:least] == word[:least] and len(name) > least})
    return alike[0] if len(word) > SHORTEST - 1 and len(alike) == 1 else ""
