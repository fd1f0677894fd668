"""The desk's view of a document: topics, names, what they are quoted with, and the outlet's own name.

The source is not read again.
"""

# Reasons: docs/decisions/0008-marking.md

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from generator.annotate import entities, event_days, figures, topics
from generator.annotate import quotations as quotes
from generator.annotate.topic_overrides import chosen
from generator.desk import Desk, Outlet
from generator.language.grammar.speakers import cast_of
from generator.markup import urls
from generator.model import RIGHTS, Document, Evidence, Fact, Metadata, Post

RULE = "outlets.yml"


def mark(document: Document, desk: Desk, names: entities.Names) -> Document:
    """The document with its topics, everyone and everything named, and its publisher as the desk calls it."""
    posts = tuple(_post(document, post, desk, names) for post in document.posts)
    opening = _post(document, document.introduction, desk, names) if document.introduction else None
    found = topics.of_document((opening, *posts) if opening else posts)
    return replace(from_outlet(document, desk), posts=posts, introduction=opening, topics=found)


def from_outlet(document: Document, desk: Desk) -> Document:
    """The document with no more than its publisher as the desk calls it, and what that allows to be shown."""
    return replace(document, metadata=_allowed_by(_published_by(document.metadata, desk), desk))


def from_any_outlet(document: Document, desk: Desk) -> Document:
    """A document of which nothing was read, so that it may be of any outlet, under the strictest mode of them all."""
    if document.metadata.rights:
        return document
    mode, name = max(
        ((outlet.rights, outlet.id) for outlet in desk.outlets if outlet.rights),
        key=lambda pair: RIGHTS.index(pair[0]),
        default=(desk.rights, ""),
    )
    if RIGHTS.index(mode) <= RIGHTS.index(desk.rights):
        return document
    stated = Fact(value=mode, evidence=(Evidence(rule=RULE, field=name),))
    return replace(document, metadata=replace(document.metadata, rights=stated))


def _post(document: Document, post: Post, desk: Desk, names: entities.Names) -> Post:
    """The post with its topics, whom and what it names and quotes, the days it tells of, and the figures it gives."""
    found = chosen(document, post, topics.assign(document.reading, post, desk), desk)
    language = document.metadata.language.value if document.metadata.language else None
    published = document.metadata.published
    mentions = entities.mentions(document.reading, post, names, language)
    cast = cast_of(document.reading, post, mentions, language)
    quotations = quotes.quoted(cast)
    days = event_days.event_days(document.reading, post, published.value if published else None, language)
    counted = figures.counted_by(document.reading, cast, mentions, quotations, days, language)
    return replace(post, topics=found, mentions=mentions, quotations=quotations, event_days=days, figures=counted)


def _published_by(metadata: Metadata, desk: Desk) -> Metadata:
    """The publisher under the name in outlets.yml: by its name or alias, else by the host of the source's address."""
    stated = metadata.publisher
    if stated:
        outlet = _outlet(stated.value, desk)
        if outlet and outlet.name != stated.value:
            known = Fact(value=outlet.name, evidence=(*stated.evidence, Evidence(rule=RULE, field=outlet.id)))
            return replace(metadata, publisher=known)
        return metadata
    outlet = _outlet(urls.host(metadata.url.value), desk) if metadata.url else None
    if outlet and metadata.url:
        known = Fact(value=outlet.name, evidence=(*metadata.url.evidence, Evidence(rule=RULE, field=outlet.id)))
        return replace(metadata, publisher=known)
    return metadata


def _allowed_by(metadata: Metadata, desk: Desk) -> Metadata:
    """How much may be shown where the sidecar does not say: as the outlet has it, the stricter of two."""
    if metadata.rights:
        return metadata
    names = [
        metadata.publisher.value if metadata.publisher else "",
        urls.host(metadata.url.value) if metadata.url else "",
    ]
    outlets = [outlet for name in names if (outlet := _outlet(name, desk))]
    found = [(outlet.rights, outlet.id) for outlet in outlets if outlet.rights]
    if not found:
        return metadata
    mode, name = max(found, key=lambda pair: RIGHTS.index(pair[0]))
    return replace(metadata, rights=Fact(value=mode, evidence=(Evidence(rule=RULE, field=name),)))


def _outlet(name: str, desk: Desk) -> Outlet | None:
    """The outlet of a name, an alias, a domain or a host below one of its domains."""
    folded = name.casefold().removeprefix("www.")
    names, domains = _known(desk)
    parents = (folded[at + 1 :] for at, char in enumerate(folded) if char == ".")
    return names.get(folded) or next((domains[parent] for parent in parents if parent in domains), None)


@lru_cache(maxsize=4)
def _known(desk: Desk) -> tuple[Mapping[str, Outlet], Mapping[str, Outlet]]:
    """The outlets by everything that they are called, and by their domains; the first of a name has it."""
    domains = {domain.casefold(): outlet for outlet in reversed(desk.outlets) for domain in outlet.domains}
    names = {name.casefold(): outlet for outlet in reversed(desk.outlets) for name in (outlet.name, *outlet.aliases)}
    return names | domains, domains
