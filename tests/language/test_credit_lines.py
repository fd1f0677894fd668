"""What pages run together in a credit line is parted before the rules of bylines see it."""

import pytest

from generator.language import words
from generator.language.bylines import bare, byline
from generator.language.credit_lines import BORDER, MAX_CHARS, parted

EN = words("en")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Moore@adamoore", ("Ada Moore",)),
        ("By Ada Moore@adamoore, Ben Holt", ("Ada Moore",)),
        ("Byby ADA MOORE, BEN HOLT and CARA LIND", ("ADA MOORE", "BEN HOLT", "CARA LIND")),
        ("By By Ada Moore", ("Ada Moore",)),
        ("Author: By Ada Moore", ("Ada Moore",)),
        ("byAda Moore", ("Ada Moore",)),
        ("An analysis by Ada Moore", ("Ada Moore",)),
        ("Opinion | By Ada Moore", ("Ada Moore",)),
        ("By Ada Moore last updated 4 April 17", ("Ada Moore",)),
        ("By Ada Moore Published in Harbour", ("Ada Moore",)),
        ("By Ada MoorePublished", ("Ada Moore",)),
        ("By Ada MooringBridge Writer", ("Ada Mooring",)),
        ("By Ada MooreReporter", ("Ada Moore",)),
        ("By Ada McMoore Staff Reporter", ("Ada McMoore",)),
        ("By Ada Moore5 hours ago", ("Ada Moore",)),
        ("By Ada Moore and Ben Holt The Eastmere Press", ("Ada Moore", "Ben Holt")),
        ("By Ada Moore Eastmere Press", ("Ada Moore",)),
        ("By Ada Moore QXN", ("Ada Moore",)),
        ("By Ada Moore III", ("Ada Moore III",)),
        ("By Eastmere Press", ("Eastmere Press",)),
    ],
)
def test_names_are_told_from_what_runs_into_them(text, names):
    found = byline(text, EN)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Kolumne von Ada Moore"),
        ("de", "Ein Kommentar von Ada Moore"),
        ("de", "Von Ada Moore vor 3 Stunden"),
        ("fr", "Chronique par Ada Moore"),
        ("es", "Opinión por Ada Moore"),
    ],
)
def test_kinds_of_texts_stand_before_bylines(code, text):
    found = byline(text, words(code))
    assert found is not None
    assert found.names == ("Ada Moore",)


@pytest.mark.parametrize("text", ["Photo by Ada Moore", "Drawing by Ada Moore", "Columns by the river"])
def test_other_words_before_a_byline_word_are_no_credit(text):
    assert byline(text, EN) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Moore5 hours ago", ("Ada Moore",)),
        ("Ada Moore 7 hours", ("Ada Moore",)),
        ("Ada Moore|Published 4 months ago", ("Ada Moore",)),
        ("Ada Moore Deputy Bridges Hub Director", ("Ada Moore",)),
        ("Ada Moore, head of relief operations, said that the ferry had sunk.", None),
        ("Ada Moore, head of relief operations, told a meeting in Eastmere of it", None),
        ("Ada Moore, head of relief operations, on the ferry and what it costs.", None),
    ],
)
def test_bare_names_have_an_age_or_a_job_and_tell_nothing(text, names):
    found = bare(text, EN)
    assert (found and found.names) == names


def test_addresses_and_long_lines_stay_as_they_are():
    assert parted("ada@ledger.example", EN) == "ada@ledger.example"
    assert parted("x" * MAX_CHARS + "@ada", EN).endswith("x@ada")
    assert parted("Ada@ada", EN) == f"Ada{BORDER}@ada"
