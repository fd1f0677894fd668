"""Captions of pictures: by label, credit or counter, doubled, below a file name, a scene with place and full date."""

import re
from collections.abc import Sequence
from functools import cache

from generator.extract.structure.lines import Line
from generator.language import Language
from generator.language.dates import find
from generator.language.dates.file_names import is_screenshot
from generator.language.sections import alternatives

MAX_WORDS = 70
MAX_CREDIT_WORDS = 14
MIN_DOUBLED_WORDS = 4
MAX_LABEL_WORDS = 12
MAX_TAIL = 64
_SLASHED = re.compile(
    r"[^\W\d_][\w.'’-]{1,30}(?:\s[^\W\d_][\w.'’-]{0,30}){0,4}\s?/\s?[^\W\d_][\w. -]{1,40}(?:/[\w. -]{1,40}){0,3}$"
)
_UPPER = "A-ZÀ-ÞА-ЯІЇЄҐ"
_BRACKETED = re.compile(
    rf"[(\[](?=[^()]{{0,80}}[{_UPPER}])(?:[^\W\d_][\w.'’-]{{0,30}}+\s?+){{1,6}}+"
    r"(?:/\s?[^\W\d_](?:[^\W\d_]|[. '’-]){0,40}+){1,3}(?:,\s?[^\W\d_]{2,10})?[)\]]\.?$"
    rf"|\([^()]{{2,60}}\svia\s[{_UPPER}][\w. -]{{1,30}}\)\.?$"
)
_PIPED = re.compile(r"\w\s\|\s[A-ZÀ-ÞА-ЯІЇЄҐ]{2,6}(?:/[\w .-]{2,40})?$")
_OF_A_GALLERY = re.compile(r"\d{1,2}\s?(?:of|von|sur|de|di|из|з)\s?\d{1,2}\s?(?=[^\W\d_])")
_NUMBERED = re.compile(r"\W{0,3}\[\d{1,2}\s?/\s?\d{1,2}\]\W{0,3}(?=\w)")
_COUNTER = re.compile(r"(?<![\w.])(?P<number>\d{1,3})\s?(?:of|von|sur|de|di|из|з|/)\s?(?P<all>\d{1,3})$")
MAX_COUNTER = 12
_YEAR = re.compile(r"(?:19|20)\d\d\W{0,3}$")
MAX_DATE = 48
_CREDITED = re.compile(r"(?<=\d\d\d\d)\.\s(?=[^.!?/]{2,80}/)[^.!?]{4,160}$")
_WORDS = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?]\s")
_SIGNS = ("©", "(c)", "ⓒ")
_MARKED = re.compile(r"(?:©|\(c\)|ⓒ)\s?\S")


def doubled(lines: Sequence[Line], number: int) -> int:
    """Length of the first copy where the next line repeats this one and at most adds a credit; 0 where it does not."""
    if number + 1 >= len(lines):
        return 0
    line, after = lines[number].text, lines[number + 1].text
    if lines[number].words < MIN_DOUBLED_WORDS or not after.startswith(line) or lines[number].words > MAX_WORDS:
        return 0
    added = after[len(line) :]
    return len(line) if len(added.split()) <= MAX_CREDIT_WORDS and (not added or not added[0].isalnum()) else 0


def is_caption(lines: Sequence[Line], number: int, words: Language) -> bool:
    """Whether the line is a caption or a credit by its label, its ending or what it follows."""
    line = lines[number]
    if _after_screenshot(lines, number) or _in_gallery(lines, number) or _is_counted(lines, number):
        return True
    if line.words > MAX_WORDS:
        return False
    text = line.text
    return (
        _is_labelled(text, words)
        or text.casefold().startswith(words.caption_start)
        or _is_marked(line)
        or ("|" in text and bool(_PIPED.search(text)))
        or _is_slashed(line)
        or _is_scene(text, words)
    )


def _is_marked(line: Line) -> bool:
    """Whether a sign of copyright stands in a line short enough, the shorter where it begins the line."""
    if line.words > 3 * MAX_CREDIT_WORDS or not any(sign in line.text for sign in _SIGNS):
        return False
    return bool(_MARKED.search(line.text)) and line.words <= MAX_CREDIT_WORDS * (1 if _MARKED.match(line.text) else 3)


