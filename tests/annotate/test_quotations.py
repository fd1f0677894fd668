"""Quotations and their speakers, by the habits of newsrooms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.quotations import quotations, to_json
from generator.language.grammar.tokens import overlapping
from generator.model import Block, Post, Reading, Span
from tests.support.prose import mention_of, post_of, reading_of


def found(text, mentions=(), language="en"):
    reading = reading_of(text)
    return [(one.text, one.speaker) for one in quotations(reading, post_of(reading), mentions, language)]


def speakers(text, language="en"):
    return [speaker for _, speaker in found(text, language=language)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will rebuild the bridge,” said Mayor Ana Ortiz.", "Ana Ortiz"),
        ("“We will rebuild the bridge,” Mayor Ana Ortiz said on Monday.", "Ana Ortiz"),
        ('Ana Ortiz, mayor of the town, said: "We will rebuild the bridge."', "Ana Ortiz"),
        ("“We will rebuild it,” Ana Ortiz, a councillor for the town, told reporters.", "Ana Ortiz"),
        ("“We will rebuild it,” said Ana Ortiz, who has been mayor since May.", "Ana Ortiz"),
        ("Ana Ortiz, in a post on the network late on Monday, said: “We will rebuild it.”", "Ana Ortiz"),
        ("Ana Ortiz, for her part, threatened to rebuild it “without asking anyone”.", "Ana Ortiz"),
        ("The envoy, Ana Ortiz, warned Norland to expect “a very hard winter”.", "Ana Ortiz"),
        ("The envoy, Ana Ortiz, called the plan “a very hard sell”.", "Ana Ortiz"),
        ("Her words were echoed by Ana Ortiz who called the plan “a very hard sell”.", "Ana Ortiz"),
        ("“It is a very hard sell,” one of the officials said.", "one of the officials"),
        ("A source in the Harbour Office said: “It is a very hard sell.”", "source in the Harbour Office"),
        ("Norland’s Harbour Ministry said it was “a very hard sell”.", "Norland’s Harbour Ministry"),
        ("Ana Ortiz, head of the Harbour Office: “The situation is under control.”", "Ana Ortiz"),
        ("Quote from Ana Ortiz: “The situation is under control.”", "Ana Ortiz"),
        (
            "According to a spokesman for the Friends of Norland Legion, it is “a very hard sell”.",
            "spokesman for the Friends of Norland Legion",
        ),
        ("A Norland diplomat was blunter: “Nobody sheds a tear for the town.”", "Norland diplomat"),
        ("“Is it a war that they call by another name?” asked one local.", "local"),
        ("As Ana Ortiz, the deputy head of the Harbour Office, put it: “Nobody asked the town.”", "Ana Ortiz"),
        ("The mayor of the town, who lives nearby, said “we will rebuild the bridge soon”.", "mayor of the town"),
        ("Her lawyer, Ana Ortiz, said “there is no case to answer here”.", "Ana Ortiz"),
        ("Ana Ortiz, an assistant attorney general said “there is no case to answer”.", "Ana Ortiz"),
        ("“It was dark and very cold,” said a spokesman for the harbour company.", "spokesman for the harbour company"),
        ("“It was dark and very cold,” a female resident declared.", "female resident"),
        (
            "A fighter from the Northern Volunteer Corps said they were “ready to fight again”.",
            "fighter from the Northern Volunteer Corps",
        ),
        ("The Harbour Gazette wrote that “pressure for a new bridge grows”.", "Harbour Gazette"),
        (
            "The plan is “a waste of public money”, the Transport Ministry said, adding it would be dropped.",
            "Transport Ministry",
        ),
        ("The plan was “a waste of public money”, according to Ana Ortiz.", "Ana Ortiz"),
        ("The plan has been described by critics as “a waste of public money”.", "critics"),
        ("The plan was called “a waste of public money” by local residents.", "local residents"),
        ("Ana Ortiz called the plan “a waste of public money”.", "Ana Ortiz"),
        ("Ana Ortiz went on the radio and claimed that “nobody asked the town”.", "Ana Ortiz"),
        ("With Ana Ortiz saying “nobody asked the town”, the vote was put off.", "Ana Ortiz"),
        ("On Tuesday Ana Ortiz said “nobody asked the town”.", "Ana Ortiz"),
        ("In a letter the council said “nobody asked the town”.", "council"),
        ("A man who was standing at the gate said “nobody asked the town”.", "man"),
        ("EU Commissioner Ana Ortiz warned that “nobody asked the town”.", "Ana Ortiz"),
        ("The ambassador to the UN Ana Ortiz said “nobody asked the town”.", "Ana Ortiz"),
        ("General Staff officers were busy. “Nobody asked the town,” the General Staff said.", "General Staff"),
        ("Ana Ortiz was quoted as saying “nobody asked the town”.", "Ana Ortiz"),
        ("Chief Ana Ortiz said talks with the firm revealed there was “a strong wish to leave”.", "Ana Ortiz"),
        ("The Harbour Gazette quoted Ana Ortiz as saying “nobody asked the town”.", "Ana Ortiz"),
        ("In a speech to the Harbour Council Ms Ortiz said: “Nobody asked the town.”", "Ortiz"),
        ("Councillor Christine May had said “nobody asked the town”.", "Christine May"),
        ("As Ana Ortiz put it, “nobody asked the town”.", "Ana Ortiz"),
        ("Analysts at Norden Bank said “nobody asked the town”.", "Analysts at Norden Bank"),
        ("While Norland describes it as “rather alarming,” Sudland has denied involvement.", "Norland"),
        ("“Stop all of this now!” Ana Ortiz said.", "Ana Ortiz"),
        ("'We will never rebuild the bridge,' said Ana Ortiz.", "Ana Ortiz"),
        ("‘We will never rebuild the bridge,’ said Ana Ortiz.", "Ana Ortiz"),
    ],
)
def test_speaker_beside_the_quotation(text, speaker):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ortiz was asked, “Will you rebuild the bridge this year?”",
        "“The bridge will never be rebuilt at all.”",
        "The plan has been described as “a waste of public money”.",
        "The judge asked Ana Ortiz whether she knew. She responded, “I knew nothing about it.”",
        "A statement said “the bridge will never be rebuilt”.",
        "He said “the bridge will never be rebuilt”.",
        "Ana Ortiz was asked if Boris Lund said so. “I am sure that he did not.”",
        "The bill, which ministers claim will help, is new. They said “it is a deeply flawed bill”.",
        "The Harbour Council met.\nIt rained.\nIt rained again.\nThey said “it is a deeply flawed bill”.",
    ],
)
def test_no_speaker_where_the_text_names_no_one(text):
    assert speakers(text)[-1:] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “bridge” was opened.",
        "Demand for what’s called “farmer’s tea with rum” grew.",
        "It works through a concept called “loop of long threads”.",
        "A film called “Bridges of the North” opened.",
        "He was codenamed “Caesar” by his men.",
        "Describing the “Northern Light” exercise, the paper was short.",
        "An article headlined, “Mayor shows growing wish to leave the town” appeared.",
        "“”",
    ],
)
def test_titles_names_and_scare_quotes_are_no_quotations(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ortiz spoke. “It is late,” she said. “We should all go home now.”", ["Ana Ortiz"] * 2),
        ("“It is late,” said Ana Ortiz.\n“We should all go home now.”", ["Ana Ortiz"] * 2),
        ("Ana Ortiz said it was late. “We should all go home now.”", ["Ana Ortiz"]),
        ("Ana Ortiz said it was late.\n“We should all go home now,” she added.", ["Ana Ortiz"]),
        ("“It is late,” Ana Ortiz said, adding: “We should all go home.”", ["Ana Ortiz"] * 2),
        ("The Northern Legion posted a video. “We are back in town,” the legion said.", ["Northern Legion"]),
        ("The Northern Legion posted a video. “We are back in town,” they said.", ["Northern Legion"]),
        ("The Northern Legion posted a video. “We are back in town,” the group said.", ["Northern Legion"]),
        ("The Northern Post reported it first. The Post wrote: “The bridge is closed again.”", ["Northern Post"]),
        (
            "The Harbour Gazette wrote “pressure for a bridge grows”. It continued, “The town is split over it.”",
            ["Harbour Gazette"] * 2,
        ),
        ("Town governor Ana Ortiz called. “It is late for all of us,” the governor said.", ["Ana Ortiz"]),
        ("Ana Ortiz spoke. “It is late for all of us,” the 30-year-old said.", ["Ana Ortiz"]),
        ("Boris Lund spoke. But Mr Reed had been “hurt by the whole affair”, he added.", ["Boris Lund"]),
        ("At the cemetery Ana Ortiz stands by a grave. “It is late for all of us,” she says.", ["Ana Ortiz"]),
        ("Boris Lund spoke.\nOleh, 36, a mechanic, came. “I saw the flash,” he recalled.", ["Oleh"]),
        ("Her boss, Ana Ortiz, had dubbed the plan “a very hard sell”.", ["Ana Ortiz"]),
        ("Source: Ana Ortiz, head of the Harbour Office\nQuote: “There is no damage here.”", ["Ana Ortiz"]),
        (
            "Source: Ana Ortiz, Head of the Harbour Office, on the radio\n\nQuote: “There is no damage here.”",
            ["Ana Ortiz"],
        ),
        (
            "Source: Ana Ortiz\nQuote: “There is no damage.”\nDetails: It rained.\nQuote: “We shall all stay.”",
            ["Ana Ortiz"] * 2,
        ),
        (
            "Source: Ana Ortiz\nDetails: Boris Lund said nothing.\nIt rained.\nQuote: “We shall all stay here.”",
            [None],
        ),
        ("The Air Club reported a storm.\nSource: Harbour Post, citing two pilots\nQuote: “It is late.”", ["pilots"]),
        ("The Air Club reported a storm.\nIt rained.\nQuote: “It is late for all of us.”", [None]),
        ("The Air Club flew.\nQuote: “It was late for all,” Ana Ortiz stated.", ["Ana Ortiz"]),
        ("The club dismissed what Ana Ortiz called a “rescue” as “a show”.", ["Ana Ortiz", "club"]),
        ("“It is late for all,” said Secretary of State Ana Ortiz.", ["Ana Ortiz"]),
        ("Chief of Staff Ana Ortiz said: “It is late for all of us.”", ["Ana Ortiz"]),
        ("The Harbour Safety Service spoke. “They told the enemy,” the service stated.", ["Harbour Safety Service"]),
        ("Governor Ana Ortiz said all was calm. Quote: “There is no damage here.”", ["Ana Ortiz"]),
        ("Its governor Ana Ortiz was there.\n“It is late for all of us,” the governor said.", ["Ana Ortiz"]),
        ("Ana Ortiz was here. Then Boris Lund spoke. “It is late for all,” he said.", ["Boris Lund"]),
        ("Mr Boris Lund spoke. Ms Ana Ortiz left. “It is late for all of us,” he said.", ["Boris Lund"]),
        ("Manager Tom Reed spoke of Olof Berg. Berg played. “I had a word with Olof about it,” he said.", ["Tom Reed"]),
        ("“It is late,” said Ortiz. “Go home,” said Ortiz. Ana Ortiz was there.", ["Ana Ortiz"] * 2),
    ],
)
def test_speaker_followed_through_the_post(text, expected):
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ana Ortiz said, “The first part of it is long.\n“The second part ends here.”",
            ["The first part of it is long. “The second part ends here."],
        ),
        (
            "Ana Ortiz was asked, “Does it mean this?\nWhat does ‘it’ mean at all?”",
            ["Does it mean this? What does ‘it’ mean at all?"],
        ),
        (
            "Ana Ortiz said, “The mark was never closed here.\nA paragraph without any mark.",
            ["The mark was never closed here."],
        ),
        ('“Mixed marks close as well," said Ana Ortiz.', ["Mixed marks close as well,"]),
        ("Ana Ortiz said “an outer “inner” mark is kept whole”.", ["an outer “inner” mark is kept whole"]),
        (
            "Ana Ortiz said “one was never closed and “the second one was”.",
            ["one was never closed and", "the second one was"],
        ),
        ("Der Sprecher Jan Lund sagte: „Die Brücke bleibt heute zu.“", ["Die Brücke bleibt heute zu."]),
        ("Jan Lund sagte: »Die Brücke bleibt heute zu.«", ["Die Brücke bleibt heute zu."]),
    ],
)
def test_where_quotations_begin_and_end(text, expected):
    assert [words for words, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Die Brücke bleibt heute zu“, sagte Jan Lund.", "Jan Lund"),
        ("fr", "« Le pont reste fermé ce soir », a déclaré Anne Petit.", "Anne Petit"),
        ("es", "«El puente sigue cerrado esta noche», dijo Ana Ortiz.", "Ana Ortiz"),
        ("uk", "«Міст сьогодні закритий для всіх», сказав Іван Петренко.", "Іван Петренко"),
        ("xx", "“The bridge is closed tonight,” said Ana Ortiz.", "Ana Ortiz"),
    ],
)
def test_other_languages(language, text, speaker):
    assert speakers(text, language) == [speaker]


def test_known_kinds_of_names_decide():
    text = "Norland spoke. Lund Reed said “the bridge is closed tonight”. “It is closed for good,” it said."
    reading = reading_of(text)
    body = [mention_of(reading, "organisation", "Lund Reed")]
    assert [speaker for _, speaker in found(text, body)] == ["Lund Reed", "Lund Reed"]


def test_the_report_in_between_is_kept():
    reading = reading_of("According to the Harbour Gazette, Ana Ortiz told the council, “I need more people.”")
    (one,) = quotations(reading, post_of(reading))
    assert (one.speaker, one.via, one.verb, one.rule) == ("Ana Ortiz", ("Harbour Gazette",), "told", "subject-verb")


def test_json_and_spans_over_a_page_break():
    text = "“The first part goes\n\non behind the page break,” said Ana Ortiz."
    block = Block(kind="paragraph", span=Span(0, 20), rest=(Span(22, len(text)),))
    reading = Reading(text=text, blocks=(block,))
    (one,) = quotations(reading, Post(anchor="p", span=Span(0, len(text)), blocks=reading.blocks))
    assert reading.slice(one.span) == "“The first part goes\n\non behind the page break,”"
    assert to_json(reading, one) == {
        "text": "The first part goes on behind the page break,",
        "speaker": "Ana Ortiz",
        "verb": "said",
        "via": [],
        "rule": "verb-subject",
        "lines": [1, 3],
    }


def test_only_prose_is_read():
    reading = reading_of("“We will rebuild the bridge,” said Ana Ortiz.", kinds=["caption"])
    assert quotations(reading, post_of(reading)) == ()


@given(st.text(alphabet="“”\"'‘’«»„ aA.,:;!?-—()\nsaid he Lee", max_size=200))
def test_spans_support_texts_and_never_overlap(text):
    reading = reading_of(text)
    quoted = quotations(reading, post_of(reading))
    ends = [0]
    for one in quoted:
        assert one.span.start >= ends[-1]
        assert one.text in " ".join(reading.slice(one.span).split())
        ends.append(one.span.end)


@given(st.lists(st.integers(0, 60), unique=True, max_size=12).map(sorted), st.integers(0, 60), st.integers(0, 20))
def test_quotations_that_overlap_a_stretch_are_found_by_halving(edges, start, length):
    quotes = list(zip(edges[::2], edges[1::2], strict=False))
    end = start + length
    expected = [n for n, (opening, closing) in enumerate(quotes) if opening < end and closing > start]
    assert list(overlapping(quotes, start, end)) == expected
