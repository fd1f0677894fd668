"""Bylines: the people, and the outlet, that a credit line names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.language import Language
from generator.language.credit_lines import parted

MIN_NAME_WORDS, MAX_NAME_WORDS = 2, 5
MAX_NAME_CHARS = 48
MAX_INITIAL = 3
LONG_NAME = 3
MAX_BYLINE_CHARS = 300
MAX_JOB_WORDS = 7
KEPT = 1 << 14  # more than a page has blocks: rule after rule asks for the byline of a line
_TOKEN = re.compile(r"[^\W\d_][\w.'’ʼ‑-]{0,30}")
_EDGES = ' \t,;:|/•·–—-*_()[]<>«»"“”'
_PARTS = re.compile(r"\s{2,40}|\s?[|•·]\s?|\s[–—-]\s")
_NOISE = re.compile(r"\S{1,60}@\S{1,60}|@\w{1,40}|\[[^\[\]]{0,40}\]|\b\d{1,5}\s[^\W\d]{3,20}|https?://\S{1,200}")
_INITIAL = re.compile(r"(?:[^\W\d_]\.){1,3}")
_QUOTE_S = re.compile(r"^(?P<outlet>[^,.]{2,40})['’]s\s+(?P<names>.{2,200})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who a credit line names; `explicit` where a word such as 'By' introduces them."""

    names: tuple[str, ...]
    outlet: str | None = None
    explicit: bool = False


@lru_cache(maxsize=KEPT)
def byline(text: str, words: Language) -> Byline | None:
    """The people whom a line credits ('By A, B and C, OUTLET'), also after or before a date or a separator.

    Days and times must have been replaced by two spaces or more; None where nobody is introduced.
    """
    for part in _PARTS.split(parted(text, words).strip()[:MAX_BYLINE_CHARS]):
        segment = " ".join(part.split()).strip(" -–—•·|>:,(")
        match = _introduction(words).match(segment)
        credit = _credit(_trimmed(segment[match.end() :], words), words) if match else _outlet_first(segment, words)
        if credit:
            return credit
    return None


def bare(text: str, words: Language) -> Byline | None:
    """The people of a line that consists of names, with roles and outlets at most."""
    text = parted(text, words).strip()
    if len(text) > MAX_BYLINE_CHARS or _tells(text, words):
        return None
    found = _parts(_PARTS.sub(" | ", text), words)
    first = next(found, "")
    if not looks_like_name(first, words):
        return None
    parts = [first, *found]
    names = [part for part in parts if looks_like_name(part, words) and not _is_other(part, words)]
    others = [part for part in parts if part not in names]
    known = bool(others) and has_role(others[0], words)
    known = known or all(_outlet_like(part, words, certain=False) or _dates(part, words) for part in others)
    return Byline(names=tuple(dict.fromkeys(names))) if known and names else None


def _tells(text: str, words: Language) -> bool:
    """Whether a line is a sentence, as 'Ada Moore, head of relief, said that …' is, and no list of names and jobs."""
    tokens = [token.casefold().strip(_EDGES) for token in text.split()]
    said = any(token in words.attribution for token in tokens)
    return len(tokens) > MAX_JOB_WORDS and (said or text.endswith((".", "!", "?", ":")))


def _is_other(part: str, words: Language) -> bool:
    """Whether a part of a credit is an outlet, or a job and nothing else."""
    jobs = (token.casefold().strip(".,") in _jobs(words) for token in part.split())
    return all(jobs) or _outlet_like(part, words, certain=False)


def _dates(part: str, words: Language) -> bool:
    """Whether a part only introduces a date, as in 'Published 3 hours ago'."""
    return part.split(maxsplit=1)[0].casefold().rstrip(":") in (*words.published, *words.updated)


def introduces(text: str, words: Language) -> bool:
    """Whether the text is nothing but a byline word, the names standing on the next line."""
    folded = text.strip(_EDGES).casefold()
    return folded in words.by or folded in words.by_label


def looks_like_name(text: str, words: Language) -> bool:
    """Whether a bare text can be a person's name: two to five capitalised words, none of them an ordinary word."""
    tokens = text.split()
    if not MIN_NAME_WORDS <= len(tokens) <= MAX_NAME_WORDS or len(text) > MAX_NAME_CHARS:
        return False
    capitals = [token for token in tokens if token not in words.particles]
    if len(capitals) < MIN_NAME_WORDS or not all(token[0].isupper() for token in capitals):
        return False
    if not all(_TOKEN.fullmatch(token) for token in tokens) or (text.isupper() and len(tokens) > 3):  # noqa: PLR2004
        return False
    folded = (token.strip(".,").casefold() for token in tokens if not _INITIAL.fullmatch(token))
    return _no_names(words).isdisjoint(folded)


