import faulthandler
import hashlib
import os
import signal
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language
from generator.annotate import mark
from generator.annotate.entities import Names
from generator.desk import load_desk
from generator.extract import ingest
from generator.model import Source
from generator.pipeline import isolation
from generator.readers import dispatch
from generator.runtime import limits
from generator.runtime.serialisation import decode, encode
from generator.settings import MIB, Settings

TEXT = b"The bridge stays closed\n\nBy Ada Miller\n\nThe council met on Monday and put off the vote.\n"


def source(path, data=TEXT):
    return Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest())


def only_for_text(bad):
    """A reader that misbehaves for one source and reads every other."""
    good = dispatch.READERS["text/plain"]
    return lambda one, settings: bad() if one.path == "b.txt" else good(one, settings)


def raise_an_error():
    raise LookupError("no <b>such</b> thing")


def take_too_long():
    os.kill(os.getpid(), signal.SIGXCPU)


def take_too_much():
    return bytes(600 * MIB)


def crash():
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


def test_documents_are_those_of_ingest():
    group = (source("a.txt"), source("b.txt", b"Other text\n"))
    assert list(map(decode, isolation.documents(group, Settings()))) == [ingest(one, Settings()) for one in group]


@pytest.mark.parametrize(
    ("bad", "code", "words"),
    [
        (raise_an_error, "reading-failed", "LookupError: no <b>such</b> thing"),
        (take_too_long, "reading-timeout", "longer than 20 s"),
        (take_too_much, "reading-memory", "512 MiB"),
        (crash, "reading-ended", "SIGSEGV"),
    ],
)
def test_only_the_culprit_is_lost(monkeypatch, bad, code, words):
    monkeypatch.setitem(dispatch.READERS, "text/plain", only_for_text(bad))
    group = tuple(source(path) for path in ("a.txt", "b.txt", "c.txt"))
    first, lost, last = map(decode, isolation.documents(group, Settings()))
    assert [problem.code for problem in lost.problems] == [code]
    assert words in lost.problems[0].message
    assert lost.path == lost.problems[0].path == "b.txt"
    assert [first, last] == [ingest(source(path), Settings()) for path in ("a.txt", "c.txt")]


OUTLETS = b"outlets:\n  - {id: gull, name: Gull News, rights: link}\n"


@pytest.mark.parametrize(
    ("bad", "code", "words"),
    [
        (raise_an_error, "reading-failed", "LookupError: no <b>such</b> thing. This is a mistake of the generator"),
        (take_too_long, "reading-timeout", "longer than 20 s"),
        (take_too_much, "reading-memory", "512 MiB"),
        (crash, "reading-ended", "SIGSEGV"),
    ],
)
@pytest.mark.parametrize("group", [lambda sources, _: sources, lambda _, read: list(map(encode, read))])
def test_what_cannot_be_marked_keeps_its_text_and_its_rights(monkeypatch, bad, code, words, group):
    desk = load_desk({"outlets.yml": OUTLETS})
    names = Names(desk)
    isolation.warm_marking(desk, names, Settings())
    sidecar = b"publisher: Gull News\n"
    sources = tuple(replace(source(path), sidecar=sidecar) for path in ("a.txt", "b.txt"))
    read = [ingest(one, Settings()) for one in sources]
    monkeypatch.setattr(isolation, "mark", lambda one, *rest: bad() if one.path == "b.txt" else mark(one, *rest))
    as_read, data = zip(*isolation.marked(group(sources, read), desk, names, Settings()), strict=True)
    assert list(map(decode, as_read)) == read
    first, lost = map(decode, data)
    assert first == replace(mark(read[0], desk, names), reading=replace(read[0].reading, blocks=()))
    assert lost.posts == read[1].posts
    assert lost.metadata.rights.value == "link"
    (problem,) = (one for one in lost.problems if one.code == code)
    assert words in problem.message


@pytest.mark.parametrize(
    ("sidecar", "outlets", "mode"),
    [
        (b"rights: internal\n", b"", "internal"),
        (b"rights: full\n", OUTLETS, "full"),
        (b"rights: [link\n", b"", "internal"),
        (b"headline: Bridge\n", b"", None),
        (None, OUTLETS, "link"),
        (None, b"rights: internal\n" + OUTLETS, None),
    ],
)
@pytest.mark.parametrize("bad", [raise_an_error, take_too_long])
def test_what_cannot_be_read_keeps_the_rights_that_are_stated(monkeypatch, bad, sidecar, outlets, mode):
    monkeypatch.setitem(dispatch.READERS, "text/plain", only_for_text(bad))
    desk = load_desk({"outlets.yml": outlets} if outlets else {})
    ((_, data),) = isolation.marked((replace(source("b.txt"), sidecar=sidecar),), desk, Names(desk), Settings())
    rights = decode(data).metadata.rights
    assert (rights and rights.value) == mode


def test_the_model_of_languages_is_loaded_here_only_for_the_children_after_the_one_that_asked():
    isolation._wanted().clear()
    language.model.cache_clear()
    odd = source("a.txt", b"Kwa sababu hiyo daraja limefungwa hadi mwisho wa mwezi ujao kwa watu wote\n")
    list(isolation.documents((odd,), Settings()))
    assert language.model.cache_info().currsize == 0
    list(isolation.documents((source("b.txt"),), Settings()))
    assert language.model.cache_info().currsize == 1


def test_every_failure_has_a_code_and_advice():
    kinds = set(limits.Failure.__annotations__["kind"].__args__)
    assert kinds == set(isolation.CODES) == set(isolation.ADVICE)


def lost_text(data, kind="raised"):
    document = isolation.lost(source("a.txt", data), limits.Failure(kind=kind, message="it failed"))
    (post,) = document.posts
    return [document.reading.words(block) for block in post.blocks], [block.anchor for block in post.blocks]


def test_raw_text_is_shown_where_the_reader_failed():
    words, anchors = lost_text(b"One\r\n\r\n  Two <b>\xff</b>\r\nOne\n")
    assert words == ["One", "Two <b>\ufffd</b>", "One"]
    assert len(set(anchors)) == 3


@pytest.mark.parametrize(
    ("data", "kind"), [(b"One", "time"), (b"One", "memory"), (b"%PDF\0One", "raised"), (b"", "raised")]
)
def test_no_text_is_shown_where_it_may_be_the_trouble(data, kind):
    assert lost_text(data, kind) == ([], [])


@given(st.lists(st.integers(0, 3 * isolation.GROUP_BYTES), max_size=60), st.integers(1, 60))
def test_groups_keep_order_and_bounds(sizes, times):
    items = list(enumerate(sizes * times))
    found = list(isolation.groups(items, lambda item: item[1]))
    assert [one for group in found for one in group] == items
    for group in found:
        assert len(group) <= isolation.GROUP_MOST
        assert len(group) == 1 or sum(size for _, size in group) <= isolation.GROUP_BYTES


def test_few_items_are_parted_among_workers_and_a_child_is_worth_its_cost():
    sizes = {number: [len(one) for one in isolation.groups(range(number), lambda _: 1)] for number in (9, 400, 9_000)}
    assert sizes[9] == [9]
    assert sizes[400] == [50] * 8
    assert max(sizes[9_000]) == isolation.GROUP_MOST
