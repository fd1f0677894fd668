"""What the generator found in a document and why: as JSON for tools, as text for an editor."""

import datetime as dt
from collections.abc import Iterator

from generator.annotate import event_days, figures, quotations
from generator.extract.structure import SHOWN
from generator.fields import STATED
from generator.language.sections import unread
from generator.markup import escaping
from generator.model import Block, Document, Evidence, Fact, Lines, Problem, Quotation, Span

PASSAGE = 160


def to_json(document: Document) -> dict[str, object]:
    """The document as one JSON object: facts with rule and lines, posts, topics, what was set aside, problems, text."""
    facts = {name: _fact(document, getattr(document.metadata, name)) for name in STATED}
    declared = document.metadata.declared_posts
    return {
        "source": document.path,
        "sha256": document.sha256,
        "kind": document.kind,
        **facts,
        "rejected": [
            {"name": lost.field, **_stated(document, lost.fact), "reason": lost.reason}
            for lost in document.metadata.rejected
        ],
        "declared_posts": declared.value if declared else None,
        "posts": [_post(document, number) for number in range(len(document.posts))],
        "topics": [_topic(document, number) for number in range(len(document.topics))],
        **{name: _names(document, kind) for name, kind in _KINDS},
        "set_aside": [
            {"lines": list(document.reading.lines(part.span)), "reason": part.reason} for part in document.set_aside
        ],
        "corrections": [
            {"lines": _lines(document, block.hull), "text": _words(document, block)}
            for block in document.blocks()
            if block.kind == "correction"
        ],
        "rejoined": [_lines(document, block.hull) for block in document.blocks() if block.rest],
        "damaged": sorted(
            {problem.lines[0] for problem in document.problems if problem.code == "damaged-text" and problem.lines}
        ),
        "not_read": list(unread(document.metadata.language.value if document.metadata.language else None)),
        "problems": [_problem(problem) for problem in document.problems],
        "quotes": [
            quotations.to_json(document.reading, quotation) for post in document.parts for quotation in post.quotations
        ],
        "figures": [figures.to_json(document.reading, figure) for post in document.parts for figure in post.figures],
        "event_days": [
            event_days.to_json(document.reading, event_day) for post in document.parts for event_day in post.event_days
        ],
        "text": body(document),
    }


def _problem(problem: Problem) -> dict[str, object]:
    lines = list(problem.lines) if problem.lines else None
    return {"code": problem.code, "severity": problem.severity, "lines": lines, "message": problem.message}


_KINDS = (("people", "person"), ("places", "place"), ("organisations", "organisation"))


def body(document: Document) -> str:
    """The text as shown, captions aside, paragraphs apart by an empty line."""
    return "\n\n".join(_words(document, block) for block in document.blocks() if block.kind in SHOWN - {"caption"})


def _words(document: Document, block: Block) -> str:
    words = document.reading.words(block)
    return " ".join(escaping.plain(words).split()) if document.reading.markup else words


def _lines(document: Document, span: Span) -> list[int]:
    return list(document.reading.lines(span))


