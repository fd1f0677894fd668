"""Headline and author of texts without markup, as newsrooms' pages and their programs lay out their heads."""

import pytest

from tests.support.sources import document

TITLE = "Eastmere shuts old ferry pier after divers find rot"
PROSE = (
    "The council of Eastmere said on Monday that the old ferry pier would be shut after divers found rot in its piles.",
    "About 900 people board the ferry there on a working day, and the next pier is forty minutes away on foot.",
    "Work on the piles is to begin in the spring, when the water is low and the boats lie in the inner harbour.",
)


def text_of(*head):
    return "\n\n".join((*head, *PROSE))


def facts(*head, name="a.txt"):
    found = document(text_of(*head), name).metadata
    return found.headline and found.headline.value, found.authors and found.authors.value


@pytest.mark.parametrize(
    "head",
    [
        (f"Home {TITLE}", "Harbour", TITLE, "By Ada Moore"),
        ("Go back to the top story", "Go back to the top story", TITLE, "By Ada Moore"),
        ("This article is more than 3 years old", TITLE, "This article is more than 3 years old", "By Ada Moore"),
        (
            "Share on Facebook31 Tweet Mail Mail Print",
            TITLE,
            "By Ada Moore",
            "Share on Facebook31 Tweet Mail Mail Print",
        ),
        (TITLE, "Traders on the quay said that nobody had asked", "News", "By Ada Moore"),
        ("Norland + 3 more", TITLE, "By Ada Moore"),
        ("4112TH MEETING", TITLE, "By Ada Moore"),
        (TITLE, "Look Closer", "Summary", "Look Closer", "By Ada Moore", "6 January 2026"),
    ],
)
def test_controls_crumbs_notices_and_decks_are_no_headlines(head):
    assert facts(*head) == (TITLE, ("Ada Moore",))


def test_a_short_headline_stands_over_its_long_deck():
    deck = "Why the council waited so long before it asked anybody to look at the pier"
    found = document(text_of("Rot is spreading", deck, "By Ada Moore", "13 November 2023")).metadata
    assert (found.headline.value, found.subtitle.value) == ("Rot is spreading", deck)
    assert facts("Harbour and Town", "Eastmere shuts the old ferry pier after its divers find rot", "By Ada Moore") == (
        "Eastmere shuts the old ferry pier after its divers find rot",
        ("Ada Moore",),
    )


@pytest.mark.parametrize("title", ["What happened on 13 November 2023?", "Harbour works review, November 13, 2023"])
def test_a_day_in_a_headline_is_not_the_day_of_the_text(title):
    found = document(text_of(title, "By Ada Moore", "14 November 2023")).metadata
    assert (found.headline.value, found.published.value.isoformat()) == (title, "2023-11-14")


@pytest.mark.parametrize(
    "head", ["---\ntitle: The pier\nauthor: Ada Moore\n---", "---\nauthor: Ada Moore\ndate: 2023-11-13\n---"]
)
def test_no_paragraph_becomes_the_headline_where_none_stands_in_the_text(head):
    found = document("\n\n".join((head, *PROSE)), "a.md")
    shown = [found.reading.slice(block.span) for block in found.posts[0].blocks if block.kind == "paragraph"]
    assert shown == list(PROSE)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (("Ada Moore", "Harbour", "Sep 30, 2024 7:00 AM", TITLE), ("Ada Moore",)),
        (("Ada Piles", "Harbour", "Sep 30, 2024 7:00 AM", TITLE), None),
        (("Eastmere Council", "Sep 30, 2024 7:00 AM", TITLE), None),
        ((TITLE, "Ada Moore", "Photo: Eastmere Pictures"), ("Ada Moore",)),
        ((TITLE, "Eastmere Ferry", "Photo: Ada Moore"), None),
        ((TITLE, "Ada Moore5 hours ago"), ("Ada Moore",)),
        (
            (TITLE, "Ada Moore Harbour Correspondent", "16 September 2024", "Related Topics", "Ben Holt,", "Cara Lind"),
            ("Ada Moore",),
        ),
        (
            (TITLE, "13 November 2023", "Ada Moore, head of the harbour, said that nobody had been hurt at the pier."),
            None,
        ),
    ],
)
def test_bare_names_are_authors_where_more_than_their_shape_says_so(head, authors):
    assert facts(*head)[1] == authors


def test_a_first_heading_of_two_words_stands_over_its_deck():
    deck = "The words of the council about the pier turn out to have been worth little."
    assert facts("# Rotten Vow", f"## {deck}", "By Ada Moore", name="a.md")[0] == "Rotten Vow"


@pytest.mark.parametrize(
    ("title", "more"),
    [
        (f"{TITLE} | Harbour Post", ""),
        (f"{TITLE} | Kestrel", ""),
        (f"{TITLE} - The Harbour Post", "outlet: The Harbour Post\n"),
        (f"{TITLE} – Harbourpost", "source: https://www.harbourpost.example/a/1\n"),
        (f"Harbour Post: {TITLE}", "publisher: Harbour Post\n"),
        (f"{TITLE} : HBP", "source: https://hbp.example/a/1\n"),
    ],
)
def test_the_outlet_behind_a_title_is_no_part_of_it(title, more):
    text = f"---\ntitle: '{title}'\n{more}---\n\n{text_of()}"
    assert document(text, "a.md").metadata.headline.value == TITLE


@pytest.mark.parametrize("title", [f"{TITLE} | Day 100", "Rain | Oslo Post", f"{TITLE} – for good", f"{TITLE} - Mayor"])
def test_what_no_outlet_is_called_stays_in_a_title(title):
    text = f"---\ntitle: '{title}'\nsource: https://www.harbourpost.example/a/1\n---\n\n{text_of()}"
    assert document(text, "a.md").metadata.headline.value == title


@pytest.mark.parametrize("title", ["Pier shut", "Rot in the piles", "Ferry halted"])
def test_a_short_line_over_byline_and_day_heads_the_text(title):
    sentences = ("The council agreed to shut the pier.", "Divers found rot in 157 of its piles.", "It opened in 1962.")
    read = document("\n\n".join((title, "By Ada Moore", "6 January 2026", *sentences)), "a.txt")
    assert read.metadata.headline.value == title
    assert [read.reading.words(block) for block in read.blocks() if block.kind == "paragraph"] == list(sentences)
