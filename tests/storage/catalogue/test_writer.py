"""The book as it is written in batches is, byte by byte, the book written row by row."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from small_book import write_content
from sqlalchemy import create_engine, event, insert, text
from sqlalchemy.pool import NullPool
from worded_book import write_worded_content

from esscollab_desktop.domain.book import Translation
from esscollab_desktop.domain.content import Content
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.storage.catalogue import schema, writer
from esscollab_desktop.storage.catalogue.claims import claimed, is_claimed
from esscollab_desktop.storage.catalogue.edition import APPLICATION_ID, SCHEMA, content_hash
from esscollab_desktop.storage.catalogue.indexing import search_rows
from esscollab_desktop.storage.catalogue.rows import book_rows
from esscollab_desktop.storage.catalogue.writer import write_book

REAL = Path(__file__).resolve().parents[3] / "resources" / "content"


def write_row_by_row(content: Content, path: Path) -> None:
    """The plain way: each row for itself, foreign keys looked at each time, packed in place."""
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            "page_size = 4096",
            "journal_mode = OFF",
            "foreign_keys = ON",
            f"application_id = {APPLICATION_ID}",
            f"user_version = {SCHEMA}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        connection.execute(text(schema.SEARCH_DDL))
        for found in book_rows(content):
            if found is not None:
                connection.execute(insert(found[0]), found[1])
        for words in search_rows(content):
            marks = ", ".join(f":{name}" for name in words)
            connection.execute(text(f"INSERT INTO search ({', '.join(words)}) VALUES ({marks})"), words)
        connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))
        for statement in schema.AFTER_ROWS:
            connection.execute(text(statement))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute("INSERT INTO meta (key, value) VALUES ('content_hash', ?)", (content_hash(raw),))
        raw.commit()
        raw.execute("ANALYZE")
        raw.execute("DROP TABLE IF EXISTS sqlite_stat4")
        raw.commit()
        raw.execute("VACUUM")


@pytest.mark.parametrize("batch", [1, 7, 20_000])
@pytest.mark.parametrize("which", ["small", "worded", "real"])
def test_batches_give_the_bytes_of_single_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str, batch: int
) -> None:
    monkeypatch.setattr(writer, "_BATCH", batch)
    monkeypatch.setattr(writer, "_PIECE", 8192)
    source = REAL
    if which != "real":
        source = (write_content if which == "small" else write_worded_content)(tmp_path / "content")
    content = read_content(source)
    write_row_by_row(content, tmp_path / "rows.sqlite")
    write_book(content, tmp_path / "batches.sqlite")
    assert (tmp_path / "batches.sqlite").read_bytes() == (tmp_path / "rows.sqlite").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} - {"content"} == {"batches.sqlite", "rows.sqlite"}


def test_rows_that_refer_to_nothing_are_not_written(tmp_path: Path) -> None:
    content = read_content(write_content(tmp_path / "content"))
    content.translations.append(Translation("9.ZZ", "es", "", "a headline", "a summary", ()))
    with pytest.raises(ValueError, match=r"rows that refer to nothing: .*translation"):
        write_book(content, tmp_path / "book.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_a_disk_that_is_in_the_way_is_told_as_such(tmp_path: Path) -> None:
    content = read_content(write_content(tmp_path / "content"))
    with pytest.raises(OSError, match="unable to open"):
        write_book(content, tmp_path / "nowhere" / "book.sqlite")


def test_a_claim_holds_as_long_as_its_context(tmp_path: Path) -> None:
    assert not is_claimed(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with claimed(tmp_path):
        assert is_claimed(tmp_path)
        assert is_claimed(tmp_path)
    assert not is_claimed(tmp_path)
