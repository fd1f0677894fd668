"""Which lines are headline, credits, captions, text, furniture."""

import pytest

from generator.extract.structure.furniture import is_furniture
from generator.extract.structure.lines import Line
from generator.language import words
from generator.model import Block, Span
from tests.support.sources import BODY, MORE, aside, document, explained, kinds, value

EN = words("en")
TITLE = "Old bridge over the river is closed"


def line(text, raw=None):
    return Line(block=Block(kind="paragraph", span=Span(0, len(text))), text=text, raw=raw or text, first=1, last=1)


@pytest.mark.parametrize(
    "text",
    [
        "Share",
        "195 Shares",
        "Comments (3)",
        "3 Comments",
        "Share Tweet Pin",
        "Facebook | Twitter",
        "•",
        "12",
        "https://ledger.example/old-bridge",
        "[photo-feed feed=1]",
        "[gallery]",
        "old-bridge-over-the-river-is-closed",
        "bridge_01.jpg",
        "@adamoore",
        "#bridges #rivers",
        "Screenshot 2023-06-01 09.26.41",
        "4 min read",
        "16 Posts",
        "Sign up for our daily letter",
        "© 2023 The Ledger",
        "(function() { document.cookie = 1; })",
        "3 hours ago",
        "vor 3 Stunden",
        "Image 1 of 8",
        "ada@ledger.example",
        "ledger.com/ada",
        "Please let us know if something does not work.",
    ],
)
def test_furniture(text):
    assert is_furniture(line(text), EN)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is closed.",
        "Share of the costs",
        "Twelve",
        "A well-known bridge",
        "Cracks",
        "Comments from the mayor came late.",
    ],
)
def test_no_furniture(text):
    assert not is_furniture(line(text), EN)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}\n\n", TITLE),
        (f"# {TITLE}\n\n", TITLE),
        (f"{TITLE}\n\nBy Ada Moore\n\n{TITLE}\n\n", TITLE),
        ("Old bridge over the river\nis closed after cracks\n\n", "Old bridge over the river is closed after cracks"),
        ("Old bridge closed, cracks in\nTwo Pillars\n\n", "Old bridge closed, cracks in Two Pillars"),
        (f"News\n\nRegion\n\n{TITLE}\n\nBy Ada Moore\n\n", TITLE),
        (f"# [The Ledger](https://ledger.example/)\n\n## {TITLE}\n\nBy Ada Moore\n\n", TITLE),
        ("# Old bridge –\n# closed again\n\n", "Old bridge – closed again"),
        (f"News » Region » {TITLE}\n\n", TITLE),
        (
            f"Region\n\n{TITLE}\n\nCracks in two old pillars were found by engineers of the valley\n\nBy Ada Moore\n\n",
            TITLE,
        ),
        (f"Region and valley news\n\n{TITLE}\n\nBy Ada Moore\n\n", TITLE),
    ],
)
def test_headline(head, title):
    assert value(explained(head + BODY), "headline") == title


def test_a_headline_said_again_is_a_duplicate():
    assert aside(explained(f"{TITLE}\n\nBy Ada Moore\n\n{TITLE}\n\n{BODY}"), "duplicate") == [5]


def test_a_heading_after_the_text_is_no_headline():
    answer = explained(f"{TITLE}\n\n2023-06-01\n\n{BODY}\n# configuration\n\nset bridge closed")
    assert value(answer, "headline") == TITLE


def test_text_without_any_prose_stays_text():
    assert kinds("Bridge\nclosed") == [(2, "paragraph")]


def test_subtitle_stands_before_the_byline():
    answer = explained(f"{TITLE}\n\nEngineers found cracks in two pillars this week.\n\nBy Ada Moore\n\n{BODY}")
    assert value(answer, "subtitle") == "Engineers found cracks in two pillars this week."
    assert "Engineers found" not in answer["text"]


def test_the_first_paragraph_is_no_subtitle():
    answer = explained(f"{TITLE}\n\n{BODY}")
    assert answer["subtitle"] is None


def test_furniture_around_the_text_is_set_aside():
    text = f"{TITLE}\n\nShare\n\n{BODY}\nRelated Stories\n\nMayor opens pool\n\nThe pool is open\n"
    answer = explained(text)
    assert aside(answer, "boilerplate") == [3, 11, 13, 15]
    assert answer["text"].startswith("The old bridge")
    assert answer["text"].endswith("dust.")


def test_comments_end_the_text_however_long_they_are():
    text = f"{TITLE}\n\n{BODY}\n{BODY}\n3 Comments\n\n" + "\n\n".join(
        f"{n} Well, {paragraph}" for n in range(4) for paragraph in BODY.split("\n\n")
    )
    assert "Well" not in explained(text)["text"]


