"""YAML stays as written, and what could surprise is refused with its line."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import strict_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only a note\n", None),
        ("a: 12\nb: -3\nc: 0", {"a": 12, "b": -3, "c": 0}),
        ("a: 1.5\nb: -0.25", {"a": 1.5, "b": -0.25}),
        ("a: true\nb: false\nc: null\nd: ~\ne:", {"a": True, "b": False, "c": None, "d": None, "e": None}),
        ("[no, yes, on, off, Yes, TRUE]", ["no", "yes", "on", "off", "Yes", "TRUE"]),
        (
            "[2023-06-01, 010, 1.10, 0x1f, 1_000, 12:30, .5, 1e3]",
            ["2023-06-01", "010", "1.10", "0x1f", "1_000", "12:30", ".5", "1e3"],
        ),
        ("a: '12'\nb: \"true\"", {"a": "12", "b": "true"}),
        ("2023: x", {"2023": "x"}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ("\ufeffa: b", {"a": "b"}),
        ("a: 99999999999999999999", {"a": "99999999999999999999"}),
    ],
)
def test_values_are_as_written(text, value):
    loaded = strict_yaml.load(text)
    assert loaded == value
    assert repr(loaded) == repr(value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x 1\nb: *x", 1, "anchor '&x'"),
        ("a: 1\nb: *x", 2, "alias '*x'"),
        ("a: 1\nb: !!python/name:os.system ''", 2, "tag"),
        ("a: !secret x", 1, "tag '!secret'"),
        ("a: 1\nb: 2\n\na: 3", 4, "first in line 1"),
        ("[" * 40, 1, "nested deeper"),
        ("? [a]\n: b", 1, "cannot be a key"),
        ("a: b\n---\nc: d", 2, "second document"),
        ("a: b\nc: [d", 2, "flow sequence"),
        ("a: b\n\x00", 2, "character"),
        ("a: b\nc: \ud800", 2, "character"),
        ("a: 'b", 1, "end of stream"),
        ("%YAML 9.9\n---\na: b", 1, "incompatible"),
        ("- a\n" * 60_000, 50_000, "values"),
        ("a" * (strict_yaml.MAX_CHARACTERS + 1), 1, "longer than"),
    ],
)
def test_what_could_surprise_is_refused_with_its_line(text, line, words):
    with pytest.raises(strict_yaml.YamlError) as caught:
        strict_yaml.load(text)
    assert caught.value.line == line
    assert words in caught.value.message


def test_an_alias_bomb_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    with pytest.raises(strict_yaml.YamlError) as caught:
        strict_yaml.load(bomb)
    assert caught.value.line == 1


def test_lines_of_keys_and_items():
    text = "a: 1\n\nb:\n  - x\n  - c: 2\n    d: 3\n"
    assert strict_yaml.key_lines(text) == {
        ("a",): 1,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 1): 5,
        ("b", 1, "c"): 5,
        ("b", 1, "d"): 6,
    }


def test_lines_count_line_feeds_only():
    assert strict_yaml.key_lines('a: "x\u2028y"\nb: 1') == {("a",): 1, ("b",): 2}


@given(st.text(max_size=300))
def test_any_text_is_a_value_or_an_error_with_a_line_of_it(text):
    line = 1
    try:
        strict_yaml.load(text)
    except strict_yaml.YamlError as error:
        line = error.line
    assert 1 <= line <= text.count("\n") + 1


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
_PLAIN = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _TEXT
_VALUES = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(_TEXT, _VALUES, max_size=4))
def test_front_matter_reads_back_as_written(fields):
    block = strict_yaml.dump_front_matter(fields)
    assert block.startswith("---\n")
    assert block.endswith("---\n")
    inner = block.removeprefix("---\n").removesuffix("---\n")
    assert "\n---" not in inner
    assert (strict_yaml.load(inner) or {}) == fields
    assert (yaml.safe_load(inner) or {}) == fields


def test_front_matter_is_readable():
    fields = {
        "title": 'A "b" \\ c\n',
        "date": "2023-06-01",
        "score": 1.5,
        "tags": ("no", "x"),
        "source": [{"a": "b", "c": 2}],
    }
    assert strict_yaml.dump_front_matter(fields) == (
        '---\ntitle: "A \\"b\\" \\\\ c\\n"\ndate: "2023-06-01"\nscore: 1.5\ntags:\n  - "no"\n  - "x"\n'
        'source:\n  - a: "b"\n    c: 2\n---\n'
    )


def test_front_matter_makes_lone_surrogates_visible_and_refuses_other_types():
    assert '"a\ufffd"' in strict_yaml.dump_front_matter({"a": "a\udc80"})
    with pytest.raises(TypeError, match="object"):
        strict_yaml.dump_front_matter({"a": object()})
