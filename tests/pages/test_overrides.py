"""What the editors changed, on the document's page and on the public log."""

from dataclasses import replace

import pytest

from generator.corpus import assemble
from generator.model import Override, Span, TopicMatch
from generator.pages import render
from generator.settings import Settings
from tests.support import making

TEXT = "Bridge shut\nThe mayor *closed* the bridge.\nIt opens in June."
OVERRIDES = (
    Override(what="headline", value="Bridge shut", span=Span(0, 11), line=1),
    Override(what="published", value="", line=2),
    Override(what="set_aside", value="It opens [x](y)", stale=True, line=3),
)


def pages_of(*documents):
    return {page.path: page.text for page in render(assemble(documents, making.DESK), Settings())}


@pytest.fixture(scope="module")
def changed():
    one = replace(making.document(TEXT), overrides=OVERRIDES)
    given = TopicMatch(topic="aid-packages", score=3.0, matches=())
    one = replace(one, topics=(given,), posts=tuple(replace(post, topics=(given,)) for post in one.posts))
    return pages_of(one, making.document("Nothing changed here.", path="b.txt"))


def test_log_names_each_document_and_change(changed):
    page = changed["changes.md"]
    assert page.count("## ") == 1
    assert "- Headline: Bridge shut (line 1 of the source)\n" in page
    assert "- Published: taken away\n" in page
    assert "- Set aside: It opens &#91;x&#93;(y) *not applied: the passage is gone or changed*" in page


def test_document_lists_its_own_changes(changed):
    page = next(text for path, text in changed.items() if path.startswith("documents/notes"))
    assert '??? note "3 changes by the editor"' in page
    assert "    - Headline: Bridge shut (line 1)\n" in page
    assert "Given by the editor." in page


def test_log_without_changes_says_so():
    assert "The editors changed nothing" in pages_of(making.document("A bridge."))["changes.md"]
