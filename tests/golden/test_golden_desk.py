"""Golden cases of the desk: each kind of override, of new version and of rights, with what the site makes of it.

Each folder of tests/golden/desk holds sources with their sidecars; the file of its name is the answer as reviewed.
`python -m tests.golden.test_golden_desk` rewrites the answers and prints what changed; read it before you commit it.
"""

import difflib
import json
import sys
from pathlib import Path

import pytest

from generator.desk import FILES
from generator.desk.sidecar.schema import WANTED
from generator.exports import explain_document
from generator.model import RIGHTS
from generator.pages.versions import versions
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.settings import Settings

DESK = Path(__file__).resolve().parent.parent / "golden" / "desk"
CASES = sorted(path for path in DESK.iterdir() if path.is_dir() and path.name != "_desk")
KINDS = {*WANTED, "merge", "split", "topics.add", "topics.refuse"} - {"topics", "posts"}
FACTS = ("headline", "subtitle", "authors", "published", "updated", "publisher", "url", "language", "rights")


def answer(case: Path) -> str:
    desk = build.load_desk_folder(DESK / "_desk")
    corpus = build.corpus_of(build.collect(case), desk, Settings(), Means())
    told = {
        "documents": [told_of(corpus, document) for document in corpus.documents],
        "stories": [[story.name, *(document.path for document in story.documents)] for story in corpus.stories],
        "problems": sorted({f"{problem.path}: {problem.severity} {problem.code}" for problem in corpus.problems}),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def expected(case: Path) -> Path:
    return case.with_suffix(".json")


def told_of(corpus, document):
    made = explain_document.to_json(document)
    return {
        "source": document.path,
        "facts": {name: [made[name]["value"], made[name]["rule"]] for name in FACTS if made[name]},
        "posts": [[post["time"], post["headline"], post["lines"], post["topics"]] for post in made["posts"]],
        "set_aside": made["set_aside"],
        "overrides": [[one.what, one.value, "stale" if one.stale else "applied"] for one in document.overrides],
        "versions": [
            [one.title, one.path, one.summary, [[row.label, row.was, row.now] for row in one.rows]]
            for one in versions(corpus, document)
        ],
        "text": [" ".join(text.split()) for text in made["text"].split("\n\n")],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_desk_is_followed_as_it_was_reviewed(case):
    assert json.loads(answer(case)) == json.loads(expected(case).read_text("utf-8"))


def test_every_answer_has_its_case():
    assert {*DESK.glob("*.json")} == {expected(case) for case in CASES}


def everything():
    return [json.loads(expected(case).read_text("utf-8")) for case in CASES]


def test_each_kind_of_override_has_a_case_in_which_it_is_applied():
    done = {one[0] for told in everything() for document in told["documents"] for one in document["overrides"]
            if one[2] == "applied"}  # fmt: skip
    assert done == KINDS


def test_each_fact_has_a_case_in_which_it_is_taken_away():
    gone = {name for told in everything() for document in told["documents"] for name, value, state in
            document["overrides"] if state == "applied" and not value}  # fmt: skip
    assert gone >= set(FACTS) - {"rights"}


def test_each_mode_of_rights_and_each_kind_of_change_has_a_case():
    told = [document for told in everything() for document in told["documents"]]
    assert {document["facts"]["rights"][0] for document in told if "rights" in document["facts"]} == set(RIGHTS[:-1])
    assert [] in [answer["documents"] for answer in everything()]
    rows = {row[0] for document in told for version in document["versions"] for row in version[3]}
    assert rows == {"Headline", "Reworded", "Added", "Removed"}
    assert {path.name for path in (DESK / "_desk").iterdir()} <= set(FILES)


def rewrite() -> None:
    for case in CASES:
        target = expected(case)
        before = target.read_text("utf-8") if target.exists() else ""
        after = answer(case)
        target.write_text(after, "utf-8")
        lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), "before", str(case.name), n=1)
        sys.stdout.writelines(lines)


if __name__ == "__main__":
    rewrite()
