"""Validated, frozen settings; every default that an editor may change stands here."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ingest and the pages need to know besides the sources; sizes in bytes, times in seconds."""

    site_name: str = "Briefings"
    site_url: str = ""
    language: str = "en"
    directory_urls: bool = True
    follow_links: bool = False
    max_source_bytes: int = 20 * MIB
    read_seconds: float = 20.0
    read_memory_bytes: int = 512 * MIB
    max_page_chars: int = MIB
    max_page_blocks: int = 6_000
    max_members: int = 2_000
    max_unpacked_bytes: int = 100 * MIB
    max_depth: int = 3
    nlp: bool = False
    cards: bool = False
    record_fields: tuple[tuple[str, str], ...] = ()
