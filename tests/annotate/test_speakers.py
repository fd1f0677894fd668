"""Whom the words of a quotation are given to, and whom they are not given to."""

import pytest

from tests.annotate.test_quotations import found, speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The head of the mission, adviser Ana Ortiz, told reporters that the talks “were hard but useful”.",
            "Ana Ortiz",
        ),
        ("Ortiz -- who led the team for years -- told reporters that there “is progress, and good movement”.", "Ortiz"),
        ("Envoy Ana Ortiz - named by the Gazette as a likely mayor - told reporters “it is a hard sell”.", "Ana Ortiz"),
        (
            "Ana Ortiz, who led the team alongside Tom Rask, the premier’s son-in-law, said “it is a hard sell”.",
            "Ana Ortiz",
        ),
        ("“It is a hard sell,” Ana Ortiz, 30, of Alby, N.L., who was asked by post, said on Friday.", "Ana Ortiz"),
        ("“It is a hard sell,” Ana Ortiz, assistant secretary for ports, roads, and bridges, said.", "Ana Ortiz"),
        ("“It is a hard sell,” Ana Ortiz, Rask’s campaign manager, said in a note.", "Ana Ortiz"),
        ("“It is a hard sell,” Ana Ortiz, Marks’ senior media adviser, said in a note.", "Ana Ortiz"),
        ("“It is a hard sell,” said Ben Ortiz, a former mayor.", "Ben Ortiz"),
        ("But Ana Ortiz added that, based on what she has seen, the plan “has been nothing but fair”.", "Ana Ortiz"),
        ("Ana Ortiz noted that the town faced a choice in May “when the shape of it grew clear”.", "Ana Ortiz"),
    ],
)
def test_an_explanation_between_name_and_verb_hides_nobody(text, speaker):
    assert speakers(text) == [speaker]


def test_a_weak_verb_without_that_carries_no_indirect_speech():
    assert found("Ana Ortiz added her name to a list “of those who are ready to go”.")[0][1] is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A retort is of the one who makes it.
        (
            "A day after Karl Rask said that “they live by us,” Premier Ana Ortiz fired back. “We do not,” she said.",
            "Ana Ortiz",
        ),
        # An answer is not given to the one who asked.
        ("“How did these words sound?” the prosecutor asked the clerk.\n“We hear such cases every week.”", None),
        ("“And then?” said Ana Ortiz.\n“Then we all went home again.”", None),
        # Nothing is carried across a torn paragraph.
        ("In May, General Karl Rask\ntold\n“I went to Alby to show it to them,”\nsaid\nPresident Ana Ortiz.", None),
        ("Karl Rask said that he went\n“I went to Alby to show it to them.”", None),
        # Adverts and headings name nobody who speaks.
        (
            "Ana Ortiz spoke.\nNew Backbone Discovery Stuns\nClub\nOld Port Reopens\nClub\nTrick\n“We will,” she said.",
            "Ana Ortiz",
        ),
    ],
)
def test_what_is_carried_on_is_carried_from_the_one_who_spoke(text, speaker):
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Robert “Bobby” Lindgren runs it. “I have never seen it this bad,” said Robert “Bobby” Lindgren.",
        'Robert "Big Bob" Lindgren, 34, runs it. "I have never seen it this bad," Lindgren said.',
        "Robert ‘Bobby’ Lindgren runs it. “I have never seen it this bad,” he said.",
    ],
)
def test_a_nickname_is_a_part_of_its_name_and_no_quotation(text):
    assert found(text) == [("I have never seen it this bad,", "Robert Lindgren")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("HENRIK DAHL (Norland) said that he would vote. “The Council must act now,” he said.", "Henrik Dahl"),
        ("OLAV STRAND (Vastria) rejected the reports. “They are a fabrication,” he said.", "Olav Strand"),
        ("ANA O’NEILL, head of relief, noted the count. “It is not yet over,” she said.", "Ana O’Neill"),
        ("NEW ALBY (AP) - The ferry stopped. “They are a fabrication,” he said.", None),
        ("NEW ALBY, May 3 - The ferry stopped. “They are a fabrication,” he said.", None),
    ],
)
def test_names_in_capitals_are_of_people_where_a_record_gives_them_the_word(text, speaker):
    assert speakers(text) == [speaker]


def test_a_last_name_that_two_people_share_is_still_a_person():
    text = "Ana Ortiz and Tom Ortiz ran.\nOrtiz said the plan failed. “It is a very hard sell,” he said."
    assert speakers(text) == ["Ortiz"]