@cache
def _no_names(words: Language) -> frozenset[str]:
    """Words that stand in nobody's name."""
    return frozenset((*words.name_stops, *words.organisation, *words.furniture))


@cache
def _jobs(words: Language) -> frozenset[str]:
    return frozenset(words.roles)


@cache
def _introduction(words: Language) -> re.Pattern[str]:
    by = "|".join(re.escape(form) for form in sorted(words.by, key=lambda form: (-len(form), form)))
    labels = "|".join(re.escape(form) for form in sorted(words.by_label, key=lambda form: (-len(form), form)))
    single = [form for form in words.by if " " not in form and form not in words.particles]
    glued = "|".join((*single, *map(str.capitalize, single)))
    return re.compile(
        rf"(?i:(?:{by})(?:\s?:\s?|\s)|(?:{labels})\s?:\s?)|(?i:{labels})\s(?=[A-ZÀ-ÞА-ЯІЇЄ])|(?:{glued})(?=[A-ZÀ-Þ][a-zß-ÿ.])"
    )


def _trimmed(text: str, words: Language) -> str:
    """The names of a credit without what follows them: 'on', a weekday, a handle, an address, a count."""
    text = _NOISE.sub(" | ", text)
    phrases = (*words.at, *words.published, *words.updated)
    ends = {part for phrase in phrases for part in phrase.split()}
    ends.update(form for forms in words.weekdays for form in forms)
    tokens = text.split()
    while tokens and tokens[-1].strip(_EDGES).casefold() in ends | {""}:
        tokens.pop()
    return " ".join(tokens)


def _outlet_first(text: str, words: Language) -> Byline | None:
    """'From OUTLET's A and B', and 'From OUTLET staff'."""
    first, _, rest = text.partition(" ")
    if first.casefold() not in words.source_of or not first[:1].isupper():
        return None
    if match := _QUOTE_S.match(rest):
        credit = _credit(match["names"], words)
        return Byline(names=credit.names, outlet=match["outlet"], explicit=True) if credit else None
    tail = rest.split()[-1:] or [""]
    if len(rest.split()) <= MAX_NAME_WORDS and tail[0].casefold() in words.organisation:
        return Byline(names=(rest,), outlet=" ".join(rest.split()[:-1]) or None, explicit=True)
    return None


def _credit(text: str, words: Language) -> Byline | None:
    joined = _joiner(words).search(text)
    parts = list(_parts(text, words))
    if parts and parts[0].split(maxsplit=1)[0].casefold() in words.organisation and len(text.split()) <= MAX_NAME_WORDS:
        return Byline(names=(text.strip(_EDGES),), explicit=True)
    names: list[str] = []
    outlet = None
    for number, part in enumerate(parts[:40]):
        last = number > 0 and number == len(parts) - 1
        after_join = last and bool(joined) and text.rfind(",") > (_last_end(text, words))
        lone = last and len(part.split()) == 1 and len(parts[0].split()) > 1 and not joined
        if number and _outlet_like(part, words, certain=after_join or lone):
            outlet = outlet or part
        elif number and (has_role(part, words) or (" " in parts[0] and " " not in part)):
            continue
        elif _person_like(part, words, first=number == 0) and part not in names:
            names.append(part)
        elif number == 0:
            return None
    if not names or (len(names) > 1 and not any(" " in name for name in names)):
        return None
    return Byline(names=tuple(names), outlet=outlet, explicit=True)


def _parts(text: str, words: Language) -> Iterator[str]:
    """What a credit says between its commas, brackets and joining words, names without what surrounds them."""
    chunks = (chunk.strip(_EDGES) for chunk in _splitter(words).split(text))
    return (name_in(chunk, words) for chunk in chunks if chunk and chunk.casefold() not in words.shift)


