"""Which lines are the headline: a heading of the first level, else the likeliest line before the running text."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from generator.extract.structure.captions import doubled, is_caption
from generator.extract.structure.credits import credit, is_dateline, is_introduction, is_name, undated_words
from generator.extract.structure.furniture import is_footer
from generator.extract.structure.lines import LONG, Line
from generator.language import Language

MAX_WORDS = 36
MIN_WORDS = 3
NEAR = 3
INTO_BODY = 2
ENOUGH_AFTER = 0.3
SAID = 1.2
MIN_CONTENT = 3  # a word or two are found again by chance
HEADED = 0.25  # of a line's words said again in the text
DECK_WORDS = 12
LEAD_WORDS = 20
MAX_CRUMB_WORDS = 6
DATED_NEAR = 10
LIKELY = 1.0
_CONTENT = re.compile(r"[^\W\d_]{4,40}")
_SITE_LINK = re.compile(r"\[[^\[\]]{0,200}\]\(https?://[^/()\s]{1,200}/?(?:\s\"[^\"]{0,200}\")?\)")
_OPEN_END = re.compile(r"[,:;–—-]$")

SHORTEST = 2  # words of a headline over a byline


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
    best = _above_deck(lines, best, first, words)
    following = best
    while following + 1 in first and not lines[following].ended and lines[following + 1].folded != lines[best].folded:
        following += 1
    return tuple(range(best, following + 1))


def _above_deck(lines: Sequence[Line], best: int, first: Collection[int], words: Language) -> int:
    """The heading of the first level right before the best one, where that is its deck."""
    above, deck = best - 1, lines[best]
    if above not in first or deck.block.level == 1 or not (deck.ended or deck.words >= DECK_WORDS):
        return best
    is_site = _SITE_LINK.fullmatch(lines[above].raw.strip()) or is_footer(lines[above], words)
    return best if is_site else above


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
    pool = [n for n in pool if not _begins_text(lines, n, body) and not _is_crumb(lines, n, pool)]
    if not pool:
        return ()
    said = _vocabulary(lines, body, without=pool) if len(pool) > 1 else frozenset()
    scores = _scores(lines, pool, said, words)
    best = max(pool, key=lambda n: (scores[n], -n))
    above = next((n for n in range(best - 1, -1, -1) if n not in aside), None)
    likely = above in scores and (lines[above].words < 2 * MIN_WORDS or scores[above] > scores[best] - LIKELY)
    best = above if above is not None and likely and _is_deck(lines, best, above, said, words) else best
    best = _above_credits(lines, best, aside, words)
    return (best, *_continuation(lines, best, aside, body, words))


def _above_credits(lines: Sequence[Line], best: int, aside: Collection[int], words: Language) -> int:
    """The line above byline and day, however short, where the best is a whole sentence of the text behind them."""
    if not lines[best].text.endswith("."):
        return best
    credited = next((n for n in range(best) if _credits(lines[n], words)), 0)
    above = next((n for n in range(credited - 1, -1, -1) if n not in aside), best)
    return above if lines[above].words >= SHORTEST and not lines[above].text.endswith(".") else best


def _scores(lines: Sequence[Line], pool: Sequence[int], said: frozenset[str], words: Language) -> dict[int, float]:
    counts = Counter(line.folded for line in lines)
    ranked = [n for n in pool if lines[n].words >= MIN_WORDS]
    rank = {n: sum(other < n for other in ranked) for n in pool}
    credited = {n for n, line in enumerate(lines[: pool[-1] + 1 + NEAR]) if n not in pool and _credits(line, words)}
    scores = {n: _score(lines, n, rank[n], words) + _beside_credits(n, credited) for n in pool}
    for number in pool if len(pool) > 1 else ():
        line, likeness = lines[number], min(1.0, 2 * _overlap(lines[number], said))
        scores[number] += SAID * likeness
        # What is said again is often the headline, but a short line is rather a section's name in the menu, and one
        # of which the text says nothing is a control or a notice.
        if counts[line.folded] > 1 and line.words > MIN_WORDS and not doubled(lines, number):
            scores[number] += 0.5 if len(_content(line.text) & said) > 1 else -1.0
    return scores


def _begins_text(lines: Sequence[Line], number: int, body: range) -> bool:
    """Whether the line is the first of several paragraphs: a long sentence with its stop, and more behind it."""
    line = lines[number]
    if number not in body or line.words < LEAD_WORDS or not line.prose or not line.text.endswith("."):
        return False
    return sum(lines[n].prose for n in body) > 1


def _is_crumb(lines: Sequence[Line], number: int, pool: Collection[int]) -> bool:
    """Whether the line is where the page stands on its site and then another line: 'Home TITLE'."""
    text = lines[number].folded
    heads = (n for n in pool if n != number and lines[n].words >= MIN_WORDS)
    return any(
        text.endswith(f" {lines[n].folded}") and lines[number].words - lines[n].words <= MAX_CRUMB_WORDS for n in heads
    )


def _is_all_prose(lines: Sequence[Line], number: int) -> bool:
    return lines[number].prose and not any(line.prose for n, line in enumerate(lines) if n != number)


def _is_deck(lines: Sequence[Line], number: int, above: int, said: frozenset[str], words: Language) -> bool:
    """Whether a line is the subtitle of the one above it, and that one no section's name."""
    line, under = lines[above], lines[number]
    near = lines[number + 1 : number + 1 + NEAR]
    if line.words >= 2 * MIN_WORDS:
        last = not line.ended and not any(after.prose for after in near)
        return line.words < under.words or (last and _overlap(line, said) >= HEADED)
    short = line.words >= MIN_WORDS and under.words >= DECK_WORDS and _is_written_out(line, words)
    return short and any(_credits(after, words) for after in near)


