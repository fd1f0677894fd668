"""Where quotations open and close: curly, straight, low and angular marks, single and double, across paragraphs."""

import re
from itertools import pairwise

# Each begins with the mark itself, or is a list of marks: the search then skips from mark to mark.
DOUBLE = re.compile("\"|“|”|„|«|»|‟|''|``")
SINGLE = re.compile(r"['‘](?<![\w'’].)(?:(?<=‘)|(?=[A-ZÀ-ÞА-Я(\[\w…]))")
SINGLE_END = re.compile(r"(?<![\s'‘’])['’](?![\w'’])")
NAME = "[A-ZÀ-ÞА-ЯІЇЄҐ]"
NICKNAME = re.compile(rf"(?<=\w )[\"“„‘'«]({NAME}[\w.’-]{{0,20}}(?: [\w.’-]{{1,20}}){{0,2}})[\"”“’'»] (?={NAME})")
WORD_CHARS = 40
MAX_CHARS = 4000
MAX_LINES = 8
LEFT, RIGHT, EITHER = "left", "right", "either"
SIDES = {"„": LEFT, "``": LEFT, "“": LEFT, "”": RIGHT, "‟": RIGHT, "«": LEFT, "»": RIGHT}


def quotations(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open ranges of outermost quotations, marks included, in order and without overlap."""
    doubles = _doubles(text, lines)
    gaps = _gaps(doubles, len(text))
    singles = [single for start, end in gaps for single in _singles(text, start, end)] if not _apostrophic(text) else []
    return sorted([*doubles, *singles])


def nicknames(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of nicknames inside of names, marks and the blank behind included: 'Ann “Annie” Lee'."""
    return [match.span() for match in NICKNAME.finditer(text) if _behind_name(text, match.start())]


def without(text: str, ranges: list[tuple[int, int]], filling: str = "") -> str:
    """A text without some ranges of it; with `filling`, which is one character, as long as before."""
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [text[at:start], filling * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _behind_name(text: str, start: int) -> bool:
    """Whether a word that is written as a name stands before the blank before a position."""
    before = text[max(0, start - WORD_CHARS) : start - 1].split()
    return bool(before) and before[-1][0].isupper()


def _doubles(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    open_at: int | None = None
    opened_line = 0
    for number, (start, end) in enumerate(lines):
        marks = _marks(text, start, end)
        if open_at is not None:
            carried = _carry(text, start, marks, number - opened_line)
            if carried is None:
                found.append((open_at, lines[number - 1][1]))
                open_at = None
            else:
                marks = carried
        for at, after, side in marks:
            if open_at is None:
                if side != RIGHT:
                    open_at, opened_line = at, number
            elif side != LEFT:
                found.append((open_at, after))
                open_at = None
    if open_at is not None:
        found.append((open_at, lines[opened_line][1]))
    return found


def _carry(text: str, start: int, marks: list[tuple[int, int, str]], lines: int) -> list[tuple[int, int, str]] | None:
    """Marks of a line into which an open quotation runs, a repeated opening mark dropped; None if it does not."""
    if not marks or lines > MAX_LINES:
        return None
    at, _, side = marks[0]
    if not text[start:at].strip() and side != RIGHT:
        return marks[1:]
    return marks if side == RIGHT else None


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Marks of one line with the side that each can be on, nested pairs and inch signs removed."""
    found = [(m.start(), m.end(), m[0]) for m in DOUBLE.finditer(text, start, end)]
    if not found:
        return []
    german = any(mark == "„" for *_, mark in found)
    inward = next((mark == "»" for *_, mark in found if mark in "«»"), False)
    fixed = SIDES | ({"“": RIGHT} if german else {}) | ({"»": LEFT, "«": RIGHT} if inward else {})
    sided = [(at, after, fixed.get(mark) or _side(text, at, after)) for at, after, mark in found]
    return _outermost(_alternate(sided))


def _side(text: str, at: int, after: int) -> str:
    """The side of a straight mark by the white space about it."""
    before, behind = text[at - 1 : at], text[after : after + 1]
    open_before = not before.strip() or before in "([{—–-/"
    open_behind = not behind.strip()
    if open_before and not open_behind:
        return LEFT
    return RIGHT if open_behind and not open_before else EITHER


def _alternate(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Marks that could be on either side take the one that is due."""
    out: list[tuple[int, int, str]] = []
    depth = 0
    for at, after, side in marks:
        due = side if side != EITHER else (RIGHT if depth else LEFT)
        depth = max(0, depth + (1 if due == LEFT else -1))
        out.append((at, after, due))
    return out


def _outermost(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """A second opening mark before a closing one is nested if the closing marks suffice, else the first stays open."""
    lefts = sum(side == LEFT for *_, side in marks)
    if all(a[2] != b[2] for a, b in pairwise(marks)):
        return marks
    balanced = lefts <= len(marks) - lefts
    out: list[tuple[int, int, str]] = []
    depth = 0
    for mark in marks:
        left = mark[2] == LEFT
        if left and depth and not balanced:
            out.append((mark[0], mark[0], RIGHT))
            depth = 0
        if (left and depth == 0) or (not left and depth <= 1):
            out.append(mark)
        depth = max(0, depth + (1 if left else -1))
    return out


def _gaps(taken: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for pair in taken for edge in pair), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _apostrophic(text: str) -> bool:
    """No single mark could open a quotation."""
    return SINGLE.search(text) is None


def _singles(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Single-marked quotations of one gap; they stay within a line."""
    found: list[tuple[int, int]] = []
    at = start
    while (opening := SINGLE.search(text, at, end)) is not None:
        line_end = text.find("\n", opening.end(), end)
        limit = min(end if line_end < 0 else line_end, opening.end() + MAX_CHARS)
        closing = _single_end(text, opening.end(), limit)
        if closing:
            found.append((opening.start(), closing))
        at = closing or opening.end()
    return found


def _single_end(text: str, start: int, limit: int) -> int:
    """After the mark that closes: one behind punctuation before the next opening mark, else the first that may."""
    following = SINGLE.search(text, start, limit)
    stop = following.start() if following else limit
    ends = [match.end() for match in SINGLE_END.finditer(text, start, stop)]
    strong = [end for end in ends if text[end - 2] in ".,!?…"]
    return (strong or ends or [0])[0]
