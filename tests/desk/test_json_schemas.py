"""The JSON Schemas: sound themselves, they take what the generator takes and refuse what it refuses."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.desk.json_schemas import schemas
from generator.markup import strict_yaml

ROOT = Path(__file__).parents[2]
SCHEMAS = {name.removesuffix(".schema.json"): json.loads(text) for name, text in schemas()}
DESKS = (ROOT / "briefings" / "_desk", ROOT / "generator" / "cli" / "scaffold" / "briefings" / "_desk")
WRITTEN = [path for desk in DESKS for path in sorted(desk.glob("*.yml"))]
SIDECAR = """
headline: {value: Bridge shut, instead_of: {exact: The bridge, suffix: By Ada}}
authors: [Ada Moore]
published: 2024-05-13
updated:
rights: excerpt
topics: {add: [aid-packages, {topic: border-attacks, post: {exact: "12:00"}}]}
posts: {split: [{exact: Later, time: "2024-05-13T18:20:00+02:00"}]}
set_aside: [{exact: Share, occurrence: 2, occurrences: 3}]
"""


def errors(name, text):
    return list(jsonschema.Draft202012Validator(SCHEMAS[name]).iter_errors(strict_yaml.load(text)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_sound(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_desk_files_of_the_project_are_taken(path):
    assert errors(path.stem, path.read_text("utf-8")) == []


def test_sidecar_is_taken():
    assert errors("sidecar", SIDECAR) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("topics", "topic: []"),
        ("topics", "topics: [{id: a b, title: A, description: A, rules: [{phrases: [x]}]}]"),
        ("outlets", "outlets: [{id: a}]"),
        ("people", "people: [{name: [a]}]"),
        ("places", "places: [{name: Tyotkino, lat: 100}]"),
        ("checks", "silence: [{code: no-date}]"),
        ("sidecar", "headlines: x"),
        ("sidecar", "rights: open"),
        ("sidecar", "set_aside: [{prefix: a}]"),
    ],
)
def test_mistakes_are_refused(name, text):
    assert errors(name, text)


def test_command_writes_them(tmp_path):
    result = CliRunner().invoke(main, ["schema", str(tmp_path / "schemas")])
    assert result.exit_code == 0
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "schemas").iterdir()}
    assert written == dict(schemas())
