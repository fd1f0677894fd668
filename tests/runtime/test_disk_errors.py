import errno
import os
import sqlite3

import pytest

from generator.runtime import disk_errors


def sqlite_error(path, *statements):
    base = sqlite3.connect(path)
    try:
        for statement in statements:
            base.execute(statement)
    except sqlite3.OperationalError as error:
        return error
    finally:
        base.close()
    raise AssertionError("nothing went wrong")


def test_the_line_says_where_what_and_what_to_do(tmp_path):
    with pytest.raises(OSError) as caught, open("/dev/full", "w") as file:  # noqa: PT011, PTH123 - which one is asked
        file.write("x" * 100_000)
    place = str(tmp_path)
    line = disk_errors.told(caught.value, place)
    assert line.startswith(f"{place}: {os.strerror(errno.ENOSPC)}; ")
    assert "make room" in line
    assert "\n" not in line


def test_both_names_of_a_copy_are_one_place():
    error = OSError(errno.EROFS, "read-only", "/from", None, "/to")
    assert disk_errors.told(error, "/else").startswith("/to: ")


def test_a_database_that_may_not_grow_is_a_full_disk(tmp_path):
    error = sqlite_error(
        tmp_path / "a.db", "PRAGMA max_page_count = 1", "CREATE TABLE a (b)", "CREATE TABLE c (d)", "CREATE TABLE e (f)"
    )
    assert os.strerror(errno.ENOSPC) in disk_errors.told(error)


@pytest.mark.parametrize("error", [FileNotFoundError(errno.ENOENT, "gone", "/a"), ValueError("x"), OSError("x")])
def test_another_error_is_no_trouble_of_a_disk(error):
    assert disk_errors.told(error) == ""


def test_a_wrong_statement_is_no_trouble_of_a_disk(tmp_path):
    assert disk_errors.told(sqlite_error(tmp_path / "a.db", "SELECT nothing")) == ""
