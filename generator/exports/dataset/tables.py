"""The tables of the open data: their columns with types and meaning."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from generator.corpus import Corpus
from generator.exports.dataset.rows import (
    Row,
    authors,
    documents,
    event_days,
    figures,
    members,
    mentions,
    posts,
    quotations,
    stories,
    topics,
    versions,
)
from generator.settings import Settings

Kind = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `kind` as in Table Schema; `to` names the table whose first column it refers to."""

    name: str
    kind: Kind
    about: str
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first column is its key where `keyed`; its rows are those of documents, or `of_stories`."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Corpus, Settings], Iterator[Row]]
    keyed: bool = False
    of_stories: bool = False

    @property
    def file(self) -> str:
        """The name of its files, without suffix."""
        return self.name.replace("_", "-")


def _column(name: str, kind: Kind, about: str, to: str | None = None) -> Column:
    return Column(name=name, kind=kind, about=about, to=to)


_POST = _column("post", "string", "The post, or the article, in which it stands", "posts")
_LINE = _column("line", "integer", "Line of the source, counted from 1")

TABLES: Final = (
    Table(
        name="documents",
        about="Every document that was collected, as far as its rights allow to show it",
        keyed=True,
        rows=documents,
        columns=(
            _column("id", "string", "What the document is called in addresses"),
            _column("path", "string", "The file in the folder of sources"),
            _column("kind", "string", "article or live-blog"),
            _column("headline", "string", "The headline, else the file's name"),
            _column("subtitle", "string", "The line below the headline"),
            _column("outlet", "string", "Who published it"),
            _column("published", "string", "Day of publication, or time with offset where the source states one"),
            _column("published_inferred", "boolean", "Whether that day follows from other things and is not stated"),
            _column("updated", "string", "Day or time of the last change that the source states"),
            _column("day", "date", "The day that the site shows it under"),
            _column("language", "string", "Language, as ISO 639-1"),
            _column("url", "string", "Address of the original"),
            _column("rights", "string", "full, excerpt or link: how much of the text is shown"),
            _column("sha256", "string", "Hash of the file"),
            _column("page", "string", "Address of its page on this site"),
        ),
    ),
    Table(
        name="versions",
        about="Versions of the documents that were collected more than once; all other tables hold the newest only",
        rows=versions,
        columns=(
            _column("document", "string", "The document", "documents"),
            _column("number", "integer", "Number of the version, from 1"),
            _column("path", "string", "The file in the folder of sources"),
            _column("sha256", "string", "Hash of the file"),
            _column("published", "string", "Day or time of publication that it states"),
            _column("updated", "string", "Day or time of the last change that it states"),
            _column("added", "integer", "Paragraphs that the version before does not have; nothing for the first"),
            _column("removed", "integer", "Paragraphs that only the version before has"),
            _column("reworded", "integer", "Paragraphs with other words than in the version before"),
        ),
    ),
    Table(
        name="authors",
        about="Who wrote the documents, in the order of the byline",
        rows=authors,
        columns=(
            _column("document", "string", "The document", "documents"),
            _column("position", "integer", "Place in the byline, from 1"),
            _column("name", "string", "The name as the source prints it"),
        ),
    ),
    Table(
        name="posts",
        about="Articles, and posts of live blogs with what comes before them",
        keyed=True,
        rows=posts,
        columns=(
            _column("id", "string", "The document's id and the post's place on its page"),
            _column("document", "string", "The document", "documents"),
            _column("position", "integer", "Place in the source, from 1"),
            _column("time", "string", "Time that the post states, with offset where that is known"),
            _column("time_inferred", "boolean", "Whether its day follows from other things"),
            _column("day", "date", "The day that it stands under"),
            _column("headline", "string", "Its headline, else how it begins"),
            _column("text", "string", "Its text as far as its rights allow; in the database only"),
            _column("page", "string", "Address of the post on this site"),
        ),
    ),
    Table(
        name="topics",
        about="Topics of posts, by the rules of the desk",
        rows=topics,
        columns=(
            _POST,
            _column("topic", "string", "Id of the topic"),
            _column("title", "string", "Title of the topic"),
            _column("score", "number", "Sum of the weights of what matched"),
        ),
    ),
    Table(
        name="mentions",
        about="People, places and organisations named in the texts",
        rows=mentions,
        columns=(
            _POST,
            _column("kind", "string", "person, place or organisation"),
            _column("name", "string", "The name that the site uses"),
            _LINE,
        ),
    ),
    Table(
        name="quotations",
        about="Words in quotation marks",
        rows=quotations,
        columns=(
            _POST,
            _column("speaker", "string", "Who said it, where the text names somebody"),
            _column("via", "string", "Who reported it in between"),
            _column("verb", "string", "The verb that the text introduces it with"),
            _column("text", "string", "The words, where rights allow to show them"),
            _LINE,
        ),
    ),
    Table(
        name="figures",
        about="Numbers that count something, as the texts give them; none is preferred",
        rows=figures,
        columns=(
            _POST,
            _column("value", "number", "The number"),
            _column("bound", "string", "at least, at most, about, or nothing where it is exact"),
            _column("unit", "string", "people, a currency, % or nothing"),
            _column("what", "string", "What is counted, in the words of the text"),
            _column("outcome", "string", "What befell them, such as killed or injured"),
            _column("by", "string", "Who gives the number; nothing where it is the outlet itself"),
            _column("place", "string", "Where"),
            _column("day", "date", "The day that it is about"),
            _column("text", "string", "The words that hold the number"),
            _LINE,
        ),
    ),
    Table(
        name="event_days",
        about="Days that the texts tell of",
        rows=event_days,
        columns=(
            _POST,
            _column("day", "date", "The day, or the first one of the week, month or year"),
            _column("precision", "string", "day, week, month or year"),
            _column("words", "string", "The words that say so"),
            _LINE,
        ),
    ),
    Table(
        name="stories",
        about="Posts of several sources about one event",
        keyed=True,
        rows=stories,
        of_stories=True,
        columns=(
            _column("id", "string", "What the story is called"),
            _column("name", "string", "What the editor named it, if anything"),
            _column("headline", "string", "The headline of the report most like all others"),
            _column("posts", "integer", "How many posts belong to it"),
            _column("documents", "integer", "From how many documents"),
            _column("independent", "integer", "How many neither copy another one nor share its outlet"),
        ),
    ),
    Table(
        name="story_posts",
        about="Which posts belong to which story",
        rows=members,
        of_stories=True,
        columns=(
            _column("story", "string", "The story", "stories"),
            _POST,
            _column("position", "integer", "Place in the order of time, from 1"),
        ),
    ),
)
