"""What only shows across documents, and what every document reported, as problems in the order of files."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from generator.corpus import Corpus
from generator.model import Problem

RANK = {"error": 0, "warning": 1, "info": 2}


def of_documents(corpus: Corpus) -> Iterator[Problem]:
    """What reading each document found, and what could not be read."""
    yield from corpus.problems
    for document in corpus.documents:
        yield from document.problems


def same_bytes(corpus: Corpus) -> Iterator[Problem]:
    """Files that hold the same bytes as another one."""
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for document in corpus.documents:
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


CHECKS: tuple[Callable[[Corpus], Iterable[Problem]], ...] = (
    of_documents,
    same_bytes,
    without_outlet,
    without_topic,
    unused_topics,
)


def run(corpus: Corpus) -> tuple[Problem, ...]:
    """Every problem of the corpus once, by file, line, severity and code."""
    found = {problem for check in CHECKS for problem in check(corpus)}
    return tuple(sorted(found, key=order))


def order(problem: Problem) -> tuple[str, tuple[int, int], int, str, str]:
    """Sort key of problems."""
    return problem.path, problem.lines or (0, 0), RANK[problem.severity], problem.code, problem.message
