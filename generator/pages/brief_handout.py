"""A day's brief to send: Markdown, a page of HTML that needs no other file, or JSON."""

import base64
import hashlib
from html import escape

import markdown as python_markdown

from generator.corpus import Corpus, Entry
from generator.corpus.briefs import Brief, Development, Section, Told
from generator.corpus.comparisons import Comparison
from generator.corpus.passages import Verbatim
from generator.corpus.shared_quotations import Occurrence, Said
from generator.i18n import Interface
from generator.markup.escaping import clean
from generator.markup.sanitiser import SanitiserExtension
from generator.pages.days import view
from generator.pages.environment import capital, render
from generator.pages.figures import amount, subject_words, who
from generator.pages.items import outlet_of

STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "h1,h2,h3{font-family:sans-serif;line-height:1.25}table{border-collapse:collapse;width:100%}"
    "td,th{border-top:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}a{color:#0b4a8f}"
    "@media print{body{font-size:10.5pt;margin:0;max-width:none}h2,h3{break-after:avoid}li,tr{break-inside:avoid}}"
)
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def to_markdown(corpus: Corpus, found: Brief, site: str = "") -> str:
    """The brief as Markdown; with the address of the published site each sentence is linked to its paragraph."""
    title = capital(corpus.words.weekday(found.day))
    return render(corpus.words, "brief", brief=view(corpus, found), title=title, site=site, root=site)


def to_html(corpus: Corpus, found: Brief, site: str = "") -> str:
    """The brief as one document without scripts or foreign parts, through the same sanitiser as every page."""
    text = to_markdown(corpus, found, site)
    body = python_markdown.markdown(text, extensions=["tables", SanitiserExtension()])
    title = escape(clean(capital(corpus.words.weekday(found.day)))[0])
    return (
        f'<!doctype html>\n<html lang="{corpus.words.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def to_data(corpus: Corpus, found: Brief) -> dict[str, object]:
    """The brief as plain data, each sentence with source and lines."""
    return {
        "day": found.day.isoformat(),
        "before": found.before.isoformat() if found.before else None,
        "sections": [_section(corpus, one) for one in found.sections],
        "figures": [_comparison(corpus.words, one) for one in found.figures],
        "quotations": [_said(corpus.words, one) for one in found.quoted],
        "corrections": [_place(corpus.words, one.entry, one.quote) for one in found.corrections],
        "reports": list(dict.fromkeys(entry.document.path for entry in found.reports)),
    }


def _section(corpus: Corpus, section: Section) -> dict[str, object]:
    return {
        "topic": section.topic,
        "title": corpus.desk.titles[section.topic] if section.topic else corpus.words.say("other-reports"),
        "developments": [_development(corpus, one) for one in section.developments],
        "more": section.more,
    }


def _comparison(words: Interface, one: Comparison) -> dict[str, object]:
    accounts = [
        {
            "figure": amount(words, each.value, each.bound),
            "by": who(words, each),
            "source": each.path,
            "note": each.note,
        }
        for each in one.accounts
    ]
    return {"subject": subject_words(words, one), "differs": one.differs, "accounts": accounts}


def _said(words: Interface, said: Said) -> dict[str, object]:
    others = (variant.occurrence for variant in said.others)
    return {
        "speaker": said.speaker,
        **_occurrence(words, said.whole),
        "also": [_occurrence(words, other) for other in others],
    }


def _occurrence(words: Interface, one: Occurrence) -> dict[str, object]:
    return _place(words, Entry(document=one.document, post=one.post), one.quote)


def _development(corpus: Corpus, one: Development) -> dict[str, object]:
    return {
        **_report(corpus, one.sentence),
        "also": [_report(corpus, told) for told in one.also],
        "told_before": one.before,
    }


def _report(corpus: Corpus, told: Told) -> dict[str, object]:
    copy = corpus.copy_of.get(told.entry.key)
    copied = {"source": copy.of.document.path, "share": copy.share, "dated": copy.dated} if copy else None
    return {**_place(corpus.words, told.entry, told.quote), "copies": copied}


def _place(words: Interface, entry: Entry, quote: Verbatim) -> dict[str, object]:
    time = entry.post.time or entry.document.metadata.published
    return {
        "text": quote.exact,
        "outlet": outlet_of(words, entry.document),
        "time": time.value.isoformat() if time else None,
        "source": entry.document.path,
        "lines": list(entry.document.reading.lines(quote.span)),
    }
