"""Who holds an office of a place, where a text says so beside the name: 'Harbourtown Mayor Ada Holt'."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.corpus.identities.spelling import folded
from generator.model import Document

Office = tuple[str, str]

NEAR = 80
_MINISTER = "(?:prime|foreign|defen[cs]e|interior|finance|health) minister"
_TITLES = rf"(?i:{_MINISTER}|governor|gov|mayor|president)"
_TITLE = rf"(?P<title{{}}>{_TITLES})\.?"
_NAME = r"[A-ZÀ-ÞА-Я][\w-]{{1,30}}"
_REGION = "(?i:oblast|province|region)"
_PLACE = rf"(?P<place{{}}>(?!{_REGION}\b){_NAME}(?: (?!{_REGION}\b){_NAME})?)(?: {_REGION})?"
_FIRST = rf"{_PLACE.format(1)}(?:['’]s)?(?: regional)? {_TITLE.format(1)}"
_BEHIND = rf"{_TITLE.format(2)} of (?:the )?(?:{_NAME.format()}['’]s )?{_PLACE.format(2)}"
_WHOLE = re.compile(rf"(?:the |The )?(?:{_FIRST}|{_BEHIND})")
_BEFORE = re.compile(rf"(?:(?P<lead>[A-Za-z-]{{1,20}}) )??(?:the )?(?:{_FIRST}|{_BEHIND}),? \Z")
_AFTER = re.compile(rf", (?:the )?(?:{_FIRST}|{_BEHIND})(?=[,.;:)])")
_TITLED = re.compile(_TITLES)
_NO_PLACE = frozenset({"Acting", "Deputy", "Former", "Her", "His", "Its", "Late", "Our", "The", "Then", "Vice"})
_FORMER = frozenset({"acting", "deputy", "ex", "former", "late", "then", "vice"})
_SAME = {"gov": "governor", "defence minister": "defense minister"}


def office_of(words: str) -> Office | None:
    """The office that a description names as a whole: 'governor of Belgorod', 'Belgorod's governor'."""
    found = _WHOLE.fullmatch(words)
    return _office(found) if found else None


def holders(documents: Iterable[Document]) -> dict[Office, str]:
    """For each office that texts give to one person only, in all of them, that person."""
    found: defaultdict[Office, set[str]] = defaultdict(set)
    for document in documents:
        for office, name in _held(document):
            found[office].add(name)
    return {office: next(iter(names)) for office, names in found.items() if len(names) == 1}


def _held(document: Document) -> Iterator[tuple[Office, str]]:
    text = document.reading.text
    for mention in document.mentions():
        if mention.kind == "person" and " " in mention.name:
            start, end = mention.span.start, mention.span.end
            words = text[max(text.rfind("\n", 0, start) + 1, start - NEAR) : start]
            before = _BEFORE.search(words) if _TITLED.search(words) else None
            former = before and (before["lead"] or "").lower() in _FORMER
            for found in (None if former else before, _AFTER.match(text, end, end + NEAR)):
                if found and (office := _office(found)):
                    yield office, mention.name


def _office(found: re.Match[str]) -> Office | None:
    title, place = (found["title1"] or found["title2"]).lower(), found["place1"] or found["place2"]
    if place.split()[0] in _NO_PLACE:
        return None
    return _SAME.get(title, title), " ".join(map(folded, place.split()))
