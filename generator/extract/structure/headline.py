"""Which lines are the headline: a heading of the first level, else the likeliest line before the running text."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from generator.extract.structure.captions import doubled, is_caption
from generator.extract.structure.credits import credit, is_dateline, is_introduction, is_name
from generator.extract.structure.furniture import is_footer
from generator.extract.structure.lines import LONG, Line
from generator.language import Language

MAX_WORDS = 36
MIN_WORDS = 3
NEAR = 3
INTO_BODY = 2
ENOUGH_AFTER = 0.3
SAID, ROUNDING = 1.2, 1e-9
_CONTENT = re.compile(r"[^\W\d_]{4,40}")
_SITE_LINK = re.compile(r"\[[^\[\]]{0,200}\]\(https?://[^/()\s]{1,200}/?(?:\s\"[^\"]{0,200}\")?\)")
_OPEN_END = re.compile(r"[,:;–—-]$")


def marked(lines: Sequence[Line], aside: Collection[int], words: Language) -> tuple[int, ...]:
    """Numbers of the lines of the headline that markup shows; several where headings follow each other unfinished."""
    pool = [
        n for n, line in enumerate(lines) if _is_title_heading(line) and (n not in aside or line.words >= MIN_WORDS)
    ]
    after = _prose_after(lines)
    # More must follow a heading where prose stands before it.
    first = {
        n for n in pool if lines[n].block.level == 1 and after[n] >= (0.5 if after[n] < after[0] else ENOUGH_AFTER)
    }
    if not first:
        return ()
    pool = [n for n in pool if after[n] >= ENOUGH_AFTER or n in first]
    said = _vocabulary(lines, range(len(lines)), without=frozenset(pool))
    best = max(pool, key=lambda n: (_heading_score(lines, n, said, words), -n))
    following = best
    while following + 1 in first and not lines[following].ended and lines[following + 1].folded != lines[best].folded:
        following += 1
    return tuple(range(best, following + 1))


def _is_title_heading(line: Line) -> bool:
    return line.block.kind == "heading" and line.block.level in (1, 2) and 0 < line.words <= MAX_WORDS


def _heading_score(lines: Sequence[Line], number: int, said: frozenset[str], words: Language) -> float:
    line = lines[number]
    score = min(1.0, 2 * _overlap(line, said)) + min(line.words, 2 * MIN_WORDS) / (2 * MIN_WORDS)
    score += 1.2 if line.block.level == 1 else 0
    score -= 1.5 if _SITE_LINK.fullmatch(line.raw.strip()) else 0
    score -= 1.0 if is_footer(line, words) else 0
    near = lines[number + 1 : number + 1 + NEAR]
    return score + (0.6 if any(credit(one, words) or is_dateline(one, words) for one in near) else 0)


def unmarked(lines: Sequence[Line], aside: Collection[int], body: range, words: Language) -> tuple[int, ...]:
    """Numbers of the lines of the headline of a text without markup: the best of the lines before the running text."""
    pool = [n for n in range(min(len(lines), body.start + INTO_BODY)) if _possible(lines, n, aside, words)]
    # Where a line is all that is told, the line before it heads it, however short.
    pool = [n for n in pool if n == pool[0] or not _is_all_prose(lines, n)]
    if not pool:
        return ()
    counts = Counter(line.folded for line in lines)
    ranked = [n for n in pool if lines[n].words >= MIN_WORDS]
    rank = {n: sum(other < n for other in ranked) for n in pool}
    # What is said again is often the headline, but a short line is rather a section's name in the menu.
    again = {n for n in pool if counts[lines[n].folded] > 1 and lines[n].words > MIN_WORDS and not doubled(lines, n)}
    scores = {n: _score(lines, n, rank[n], words) + 0.5 * (n in again) for n in pool}
    # What the text says is read only where it can make a difference.
    near = [n for n in pool if scores[n] + SAID + ROUNDING >= max(scores.values())]
    if len(near) > 1:
        said = _vocabulary(lines, body, without=pool)
        scores |= {n: scores[n] + SAID * min(1.0, 2 * _overlap(lines[n], said)) for n in near}
    best = _above_subtitle(lines, max(near, key=lambda n: (scores[n], -n)), pool)
    return (best, *_continuation(lines, best, aside, body, words))


def _is_all_prose(lines: Sequence[Line], number: int) -> bool:
    return lines[number].prose and not any(line.prose for n, line in enumerate(lines) if n != number)


def _above_subtitle(lines: Sequence[Line], best: int, pool: Collection[int]) -> int:
    """The line right before the best one, where the best is its subtitle: longer, and the line no section's name."""
    before = best - 1
    if before not in pool or lines[before].words < 2 * MIN_WORDS or lines[before].words >= lines[best].words:
        return best
    return before


def _possible(lines: Sequence[Line], number: int, aside: Collection[int], words: Language) -> bool:
    line = lines[number]
    if number in aside or line.words > MAX_WORDS or line.block.kind == "list":
        return False
    if credit(line, words) or is_dateline(line, words) or is_introduction(line, words) or is_footer(line, words):
        return False
    return any(map(str.isalpha, line.text))


def _score(lines: Sequence[Line], number: int, rank: int, words: Language) -> float:
    """How much a line looks like a headline, before what the text says again of it adds up to `SAID`."""
    line = lines[number]
    score = 0.8 * min(line.words, 2 * MIN_WORDS) / (2 * MIN_WORDS) - 0.3 * rank
    score -= 1.0 if is_caption(lines, number, words) or (doubled(lines, number) and line.ended) else 0
    score -= 0.5 if line.words > LONG else 0
    score -= 0.8 if line.text.endswith(".") and not line.text.endswith("...") else 0
    score -= 1.2 if line.words < MIN_WORDS else 0
    score -= 0.5 if line.text[0].islower() else 0
    score -= 0.5 if is_name(line, words) else 0
    score += 0.5 if line.block.kind == "heading" else 0
    near = lines[number + 1 : number + 1 + NEAR]
    return (
        score
        + (0.6 if any(_credits(one, words) for one in near) else 0)
        + (0.3 if near and _credits(near[0], words) else 0)
    )


def _credits(line: Line, words: Language) -> bool:
    return bool(credit(line, words)) or is_dateline(line, words) or is_introduction(line, words)


def _continuation(
    lines: Sequence[Line], best: int, aside: Collection[int], body: range, words: Language
) -> tuple[int, ...]:
    """The next line, where the headline was broken over two: nothing between them, and the first is not complete."""
    number = best + 1
    if number >= min(len(lines), body.start + 1) or not _possible(lines, number, aside, words):
        return ()
    line, after = lines[best], lines[number]
    if after.first != line.last + 1 or line.ended or after.ended:
        return ()
    is_open = bool(_OPEN_END.search(line.text)) or line.text.split()[-1].casefold() in words.continuing
    return (number,) if is_open or (after.text[0].islower() and not is_name(after, words)) else ()


def _overlap(line: Line, said: frozenset[str]) -> float:
    content = _content(line.text)
    return len(content & said) / len(content) if content else 0.0


def _vocabulary(lines: Sequence[Line], numbers: range, without: Collection[int]) -> frozenset[str]:
    return _content("\n".join(lines[n].text for n in numbers if n not in without and lines[n].prose))


def _content(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, set(_CONTENT.findall(text))))


def _prose_after(lines: Sequence[Line]) -> tuple[float, ...]:
    """For each line the share of the prose that it and the lines after it hold; 1 where there is none."""
    left = list(accumulate(line.words if line.prose else 0 for line in reversed(lines)))
    return tuple(words / left[-1] if left[-1] else 1.0 for words in reversed(left))
