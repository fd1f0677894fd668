"""A short form of `make hostile`: hostile strings in every place of a source, opened and searched for in Chromium."""

import os
import shutil
from pathlib import Path

import pytest

from tests.hostile import exports, layers, payloads, proof
from tests.hostile.browsing import BROWSERS

STRINGS = payloads.own()[::6]
FEWER = tuple(text for text in payloads.own()[:16] if "![" not in text)


def test_nothing_breaks_what_programs_read() -> None:
    rows = list(exports.rows(STRINGS))
    assert all(tried for _, tried, _ in rows)
    assert [(name, through) for name, _, through in rows if through] == []


@pytest.fixture(autouse=True)
def chromium() -> None:
    if not any(map(shutil.which, BROWSERS)):
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine; install it to run the browser tests")


def test_nothing_acts_with_all_layers(tmp_path: Path) -> None:
    site = proof.built(tmp_path / "all", STRINGS, layers.ALL)
    pages, found = proof.opened(site, search=["alert", "script", "harbour", *STRINGS[:10]])
    assert pages.pages > len(STRINGS)
    assert {kind: where for kind, where in pages.found.items() if where} == {}
    assert pages.without_policy == 0
    assert found.answers > 0
    assert found.let_through == set()


@pytest.mark.parametrize("name", ["inert text and titles alone", "sanitiser alone (titles inert)"])
def test_nothing_acts_with_one_layer(name: str, tmp_path: Path) -> None:
    pages, _ = proof.opened(proof.built(tmp_path / "one", FEWER, proof.ALONE[name]))
    assert {kind: where for kind, where in pages.found.items() if where} == {}


def test_no_script_runs_with_the_policy_alone(tmp_path: Path) -> None:
    pages, _ = proof.opened(proof.built(tmp_path / "policy", FEWER, proof.ALONE["policy alone"]))
    assert pages.found["scripts run"] == pages.found["dialogs"] == []
    assert pages.found["on* attributes"]


def test_scripts_run_without_any_layer(tmp_path: Path) -> None:
    pages, _ = proof.opened(proof.built(tmp_path / "none", FEWER, ()))
    assert pages.found["scripts run"]
    assert pages.found["dialogs"]
    assert pages.found["on* attributes"]
