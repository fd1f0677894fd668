"""What a source says of itself: for each field ordered tuples of candidate finders, the first plausible value wins.

Nothing is guessed in silence: a value that is not stated outright is marked as inferred, and losers are kept.
"""

from generator.metadata import days, origins, people, titles
from generator.metadata.days import contradictions
from generator.metadata.material import Material, choose
from generator.metadata.origins import hosts
from generator.model import Metadata

__all__ = ["Material", "contradictions", "find", "hosts"]


def find(material: Material) -> Metadata:
    """Every metadata field that the material supports, with its evidence and the candidates that lost."""
    headline, no_headline = choose("headline", material, titles.HEADLINE, titles.plausible)
    subtitle, no_subtitle = choose("subtitle", material, titles.SUBTITLE, titles.plausible)
    authors, no_authors = choose("authors", material, people.AUTHORS, people.plausible)
    published, no_published = choose("published", material, days.PUBLISHED, days.plausible)
    updated, no_updated = choose("updated", material, days.UPDATED, days.plausible)
    publisher, no_publisher = choose("publisher", material, origins.PUBLISHER, origins.plausible_name)
    url, no_url = choose("url", material, origins.URL, origins.plausible_url)
    language, no_language = choose("language", material, origins.LANGUAGE, origins.plausible_language)
    return Metadata(
        headline=headline,
        subtitle=subtitle,
        authors=authors,
        published=published,
        updated=updated,
        publisher=publisher,
        url=url,
        language=language,
        declared_posts=origins.declared(material),
        rights=origins.rights(material),
        rejected=(
            *no_headline,
            *no_subtitle,
            *no_authors,
            *no_published,
            *no_updated,
            *no_publisher,
            *no_url,
            *no_language,
        ),
    )
