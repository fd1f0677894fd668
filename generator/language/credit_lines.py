"""Credit lines as pages run them together, parted again: a name from its handle, age, job, label or second 'by'."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.language import Language
from generator.language.sections import alternatives, united

BORDER = "   "  # what the rules of bylines take for the end of a part
KEPT = 1 << 14
MAX_CHARS = 400
MIN_LABEL = 5
_HANDLE = re.compile(r"@(?=\w{2,40}(?![\w.-]))")
_LETTERS = "[^\\W\\d_]"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ago:
    """What counts back from now: words in front of all, in front of the number, behind the unit, and the units."""

    leads: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


@lru_cache(maxsize=KEPT)
def parted(text: str, words: Language) -> str:
    """The line with wide gaps where one thing ends and another begins without a space or a sign between them."""
    if len(text) > MAX_CHARS:
        return text
    text = _HANDLE.sub(f"{BORDER}@", text)
    text = _age().sub(BORDER, text) if any(map(str.isdigit, text)) else text
    text = _begun_twice(words).sub("", text)
    text = _glued(words).sub(BORDER, text)
    return _labelled(words).sub(BORDER, text)


@cache
def _age() -> re.Pattern[str]:
    """'5 hours ago' anywhere, 'vor 5 Stunden', and '5 hours' where it ends the line or a part of it."""
    words = united("ago", _Ago)
    about, behind, before, units = map(alternatives, (words.about, words.behind, words.before, words.units))
    return re.compile(
        rf"(?<!\d)(?:\b(?:{about})\s)?\d{{1,3}}\s?{_LETTERS}{{1,10}}\.?\s(?:{behind})\b"
        rf"|\b(?:{before})\s\d{{1,3}}\s{_LETTERS}{{1,10}}"
        rf"|(?<!\d)\d{{1,3}}\s?(?:{units})\.?(?=\s{{0,3}}(?:$|[|•·]))",
        re.IGNORECASE,
    )


@cache
def _begun_twice(words: Language) -> re.Pattern[str]:
    """What stands before a byline word that begins the credit: the word once more, a label, or the kind of the text."""
    by, labels, kinds = map(alternatives, (words.by, words.by_label, words.text_kinds))
    return re.compile(
        rf"^\s{{0,9}}(?:(?:{by})[\s:]{{0,3}}|(?:{labels}|{kinds})[\s:|]{{1,4}})(?=(?:{by})[\s:])", re.IGNORECASE
    )


@cache
def _glued(words: Language) -> re.Pattern[str]:
    """A job, a control or a label that stands at once behind the small letter that ends a name."""
    roles = alternatives(word.capitalize() for word in words.roles if len(word) >= MIN_LABEL)
    controls = alternatives(
        word.capitalize()
        for word in (*words.furniture, *words.published, *words.updated)
        if len(word) >= MIN_LABEL and " " not in word
    )
    small = "[a-zß-öø-ÿ]"
    return re.compile(
        rf"(?<={small}{small})(?=(?:{roles}|{controls})\b)"
        rf"|(?<={small}{small}{small}{small})(?=[A-ZÀ-Þ]{_LETTERS}{{2,15}}\s(?:{_LETTERS}{{2,15}}\s){{0,2}}(?:{roles})\b)"
    )


@cache
def _labelled(words: Language) -> re.Pattern[str]:
    """The space before 'published' and the like."""
    labels = (word for word in (*words.published, *words.updated) if len(word) >= MIN_LABEL)
    return re.compile(rf"(?<=\w)[\s,]{{1,3}}(?=(?:{alternatives(labels)})(?:[\s:]|$))", re.IGNORECASE)
