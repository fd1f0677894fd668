"""Problems as lines, JSON, annotations of GitHub and SARIF."""

import json

import pytest

from generator.model import Problem
from generator.pipeline.problem_formats import FORMS, line

PROBLEMS = (
    Problem(code="no-date", severity="warning", path="a, b.txt", message="no date: add 100 %\nof it", lines=(3, 4)),
    Problem(code="no-author", severity="info", path="c.txt", message="no author"),
    Problem(code="unreadable", severity="error", path="d.txt", message="cannot be \u202eread"),
)


def lines(form):
    return list(FORMS[form](PROBLEMS))


def test_a_problem_is_one_line():
    problem = Problem(code="a", severity="error", path="x\ny.txt", message="bad \u202e thing", lines=(3, 4))
    assert line(problem) == "x y.txt:3: error a bad  thing"
    assert line(Problem(code="a", severity="info", path="x", message="m")) == "x: info a m"


def test_text_is_a_line_each():
    assert lines("text")[0] == "a, b.txt:3: warning no-date no date: add 100 % of it"


def test_json_is_an_object_a_line():
    assert [json.loads(one)["code"] for one in lines("json")] == ["no-date", "no-author", "unreadable"]


def test_annotations_of_github():
    assert lines("github") == [
        "::warning file=a%2C b.txt,line=3,endLine=4,title=no-date::no date: add 100 %25%0Aof it",
        "::notice file=c.txt,line=1,endLine=1,title=no-author::no author",
        "::error file=d.txt,line=1,endLine=1,title=unreadable::cannot be read",
    ]


def test_sarif_names_every_rule_and_place():
    (text,) = lines("sarif")
    (run,) = json.loads(text)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["no-author", "no-date", "unreadable"]
    first, second, third = run["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a, b.txt"},
        "region": {"startLine": 3, "endLine": 4},
    }
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert [one["level"] for one in (first, second, third)] == ["warning", "note", "error"]


@pytest.mark.parametrize("form", FORMS)
def test_no_problem_is_a_report_too(form):
    assert len(list(FORMS[form](()))) == (form == "sarif")