def _is_written_out(line: Line, words: Language) -> bool:
    """Whether a short line has words in small letters other than those that join names, as sections' names have not."""
    small = {token for token in line.text.split() if token[0].islower()}
    return len(small.difference(words.joiners, words.particles)) > 1


def _possible(lines: Sequence[Line], number: int, aside: Collection[int], words: Language) -> bool:
    line = lines[number]
    if number in aside or line.words > MAX_WORDS or line.block.kind == "list":
        return False
    if credit(line, words) or is_introduction(line, words) or is_footer(line, words):
        return False
    if is_dateline(line, words) and not _is_dated_title(lines, number, words):
        return False
    return any(map(str.isalpha, line.text))


def _is_dated_title(lines: Sequence[Line], number: int, words: Language) -> bool:
    """Whether the line's day is part of what it says, as another line near it dates the text."""
    said = undated_words(lines[number], words)
    near = lines[number + 1 : number + 1 + DATED_NEAR]
    if len(said) < MIN_WORDS and not lines[number].text.endswith("?"):
        return False
    return any(is_dateline(one, words) and len(undated_words(one, words)) < len(said) for one in near)


def _score(lines: Sequence[Line], number: int, rank: int, words: Language) -> float:
    """How much a line looks like a headline, before what the text says again of it adds up to `SAID`."""
    line = lines[number]
    score = 0.8 * min(line.words, 2 * MIN_WORDS) / (2 * MIN_WORDS) - 0.3 * rank
    score -= 1.0 if is_caption(lines, number, words) or (doubled(lines, number) and line.ended) else 0
    score -= 0.5 if line.words > LONG else 0
    score -= 0.8 if line.text.endswith(".") and not line.text.endswith("...") else 0
    score -= 1.2 if line.words < MIN_WORDS else 0
    score -= 0.5 if line.text[0].islower() else 0
    score -= 0.5 if line.text.isupper() and line.words < 2 * MIN_WORDS else 0
    score -= 0.5 if is_name(line, words) else 0
    score += 0.5 if line.block.kind == "heading" else 0
    return score


def _beside_credits(number: int, credited: Collection[int]) -> float:
    near = any(n in credited for n in range(number + 1, number + 1 + NEAR))
    return 0.6 * near + 0.3 * (number + 1 in credited)


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
    return len(content & said) / max(MIN_CONTENT, len(content))


def _vocabulary(lines: Sequence[Line], numbers: range, without: Collection[int]) -> frozenset[str]:
    return _content("\n".join(lines[n].text for n in numbers if n not in without and lines[n].prose))


def _content(text: str) -> frozenset[str]:
    return frozenset(map(str.casefold, set(_CONTENT.findall(text))))


def _prose_after(lines: Sequence[Line]) -> tuple[float, ...]:
    """For each line the share of the prose that it and the lines after it hold; 1 where there is none."""
    left = list(accumulate(line.words if line.prose else 0 for line in reversed(lines)))
    return tuple(words / left[-1] if left[-1] else 1.0 for words in reversed(left))
