"""Open data: everything that was found in the sources as tables, as CSV, JSON and SQLite, described by schemas."""

from collections.abc import Iterator

from generator.addresses import file_url
from generator.corpus import Corpus
from generator.exports.dataset import formats
from generator.exports.dataset.containment import Containing
from generator.exports.dataset.database import Database
from generator.exports.dataset.rows import line
from generator.exports.dataset.tables import TABLES
from generator.exports.feeds import feeds as feeds_of
from generator.exports.files import Asset, LargeAsset, text_asset
from generator.model import Markdown, Page
from generator.pages.environment import render as filled
from generator.pages.items import front_matter
from generator.runtime.containment import OPEN, Contained
from generator.runtime.spool import Spool
from generator.settings import Settings

FOLDER = "data"
PAGE = "data.md"
COMMAND = Markdown("`datasette briefings.db --metadata metadata.json`")
QUERY = Markdown("""\
    select posts.day, posts.headline, posts.page
    from posts_fts join posts on posts.rowid = posts_fts.rowid
    where posts_fts match 'shelling'
    order by posts.day;""")


def render(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Page | Asset | LargeAsset]:
    """The page that describes the data, and every file of it, with the documents whose rows can all be made."""
    contained = Containing(held)
    with Database() as base:
        for table in TABLES:
            sheet, lines = formats.texts(table, base.filled(table, contained.rows(table, corpus, settings)))
            yield Asset(path=f"{FOLDER}/{table.file}.csv", data=sheet)
            yield Asset(path=f"{FOLDER}/{table.file}.json", data=lines)
        counts = {table.name: base.count(table) for table in TABLES}
        yield LargeAsset(path=f"{FOLDER}/briefings.db", waiting=Spool().put_all(base.pieces()))
    yield _page(corpus, settings, counts)
    title, home = line(settings.site_name), file_url(settings, "") if settings.site_url else ""
    yield text_asset(f"{FOLDER}/datapackage.json", formats.as_package(TABLES, title, home))
    yield text_asset(f"{FOLDER}/metadata.json", formats.as_metadata(TABLES, title, home))


def _page(corpus: Corpus, settings: Settings, counts: dict[str, int]) -> Page:
    words = corpus.words
    title, description = words.say("data"), words.say("data-description")
    values = {
        "root": "",
        "command": COMMAND,
        "query": QUERY,
        "title": title,
        "description": description,
        "tables": [(table, formats.columns_of(table), counts[table.name]) for table in TABLES],
        "feeds": [(feed.title, feed.path) for feed in feeds_of(corpus, settings)] if settings.site_url else [],
    }
    return Page(path=PAGE, text=front_matter(title, description) + filled(words, "data", **values))
