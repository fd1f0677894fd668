"""What a page says of how much of its source it may show."""

from dataclasses import dataclass

from generator.i18n import Interface
from generator.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Which mode applies, in words, and the address of the original where the source states one."""

    title: str
    text: str
    url: str | None


def notice_of(words: Interface, document: Document) -> Notice | None:
    """The notice of a document that is not shown in full or is not to be published."""
    stated = document.metadata.rights
    if stated is None or stated.value == "full":
        return None
    url = document.metadata.url
    return Notice(
        title=words.say(f"rights-{stated.value}"),
        text=words.say(f"rights-{stated.value}-why"),
        url=url.value if url else None,
    )
