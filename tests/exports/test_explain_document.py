"""What tools and editors are told of a document."""

from generator.exports.explain_document import to_json, to_text
from tests.support.live_blogs import blog
from tests.support.sources import BODY, document, explained

TITLE = "Old bridge over the river is closed"
FIELDS = "headline subtitle authors published updated publisher language url posts topics people places organisations"


def test_every_field_is_there():
    answer = explained(f"{TITLE}\n\n{BODY}")
    assert set(answer) >= {
        *FIELDS.split(),
        "set_aside",
        "corrections",
        "rejoined",
        "damaged",
        "problems",
        "text",
        "kind",
        "sha256",
    }
    assert answer["headline"] == {
        "value": TITLE,
        "rule": "first-line",
        "lines": [1, 1],
        "field": None,
        "inferred": False,
    }
    assert answer["posts"] == [{"time": None, "headline": None, "authors": [], "lines": [1, 7], "topics": []}]


def test_the_text_is_paragraphs_apart():
    assert explained(f"{TITLE}\n\n{BODY}")["text"] == BODY.strip()


def test_an_editor_reads_value_rule_line_and_passage():
    text = to_text(document(f"{TITLE}\n\nBy Ada Moore\n\nShare\n\n{BODY}", sidecar="published: 2023-06-01"))
    assert f"headline: {TITLE}\n      first-line, line 1: “{TITLE}”" in text
    assert "authors: Ada Moore\n      byline, line 3: “By Ada Moore”" in text
    assert "published: 2023-06-01\n      field, field sidecar:published" in text
    assert "updated: not in the source" in text
    assert "5, boilerplate: “Share”" in text


def test_what_lost_is_told_with_the_reason():
    made = document(f"{TITLE}\n\n1 June 2023\n\n{BODY}", sidecar="published: 2023-06-02")
    assert to_json(made)["rejected"] == [
        {
            "name": "published",
            "value": "2023-06-01",
            "rule": "dateline",
            "lines": [3, 3],
            "field": None,
            "inferred": False,
            "reason": "field comes first",
        }
    ]
    assert "\n      not 2023-06-01: field comes first (dateline, line 3: “1 June 2023”)\n" in to_text(made)


def test_an_editor_reads_what_was_inferred_and_what_is_wrong():
    text = to_text(document(f"{TITLE}\n\nUpdated 2 June 2023\n\n{BODY}"))
    assert "published: 2023-06-02 (inferred)" in text
    assert "info inferred-date, line 3:" in text


def test_an_editor_reads_the_posts_of_a_live_blog():
    text = to_text(document(blog("12:32 GMT", "11:02 GMT", "09:10 GMT")))
    assert "2023-06-01T12:32:00+00:00 Update number 0 of the day" in text


def test_posts_without_headline_or_time_are_said_to_be_so():
    long_one = "The council met for hours and hours, " * 8 + "and then it went home."
    text = to_text(
        document(blog("12:32", "11:02", "09:10", head="Live\n").replace("Update number 0 of the day", long_one))
    )
    assert "no time no headline" in text


def test_long_passages_are_cut():
    made = document(f"{TITLE}\n\n{BODY}\nShare\n\n3 Comments\n\n" + "word " * 200)
    assert "word word…”" in to_text(made)
    assert to_json(made)["set_aside"]
