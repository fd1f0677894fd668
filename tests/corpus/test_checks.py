import datetime as dt
from dataclasses import replace

import pytest

from generator.corpus import assemble, checks
from generator.desk import EMPTY, load_desk
from generator.model import Override, Problem
from tests.support.making import ARTICLE, BARE, DESK, LIVE, TOPICS, document, fact


def found(*documents, desk=DESK, problems=()):
    return [(p.code, p.severity, p.path) for p in checks.run(assemble(documents, desk, problems))]


def test_a_sound_corpus_has_no_problem():
    assert found(ARTICLE, LIVE) == []


def test_problems_of_documents_and_of_the_disk_come_together_in_order():
    trouble = Problem(code="damaged-text", severity="warning", path="notes/a.txt", message="damaged", lines=(3, 3))
    later = replace(trouble, lines=(9, 9), severity="error")
    link = Problem(code="link", severity="warning", path="a-link", message="a link")
    made = replace(ARTICLE, problems=(later, trouble))
    run = checks.run(assemble([made, LIVE], DESK, [link]))
    assert [(p.path, p.lines) for p in run] == [("a-link", None), ("notes/a.txt", (3, 3)), ("notes/a.txt", (9, 9))]


def test_the_same_bytes_are_named_once_with_the_file_that_holds_them_too():
    copy = replace(LIVE, path="zz.txt")
    assert found(ARTICLE, copy, LIVE) == [("same-bytes", "warning", "zz.txt")]


def test_what_a_document_lacks_is_noted():
    assert ("no-outlet", "info", "bare.txt") in found(BARE)
    assert ("no-topic", "info", "bare.txt") in found(BARE)
    assert ("no-topic", "info", "bare.txt") not in found(BARE, desk=EMPTY)


def test_a_topic_that_nothing_matches_is_noted():
    assert found(document("Nothing."))[:2] == [("unused-topic", "info", "_desk/topics.yml")] * 2


def desk_with(**files):
    return load_desk({"topics.yml": TOPICS.encode()} | {f"{name}.yml": text.encode() for name, text in files.items()})


@pytest.mark.parametrize("what", ["topics.add", "topics.refuse"])
def test_a_topic_that_only_a_sidecar_knows(what):
    made = replace(ARTICLE, overrides=(Override(what=what, value="border-attack", line=4),))
    (problem,) = [one for one in checks.run(assemble([made, LIVE], DESK)) if one.code == "unknown-topic"]
    assert (problem.path, problem.lines) == ("notes/a.txt.meta.yml", (4, 4))
    assert problem.message == "the desk has no topic 'border-attack'; did you mean 'border-attacks'?"


def test_who_has_a_longer_address_is_told_with_who_has_the_short_one():
    # Found by trying: the eight digits of both are the same.
    paths, names = ("ferry ))!)!+ times.txt", "ferry ),-~_- times.txt"), ("Pier ~-+!( Post", "Pier (!+!(- Post")
    made = [replace(document(f"Boat {n}.", path=paths[n]), metadata=publisher(names[n])) for n in range(2)]
    corpus = assemble(made, EMPTY)
    told = [one for one in checks.run(corpus) if one.code == "same-address"]
    assert [(one.path, one.severity) for one in told] == [("_desk/outlets.yml", "info"), (paths[1], "info")]
    assert names[1] in told[0].message
    assert names[0] in told[0].message
    assert paths[0] in told[1].message
    assert corpus.addresses.document(paths[1]) in told[1].message


def publisher(name):
    return replace(ARTICLE.metadata, publisher=fact(name))


REPORT = (
    "The harbour office counted forty boats at the upper pier on Monday and fined three of their owners.\n"
    "The ferry to the island left on time, the office said, although the storm had torn off a mooring.\n"
    "Nobody was hurt, and the pier is to be mended by the end of the month for twelve thousand crowns."
)


def test_a_document_that_repeats_another():
    first = document(REPORT, path="a.txt", published=fact(dt.date(2024, 5, 6)))
    later = document(REPORT + "\nThe mayor thanked the crew.", path="b.txt", published=fact(dt.date(2024, 5, 7)))
    (problem,) = [one for one in checks.run(assemble([first, later], DESK)) if one.code == "near-copy"]
    assert problem.path == "b.txt"
    assert "stand in a.txt too, which was there first" in problem.message


def test_a_person_whom_several_documents_name_and_the_desk_does_not():
    people = "people:\n  - name: Ada Moore\n"
    texts = [
        document(f"Ben Holt met Ada Moore {n} times.", path=f"{n}.txt", people=["Ben Holt", "Ada Moore"])
        for n in range(3)
    ]
    told = [one for one in checks.run(assemble(texts, desk_with(people=people))) if one.code == "unlisted-name"]
    assert [(one.path, "3 documents name Ben Holt" in one.message) for one in told] == [("_desk/people.yml", True)]
    assert "unlisted-name" not in {one.code for one in checks.run(assemble(texts, DESK))}


def test_phrases_of_documents_in_no_topic_are_suggested():
    texts = [document(f"The grain corridor was shut for day {n}.", path=f"{n}.txt") for n in range(4)]
    seen = [document(f"The shelling met harbour staff {n}.", path=f"s{n}.txt") for n in range(3)]
    (problem,) = [one for one in checks.run(assemble([*texts, *seen], DESK)) if one.code == "topic-suggested"]
    assert "'grain corridor' (4)" in problem.message
    assert "harbour staff" not in problem.message


SILENCE = "silence:\n  - code: no-outlet\n    path: 'ba*'\n    reason: Leaflets name no outlet.\n"


def test_what_the_editor_silences_is_not_told():
    assert ("no-outlet", "info", "bare.txt") not in found(BARE, desk=desk_with(checks=SILENCE))
    other = replace(BARE, path="other.txt")
    assert ("no-outlet", "info", "other.txt") in found(other, desk=desk_with(checks=SILENCE))


def test_an_error_is_told_all_the_same_and_an_idle_silence_too():
    error = Problem(code="no-outlet", severity="error", path="bare.txt", message="x")
    told = checks.run(assemble([ARTICLE, LIVE], desk_with(checks=SILENCE), [error]))
    assert [(one.code, one.path) for one in told] == [
        ("unused-silence", "_desk/checks.yml"),
        ("no-outlet", "bare.txt"),
    ]
