"""The reference of the guide, out of the code and the schemas: `make reference` writes docs/reference.md.

A test holds the file to what this makes, so it is never edited by hand.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from generator.cli import main
from generator.cli.messages import EXITS
from generator.desk.json_schemas import schemas
from generator.desk.sidecar.schema import WANTED
from generator.plugin.options import ABOUT, Options
from generator.problems import CODES

TARGET = Path(__file__).parents[1] / "docs" / "reference.md"
DESK = ("topics", "outlets", "people", "places", "redirects", "checks")
HEAD = """---
title: Reference
---

# Reference

Made from the code and the schemas. [How to do what](guide.md) is told in the guide.
"""


def text() -> str:
    """The whole page."""
    parts = (HEAD, *_commands(), *_exits(), *_options(), *_desk(), *_sidecar(), *_problems())
    return "\n".join(parts).rstrip("\n") + "\n"


def _commands() -> Iterator[str]:
    yield "## Commands\n\nEach begins with `briefings`.\n"
    context = click.Context(main, info_name="briefings")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is None:
            raise LookupError(name)
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inner))
        yield f"### {name}\n\n```\nbriefings {name} {usage}\n```\n\n{_paragraphs(command.help or '')}\n"
        rows = [
            record
            for one in command.params
            if isinstance(one, click.Option) and (record := one.get_help_record(inner)) and not _is_shared(one)
        ]
        yield _table(("option", "what it does"), [(_code(option), words) for option, words in rows])
    rows = [record for one in main.params if (record := one.get_help_record(context))]
    yield "With every command, before or behind its name:\n"
    yield _table(("option", "what it does"), [(_code(option), words) for option, words in rows])


def _is_shared(parameter: click.Parameter) -> bool:
    return parameter.name in {"quiet", "verbose", "help"}


def _paragraphs(words: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", words))


def _exits() -> Iterator[str]:
    yield "## Exit status\n\nThe same for every command.\n"
    yield _table(("status", "what it means"), [(str(status), words) for status, words in EXITS.items()])


def _options() -> Iterator[str]:
    yield "## Options in mkdocs.yml\n\nUnder `plugins: - briefings:`.\n"
    defaults = {name: json.dumps(option.default) for name, option in Options._schema}  # noqa: SLF001 - MkDocs' own list
    rows = [(_code(name), _code(defaults[name]) if defaults[name] != "null" else "", ABOUT[name]) for name in defaults]
    yield _table(("option", "if not stated", "what it means"), rows)


def _desk() -> Iterator[str]:
    yield "## Desk files\n\nIn `briefings/_desk/`. Keys in bold must be there.\n"
    known = {name.removesuffix(".schema.json"): json.loads(schema) for name, schema in schemas()}
    for name in DESK:
        schema = known[name]
        yield f"### {name}.yml\n\n{_keys(schema)}"
        for inner, model in schema.get("$defs", {}).items():
            if "properties" in model:
                yield f"`{inner}`: {_paragraphs(model.get('description', ''))}\n\n{_keys(model)}"


def _keys(schema: Mapping[str, object]) -> str:
    properties, needed = schema.get("properties", {}), schema.get("required", [])
    if not isinstance(properties, dict) or not isinstance(needed, list):
        raise TypeError("not the schema of a mapping")
    rows = [(f"**`{key}`**" if key in needed else _code(key), _kind(value)) for key, value in properties.items()]
    return _table(("key", "what it takes"), rows)


def _kind(schema: Mapping[str, object]) -> str:  # noqa: PLR0911 - one for each kind of schema
    match schema:
        case {"$ref": str(ref)}:
            return _code(ref.rsplit("/", 1)[-1])
        case {"enum": list(values)}:
            return " or ".join(map(_code, values))
        case {"anyOf": list(kinds)}:
            return " or ".join(word for word in map(_kind, kinds) if word != "nothing")
        case {"type": "array"}:
            items = schema.get("items")
            return f"list of {_kind(items)}" if isinstance(items, dict) else "list"
        case {"type": "object"}:
            return "`name: value` lines"
        case {"type": "null"}:
            return "nothing"
        case {"type": str(kind)}:
            return {"string": "text", "boolean": "true or false"}.get(kind, kind)
    return "anything"


def _sidecar() -> Iterator[str]:
    yield "## Sidecars\n\n`NAME.meta.yml` beside a source. An empty value takes away what the source states.\n"
    yield _table(("key", "what it takes"), [(_code(key), wanted) for key, wanted in WANTED.items()])


def _problems() -> Iterator[str]:
    yield "## Problems\n\nThe codes that `briefings check` tells, and that `checks.yml` silences.\n"
    yield _table(("code", "what it means, and what helps"), [(_code(code), CODES[code]) for code in sorted(CODES)])


def _code(words: object) -> str:
    return f"`{words}`"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    lines = (head, ("---",) * len(head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows))
    return "".join(f"| {' | '.join(' '.join(cell.split()) for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8", newline="\n")
