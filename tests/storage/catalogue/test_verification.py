"""A book from someone else: sound ones pass without a byte changed, everything else is refused."""

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from worded_book import write_worded_content

from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.edition import content_hash
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.verification import verify_book

SCHEMA = "has tables, views or triggers that are not those of a book"
DAMAGED = "is damaged"
VALUES = "holds values that no book has"


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with topics, terms and Spanish. Not to be changed."""
    folder = tmp_path_factory.mktemp("worded")
    build_book(write_worded_content(folder / "content"), folder / "book.sqlite")
    return folder / "book.sqlite"


@pytest.fixture
def book(worded: Path, tmp_path: Path) -> Path:
    """A copy, free to be changed."""
    return shutil.copyfile(worded, tmp_path / "book.sqlite")


def hash_in(book: Path) -> str:
    with closing(sqlite3.connect(book)) as connection:
        return str(connection.execute("SELECT value FROM meta WHERE key = 'content_hash'").fetchone()[0])


def spoil(book: Path, *statements: str) -> None:
    """Run statements on a book, and bring its hash in line as far as that can be done."""
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    try:
        with closing(sqlite3.connect(book, isolation_level=None)) as connection:
            digest = content_hash(connection)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'content_hash'", (digest,))
    except sqlite3.Error:
        pass  # the schema can't be read any more, which is what is tested


def refusal(book: Path, digest: str = "") -> str:
    with pytest.raises(UserError) as refused:
        verify_book(book, digest or hash_in(book))
    told = str(refused.value)
    ending = ". Don’t use the pack; ask its publisher for a sound one."
    assert told.startswith("The pack’s book ") and told.endswith(ending)
    return told.removeprefix("The pack’s book ").removesuffix(ending)


@pytest.mark.parametrize("which", ["worded", "real"])
def test_a_sound_book_passes_and_no_byte_of_it_changes(
    book: Path, book_file: Path, tmp_path: Path, which: str
) -> None:
    path = book if which == "worded" else shutil.copyfile(book_file, tmp_path / "real.sqlite")
    before, files = path.read_bytes(), sorted(tmp_path.iterdir())
    told: list[tuple[int, int]] = []
    verify_book(path, hash_in(path), lambda done, of_all: told.append((done, of_all)))
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1][0] == told[-1][1] == {of_all for _, of_all in told}.pop()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM fact; END",
        "CREATE VIEW seen AS SELECT load_extension('x') FROM meta",
        "CREATE VIRTUAL TABLE more USING fts5(x)",
        "CREATE TABLE more (x)",
        "CREATE TABLE search_more (x)",
        "CREATE INDEX more ON example (headline)",
        "ALTER TABLE example ADD COLUMN more",
        "DROP TABLE missing",
        "DROP TABLE sqlite_stat1",
        "ALTER TABLE missing RENAME TO gone",
    ],
)
def test_a_schema_that_is_not_ours(book: Path, statement: str) -> None:
    spoil(book, statement)
    assert refusal(book) == SCHEMA


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'example'", {SCHEMA}),
        (
            "UPDATE sqlite_master SET sql = replace(sql, 'value TEXT', 'value BLOB') WHERE name = 'meta'",
            {SCHEMA},
        ),
        ("UPDATE sqlite_master SET sql = sql || ' /* more */' WHERE name = 'topic'", {SCHEMA}),
        ("UPDATE sqlite_master SET sql = sql || ' STRICT' WHERE name = 'missing'", {SCHEMA}),
        ("UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'fact'", {DAMAGED, SCHEMA}),
        (
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'fact')"
            " WHERE name = 'missing'",
            {DAMAGED, SCHEMA},
        ),
        ("UPDATE sqlite_master SET type = 'view' WHERE name = 'missing'", {DAMAGED, SCHEMA}),
        ("UPDATE sqlite_master SET tbl_name = 'meta' WHERE name = 'alias'", {DAMAGED, SCHEMA}),
        ("UPDATE sqlite_master SET sql = x'ff00ff' WHERE name = 'alias'", {DAMAGED, SCHEMA}),
        ("DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_example_1'", {DAMAGED, SCHEMA}),
        (
            "INSERT INTO sqlite_master VALUES ('table', 'meta', 'meta', 5, 'CREATE TABLE meta (key, value)')",
            {DAMAGED, SCHEMA},
        ),
        (
            "INSERT INTO sqlite_master VALUES"
            " ('trigger', 'x', 'meta', 0, 'CREATE TRIGGER x DELETE ON meta BEGIN SELECT 1; END')",
            {SCHEMA},
        ),
        (
            "UPDATE sqlite_master SET sql = replace(sql, 'UNINDEXED', '') WHERE name = 'search'",
            {SCHEMA},
        ),
    ],
)
def test_a_schema_that_was_written_into(book: Path, change: str, told: set[str]) -> None:
    digest = hash_in(book)
    spoil(book, "PRAGMA writable_schema = ON", change)
    assert refusal(book, digest) in told


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE example SET headline = x'3c623e' WHERE code = '1.MA'", VALUES),
        ("UPDATE fact SET text = CAST(x'ff41' AS TEXT) WHERE id = 1", "holds bytes that are no text"),
        ("UPDATE fact SET text = CAST(x'eda080' AS TEXT) WHERE id = 1", "holds bytes that are no text"),
        (
            "UPDATE fact SET text = 'a' || char(0) || 'b' WHERE id = 1",
            "holds characters that are not plain text",
        ),
        (
            "UPDATE fact SET text = 'a' || char(27) || 'b' WHERE id = 1",
            "holds characters that are not plain text",
        ),
        ("UPDATE fact SET text = 'a' || char(155) WHERE id = 1", "holds characters that are not plain text"),
        (
            "UPDATE record SET file = 'a' || char(7) WHERE code = '1'",
            "holds characters that are not plain text",
        ),
        ("UPDATE about SET text = hex(zeroblob(500001))", VALUES),
        ("UPDATE about SET text = hex(zeroblob(17000000))", "holds a text that is larger than any may be"),
        ("UPDATE record SET position = 1.5 WHERE code = '1'", VALUES),
        ("UPDATE source SET address = 'javascript:alert(1)' WHERE id = 'law'", VALUES),
        ("UPDATE source SET address = 'file:///etc/passwd' WHERE id = 'law'", VALUES),
        ("UPDATE source SET address = 'https://x.example/ y' WHERE id = 'law'", VALUES),
        ("UPDATE resource SET address = 'data:text/html,x' WHERE id = 0", VALUES),
        ("UPDATE jurisdiction SET sea_website = 'ftp://x.example' WHERE code = 'MA'", VALUES),
        ("UPDATE sqlite_stat1 SET stat = 'noskipscan' WHERE tbl = 'fact'", VALUES),
        ("INSERT INTO alias VALUES ('1.MA-own', '1.MA')", "has a former code that no book gives out"),
        ("INSERT INTO alias VALUES ('1.NJ@evil', '1.MA')", "has a former code that no book gives out"),
        ("INSERT INTO alias VALUES ('1.MA', '1.NY')", "has given up a code that it uses"),
        ("INSERT INTO alias VALUES ('1.NJ', '9.ZZ')", "holds references that lead nowhere"),
        ("DELETE FROM source WHERE id = 'law'", "holds references that lead nowhere"),
        (
            "UPDATE record SET code = '2@evil' WHERE code = '2'",
            "has a record with a code that no book gives out",
        ),
        ("UPDATE record SET kind = 'part' WHERE code = '2'", "lists other records than it holds"),
        ("DELETE FROM record WHERE code = 'about'", "has no page on itself"),
        (
            "UPDATE topic SET broader = 'consultation' WHERE id = 'tribes'",
            "has topics that stand in a circle",
        ),
        ("DELETE FROM meta WHERE key = 'name'", "does not say of itself what a book says"),
        ("UPDATE meta SET value = '../x' WHERE key = 'name'", "has a name or a number that no pack has"),
        ("UPDATE meta SET value = '9' WHERE key = 'schema'", "does not say of itself what a book says"),
        ("UPDATE search_content SET c0 = '9.ZZ' WHERE id = 1", "finds records that it does not hold"),
        (
            "UPDATE search_content SET c4 = 'other words' WHERE id = 1",
            "has a search index that does not fit its text",
        ),
        (
            "UPDATE search_data SET block = x'ffffffff' WHERE id > 10",
            "has a search index that does not fit its text",
        ),
        ("DELETE FROM search_docsize", "has a search index that does not fit its text"),
        ("INSERT INTO search_config VALUES ('rank', 'bm25(1)')", VALUES),
        (
            "INSERT INTO search_config VALUES ('pgsz', 1)",
            "has a search index that is not set up as a book’s is",
        ),
    ],
)
def test_values_that_no_book_has(book: Path, statement: str, told: str) -> None:
    spoil(book, statement)
    assert refusal(book) == told


def test_another_text_than_the_manifest_promises(book: Path) -> None:
    digest = hash_in(book)
    told = "holds another text than the one it was built with"
    assert refusal(book, "0" * 64) == told
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        connection.execute("UPDATE fact SET text = 'Something else.' WHERE id = 1")
    assert refusal(book, digest) == told
    spoil(book)
    assert refusal(book, digest) == told


@pytest.mark.parametrize(
    ("at", "data", "told"),
    [
        (0, b"SQLite format 4\0", "is no book at all"),
        (68, b"\0\0\0\1", "is a database of another program"),
        (60, b"\0\0\0\x63", "is not of the kind that its manifest says"),
        (16, b"\x02\0", "is not laid out as a book is"),
        (18, b"\2\2", "is not laid out as a book is"),
        (56, b"\0\0\0\2", "is not laid out as a book is"),
        (28, b"\0\0\0\1", "is not as large as it says"),
    ],
)
def test_a_header_that_is_not_a_books(book: Path, at: int, data: bytes, told: str) -> None:
    digest, whole = hash_in(book), bytearray(book.read_bytes())
    whole[at : at + len(data)] = data
    book.write_bytes(whole)
    assert refusal(book, digest) == told
    book.write_bytes(whole[:50])
    assert refusal(book, digest) == "is no book at all"


def test_a_broken_page(book: Path) -> None:
    """Every table's root page in turn: none is passed over."""
    digest, whole = hash_in(book), book.read_bytes()
    with closing(sqlite3.connect(book)) as connection:
        roots = [
            row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")
        ]
    assert len(roots) > 60
    for root in roots:
        spoiled = bytearray(whole)
        spoiled[(root - 1) * 4096 : (root - 1) * 4096 + 8] = b"\xff" * 8
        book.write_bytes(spoiled)
        assert refusal(book, digest) in {DAMAGED, SCHEMA}, root


def test_markup_and_links_are_plain_text(book: Path) -> None:
    """What is only text passes, and comes out as it went in."""
    words = "<script>alert(1)</script> <a href=file:///etc/passwd>x</a> http://x.example {0} %s"
    spoil(book, f"UPDATE example SET summary = '{words}' WHERE code = '1.MA'")
    verify_book(book, hash_in(book))
    catalogue = Catalogue(CatalogueReader(book))
    try:
        assert words in str(catalogue.page("1.MA"))
    finally:
        catalogue.close()


def test_it_can_be_stopped_at_any_time(book: Path) -> None:
    """Wherever it is stopped, it ends with Cancelled; asked often enough, it gets to the end."""
    digest, before, stops = hash_in(book), book.read_bytes(), 0
    for most in count():
        asked = count()
        try:
            verify_book(book, digest, cancelled=lambda asked=asked, most=most: next(asked) >= most)  # type: ignore[misc]
        except Cancelled:
            stops += 1
        else:
            break
    assert stops > 50
    assert book.read_bytes() == before


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read: No such file or directory"):
        verify_book(tmp_path / "absent.sqlite", "")
