"""What a source says of itself: for each field ordered tuples of candidate finders, the first plausible value wins.

Nothing is guessed in silence: a value that is not stated outright is marked as inferred, and losers are kept.
"""

from generator.extract.metadata import authors as people
from generator.extract.metadata import contradicted, dates, origin, titles
from generator.extract.metadata.candidates import Material, choose
from generator.extract.metadata.contradicted import CONTRADICTED
from generator.extract.metadata.dates import contradictions
from generator.extract.metadata.origin import hosts
from generator.model import Metadata

__all__ = ["CONTRADICTED", "Material", "contradictions", "find", "hosts"]


def find(material: Material) -> Metadata:
    """Every metadata field that the material supports, with its evidence and the candidates that lost."""
    headline, no_headline = choose("headline", material, titles.HEADLINE, titles.plausible)
    subtitle, no_subtitle = choose("subtitle", material, titles.SUBTITLE, titles.plausible)
    authors, no_authors = choose("authors", material, people.AUTHORS, people.plausible)
    published, no_published = choose("published", material, dates.PUBLISHED, contradicted.believable(material))
    updated, no_updated = choose("updated", material, dates.UPDATED, dates.plausible)
    publisher, no_publisher = choose("publisher", material, origin.PUBLISHER, origin.plausible_name)
    url, no_url = choose("url", material, origin.URL, origin.plausible_url)
    language, no_language = choose("language", material, origin.LANGUAGE, origin.plausible_language)
    return Metadata(
        headline=headline,
        subtitle=subtitle,
        authors=authors,
        published=published,
        updated=updated,
        publisher=publisher,
        url=url,
        language=language,
        declared_posts=origin.declared(material),
        rights=origin.rights(material),
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
