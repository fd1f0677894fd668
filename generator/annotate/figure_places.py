"""Where a figure is of: by a place preposition or a possessive in its clause, or by the local official who gives it."""

from generator.annotate.figure_scenes import Scene, within
from generator.language.grammar.containment import LONGEST, lies_in
from generator.language.grammar.quantities import Quantities
from generator.language.grammar.tokens import Sentence
from generator.model import Mention

INNER_WORDS = 8
NEAR_WORDS = 4
PAIR = 2
POSSESSIVE = ("'s", "’s")
Placed = tuple[Mention, range]


def place_of(scene: Scene) -> str | None:
    """The place behind the figure, else the one in front of all figures of its clause; None where two are meant."""
    sentence = scene.around.places.within(scene.offset(0), _end_of(scene))
    here = within(scene, sentence)
    there = [one for one in here if _is_where(scene, one)]
    behind = [one for one in there if one[1][0] >= scene.number.end]
    front = [one for one in there if one[1][0] < min(scene.listed)]
    chosen = behind[:1] or front[-1:]
    if chosen:
        return None if _is_one_of_several(scene, chosen[0], here) else _narrowest(scene, chosen[0][0]).name
    return _owner(scene, here) or _of_official(scene, sentence)


def _end_of(scene: Scene) -> int:
    last = len(scene.s) - 1
    return scene.around.plain.flow.span(scene.s.starts[last], scene.s.ends[last]).end


def _narrowest(scene: Scene, place: Mention) -> Mention:
    """The place itself, or the one before it that the text says lies in it: 'in the town of Oldham in Kent'."""
    around = scene.around
    near = around.places.within(max(0, place.span.start - LONGEST), place.span.start)
    return next((one for one in near if lies_in(around.reading.text, one.span, place.span, around.q)), place)


def _is_one_of_several(scene: Scene, chosen: Placed, here: list[Placed]) -> bool:
    """'in Rome and Oslo', 'in Rome, Oslo, Bern': which of them is not told; 'Oldham, Kent county' is one."""
    text, q = scene.around.reading.text, scene.around.q
    run = [chosen]
    for other in (one for one in here if one[1][0] > chosen[1][0]):
        between = scene.s.lows[run[-1][1][-1] + 1 : other[1][0]]
        if not _are_listed(between, q) or _are_nested(text, run[-1][0], other[0], q):
            break
        run.append(other)
        if not q.listing.isdisjoint(between) or len(run) > PAIR:
            return True
    before = [one for one in here if one[1][-1] < chosen[1][0]]
    between = scene.s.lows[before[-1][1][-1] + 1 : chosen[1][0]] if before else ()
    joined = _are_listed(between, q) and not q.listing.isdisjoint(between)
    return joined and not _are_nested(text, before[-1][0], chosen[0], q)


def _are_listed(between: tuple[str, ...], q: Quantities) -> bool:
    """Whether nothing but 'and', commas and what leads up to a place stands between two."""
    joins = q.listing | q.place_inner | q.place_leads | {","}
    return 0 < len(between) <= NEAR_WORDS and all(low in joins or "-" in low for low in between)


def _are_nested(text: str, mention: Mention, other: Mention, q: Quantities) -> bool:
    return lies_in(text, mention.span, other.span, q) or lies_in(text, other.span, mention.span, q)


def _is_where(scene: Scene, placed: Placed) -> bool:
    """Whether a preposition of place leads up to the name and belongs to what is counted or befell."""
    at = _lead(scene, placed[1][0] - 1)
    if not scene.holds(at) or not _names_a_place(scene, placed[1][-1]) or _is_in_aside(scene, at, placed[1][-1]):
        return False
    s, q, what = scene.s, scene.around.q, scene.what
    low, before = s.lows[at], s.lows[at - 1] if at else ""
    if low in q.genitives:
        measured = what.unit == "%" or what.unit in q.distances
        return before in q.shelling or (measured and scene.number.end <= at <= scene.end)
    if low in q.strike_leads and (before in q.strikes or (low in q.launch_leads and what.outcome in q.launch)):
        return True
    if low in q.transfer_leads:
        return not q.transfers.isdisjoint(s.lows[max(0, at - INNER_WORDS) : at])
    if low in q.air_leads:
        return what.share or what.outcome in q.downing or before in q.flying
    return low in q.place_leads and not _is_elsewhere(scene, at)


