"""The people in what a web page gives as its author: names without handles, addresses, job titles, desks and dates."""

import re
from collections.abc import Iterator
from functools import cache

from generator.extract.metadata.web.site_names import Site, key
from generator.language import Language
from generator.language.bylines import looks_like_name, name_in
from generator.language.credit_lines import BORDER, parted
from generator.language.dates import find

EDGES = " \t,;:|/•·–—-*_()[]<>«»\"“”'→#"
MAX_CHARS = 48
MIN_WORDS, MAX_WORDS = 2, 5
MAX_PEOPLE = 12
MAX_LABEL_CHARS = 24
MAX_LABEL_WORDS = 3
_NO_NAME = re.compile(
    r"\S{1,64}@\S{1,100}|\[email[^\]]{0,20}\]|(?<!\S)\(?@\w{1,40}\)?|https?://\S{1,500}|www\.\S{1,200}"
    r"|\([^()]{0,80}\)|(?<![\w.])[\w-]{2,30}\.(?:com|org|net|info|de|fr|es|it|co\.uk)\b"
)
_SIGNS = re.compile(r"://|[?!…@:]|\.\.\.|\. ?\w{4,40} \w{1,40} |(?<![^\W_])\d|\d.{0,40} | .{0,40}\d")
_PART = " | "
_LISTING = re.compile(r"[,;]")


def people(text: str, words: Language, site: Site, *, lone: bool) -> tuple[str, ...]:
    """The people that a text names, parts of the page divided by " | "; `lone` accepts names of one word.

    Where a byline names no people, it names the agency, desk or team that it credits; the site itself is no author.
    """
    if text.casefold().startswith(tuple(f"{label}{end}" for label in words.photo for end in (" ", ":"))):
        return ()
    introduced = False
    text = parted(_undated(text, words), words).replace(BORDER, _PART)
    for segment in _segments(_NO_NAME.sub(" ", text), words):
        rest = _after_introduction(segment, words, introduced=introduced)
        introduced = introduced or rest != segment
        if not rest.strip(EDGES):
            continue
        own = _trimmed(rest, words)
        if introduced and key(own) in site.names and not looks_like_name(own, words):
            return ()
        if introduced and (_is_staff(own, words) or is_organisation(own, words)):
            return (own,)
        names = _names(rest, words, site, lone=lone or introduced, signed=introduced)
        if names or introduced:
            return names
    return ()


def is_organisation(credit: str, words: Language) -> bool:
    """Whether a credit names an agency, a desk or a team: capitalised words, and one says what it is."""
    tokens = credit.split()
    if not MIN_WORDS <= len(tokens) <= MAX_WORDS or not credit[0].isupper():
        return False
    folded = [token.casefold() for token in tokens]
    return any(token in words.organisation and token not in words.roles for token in folded)


def _is_staff(credit: str, words: Language) -> bool:
    """Whether a credit signs for the newsroom: 'Staff and wire reports', 'QXN staff'."""
    tokens = credit.casefold().split()
    jobs = [token for token in tokens if token in words.roles and token not in words.staff]
    return len(tokens) <= MAX_WORDS and not jobs and any(token in words.staff for token in tokens)


def introduced(text: str, words: Language) -> str | None:
    """What follows a byline word that begins a line or a part of one; None where there is none."""
    for match in _by(words).finditer(text):
        before = text[: match.start()].rstrip()
        if not before or before[-1] in "|·•–—-/)" or before[-1].isdigit():
            return text[match.end() :]
    return None


def is_person(name: str, words: Language, site: Site, *, lone: bool, signed: bool = False) -> bool:
    """Whether a text can be a person's name here, and is not the site's, a desk's or a job's.

    `lone` accepts one word, and initials, as agencies sign, where a byline word has introduced them (`signed`).
    """
    tokens = name.split()
    folded = [token.strip(".,'").casefold() for token in tokens]
    if (
        not 1 <= len(tokens) <= MAX_WORDS
        or len(name) > MAX_CHARS
        or _SIGNS.search(name)
        or not any(map(str.isalpha, name))
    ):
        return False
    if any(token in words.organisation or token in words.roles for token in folded) or _is_label(name, folded, words):
        return False
    if _credits_another(folded, words):
        return False
    if len(tokens) == 1:
        return lone and not site.is_named(name) and (signed or not _is_initials(name))
    if key(name) in site.names and not looks_like_name(name, words):
        return False
    return _is_capitalised(tokens, folded, words, lone=lone)


