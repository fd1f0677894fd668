"""What was made of documents is kept by all that it was made of."""

from contextlib import closing
from dataclasses import replace

import pytest

from generator.pipeline.documents import memo_of
from generator.runtime.cache import Cache
from generator.runtime.memo import Memo
from generator.settings import Settings
from tests.support.making import ARTICLE, DESK, DOCUMENTS

SETTINGS = Settings()


def test_an_equal_document_has_the_same_hash_and_another_one_has_another():
    memo = Memo()
    assert memo.digest(replace(ARTICLE)) == memo.digest(ARTICLE) == Memo().digest(ARTICLE)
    assert memo.digest(replace(ARTICLE, sha256="0" * 64)) != memo.digest(ARTICLE)


def test_a_document_goes_by_what_it_was_made_of_where_that_is_known():
    memo = Memo()
    memo.know(ARTICLE, b"origin")
    assert memo.digest(ARTICLE) == b"origin"
    assert memo.digest(replace(ARTICLE)) == Memo().digest(ARTICLE)


def test_what_is_kept_is_not_made_again(tmp_path):
    inputs = ("page", ARTICLE, ("a", 1))
    with closing(Cache(tmp_path / "cache", print)) as cache:
        memo = memo_of(cache, DESK, SETTINGS)
        assert memo.text(lambda: inputs, lambda: "words") == "words"
        assert memo.text(lambda: inputs, lambda: pytest.fail("made again")) == "words"
        other = memo_of(cache, DESK, replace(SETTINGS, site_name="Other"))
        assert other.text(lambda: inputs, lambda: "other") == "other"


def test_each_document_comes_with_what_was_made_of_it(tmp_path):
    names = [(one, one.path.encode()) for one in DOCUMENTS]
    assert list(Memo().of_each("path", DOCUMENTS, lambda one: one.path.encode())) == names
    with closing(Cache(tmp_path / "cache", print)) as cache:
        memo = memo_of(cache, DESK, SETTINGS)
        assert list(memo.of_each("path", DOCUMENTS[:1], lambda one: one.path.encode())) == names[:1]
        asked = []
        found = memo.of_each("path", DOCUMENTS, lambda one: asked.append(one.path) or one.path.encode())
        assert list(found) == names
        assert asked == [one.path for one in DOCUMENTS[1:]]
