"""The order of day and month in which a document writes its days in numbers."""

from collections.abc import Iterator, Sequence

from generator.language import Language
from generator.language.dates import order
from generator.model import Reading

TAGS = ("front-matter:language", "front-matter:lang", "html:lang", "meta:language", "feed:language", "record:language")
FILE_ORDER = "record:date-order"


def in_order(reading: Reading, texts: Sequence[str], words: Language) -> Language:
    """The words with the order that the document settles, by its own days or those of the file that it is a row of."""
    told = next((field.value for field in reading.fields if field.name == FILE_ORDER), None)
    if told:
        return order.ordered(words, told == order.MONTH_DAY)
    return order.settled(_texts(reading, texts), words, next(_tags(reading), ""))


def _texts(reading: Reading, texts: Sequence[str]) -> Iterator[str]:
    yield from (field.value for field in reading.fields)
    yield from texts


def _tags(reading: Reading) -> Iterator[str]:
    named = {field.name: field.value for field in reversed(reading.fields)}
    return (named[name] for name in TAGS if named.get(name))