def test_a_menu_of_links_is_set_aside():
    menu = "\n".join(f"* [Section {n}](https://ledger.example/{n})" for n in range(6))
    answer = explained(f"{menu}\n\n# {TITLE}\n\n{BODY}", path="notes.md")
    assert aside(answer, "boilerplate") == [1, 2, 3, 4, 5, 6]


def test_links_in_markup_are_read_as_their_words():
    answer = explained(
        f"# {TITLE}\n\n{BODY}\nThe *mayor* of [Bridgetown](https://town.example) said that the money would come.\n",
        path="a.md",
    )
    assert answer["text"].endswith("The mayor of Bridgetown said that the money would come.")


def test_closing_short_lines_and_lists_belong_to_the_text():
    closing = "Closed roads:\n\n• Mill Lane\n\n• River Road"
    assert explained(f"{TITLE}\n\n{BODY}\n{closing}")["text"].endswith("River Road")
    assert explained(f"{TITLE}\n\n{BODY}\nUpdates will follow")["text"].endswith("Updates will follow")
    numbered = "1) Mill Lane\nhttps://town.example/1\n\n2) River Road"
    assert explained(f"{TITLE}\n\n{BODY}\n{numbered}")["text"].endswith("River Road")


def test_a_doubled_caption_is_one_with_its_credit():
    caption = "The bridge seen from the mill on Thursday."
    text = f"{TITLE}\n\n{BODY}\n{caption}\n{caption} Cara Lind/The Ledger\n\n{MORE}"
    made = document(text)
    block = next(block for block in made.blocks() if block.kind == "caption")
    assert made.reading.words(block) == caption
    assert made.reading.slice(block.credit) == "Cara Lind/The Ledger"
    assert aside(explained(text), "caption") == [9, 10]


def test_a_caption_doubled_without_a_credit_keeps_both_lines():
    caption = "The bridge seen from the mill on Thursday"
    assert aside(explained(f"{TITLE}\n\n{caption}\n{caption}\n\n{BODY}"), "caption") == [3, 4]


@pytest.mark.parametrize(
    "caption",
    [
        "Photo: Cara Lind",
        "The bridge on Thursday (Photo: Cara Lind)",
        "The bridge on Thursday. Photo: Cara Lind",
        "The bridge on Thursday Cara Lind/Ledger Photos",
        "The bridge over the river on Thursday. (Cara Lind/The Ledger)",
        "The bridge over the river on Thursday. (QXN Photo/Cara Lind, File)",
        "The bridge over the river on Thursday. (Valley Council via QXN)",
        "FILE - The bridge over the river, seen from the mill, before it was closed to cars.",
        "In this photo of the council, the old bridge over the river can be seen from the mill.",
        "2of7The bridge over the river on Thursday, seen from the mill.",
        "The bridge over the river, seen from the mill | QXN",
    ],
)
def test_captions_by_label_and_credit(caption):
    assert aside(explained(f"{TITLE}\n\n{caption}\n\n{BODY}"), "caption") == [3]


@pytest.mark.parametrize(
    "text",
    [
        "1/2 of a pillar was gone, and the other half had cracks as wide as a hand.",
        "The plans follow a standard of the valley (ISO/IEC 27001).",
        "They used a program for bridges that is free for all (pillar/json).",
    ],
)
def test_fractions_and_names_of_standards_are_no_captions(text):
    assert aside(explained(f"{TITLE}\n\n{BODY}\n{text}\n\n{MORE}"), "caption") == []


@pytest.mark.parametrize(
    "caption",
    [
        "Mayor Otto Brandl chairs a meeting of the council by video link in Kirnmouth, Sarnia, on Feb. 18, 2026.",
        "Rescuers clear rubble from a street after a storm in Ostrava Bay, Sarnia, 3 March 2025.",
        "Ines Calder and Bo Lind shake hands at the summit in Grannock, Vessia January 28, 2019.",
        "Envoys hold a meeting at a school in Grannock, Vessia June 8, 2019. AGENCY/Cara Lind/File Photo Buy a licence",
        "[3/5] Ferries lie in the harbour of Grannock after the storm.",
        "In this pool photograph, Mayor Otto Brandl opens the bridge.",
    ],
)
def test_a_scene_with_its_place_and_full_date_is_a_caption(caption):
    assert aside(explained(f"{TITLE}\n\n{BODY}\n{caption}\n\n{MORE}"), "caption") == [9]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed by both envoys in Kirnmouth, the capital of Sarnia, on Feb. 18, 2026.",
        "Both sides hold the town, and the mayor attends each session of the council, which meets on Fridays.",
        "Crowds gather here each year. The bridge fell in Ostrava Bay, Sarnia, on 3 March 2025.",
        "Of the ferries in the harbour of Grannock the storm sank 3 of 5",
    ],
)
def test_news_with_a_full_date_or_a_ratio_is_no_caption(text):
    assert aside(explained(f"{TITLE}\n\n{BODY}\n{text}\n\n{MORE}"), "caption") == []


