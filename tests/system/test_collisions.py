"""Names whose hashes begin alike stay apart wherever the site tells things by them, in any order.

The pairs were found by trying names until two had the same eight digits; anybody can find more in seconds.
"""

import csv
import datetime as dt
import io
import json
import re
import shutil
from contextlib import closing
from dataclasses import replace
from itertools import count, permutations
from pathlib import Path, PurePosixPath

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator import addresses, exports, pages
from generator.addresses import Addresses, distinct
from generator.corpus import assemble, versions
from generator.corpus.comparisons import compare
from generator.desk import EMPTY, DeskError, load_desk
from generator.exports.files import Asset, LargeAsset
from generator.markup.sanitiser import sanitise
from generator.model import Page, Quotation, Span
from generator.pipeline import build
from generator.pipeline.documents import Means, memo_of
from generator.readers import records, unpacking
from generator.runtime.cache import Cache
from generator.settings import Settings
from tests.support.building import TEXT, built, hashes, with_options
from tests.support.disagreeing import source, told
from tests.support.making import document, fact
from tests.support.packing import zipped
from tests.support.sources import document as read

FILES = ("ferry ))!)!+ times.txt", "ferry ),-~_- times.txt")
OUTLETS = ("Pier ~-+!( Post", "Pier (!+!(- Post")
PEOPLE = ("Marina Tóŗêĺí", "Mariñã Tòřëľî")
PLACES = ("Osţåňêļû", "Osťáňėļů")
PARAGRAPHS = tuple(
    f"The harbour office counted {number} boats at the pier on Monday, its speaker said."
    for number in ("38,502", "52,268")
)
KEYS = ("https://post.example/16893", "https://post.example/18076")
# Two whom people.yml lists are two, however alike their names are.
DESK = load_desk({"people.yml": f"people: [{{name: {PEOPLE[0]}}}, {{name: {PEOPLE[1]}}}]".encode()})
SITE = Settings(site_name="Test desk", site_url="https://site.example/")


@pytest.mark.parametrize(("names", "slug"), [(FILES, addresses.document_slug), (PEOPLE, addresses.name_slug)])
def test_the_pairs_have_the_same_address_alone(names, slug):
    assert len(set(map(slug, names))) == 1


def first_of(names):
    """Who keeps the short address."""
    return min(names, key=lambda name: addresses.digest(name, 64))


@pytest.mark.parametrize("order", [1, -1])
def test_who_has_the_short_address_does_not_depend_on_the_order(order):
    at = distinct(FILES[::order], {"people": PEOPLE[::order], "places": ["Riga"]})
    for names, readable in ((FILES, "ferry-times"), (PEOPLE, "marina-toreli")):
        short = first_of(names)
        for name in names:
            path = at.document(name) if names == FILES else at.name("people", name)
            digits = addresses.digest(name, 8 if name == short else 16)
            assert path.partition("/")[2] == f"{readable}-{digits}.md"


def test_names_alone_keep_the_address_that_they_have_anywhere():
    at = distinct([FILES[1], "a.txt"], {"people": [PEOPLE[1], "Ada Holt"], "places": [PEOPLE[0]]})
    assert at == Addresses()
    assert at.are_plain
    assert at.name("people", "Ada Holt") == "people/ada-holt.md"


def test_a_name_that_is_made_like_a_longer_address_stays_apart():
    taken = distinct([], {"people": PEOPLE}).names
    (((_, _), slug),) = taken.items()
    trap = slug.replace("-", " ").title()
    assert addresses.name_slug(trap) == slug
    at = distinct([], {"people": [*PEOPLE, trap]})
    assert len({at.name("people", name) for name in (*PEOPLE, trap)}) == 3


def test_all_versions_of_a_text_have_its_address():
    newer = FILES[1].replace(".txt", ".v2.txt")
    assert distinct([FILES[0], newer], {}).slug(newer) == distinct(FILES, {}).slug(FILES[1])


def reports(order=1):
    """Two documents that share nothing but the beginnings of the hashes of all their names."""
    for n in (0, 1)[::order]:
        text = f"{PEOPLE[n]} said in {PLACES[n]}: “The boats of pier {n} are home and dry.”\nBoat {n} is old."
        start = text.index("“") + 1
        said = Quotation(
            text=text[start : text.index("”")], span=Span(start, text.index("”")), speaker=PEOPLE[n], verb="said"
        )
        made = document(
            text,
            path=FILES[n],
            people=[PEOPLE[n]],
            places=[PLACES[n]],
            headline=fact(f"Report {n}"),
            publisher=fact(OUTLETS[n]),
            published=fact(dt.date(2024, 5, 6)),
        )
        yield replace(made, posts=(replace(made.posts[0], quotations=(said,)),))


