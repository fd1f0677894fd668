"""Where the source comes from: publisher, address, language, and the number of posts that it declares."""

import re
from collections.abc import Iterator

from generator.extract.metadata.agency_datelines import agencies
from generator.extract.metadata.candidates import Finder, Material, credit_of, of_fields, shown, stated
from generator.language.iso import ISO_639_1
from generator.language.page_phrases import declared_posts
from generator.markup import escaping, urls
from generator.model import RIGHTS, Block, Evidence, Fact, Rights, Span

MAX_NAME = 80
MAX_ADDRESS = 2_000  # characters: readers of fields cut there, and half an address leads elsewhere
MAILBOXES = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "yahoo.com",
        "icloud.com",
        "gmx.de",
        "gmx.net",
        "web.de",
    }
    | {"mail.ru", "yandex.ru", "ukr.net", "proton.me", "protonmail.com", "aol.com"}
)
EDITED_LANGUAGES = ("sidecar:language", "front-matter:language", "front-matter:lang")
STATED_LANGUAGES = (
    "html:lang",
    "json-ld:inLanguage",
    "og:locale",
    "meta:language",
    "feed:language",
    "record:language",
    "docx:language",
    "odt:language",
)
_ADDRESS = re.compile(r"https?://[\w.-]{3,100}(?:/[^\s)\]>\"]{0,300})?|\bwww\.[\w.-]{3,100}", re.IGNORECASE)
_TAG = re.compile(r"([A-Za-z]{2})(?:[-_.@][A-Za-z0-9]{1,20}){0,6}")
_MAIL = re.compile(r"[\w.+-]{1,60}@([\w-]{1,60}(?:\.[\w-]{2,20}){1,3})")
_CONTACT = re.compile(r"contact|kontakt|contacto|contatti|contato|about|impressum|feedback", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,2}(?:©|\(c\))?\s{0,2}(?:\d{4}(?:\s?[–-]\s?\d{2,4})?,?)\s{1,2}(?:by\s)?(?P<name>[^.|,;•]{2,60})",
    re.IGNORECASE,
)


def _stated(*names: str) -> Finder[str]:
    @of_fields
    def finder(material: Material) -> Iterator[Fact[str]]:
        for field in material.fields(*names):
            yield stated(" ".join(field.value.split()), "field", field)

    return finder


def _byline_tail(material: Material) -> Iterator[Fact[str]]:
    """The outlet that the byline ends or begins with."""
    for block in material.of_kind("byline"):
        credit = credit_of(material, block)
        if credit and credit.outlet:
            yield shown(credit.outlet, "byline-outlet", block)


def _contact_link(material: Material) -> Iterator[Fact[str]]:
    """The host of a contact link among what stands around the text."""
    for block in material.of_kind("boilerplate"):
        raw = material.reading.slice(block.span)
        for match in _ADDRESS.finditer(raw):
            if _CONTACT.search(raw):
                span = Span(block.span.start + match.start(), block.span.start + match.end())
                yield Fact(value=urls.host(match[0]), evidence=(Evidence(rule="contact-link", span=span),))


def _copyright(material: Material) -> Iterator[Fact[str]]:
    for block in material.of_kind("boilerplate"):
        if match := _COPYRIGHT.search(material.text(block)):
            yield shown(match["name"].strip(), "copyright-line", block)


def _host_of_address(material: Material) -> Iterator[Fact[str]]:
    for fact in (fact for finder in URL for fact in finder(material)):
        if plausible_url(fact) is None:
            yield Fact(value=urls.host(fact.value), evidence=fact.evidence)


def hosts(material: Material) -> Iterator[tuple[str, Span | None]]:
    """Hosts that the source calls its own: its address, then the mail addresses that it gives."""
    for fact in _host_of_address(material):
        yield fact.value, None
    for block in material.blocks:
        for match in _MAIL.finditer(material.reading.slice(block.span)):
            yield match[1], Span(block.span.start + match.start(), block.span.start + match.end())


