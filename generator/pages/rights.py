"""What a page says of how much of its source it may show."""

from dataclasses import dataclass

from generator.model import Document

SHORT = {"excerpt": "Excerpt", "link": "Link only", "internal": "Internal"}
LONG = {
    "excerpt": "Key points and single sentences in the words of the source; the rest is left to its publisher.",
    "link": "What is known about the document; its text is left to its publisher.",
    "internal": "Shown while the editor previews the site. It is never published.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Which mode applies, in words, and the address of the original where the source states one."""

    title: str
    text: str
    url: str | None


def notice_of(document: Document) -> Notice | None:
    """The notice of a document that is not shown in full or is not to be published."""
    stated = document.metadata.rights
    if stated is None or stated.value == "full":
        return None
    url = document.metadata.url
    return Notice(title=SHORT[stated.value], text=LONG[stated.value], url=url.value if url else None)
