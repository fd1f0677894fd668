"""Hostile strings: the project's own list, and the collections under ../shared where they stand."""

import json
from functools import cache
from pathlib import Path

OWN = Path(__file__).with_name("payloads.json")
SHARED = Path(__file__).parents[3] / "shared" / "data" / "hostile"


@cache
def own() -> tuple[str, ...]:
    """The strings that the repository carries."""
    return tuple(json.loads(OWN.read_text(encoding="utf-8")))


@cache
def collections() -> dict[str, tuple[str, ...]]:
    """Every string by collection, each once; the project's own alone where nothing else stands."""
    found = {"own": own()}
    readers = {
        "xss-payloadbox/xss-payload-list.txt": str.splitlines,
        "xss-dompurify/expect.json": lambda text: [case["payload"] for case in json.loads(text)],
        "naughty-strings/blns.json": json.loads,
        "commonmark/spec.json": lambda text: [case["markdown"] for case in json.loads(text)],
    }
    for path, read in readers.items():
        file = SHARED / path
        if file.is_file():
            text = file.read_bytes().decode("utf-8", "replace")
            found[path.partition("/")[0]] = tuple(dict.fromkeys(filter(str.strip, read(text))))
    return found


def everything() -> tuple[str, ...]:
    """Every string once, in the order of the collections."""
    return tuple(dict.fromkeys(string for strings in collections().values() for string in strings))


def sample(count: int) -> tuple[str, ...]:
    """The project's own strings and evenly spread others, the same every time."""
    others = everything()[len(own()) :]
    step = max(1, len(others) // max(1, count))
    return own() + others[::step][:count]