@pytest.mark.parametrize("counter", ["Hide Caption {} of 9", "Slide {} of 9", "Bild {} von 9", "Photo {}/9"])
def test_lines_that_end_with_their_number_in_a_gallery_are_captions(counter):
    pictures = [f"Ferries lie in the harbour of Grannock, seen from pier {n}. {counter.format(n)}" for n in (1, 2)]
    assert aside(explained(f"{TITLE}\n\n{BODY}\n{pictures[0]}\n{pictures[1]}\n\n{MORE}"), "caption") == [9, 10]


def test_the_same_words_before_a_numbered_picture_are_its_caption():
    picture = "The bridge over the river on Thursday, seen from the mill"
    assert aside(explained(f"{TITLE}\n\n{BODY}\n{picture}.\n\n2of7{picture}.\n\n{MORE}"), "caption") == [9, 11]


def test_a_section_s_other_stories_end_the_text():
    other = (
        "Valley\n\nMore Valley\n\nMill to be sold in spring\n\nThe mill has stood empty for ten years, the owner said."
    )
    assert explained(f"{TITLE}\n\n{BODY}\n{other}\n\n{MORE}")["text"].startswith(BODY.strip())
    assert "Mill to be sold" not in explained(f"{TITLE}\n\n{BODY}\n{other}\n")["text"]


def test_a_sentence_in_capitals_amid_the_text_is_a_link():
    shouted = "GET THE LEDGER ON THE GO BY CLICKING RIGHT HERE"
    assert aside(explained(f"{TITLE}\n\n{BODY}\n{shouted}\n\nTHE OLD MILL\n\n{MORE}"), "boilerplate") == [9]


def test_a_byline_may_end_the_text():
    answer = explained(f"{TITLE}\n\n1 June 2023\n\n{BODY}\nPosted by Ada Moore, Bridges, The Ledger\n")
    assert value(answer, "authors") == ["Ada Moore"]
    assert "Posted by" not in answer["text"]


def test_a_second_credit_that_ends_the_text_is_a_byline():
    signed = "Reporting by Ada Moore and Ben Holt; Editing by Cara Lind"
    answer = explained(f"{TITLE}\n\nBy Ada Moore\n\n{BODY}\n{signed}\n")
    assert aside(answer, "byline") == [3, 11]
    assert value(answer, "authors") == ["Ada Moore"]


def test_a_photographer_under_the_headline_is_no_author():
    text = f"{TITLE}\n\nPhoto:\n\nCara Lind\n\n1 June 2023\n\n{BODY}"
    assert explained(text)["authors"] is None


def test_a_line_with_a_credit_right_under_it_is_a_caption():
    text = (
        f"{TITLE}\n\n{BODY}\nThe bridge stands over the river since the year of the flood.\nPhoto: Cara Lind\n\n{MORE}"
    )
    assert aside(explained(text), "caption") == [9, 10]


def test_a_label_under_a_screenshot_name_is_its_caption():
    answer = explained(f"{TITLE}\n\nScreenshot 2023-06-01 09.26.41\nTown Channels\n\n{BODY}")
    assert aside(answer, "boilerplate") == [3]
    assert aside(answer, "caption") == [4]


def test_kinds_of_the_running_text():
    text = (
        f"{TITLE}\n\n{BODY}\nWhat happens now\n\n{MORE}\n"
        "• Mill Lane\n\nIn a letter the mayor wrote\n\n"
        "The bridge has served us well for a hundred years, and it will again.\n\n"
        "Correction: An earlier version misstated the number of pillars.\n\nWhy was it closed?\n\n"
        "Because engineers said that nobody could promise that it would hold."
    )
    assert [kind for _, kind in kinds(text)][3:] == [
        "heading",
        "paragraph",
        "paragraph",
        "list",
        "paragraph",
        "quotation",
        "correction",
        "heading",
        "paragraph",
    ]


