import datetime as dt
import json
import re
from dataclasses import replace

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from generator.addresses import Addresses
from generator.corpus import assemble, rights
from generator.desk import load_desk
from generator.exports import citations
from generator.pages.citation import FILES, citation_of
from generator.settings import Settings
from tests.hostile import payloads
from tests.support.making import ARTICLE, BARE, DESK, DOCUMENTS, LIVE, document, fact

SITE = Settings(site_name="Test desk", site_url="https://site.example/")
URL = "https://harbour-post.example/roofs_1?a=1&b=%7B2%7D"


ALONE = assemble([], DESK)


def render(*documents, settings=SITE):
    return {asset.path: asset.data.decode() for asset in citations.render(assemble(documents, DESK), settings)}


def made_of(title, authors=("Lena Marsh",), **facts):
    return document("x", headline=fact(title), authors=fact(authors), **facts)


def reference(made, settings=SITE, desk=DESK):
    return citations.reference(Addresses(), made, settings, citations.newsrooms(desk))


def written(suffix, *references):
    form = citations.FORMATS[suffix]
    return form.joined(map(form.of_one, references))


def from_bibtex(text):
    return next(iter(parse_string(text, "bibtex").entries.values()))


def from_latex(text):
    return re.sub(r"\\(?:text(\w+)\{\}|([&%$#_]))", lambda match: NAMES.get(match[1], match[2]), text[1:-1])


NAMES = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}


def test_each_document_has_its_files_and_all_have_one():
    files = render(*DOCUMENTS)
    assert len(files) == 3 * len(DOCUMENTS) + 3
    assert len(json.loads(files["citations.csl.json"])) == len(DOCUMENTS)
    assert len(parse_string(files["citations.bib"], "bibtex").entries) == len(DOCUMENTS)
    assert len(rispy.loads(files["citations.ris"])) == len(DOCUMENTS)


def test_pages_name_the_files_that_there_are():
    names = {name.rpartition("/")[2] for name in render(*DOCUMENTS)}
    assert {name for made in DOCUMENTS for _, name in citation_of(ALONE, made).files} <= names
    assert [suffix for _, suffix in FILES] == list(citations.FORMATS)


FULL = replace(ARTICLE, metadata=replace(ARTICLE.metadata, url=fact(URL)))


def test_of_nothing_the_files_are_empty():
    assert render() == {"citations.bib": "", "citations.ris": "", "citations.csl.json": "[]\n"}


def test_bibtex_reads_back():
    entry = from_bibtex(written(".bib", reference(FULL)))
    assert entry.type == "article"
    assert entry.key == reference(FULL).key
    assert [str(person) for person in entry.persons["author"]] == ["Marsh, Lena", "Birch, Tom"]
    assert entry.fields["title"] == "{Shelling damages *houses* \\& <b>roofs</b> in Ridgeport}"
    assert entry.fields["journal"] == "Harbour Post"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2024", "5", "6")
    assert entry.fields["url"] == URL
    assert from_bibtex(written(".bib", reference(BARE))).type == "misc"


def test_ris_reads_back():
    (found,) = rispy.loads(written(".ris", reference(FULL)))
    assert found["type_of_reference"] == "NEWS"
    assert found["authors"] == ["Marsh, Lena", "Birch, Tom"]
    assert found["title"] == "Shelling damages *houses* & <b>roofs</b> in Ridgeport"
    assert found["secondary_title"] == "Harbour Post"
    assert (found["year"], found["date"], found["language"]) == ("2024", "2024/05/06/", "en")
    assert found["urls"] == [URL]
    assert found["notes"] == [f"Read at Test desk, https://site.example/documents/{reference(FULL).key}/"]
    assert rispy.loads(written(".ris", reference(BARE)))[0]["type_of_reference"] == "ELEC"


def cited(text):
    """The reference as a CSL processor prints it."""
    source = CiteProcJSON(json.loads(text))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    return "".join(str(part) for part in bibliography.bibliography())


