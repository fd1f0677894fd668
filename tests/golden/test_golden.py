"""Golden cases: every sample and every file of tests/golden/cases against the JSON that `explain` gave at review.

`python -m tests.golden.test_golden` rewrites the answers and prints what changed; read that before you commit it.
"""

import difflib
import hashlib
import json
import sys
from pathlib import Path

import pytest

from generator.annotate import mark
from generator.exports.explain_document import to_json
from generator.extract import ingest
from generator.model import Source
from generator.settings import Settings
from tests.support.golden_cases import ANSWERS, CASES, DESK, NAMES


def answer(path: Path) -> str:
    data = path.read_bytes()
    sidecar = path.with_name(f"{path.name}.meta.yml")
    source = Source(
        path=path.name,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        sidecar=sidecar.read_bytes() if sidecar.exists() else None,
    )
    document = mark(ingest(source, Settings()), DESK, NAMES)
    return json.dumps(to_json(document), ensure_ascii=False, indent=1) + "\n"


def expected(path: Path) -> Path:
    return ANSWERS / f"{path.name}.json"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_document_is_understood_as_it_was_reviewed(path):
    assert json.loads(answer(path)) == json.loads(expected(path).read_text(encoding="utf-8"))


def test_every_answer_has_its_case():
    assert {path.name for path in ANSWERS.glob("*.json")} == {expected(path).name for path in CASES}


def rewrite() -> None:
    for stale in {*ANSWERS.glob("*.json")} - {expected(path) for path in CASES}:
        stale.unlink()
    for path in CASES:
        target = expected(path)
        before = target.read_text(encoding="utf-8") if target.exists() else ""
        after = answer(path)
        target.write_text(after, encoding="utf-8")
        sys.stdout.writelines(
            difflib.unified_diff(
                before.splitlines(True), after.splitlines(True), f"{target.name} before", target.name, n=1
            )
        )


if __name__ == "__main__":
    rewrite()
