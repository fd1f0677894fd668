import itertools
import shutil
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator import exports, pages
from generator.corpus import assemble, rights
from generator.corpus.key_points import key_points
from generator.desk import DeskError, load_desk
from generator.extract import ingest
from generator.model import RIGHTS, Figure, Problem, Quotation, Source, Span
from generator.pages.document import page
from generator.pipeline import build
from generator.pipeline.documents import Means, read
from generator.settings import Settings
from tests.support.leaks import of_folder, shared, words
from tests.support.making import ARTICLE, DESK, DOCUMENTS, document, fact
from tests.support.packing import zipped

ROOT = Path(__file__).resolve().parent.parent.parent
MODES = pytest.mark.parametrize("mode", RIGHTS)
LINE = "The {} of the harbour told reporters on day {} that {} boats and {} crews were still out at sea near the light."
LINK = "Nobody in the northern port, the {} wrote for page {}, could say on Monday why {} cranes or {} barges rust."
SECRET = "Behind closed doors the {} reckoned in item {} with {} stolen engines, {} forged papers, and the usual bribe."
TOWER = "From the tower a {} counted in hour {} some {} lamps lit and {} ropes made fast while rain fell on the wall."


def story(line, end="\n"):
    return end.join(
        line.format(who, 3 + n, 7 * n + 2, 11 + n) for n, who in enumerate(["master", "pilot", "mayor"] * 5)
    )


STORY = story(LINE)
PARTED = "\n\n"
POSTS = "".join(
    f"{20 + n // 60}:{n % 60:02}\n\nBoat number {n} comes home\n\n{TOWER.format('keeper', n, n + 90, n + 7)}\n\n"
    for n in (0, 14, 25, 51, 68, 79)
)
CLOSED = "The line across the sound was closed for the whole day."
ARTICLES = {
    "full.txt": f"Ferry line closes\n\nBy Lena Marsh\n\n6 May 2024\n\n{CLOSED}\n",
    "excerpt.txt": f"Nine boats missed after a night of storms\n\nBy Tom Birch\n\n7 May 2024\n\n{story(LINE, PARTED)}",
    "link.txt": f"Storm warning for northern ports\n\nBy Ada Moore\n\n7 May 2024\n\n{story(LINK, PARTED)}",
    "internal.txt": f"Secret meeting on quays\n\nBy Jo Hale\n\n7 May 2024\n\n{story(SECRET, PARTED)}",
    "live.txt": f"Live: night at sea\n\nThe Harbour Post\n\n8 May 2024\n\n{POSTS}",
}
WORDS = 9
SITE = Settings(site_url="https://site.example/")


def stated(made, mode):
    return replace(made, metadata=replace(made.metadata, rights=fact(mode)))


def restricted(made, mode):
    return rights.restricted(stated(made, mode), "full")


def visible(made):
    return " ".join(made.reading.text.split())


@pytest.mark.parametrize("mode", ["full", "internal"])
@pytest.mark.parametrize("made", DOCUMENTS, ids=lambda made: made.path)
def test_what_may_be_shown_whole_is_as_it_was(made, mode):
    assert restricted(made, mode) == stated(made, mode)


@pytest.mark.parametrize("made", DOCUMENTS, ids=lambda made: made.path)
def test_a_link_holds_no_text_and_everything_else(made):
    left = restricted(made, "link")
    assert not visible(left)
    assert list(left.blocks()) == list(made.blocks())
    assert [post.topics for post in left.posts] == [post.topics for post in made.posts]
    assert left.metadata.authors == made.metadata.authors
    assert key_points(left) == ()
    assert {post.headline for post in left.posts} == {None}


def test_an_excerpt_holds_the_beginning_and_key_points():
    made = document(STORY)
    left = restricted(made, "excerpt")
    assert visible(left).startswith("The master of the harbour told reporters on day 3 that")
    assert 0 < len(visible(left).replace("…", "").split()) <= rights.EXCERPT_WORDS
    for point in key_points(left):
        assert point.exact in made.reading.text
        assert point.anchor in {block.anchor for block in made.blocks()}


def test_short_texts_give_no_more_than_a_quarter():
    made = document("One two three four five six seven eight nine ten eleven twelve.")
    assert visible(restricted(made, "excerpt")) == "One …"


@given(st.lists(st.text("ab .\n…", min_size=1), min_size=1, max_size=12), st.sampled_from(["excerpt", "link"]))
def test_lines_and_places_stay(parts, mode):
    text = "A word.\n" + "\n".join(parts)
    made = document(text)
    left = restricted(made, mode)
    assert [len(line) for line in left.reading.text.split("\n")] == [len(line) for line in text.split("\n")]
    kept = [(one, other) for one, other in zip(left.reading.text, text, strict=True) if one not in "… \n"]
    assert all(one == other for one, other in kept)
    assert len(left.reading.text.replace("…", "").split()) <= len(text.split()) // rights.EXCERPT_SHARE + len(parts)


