"""The language that the site speaks, and the words that the theme takes from the catalogue."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator import i18n
from generator.desk.errors import nearest
from generator.i18n import Interface
from generator.model import Problem
from generator.publishing.search.facets import FACETS

SEARCH = "search-"
MISSING = (("home", ""), ("days-title", "days/"), ("topics-title", "topics/"), ("outlets-title", "outlets/"))
NAMES = (("people-title", "people/"), ("places-title", "places/"))


def settle(config: MkDocsConfig) -> Iterator[Problem]:
    """Hand the theme its words, and the default language where the one that it has is not in the catalogue.

    What is to be said of such a language.
    """
    asked = str(config.theme.get("language") or i18n.DEFAULT)
    code = asked.replace("_", "-").split("-")[0].lower()
    config.theme["language"] = asked if code in i18n.CODES else i18n.DEFAULT
    config.extra |= for_theme(Interface(language_of(config)))
    if code not in i18n.CODES:
        file = Path(os.fsdecode(config.config_file_path or "mkdocs.yml"))
        text = file.read_text("utf-8", "replace") if file.is_file() else ""
        written = re.search(r"^[ ]+language[ ]*:", text, re.MULTILINE)
        line = text.count("\n", 0, written.start()) + 1 if written else 1
        has = f"the site has words in {', '.join(i18n.CODES)}, not in '{asked}'{nearest(asked, i18n.CODES)}"
        message = f"{has}; its pages are in '{i18n.DEFAULT}'"
        yield Problem(code="language", severity="warning", path=file.name, message=message, lines=(line, line))


def language_of(config: MkDocsConfig) -> str:
    """The code of the theme's language, once it is settled."""
    return str(config.theme["language"]).replace("_", "-").split("-")[0].lower()


def for_theme(words: Interface) -> dict[str, Any]:
    """What the theme's templates and scripts say: of the search, and of a page that is not there."""
    phrases = i18n.catalogue(words.code)
    search = {key.removeprefix(SEARCH): phrase for key, phrase in phrases.items() if key.startswith(SEARCH)}
    pages = [(words.say(key), path) for key, path in (*MISSING, *NAMES)]
    missing = {"title": words.say("missing"), "why": words.say("missing-why"), "ways": words.say("missing-ways")}
    return {"words": {**search, "title": words.say("search")}, "missing": {**missing, "pages": pages}, "facets": FACETS}