def _value(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _fact(document: Document, fact: Fact[object] | None) -> dict[str, object] | None:
    return _stated(document, fact) if fact else None


def _stated(document: Document, fact: Fact[object]) -> dict[str, object]:
    first = fact.evidence[0]
    return {
        "value": _value(fact.value),
        "rule": first.rule,
        "lines": list(_evidence_lines(document, first) or ()) or None,
        "field": first.field,
        "inferred": fact.inferred,
    }


def _evidence_lines(document: Document, evidence: Evidence) -> Lines | None:
    if evidence.span:
        return document.reading.lines(evidence.span)
    lines = (field.lines for field in document.reading.fields if field.name == evidence.field)
    return next(lines, None)


def _post(document: Document, number: int) -> dict[str, object]:
    post = document.posts[number]
    return {
        "time": post.time.value.isoformat() if post.time else None,
        "headline": post.headline.value if post.headline else None,
        "authors": list(post.authors.value) if post.authors else [],
        "lines": _lines(document, post.span),
        "topics": [match.topic for match in post.topics],
    }


def _topic(document: Document, number: int) -> dict[str, object]:
    topic = document.topics[number]
    evidence = [
        {"text": document.reading.slice(match.span), "lines": _lines(document, match.span)} for match in topic.matches
    ]
    return {"id": topic.topic, "score": topic.score, "evidence": evidence}


def _names(document: Document, kind: str) -> list[str]:
    return list(dict.fromkeys(mention.name for mention in document.mentions() if mention.kind == kind))


def to_text(document: Document) -> str:
    """The document for an editor: each field with rule and passage, posts, what was set aside, problems."""
    sections = (_heading(document), _facts(document), _posts(document), _asides(document), _problems(document))
    return "\n".join(line for section in sections for line in section) + "\n"


def _heading(document: Document) -> Iterator[str]:
    yield document.path
    yield f"  {document.kind}, sha256 {document.sha256}"


def _facts(document: Document) -> Iterator[str]:
    for name in STATED:
        fact: Fact[object] | None = getattr(document.metadata, name)
        value = _shown(fact.value) if fact else "not in the source"
        yield f"  {name}: {value}{' (inferred)' if fact and fact.inferred else ''}"
        for evidence in fact.evidence if fact else ():
            yield f"      {_because(document, evidence)}"
        for lost in (lost for lost in document.metadata.rejected if lost.field == name):
            yield f"      not {_shown(lost.fact.value)}: {lost.reason} ({_because(document, lost.fact.evidence[0])})"


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(_value(value))


def _because(document: Document, evidence: Evidence) -> str:
    lines = _evidence_lines(document, evidence)
    place = f", line {_range(lines)}" if lines else ""
    quoted = f": “{_passage(document, evidence.span)}”" if evidence.span else f", field {evidence.field}"
    return f"{evidence.rule}{place}{quoted}"


def _range(lines: Lines) -> str:
    return str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}-{lines[1]}"


def _passage(document: Document, span: Span) -> str:
    text = " ".join(document.reading.slice(span).split())
    return text if len(text) <= PASSAGE else f"{text[:PASSAGE].rstrip()}…"


def _posts(document: Document) -> Iterator[str]:
    if document.kind == "live-blog":
        yield "  posts:"
        for post in document.posts:
            time = post.time.value.isoformat() if post.time else "no time"
            title = post.headline.value if post.headline else "no headline"
            yield f"      {_range(document.reading.lines(post.span))}: {time} {title}"
    for topic in document.topics:
        yield f"  topic {topic.topic}, score {topic.score:g}:"
        for match in topic.matches:
            line = _range(document.reading.lines(match.span))
            yield f"      line {line}, {match.rule}: “{_passage(document, match.span)}”"


def _asides(document: Document) -> Iterator[str]:
    if document.set_aside:
        yield "  set aside:"
    for part in document.set_aside:
        yield f"      {_range(document.reading.lines(part.span))}, {part.reason}: “{_passage(document, part.span)}”"


def _problems(document: Document) -> Iterator[str]:
    if document.problems:
        yield "  problems:"
    for problem in document.problems:
        where = f", line {_range(problem.lines)}" if problem.lines else ""
        yield f"      {problem.severity} {problem.code}{where}: {problem.message}"


def to_quotes(document: Document) -> str:
    """The quotations for a reviewer: line, speaker and those between, verb, rule, and the words."""
    lines = [line for post in document.parts for quotation in post.quotations for line in _quote(document, quotation)]
    return "\n".join([document.path, *(lines or ["  no quotations"])]) + "\n"


def _quote(document: Document, quotation: Quotation) -> Iterator[str]:
    who = quotation.speaker or "no speaker named"
    via = "".join(f", via {name}" for name in quotation.via)
    verb = f", {quotation.verb}" if quotation.verb else ""
    yield f"  {_range(document.reading.lines(quotation.span))}: {who}{via}{verb} ({quotation.rule})"
    yield f"      “{quotation.text if len(quotation.text) <= PASSAGE else quotation.text[:PASSAGE] + '…'}”"
