"""Addresses taken apart, and that nothing else in the package does it."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator
from generator.markup import urls

NONE = ["http://[x]/", "http://[", "//[::1", "http://a]b/", "https://x:99999999/", "http://x:-1/", "http://℀.example/"]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_has_no_parts_and_no_host(text):
    assert urls.split(text) is None
    assert not urls.host(text)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://www.post.example/a", "post.example"),
        ("post.example/a", "post.example"),
        ("http://post.example:8080", "post.example"),
        ("http://trusted.example@other.example/", "other.example"),
        ("", ""),
    ],
)
def test_the_host_of_an_address(text, host):
    assert urls.host(text) == host


@given(st.text(alphabet="htp:/[]@.%?#&;=ab1 \n\t\\℀٣", max_size=30))
def test_no_text_ends_it(text):
    urls.host(text)
    parts = urls.split(text)
    if parts and parts.path and not parts.scheme and not parts.netloc and not parts.path.startswith("/"):
        assert urls.join("/a/b/", parts.path).startswith("/")


def test_it_is_the_only_place_that_takes_addresses_apart():
    root = Path(generator.__file__).parent
    taken = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "urllib.parse"
        if {"urlsplit", "urlparse", "urljoin"} & {one.name for one in node.names}
    }
    assert taken == {"markup/urls.py"}
