"""The repository's own promises: shape, commands, pinned actions, reasons for dependencies, nothing private."""

import ast
import re
import shutil
import sys
import tomllib
from pathlib import Path

import click
import pytest
import yaml
from hypothesis import settings

from generator.cli import main
from generator.desk import FILES, load_desk
from generator.extract import doubts, truncation
from generator.pipeline import isolation
from generator.plugin.options import ABOUT, Options
from generator.problems import CODES
from generator.runtime import containment
from tests.support import processes
from tools import reference

ROOT = Path(__file__).resolve().parent.parent.parent
DECISIONS = ROOT / "docs" / "decisions"
WORKFLOWS = [
    ROOT / ".github" / "workflows" / "publish.yml",
    ROOT / "generator" / "cli" / "scaffold" / "workflows" / "publish.yml",
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def tracked() -> list[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git clone, so nothing is tracked")
    run = processes.run([git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    return [name for name in run.stdout.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]


def dependency_names() -> list[str]:
    wanted = [
        *PROJECT["dependencies"],
        *(line for extra in PROJECT["optional-dependencies"].values() for line in extra),
    ]
    names = [re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0].lower() for line in wanted]
    return [name for name in names if name != PROJECT["name"]]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))


TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "benchmarks",
    "briefings",
    "docs",
    "generator",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "tests",
    "tools",
}


def test_top_level_holds_nothing_unexpected():
    assert {name.split("/")[0] for name in tracked()} <= TOP_LEVEL


@pytest.mark.parametrize("name", sorted(TOP_LEVEL - {"benchmarks", "SECURITY.md"}))
def test_top_level_is_complete(name):
    assert (ROOT / name).exists()


def test_make_commands_that_people_are_told_exist():
    told = {
        command
        for name in ("README.md", "CONTRIBUTING.md", "docs/guide.md", ".ci/run", ".github/workflows/publish.yml")
        for command in re.findall(
            r"(?:`|^\s*|run: )make ([a-z]+)", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE
        )
    }
    assert {"serve", "test", "check", "build"} <= told
    assert told <= make_targets()


def test_make_help_lists_every_target():
    text = (ROOT / "Makefile").read_text("utf-8")
    listed = set(re.findall(r'@echo "make ([a-z]+)', text))
    assert make_targets() - listed <= {"help", "setup"}


def briefings_commands() -> list[str]:
    return sorted(set(re.findall(r"briefings ([a-z]+) \[?[A-Z-]", (ROOT / "README.md").read_text("utf-8"))))


def test_people_are_told_of_every_command():
    assert set(briefings_commands()) == set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("command", briefings_commands())
def test_briefings_commands_that_people_are_told_exist(command):
    run = processes.run(
        [sys.executable, "-m", "generator", command, "--help"], cwd=ROOT, check=True, capture_output=True
    )
    assert run.stdout.startswith(b"Usage: ")


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(name):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / name).read_text("utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_architecture_shows_the_floors_that_are_enforced():
    enforced = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    layers = [{name.strip() for name in layer.split("|")} for layer in enforced["layers"] if layer != "__main__"]
    rows = re.findall(r"^\| \d+ \| (`.+`) \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), flags=re.MULTILINE)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == layers


@pytest.mark.parametrize("name", dependency_names())
def test_every_dependency_has_its_reason(name):
    text = (DECISIONS / "0002-dependencies.md").read_text("utf-8")
    assert re.search(rf"^- `{re.escape(name)}`: \S.{{10,}}", text, flags=re.MULTILINE)


def test_no_reason_is_kept_for_a_dependency_that_left():
    text = (DECISIONS / "0002-dependencies.md").read_text("utf-8")
    assert set(re.findall(r"^- `([^`]+)`:", text, flags=re.MULTILINE)) == set(dependency_names())


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "benchmarks/requirements.lock"])
def test_every_locked_version_has_hashes(lock):
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text("utf-8"))
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_record_is_numbered_and_complete(path):
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    assert [word for word in ("Context", "Decision", "Consequence") if word not in text] == []


def test_decision_numbers_are_unique():
    numbers = [path.name[:4] for path in DECISIONS.glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.parts[-3])