@pytest.mark.parametrize(
    "text",
    [
        "Premier Ana Ortiz said on Friday that she had left the “Board of Peace.”",
        "“It is late,” said a man who goes by the name “Shorty.”",
        "Norland’s Economy “Entering Its Worst Crisis in Decades,” Says Harbour Office",
        "Dr. Hal Brinn: “The #1 Stock to Buy Before The Harbour Sale.” Get The Ticker",
        "She was known to residents as “Mama Joy,” Ortiz said.",
    ],
)
def test_titles_and_headlines_in_marks_are_no_quotations(text):
    assert [words for words in found(text) if words[0] != "It is late,"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Ana Ortiz. Tom Rask. Alby Harbour Board,” said Ana Ortiz.", "Ana Ortiz. Tom Rask. Alby Harbour Board,"),
        ("Ana Ortiz wrote: “WE WILL NEVER EVER LEAVE NORLAND!”", "WE WILL NEVER EVER LEAVE NORLAND!"),
        ("Asked whether she would go, Ana Ortiz said: “Never.”", "Never."),
    ],
)
def test_whole_sentences_of_names_or_in_capitals_are_quotations(text, words):
    assert found(text) == [(words, "Ana Ortiz")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Signed behind a dash, on the same line or on the next one.
        ("“It is a very hard sell for us.” ― Ana Ortiz", "Ana Ortiz"),
        ("“It is a very hard sell for us.”— Ana Ortiz.", "Ana Ortiz"),
        ("“It is a very hard sell for us.” -- Mayor Ana Ortiz", "Ana Ortiz"),
        ("“It is a very hard sell for us.”\n- Ana Ortiz.", "Ana Ortiz"),
        ("“It is a very hard sell for us.” – and nobody doubts it", None),
        ("“It is a very hard sell for us.”\n- Ana Ortiz opened the bridge on Monday.", None),
        # The one who listens, a place and an adverb say nothing.
        ("Ana Ortiz told a man who suggested that they leave that “this is not a very good idea”.", "Ana Ortiz"),
        ("Here in Alby, Ana Ortiz stepped up her work, saying, “This is not a very good idea.”", "Ana Ortiz"),
        ("Talks between Norland and Vastrian envoys concluded in Alby on “a note of great and lasting hope”.", None),
        ("The deal sparked fury from lawmakers who agree.\n“It is a very hard sell,” they said.", None),
        (
            "From Karl Rask’s “coarse and vulgar talk” to his call for a “force,” Ortiz described it as “a hard sell”.",
            "Ortiz",
        ),
        ("Ana Ortiz, Rask’s mother-in-law, told the Post it was “a very hard sell for us”.", "Ana Ortiz"),
        ("“It is a very hard sell,” said NRK host Ana Ortiz. “It is.”", "Ana Ortiz"),
        ("The plan has sparked fury from lawmakers who agree.\n“It is a very hard sell,” they said.", None),
        # A party behind a name, an office before it.
        (
            "After winning in the Norland harbour primary, Gov. Ana Ortiz (R-Alby), said, “It is a hard sell.”",
            "Ana Ortiz",
        ),
        ("Speaker of the House Rep. Ana Ortiz (R-Alby) said “it is a very hard sell”.", "Ana Ortiz"),
        # A bare description is the one person who goes by it.
        ("The prosecutor, Ana Ortiz, asked for more.\nIt rained.\n“It is over,” the prosecutor said.", "Ana Ortiz"),
        (
            "The prosecutor, Ana Ortiz, and a former prosecutor, Tom Rask, met.\n“It is over,” the prosecutor said.",
            "prosecutor",
        ),
        ("The prelate spoke at noon.\n“It is over and done with,” he said.", None),
    ],
)
def test_who_speaks_is_named_by_the_words_of_the_clause_or_nobody_is(text, speaker):
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "« Nous avons besoin de pain », a déclaré la préfète Anne Courtil.", "Anne Courtil"),
        ("fr", "« Nous avons besoin de pain », a écrit le maire de Valcombe, Paul Vernier, lundi.", "Paul Vernier"),
        (
            "fr",
            "« Il pleut encore », a dit Anne Courtil. « Nous avons besoin de pain », a-t-elle ajouté.",
            "Anne Courtil",
        ),
        ("ru", "«Пожар потушили к самому утру», — сказал глава района Игорь Ветров.", "Игорь Ветров"),
        ("ru", "«Пожар потушили», — написала Алла Соснова.\n«Свет дадут уже вечером», — добавила она.", "Алла Соснова"),
        ("uk", "«Пожежу загасили до самого ранку», – заявила речниця ДСНС Марта Коваль.", "Марта Коваль"),
        ("uk", "«Пожежу загасили до самого ранку», – заявив голова Зоряної РДА Остап Гай.", "Остап Гай"),
        ("en", "“It is a very hard sell,” said the mayor of Alby, Ana Ortiz.", "Ana Ortiz"),
    ],
)
def test_titles_and_bodies_between_verb_and_name(language, text, speaker):
    assert speakers(text, language)[-1] == speaker