def site(corpus, memo=None):
    """The files of a site; none is written twice."""
    files = {}
    for one in (*pages.render(corpus, SITE, memo), *exports.assets(corpus, SITE)):
        assert isinstance(one, Page | Asset | LargeAsset)
        assert one.path.casefold() not in map(str.casefold, files), one.path
        files[one.path] = b"".join(exports.pieces(one))
    return files


def broken(files):
    """Links of pages that lead to nothing."""
    for path, data in files.items():
        for link in re.findall(r"\]\(([^)\s:]+)\)", data.decode()) if path.endswith(".md") else ():
            target = (PurePosixPath(path).parent / link.partition("#")[0]).as_posix()
            while "/../" in f"/{target}":
                target = re.sub(r"(?:^|(?<=/))[^/]+/\.\./", "", target)
            if link[0] != "#" and target not in files:
                yield path, link


def test_a_site_has_a_page_for_each_of_two():
    corpus = assemble(reports(), DESK)
    files = site(corpus)
    assert list(broken(files)) == []
    for folder, names in (("outlets", OUTLETS), ("people", PEOPLE), ("places", PLACES), ("quotations", PEOPLE)):
        texts = [files[corpus.addresses.name(folder, name)].decode() for name in names]
        for n in (0, 1):
            assert f"Report {n}" in texts[n] or f"pier {n} are" in texts[n]
            assert f"Report {1 - n}" not in texts[n]
            assert f"pier {1 - n} are" not in texts[n]
    for n in (0, 1):
        page = corpus.addresses.document(FILES[n])
        assert f"Boat {n} is old." in files[page].decode()
        assert {page.replace(".md", end) for end in (".bib", ".ris", ".csl.json")} <= files.keys()
    rows = list(csv.DictReader(io.StringIO(files["data/documents.csv"].decode(), newline="")))
    assert [row["path"] for row in rows] == list(FILES)
    assert len({row["id"] for row in rows}) == len({row["page"] for row in rows}) == 2
    assert len({one["id"] for one in json.loads(files["citations.csl.json"])}) == 2


def test_the_order_of_the_documents_changes_no_byte():
    assert site(assemble(reports(), DESK)) == site(assemble(reports(-1), DESK))


def test_pages_kept_from_before_the_second_came_are_made_anew(tmp_path):
    def kept(*documents):
        with closing(Cache(tmp_path / "cache", print)) as cache:
            return site(assemble(documents, DESK), memo_of(cache, DESK, SITE))

    one, other = reports()
    for documents in ((one,), (other,), (one, other), (other,)):
        assert kept(*documents) == site(assemble(documents, DESK))


def test_members_of_an_archive_stay_apart(tmp_path):
    names = member_names()
    (tmp_path / "a.zip").write_bytes(zipped({name: f"Boat {n} is home.\n\nIt is dry." for n, name in enumerate(names)}))
    corpus = build.build(tmp_path, EMPTY, Settings(), Means())
    assert len(corpus.documents) == 2
    assert len({corpus.addresses.document(one.path) for one in corpus.documents}) == 2
    assert len({addresses.document_path(one.path) for one in corpus.documents}) == 1


def member_names():
    seen = {}
    for number in count():
        signs = "".join(",;-+"[number >> 2 * place & 3] for place in range(9))
        name = f"ferry {signs} times.txt"
        other = seen.setdefault(addresses.digest(f"a.zip/{name}"), name)
        if other != name:
            return other, name
    raise AssertionError


@pytest.mark.parametrize("order", [1, -1])
def test_records_of_one_file_stay_apart_in_any_order(order):
    rows = [(n, {"url": key, "title": f"Boat {n}", "text": "It is home."}) for n, key in enumerate(KEYS)][::order]
    made = {json.loads(one.data)["url"]: one.path for one in records.packed(read_source(), iter(rows))}
    assert len(set(made.values())) == 2
    assert made[first_of(KEYS)] == f"a.json/{addresses.digest(KEYS[0])}.json"


