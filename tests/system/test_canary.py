"""A file beside the sources that no source may bring into the site, whatever it writes and whichever engine builds."""

import gzip
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.support import processes

ROOT = Path(__file__).resolve().parent.parent.parent
CANARY = "canary-4f1d sings in the cellar"
INCLUDES = (
    '--8<-- "{file}"',
    '-8<- "{file}"',
    "--8<--\n{file}\n--8<--",
    '    --8<-- "{file}"',
    '> --8<-- "{file}"',
    '- --8<-- "{file}:1:9"',
    '# --8<-- "{file}"',
    '```\n--8<-- "{file}"\n```',
    "{{% include '{file}' %}}",
    "{{{{ include('{file}') }}}}",
    "{{{{ read_raw('{file}') }}}}",
    "{{!{file}!}}",
    "{{{{{file}}}}}",
    '{{% include-markdown "{file}" %}}',
    "![[{file}]]",
    "<<[{file}]",
    "@include {file}",
    ".. include:: {file}",
    '!!! include "{file}"',
    "/// include | {file}\n///",
    "::include{{file={file}}}",
    '<!--#include file="{file}"-->',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>',
    '<iframe src="{file}"></iframe><object data="{file}"></object><embed src="{file}">',
    "![x]({file})",
    "<!DOCTYPE x [<!ENTITY c SYSTEM 'file://{file}'>]><p>&c;</p>",
)
SNIPPETS = """
  - pymdownx.snippets:
      base_path: ["{folder}", "/"]
      restrict_base_path: false
  - toc:
"""


@pytest.fixture
def project(tmp_path):
    """A site whose sources ask for the canary: as text, Markdown and HTML, in fields, a sidecar, a file's name."""
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY)
    for folder in ("docs", "briefings"):
        (tmp_path / folder).mkdir()
    for number, file in enumerate(("canary.txt", "../../canary.txt", str(canary), f"file://{canary}")):
        asked = [include.format(file=file) for include in INCLUDES]
        text = "The bridge\n\n" + "\n\nThe council met on Monday.\n\n".join(asked) + "\n"
        stem = tmp_path / "briefings" / f"all-{number}"
        stem.with_suffix(".txt").write_text(text)
        stem.with_suffix(".md").write_text(f"---\ntitle: x\ntemplate: {file!r}\n---\n\n{text}")
        stem.with_suffix(".html").write_text(f"<html><body><article><h1>x</h1><p>{text}</p></article></body></html>")
    for number, include in enumerate(INCLUDES):
        asked = include.format(file=canary)
        (tmp_path / "briefings" / f"{number}.md").write_text(f"---\ntitle: {asked!r}\n---\n\n# {asked}\n\n{asked}\n")
    (tmp_path / "briefings" / "named.txt").write_text("The bridge is closed.\n")
    (tmp_path / "briefings" / "named.meta.yml").write_text(
        f"headline: '--8<-- \"{canary}\"'\nauthors: ['--8<-- \"canary.txt\"']\n"
        "publisher: \"{% include 'canary.txt' %}\"\n"
    )
    (tmp_path / "briefings" / '--8<-- "canary.txt".txt').write_text("The bridge is closed.\n")
    return tmp_path


def holding(site):
    """The files of a site in which the canary can be heard."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if CANARY.encode() in data or (data.startswith(b"\x1f\x8b") and CANARY.encode() in gzip.decompress(data)):
            yield path.relative_to(site).as_posix()


def configure(project, shipped, *, snippets):
    config = (
        (ROOT / shipped)
        .read_text("utf-8")
        .replace("generator/plugin/theme", str(ROOT / "generator" / "plugin" / "theme"))
    )
    if snippets:
        config = config.replace("\n  - toc:\n", SNIPPETS.format(folder=project))
    (project / "mkdocs.yml").write_text(config, "utf-8")


def build(folder, program):
    command = [str(Path(sys.executable).with_name(program)), "build", "-f", "mkdocs.yml"]
    run = processes.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-2_000:] + run.stderr[-2_000:]


@pytest.mark.parametrize(
    ("shipped", "snippets"), [("mkdocs.yml", False), ("generator/cli/scaffold/mkdocs.yml", False), ("mkdocs.yml", True)]
)
def test_no_source_publishes_a_file(project, shipped, snippets):
    configure(project, shipped, snippets=snippets)
    (project / "docs" / "by-hand.md").write_text('# By hand\n\n--8<-- "canary.txt"\n')
    build(project, "mkdocs")
    assert len(list((project / "site" / "documents").glob("*/index.html"))) > len(INCLUDES)
    heard = {name for name in holding(project / "site") if not name.startswith("pagefind/")}
    assert heard == ({"by-hand/index.html"} if snippets else set())


@pytest.mark.parametrize("engine", ["zensical", "properdocs"])
def test_no_written_page_has_another_engine_publish_a_file(project, engine):
    out = project / "engine"
    out.mkdir()
    shutil.copy(project / "canary.txt", out)
    written = CliRunner().invoke(main, ["write", str(out / "docs"), str(project / "briefings")])
    assert written.exit_code == 0, written.output
    (out / "docs" / "by-hand.md").write_text('# By hand\n\n--8<-- "canary.txt"\n')
    extensions = SNIPPETS.format(folder=out).replace("  - toc:\n", "")
    (out / "mkdocs.yml").write_text(
        "site_name: Site\ntheme:\n  name: material\n  font: false\nplugins: []\n"
        f"markdown_extensions:\n  - attr_list\n  - tables\n  - admonition\n  - pymdownx.details{extensions}"
    )
    build(out, engine)
    assert set(holding(out / "site")) - {"search.json", "search/search_index.json"} == {"by-hand/index.html"}