def name_in(part: str, words: Language) -> str:
    """The name in a part of a credit, once, without a job beside it and without the place or outlet that follows.

    The part itself where nothing of that kind stands beside a name.
    """
    tokens = part.split()
    if len(tokens) > MIN_NAME_WORDS and tokens[-1].casefold() in words.furniture and not part.isupper():
        tokens.pop()
    half = len(tokens) // MIN_NAME_WORDS
    if half >= MIN_NAME_WORDS and tokens[:half] == tokens[half:]:
        return name_in(" ".join(tokens[:half]), words)
    ends = (n for n, token in enumerate(tokens) if n >= MIN_NAME_WORDS and token in words.after_name)
    kept = tokens[: next(ends, None)]
    jobs = [n for n, token in enumerate(kept) if token.casefold().strip(".,") in _jobs(words)]
    if jobs:
        behind, ahead = " ".join(kept[jobs[-1] + 1 :]), " ".join(_short(kept[: jobs[0]], words))
        return next((name for name in (behind, ahead) if looks_like_name(name, words)), part)
    name = " ".join(_without_agency(kept, words))
    return name if looks_like_name(name, words) else part


def _without_agency(tokens: list[str], words: Language) -> list[str]:
    """The tokens of a name before the agency or outlet that follows it without a comma; all where none does."""
    tail = tokens[MIN_NAME_WORDS:]
    if tail and _is_acronym(tail[-1], tokens[0]):
        return tokens[:-1]
    agency = words.organisation
    if not tail or not all(token[0].isupper() for token in tail) or tail[-1].casefold() not in agency:
        return tokens
    begins = (n for n, token in enumerate(tokens) if n >= MIN_NAME_WORDS and token.casefold() in words.at)
    return tokens[: next(begins, len(_short(tokens[:-1], words)))]


def _is_acronym(token: str, first: str) -> bool:
    """Whether a token of a name that is not shouted is all capitals, as agencies are; generations are none."""
    shouted = token.isalpha() and token.isupper() and len(token) > 1
    return shouted and not first.isupper() and not set(token) <= set("IVX")


def _short(tokens: list[str], words: Language) -> list[str]:
    """The first words of a name: two, or three where the middle one is an initial or a particle."""
    middle = tokens[1] if len(tokens) >= LONG_NAME else ""
    return tokens[: LONG_NAME if _INITIAL.fullmatch(middle) or middle in words.particles else MIN_NAME_WORDS]


def _last_end(text: str, words: Language) -> int:
    return max((match.end() for match in _joiner(words).finditer(text)), default=len(text))


def _joining(words: Language) -> str:
    return "|".join(re.escape(word) for word in sorted((*words.joiners, "&"), key=lambda word: (-len(word), word)))


@cache
def _joiner(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_joining(words)})\s", re.IGNORECASE)


@cache
def _splitter(words: Language) -> re.Pattern[str]:
    """Where the parts of a credit end: 'A, B, and C (OUTLET)'."""
    joining = _joining(words)
    return re.compile(rf"\s{{0,3}}[,;|•·()]\s{{0,3}}(?:(?:{joining})\s)?|\s[/–—-]\s|\s(?:{joining})\s", re.IGNORECASE)


def has_role(part: str, words: Language) -> bool:
    """Whether a text names a job in a newsroom."""
    return not _jobs(words).isdisjoint(token.casefold().strip(".,") for token in part.split())


def _outlet_like(part: str, words: Language, *, certain: bool) -> bool:
    tokens = part.split()
    if has_role(part, words):
        return False
    if certain or (len(tokens) == 1 and (part.isupper() or "." in part.strip("."))):
        return True
    return any(token.casefold().rpartition("-")[2] in words.organisation for token in tokens)


def _person_like(part: str, words: Language, *, first: bool) -> bool:
    tokens = part.split()
    folded = [token.casefold().strip(".,") for token in tokens]
    if not tokens or len(tokens) > MAX_NAME_WORDS or len(part) > MAX_NAME_CHARS or "://" in part:
        return False
    if not first:
        return looks_like_name(part, words) or (
            len(tokens) == 1 and part[0].isupper() and part.isalpha() and folded[0] not in words.name_stops
        )
    if len(tokens) == 1:
        known = (words.name_stops, words.roles, words.furniture)
        return not any(folded[0] in some for some in known) and any(map(str.isalpha, part))
    small = [token for token in tokens if token not in words.particles]
    capitals = sum(token[0].isupper() or not token[0].isalpha() for token in small)
    return (
        capitals >= len(small) - (1 if folded[-1] in words.organisation else 0) and not part.endswith((".", "?", "!"))
    ) or (part.endswith(".") and len(tokens[-1]) <= MAX_INITIAL)
