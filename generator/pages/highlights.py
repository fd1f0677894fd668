"""Words of sources of which some stand out: shown letter for letter by every engine, whatever stands beside them."""

from collections.abc import Iterable

from generator.markup.escaping import clean, inert, spaces
from generator.model import Markdown


def marked(parts: Iterable[tuple[str, bool]]) -> Markdown:
    """Untrusted text in parts, some of which are strong; white space between them stays.

    Asterisks mean the same to every engine where a word begins and ends in a letter or digit and none stands beside it.
    Anywhere else an element says it.
    """
    given = tuple((clean(text)[0], is_strong) for text, is_strong in parts)
    whole, here, shown = "".join(text for text, _ in given), 0, list[Markdown]()
    for text, is_strong in given:
        core = text.strip()
        start = here + text.index(core)
        end, here = start + len(core), here + len(text)
        words = _strong(core, whole[max(0, start - 1) : start], whole[end : end + 1]) if is_strong else inert(core)
        shown += [spaces(text[: text.index(core)]), words, spaces(whole[end:here])]
    return Markdown("".join(shown).strip())


def _strong(core: str, before: str, behind: str) -> Markdown:
    words = inert(core)
    is_word = core[:1].isalnum() and core[-1:].isalnum() and "*" not in core
    if not words:
        return words
    is_alone = not before.isalnum() and not behind.isalnum()
    return Markdown(f"**{words}**" if is_word and is_alone else f"<strong>{words}</strong>")
