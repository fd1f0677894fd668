"""Readings that look wrong are told of, and count for nothing until an editor trusts them."""

import pytest

from generator.corpus import assemble
from generator.desk import load_desk
from generator.pages import home
from generator.settings import Settings
from tests.support.sources import BODY, document

TITLE = "Old bridge over the river is closed"
PAGE = f"{TITLE}\n\nBy Ada Moore\n\n1 June 2023\n\n{BODY}"
CODES = {"consent-page", "error-page", "placeholder", "menu-headline"}
CONSENT = """Your choice

We and our 99 partners store and access information on a device and process personal data such as unique identifiers.

You may click to consent to our processing, or refuse to consent before you go on.
"""
MENU = "[Sport](/s)\n\n[Harbour](/h)\n\n[Mail](/m)\n\n# Harbour\n\nBy"
DIALOG_DE = """Willkommen

Wir und unsere Partner verwenden Cookies und ähnliche Technologien, um Informationen auf einem Gerät zu speichern.

Mit Werbung und Tracking lesen Sie frei, die Zustimmung widerrufen Sie in den Datenschutzeinstellungen unten.
"""


def codes(text, path="notes.txt", sidecar=None):
    made = document(text, path, sidecar)
    found = {one.code for one in made.problems} & CODES
    assert made.doubted == bool(found)
    return found


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        (CONSENT, "a.txt", "consent-page"),
        (DIALOG_DE, "a.txt", "consent-page"),
        ("Access Denied\n\nYou don't have permission to access this server.\n", "a.txt", "error-page"),
        ("<html><body><h1>404 Not Found</h1><p>nginx</p></body></html>", "a.html", "error-page"),
        ("# Just a moment...\n\nVerifying you are human. This may take a few seconds.\n", "a.md", "error-page"),
        ("Seite nicht gefunden\n\nDie Seite wurde nicht gefunden. Zur Startseite.\n", "a.txt", "error-page"),
        (f"{MENU}{PAGE.partition('By')[2]}", "a.md", "menu-headline"),
        (PAGE.replace("Ada Moore", "Author Name"), "a.txt", "placeholder"),
        (f'---\ntitle: "{{{{ page.title }}}}"\n---\n\n{BODY}', "a.md", "placeholder"),
    ],
)
def test_what_looks_wrong(text, path, code):
    assert codes(text, path) == {code}


BARRED = """Access denied to the harbour

1 June 2023

Reporters were kept from the harbour on Thursday, when the new cranes were tried for the first time, the port said.

The guild of writers called that a breach of what had been agreed, and the harbour office spoke of the room it lacked.
"""
FINED = """Watchdog fines shop for its cookies

1 June 2023

The watchdog said that a banner with the words 'we use cookies' is not enough to ask for anything.

The shop in the old town must now pay a fine of 400 crowns, and has a month to change its page, the office said.
"""
COOKIES = f"{PAGE}\nWe use cookies. We value your privacy.\n"
NAMED = PAGE.replace(TITLE, "Access denied: reporters are kept from the bridge")


@pytest.mark.parametrize("text", [PAGE, COOKIES, NAMED, BARRED, FINED])
def test_what_is_an_article(text):
    assert codes(text) == set()


def test_an_editor_may_trust_a_reading():
    assert codes(CONSENT, sidecar="trusted: yes\n") == set()
    assert codes(PAGE.replace("Ada Moore", "Author Name"), sidecar="authors: [Ada Moore]\n") == set()


def test_a_doubted_document_has_a_page_and_counts_for_nothing():
    good = document(PAGE, "a.txt")
    doubted = document(PAGE.replace("Ada Moore", "Author Name").replace("1 June", "2 June"), "b.txt")
    corpus = assemble((good, doubted), load_desk({}))
    assert [day.isoformat() for day in corpus.days] == ["2023-06-01"]
    assert (corpus.stories, corpus.copies) == ((), ())
    assert {one.path for one in corpus.documents} == {"a.txt", "b.txt"}
    page = home.home(corpus, Settings()).text
    assert "a-txt" in page or "documents/a" in page
    assert corpus.addresses.document("b.txt").removesuffix(".md") not in page
