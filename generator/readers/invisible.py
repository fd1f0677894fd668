"""Characters that nobody sees and that part words all the same: soft hyphens, zero-width spaces, joiners of words."""

import re
from typing import Final

_BREAKS: Final = re.compile("[\u00ad\u180e\u200b\u2060\ufeff]")


def unbroken(text: str) -> str:
    """The text as its readers see it, without marks of where a word may, or may not, be broken."""
    return _BREAKS.sub("", text)
