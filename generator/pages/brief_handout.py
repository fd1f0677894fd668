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


def to_markdown(corpus: Corpus, brief: Brief, site: str = "") -> str:
    """The brief as Markdown; with the address of the published site each sentence is linked to its paragraph."""
    title = capital(corpus.words.weekday(brief.day))
    return render(corpus.words, "brief", brief=view(corpus, brief), title=title, site=site, root=site)


def to_html(corpus: Corpus, brief: Brief, site: str = "") -> str:
    """The brief as one document without scripts or foreign parts, through the same sanitiser as every page."""
    text = to_markdown(corpus, brief, site)
    body = python_markdown.markdown(text, extensions=["tables", SanitiserExtension()])
    title = escape(clean(capital(corpus.words.weekday(brief.day)))[0])
    return (
        f'<!doctype html>\n<html lang="{corpus.words.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def to_data(corpus: Corpus, brief: Brief) -> dict[str, object]:
    """The brief as plain data, each sentence with source and lines."""
    return {
        "day": brief.day.isoformat(),
        "before": brief.before.isoformat() if brief.before else None,
        "sections": [_section(corpus, section) for section in brief.sections],
        "figures": [_comparison(corpus.words, comparison) for comparison in brief.figures],
        "quotations": [_said(corpus.words, shared) for shared in brief.quoted],
        "corrections": [_place(corpus.words, correction.entry, correction.quote) for correction in brief.corrections],
        "reports": list(dict.fromkeys(entry.document.path for entry in brief.reports)),
    }


def _section(corpus: Corpus, section: Section) -> dict[str, object]:
    return {
        "topic": section.topic,
        "title": corpus.desk.titles[section.topic] if section.topic else corpus.words.say("other-reports"),
        "developments": [_development(corpus, development) for development in section.developments],
        "more": section.more,
    }


def _comparison(words: Interface, comparison: Comparison) -> dict[str, object]:
    accounts = [
        {
            "figure": amount(words, each.value, each.bound),
            "by": who(words, each),
            "source": each.path,
            "note": each.note,
        }
        for each in comparison.accounts
    ]
    return {"subject": subject_words(words, comparison), "differs": comparison.differs, "accounts": accounts}


def _said(words: Interface, shared: Said) -> dict[str, object]:
    others = (variant.occurrence for variant in shared.others)
    return {
        "speaker": shared.speaker,
        **_occurrence(words, shared.whole),
        "also": [_occurrence(words, other) for other in others],
    }


def _occurrence(words: Interface, occurrence: Occurrence) -> dict[str, object]:
    return _place(words, Entry(document=occurrence.document, post=occurrence.post), occurrence.quote)


def _development(corpus: Corpus, development: Development) -> dict[str, object]:
    return {
        **_report(corpus, development.sentence),
        "also": [_report(corpus, sentence) for sentence in development.also],
        "told_before": development.before,
    }


def _report(corpus: Corpus, sentence: Told) -> dict[str, object]:
    copy = corpus.copy_of.get(sentence.entry.key)
    copied = {"source": copy.of.document.path, "share": copy.share, "dated": copy.dated} if copy else None
    return {**_place(corpus.words, sentence.entry, sentence.quote), "copies": copied}


def _place(words: Interface, entry: Entry, quote: Verbatim) -> dict[str, object]:
    time = entry.post.time or entry.document.metadata.published
    return {
        "text": quote.exact,
        "outlet": outlet_of(words, entry.document),
        "time": time.value.isoformat() if time else None,
        "source": entry.document.path,
        "lines": list(entry.document.reading.lines(quote.span)),
    }
