"""What stands around an article on its page and is not part of it, told line by line."""

import re
from collections.abc import Sequence
from functools import cache

from generator.extract.structure.lines import LONG, Line
from generator.language import Language
from generator.language.bylines import looks_like_name
from generator.language.dates.file_names import is_screenshot
from generator.language.page_phrases import MAX_LABEL_WORDS, declared_posts, is_ago, is_reading_time

MAX_START_WORDS = 40
MAX_CONTROLS = 14
_SHORTENED = re.compile(r"\+\s?\d{1,3}\s([^\W\d]{2,20}(?:\s[^\W\d]{2,20})?)$")
_BETWEEN = re.compile(r"[\s|•/·]+")
_SHORTCODE = re.compile(
    r"\[/?[a-z][\w-]{2,40}(?:\s[\w-]{1,30}=\S{1,80}){0,10}\s?/?\](?:\[/[\w-]{2,40}\])?", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://|www\.)\S{3,500}")
_FILE_NAME = re.compile(
    r"(?<![\w()., -])[\w()., -]{1,120}\.(?:jpe?g|png|gif|webp|svg|heic|mp4|pdf|avif)", re.IGNORECASE
)
# Separators and words share no letter, and nothing is given back: a blank form line is a run of separators.
_SLUG = re.compile(r"[^\W_](?:[^\W_]|[’'%]){0,40}+(?:,?[-_]{1,3}+(?:[^\W_]|[’',.%:]){1,40}+){3,40}")
_COUNTER = re.compile(r"(?:[^\W\d]{3,10}\s)?\d{1,3}\s?(?:of|von|de|sur|di|из|з|/)\s?/?\s?\d{1,3}", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?<!\S)[^\s@]{1,60}+@[^\s@]{3,60}\.\S{2,20}|(?<![\w-])[\w-]{2,40}\.(?:com|org|net|[a-z]{2})/\S{1,80}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@\w{2,40}|#\w{2,60}(?:[ ,]{1,3}#\w{2,60}){0,20}")
_COUNT = re.compile(r"[\d.,]{1,9}\s?[kKmM]?\+?\s{0,2}(\D{0,30})|(\D{1,30}?)[\s:(]{0,3}[\d.,]{1,9}\s?[kKmM]?\+?\)?")
_CODE = re.compile(
    r"function\s?\(|document\.\w|window\.\w|\{\s?\"|var \w{1,30}\s?=|<!--|-->|googletag|\}\)?;|@media\b|https?%3A"
)
_CODE_SIGNS = ("(", "{", "}", "document.", "window.", "var ", "--", "googletag", "@media", "%3A")
_WHOLE = re.compile(
    r"\A(?:"  # it is asked of whole lines alone
    + "|".join(
        f"(?i:{one.pattern})" if one.flags & re.IGNORECASE else f"(?:{one.pattern})"
        for one in (_SHORTCODE, _URL, _FILE_NAME, _SLUG, _HANDLE, _COUNTER, _CONTACT)
    )
    + ")"
)


def is_furniture(line: Line, words: Language) -> bool:
    """Whether the line is a control, a counter, a slogan of the site, a file name or code, wherever it stands."""
    text, folded = line.text, line.folded
    if not any(map(str.isalnum, text)) or text.isdigit():
        return True
    if line.words > MAX_START_WORDS:
        return _is_code(text)
    if folded in _exact(words) or is_reading_time(text, words) or is_screenshot(text):
        return True
    if declared_posts(text, words) is not None:
        return True
    if is_ago(text) or _WHOLE.fullmatch(text) or _is_shortened(folded, words):
        return True
    return _starts(line, words) or _counted(text, words) or _all_controls(folded, words) or _is_code(text)


def is_ending(line: Line, words: Language) -> bool:
    """Whether the line heads what only ever follows an article: comments, what else the reader may like."""
    return line.words <= MAX_LABEL_WORDS and (_label(line) in words.ending or _introduces_author(line, words))


def repeats_section(lines: Sequence[Line], number: int, words: Language) -> bool:
    """'World' and then 'More World': the heading of a section's other stories."""
    before = lines[number - 1].folded if number else ""
    return bool(before) and any(lines[number].folded == f"{more} {before}" for more in words.more)


def _introduces_author(line: Line, words: Language) -> bool:
    """'About Ada Moore': the heading of an author's box."""
    for about in words.about:
        if line.folded.startswith(f"{about} ") and looks_like_name(line.text[len(about) :].strip(" :"), words):
            return True
    return False


def is_footer(line: Line, words: Language) -> bool:
    """Whether the line heads what follows an article: related stories, comments, the newsletter."""
    if line.words > MAX_LABEL_WORDS:
        return False
    folded = _label(line)
    return folded in _footers(words) or folded.startswith(words.more_from)


def _label(line: Line) -> str:
    """The line's words without a count before or after them."""
    return re.sub(r"^[\d.,]{1,7}\s|\s?\(?\d{1,5}\)?$", "", line.folded)


def is_link_list(lines: Sequence[Line], number: int) -> bool:
    """Whether the line is a link in a run of links, as in a menu."""
    if lines[number].linked < 0.8 or lines[number].words > LONG:  # noqa: PLR2004
        return False
    near = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    return lines[number].block.kind == "list" or any(line.linked >= 0.8 for line in near)  # noqa: PLR2004


@cache
def _exact(words: Language) -> frozenset[str]:
    return frozenset(words.furniture)


@cache
def _footers(words: Language) -> frozenset[str]:
    return frozenset((*words.footer, *words.ending))


def _starts(line: Line, words: Language) -> bool:
    start = line.text.casefold().lstrip("*-–—•»›>[( ")
    return line.words <= MAX_START_WORDS and start.startswith(words.furniture_start)


def _counted(text: str, words: Language) -> bool:
    """'195 shares', 'Comments (3)': a control with its number."""
    match = _COUNT.fullmatch(text)
    if not match:
        return False
    label = (match[1] or match[2] or "").casefold().strip(" ():|•·-")
    return not label or label in _exact(words) or label in _footers(words)


def _is_shortened(folded: str, words: Language) -> bool:
    """'Norland + 2 more': a list of which a control shows the rest."""
    match = _SHORTENED.search(folded)
    return match is not None and match[1] in words.more


def _all_controls(folded: str, words: Language) -> bool:
    """'Share on Facebook312 Tweet Pin': nothing but names of controls, and their counts."""
    tokens = [token.strip("0123456789.,()") for token in _BETWEEN.split(folded)]
    named = [token for token in tokens if token and token not in words.at]
    return len(named) > 1 and len(tokens) <= MAX_CONTROLS and all(token in _exact(words) for token in named)


def _is_code(text: str) -> bool:
    return any(map(text.__contains__, _CODE_SIGNS)) and len(_CODE.findall(text)) > 1
