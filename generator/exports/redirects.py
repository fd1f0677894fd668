"""Addresses that changed: a small page at the old one that leads to the new one without a script."""

import html
import posixpath
from collections.abc import Iterator

from generator.addresses import file_url
from generator.corpus import Corpus
from generator.desk import Redirect
from generator.exports.files import Asset, text_asset
from generator.settings import Settings

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body>
<p>This page has moved: <a href="{target}">{target}</a></p>
</body>
</html>
"""


def render(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """A page for each old address, none where a page of the site stands."""
    end = "/index.html" if settings.directory_urls else ".html"
    for one in corpus.desk.redirects:
        if one.old not in corpus.pages:
            yield text_asset(f"{one.old}{end}", _page(one, settings, end))


def _page(one: Redirect, settings: Settings, end: str) -> str:
    if one.is_outside:
        return PAGE.format(canonical=html.escape(one.new), target=html.escape(one.new))
    tail = "/" if settings.directory_urls else ".html"
    target = posixpath.relpath(one.new, posixpath.dirname(f"{one.old}{end}")) + tail
    return PAGE.format(canonical=html.escape(file_url(settings, one.new + tail)), target=html.escape(target))