def test_actions_are_pinned_by_commit_with_the_version_in_words(path):
    uses = re.findall(r"^\s*(?:- )?uses: (.+)$", path.read_text("utf-8"), flags=re.MULTILINE)
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.parts[-3])
def test_a_workflow_has_the_least_permissions(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    checkouts = [
        step
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert workflow["permissions"] == {"contents": "read"}
    assert granted == {"deploy": {"pages": "write", "id-token": "write"}}
    assert [step for step in checkouts if step["with"].get("persist-credentials") is not False] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.parts[-3])
def test_a_pull_request_keeps_its_site_to_look_at(path):
    steps = [step for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values() for step in job["steps"]]
    (preview,) = [step for step in steps if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert preview["if"] == "github.event_name == 'pull_request'"
    assert preview["with"]["path"] == "site"


def test_the_citation_is_that_of_the_project():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (cited["cff-version"], cited["type"]) == ("1.2.0", "software")
    assert (cited["version"], cited["license"]) == (PROJECT["version"], PROJECT["license"])
    assert cited["authors"] == [{"name": "Briefing site generator contributors"}]
    assert cited["message"]
    assert cited["title"].startswith(PROJECT["name"])


def test_publishing_waits_for_the_tests():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))["jobs"]
    assert ".ci/run" in [step.get("run") for step in jobs["test"]["steps"]]
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("test", "build")


def test_ci_runs_what_people_run():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    commands = re.findall(r"^make ([a-z]+)", script, flags=re.MULTILINE)
    assert commands == ["check", "test", "build", "hostile"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def guide_examples() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "guide.md").read_text("utf-8")
    return re.findall(r"```yaml\n# briefings/_desk/(\S+)\n(.*?)```", text, flags=re.DOTALL)


@pytest.mark.parametrize(("name", "example"), guide_examples(), ids=lambda value: value.split("\n")[0])
def test_the_examples_of_the_guide_are_sound_desk_files(name, example):
    load_desk({name: example.encode("utf-8")})


def test_the_guide_shows_every_desk_file():
    names = dict.fromkeys(name for name, _ in guide_examples())
    assert tuple(names) == FILES


CODE = re.compile(r"[a-z]+(-[a-z]+)*")


def problem_codes() -> set[str]:
    """Every code of a problem that the generator can report, as its source names them."""
    found = {*isolation.CODES.values(), *containment.CODES, *doubts.DOUBTED}
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and re.search(
                "problem|^_nothing$|^_per_line$|^_report$", called(node), re.IGNORECASE
            ):
                values = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
                found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return {code for code in found if isinstance(code, str) and CODE.fullmatch(code)}


def called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def test_every_problem_is_explained_and_no_other():
    assert problem_codes() | {truncation.CODE} == set(CODES)


def test_every_option_is_explained_and_no_other():
    assert set(ABOUT) == {name for name, _ in Options._schema}


def test_the_reference_is_what_the_code_makes_of_itself():
    assert reference.TARGET.read_text("utf-8") == reference.text(), "run make reference"


GENERATED = re.compile(
    r"(^|/)(site|dist|\.cache|\.venv|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.hypothesis)/|\.(pyc|egg-info)"
)


def test_nothing_generated_is_tracked():
    assert [name for name in tracked() if GENERATED.search(name)] == []


@pytest.mark.parametrize(
    "name", [".venv", ".cache", "site", "dist", ".coverage", ".pytest_cache", ".mypy_cache", ".ruff_cache"]
)
def test_what_is_generated_is_ignored(name):
    assert name in {line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}


# In pieces, so that this file does not hold what it looks for.
PRIVATE = re.compile(
    "|".join(
        "".join(pieces)
        for pieces in [
            (r"(?<![\w.])/", "(?:home|Users)", "/[a-z]"),
            ("/wo", "rk/"),
            ("/tm", "p/[a-z]"),
            (r"\bpy", r"pi\.(?:org|internal)"),
            ("python", "hosted"),
            ("--index", "-url"),
            ("arti", "factory"),
        ]
    )
)


def test_no_machine_path_and_no_registry_in_what_is_tracked():
    found = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        found += [f"{name}: {match[0]}" for match in PRIVATE.finditer(text)]
    assert found == []


def test_a_slow_machine_fails_no_law():
    assert settings().deadline is None


def samples() -> list[Path]:
    return sorted(path for path in (ROOT / "briefings").glob("*.*") if path.suffix in {".txt", ".md", ".html"})


def test_samples_are_enough_for_a_full_site():
    words = [len(path.read_bytes().split()) for path in samples()]
    assert len(words) >= 10
    assert min(words) >= 200


def test_each_decision_is_one_of_the_ten_or_named_by_what_it_explains():
    records = {path.name for path in DECISIONS.glob("[0-9]*.md")}
    index = (DECISIONS / "README.md").read_text("utf-8")
    first = set(re.findall(r"^- \[.*\]\((.+\.md)\)$", index, flags=re.MULTILINE))
    rows = dict(re.findall(r"^\| \[\d+\]\((.+\.md)\) \| .* \| `(.+)` \|$", index, flags=re.MULTILINE))
    assert len(first) == 10
    assert first | set(rows) == records
    for record, place in rows.items():
        files = [path for path in (ROOT / place).iterdir() if path.is_file()] if place.endswith("/") else [ROOT / place]
        assert any(record in path.read_text("utf-8") for path in files), f"{place} does not name {record}"
