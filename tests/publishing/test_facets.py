import datetime as dt
from dataclasses import replace

from generator.addresses import document_path, story_path
from generator.corpus import assemble
from generator.model import Mention
from generator.publishing.search import Entry
from generator.publishing.search.facets import entries, entry_of
from tests.support.making import DESK, document, fact

TEXT = "Shelling hit Ridgeport, Ada Holt said.\nAn aid package was sent."


def facets(made):
    found = {}
    for name, value in entry_of(made, "x/index.html").facets:
        found.setdefault(name, []).append(value)
    return found


def test_a_document_stands_under_everything_that_is_known_of_it():
    made = document(
        TEXT,
        people=["Ada Holt"],
        places=["Ridgeport"],
        publisher=fact("Harbour Post"),
        language=fact("en"),
        published=fact(dt.date(2024, 5, 6)),
    )
    post = made.posts[0]
    known = Mention(kind="organisation", name="Town Watch", span=post.span, rule="by-hand")
    made = replace(made, posts=(replace(post, mentions=(*post.mentions, known)),))
    assert facets(made) == {
        "kind": ["article"],
        "topic": sorted(match.topic for match in made.topics),
        "outlet": ["Harbour Post"],
        "language": ["en"],
        "person": ["Ada Holt"],
        "place": ["Ridgeport"],
        "month": ["2024-05"],
    }
    assert entry_of(made, "x/index.html").day == "2024-05-06"


def test_what_is_unknown_is_no_facet():
    made = document("A note about nothing.")
    assert facets(made) == {"kind": ["article"]}
    assert entry_of(made, "x/index.html").day == ""


def test_a_live_blog_stands_under_every_month_of_its_posts_once():
    posts = [(0, "2024-05-31T22:00:00", "One"), (1, "2024-06-01T01:00:00", "Two"), (2, "2024-06-01T02:00:00", "Three")]
    made = document("Shelling hit the town.\nAn aid package was sent.\nShelling went on.", posts=posts)
    assert facets(made)["month"] == ["2024-05", "2024-06"]
    assert facets(made)["kind"] == ["live-blog"]


def test_characters_that_could_hide_or_reorder_text_are_gone():
    made = document(TEXT, publisher=fact("Harbour\u202e Post\x00"))
    assert facets(made)["outlet"] == ["Harbour Post"]


def test_facets_count_what_the_indexes_count():
    made = [document(TEXT, path=f"{n}.txt", publisher=fact(f"Outlet {n % 2}")) for n in range(5)]
    corpus = assemble(made, DESK)
    for topic, posts in corpus.topics.items():
        count = sum(("topic", topic) in entry_of(one, "x").facets for one in made)
        assert count == len({entry.document.path for entry in posts})
    for outlet, documents in corpus.outlets.items():
        assert len(documents) == sum(("outlet", outlet) in entry_of(one, "x").facets for one in made)


def test_a_story_of_several_documents_is_found_by_its_headline_and_names():
    text = f"{TEXT} The old mill at the ferry burned down, and nobody was hurt, wardens of the river said."
    made = [document(text, path=f"{n}.txt", published=fact(dt.date(2024, 5, n + 1))) for n in range(2)]
    corpus = assemble(made, DESK)
    (story,) = corpus.stories
    places = {document_path(one.path): one.path for one in made} | {story_path(story.id): "stories/s/"}
    *_, found = entries(corpus, [], places)
    assert found == Entry(path="stories/s/", facets=(("kind", "story"),), day="2024-05-02", quoting=True)
    undated = [replace(entry, document=document(TEXT, path=f"{n}.txt")) for n, entry in enumerate(story.members)]
    *_, found = entries(replace(corpus, stories=(replace(story, members=tuple(undated)),)), [], places)
    assert not found.day
    alone = replace(story, members=story.members[:1])
    assert len(list(entries(replace(corpus, stories=(alone,)), [], places))) == len(made)


def test_documents_and_hand_written_pages_are_searched_and_nothing_else():
    made = document(TEXT, path="notes/a.txt")
    page = document_path("notes/a.txt")
    found = list(
        entries(assemble([made], DESK), ["about.md"], {page: "documents/a/", "about.md": "about/", "x.md": "x/"})
    )
    assert found == [entry_of(made, "documents/a/"), Entry(path="about/", facets=(("kind", "page"),))]
