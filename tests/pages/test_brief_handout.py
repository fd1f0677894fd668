"""A day's brief to send: Markdown, HTML without foreign parts, JSON."""

import datetime as dt
import json
import re
from dataclasses import replace

import nh3
import pytest

from generator.corpus import assemble
from generator.corpus.briefs import brief
from generator.corpus.stories import Copy
from generator.model import Quotation
from generator.pages import brief_handout, days
from generator.runtime.memo import Memo
from tests.support.making import DESK, document, fact

DAY = dt.date(2024, 5, 7)
HOSTILE = 'The shelling <img src=x onerror=alert(1)> hit [12 houses](javascript:alert(1)) & "one" mill in Ridgeport.'
SAID = "We will rebuild the bridge before the winter comes"


def quoting(words, path):
    made = document(
        f"“{words}”\n{HOSTILE}\n! Correction: the report gave a wrong name.",
        path=path,
        published=fact(DAY),
        publisher=fact(f"Outlet {path}"),
    )
    block = made.posts[0].blocks[0]
    one = Quotation(text=words, span=block.span, speaker="Ada Holt", rule="by-hand")
    return replace(made, posts=(replace(made.posts[0], quotations=(one,)),))


CORPUS = assemble(
    [quoting(SAID, "a.txt"), quoting(SAID.replace("the winter", "spring"), "b.txt"), quoting(SAID, "c.txt")], DESK
)
BRIEF = brief(CORPUS, DAY)


def test_markdown_names_file_and_line_or_leads_to_the_site():
    text = brief_handout.to_markdown(CORPUS, BRIEF)
    assert text.startswith("# Tuesday, 7 May 2024\n")
    assert "## Border attacks" in text
    also = [f"Outlet {path} ({path}, line 2), shares its text with Outlet a.txt" for path in ("b.txt", "c.txt")]
    assert f"(a.txt, line 2); also reported by {', '.join(also)}" in text
    linked = brief_handout.to_markdown(CORPUS, BRIEF, "https://site.example/")
    assert "](https://site.example/documents/a-18b7cb09/#p-" in linked
    assert "a.txt, line 2" not in linked


def test_a_quotation_is_shown_once_with_what_others_changed():
    text = brief_handout.to_markdown(CORPUS, BRIEF).partition("## Quotations")[2]
    assert text.count(SAID) == 1
    assert "; also quoted by Outlet c.txt" in text
    assert "    - Outlet b.txt has “We will rebuild the bridge before **spring** comes”" in text


def test_the_page_of_html_is_whole_and_runs_nothing():
    page = brief_handout.to_html(CORPUS, BRIEF, "https://site.example/")
    body = page[page.index("<body>") + 6 : page.index("</body>")]
    assert not re.search(r"<(script|img|iframe|link)|javascript:(?!alert\(1\)\))", body)
    assert "onerror=alert(1)&gt;" in body
    assert 'href="https://site.example/documents/' in body
    assert nh3.clean_text(brief_handout.STYLE) != ""
    assert "default-src 'none'" in page
    assert len(re.findall("<style>", page)) == 1


@pytest.mark.parametrize("site", ["javascript:alert(1)/", "data:text/html,x/"])
def test_an_address_that_is_none_is_no_link(site):
    assert "href=" not in brief_handout.to_html(CORPUS, BRIEF, site)


def test_json_has_everything_with_its_lines():
    data = json.loads(json.dumps(brief_handout.to_data(CORPUS, BRIEF)))
    assert data["day"] == "2024-05-07"
    assert data["before"] is None
    assert data["reports"] == ["a.txt", "b.txt", "c.txt"]
    developments = [one for section in data["sections"] for one in section["developments"]]
    development = next(one for one in developments if one["text"] == HOSTILE)
    assert (development["source"], development["lines"]) == ("a.txt", [2, 2])
    assert [one["source"] for one in development["also"]] == ["b.txt", "c.txt"]
    assert [one["text"] for one in data["corrections"]][:1] == ["Correction: the report gave a wrong name."]
    assert [len(one["also"]) for one in data["quotations"]] == [2]
    assert data["figures"] == []


@pytest.mark.parametrize(("dated", "words"), [(True, "copies"), (False, "shares its text with")])
def test_a_copy_is_named_as_one(dated, words):
    entries = {entry.document.path: entry for entry in CORPUS.days[DAY]}
    copy = Copy(source=entries["b.txt"], of=entries["a.txt"], share=0.9, dated=dated)
    corpus = replace(CORPUS, copies=(copy,))
    text = brief_handout.to_markdown(corpus, brief(corpus, DAY))
    assert f"Outlet b.txt (b.txt, line 2), {words} Outlet a.txt" in text
    (day,) = (one.text for one in days.pages(corpus, Memo()) if "Tuesday" in one.text and "## In brief" in one.text)
    assert re.search(rf"\[Outlet b\.txt\].*\*{words}\*{{: \.from }} \[Outlet a\.txt\]\(\.\./documents/a-", day)
    data = brief_handout.to_data(corpus, brief(corpus, DAY))
    also = [one["copies"] for part in data["sections"] for told in part["developments"] for one in told["also"]]
    assert {"source": "a.txt", "share": 0.9, "dated": dated} in also


def test_what_is_new_since_the_day_before_is_said():
    old = document(HOSTILE, path="old.txt", published=fact(dt.date(2024, 5, 5)))
    new = document(f"{HOSTILE}\nThe council closed both schools of the lower town.", published=fact(DAY))
    corpus = assemble([old, new], DESK)
    text = brief_handout.to_markdown(corpus, brief(corpus, DAY))
    assert "New since Sunday, 5 May 2024: 1 of 2; what was told before is marked." in text
    assert text.count("(told before)") == 1
    corpus = assemble([replace(old, reading=replace(old.reading, text="x" * len(HOSTILE))), new], DESK)
    assert "Nothing of this was found in the reports of Sunday" in brief_handout.to_markdown(corpus, brief(corpus, DAY))
