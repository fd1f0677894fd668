"""The share of the hostile inputs that a run tries follows from the commit."""

import os
import sys
from pathlib import Path

import pytest

from tests.hostile import payloads
from tests.hostile.shares import Share, by_commit, numbered
from tests.support import processes

ROOT = Path(__file__).parents[2]
OF = 10


@pytest.fixture(autouse=True)
def alone(tmp_path, monkeypatch):
    """No folder above, and no setting of this machine, is asked."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


def git(root, *arguments):
    who = ("-c", "user.name=Ada Miller", "-c", "user.email=ada@example.org")
    processes.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def history(tmp_path):
    root = tmp_path / "history"
    root.mkdir()
    git(root, "init", "--initial-branch=main")
    return root


def commit(root):
    git(root, "commit", "--allow-empty", "--message", "One more")
    return by_commit(OF, root)


def test_as_many_commits_as_shares_try_everything_and_nothing_twice(history):
    taken = [commit(history) for _ in range(OF)]
    assert sorted(share.number for share in taken) == list(range(OF))
    parts = [share.part(payloads.everything()) for share in taken]
    assert sorted(string for part in parts for string in part) == sorted(payloads.everything())
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_merge_is_one_commit_however_many_it_brings(history):
    before = commit(history)
    git(history, "switch", "--create", "aside")
    for _ in range(3):
        commit(history)
    git(history, "switch", "main")
    git(history, "merge", "--no-ff", "--no-edit", "aside")
    assert by_commit(OF, history).number == before.number + 1


def test_a_clone_takes_the_share_of_its_commit(history, tmp_path):
    shares = {commit(history) for _ in range(3)}
    git(tmp_path, "clone", history.as_uri(), "clone")
    assert by_commit(OF, tmp_path / "clone") in shares
    assert by_commit(OF, tmp_path / "clone") == by_commit(OF, history)


def test_where_history_is_cut_off_the_hash_chooses(history, tmp_path):
    for _ in range(3):
        commit(history)
    git(tmp_path, "clone", "--depth", "1", history.as_uri(), "clone")
    share = by_commit(OF, tmp_path / "clone")
    assert share.number in range(OF)
    assert "shallow" in str(share)
    assert share == by_commit(OF, tmp_path / "clone")


@pytest.mark.parametrize("path", [None, ""], ids=["no repository", "no git"])
def test_without_git_it_is_the_first_and_says_so(tmp_path, monkeypatch, path):
    if path is not None:
        monkeypatch.setenv("PATH", path)
    assert str(by_commit(OF, tmp_path)) == "share 1 of 10 (the first, for there is no git history)"


def test_a_share_can_be_asked_for():
    assert [numbered(number, OF).number for number in range(1, OF + 1)] == list(range(OF))
    assert by_commit(1).full
    assert list(by_commit(1).part(range(7))) == list(range(7))


def test_few_values_take_turns():
    parts = [list(Share(number=number, of=OF).part(range(7))) for number in range(OF)]
    assert {len(part) for part in parts} == {1}
    assert {value for part in parts for value in part} == set(range(7))
    assert list(Share(number=3, of=OF).part([])) == []


def test_what_make_was_told_takes_no_string_away():
    """A variable that make is given is in the environment of all that it starts."""
    count = "from tests.hostile import payloads; print(len(payloads.everything()))"
    environment = {**os.environ, "HOSTILE": "--share 10"}
    counted = processes.run([sys.executable, "-c", count], cwd=ROOT, env=environment, check=True, capture_output=True)
    assert int(counted.stdout) == len(payloads.everything())