def test_sentence_that_a_page_break_cuts_is_shown_in_its_parts():
    sentence = "The master of the harbour said on Monday that nine boats were out near the light and all was well."
    first, second = sentence[:40], sentence[41:]
    whole = document("\n".join([first, "Page 2", second, *[LINE.format("x", 1, 2, 3).lower()] * 12]))
    one, junk, two, *others = whole.posts[0].blocks
    joined = replace(one, rest=(two.span,))
    post = replace(whole.posts[0], blocks=(joined, *others))
    left = restricted(replace(whole, posts=(post,)), "excerpt")
    assert left.reading.words(joined) == sentence
    assert not left.reading.slice(junk.span).strip()


def test_metadata_cannot_carry_the_text():
    long = " ".join(f"word{n}" for n in range(90))
    made = document(STORY, headline=fact(long), subtitle=fact(long), authors=fact((long,)), publisher=fact(long))
    left = restricted(made, "excerpt").metadata
    for value in (left.headline.value, left.subtitle.value, *left.authors.value, left.publisher.value):
        assert len(words(value)) == rights.MOST_WORDS
    assert restricted(made, "link").metadata.subtitle is None


def long_live(headlines):
    """A live blog of so many posts, each with a headline, a long paragraph and a figure."""
    posts = "".join(
        f"{12 + n // 60}:{n % 60:02}\n\n{h}\n\n{TOWER.format('keeper', n, n + 90, n + 7)}\n\n"
        for n, h in enumerate(headlines)
    )
    return ingest(
        Source(path="live.txt", data=f"Live: a night at sea\n\n8 May 2024\n\n{posts}".encode(), sha256="a"), Settings()
    )


def test_a_headline_that_is_nearly_the_post_is_text():
    made = long_live(f"Boat number {n} comes home" for n in range(4))
    post = replace(made.posts[0], headline=fact(" ".join(["word"] * 9)))
    left = restricted(replace(made, posts=(post, *made.posts[1:])), "excerpt")
    assert [bool(shown.headline) for shown in left.posts][:2] == [False, True]


def test_headlines_of_posts_count_for_the_excerpt():
    made = long_live(f"Boat number {n} comes home" for n in range(40))
    left = restricted(made, "excerpt")
    headlines = sum(len(words(post.headline.value)) for post in left.posts if post.headline)
    assert 0 < headlines <= rights.EXCERPT_WORDS // rights.HEADLINES_SHARE
    assert headlines + len(visible(left).replace("…", "").split()) <= rights.EXCERPT_WORDS


@pytest.mark.parametrize(("mode", "share"), [("link", 10), ("excerpt", 4)])
@pytest.mark.parametrize("live", [False, True])
def test_the_text_cannot_be_put_together_from_its_figures(tmp_path, mode, share, live):
    things, fates = cycle(["boats", "sheds", "cranes", "lamps", "carts"]), cycle(["burned", "lost", "damaged"])
    towns, sayers = cycle(["Riga", "Oslo", "Tallinn", "Vilnius"]), cycle(["a keeper", "the mayor", "two pilots"])
    lines = [
        f"At least {n + 3} {next(things)} were {next(fates)} near {next(towns)} as rain {n} fell, {next(sayers)} said."
        for n in range(60)
    ]
    text = (
        "".join(f"{12 + n // 60}:{n % 60:02}\n\n{line} {line}\n\n" for n, line in enumerate(lines))
        if live
        else PARTED.join(lines)
    )
    text = f"The sea takes the old boats\n\nBy Tom Birch\n\n7 May 2024\n\n{text}"
    one = Source(path="a.txt", data=text.encode(), sha256="a", sidecar=f"rights: {mode}\n".encode())
    made = build.corpus_of(build.Collected(sources=(one,), problems=()), DESK, SITE, Means())
    exports.write([*pages.render(made, SITE), *exports.assets(made, SITE)], tmp_path)
    given = shared(of_folder(tmp_path), text, 3)
    assert len(given) <= len(words(text)) / share
    assert not shared(of_folder(tmp_path), text, rights.MOST_WORDS + 1) or mode == "excerpt"


def test_quotations_keep_who_said_them_without_the_words():
    said = Quotation(text="We will rebuild every house.", span=Span(0, 28), speaker="Ada Holt")
    post = replace(ARTICLE.posts[0], quotations=(said,))
    left = restricted(replace(ARTICLE, posts=(post,)), "link").posts[0]
    assert [(one.text, one.speaker) for one in left.quotations] == [("", "Ada Holt")]


