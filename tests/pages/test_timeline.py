import datetime as dt
import re
from dataclasses import replace

import pytest

from generator.addresses import document_path
from generator.corpus import assemble
from generator.model import EventDay, Span
from generator.pages import timeline
from tests.support.making import DESK, document, fact

TUESDAY = dt.date(2024, 5, 7)


def telling(text, *told, path="a.txt", published=TUESDAY):
    """A document whose words tell of days: (words, day) or (words, day, precision)."""
    made = document(text, path=path, published=fact(published), publisher=fact("Harbour Post"))
    days = tuple(
        EventDay(
            words=words,
            day=day,
            precision=precision[0] if precision else "day",
            span=Span(text.index(words), text.index(words) + len(words)),
            rule="by-hand",
        )
        for words, day, *precision in told
    )
    return replace(made, posts=(replace(made.posts[0], event_days=days),))


def page(*documents):
    return timeline.page(assemble(documents, DESK)).text


def test_sentences_stand_under_the_day_that_they_tell_of():
    made = telling(
        "The bridge held. On Monday the river rose by a metre. Nobody slept.", ("On Monday", dt.date(2024, 5, 6))
    )
    text = page(made)
    assert "## May 2024 {: #month-2024-05 }" in text
    assert "### [Monday, 6 May 2024](days/2024-05-06.md) {: #day-2024-05-06 }" in text
    anchor = next(made.blocks()).anchor
    (line,) = re.findall("^- .*$", text, re.MULTILINE)
    assert line.startswith("- On Monday the river rose by a metre. [Harbour Post](outlets/")
    assert f"({document_path('a.txt')}#{anchor})" in line


def test_every_day_is_linked_and_the_newest_comes_first():
    text = page(
        telling("On Tuesday it rained. On Monday it did not.", ("Tuesday", TUESDAY), ("Monday", dt.date(2024, 5, 6)))
    )
    assert text.index("### [Tuesday, 7 May 2024](days/2024-05-07.md)") < text.index("### [Monday, 6 May 2024]")


def test_the_same_sentence_is_told_once_and_a_document_has_two():
    words = "On Tuesday the river rose by a metre near the old bridge, they said."
    many = telling(
        "\n".join(f"Line {n} on Tuesday." for n in range(4)), *((f"Line {n}", TUESDAY) for n in range(4)), path="c.txt"
    )
    text = page(telling(words, ("Tuesday", TUESDAY)), telling(words, ("Tuesday", TUESDAY), path="b.txt"), many)
    assert [line[:8] for line in re.findall("^- .*$", text, re.MULTILINE)] == ["- On Tue", "- Line 0", "- Line 1"]


def test_a_full_day_says_how_much_more_there_is():
    text = page(*(telling(f"On Tuesday {n} ships came in.", ("Tuesday", TUESDAY), path=f"{n}.txt") for n in range(10)))
    assert len(re.findall("^- ", text, re.MULTILINE)) == 8
    assert "2 more sentences in the documents." in text


def test_old_days_are_counted():
    first = dt.date(2020, 1, 1)
    days = [first + dt.timedelta(days=number) for number in range(122)]
    text = page(*(telling("That day it rained.", ("That day", day), path=f"{day}.txt") for day in days))
    assert text.count("### ") == 120
    assert "2 earlier days in the documents" in text


@pytest.mark.parametrize("told", [[], [("May", dt.date(2024, 5, 1), "month")]])
def test_without_days_the_page_says_so(told):
    assert "No source tells of a day yet." in page(telling("In May it rained.", *told))


def test_what_a_source_says_is_inert_and_without_the_mark_of_a_list():
    text = page(telling("• <b>On Tuesday</b> it | rained.", ("On Tuesday", TUESDAY)))
    (line,) = re.findall("^- .*$", text, re.MULTILINE)
    assert line.startswith("- &#60;b&#62;On Tuesday")
