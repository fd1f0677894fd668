"""What sources say of themselves, and what is only inferred."""

import pytest

from tests.support.sources import BODY, aside, document, explained, value

TITLE = "Old bridge over the river is closed"


@pytest.mark.parametrize(
    ("head", "authors", "rule"),
    [
        ("By Ada Moore and Ben Holt, QXN\n\n1 June 2023\n", ["Ada Moore", "Ben Holt"], "byline"),
        ("From QXN's Ada Moore\n\n1 June 2023\n", ["Ada Moore"], "byline"),
        ("Ada Moore\n1 June 2023\n", ["Ada Moore"], "bare-name"),
        ("Ada Moore\n\nBen Holt\n\n1 June 2023\n", ["Ada Moore", "Ben Holt"], "bare-name"),
        ("By\n\nAda Moore\n\n1 June 2023\n", ["Ada Moore"], "byline"),
        ("1 June 2023 | Ada Moore\n", ["Ada Moore"], "name-beside-date"),
        ("1 June 2023 by Ada Moore 5 min read\n", ["Ada Moore"], "byline"),
        ("Ada Moore\n\nSenior Reporter\n", ["Ada Moore"], "bare-name"),
    ],
)
def test_authors(head, authors, rule):
    answer = explained(f"{TITLE}\n\n{head}\n{BODY}")
    assert answer["authors"]["value"] == authors
    assert answer["authors"]["rule"] == rule
    assert answer["authors"]["lines"]


def test_an_author_may_stand_under_the_text():
    assert value(explained(f"{TITLE}\n\n1 June 2023\n\n{BODY}\nShare\n\nBy Ada Moore\n"), "authors") == ["Ada Moore"]


def test_a_name_that_links_to_an_author_page_is_an_author():
    answer = explained(f"# {TITLE}\n\n* [Bo](https://ledger.example/author/bo/)\n\n{BODY}", path="a.md")
    assert value(answer, "authors") == ["Bo"]


def test_ordinary_words_are_no_author():
    stone = "There are many bridges made of stone in the land, and most of them are old."
    text = f"{TITLE}\n\nStone Bridges\n\n1 June 2023\n\n{BODY}\n{stone}"
    assert explained(text)["authors"] is None


def test_names_further_down_are_no_author():
    assert explained(f"{TITLE}\n\n1 June 2023\n\n{BODY}\nAda Moore\n\n{BODY}")["authors"] is None


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        ("1 June 2023", "2023-06-01", None),
        ("Published 1 June 2023 10:05 GMT. Updated 2 June 2023", "2023-06-01T10:05:00+00:00", "2023-06-02"),
        ("Published 3 hours ago", None, None),
        ("3 June 2023 18.05 BST\nFirst published on 1 June 2023 05.58 BST", "2023-06-01T05:58:00+01:00", None),
        (
            "Updated on: 2 June 2023 / 10:03 AM EDT\n\nFirst published on 1 June 2023",
            "2023-06-01",
            "2023-06-02T10:03:00-04:00",
        ),
    ],
)
def test_days(head, published, updated):
    answer = explained(f"{TITLE}\n\nBy Ada Moore\n\n{head}\n\n{BODY}")
    assert (value(answer, "published"), value(answer, "updated")) == (published, updated)


def test_a_day_that_is_only_an_update_is_inferred_to_be_the_day():
    answer = explained(f"{TITLE}\n\nUpdated 2 June 2023\n\n{BODY}")
    assert answer["published"]["inferred"]
    assert answer["published"]["rule"] == "only-update-line"


def test_numbers_that_could_be_swapped_are_inferred():
    assert explained(f"{TITLE}\n\n02/06/2023\n\n{BODY}")["published"]["inferred"]
    assert explained(f"{TITLE}\n\n1 June 2023\n\nUpdated 02/06/2023\n\n{BODY}")["updated"]["inferred"]


@pytest.mark.parametrize(
    ("day", "inferred"), [("02/06/2023", True), ("2023-06-02", False), ("1685702400", False), ("2 June 2023", False)]
)
def test_numbers_that_could_be_swapped_are_inferred_where_a_field_states_them(day, inferred):
    page = f"<html><head><meta name='date' content='{day}'></head><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>"
    fact = explained(page, path="a.html")["published"]
    assert fact["value"][:4] == "2023"
    assert fact["inferred"] is inferred


def test_a_labelled_day_is_found_inside_and_under_the_text():
    assert value(explained(f"{TITLE}\n\n{BODY}\nPublished on 1 June 2023\n"), "published") == "2023-06-01"
    assert value(explained(f"{TITLE}\n\n{BODY}\nShare\n\nPublished on 1 June 2023\n"), "published") == "2023-06-01"


def test_a_wire_report_opens_with_its_place_day_and_agency():
    answer = explained(f"{TITLE}\n\nBRIDGETOWN, June 1, 2023 (Harbour Wire) - {BODY}")
    assert value(answer, "published") == "2023-06-01"
    assert value(answer, "publisher") == "Harbour Wire"
    assert answer["published"]["rule"] == "wire-dateline"
    assert "BRIDGETOWN" in answer["text"]


