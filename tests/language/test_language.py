"""Newsroom words and bylines."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language
from generator.language import detect, model, table, words, zones
from generator.language.bylines import bare, byline, has_role, introduces, looks_like_name
from generator.language.dates.times import domain_zone, offset
from generator.language.page_phrases import declared_posts, is_ago, is_reading_time
from generator.language.sections import codes

EN = words("en")


@pytest.mark.parametrize("code", codes("page"))
def test_a_table_is_complete_and_in_lower_case(code):
    language = table(code)
    assert len(language.months) == 12
    assert len(language.weekdays) == 7
    for name in ("by", "furniture", "footer", "abbreviations", "attribution", "photo", "correction"):
        entries = getattr(language, name)
        assert entries
        assert [entry for entry in entries if entry != entry.lower()] == []


def test_an_unknown_language_has_no_table():
    with pytest.raises(KeyError):
        table("xx")


def test_a_page_is_read_with_its_language_and_english():
    german = words("de")
    assert not german.month_first
    assert {"von", "by"} <= set(german.by)
    assert {"märz", "march"} <= set(german.months[2])


def test_a_page_of_unknown_language_is_read_with_all():
    assert words("fi") is not words("en")
    assert {"von", "by", "par", "por"} <= set(words(None).by)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council met on Tuesday and decided to close the old bridge for the winter.", "en"),
        ("Der Rat beschloss am Dienstag, die alte Brücke über den Winter zu sperren.", "de"),
        ("Le conseil a décidé mardi de fermer le vieux pont pendant tout l'hiver.", "fr"),
        ("Too short", None),
        ("12 34 56", None),
    ],
)
def test_language_is_detected_where_there_is_enough_text(text, code):
    assert detect(text) == code


RELATED = {
    "af": "Die raad het Maandag vergader en die stemming oor die nuwe brug by die hawe uitgestel, want dit is te duur.",
    "be": "Гарадскі савет сабраўся ў панядзелак і адклаў галасаванне па новым мосце, але яны былі за яго.",
    "bg": "Общинският съвет се събра в понеделник и отложи гласуването за новия мост, но не каза кога ще го построят.",
    "ca": "El consell es va reunir dilluns i va ajornar la votació sobre el nou pont, perquè els plans no estan fets.",
    "gl": "O concello reuniuse o luns e aprazou a votación sobre a nova ponte, que os veciños non queren aínda.",
    "id": "Dewan kota bertemu pada hari Senin di balai kota dan menunda pemungutan suara tentang jembatan.",
    "mk": "Општинскиот совет се состана во понеделникот и го одложи гласањето за новиот мост што ќе се гради.",
    "nl": "De gemeenteraad kwam maandag bijeen en stelde de stemming over de nieuwe brug uit, omdat die te duur is.",
    "ro": "Consiliul local s-a întrunit luni și a amânat votul privind noul pod, pentru că documentele nu sunt gata.",
    "zh": "市议会星期一开会，推迟了对新桥的表决。市长说需要更多时间研究计划，而且费用也高于预期，"
    "报告标题是《The vote of the town and the bridge》，将在秋天再讨论。",
}


@pytest.mark.parametrize(("code", "text"), RELATED.items())
def test_a_relative_of_a_known_language_is_left_to_the_model(code, text):
    assert detect(text) == code


def test_the_model_is_not_loaded_for_plain_text_in_a_known_language():
    model.cache_clear()
    for text in ("The council of the town met and put off the vote on the bridge that was to be built.", "12 34 56"):
        detect(text)
    assert model.cache_info().currsize == 0


def test_every_zone_exists():
    for name in (*zones()["places"], *zones()["offsets"]):
        assert offset(name) is not None
    for domain in zones()["domains"]:
        assert domain_zone(f"news.example.{domain}") is not None
    assert domain_zone("news.example.com") is None


@pytest.mark.parametrize(
    ("text", "names", "outlet"),
    [
        (
            "By Ada Moore, Ben Holt and Cara Lind, The Ledger News",
            ("Ada Moore", "Ben Holt", "Cara Lind"),
            "The Ledger News",
        ),
        ("By Ada Moore and Ben Holt, QXN", ("Ada Moore", "Ben Holt"), "QXN"),
        ("By Ada Moore, Tidewater", ("Ada Moore",), "Tidewater"),
        ("By Ada Moore, ledger.example", ("Ada Moore",), "ledger.example"),
        ("By Ada Moore, senior correspondent", ("Ada Moore",), None),
        ("BY ADA MOORE", ("ADA MOORE",), None),
        ("By: Ada M.", ("Ada M.",), None),
        ("ByAda Moore", ("Ada Moore",), None),
        ("From QXN’s Ada Moore and Ben Holt", ("Ada Moore", "Ben Holt"), "QXN"),
        ("From QXN staff", ("QXN staff",), "QXN"),
        ("By Staff and wire reports", ("Staff and wire reports",), None),
        ("Posted   by Ada Moore on", ("Ada Moore",), None),
        ("Culture | By Ada Moore | 3 comments", ("Ada Moore",), None),
        ("By Ada Moore @adamoore ada@ledger.example", ("Ada Moore",), None),
        ("Author: Ada Moore", ("Ada Moore",), None),
        ("by oz", ("oz",), None),
        ("By Pedro de la Cruz", ("Pedro de la Cruz",), None),
        ("By Perry Stone Jr.", ("Perry Stone Jr.",), None),
        ("By Ada Moore, Ada Moore", ("Ada Moore",), None),
        ("By Ada Moore, Ben Holt, and Cara Lind", ("Ada Moore", "Ben Holt", "Cara Lind"), None),
        ("By Ada Moore in Eastmere and Ben Holt in Westmere", ("Ada Moore", "Ben Holt"), None),
        ("By Ada Moore for The Ledger", ("Ada Moore",), None),
        ("By Ada Moore (QXN)", ("Ada Moore",), "QXN"),
        ("By Ada Moore Bridge Correspondent", ("Ada Moore",), None),
        ("By Ada M. Moore Senior Reporter", ("Ada M. Moore",), None),
        ("By chief editor Ada Moore", ("Ada Moore",), None),
        ("By Ada Moore Ada Moore", ("Ada Moore",), None),
        ("By Murray Chief", ("Murray Chief",), None),
    ],
)
def test_byline_names_people_and_outlet(text, names, outlet):
    found = byline(text, EN)
    assert found is not None
    assert (found.names, found.outlet, found.explicit) == (names, outlet, True)


@pytest.mark.parametrize(
    "text",
    [
        "By the time the rain stopped, the bridge was gone.",
        "From the start it was a mistake",
        "From QXN’s ",
        "Author avatar",
        "By",
        "By Risk and Reward",
        "By mail",
        "Ada Moore",
        "",
        "By " + "very " * 90 + "long",
    ],
)
def test_other_lines_are_no_bylines(text):
    assert byline(text, EN) is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Von Ada Moore"),
        ("fr", "Par Ada Moore"),
        ("es", "Por Ada Moore"),
        ("it", "Di Ada Moore"),
        ("pt", "Por Ada Moore"),
        ("ru", "Автор: Ada Moore"),
        ("uk", "Автор: Ada Moore"),
    ],
)
def test_bylines_of_other_languages(code, text):
    found = byline(text, words(code))
    assert found is not None
    assert found.names == ("Ada Moore",)


def test_german_nobility_is_no_byline():
    assert byline("Von der Marwitz reist nach Kiew", words("de")) is None


@pytest.mark.parametrize("text", ["By", "by:", "Author", " Written by "])
def test_a_byline_word_alone_introduces(text):
    assert introduces(text, EN)


@pytest.mark.parametrize("text", ["Ada Moore", "Ada M. Moore", "Ada de la Cruz", "Jean-Luc O'Neil"])
def test_names(text):
    assert looks_like_name(text, EN)


@pytest.mark.parametrize(
    "text", ["Ada", "Latest News", "ada moore", "Ada Moore 3", "A B C D E F", "SHARE THE STORY NOW", "The Ledger"]
)
def test_not_names(text):
    assert not looks_like_name(text, EN)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Moore", ("Ada Moore",)),
        ("Ada Moore, Staff Writer, Campaign for Bridges", ("Ada Moore",)),
        ("Ada Moore and Ben Holt", ("Ada Moore", "Ben Holt")),
        ("Ada Moore | Published 3 hours ago", ("Ada Moore",)),
        ("Ada Moore (now) and Ben Holt (earlier)", ("Ada Moore", "Ben Holt")),
        ("Ada Moore Follow", ("Ada Moore",)),
        ("Ada Moore, Senior Writer", ("Ada Moore",)),
        ("Ada Moore, bridges and rivers", None),
        ("Bridges", None),
        ("", None),
    ],
)
def test_bare_names(text, names):
    found = bare(text, EN)
    assert (found and found.names) == names


def test_roles():
    assert has_role("Senior Correspondent", EN)
    assert not has_role("Ada Moore", EN)


@pytest.mark.parametrize(
    ("text", "number"), [("16 Posts", 16), ("3 updates", 3), ("16 bridges", None), ("Posts", None)]
)
def test_declared_posts(text, number):
    assert declared_posts(text, EN) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 hr 12 min ago", True),
        ("Updated 3 hours ago", True),
        ("vor 3 Stunden", True),
        ("2 години тому", True),
        ("Two killed 3 hours ago", False),
        ("14:20", False),
    ],
)
def test_what_counts_back_from_the_reading(text, expected):
    assert is_ago(text) is expected


def test_reading_time():
    assert is_reading_time("4 min read", EN)
    assert not is_reading_time("min read", EN)
    assert not is_reading_time("It took the council 4 min read aloud in a long and weary night session", EN)


@given(st.text(max_size=400))
def test_no_text_breaks_the_byline_rules(text):
    found = byline(text, EN)
    assert found is None or all(found.names)
    assert bare(text, EN) is None or all(bare(text, EN).names)


def test_zone_of_a_season():
    zone = offset("ET")
    assert dt.datetime(2023, 6, 1, tzinfo=zone).utcoffset() == dt.timedelta(hours=-4)
    assert dt.datetime(2023, 1, 1, tzinfo=zone).utcoffset() == dt.timedelta(hours=-5)
    assert language.zones() is language.zones()
