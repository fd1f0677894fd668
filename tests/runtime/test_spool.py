from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from generator.runtime import spool
from generator.runtime.spool import Spool


@given(st.lists(st.tuples(st.binary(max_size=2_000), st.booleans())))
def test_what_was_put_comes_back_whenever_it_is_asked_for(pieces):
    kept, waiting = Spool(), []
    for data, at_once in pieces:
        waiting.append((kept.put(data), data))
        if at_once:
            read, expected = waiting[len(waiting) // 2]
            assert read.data() == expected
    assert [read.data() for read, _ in waiting] == [data for _, data in waiting]


def test_more_than_memory_is_to_hold_stands_in_a_file_without_a_name(tmp_path):
    kept = Spool(tmp_path)
    one = kept.put(b"a" * (spool.BUFFER + 1))
    two = kept.put(b"b")
    assert one.data() == b"a" * (spool.BUFFER + 1)
    assert two.data() == b"b"
    assert [len(piece) for piece in one.pieces()] == [spool.BUFFER, 1]
    assert b"".join(one.pieces()) == one.data()
    assert one.digest == sha256(one.data()).digest()
    assert list(tmp_path.iterdir()) == []