def _is_capitalised(tokens: list[str], folded: list[str], words: Language, *, lone: bool) -> bool:
    main = [token for token, low in zip(tokens, folded, strict=True) if low not in words.particles]
    if lone:
        return len(tokens) == 2 or sum(token[0].isupper() for token in main) > len(main) / 2  # noqa: PLR2004
    return bool(main) and all(token[0].isupper() or not token[0].isalpha() for token in main)


def _credits_another(folded: list[str], words: Language) -> bool:
    """Whether a byline word inside a text introduces somebody else, as in 'Editing by'."""
    return any(token in words.by and token not in words.particles for token in folded[1:])


def _is_initials(name: str) -> bool:
    """Short letters, all large or all small, as agencies and outlets sign."""
    return (
        name.isascii()
        and name.isalpha()
        and len(name) <= MAX_WORDS
        and (name.isupper() or (len(name) < MAX_WORDS - 1 and name.islower()))
    )


def _is_label(name: str, folded: list[str], words: Language) -> bool:
    """Whether a text is an ordinary word of pages, or begins as a title or an outlet's name does."""
    whole = name.casefold()
    initial = len(folded[0]) == 1 and name[1:2] == "."
    return (
        (folded[0] in words.name_stops and not initial)
        or whole in words.published
        or whole in words.by
        or whole in words.furniture
    )


def _names(text: str, words: Language, site: Site, *, lone: bool, signed: bool) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for piece in _joints(words).split(text):
        name = name_in(_trimmed(piece, words), words)
        if name and is_person(name, words, site, lone=lone, signed=signed):
            found.setdefault(key(name), name)
    names = list(found.values())
    full = [name for name in names if " " in name]
    if not full and len(text.split()) > MAX_LABEL_WORDS:
        return ()
    return tuple(full or names)[:MAX_PEOPLE]


def _trimmed(piece: str, words: Language) -> str:
    """A piece without signs and without the words that lead to a date at its ends."""
    tokens = piece.strip(EDGES).split()
    while tokens and tokens[-1].casefold().strip(EDGES) in {*words.at, *words.published, *words.updated}:
        tokens.pop()
    return " ".join(tokens).strip(EDGES)


def _undated(text: str, words: Language) -> str:
    """The text with its days and times as borders between parts."""
    for stamp in reversed(find(text, words)):
        text = text[: stamp.span.start] + _PART + text[stamp.span.end :]
    return text


def _segments(text: str, words: Language) -> Iterator[str]:
    """The parts of the page in a text; those with a comma or an 'and' between them are one."""
    segment = ""
    for part in (part.strip() for part in text.split(_PART)):
        if segment and (_links(segment.rsplit(" ", 1)[-1], words) or _opens(part.split(" ", 1)[0], words)):
            segment = f"{segment} {part}"
        else:
            if segment:
                yield segment
            segment = part
    if segment:
        yield segment


def _links(word: str, words: Language) -> bool:
    return word[-1:] in {",", ";", "&"} or word.casefold() in words.joiners


def _opens(word: str, words: Language) -> bool:
    return word[:1] in {",", ";", "&"} or word.casefold() in words.joiners


def _after_introduction(segment: str, words: Language, *, introduced: bool) -> str:
    match = _by(words).search(segment)
    if not match or introduced or (match.start() and looks_like_name(segment, words)):
        return segment
    label = segment[: match.start()]
    named = any(looks_like_name(part.strip(EDGES), words) for part in _LISTING.split(label))
    if not named and len(label) <= MAX_LABEL_CHARS and len(label.split()) <= MAX_LABEL_WORDS:
        return segment[match.end() :]
    return segment


@cache
def _by(words: Language) -> re.Pattern[str]:
    """A byline word, or the name of a role with a colon, where a part of a line begins."""
    forms, roles = _longest_first(words.by), _longest_first((*words.roles, *words.by_label))
    start = r"(?:^|(?<=[\s|:–—-]))"
    return re.compile(
        rf"{start}(?:(?:{forms})(?:\s{{0,3}}:\s{{0,3}}|\s{{1,3}}|$)|(?:{roles})\s{{0,3}}:\s{{0,3}})", re.IGNORECASE
    )


def _longest_first(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _joints(words: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|\s)(?:{_longest_first(words.joiners)}|&|\+)(?:\s|$)|\s?[,;|•·/]\s?|\s[–—-](?:\s|$)|^[–—-]\s",
        re.IGNORECASE,
    )