def test_a_screenshot_that_agrees_with_the_weekday_gives_an_inferred_day():
    made = document(f"{TITLE}\n\nScreenshot 2023-06-01 09.26.41\n\n{BODY}")
    fact = made.metadata.published
    assert fact.inferred
    assert [evidence.rule for evidence in fact.evidence] == ["screenshot-name", "weekday-in-text"]
    assert made.reading.slice(fact.evidence[1].span) == "Thursday"


def test_a_file_name_that_agrees_with_the_weekday_gives_an_inferred_day():
    assert value(explained(f"{TITLE}\n\n{BODY}", path="notes/2023-06-01 bridge.txt"), "published") == "2023-06-01"


def test_a_screenshot_of_another_weekday_gives_no_day():
    assert explained(f"{TITLE}\n\nScreenshot 2023-06-02 09.26.41\n\n{BODY}")["published"] is None


def test_a_weekday_that_contradicts_its_day_is_a_problem():
    answer = explained(f"{TITLE}\n\nFriday, 1 June 2023\n\n{BODY}")
    assert [one["lines"] for one in answer["problems"] if one["code"] == "weekday-contradicts"] == [[3, 3]]


@pytest.mark.parametrize(
    ("text", "publisher", "rule"),
    [
        (f"{TITLE}\n\nBy Ada Moore, QXN\n\n{BODY}", "QXN", "byline-outlet"),
        (
            f"{TITLE}\n\n{BODY}\nTo contact the paper visit:\n\nhttps://ledger.example/contact\n",
            "ledger.example",
            "contact-link",
        ),
        (f"{TITLE}\n\n{BODY}\n© 2023 The Ledger. All rights reserved.\n", "The Ledger", "copyright-line"),
        (f"https://www.ledger.example/bridge\n\n{TITLE}\n\n{BODY}", "ledger.example", "address-line"),
    ],
)
def test_publisher(text, publisher, rule):
    answer = explained(text)
    assert answer["publisher"]["value"] == publisher
    assert answer["publisher"]["rule"] == rule


def test_the_address_may_date_the_page():
    answer = explained(f"---\nurl: https://ledger.example/2023/06/01/bridge\n---\n\n# {TITLE}\n\n{BODY}", path="a.md")
    assert value(answer, "url") == "https://ledger.example/2023/06/01/bridge"
    assert value(answer, "published") == "2023-06-01"
    assert answer["published"]["inferred"]
    assert (
        explained(f"---\nurl: https://ledger.example/2023/13/41/bridge\n---\n\n{BODY}", path="a.md")["published"]
        is None
    )


def test_front_matter_comes_before_the_text():
    stated = "title: Bridge closed\nauthor: Cara Lind\ndate: 2023-06-02\nlang: en"
    text = f"---\n{stated}\n---\n\n# {TITLE}\n\nBy Ada Moore\n\n1 June 2023\n\n{BODY}"
    answer = explained(text, path="a.md")
    assert [value(answer, name) for name in ("headline", "authors", "published", "language")] == [
        "Bridge closed",
        ["Cara Lind"],
        "2023-06-02",
        "en",
    ]
    assert answer["headline"]["field"] == "front-matter:title"
    assert answer["headline"]["lines"] == [2, 2]
    assert aside(answer, "duplicate") == [8]


def test_losers_are_kept_with_the_reason():
    made = document(
        f"---\ndate: 2023-06-02\nurl: not an address\ntitle: '!!'\n---\n\n# {TITLE}\n\n1 June 2023\n\n{BODY}",
        path="a.md",
    )
    assert {(one.field, one.reason) for one in made.metadata.rejected} >= {
        ("published", "field comes first"),
        ("url", "not a web address"),
        ("headline", "no words"),
    }


def test_implausible_values_lose():
    title, publisher = "long " * 100, "long " * 30
    stated = f"title: {title}\ndate: 1823-06-01\npublisher: {publisher}\nlanguage: english\nauthor: ''"
    text = f"---\n{stated}\n---\n\n{BODY}"
    answer = explained(text, path="a.md")
    assert [value(answer, name) for name in ("published", "publisher", "authors")] == [None, None, None]
    assert value(answer, "language") == "en"


def test_several_authors_in_a_field():
    assert value(explained(f"---\nauthor: Ada Moore; Ben Holt\n---\n\n{BODY}", path="a.md"), "authors") == [
        "Ada Moore",
        "Ben Holt",
    ]
    assert value(explained(f"---\nauthor: By Ada Moore\n---\n\n{BODY}", path="a.md"), "authors") == ["Ada Moore"]
    assert explained(f"---\nauthor: https://ledger.example/ada\n---\n\n{BODY}", path="a.md")["authors"] is None


def test_language_has_the_first_paragraph_as_evidence():
    answer = explained(f"{TITLE}\n\n{BODY}")
    assert answer["language"] == {
        "value": "en",
        "rule": "language-model",
        "lines": [3, 3],
        "field": None,
        "inferred": False,
    }
