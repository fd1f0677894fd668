"""Inline patterns only where they can match: Python-Markdown searches every text of a page for each of them.

What each of the library's own patterns needs is known; a pattern of another extension is always searched for.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# By regular expression: every match holds one of these.
_HELD: Final = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("://",),
    inlinepatterns.AUTOMAIL_RE: ("@",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),
}
_ANYTHING: Final = ("",)
INLINE: Final = "inline", 20
"""Name and priority of the library's own step."""


class Inline(InlineProcessor):
    """As the library does it, without the searches that cannot find anything."""

    _InlineProcessor__applyPattern: Callable[[Any, str, int, int], tuple[str, bool, int]]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The tree with its inline patterns applied."""
        patterns: Iterable[Any] = self.inlinePatterns
        self._patterns = [(one, held(one.getCompiledRegExp().pattern)) for one in patterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - its name
        if isinstance(data, AtomicString):
            return data
        for place in range(patternIndex, len(self._patterns)):
            pattern, needed = self._patterns[place]
            start, found = 0, _holds(data, needed)
            while found:
                data, found, start = self._InlineProcessor__applyPattern(pattern, data, place, start)
        return data


def held(expression: str) -> tuple[str, ...]:
    """One of these is in every text that a pattern with this regular expression matches."""
    return _HELD.get(expression, _ANYTHING)


def _holds(text: str, needed: Iterable[str]) -> bool:
    return any(one in text for one in needed)


class InlineExtension(Extension):
    """Takes the place of the library's own step."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Registers the step under the name of the one that it replaces."""
        md.treeprocessors.register(Inline(md), *INLINE)


def makeExtension(**options: object) -> InlineExtension:  # noqa: N802 - Python-Markdown's name
    """The extension, for `markdown_extensions: [generator.inline]`."""
    return InlineExtension(**options)