def test_figures_of_a_text_keep_their_words_while_these_are_few():
    made = document(STORY, headline=fact("Nine boats missed"))
    figures = tuple(Figure(value=n, what="boats", text=f"{n} boats", span=Span(n, n + 1)) for n in range(40))
    left = restricted(replace(made, posts=(replace(made.posts[0], figures=figures),)), "link").posts[0].figures
    assert left == figures[: len(left)]
    assert 0 < 3 * len(left) <= len(STORY.split()) // rights.LINK_SHARE


def test_quotation_within_an_excerpt_is_shown():
    text = "The mayor said on Monday that \u201cnine boats are out\u201d near the light.\n" + STORY
    start = text.index("nine")
    said = Quotation(text="nine boats are out", span=Span(start, start + 18))
    made = document(text)
    post = replace(made.posts[0], quotations=(said,))
    assert restricted(replace(made, posts=(post,)), "excerpt").posts[0].quotations == (said,)


def test_text_that_is_cut_has_no_file_of_the_whole():
    one = Source(path="long.txt", data=STORY.encode(), sha256="", sidecar=b"rights: excerpt")
    cut = ingest(one, Settings(max_page_chars=300))
    assert [page.path for page in pages.render(assemble([cut], DESK), Settings()) if page.path.endswith(".txt")]
    corpus = assemble([cut], DESK, shown=lambda one: rights.restricted(one, "full"))
    assert not [page.path for page in pages.render(corpus, Settings()) if page.path.endswith(".txt")]


def test_default_counts_where_nothing_is_stated():
    assert rights.mode_of(ARTICLE) == "full"
    assert rights.mode_of(ARTICLE, "link") == "link"
    assert rights.mode_of(stated(ARTICLE, "full"), "link") == "full"
    assert not visible(rights.restricted(ARTICLE, "link"))
    assert rights.restricted(ARTICLE, "link").metadata.rights.evidence[0].rule == rights.RULE


def test_internal_documents_and_what_is_said_of_them_are_left_out():
    secret = stated(document("A note.", path="may.zip/a.txt"), "internal")
    problems = [
        Problem(code="x", severity="info", path=path, message="")
        for path in (
            "may.zip",
            "may.zip/b.png",
            "may.zip/a.txt",
            "may.zip.meta.yml",
            "notes",
            "may.zipped",
            "other.txt",
        )
    ]
    kept, told = rights.publishable([ARTICLE, secret], problems, "full")
    assert [made.path for made in kept] == [ARTICLE.path]
    assert [problem.path for problem in told] == ["notes", "may.zipped", "other.txt"]


def source(path, mode):
    return Source(path=path, data=ARTICLES[path].encode(), sha256=path, sidecar=f"rights: {mode}\n".encode())


def sources():
    return tuple(source(path, path.removesuffix(".txt").replace("live", "excerpt")) for path in sorted(ARTICLES))


def corpus(*, public=True):
    collected = build.Collected(sources=sources(), problems=())
    return build.corpus_of(collected, DESK, Settings(), Means(), public=public)


def test_editor_sees_internal_documents_and_the_public_does_not():
    assert "internal.txt" in {made.path for made in corpus(public=False).documents}
    assert {made.path for made in corpus().documents} == ARTICLES.keys() - {"internal.txt"}
    notices = {made.path: page(corpus(public=False), made).text for made in corpus(public=False).documents}
    assert '!!! rights "Internal"' in notices["internal.txt"]
    assert '!!! rights "Excerpt"' in notices["excerpt.txt"]
    assert '!!! rights "Link only"' in notices["link.txt"]
    assert "!!! rights" not in notices["full.txt"]