def _is_scene(text: str, words: Language) -> bool:
    """Whether one sentence shows a scene: in the present tense, and at its end place and full date, after a comma.

    News of a year writes its days without the year, and in the past tense.
    """
    if credit := _CREDITED.search(text):
        text = text[: credit.start() + 1]
    if not _YEAR.search(text, max(0, len(text) - MAX_COUNTER)):
        return False
    tail = text[-MAX_DATE:]
    stamps = find(tail, words)
    if not stamps or stamps[-1].day is None or _WORDS.search(tail, stamps[-1].span.end):
        return False
    scene = text[: len(text) - len(tail) + stamps[-1].span.start]
    shown = not set(_WORDS.findall(scene.casefold())).isdisjoint(words.caption_verbs)
    return shown and "," in scene and not _SENTENCE_END.search(scene)


def _is_counted(lines: Sequence[Line], number: int) -> bool:
    """Whether the line ends with its number among a gallery's pictures, and one beside it with the next."""
    own = _counter(lines[number].text)
    if own is None:
        return False
    word, place, pictures = own
    near = (_counter(lines[at].text) for at in (number - 1, number + 1) if 0 <= at < len(lines))
    return not {(word, place - 1, pictures), (word, place + 1, pictures)}.isdisjoint(near)


def _counter(text: str) -> tuple[str, int, str] | None:
    """What stands before the number of a picture, the number, and how many pictures there are."""
    start = max(0, len(text) - MAX_COUNTER)
    match = _COUNTER.search(text, start)
    if match is None:
        return None
    before = text[: match.start()].rstrip().rpartition(" ")[2]
    return before.casefold(), int(match["number"]), match["all"]


def _is_slashed(line: Line) -> bool:
    """Whether a photographer and an agency end the line: 'Ann Lee/Agency'."""
    if "/" not in line.text or "://" in line.text or not line.text[:1].isupper() or line.ended:
        return False
    return bool(_SLASHED.search(line.text))


def _after_screenshot(lines: Sequence[Line], number: int) -> bool:
    """Whether the line is a short label right under a screenshot's file name."""
    line = lines[number]
    adjacent = number > 0 and line.first == lines[number - 1].last + 1
    return adjacent and line.words <= MAX_LABEL_WORDS and not line.ended and is_screenshot(lines[number - 1].text)


def _is_labelled(text: str, words: Language) -> bool:
    """Whether 'Photo:' and the like begins the line or stands before its last words, or brackets at its end credit."""
    before, bracketed, inside = _labels(words)
    return bool(
        before.match(text)
        or (text.rstrip(".").endswith((")", "]")) and (bracketed.search(text) or _BRACKETED.search(text)))
        or (":" in text[-MAX_TAIL:] and inside.search(text))
    )


def _in_gallery(lines: Sequence[Line], number: int) -> bool:
    """Whether the line, or the next one with the same words, begins with its number among a gallery's pictures."""
    if _OF_A_GALLERY.match(lines[number].text) or _NUMBERED.match(lines[number].text):
        return True
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    match = _OF_A_GALLERY.match(after)
    return match is not None and after[match.end() :] == lines[number].text


@cache
def _labels(words: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    labels = "|".join(re.escape(word) for word in sorted(words.photo, key=lambda word: (-len(word), word)))
    before = rf"\s?[(\[]?(?:{labels})(?:\s(?:{alternatives(words.photo_links)}))?\s?[:©/|]\s?\S"
    bracketed = rf"[(\[](?:[\w.]{{2,20}}\s){{0,2}}(?:{labels})\b[^()\[\]]{{1,120}}[)\]]\.?$"
    inside = rf"(?:\.|\s)\s?(?:{labels})\s?:\s?[^.:]{{2,60}}\.?$"
    compiled = (re.compile(pattern, re.IGNORECASE) for pattern in (before, bracketed, inside))
    return next(compiled), next(compiled), next(compiled)
