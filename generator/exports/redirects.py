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
    for redirect in corpus.desk.redirects:
        if redirect.old not in corpus.pages:
            yield text_asset(f"{redirect.old}{end}", _page(redirect, settings, end))


def _page(redirect: Redirect, settings: Settings, end: str) -> str:
    if redirect.is_outside:
        return PAGE.format(canonical=html.escape(redirect.new), target=html.escape(redirect.new))
    tail = "/" if settings.directory_urls else ".html"
    target = posixpath.relpath(redirect.new, posixpath.dirname(f"{redirect.old}{end}")) + tail
    return PAGE.format(canonical=html.escape(file_url(settings, redirect.new + tail)), target=html.escape(target))
