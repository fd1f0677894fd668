"""What all commands share: how much they say, exit statuses, completion, words that were mistyped."""

import os
import sys

import click
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.cli.messages import EXITS
from tests.support import processes

NAMES = main.list_commands(click.Context(main))
TEXT = "Ferry stays in port\n\nBy Lena Marsh\n\n6 May 2024\n\nThe ferry to the island stayed in port on Monday.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "ferry.txt").write_text(TEXT)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", NAMES)
def test_every_command_says_what_it_does_and_takes_q_and_v(name):
    text = run(name, "--help").output
    assert f"Usage: briefings {name} " in text
    assert "-q, --quiet" in text
    assert "-v, --verbose" in text


@pytest.mark.parametrize("words", [("-q", "write", "out"), ("write", "-q", "out"), ("write", "out", "--quiet")])
@pytest.mark.usefixtures("desk")
def test_quiet_says_nothing_of_what_went_well(words):
    result = run(*words)
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.usefixtures("desk")
def test_quiet_still_tells_results_and_errors():
    assert "no-outlet" in run("check", "-q").output
    assert "no source reports on this day" in run("-q", "brief", "1999-01-01").output


@pytest.mark.usefixtures("desk")
def test_verbose_says_where_things_come_from():
    told = run("-v", "check").stderr
    assert "desk: briefings/_desk, which is not there\n" in told
    assert "1 of 1 sources to read\n" in told
    run("check", "--cache", "kept")
    again = run("check", "-v", "--cache", "kept").stderr
    assert "cache: kept\n" in again
    assert "0 of 1 documents to mark" in again
    assert "to read" not in run("check").stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("check",), 0),
        (("check", "--strict"), 0),
        (("write", "out"), 0),
        (("check", "broken"), 1),
        (("check", "--strict", "undated.txt"), 1),
        (("brief", "1999-01-01"), 1),
        (("init", "."), 0),
        (("verify", "briefings"), 1),
        (("chekc",), 2),
        (("check", "--stict"), 2),
        (("check", "missing"), 2),
        (("check", "--format", "xml"), 2),
        (("brief", "May"), 2),
    ],
)
def test_exit_statuses_are_those_that_are_documented(desk, words, status):
    (desk / "undated.txt").write_text("Nobody knows when this note about the weather was written down.\n")
    (desk / "broken" / "_desk").mkdir(parents=True)
    (desk / "broken" / "_desk" / "topics.yml").write_text("topics: 3\n")
    (desk / "broken" / "ferry.txt").write_text(TEXT)
    assert run(*words).exit_code == status
    assert status in EXITS


def test_a_mistyped_command_is_guessed():
    assert "No such command 'chekc'; did you mean 'check'?" in run("chekc").output
    assert "No such command 'xyzzy'." in run("xyzzy").output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_ask_the_command(shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_BRIEFINGS_COMPLETE" in result.output


def complete(words, at):
    environment = os.environ | {"_BRIEFINGS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    code = "import sys; from generator.cli import main; sys.argv[0] = 'briefings'; main(prog_name='briefings')"
    done = processes.run([sys.executable, "-c", code], check=False, env=environment, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_a_shell_completes_commands_options_and_choices():
    assert complete("briefings c", 1) == ["plain,corpus", "plain,check", "plain,correct", "plain,completion"]
    assert "plain,--format" in complete("briefings check --f", 2)
    assert complete("briefings check --format s", 3) == ["plain,sarif"]


def test_completing_a_command_imports_none():
    code = "import sys; from generator.cli import main; import click\n"
    code += "main.shell_complete(click.Context(main), 'c'); print('generator.pipeline.build' in sys.modules)"
    assert processes.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"False\n"
