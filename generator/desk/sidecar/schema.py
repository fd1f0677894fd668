"""What a sidecar may hold, as models that refuse everything else."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator
from pydantic import Field as Limits

from generator.desk.schema import Entry, Id, Name
from generator.desk.sidecar.selectors import Tie
from generator.fields import CORRECTABLE
from generator.language.dates import iso
from generator.model import RIGHTS, Rights

DAYS = frozenset({"published", "updated"})


def _day(text: str) -> str:
    if iso(text) is None:
        raise ValueError("not a day")
    return text


def _moment(text: str) -> str:
    if not hasattr(iso(text), "hour"):
        raise ValueError("not a moment")
    return text


Day = Annotated[Name, AfterValidator(_day)]
Moment = Annotated[Name, AfterValidator(_moment)]


class Passage(Entry):
    """Whole lines of the source by their words, and what stands before and after, as `briefings correct` writes it."""

    exact: Annotated[str, Limits(min_length=1)]
    prefix: str = ""
    suffix: str = ""
    occurrence: Annotated[int, Limits(ge=1)] = 1
    occurrences: Annotated[int, Limits(ge=1)] = 1

    def tie(self) -> Tie:
        """The passage as a tie that can be looked for."""
        return Tie(**self.model_dump(include=set(Tie.__slots__)))


class Correction(Entry):
    """A value that holds as long as the lines are there that it was written against."""

    value: Name | None
    instead_of: Passage


class DayCorrection(Correction):
    """A day that holds as long as the lines are there that it was written against."""

    value: Day | None


class NamesCorrection(Entry):
    """Names that hold as long as the lines are there that they were written against."""

    value: tuple[Name, ...] | None
    instead_of: Passage


class Split(Passage):
    """Lines from which a new post begins, at `time` or else at that of the post before."""

    time: Moment | None = None


class Posts(Entry):
    """`merge`: time stamps that head no post of their own. `split`: lines that begin one."""

    merge: tuple[Passage, ...] = ()
    split: tuple[Split, ...] = ()


class Choice(Entry):
    """A topic of the desk for the posts that hold these lines."""

    topic: Id
    post: Passage


class Topics(Entry):
    """Topics of the desk, by id, that the document has whatever the rules say, or does not have."""

    add: tuple[Id | Choice, ...] = ()
    refuse: tuple[Id | Choice, ...] = ()


class SidecarFile(Entry):
    """`NAME.meta.yml` beside a source. An empty value takes away what the source states."""

    headline: Name | Correction | None = None
    subtitle: Name | Correction | None = None
    authors: tuple[Name, ...] | Name | NamesCorrection | None = None
    published: Day | DayCorrection | None = None
    updated: Day | DayCorrection | None = None
    publisher: Name | Correction | None = None
    url: Name | Correction | None = None
    language: Name | Correction | None = None
    rights: Rights | None = None
    topics: Topics = Topics()
    story: Name | None = None
    trusted: bool = False
    set_aside: tuple[Passage, ...] = ()
    restore: tuple[Passage, ...] = ()
    posts: Posts = Posts()


WANTED: Mapping[str, str] = {
    **dict.fromkeys(CORRECTABLE, "a single text"),
    **dict.fromkeys(DAYS, "a day such as 2023-06-01, or a day and time with its offset"),
    "authors": "a list of names",
    "rights": " | ".join(RIGHTS),
    "topics": "'add:' and 'refuse:', each a list of topic ids",
    "story": "a single text",
    "trusted": "yes: a reading that looks wrong is right",
    "set_aside": "a list of passages, each with 'exact:'",
    "restore": "a list of passages, each with 'exact:'",
    "posts": "'merge:' and 'split:', lists of passages with 'exact:', and in a split 'time:' with day and offset",
}
