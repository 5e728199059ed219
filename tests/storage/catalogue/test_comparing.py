"""Two books side by side: every column that a reader sees counts, and nothing else does."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from small_book import FILES
from worded_book import write_worded_content

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.edition_changes import edition_changes, words_changed
from esscollab_desktop.storage.catalogue.comparing import RecordDifference, differing
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

# What says to which record a row belongs; other than that, only keys do.
OWNERS = {
    ("fact", "example"),
    ("fact", "practice"),
    ("growth_theme", "practice"),
    ("translated_fact", "language"),
}
# No reader sees it.
UNSEEN = {("jurisdiction", "fips")}
# The code says these too, so that a row can't have others.
FIXED = {("example", "practice"), ("example", "jurisdiction")}
VALUES = ("related", "published", "district", "method", "after approval", 1, 0)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with rows in every table."""
    folder = tmp_path_factory.mktemp("compared")
    practice = "2-show-work/practice.md"
    text = FILES[practice].replace("Not seen for this practice.", "Not seen. [^law]")
    build_book(write_worded_content(folder / "content", **{practice: text}), folder / "book.sqlite")
    return folder / "book.sqlite"


def columns(book: Path) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(book)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table.startswith(("sqlite_", "search")) or table in ("record", "alias", "meta"):
                continue
            for _number, name, _kind, _filled, _default, key in connection.execute(
                f"PRAGMA table_info({table})"
            ).fetchall():
                if not (key or name == "position" or (table, name) in OWNERS):
                    yield table, name


def changed_in(file: Path, table: str, column: str) -> bool:
    """Change one value of a column to another one that the book may hold; False where there is none."""
    with closing(sqlite3.connect(file)) as connection:
        (row, value) = connection.execute(
            f"SELECT rowid, {column} FROM {table} ORDER BY {column} IS NULL LIMIT 1"
        ).fetchone()
        referred = [
            held
            for key in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            if key[3] == column
            for (held,) in connection.execute(f"SELECT {key[4]} FROM {key[2]} ORDER BY 1").fetchall()
            if key[2] != "record" or "/" not in held
        ]
        for other in referred or (f"{value} more", *VALUES):
            if other == value:
                continue
            try:
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (other, row))
            except sqlite3.IntegrityError:
                continue
            connection.commit()
            return True
    return False


def test_every_column_counts(book: Path, tmp_path: Path) -> None:
    unchanged, untold = set(), set()
    other = tmp_path / "other.sqlite"
    for table, column in columns(book):
        shutil.copy(book, other)
        if not changed_in(other, table, column):
            unchanged.add((table, column))
            continue
        old, new = Catalogue(CatalogueReader(book)), Catalogue(CatalogueReader(other))
        changes = edition_changes(old, new)
        assert not (changes.added or changes.removed or changes.renamed)
        if not changes.changed:
            untold.add((table, column))
        assert all(words_changed(old, new, change) for change in changes.changed), (table, column)
        old.close()
        new.close()
    assert unchanged == FIXED
    assert untold == UNSEEN


@pytest.mark.parametrize("key", ["title", "publisher", "language", "rights"])
def test_what_the_book_says_of_itself_counts(book: Path, tmp_path: Path, key: str) -> None:
    assert compared(book, tmp_path, f"UPDATE meta SET value = 'other' WHERE key = '{key}'") == [
        RecordDifference("book", "about", "about", 0, is_changed=True)
    ]


def test_edition_place_file_and_line_are_no_difference(book: Path, tmp_path: Path) -> None:
    found = compared(
        book,
        tmp_path,
        "UPDATE meta SET value = '2030.1' WHERE key = 'edition'",
        "UPDATE meta SET value = '2030-01-01' WHERE key = 'edition_date'",
        "UPDATE record SET file = 'x', line = 7",
        "UPDATE example SET position = position + 100",
    )
    assert found == []


def compared(book: Path, folder: Path, *statements: str) -> list[RecordDifference]:
    other = folder / "other.sqlite"
    shutil.copy(book, other)
    with closing(sqlite3.connect(other)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    old, new = CatalogueReader(book), CatalogueReader(other)
    try:
        return differing(old, new)
    finally:
        old.close()
        new.close()


def test_damage_is_told_of_the_book_that_has_it(book: Path, tmp_path: Path) -> None:
    for old, new in (("sound", "broken"), ("broken", "sound")):
        shutil.copy(book, tmp_path / "sound")
        shutil.copy(book, tmp_path / "broken")
        with closing(sqlite3.connect(tmp_path / "broken")) as connection:
            connection.execute("DROP TABLE partner")
            connection.commit()
        readers = [CatalogueReader(tmp_path / name) for name in (old, new)]
        with pytest.raises(UserError, match="broken is damaged"):
            differing(readers[0], readers[1])
        for reader in readers:
            reader.close()
