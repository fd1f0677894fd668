"""Full names of a text: of people by their last name, of bodies by their last word."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from generator.language.grammar.words import Speech
from generator.language.sections import alternatives

POSSESSIVE = ("'s", "’s")
NAME_CHARS = 44
FIRST_NAMES = re.compile(
    r"(?<![\w.])(?:[^\W\d_a-zà-ÿа-я][\w’'-]{1,20}|[A-Z]\.)(?: (?:[^\W\d_a-zà-ÿа-я][\w’'-]{1,20}|[A-Z]\.))?$"
)
NAMES = r"[^\W\d_a-zà-ÿа-я][\w’'-]{1,24}(?: [^\W\d_a-zà-ÿа-я][\w’'-]{1,24}){0,2}"
NAME_BEHIND = re.compile(rf",? ({NAMES})")
NAME_BEFORE = re.compile(rf"(?<![\w.])({NAMES}), (?:[\w’'-]{{1,20}} ){{1,5}}$")
NAME_BEFORE_CHARS = 136
FIRST_WORD = re.compile(r"\w+")
WORD_BEHIND_BLANK = re.compile(r"(?<= )\w+")
_Words = Mapping[str, Sequence[int]]


@dataclass(kw_only=True)
class FullNames:
    """Looks for full names: people's in the whole document, bodies' in the prose of one post."""

    prose: str
    document: str
    sp: Speech
    _people: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)
    _described: dict[str, str | None] = field(default_factory=dict, init=False)
    _ending: dict[str, list[tuple[int, str]]] = field(default_factory=dict, init=False)

    def complete(self, last: str) -> str:
        """The one full name in the document with this last name; the last name alone if there is none or several."""
        people = self.people(last)
        return people[0] if len(people) == 1 else last

    def people(self, last: str) -> tuple[str, ...]:
        """Every full name in the document with this last name."""
        if last not in self._people:
            self._people[last] = self._search(last)
        return self._people[last]

    def person_described(self, noun: str) -> str | None:
        """The full name of the one person in the document with whom a noun stands: 'envoy Lee', 'Ann Lee, an envoy'."""
        if noun not in self._described:
            names = self._all_described(noun)
            whole = {self.complete(name.split()[-1]) if " " not in name else name for name in names}
            full = [name for name in whole if " " in name]
            one = len({name.split()[-1] for name in whole}) == 1 and len(full) == 1
            self._described[noun] = full[0] if one else None
        return self._described[noun]

    def _all_described(self, noun: str) -> list[str]:
        found = []
        for form in (noun, noun.capitalize()):
            for at in _standing(self._document_words, self.document, form):
                behind = NAME_BEHIND.match(self.document, at + len(form))
                before = NAME_BEFORE.search(self.document, max(0, at - NAME_BEFORE_CHARS), at)
                found += [match[1] for match in (behind, before) if match]
        return [name for name in found if not any(self._no_first_name(word) for word in name.split())]

    def _search(self, last: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for at in _standing(self._document_words, self.document, last):
            match = FIRST_NAMES.search(self.document, max(0, at - 1 - NAME_CHARS), at - 1)
            if match and not self.document[at + len(last) : at + 1 + len(last)].isalnum():
                words = [word for word in match[0].split() if not self._no_first_name(word)]
                if words and match[0].endswith(words[-1]):
                    found[" ".join([*words, last])] = None
        return tuple(found)

    def _no_first_name(self, word: str) -> bool:
        if word.endswith(self.sp.demonym_endings):
            return True
        if (word.isupper() and len(word) > 1 and word[-1] != ".") or word.endswith(POSSESSIVE):
            return True
        return word.lower().rstrip(".") in self.sp.no_names

    def name_with(self, word: str, position: int) -> str | None:
        """The last full name before `position` that ends with a word, such as 'Legion'."""
        if word not in self._ending:
            self._ending[word] = self._all_ending(word)
        names = self._ending[word]
        number = bisect_right(names, position, key=lambda name: name[0])
        words = names[number - 1][1].split() if number else []
        while words and words[0].lower() in self.sp.before_nouns:
            words = words[1:]
        return " ".join(words) if len(words) > 1 else None

    def _all_ending(self, word: str) -> list[tuple[int, str]]:
        """Every full name that ends with a word, with its own end, in order."""
        text, found = self.prose, []
        leading, following = _around_last_word(self.sp.name_fillers, self.sp.genitives)
        for at in _standing(self._prose_words, text, word):
            before = leading.search(text, max(0, at - NAME_BEFORE_CHARS), at)
            behind = following.match(text, at + len(word))
            if before and behind:
                found.append((behind.end(), text[before.start() : behind.end()]))
        return found

    @cached_property
    def _prose_words(self) -> _Words:
        return _words(self.prose)

    @cached_property
    def _document_words(self) -> _Words:
        return _words(self.document)


def _words(text: str) -> _Words:
    """Where each word stands behind a blank: a text that names thousands is not searched for each of them."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for match in WORD_BEHIND_BLANK.finditer(text):
        found[match[0]].append(match.start())
    return found


def _standing(words: _Words, text: str, name: str) -> Iterator[int]:
    """Where a name of one word, which may have hyphens, stands behind a blank."""
    first = FIRST_WORD.match(name)
    for at in words.get(first[0], ()) if first else ():
        if text.startswith(name, at):
            yield at


@cache
def _around_last_word(fillers: tuple[str, ...], genitives: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the last word of a body's name: 'Bank of ' and ' of Riga'."""
    before = rf"(?<!\w)(?:[A-Z][\w’'-]{{1,24}} (?:(?:{alternatives(fillers)}) ){{0,2}}){{1,4}}$"
    return re.compile(before), re.compile(rf"\b(?: (?:{alternatives(genitives)}) [A-Z][\w-]{{1,24}})?")