def read_source():
    return unpacking.Source(path="a.json", data=b"", sha256="0")


def test_a_number_does_not_take_the_name_of_another_member():
    texts = {"a-2.txt": "One.", "a.txt": "Two.", "b.txt": "Three."}
    data = zipped(texts).replace(b"b.txt", b"a.txt")
    found = unpacking.unpack(unpacking.Source(path="z.zip", data=data, sha256="0"), Settings()).sources
    assert [one.data for one in found] == [text.encode() for text in texts.values()]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_paragraphs_stay_apart_in_any_order(order):
    made = read("Boats are home\n\n6 May 2024\n\n" + "\n\n".join(PARAGRAPHS[n] for n in order) + "\n")
    anchors = {made.reading.words(block): block.anchor for block in made.blocks()}
    short, long = sorted((anchors[words] for words in PARAGRAPHS), key=len)
    assert long.startswith(short)
    assert len(long) == len(short) + 8
    assert short == anchors[first_of(PARAGRAPHS)]
    assert f'id="{long}"' in sanitise(f'<p id="{long}">x</p>')


def test_a_paragraph_that_takes_the_anchor_of_another_is_a_change():
    before, now = (document(f"Boats are home.\n{words}") for words in PARAGRAPHS)
    assert [block.anchor for block in before.blocks()] == [block.anchor for block in now.blocks()]
    (change,) = versions.changes(before, now)
    assert (before.reading.words(change.before), now.reading.words(change.now)) == PARAGRAPHS


@pytest.mark.parametrize("order", [1, -1])
def test_tables_of_figures_stay_apart(order):
    places = ("Ridgeport 40321", "Ridgeport 49146")
    figures = [(told(value, f"{value} people", place=place), value) for place in places for value in (9, 12)]
    documents = [source(one, path=f"{n}.txt", outlet=f"Post {value}") for n, (one, value) in enumerate(figures)]
    found = {one.subject.place: one.anchor for one in compare(documents[::order], EMPTY)}
    assert len(set(found.values())) == 2
    assert {len(anchor) for anchor in found.values()} == {len("figures-") + 8, len("figures-") + 16}


def test_a_topic_that_is_called_as_the_page_of_another_is_a_mistake_of_the_desk():
    rules = "title: X, description: X, rules: [{phrases: [x]}]"
    text = f"topics: [{{id: index, {rules}}}, {{id: {addresses.topic_slug('index')}, {rules}}}]"
    with pytest.raises(DeskError, match="already taken"):
        load_desk({"topics.yml": text.encode()})


def test_the_package_calls_pages_by_the_addresses_of_their_site():
    alone = re.compile(r"\b(?:document_path|text_path|name_path|document_slug|name_slug)\(")
    package = Path(addresses.__file__).parent
    found = [path.name for path in package.rglob("*.py") if alone.search(path.read_text("utf-8"))]
    assert found == ["addresses.py"]


def test_a_built_site_has_both_and_built_anew_it_is_the_same(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/desk/")
    folder = project / "briefings"
    (folder / FILES[1]).write_text(TEXT.replace("bridge", "ferry"))
    alone = documents_of(built(project))
    (folder / FILES[0]).write_text(TEXT.replace("bridge", "quay"))
    site = built(project)
    both = documents_of(site)
    assert len(both) == len(alone) + 1
    shutil.rmtree(project / ".cache")
    assert hashes(built(project, "other")) == hashes(site)
    with_options(project, split="year")
    assert documents_of(built(project, "parts") / "2024") == {
        name: text for name, text in both.items() if name[0] != "c"
    }


def documents_of(site):
    """The headline of each document by the folder of its page."""
    pages = sorted((site / "documents").glob("*/index.html"))
    return {path.parent.name: re.findall(r'property="og:title" content="([^"]*)"', path.read_text()) for path in pages}


def test_a_file_of_the_editors_is_not_replaced_without_a_word(project, caplog):
    for path in ("days/2024-05-06.md", "Outlets/Unknown.md", "data/posts.csv"):
        (project / "docs" / path).parent.mkdir()
        (project / "docs" / path).write_text("# Ours\n")
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    told = [one.message for one in caplog.records if one.levelname == "WARNING" and "takes its place" in one.message]
    assert sorted(line.partition(":")[0] for line in told) == [
        "Outlets/Unknown.md",
        "data/posts.csv",
        "days/2024-05-06.md",
    ]