def test_page_leads_to_the_original():
    made = replace(ARTICLE, metadata=replace(ARTICLE.metadata, url=fact("https://harbour-post.example/roofs")))
    text = page(assemble([made], DESK), restricted(made, "link")).text
    assert "[Read the original](https://harbour-post.example/roofs)" in text
    assert "The source states no address." in page(assemble([ARTICLE], DESK), restricted(ARTICLE, "link")).text


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The whole site of the five articles, as the public gets it, and the same as Markdown."""
    root = tmp_path_factory.mktemp("rights")
    for name in ("docs", "generator/plugin/theme"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "briefings").mkdir()
    for one in sources():
        (root / "briefings" / one.path).write_bytes(one.data)
        (root / "briefings" / f"{one.path}.meta.yml").write_bytes(one.sidecar)
    shutil.copytree(ROOT / "briefings" / "_desk", root / "briefings" / "_desk")
    config = load_config(str(root / "mkdocs.yml"), site_url="https://site.example/", strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    made = corpus()
    exports.write([*pages.render(made, SITE), *exports.assets(made, SITE)], root / "pages")
    return root


def leaked(root, path):
    files = [*of_folder(root / "site"), *of_folder(root / "pages")]
    return shared(files, ARTICLES[path], WORDS)


def test_the_search_for_leaks_finds_what_is_published(published):
    assert len(leaked(published, "full.txt")) >= len(words(CLOSED))


@pytest.mark.parametrize(
    ("path", "most"), [("excerpt.txt", rights.EXCERPT_WORDS), ("live.txt", rights.EXCERPT_WORDS), ("link.txt", 0)]
)
def test_nothing_published_holds_more_words_of_a_source_than_its_rights_allow(published, path, most):
    found = sorted(leaked(published, path))
    longest = max((len(list(run)) for _, run in itertools.groupby(enumerate(found), lambda p: p[1] - p[0])), default=0)
    assert len(found) <= most
    assert longest <= 2 * rights.MOST_WORDS


def test_nothing_at_all_is_published_of_an_internal_source(published):
    assert not leaked(published, "internal.txt")
    files = [*of_folder(published / "site"), *of_folder(published / "pages")]
    assert not [name for name, data in files if b"internal.txt" in data or b"quays" in data or "internal-" in name]


@pytest.mark.parametrize(
    ("outlet", "url", "mode"),
    [
        ("Harbour Post", None, "excerpt"),
        (None, "https://gull.example/a", "link"),
        ("Harbour Post", "https://gull.example/b", "link"),
    ],
)
def test_outlets_say_how_much_may_be_shown(outlet, url, mode):
    desk = load_desk(
        {
            "outlets.yml": b"rights: internal\noutlets:\n"
            b"  - {id: harbour-post, name: Harbour Post, rights: excerpt}\n"
            b"  - {id: gull, name: The Gull, domains: [gull.example], rights: link}\n"
        }
    )
    sidecar = "".join(f"{name}: {value}\n" for name, value in (("publisher", outlet), ("url", url)) if value)
    one = Source(path="a.txt", data=STORY.encode(), sha256="a", sidecar=sidecar.encode())
    collected = build.Collected(sources=(one,), problems=())
    made = build.corpus_of(collected, desk, Settings(), Means()).documents[0]
    assert rights.mode_of(made, desk.rights) == mode
    bare = replace(collected, sources=(replace(one, sidecar=None),))
    assert build.corpus_of(bare, desk, Settings(), Means()).documents == ()


def test_a_mode_that_is_none_is_a_mistake_of_the_desk():
    with pytest.raises(DeskError, match="rights"):
        load_desk({"outlets.yml": b"outlets:\n  - {id: a, name: A, rights: none}\n"})


@pytest.mark.parametrize(
    "sidecar",
    [
        b"rights: exerpt\n",
        b"rights: [link]\n",
        b"Rights: link\n",
        b"right: link\n",
        b"rights: link\nrights: full\n",
        "rights: link\n".encode("utf-16"),
        b"- rights: link\n",
    ],
)
def test_a_word_on_rights_that_cannot_be_read_closes(sidecar):
    one = Source(path="a.txt", data=STORY.encode(), sha256="a", sidecar=sidecar)
    made = read((one,), Settings(), Means())[0]
    assert rights.mode_of(made, "full") == "internal"
    assert [problem.message for problem in made.problems if "not published" in problem.message]


def test_an_empty_word_on_rights_leaves_it_to_the_desk():
    one = Source(path="a.txt", data=STORY.encode(), sha256="a", sidecar=b"rights:\n")
    assert rights.mode_of(read((one,), Settings(), Means())[0], "link") == "link"


@pytest.mark.parametrize(("inner", "mode"), [("full", "link"), ("internal", "internal"), (None, "link")])
@pytest.mark.parametrize("depth", [1, 2])
def test_what_holds_a_source_only_narrows_its_rights(tmp_path, inner, mode, depth):
    """A sidecar inside an archive may have come with it: the editor's own for the archive counts, too."""
    members = {"a.txt": STORY} | ({"a.txt.meta.yml": f"rights: {inner}\n"} if inner else {})
    data = zipped(members)
    for _ in range(depth - 1):
        data = zipped({"inner.zip": data})
    (tmp_path / "press.zip").write_bytes(data)
    (tmp_path / "press.zip.meta.yml").write_text("rights: link\n")
    made = build.build(tmp_path, DESK, Settings(), public=False).documents[0]
    assert rights.mode_of(made, "full") == mode