def _is_in_aside(scene: Scene, at: int, last: int) -> bool:
    """'Ana Ortiz, economist at the Centre in Rome,': what explains a name in front of the figure."""
    s = scene.s
    if last >= scene.number.start or s.words[last + 1] != ",":
        return False
    comma = next((i for i in range(at - 1, scene.first, -1) if s.words[i] == ","), at)
    return comma < at - 1 and s.words[comma - 1][0].isupper() and s.words[comma + 1].islower()


def _names_a_place(scene: Scene, last: int) -> bool:
    """Whether the name stands for the place: not its owner's ("Rome's army"), no adjective ('the U.S. proposals')."""
    s, q = scene.s, scene.around.q
    if s.words[last].endswith(POSSESSIVE):
        return not q.parts.isdisjoint(s.lows[last + 1 : last + 1 + NEAR_WORDS])
    last += s.words[last + 1 : last + 2] == (".",) and "." in s.words[last]
    if last + 1 >= len(s) or not s.words[last + 1].isalpha() or not s.words[last + 1].islower():
        return True
    low, sp = s.lows[last + 1], scene.around.plain.sp
    function_word = low in q.stops or low in q.clause_starts or low in q.behind_places or low in sp.time_words
    verb = low in q.outcomes or low.endswith(q.behind_endings) or low in sp.auxiliaries or low in sp.prepositions
    return function_word or verb or low in q.parts


def _is_elsewhere(scene: Scene, at: int) -> bool:
    """Whether the preposition belongs to a noun of another scene: 'the war in', 'talks in', 'officials in'."""
    before = scene.s.lows[max(0, at - 2) : at]
    return not scene.around.q.other_scenes.isdisjoint(before)


def _lead(scene: Scene, at: int) -> int:
    """The word that leads up to a name, kinds of places and directions left out: 'in the northern city of'."""
    s, q = scene.s, scene.around.q
    first = max(0, at - INNER_WORDS)
    while at >= first:
        low, word = s.lows[at], s.words[at]
        inner = low in q.place_inner or low in q.parts or word.endswith(POSSESSIVE) or low.endswith(q.held_endings)
        kind = low in q.genitives and at and (s.lows[at - 1] in q.parts or s.lows[at - 1] in q.place_inner)
        apart = word == "," and at and s.lows[at - 1] in q.parts
        demonym = word[0].isupper() and word.endswith(q.demonym_endings)
        paired = low in q.ands and at and s.lows[at - 1] in q.place_inner and s.lows[at + 1] in q.place_inner
        if not (inner or kind or apart or demonym or paired):
            return at
        at -= 1
    return at


def _owner(scene: Scene, here: list[Placed]) -> str | None:
    """'Russia's unemployment rate fell to 2.4%': whose measure it is, where that is the subject of the clause."""
    s, q = scene.s, scene.around.q
    for one, words in here:
        low = s.words[words[-1]]
        noun = s.lows[words[-1] + 1 : words[-1] + 1 + NEAR_WORDS]
        if words[-1] < min(scene.listed) and low.endswith(POSSESSIVE) and not q.measures.isdisjoint(noun):
            between = s.lows[words[-1] + 1 : scene.number.start]
            return one.name if "," not in between or scene.number.start - words[-1] <= INNER_WORDS else None
    return None


def _of_official(scene: Scene, sentence: list[Mention]) -> str | None:
    """The place of the mayor or governor who gives a toll: such officials speak of their own."""
    said, s, q = scene.said, scene.s, scene.around.q
    if not (said and said.subject and scene.what.outcome):
        return None
    first, end = said.subject
    offices = [i for i in range(max(0, first - NEAR_WORDS), min(len(s), end + NEAR_WORDS)) if s.lows[i] in q.offices]
    for one in sentence:
        words = scene.words_of(one.span)
        if words and any(_serves(s, words, at, q.genitives) for at in offices):
            return one.name
    return None


def _serves(s: Sentence, words: range, at: int, genitives: frozenset[str]) -> bool:
    """'Kyiv Mayor', 'Kyiv's mayor', 'governor of Kent', 'governor of Norland's Kent region'."""
    if words[-1] < at:
        return at - words[-1] < NEAR_WORDS - 1 and "," not in s.words[words[-1] : at]
    between = s.lows[at + 1 : words[0]]
    return bool(between) and between[0] in genitives and len(between) <= NEAR_WORDS and "," not in between
