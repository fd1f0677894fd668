"""The elements of HTML as the sanitiser writes it: a text that only looks like one has `&lt;` for its bracket."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Final

_ATTRIBUTE: Final = r"""\s+[^\s"'<>/=]+(?:="[^"]*")?"""
_TAG: Final = re.compile(rf"<[a-zA-Z][a-zA-Z0-9]*+(?:{_ATTRIBUTE})++\s*+/?>")
_VALUE: Final = re.compile(r"""(\s)([^\s"'<>/=]+)="([^"]*)\"""")


def attributes(html: str, *names: str) -> Iterator[str]:
    """The values of the attributes that have one of these names, in the order of the page."""
    for tag in _TAG.finditer(html):
        for _, name, value in _VALUE.findall(tag[0]):
            if name in names:
                yield unescape(value)


def changed(html: str, name: str, change: Callable[[str], str]) -> str:
    """The HTML with every attribute of a name changed; what stays the same is left as it is written."""

    def value(match: re.Match[str]) -> str:
        old = unescape(match[3])
        new = change(old) if match[2] == name else old
        return match[0] if new == old else f'{match[1]}{name}="{escape(new)}"'

    return _TAG.sub(lambda tag: _VALUE.sub(value, tag[0]) if f"{name}=" in tag[0] else tag[0], html)
