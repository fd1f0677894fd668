"""Tables of words: what fits, what an editor of a table is told, and that a language is one file."""

import json
import os
import shutil
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

import generator
from generator.annotate.entities.words import vocabulary
from generator.corpus.comparisons.words import words as comparison
from generator.exports.explain_document import to_json
from generator.i18n import Interface
from generator.language import detect, table
from generator.language.grammar.quantities import quantities
from generator.language.grammar.words import events, speech, time_words
from generator.language.sections import SECTIONS, TableError, codes, fitted, section, split, supports, unread
from generator.pages.evidence import record_of
from tests.support.processes import run
from tests.support.sources import document

PACKAGE = Path(generator.__file__).parent
TABLES = PACKAGE / "language" / "tables"
POLISH = """
[detection]
common = ["jest", "nie", "się", "który", "która", "oraz", "przez", "został", "ale", "tego", "w", "z"]

[page]
months = [
  ["stycznia"], ["lutego"], ["marca"], ["kwietnia"], ["maja"], ["czerwca"],
  ["lipca"], ["sierpnia"], ["września"], ["października"], ["listopada"], ["grudnia"]
]
weekdays = [
  ["poniedziałek"], ["wtorek"], ["środę", "środa"], ["czwartek"], ["piątek"], ["sobotę", "sobota"], ["niedzielę"]
]
by = ["opracowała"]

[speech]
strong = ["powiedziała", "powiedział"]
human = ["burmistrz"]

[time]
this = ["w", "we"]

[quantities]
people = ["osób"]
bounds = { "at least" = ["co najmniej"] }
outcomes = { injured = ["rannych"] }
"""
ARTICLE = """Rada odkłada budowę mostu

Opracowała Ewa Lis

3 czerwca 2023

Nowy most, który został zaplanowany przez radę, jest zbyt drogi i nie powstanie w tym roku, ale rada nie mówi dlaczego.
Rada zebrała się w piątek. „Nie mamy na to pieniędzy w tym roku”, powiedziała Ewa Lis.
W pożarze rannych co najmniej 20 osób.
"""


@dataclass(frozen=True, kw_only=True)
class Shape:
    strong: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    forms: tuple[tuple[str, ...], ...] = ()


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_table_is_read_section_by_section_as_it_stands(path):
    whole = tomllib.loads(path.read_text("utf-8"))
    assert {name: dict(section(path.stem, name)) for name in SECTIONS if supports(path.stem, name)} == whole


READERS = {"page": table, "speech": speech, "events": events, "time": time_words, "quantities": quantities}


@pytest.mark.parametrize("name", READERS)
def test_every_table_fits(name):
    assert codes(name)[0] == "en"
    for code in codes(name):
        READERS[name](code)


def test_tables_that_stand_together_fit():
    assert {"president", "präsident", "президент"} <= vocabulary().roles
    assert vocabulary().demonyms["Greek"] == "GR"
    assert comparison().same["troops"] == "soldiers"


def test_english_has_every_section_and_an_unknown_language_none():
    assert [name for name in SECTIONS if not supports("en", name)] == []
    assert not any(supports(code, name) for code in ("xx", "", None) for name in SECTIONS)
    assert section("pt", "quantities") == {}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"strnog": ["said"]}, "pl.toml: [speech] has no key 'strnog': did you mean 'strong'?"),
        ({"zzz": ["said"]}, "pl.toml: [speech] has no key 'zzz': the section has forms, order, strong"),
        ({"strong": "said"}, "pl.toml: [speech] 'strong' has to be a list"),
        ({"order": ["said", 3]}, "pl.toml: [speech] 'order' has to hold words in quotation marks"),
        ({"order": ["said", ""]}, "pl.toml: [speech] 'order' has to hold words in quotation marks"),
    ],
)
def test_a_slip_in_a_table_is_named(written, message):
    with pytest.raises(TableError) as raised:
        fitted(written, Shape, "pl.toml: [speech]")
    assert str(raised.value) == message


def test_a_section_that_no_table_has_is_named():
    with pytest.raises(TableError, match=r"pl\.toml: there is no section \[spech\]: a table has detection, ago, page"):
        split('[page]\nby = ["autor"]\n[spech.shifts]\n', "pl.toml")


def test_words_become_sets_and_tuples():
    written = {"strong": ["b", "a"], "order": ["b", "a"], "forms": [["a", "b"], ["c"]]}
    assert fitted(written, Shape, "") == Shape(
        strong=frozenset({"a", "b"}), order=("b", "a"), forms=(("a", "b"), ("c",))
    )


def test_what_a_language_has_no_words_for_is_told():
    assert unread("en") == unread(None) == ()
    assert unread("de") == ("figures",)
    assert unread("pt") == unread("sv") == ("figures", "speakers", "days")


def test_a_page_says_what_was_not_read():
    portuguese = document("A ponte nova\n\nA câmara decidiu não construir a ponte, porque os custos são muito altos.\n")
    assert portuguese.metadata.language.value == "pt"
    assert record_of(Interface("en"), portuguese).unread[0] == "Figures are not read in Portuguese."
    assert "auf Portugiesisch" in record_of(Interface("de"), portuguese).unread[0]
    assert to_json(portuguese)["not_read"] == ["figures", "speakers", "days"]


def test_a_page_in_a_language_with_all_words_says_nothing():
    english = document("The new bridge\n\nThe council said that the bridge was too expensive and would not be built.\n")
    assert record_of(Interface("en"), english).unread == ()
    assert to_json(english)["not_read"] == []


def test_a_language_is_one_file(tmp_path):
    assert detect(ARTICLE) == "pl"
    shutil.copytree(PACKAGE, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    tables = tmp_path / "generator" / "language" / "tables"
    (tmp_path / "most.txt").write_text(ARTICLE, encoding="utf-8")
    before = explained(tmp_path)
    (tables / "pl.toml").write_text(POLISH, encoding="utf-8")
    after = explained(tmp_path)
    assert (before["authors"], before["published"], before["quotes"][0]["speaker"]) == (None, None, None)
    assert after["authors"]["value"] == ["Ewa Lis"]
    assert after["published"]["value"] == "2023-06-03"
    assert [(quote["speaker"], quote["verb"]) for quote in after["quotes"]] == [("Ewa Lis", "powiedziała")]
    assert [day["day"] for day in after["event_days"]] == ["2023-06-02"]
    counted = [(one["value"], one["what"], one["bound"]) for one in after["figures"]]
    assert counted == [(20, "injured", "at least")]
    assert (before["not_read"], after["not_read"]) == (["figures", "speakers", "days"], [])


def explained(folder: Path) -> dict:
    """What a fresh process understands of the article with the package in the folder."""
    command = [sys.executable, "-m", "generator", "explain", "--format", "json", "--no-cache", "most.txt"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    answer = run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)
