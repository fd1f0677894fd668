import sys

import jinja2
import pytest

from generator.plugin.rendering import bytecode
from generator.plugin.rendering.bytecode import Compiled

WORDS = "{% for one in ones %}{{ one|upper }}{% endfor %}"


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    package, kept = tmp_path / bytecode.INSTALLED, tmp_path / "kept"
    package.mkdir()
    kept.mkdir()
    (package / "page.html").write_text(WORDS)
    return package


def kept(package):
    return sorted((package.parent / "kept").iterdir())


def render(package, folder=None, **options):
    """What a process renders that has just begun, and how often it had to compile."""
    count = 0

    class Counting(jinja2.Environment):
        def _compile(self, source, filename):
            nonlocal count
            count += 1
            return super()._compile(source, filename)

    cache = Compiled(folder or package.parent / "kept")
    filters = options.pop("filters", {})
    env = Counting(loader=jinja2.FileSystemLoader(package), bytecode_cache=cache, **options)
    env.filters.update(filters)
    return env.get_template("page.html").render(ones="ab"), count


def test_another_process_compiles_nothing(package):
    assert render(package) == ("AB", 1)
    assert render(package) == ("AB", 0)


def test_edited_template_is_compiled_again(package):
    render(package)
    (package / "page.html").write_text(f"{WORDS}!")
    assert render(package) == ("AB!", 1)
    assert len(kept(package)) == 1


def test_other_options_of_the_environment_are_other_code(package):
    (package / "page.html").write_text("{{ '&'|lower }}\n")
    assert render(package)[0] == "&"
    assert render(package, autoescape=True)[0] == "&amp;"
    assert render(package, keep_trailing_newline=True)[0] == "&\n"
    assert len(kept(package)) == 3


def test_what_a_plugin_may_call_is_kept_in_no_file(package):
    (package / "page.html").write_text("{{ 'a'|own }}")
    assert render(package, filters={"own": lambda text: text + "1"}) == ("a1", 1)
    assert render(package, filters={"own": lambda text: text + "2"}) == ("a2", 1)
    assert not kept(package)


def test_own_template_of_a_site_is_kept_in_no_file(package):
    own = package.parent / "theme"
    package.rename(own)
    assert render(own) == ("AB", 1)
    assert not kept(own)


@pytest.mark.parametrize("left", [slice(0), slice(-9), slice(1, None)])
def test_damaged_file_is_made_again(package, left):
    render(package)
    (file,) = kept(package)
    whole = file.read_bytes()
    file.write_bytes(whole[left])
    assert render(package) == ("AB", 1)
    assert file.read_bytes() == whole


def test_nothing_is_written_where_python_writes_no_bytecode(package, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(package) == ("AB", 1)
    assert not kept(package)


def test_folder_that_is_not_there_keeps_nothing(package):
    assert render(package, package / "none") == ("AB", 1)
    assert render(package, package / "none") == ("AB", 1)


def test_same_process_compiles_an_own_template_once(package):
    own = package.parent / "theme"
    package.rename(own)
    cache = Compiled(own)
    first, second = (
        jinja2.Environment(loader=jinja2.FileSystemLoader(own), bytecode_cache=cache, autoescape=False)
        for _ in range(2)
    )
    code = first.get_template("page.html").root_render_func.__code__
    assert second.get_template("page.html").root_render_func.__code__ == code
