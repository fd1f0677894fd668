"""Boxes inside a text are set aside, and the text goes on behind them."""

import pytest

from tests.support.sources import BODY, MORE, document

PARTS = [*BODY.strip().split("\n\n"), *MORE.strip().split("\n\n")]
TITLE = "Old bridge is closed\n\nBy Ada Moore\n\n"


def shown(*between):
    text = TITLE + "\n\n".join((*PARTS[:3], *between, *PARTS[3:]))
    made = document(text, "a.txt")
    return [made.reading.slice(block.span) for block in made.posts[0].blocks]


@pytest.mark.parametrize(
    "box",
    [
        ("skip past letter form", "Sign up to Mornings", "Free, every weekday from us", "after letter form"),
        ("skip the offer", "What we have for members", "end of the offer"),
        ("Article content", "THIS IS FOR MEMBERS", "• All of it.", "• A puzzle.", "or", "Article content"),
    ],
)
def test_forms_and_offers_inside_a_text_are_set_aside(box):
    assert shown(*box) == PARTS


def test_cards_of_other_stories_are_set_aside_where_the_text_names_again_what_it_named():
    first = "The town of Eastmere said on Thursday in Holm that the bridge would be closed for most of the year. " * 3
    again = "Shops in Eastmere have lost half of their buyers since the day on which the road was closed to cars."
    cards = "Related stories\n\nA goat in a kitchen\n\nSix plans for a market"
    text = f"{TITLE}{first.strip()}\n\n{cards}\n\n{again}\n\n{PARTS[4]}"
    made = document(text, "a.txt")
    assert [made.reading.slice(block.span) for block in made.posts[0].blocks] == [first.strip(), again, PARTS[4]]


def test_a_word_that_begins_like_a_link_is_text():
    assert shown("Skip the line, some of them said.") == [*PARTS[:3], "Skip the line, some of them said.", *PARTS[3:]]
