"""The page of corrections: those that sources print, and figures that one source gave differently later."""

import datetime as dt
from dataclasses import replace

from generator.corpus import assemble
from generator.model import Figure, Span
from generator.pages import corrections
from tests.support.making import DESK, document, fact

DAY = dt.date(2024, 5, 7)


def hurt(value, text, by, time, path):
    made = document(text, path=path, published=fact(dt.datetime.fromisoformat(time)), publisher=fact("Harbour Post"))
    figure = Figure(
        value=value, what="injured", text="people", span=Span(0, len(text)), unit="people", outcome="injured", by=by,
        place="Ridgeport", day=DAY,
    )  # fmt: skip
    return replace(made, posts=(replace(made.posts[0], figures=(figure,)),))


def page(*documents):
    return corrections.page(assemble(documents, DESK)).text


def test_what_a_source_corrected_leads_to_its_paragraph():
    made = document("It rained.\n! Correction: it snowed.", published=fact(DAY), publisher=fact("Harbour Post"))
    text = page(made, document("Nothing here.", path="b.txt"))
    anchor = made.posts[0].blocks[1].anchor
    assert f"- Correction: it snowed.&nbsp;[¶](documents/notes-a-c60baa4a.md#{anchor})" in text
    assert "*7 May 2024*" in text
    assert text.count("### ") == 1


def test_a_figure_that_its_source_gave_differently_later():
    text = page(
        hurt(2, "Two were hurt.", "Ada Holt", "2024-05-07T10:00", "a.txt"),
        hurt(5, "Five were hurt.", "Ada Holt", "2024-05-07T12:00", "b.txt"),
        hurt(5, "The five were hurt.", "Ada Holt", "2024-05-07T13:00", "c.txt"),
        hurt(9, "Nine were hurt.", "Bo Lund", "2024-05-07T13:00", "d.txt"),
    )
    assert "- Injured, Ridgeport: Ada Holt\n" in text
    assert text.index("first **2** ") < text.index("later **5** ")
    assert text.count("later **") == 1
    assert "Bo Lund" not in text
    assert "said to be corrected" not in text


def test_a_number_that_was_put_right_is_called_so():
    text = page(
        hurt(5, "Five were hurt.", "Ada Holt", "2024-05-07T10:00", "a.txt"),
        hurt(3, "The corrected number is three.", "Ada Holt", "2024-05-07T12:00", "b.txt"),
    )
    assert "*said to be corrected*" in text


def test_nothing_to_correct_is_said():
    text = page(document("It rained."))
    assert "No source prints a correction." in text
    assert "No source gave a figure differently later." in text