def _lone_address(material: Material) -> Iterator[Fact[str]]:
    """An address that stands alone on one of the first or last lines."""
    near: tuple[Block, ...] = (*material.blocks[:5], *material.blocks[-3:])
    for block in near:
        text = material.reading.slice(block.span).strip("<> ")
        if block.kind == "boilerplate" and _ADDRESS.fullmatch(text) and "/" in text.removeprefix("https://"):
            yield shown(text, "address-line", block)


@of_fields
def _sender(material: Material) -> Iterator[Fact[str]]:
    """The host of a mail's sender, unless anyone can have an address there."""
    for field in material.fields("email:from-host"):
        if field.value.casefold() not in MAILBOXES:
            yield stated(field.value.casefold().removeprefix("www."), "field", field)


def _languages(*names: str) -> Finder[str]:
    @of_fields
    def finder(material: Material) -> Iterator[Fact[str]]:
        for field in material.fields(*names):
            if code := language_of(field.value):
                yield stated(code, "field", field)

    return finder


def language_of(tag: str) -> str:
    """The language of a tag such as 'en-GB' or 'pt_BR', in lower case; "" where the tag has another shape."""
    match = _TAG.fullmatch(tag.strip())
    return match[1].lower() if match else ""


def _model(material: Material) -> Iterator[Fact[str]]:
    """What the language model makes of the text, supported by the text's first paragraph."""
    first = next(material.anywhere("paragraph", "list", "quotation"), None)
    if material.language and first:
        yield shown(material.language, "language-model", first)


def declared(material: Material) -> Fact[int] | None:
    """The number of posts that a live blog says it has."""
    for block in material.blocks:
        number = declared_posts(material.text(block), material.words)
        if number is not None:
            return shown(number, "declared-posts", block)
    return None


def rights(material: Material) -> Fact[Rights] | None:
    """How much may be shown, the strictest that the sidecar says; nothing in the source itself can widen it."""
    found = [(mode, field) for field in material.fields("sidecar:rights") for mode in RIGHTS if mode == field.value]
    if not found:
        return None
    mode, field = max(found, key=lambda pair: RIGHTS.index(pair[0]))
    return stated(mode, "field", field)


EDITED_URLS = ("sidecar:url", "front-matter:url", "front-matter:source", "front-matter:link", "front-matter:canonical")
STATED_URLS = (
    "url",
    "link:canonical",
    "og:url",
    "json-ld:url",
    "email:url",
    "feed:url",
    "record:url",
    "html:saved-from",
)
URL: tuple[Finder[str], ...] = (
    _stated(*EDITED_URLS),
    _stated(*STATED_URLS),
    _lone_address,
)
PUBLISHER: tuple[Finder[str], ...] = (
    _stated("sidecar:publisher", "front-matter:publisher", "front-matter:outlet", "front-matter:site"),
    _stated("feed:publisher", "record:publisher"),
    _stated("json-ld:publisher", "og:site_name", "meta:application-name", "json-ld-site:name"),
    _byline_tail,
    agencies,
    _contact_link,
    _host_of_address,
    _copyright,
    _sender,
)
LANGUAGE: tuple[Finder[str], ...] = (
    _languages(*EDITED_LANGUAGES),
    _model,
    _languages(*STATED_LANGUAGES),
)


def plausible_url(fact: Fact[str]) -> str | None:
    """What is wrong with an address: not one of the web."""
    return wrong_address(fact.value)


def wrong_address(text: str) -> str | None:
    """What keeps an address from being one that a reader can follow."""
    whole = f"http://{text}" if text.startswith("www.") else text
    web = whole.startswith(("http://", "https://")) and len(text) < MAX_ADDRESS and escaping.address(whole)
    return None if web else "not a web address"


def plausible_name(fact: Fact[str]) -> str | None:
    """What is wrong with a publisher's name."""
    if not any(map(str.isalnum, fact.value)):
        return "no name"
    return "too long for a name" if len(fact.value) > MAX_NAME else None


def plausible_language(fact: Fact[str]) -> str | None:
    """What is wrong with a language code."""
    return wrong_language(fact.value)


def wrong_language(code: str) -> str | None:
    """What is wrong with a code: no language has it."""
    return None if code in ISO_639_1 else "not an ISO 639-1 code"
