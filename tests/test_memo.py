"""Pages from the memo are the pages of a build from nothing, whatever was changed in between."""

import random
from contextlib import closing
from dataclasses import replace

import pytest
from making import ARTICLE, DESK, DOCUMENTS

from generator import build, outputs, pages
from generator.cache import Cache
from generator.desk import load_desk
from generator.documents import Means, memo_of
from generator.memo import Memo
from generator.settings import Settings

SEED = 7
EDITS = 200
STEPS = 50  # after each of them all pages are compared
SETTINGS = Settings(site_url="https://site.example/")
OUTLETS = ("Harbour Wire", "Ridge Post")
PEOPLE = ("Ada Holt", "Viktor Tamm", "Holt")
EVENTS = (
    "At least {n} people were injured in Riga on {day} April when shelling hit the harbour, {name} said.",
    "“We counted {n} damaged houses along the river and more are being found,” {name} said.",
    "An aid package worth ${n} million for the repair of the bridge was announced in Vilnius.",
    "Correction: an earlier version of this report gave the number of houses as {n}.",
    "The mayor of Tallinn, {name}, opened the new school beside the old market on {day} April 2024.",
)
TOPICS = """topics:
  - {id: attacks, title: Attacks, description: Attacks., rules: [{phrases: [shelling]}]}
  - {id: aid, title: TITLE, description: Aid., rules: [{phrases: [aid package*]}]}
"""


def line(chance):
    words = {"n": chance.randint(2, 9), "day": chance.randint(1, 4), "name": chance.choice(PEOPLE)}
    return chance.choice(EVENTS).format(**words)


def report(chance):
    byline = f"By {chance.choice(PEOPLE)}\n{chance.choice(OUTLETS)}\n{chance.randint(1, 4)} April 2024"
    return "\n\n".join([line(chance)[:50], byline, *(line(chance) for _ in range(chance.randint(2, 4)))]) + "\n"


def edit(chance, texts):
    """One source changed, added, renamed, removed, or copied with a line more."""
    path = chance.choice(sorted(texts))
    what = chance.choice(["change", "change", "change", "add", "rename", "remove", "copy"])
    if what == "change":
        lines = texts[path].split("\n")
        lines[chance.randrange(len(lines))] = line(chance)
        texts[path] = "\n".join(lines)
    elif what == "rename":
        texts[f"r{chance.randrange(10**6)}.txt"] = texts.pop(path)
    elif what == "remove" and len(texts) > 4:
        del texts[path]
    elif len(texts) < 12:
        texts[f"a{chance.randrange(10**6)}.txt"] = report(chance) if what == "add" else texts[path] + line(chance)


def made(folder, texts, desk, cache):
    for path in folder.iterdir():
        path.unlink()
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8")
    memo = memo_of(cache, desk, SETTINGS)
    corpus = build.build(folder, desk, SETTINGS, Means(cache=cache, memo=memo))
    files = [*pages.render(corpus, SETTINGS, memo), *outputs.assets(corpus, SETTINGS)]
    return {one.path: outputs.content(one) for one in files}


def test_after_random_edits_every_file_is_that_of_a_build_from_nothing(tmp_path):
    chance = random.Random(SEED)
    texts = {f"{number}.txt": report(chance) for number in range(8)}
    sources = tmp_path / "sources"
    sources.mkdir()
    desk = load_desk({"topics.yml": TOPICS.encode()})
    for step in range(STEPS):
        for _ in range(EDITS // STEPS):
            edit(chance, texts)
        if step % 10 == 9:
            desk = load_desk({"topics.yml": TOPICS.replace("TITLE", f"Aid {step}").encode()})
        with closing(Cache(tmp_path / "cache", print)) as cache:
            kept = made(sources, texts, desk, cache)
        assert kept == made(sources, texts, desk, None), f"after {step + 1} steps from seed {SEED}"


def test_an_equal_document_has_the_same_hash_and_another_one_has_another():
    memo = Memo()
    assert memo.digest(replace(ARTICLE)) == memo.digest(ARTICLE) == Memo().digest(ARTICLE)
    assert memo.digest(replace(ARTICLE, sha256="0" * 64)) != memo.digest(ARTICLE)


def test_what_is_kept_is_not_made_again(tmp_path):
    inputs = ("page", ARTICLE, ("a", 1))
    with closing(Cache(tmp_path / "cache", print)) as cache:
        memo = memo_of(cache, DESK, SETTINGS)
        assert memo.text(lambda: inputs, lambda: "words") == "words"
        assert memo.text(lambda: inputs, lambda: pytest.fail("made again")) == "words"
        other = memo_of(cache, DESK, replace(SETTINGS, site_name="Other"))
        assert other.text(lambda: inputs, lambda: "other") == "other"


def test_each_document_comes_with_what_was_made_of_it(tmp_path):
    names = [(one, one.path.encode()) for one in DOCUMENTS]
    assert list(Memo().of_each("path", DOCUMENTS, lambda one: one.path.encode())) == names
    with closing(Cache(tmp_path / "cache", print)) as cache:
        memo = memo_of(cache, DESK, SETTINGS)
        assert list(memo.of_each("path", DOCUMENTS[:1], lambda one: one.path.encode())) == names[:1]
        asked = []
        found = memo.of_each("path", DOCUMENTS, lambda one: asked.append(one.path) or one.path.encode())
        assert list(found) == names
        assert asked == [one.path for one in DOCUMENTS[1:]]
