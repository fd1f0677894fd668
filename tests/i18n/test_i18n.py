"""The catalogue of fixed words: the same in every language, and the only place where words of pages stand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from jinja2 import Environment, nodes

from generator.corpus import assemble
from generator.i18n import CODES, Interface, catalogue
from generator.i18n.cldr import plural
from generator.pages import render
from generator.settings import Settings
from tests.support.making import DESK, LIVE
from tests.support.sources import document

ROOT = Path(__file__).parent.parent.parent / "generator"
TEMPLATES = sorted((ROOT / "pages" / "templates").rglob("*.j2"))
SPEAKING = [
    *sorted((ROOT / "pages").glob("*.py")),
    ROOT / "exports" / "feeds" / "__init__.py",
    ROOT / "exports" / "feeds" / "formats.py",
    ROOT / "exports" / "head_metadata.py",
    ROOT / "plugin" / "navigation.py",
]
OTHERS = [code for code in CODES if code != "en"]
NAMES = {"BibTeX", "RIS", "CSL-JSON", "CSV", "JSON", "Atom", "RSS", "SQLite"}  # the same in every language
WORD = re.compile(r"[^\W\d_]{2,}")
TYPES = {"Person", "Place", "Organization", "Briefings", "Nav"}  # of schema.org and Python, and the site without a name
KEYS = re.compile(r"[a-z0-9_./#{}:@+-]*")


def forms(phrase):
    return phrase if isinstance(phrase, dict) else {"other": phrase}


def braces(text):
    return sorted(re.findall(r"\{(\w*)\}|(#)", text))


@pytest.mark.parametrize("code", OTHERS)
def test_every_catalogue_has_the_same_keys_and_the_same_braces(code):
    english, other = catalogue("en"), catalogue(code)
    assert list(other) == list(english)
    for key, phrase in english.items():
        assert isinstance(other[key], dict) == isinstance(phrase, dict), key
        for form in forms(other[key]).values():
            assert braces(form) == braces(forms(phrase)["other"]), key


@pytest.mark.parametrize("code", CODES)
def test_a_count_has_the_plural_forms_of_its_language(code):
    wanted = {*Locale(code).plural_form.tags, "other"}
    assert {
        key for key, phrase in catalogue(code).items() if isinstance(phrase, dict) and set(phrase) != wanted
    } == set()
    assert {plural(code, number) for number in range(200)} <= wanted


@pytest.mark.parametrize("code", CODES)
def test_no_phrase_is_missing_or_breaks_an_attribute_list(code):
    texts = [form for phrase in catalogue(code).values() for form in forms(phrase).values()]
    assert all(text.strip() and not set(text) & set("<>\n") for text in texts)
    assert not set(catalogue(code)["show-in-text"]) & set('"{}')


def fixed(path: Path) -> Iterator[str]:
    """The words that a template says of its own."""
    source, text = path.read_text("utf-8"), ""
    for _, kind, value in Environment().lex(source):
        text += value if kind == "data" else "0" if kind == "variable_begin" else ""
    text = re.sub(r"<[^>]*>|\{:[^}]*\}|&\w+;|(?:!!!|\?\?\?) \w+", " ", text)
    yield from WORD.findall(text)
    for one in Environment().parse(source).find_all(nodes.Const):
        if isinstance(one.value, str) and one.value not in NAMES and not KEYS.fullmatch(one.value):
            yield from WORD.findall(one.value)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(path):
    assert list(fixed(path)) == []


def test_words_in_a_template_are_found(tmp_path):
    template = tmp_path / "one.md.j2"
    template.write_text('# {{ title }} {: #page }\n\nNewest {{ link("All of it", root) }}\n{: .lead }\n')
    assert list(fixed(template)) == ["Newest", "All", "of", "it"]


def spoken(path: Path) -> Iterator[str]:
    """Texts in code that a reader could see: words with a space between, or one that begins as a sentence does."""
    tree = ast.parse(path.read_text("utf-8"))
    mute = [node for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.Expr) and not holds_yield(node)]
    silent = {id(part) for node in mute for part in ast.walk(node)}
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)} | TYPES
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        seen = re.search(r"[a-zA-Z]{2,} [a-zA-Z]{2,}", text) or re.fullmatch(r"[A-Z][a-z]{2,}", text)
        if seen and id(node) not in silent and text not in own and not set(text) & set("<>;{"):
            yield text


def holds_yield(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Yield | ast.YieldFrom | ast.Call) for part in ast.walk(node)) and not isinstance(
        node, ast.Raise
    )


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_code_that_makes_pages_has_no_words_of_its_own(path):
    assert list(spoken(path)) == []


def test_words_in_code_are_found(tmp_path):
    code = tmp_path / "one.py"
    code.write_text('"""What it is for."""\n\n\ndef f(x):\n    """Says a thing."""\n    yield "All of it", "Undated"\n')
    assert list(spoken(code)) == ["All of it", "Undated"]


def site(code, *documents):
    corpus = assemble(documents, DESK)
    pages = render(corpus.__class__(**{**vars(corpus), "words": Interface(code)}), Settings(language=code))
    return {page.path: page.text for page in pages}


@pytest.mark.parametrize(
    ("code", "title", "counted", "lang"),
    [("en", "# Tuesday, 7 May 2024 ", "1 document", "de"), ("de", "# Dienstag, 7. Mai 2024 ", "1 Dokument", "en"),
     ("uk", "# Вівторок, 7 травня 2024\u202fр. {", "1 документ", "en")],
)  # fmt: skip
def test_a_site_speaks_its_language(code, title, counted, lang):
    pages = site(code, LIVE)
    day = pages["days/2024-05-07.md"]
    assert title in day
    assert counted in day
    assert f'lang="{lang}"' not in day or code != "en"


GERMAN = """Die Brücke über den Fluss ist seit Montag gesperrt, teilte die Stadt am Dienstag mit.
Das Wasser war in der Nacht über die Ufer getreten und hat die Straße an mehreren Stellen unterspült.
Wann die Arbeiten an der Brücke beginnen, ist nach den Worten der Bürgermeisterin noch nicht entschieden.
"""


def test_sentences_in_another_language_say_so_wherever_they_stand():
    made = document(f"Brücke gesperrt\n\nVon Ada Moor\n\nDienstag, 7. Mai 2024\n\n{GERMAN}\n", path="bruecke.txt")
    shown = {code: "".join(site(code, made).values()) for code in ("en", "de")}
    assert '<span lang="de">Die Brücke über' in shown["en"]
    assert 'lang="de"' not in shown["de"]


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [("en", 1, "1 document"), ("en", 1250, "1,250 documents"), ("de", 1, "1 Dokument"), ("de", 1250, "1.250 Dokumente"),
     ("uk", 1, "1 документ"), ("uk", 2, "2 документи"), ("uk", 11, "11 документів"), ("uk", 21, "21 документ"),
     ("uk", 1250, "1\u00a0250 документів")],
)  # fmt: skip
def test_counts(code, number, words):
    assert Interface(code).say("documents", number) == words


def test_lists_lines_spans_and_times():
    words = Interface()
    assert (words.join(("A",)), words.join(("A", "B", "C"))) == ("A", "A, B and C")
    assert (words.lines((3, 3)), words.lines((3, 5))) == ("line 3", "lines 3–5")
    moment = LIVE.posts[0].time.value
    assert words.date(moment) == "7 May 2024, 12:00 UTC+02:00"
    assert words.time(moment.replace(tzinfo=None)) == "12:00"
    day = moment.date()
    assert words.span(day, day) == "7 May 2024"
    assert words.span(day.replace(month=3), day) == "7 March to 7 May 2024"
    assert words.span(day.replace(year=2023), day) == "7 May 2023 to 7 May 2024"


def test_a_language_without_words_says_nothing():
    with pytest.raises(KeyError, match="fr"):
        Interface("fr").say("home")
