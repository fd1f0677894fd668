import datetime as dt
import io
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image, ImageChops

from generator.corpus import assemble, rights
from generator.exports import head_metadata
from generator.exports.cards import CHARS, HOME, MOST, SIZE, cards, drawing
from generator.exports.cards.drawing import Face, draw, drawable
from generator.settings import Settings
from tests.support import processes
from tests.support.making import DESK, DOCUMENTS, document, fact

SITE = Settings(site_name="Test desk", site_url="https://site.example/b/", cards=True)
TOPIC, DAY = "topics/border-attacks.md", "days/2024-05-06.md"
FIRE = "Fire gutted the Tarnhold mill in Ostrava Bay on Monday and hurt 14 workers, director Ines Calder said."


def reports(headline="Fire at the mill", **more):
    """Two reports that are one story."""
    for path, outlet in (("a.txt", "Harbour Post"), ("b.txt", "Bay Mirror")):
        facts = {"headline": fact(headline), "publisher": fact(outlet), **more}
        yield document(FIRE, path=path, people=("Ines Calder",), places=("Ostrava Bay",), **facts)


def cards_of(*documents):
    return cards(assemble(documents, DESK), SITE)


def story_card(*documents):
    [card] = [card for page, card in cards_of(*documents).items() if page.startswith("stories/")]
    return card


def picture(face):
    return Image.open(io.BytesIO(draw(face)))


def face(title, note="2 documents"):
    return Face(site="Test desk", title=title, note=note)


def same(one, other):
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is None


def test_home_topics_days_and_stories_have_cards_of_their_own():
    found = cards_of(*DOCUMENTS, *reports())
    assert {page.partition("/")[0] for page in found} == {"index.md", "topics", "days", "stories"}
    assert found[HOME].face == Face(site="", title="Test desk", note="What the collected sources report")
    assert found[DAY].face.title == "Monday, 6 May 2024"
    assert found[TOPIC].alt == "Test desk · Border attacks · 6 May to 7 May 2024 · 2 documents · 1 outlet named"
    assert found[TOPIC].path == "cards/topics/border-attacks.png"
    assert len({card.path for card in found.values()}) == len(found)


def test_a_headline_is_said_to_be_that_of_its_outlet():
    assert story_card(*reports()).face.note == "Headline: Harbour Post · 2 documents · 2 outlets named"


def test_a_card_is_a_small_picture_of_the_size_that_services_ask_for():
    for card in cards_of(*DOCUMENTS, *reports()).values():
        made = picture(card.face)
        assert (made.format, made.size) == ("PNG", SIZE)
        assert len(draw(card.face)) < 40_000


def test_the_picture_follows_each_of_its_words():
    before = face("Fire at the mill")
    for other in (face("Fire at the mills"), replace(before, site="Test desks"), replace(before, note="3 documents")):
        assert not same(picture(before), picture(other))


def test_the_same_words_give_the_same_bytes_in_any_process():
    code = (
        "import sys; from generator.exports.cards.drawing import Face, draw; sys.stdout.buffer.write(draw(Face(**{})))"
    )
    words = {"site": "Test desk", "title": "Пожежа на млині", "note": "2 documents"}
    made = processes.run([sys.executable, "-c", code.format(words)], capture_output=True, check=True).stdout
    assert made == draw(Face(**words))


def test_cyrillic_letters_are_drawn_and_not_boxes():
    letters = "ЖЯШЩЮФДЪЫЭБГЛПЦЧҐЄІЇ"
    assert drawable(letters) == letters
    drawn = [picture(face(letter)).convert("RGB").tobytes() for letter in [*letters, "\uffff"]]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Fire 🔥 at  the\nmill", "Fire at the mill"),
        ("水 and fire", ""),
        ("حريق", ""),
        ("Cafe\u0301", "Café"),
    ],
)
def test_what_the_font_lacks_is_never_a_box(text, drawn):
    assert drawable(text) == drawn


def test_a_page_whose_title_cannot_be_drawn_has_the_card_of_the_site():
    assert not [page for page in cards_of(*reports("火災")) if page.startswith("stories/")]
    nameless = replace(SITE, site_name="新聞")
    assert HOME not in cards(assemble(DOCUMENTS, DESK), nameless)


def inside(made):
    """Whether nothing is drawn in the margins; letters may lean out a little."""
    paper = Image.new("RGB", SIZE, drawing.PAPER)
    left, top, right, bottom = ImageChops.difference(made.convert("RGB"), paper).getbbox()
    edge = drawing.MARGIN - 24
    return left >= edge and top >= edge and right <= SIZE[0] - edge and bottom <= SIZE[1] - edge


def title_and_note_are_apart(made):
    row = made.convert("RGB").crop((0, drawing.NOTE_TOP - 20, SIZE[0], drawing.NOTE_TOP))
    return row.getcolors() == [(SIZE[0] * 20, drawing.PAPER)]


@pytest.mark.parametrize("word", ["Long", "W" * 120, "Überraschungsangriff", "Щ"])
def test_a_title_of_300_characters_fits(word):
    made = picture(face(" ".join([word] * 300)[:CHARS]))
    assert inside(made)
    assert title_and_note_are_apart(made)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("C", "M"), max_codepoint=0x52F), max_size=CHARS))
def test_no_words_leave_their_place(text):
    made = picture(Face(site=drawable(text), title=drawable(text), note=drawable(text)))
    assert inside(made)
    assert title_and_note_are_apart(made)


def test_only_the_latest_days_have_cards():
    many = [
        document("Rain fell.", path=f"{number}.txt", published=fact(day))
        for number, day in enumerate(sorted(days(MOST + 5)))
    ]
    found = sorted(page for page in cards_of(*many) if page.startswith("days/"))
    assert len(found) == MOST
    assert found[-1] == f"days/{max(days(MOST + 5))}.md"


def days(number):
    return [dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(number)]


@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_a_card_says_nothing_that_rights_take_from_the_page(mode):
    made = [rights.restricted(one, "full") for one in reports(rights=fact(mode))]
    assert story_card(*made).face.title == "Fire at the mill"
    said = " ".join(card.alt for card in cards_of(*made).values())
    assert not {"gutted", "Tarnhold", "Calder"} & set(said.split())


def test_pages_lead_to_their_picture_and_say_what_it_says():
    card = cards_of(*DOCUMENTS)[TOPIC]
    page = html.fromstring(f"<html><head>{head_metadata.picture(SITE, card)}</head><body></body></html>")
    assert {one.get("property") or one.get("name"): one.get("content") for one in page.iter("meta")} == {
        "og:image": "https://site.example/b/cards/topics/border-attacks.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": card.alt,
        "twitter:card": "summary_large_image",
    }
    assert 'content="summary"' in head_metadata.picture(SITE, None)
