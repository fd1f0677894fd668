"""What only shows across documents, and what every document reported, as problems in the order of files."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import pairwise

from generator.addresses import Addresses
from generator.corpus.assembly import Corpus
from generator.corpus.rights import mode_of
from generator.desk import Silence
from generator.desk.errors import nearest
from generator.filenames import SIDECAR
from generator.model import Document, Problem

WORTH_LISTING = 3
WORTH_A_TOPIC = 3
ELSEWHERE = 4
MOST_PHRASES = 8
LONG_WORD = 4
_WORD = re.compile(r"\w+")
_LISTS = {"outlets": "outlets", "people": "people", "places": "places", "quotations": "people"}
RANK = {"error": 0, "warning": 1, "info": 2}


def of_documents(corpus: Corpus) -> Iterator[Problem]:
    """What reading each document found, and what could not be read."""
    yield from corpus.problems
    for document in corpus.documents:
        yield from document.problems
    for document in corpus.former:
        yield from (problem for problem in document.problems if problem.severity == "error")


def same_bytes(corpus: Corpus) -> Iterator[Problem]:
    """Files that hold the same bytes as another one."""
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for document in (*corpus.documents, *corpus.former):
        paths[document.sha256].append(document.path)
    for same in paths.values():
        first, *copies = sorted(same)
        for copy in copies:
            message = f"the same bytes as {first}; remove one of them"
            yield Problem(code="same-bytes", severity="warning", path=copy, message=message)


def without_outlet(corpus: Corpus) -> Iterator[Problem]:
    """Documents whose outlet is not known."""
    for document in corpus.unattributed:
        message = "the source does not name its outlet; add 'publisher:' to a sidecar"
        yield Problem(code="no-outlet", severity="info", path=document.path, message=message)


def without_topic(corpus: Corpus) -> Iterator[Problem]:
    """Documents that no topic of the desk takes in."""
    for document in corpus.documents:
        if corpus.desk.topics and not document.topics:
            message = "no topic of the desk matches; see what 'briefings explain' says of it"
            yield Problem(code="no-topic", severity="info", path=document.path, message=message)


def unused_topics(corpus: Corpus) -> Iterator[Problem]:
    """Topics of the desk that no post matches."""
    for topic in corpus.desk.topics:
        if topic.id not in corpus.topics:
            message = f"no post matches the topic {topic.id}; are its phrases those of the sources?"
            yield Problem(code="unused-topic", severity="info", path="_desk/topics.yml", message=message)


def unknown_topics(corpus: Corpus) -> Iterator[Problem]:
    """Topics that a sidecar gives and the desk does not have."""
    known = {topic.id for topic in corpus.desk.topics}
    for document in corpus.documents:
        for override in document.overrides:
            if override.what in ("topics.add", "topics.refuse") and override.value not in known:
                message = f"the desk has no topic '{override.value}'{nearest(override.value, known)}"
                lines = (override.line, override.line) if override.line else None
                path = document.sidecar or document.path + SIDECAR
                yield Problem(code="unknown-topic", severity="warning", path=path, message=message, lines=lines)


def near_copies(corpus: Corpus) -> Iterator[Problem]:
    """Documents that say mostly what another one has said before."""
    for copy in corpus.copies:
        later, earlier = copy.source.document, copy.of.document
        path, first = later.path, earlier.path
        message = f"{round(100 * copy.share)} % of its words in a row stand in {first} too, which was there first"
        if later.sha256 != earlier.sha256:
            yield Problem(code="near-copy", severity="info", path=path, message=message)


def restricted_copies(corpus: Corpus) -> Iterator[Problem]:
    """Documents shown in full that say mostly what one says that may be shown in part only."""
    for copy in corpus.copies:
        pair = copy.source.document, copy.of.document
        modes = [mode_of(document, corpus.desk.rights) for document in pair]
        for shown, other, mode in ((pair[0], pair[1], modes[1]), (pair[1], pair[0], modes[0])):
            if mode != "full" and mode_of(shown, corpus.desk.rights) == "full":
                message = (
                    f"shown in full, and {round(100 * copy.share)} % of the words in a row of {pair[0].path} stand in "
                    f"{pair[1].path} too: {other.path} is '{mode}', so say 'rights:' for this one too"
                )
                yield Problem(code="restricted-copy", severity="warning", path=shown.path, message=message)


def unlisted_names(corpus: Corpus) -> Iterator[Problem]:
    """People whom several documents name and people.yml does not."""
    listed = {person.name for person in corpus.desk.people}
    for name, entries in corpus.people.items():
        documents = {entry.document.path for entry in entries}
        if listed and name not in listed and len(documents) >= WORTH_LISTING:
            message = f"{len(documents)} documents name {name}, whom people.yml does not list; is this the full name?"
            yield Problem(code="unlisted-name", severity="info", path="_desk/people.yml", message=message)


def suggested_topics(corpus: Corpus) -> Iterator[Problem]:
    """Phrases that several documents without a topic share, and few with one."""
    if not corpus.desk.topics:
        return
    without = Counter(phrase for document in corpus.documents if not document.topics for phrase in _phrases(document))
    within = Counter(phrase for document in corpus.documents if document.topics for phrase in _phrases(document))
    telling = [
        (-count, phrase)
        for phrase, count in without.items()
        if count >= WORTH_A_TOPIC and count > ELSEWHERE * within[phrase]
    ]
    if telling:
        most = ", ".join(f"'{phrase}' ({-count})" for count, phrase in sorted(telling)[:MOST_PHRASES])
        message = f"documents in no topic share these phrases (in how many): {most}; should they make a topic?"
        yield Problem(code="topic-suggested", severity="info", path="_desk/topics.yml", message=message)


def _phrases(document: Document) -> frozenset[str]:
    """Every two words of some length that stand side by side in the text."""
    words = [_WORD.findall(document.reading.words(block).lower()) for block in document.blocks()]
    pairs = (pair for line in words for pair in pairwise(line))
    return frozenset(" ".join(pair) for pair in pairs if min(map(len, pair)) >= LONG_WORD)


def same_addresses(corpus: Corpus) -> Iterator[Problem]:
    """Documents and names whose page has a longer address, because another one has theirs."""
    at, alone = corpus.addresses, Addresses()
    files = {at.document(document.path): document.path for document in corpus.documents} if at.documents else {}
    for path in files.values():
        page, other = at.document(path), files[alone.document(path)]
        if other != path:
            yield _same_address(path, f"its page is {page}", other)
    for folder, name in at.names:
        owners = {at.name(folder, one): one for one in corpus.named[folder]}
        page, other = at.name(folder, name), owners[alone.name(folder, name)]
        yield _same_address(f"_desk/{_LISTS[folder]}.yml", f"the page of '{name}' is {page}", f"'{other}'")


def _same_address(path: str, page: str, other: str) -> Problem:
    message = f"{page}: {other} has the address that both would have, be it by chance or on purpose; rename one of them"
    return Problem(code="same-address", severity="info", path=path, message=message)


def redirects(corpus: Corpus) -> Iterator[Problem]:
    """Redirects from an address that has a page, and to one that has none."""
    folders = {address.partition("/")[0] for address in corpus.pages}
    for redirect in corpus.desk.redirects:
        message = ""
        if redirect.old in corpus.pages:
            message = f"{redirect.old}/ has a page of its own; remove its redirect"
        elif redirect.new.partition("/")[0] in folders and redirect.new not in corpus.pages:
            message = f"{redirect.new}/ is no page; say where {redirect.old}/ went"
        if message:
            yield Problem(code="redirect", severity="warning", path="_desk/redirects.yml", message=message)


CHECKS: tuple[Callable[[Corpus], Iterable[Problem]], ...] = (
    of_documents,
    same_bytes,
    without_outlet,
    without_topic,
    unused_topics,
    unknown_topics,
    near_copies,
    restricted_copies,
    unlisted_names,
    suggested_topics,
    same_addresses,
    redirects,
)


def run(corpus: Corpus) -> tuple[Problem, ...]:
    """Every problem of the corpus once, by file, line, severity and code, without those that checks.yml silences."""
    found = {problem for check in CHECKS for problem in check(corpus)}
    told = [problem for problem in found if not any(_silences(silence, problem) for silence in corpus.desk.silences)]
    return tuple(sorted([*told, *_idle(corpus.desk.silences, found)], key=order))


def _silences(silence: Silence, problem: Problem) -> bool:
    """Whether a problem need not be told; an error always is."""
    return problem.severity != "error" and problem.code == silence.code and fnmatchcase(problem.path, silence.path)


def _idle(silences: Iterable[Silence], found: Iterable[Problem]) -> Iterator[Problem]:
    problems = tuple(found)
    for silence in silences:
        if not any(_silences(silence, problem) for problem in problems):
            message = f"no warning or note '{silence.code}' in '{silence.path}' to silence; remove the entry"
            yield Problem(code="unused-silence", severity="info", path="_desk/checks.yml", message=message)


def order(problem: Problem) -> tuple[str, tuple[int, int], int, str, str]:
    """Sort key of problems."""
    return problem.path, problem.lines or (0, 0), RANK[problem.severity], problem.code, problem.message
