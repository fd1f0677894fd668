"""Words of sources of which some stand out: shown letter for letter by every engine, whatever stands beside them."""

from collections.abc import Iterable

from generator.markdown import inert, spaces
from generator.model import Markdown


def marked(parts: Iterable[tuple[str, bool]]) -> Markdown:
    """Untrusted text in parts, some of which are strong; white space between them stays.

    Asterisks mean the same to every engine between a space and a letter or digit. Beside anything else an element
    says it.
    """
    given = tuple(parts)
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
    is_bounded = not before.strip() and not behind.strip() and core[:1].isalnum() and core[-1:].isalnum()
    if not words:
        return words
    return Markdown(f"**{words}**" if is_bounded and "*" not in core else f"<strong>{words}</strong>")