def test_a_correction_is_listed():
    answer = explained(f"{TITLE}\n\n{BODY}\nCorrection: There are nine pillars, not eight.\n")
    assert answer["corrections"] == [{"lines": [9, 9], "text": "Correction: There are nine pillars, not eight."}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The council of the old town and the", "mayor met on Friday to talk about the bridge."),
        ("Speaking on Friday in the hall, the Minister", "Ada Moore promised that the money would come."),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_rejoined(first, second):
    answer = explained(f"{TITLE}\n\n{BODY}\n{first}\n\n{second}\n")
    assert answer["rejoined"] == [[9, 11]]
    assert f"{first} {second}" in answer["text"]


def test_a_heading_before_a_capital_is_not_rejoined():
    assert explained(f"{TITLE}\n\n{BODY}\nWhat the council says\n\n{MORE}")["rejoined"] == []


def test_bold_lines_head_sections():
    text = f"# {TITLE}\n\n{BODY}\n**What now?**\n\n{MORE}"
    assert (9, "heading") in kinds(text, "a.md")


def test_an_authors_box_ends_the_text():
    box = "About Ada Moore\n\nShe has written about bridges for ten years, and about rivers for nine."
    assert explained(f"{TITLE}\n\nBy Ada Moore\n\n{BODY}\n{box}\n")["text"] == BODY.strip()


def test_the_headline_with_a_pictures_number_is_a_duplicate():
    assert aside(explained(f"{TITLE}\n\n{BODY}\n{TITLE} 2\n\n{MORE}"), "duplicate") == [9]


def test_a_paragraph_said_twice_is_shown_once():
    first = BODY.split("\n")[0]
    answer = explained(
        f"{TITLE}\n\n{BODY}\n{first}\n\nThe council meets again in autumn, and then the mayor wants to decide on it.\n"
    )
    assert aside(answer, "duplicate") == [9]


def test_short_sentences_before_the_text_belong_to_it():
    assert explained(f"{TITLE}\n\nIt is closed.\n\n{BODY}")["text"].startswith("It is closed.")


def test_a_heading_right_before_the_text_is_kept():
    assert (3, "heading") in kinds(f"# {TITLE}\n\n## Cracks\n\n{BODY}", "a.md")


@pytest.mark.parametrize("between", ["", "By Ann Lee\n\n3 May 2024\n\n"])
def test_a_line_heads_the_only_paragraph_however_short_it_is(between):
    only = "The old bridge over the river was closed on Thursday. Engineers had found cracks in two of its pillars."
    text = f"Bridge closed\n\n{between}{only}\n"
    assert value(explained(text), "headline") == "Bridge closed"
    assert [kind for _, kind in kinds(text)] == ["paragraph"]


@pytest.mark.parametrize(
    ("by", "end", "stays"),
    [
        ("By Ada Moore", "Ada Moore is a reporter in Oslo. She has written about bridges for ten years.", False),
        ("By Ada Moore", "Lena Holt is a reporter in Oslo. She has written about bridges for ten years.", True),
        ("By Ada Moore", "Ada Moore, her neighbours say, is the last who remembers the bridge being built.", True),
        ("", "Ada Moore is a reporter in Oslo. She has written about bridges for ten years.", True),
    ],
)
def test_who_the_author_is_does_not_belong_to_the_text(by, end, stays):
    text = f"{TITLE}\n\n{by}\n\n{BODY}\n{end}\n"
    shown = document(text).blocks()
    assert any(end in document(text).reading.words(block) for block in shown) is stays


def test_who_the_author_is_is_told_in_other_languages():
    text = (
        "Alte Brücke über den Fluss gesperrt\n\nVon Ada Moore\n\n"
        "Die alte Brücke über den Fluss ist seit Donnerstag gesperrt, weil zwei ihrer Pfeiler Risse haben.\n\n"
        "Wer in die Stadt will, muss nun durch das Tal fahren, das dauert zwanzig Minuten länger als bisher.\n\n"
    )
    end = "Ada Moore arbeitet seit 2010 als Reporterin für diese Zeitung."
    assert len(kinds(text + end)) == len(kinds(text)) == 2


def test_an_author_who_is_told_of_first_is_in_the_text():
    text = f"{TITLE}\n\nBy Ada Moore\n\nAda Moore is a reporter in Oslo. She saw the bridge fall.\n"
    assert [kind for _, kind in kinds(text)] == ["paragraph"]


def test_who_the_author_is_does_not_belong_to_a_page_either():
    end = "Ada Moore is a reporter in Oslo. She has written about bridges for ten years."
    told = "".join(f"<p>{line}</p>" for line in ("By Ada Moore", *BODY.split("\n\n"), *MORE.split("\n\n"), end))
    page = document(f"<html><body><article><h1>{TITLE}</h1>{told}</article></body></html>", "page.html")
    assert not any(end in page.reading.words(block) for block in page.blocks())
    assert any("two of its pillars" in page.reading.words(block) for block in page.blocks())


def test_years_head_the_parts_of_a_chronology():
    text = f"A town under siege\n\n1867\n\n{BODY}\n\n1868: the thaw\n\n{MORE}\n\n1869"
    made = document(text)
    shown = {made.reading.words(block): block.kind for block in made.blocks()}
    assert shown["1867"] == shown["1868: the thaw"] == "heading"
    assert "1869" not in shown


def test_the_first_paragraph_is_no_headline_where_the_front_matter_states_one():
    made = explained(f'---\ntitle: "Crossing shut"\n---\n\n{BODY}', path="a.md")
    assert value(made, "headline") == "Crossing shut"
    assert made["text"] == BODY.strip()
