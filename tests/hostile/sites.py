"""Sites made of hostile strings: every string in every place of a source, built with each layer alone and with all."""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.support import processes

PROJECT = Path(__file__).parents[2]

# What the project's own mkdocs.yml says, but for the folders: the proof is of the site as it is published.
CONFIG = """INHERIT: {project}/mkdocs.yml
site_url: ""
docs_dir: docs
site_dir: site
theme:
  custom_dir: {project}/generator/plugin/theme
plugins:
  - briefings:
      sources: briefings
"""
SOURCE = """---
title: {quoted}
author: {quoted}
description: {quoted}
template: {quoted}
hide: {quoted}
search: {quoted}
tags: [{quoted}]
---
# {line}

By {line}

3 June 2024

The council of the harbour town met on Monday to speak about the bridge. Residents wrote {line} in a letter.

Photo: {line}

10:30

### {line}

The first statement of the harbour master reads {line} and says nothing more about the bridge.

{text}

11:45

### Later {line}

The town posted [{line}](https://example.org/) and [the minutes]({line}) beside <{line}> on its own pages.

![{line}]({line})

12:15

### Last {line}

> {line} is what the mayor said when the bridge was closed for the rest of the week.
"""


def file_name(text: str) -> str:
    """The string as the name of a file, as far as a file system allows."""
    return re.sub(r"[/\x00-\x1f\ud800-\udfff]", "_", text).encode()[:180].decode("utf-8", "ignore").lstrip(".")


def write_sources(folder: Path, strings: Iterable[str]) -> None:
    """One source for each string: in its headline, byline, body, caption, links, posts, fields and file name."""
    folder.mkdir(parents=True)
    for number, text in enumerate(strings):
        shown = text.encode("utf-8", "ignore").decode()
        line = " ".join(shown.split())
        page = SOURCE.format(quoted=json.dumps(line), line=line, text=shown)
        (folder / f"{number:05d} {file_name(line)}.md").write_text(page, encoding="utf-8", newline="\n")


def write_project(folder: Path, strings: Iterable[str]) -> Path:
    """A project over the strings; returns its configuration."""
    write_sources(folder / "briefings", strings)
    (folder / "docs").mkdir()
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(project=PROJECT), encoding="utf-8")
    return config


def build(config: Path, layers: Iterable[str]) -> int:
    """Build the site with only these layers, in a process of its own; its status."""
    command = [sys.executable, "-m", "tests.hostile.layers", str(config), *layers]
    with (config.parent / "build.log").open("wb") as log:
        return processes.run(command, cwd=PROJECT, stdout=log, stderr=log).returncode
