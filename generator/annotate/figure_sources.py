"""Who says a figure: a person or a body that stands as its source, by quotation or by a verb of saying."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from generator.annotate.figure_scenes import Scene
from generator.language.grammar.attribution import Attribution, beside
from generator.language.grammar.tokens import Sentence

ANY_WORDS = 99


def source_of(scene: Scene) -> str | None:
    """The speaker of the quotation that holds the figure, else of its sentence; None where nobody stands as source."""
    around, line, position = scene.around, scene.line, scene.what.start
    if quotation := around.quotations.at(around.plain.flow.offset(position)):
        return quotation.speaker
    sentences = around.cast.sentences(line)
    number = _sentence_at(sentences, position)
    if number is None:
        return None
    at = bisect_right(sentences[number].starts, position) - 1
    told = beside(around.cast, line, number, at, ANY_WORDS)
    return told.speaker.name if told and told.speaker and _stands(scene, told) else None


def _stands(scene: Scene, attribution: Attribution) -> bool:
    """Whether a person or body says it by a verb that vouches for what follows: not 'proposed', not 'growth shows'."""
    speaker, q, sp = attribution.speaker, scene.around.q, scene.around.plain.sp
    verb = (attribution.verb or "").lower()
    if speaker is None or verb in q.no_claims or _is_aside(scene) or (verb in sp.calling and not _tells(scene, verb)):
        return False
    if speaker.kind != "unknown" or speaker.name.split()[-1].lower() in sp.writings:
        return True
    name, prose = speaker.name, scene.around.plain.flow.text
    if not name[0].isupper() or name.split()[-1] not in prose[speaker.start : speaker.end]:
        return False
    common = speaker.start == scene.s.starts[0] and " " not in name and not name.isupper()
    return attribution.rule == "according-to" or name.isupper() or (verb in sp.strong and not common)


def _tells(scene: Scene, verb: str) -> bool:
    """'found that', not 'found': whether a sentence follows that the verb tells."""
    lows = scene.s.lows
    return any(low == verb and after in scene.around.plain.sp.that_words for low, after in pairwise(lows))


def _is_aside(scene: Scene) -> bool:
    """'Though Rome claims the land, its army holds 70%': the saying of a clause that ends before the figure."""
    said, s = scene.said, scene.s
    if said is None or not said.start:
        return False
    low = s.lows[said.start - 1]
    if low not in scene.around.q.subordinate and low not in scene.around.plain.sp.what:
        return False
    return "," in s.words[said.verb : scene.number.start]


def _sentence_at(sentences: Sequence[Sentence], position: int) -> int | None:
    """Which of the sentences of a line a position lies in."""
    number = bisect_right(sentences, position, key=lambda s: s.starts[0]) - 1
    return number if number >= 0 and position < sentences[number].ends[-1] else None