def test_a_csl_processor_cites_it():
    text = cited(written(".csl.json", reference(FULL)))
    assert text == (
        "Marsh, L. and Birch, T. (2024) \u201cShelling damages *houses* & <b>roofs</b> in Ridgeport\u201d, "
        f"Harbour Post, 6 May. Available at: {URL}."
    )
    assert cited(written(".csl.json", reference(BARE))).startswith("bare.txt (no date)")


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Lena Marsh", "Marsh", "Lena"),
        ("J. R. Stone", "Stone", "J. R."),
        ("Anna van der Berg", "van der Berg", "Anna"),
        ("Jean-Luc O\u2019Hara", "O\u2019Hara", "Jean-Luc"),
        ("Harbour Wire staff", "Harbour Wire staff", ""),
        ("Gull News", "Gull News", ""),
        ("Reuters", "Reuters", ""),
        ("Marsh, Lena", "Marsh, Lena", ""),
        ("The Desk For Foreign News", "The Desk For Foreign News", ""),
        ("", "", ""),
    ],
)
def test_only_what_has_the_form_of_a_name_is_taken_apart(text, family, given):
    assert citations.name_of(text, {"gull news"}) == citations.Name(family=family, given=given)


def test_newsrooms_of_the_desk_are_no_persons():
    desk = load_desk({"outlets.yml": b"outlets:\n  - {id: gull, name: Gull News, aliases: [Gull Desk]}\n"})
    made = made_of("A title", ("Gull News", "Gull Desk", "Gull Holm"))
    assert [name.given for name in reference(made, desk=desk).authors] == ["", "", "Gull"]


def test_what_is_not_known_is_left_out():
    bare = reference(BARE, Settings(site_name="Test desk"))
    assert (bare.day, bare.url, bare.outlet, bare.authors, bare.seen) == (None, "", "", (), "Test desk")
    assert "date" not in written(".bib", bare)
    assert "url" not in written(".bib", bare)
    assert json.loads(written(".csl.json", bare))[0].keys() == {"id", "type", "title", "source"}
    assert citation_of(ALONE, BARE).words == "\u201cbare.txt\u201d, no date"


def test_a_page_cites_the_original():
    made = citation_of(ALONE, FULL)
    assert made.words.startswith("Lena Marsh and Tom Birch, \u201cShelling damages")
    assert made.words.endswith("Harbour Post, 6 May 2024")
    assert made.url == URL


def test_restricted_documents_are_cited_all_the_same():
    left = rights.restricted(replace(FULL, metadata=replace(FULL.metadata, rights=fact("link"))), "full")
    assert reference(left) == reference(FULL)


HOSTILE = st.one_of(st.sampled_from(payloads.own()), st.text(st.characters(blacklist_categories=()), max_size=40))


@given(HOSTILE.filter(citations._line), HOSTILE, HOSTILE)
def test_no_title_breaks_a_reference(title, author, url):
    made = made_of(
        title, (author, "Lena Marsh"), publisher=fact(author), url=fact(url), published=fact(dt.date(2024, 1, 2))
    )
    one = reference(made)
    entry = from_bibtex(written(".bib", one, reference(LIVE)))
    assert " ".join(from_latex(entry.fields["title"]).split()) == one.title
    found = rispy.loads(written(".ris", one))
    assert [each["title"] for each in found] == [one.title]
    assert json.loads(written(".csl.json", one))[0]["title"] == one.title


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The town’s “last winter”", "“The town’s ‘last winter’”, "),
        ('Mayor: "We stay"', "“Mayor: ‘We stay’”, "),
        ("Roofs", "“Roofs”, "),
    ],
)
def test_a_headline_that_quotes_has_inner_marks(title, words):
    made = document(f"{title}\nText.", headline=fact(title))
    assert words in citation_of(ALONE, made).words
