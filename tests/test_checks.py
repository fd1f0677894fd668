from dataclasses import replace

from making import ARTICLE, BARE, DESK, LIVE, document

from generator import checks
from generator.corpus import assemble
from generator.desk import EMPTY
from generator.model import Problem


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
