"""The hash of a book's content: the same for the same rows, another for any other, in little memory."""

import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing

import pytest

from esscollab_desktop.storage.catalogue.edition import content_hash, row_chunks

ROWS = [("a", 1, "x", None), ("b", 2, "", "y"), ("é", 3, "z\nz", "")]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        made.execute('CREATE TABLE kept (code TEXT PRIMARY KEY, "order" INTEGER, text TEXT, more TEXT)')
        made.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", ROWS)
        yield made


def test_the_order_in_which_rows_were_written_does_not_count(connection: sqlite3.Connection) -> None:
    before = content_hash(connection)
    connection.execute("DELETE FROM kept")
    connection.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", reversed(ROWS))
    assert content_hash(connection) == before
    connection.execute("INSERT INTO meta VALUES ('built_by', 'x'), ('content_hash', 'y')")
    assert content_hash(connection) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept SET text = '' WHERE code = 'a'",
        "UPDATE kept SET more = '' WHERE code = 'a'",
        "UPDATE kept SET more = 'x', text = '' WHERE code = 'a'",
        "UPDATE kept SET text = 'y', more = '' WHERE code = 'b'",
        "UPDATE kept SET text = '1:y', more = '' WHERE code = 'b'",
        "UPDATE kept SET \"order\" = 11 WHERE code = 'a'",
        "UPDATE kept SET text = text || char(0) WHERE code = 'a'",
        "DELETE FROM kept WHERE code = 'b'",
        "INSERT INTO kept VALUES ('c', 4, '', '')",
        "INSERT INTO meta VALUES ('title', 'x')",
        "ALTER TABLE kept RENAME TO held",
    ],
)
def test_any_change_makes_another_hash(connection: sqlite3.Connection, change: str) -> None:
    before = content_hash(connection)
    connection.execute(change)
    assert content_hash(connection) != before


def test_a_value_cannot_pass_for_two(connection: sqlite3.Connection) -> None:
    """What stands in one column with a length before it is not what stands in two."""
    hashes = set()
    for text, more in [("a", "b"), ("a1:b", ""), ("", "a1:b"), ("a1:b", None), ("-", "a"), (None, "a")]:
        connection.execute("UPDATE kept SET text = ?, more = ?", (text, more))
        hashes.add(content_hash(connection))
    assert len(hashes) == 6


def test_it_streams(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "INSERT INTO kept VALUES (?, ?, ?, '')",
        ((f"k{number}", number, "x" * 1000) for number in range(20_000)),
    )
    tracemalloc.start()
    try:
        sizes: list[int] = []
        content_hash(connection, lambda chunk: sizes.append(len(chunk)))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(sizes) > 20_000_000
    assert most < 2_000_000
    assert b"".join(row_chunks(connection, "kept", "code = 'a'")) == b"1:a-1:11:x"
