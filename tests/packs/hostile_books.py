"""Books that are wrong on the inside; the pack around them is sound, and so are hash and checksum."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from esscollab_desktop.storage.catalogue.edition import APPLICATION_ID, SCHEMA, content_hash

HARMLESS_TEXT = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "<a href='file:///etc/passwd'>here</a> http://evil.example/x",
    "file:///C:/Windows/system32 javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "{0.__class__} %s %n ${HOME} `id` $(id); DROP TABLE example; --",
    "**bold** [x](file:///etc/passwd) ![x](http://evil.example/p.png)",
    "&lt;b&gt; &#0; &nbsp;",
    "x" * 20_000,
    "one\ntwo",
    "\u05d0\u202e\u200f\ufeff\u0301\U0001f4a9 \ue000x\ue001",
]
REFUSED_TEXT = ["a\x1b]0;x\x07b", "a\x00b", "a\rb", "a\tb", "\x7f", "\x9b31m", "x" * 1_100_000]
REFUSED_ADDRESS = [
    *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://x.example", "//x.example", ""),
    *(
        "https://x.example/a b",
        'https://x.example/"><b>',
        "https://",
        " https://x.example",
        "HTTPS://x.example",
    ),
]
REFUSED_CODE = ["1.MA@evil", "1.MA-own", "1@evil", "../1", "state:XX", "1.MA'--", "01.MA", "1.ma", "1.MA\n"]
PLACES = [
    ("example", "headline"),
    ("example", "summary"),
    ("example", "dates"),
    ("practice", "title"),
    ("practice", "guidance"),
    ("fact", "text"),
    ("source", "title"),
    ("organization", "name"),
    ("missing", "text"),
    ("about", "text"),
    ("jurisdiction", "sea_name"),
    ("partner", "role"),
]
Attack = Callable[[random.Random, sqlite3.Connection], None]


def _any_row(
    chance: random.Random, connection: sqlite3.Connection, table: str, column: str, value: Any
) -> None:
    rows = [row[0] for row in connection.execute(f'SELECT rowid FROM "{table}"')]
    connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, chance.choice(rows)))


def _schema(connection: sqlite3.Connection, statement: str, *values: Any) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(statement, values)
    connection.execute("PRAGMA writable_schema = OFF")


def trigger(chance: random.Random, connection: sqlite3.Connection) -> None:
    table = chance.choice(["meta", "example", "search_data", "sqlite_stat1"])
    doing = chance.choice(
        ["DELETE FROM fact", "SELECT randomblob(1000000000)", "UPDATE meta SET value = 'x'"]
    )
    when = chance.choice(["AFTER INSERT", "BEFORE DELETE", "AFTER UPDATE"])
    with suppress(sqlite3.OperationalError):
        connection.execute(f"CREATE TRIGGER t{chance.randrange(9)} {when} ON {table} BEGIN {doing}; END")
        return
    connection.execute(f"CREATE TRIGGER t {when} ON meta BEGIN {doing}; END")


def view(chance: random.Random, connection: sqlite3.Connection) -> None:
    name = chance.choice(["seen", "example", "meta"])
    if name != "seen":
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute(f"ALTER TABLE {name} RENAME TO hidden")
    column = {"meta": "key, value"}.get(name, "*")
    source = "meta" if name == "seen" else "hidden"
    asked = chance.choice(["", ", randomblob(900000000) AS more", ", load_extension('x') AS more"])
    connection.execute(f"CREATE VIEW {name} AS SELECT {column}{asked} FROM {source}")


def virtual_table(chance: random.Random, connection: sqlite3.Connection) -> None:
    for kind in chance.sample(
        ["fts5(x)", "fts4(x)", "rtree(id, a, b)", "dbstat", "fts5vocab(search, row)"], 5
    ):
        with suppress(sqlite3.OperationalError):
            connection.execute(f"CREATE VIRTUAL TABLE more USING {kind}")
            return


def forged_schema(chance: random.Random, connection: sqlite3.Connection) -> None:
    forms: list[tuple[str, tuple[Any, ...]]] = [
        ("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = ?", ("example",)),
        (
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'meta'",
            ("value TEXT", "value BLOB"),
        ),
        (
            "UPDATE sqlite_master SET rootpage = ? WHERE name = 'meta'",
            (chance.choice([0, 1, 2, 7, 10**6, -1]),),
        ),
        ("UPDATE sqlite_master SET sql = ? WHERE name = 'alias'", ("CREATE TABLE alias (old, code",)),
        ("UPDATE sqlite_master SET type = 'view' WHERE name = ?", ("missing",)),
        ("UPDATE sqlite_master SET tbl_name = ? WHERE name = 'alias'", ("meta",)),
        (
            "INSERT INTO sqlite_master VALUES ('table', 'meta', 'meta', 5, ?)",
            ("CREATE TABLE meta (key, value)",),
        ),
        ("INSERT INTO sqlite_master VALUES ('trigger', 'x', 'meta', 0, ?)", (b"\xff\xfe",)),
        ("DELETE FROM sqlite_master WHERE name = ?", ("sqlite_autoindex_example_1",)),
        (
            "UPDATE sqlite_master SET sql = ? WHERE name = 'search'",
            ("CREATE VIRTUAL TABLE search USING fts5(x)",),
        ),
        (
            "UPDATE sqlite_master SET sql = sql || ? WHERE name = 'topic'",
            (" /* " + "x" * chance.choice([1, 200_000]) + " */",),
        ),
        (
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = ?)"
            " WHERE name = 'fact'",
            ("example",),
        ),
    ]
    statement, values = chance.choice(forms)
    _schema(connection, statement, *values)


def extra_table(chance: random.Random, connection: sqlite3.Connection) -> None:
    forms = [
        "CREATE TABLE more (x)",
        "CREATE INDEX more ON example (headline)",
        "ALTER TABLE example ADD COLUMN more",
        "CREATE TABLE search_more (x)",
        "CREATE TABLE more AS SELECT * FROM example",
        "DROP TABLE missing",
    ]
    connection.execute(chance.choice(forms))


def garbage_index(chance: random.Random, connection: sqlite3.Connection) -> None:
    junk = chance.randbytes(chance.choice([1, 50, 4_000]))
    forms: list[tuple[str, tuple[Any, ...]]] = [
        ("UPDATE search_data SET block = ? WHERE id > ?", (junk, chance.choice([0, 1, 10, 10**9]))),
        ("UPDATE search_data SET block = zeroblob(?) WHERE id = 10", (chance.choice([0, 8, 10**6]),)),
        ("UPDATE search_data SET block = ? WHERE id = 1", (b"\xff" * 200,)),
        ("DELETE FROM search_data WHERE id > ?", (chance.choice([0, 10]),)),
        ("UPDATE search_docsize SET sz = ?", (junk[:500],)),
        ("DELETE FROM search_docsize WHERE id > ?", (chance.randrange(9),)),
        ("UPDATE search_idx SET pgno = ?", (chance.choice([-1, 0, 2**40]),)),
        ("INSERT INTO search_config VALUES ('rank', ?)", ("bm25(load_extension('x'))",)),
        ("UPDATE search_config SET v = ?", (chance.choice([3, 5, 99, "x"]),)),
        ("INSERT INTO search_config VALUES ('pgsz', ?)", (chance.choice([1, 2**31]),)),
        ("UPDATE search_content SET c4 = ? WHERE id = ?", ("other words", chance.randrange(1, 9))),
        ("UPDATE search_content SET c0 = ?", ("4.XX",)),
        ("DELETE FROM search_content WHERE id > ?", (chance.randrange(9),)),
    ]
    statement, values = chance.choice(forms)
    connection.execute(statement, values)


def huge_text(chance: random.Random, connection: sqlite3.Connection) -> None:
    table, column = chance.choice(PLACES)
    _any_row(chance, connection, table, column, "x" * chance.choice([1_000_001, 3_000_000, 34_000_000]))


def blob_in_text(chance: random.Random, connection: sqlite3.Connection) -> None:
    table, column = chance.choice(PLACES)
    value = chance.choice([b"bytes", b"\xff\xfe", b"", chance.randbytes(3_000), b"<b>"])
    with suppress(sqlite3.IntegrityError):
        _any_row(chance, connection, table, column, value)
        return
    _any_row(chance, connection, table, column, b"bytes")


def bad_utf8(chance: random.Random, connection: sqlite3.Connection) -> None:
    table, column = chance.choice(PLACES)
    rows = [row[0] for row in connection.execute(f"SELECT rowid FROM {table}")]
    raw = chance.choice(["FF", "41C3", "EDA080", "F8888080", "C080"])
    connection.execute(
        f"UPDATE {table} SET {column} = CAST(x'{raw}' AS TEXT) WHERE rowid = ?", (chance.choice(rows),)
    )


def hostile_text(chance: random.Random, connection: sqlite3.Connection) -> None:
    table, column = chance.choice(PLACES)
    _any_row(chance, connection, table, column, chance.choice(HARMLESS_TEXT))


def control_characters(chance: random.Random, connection: sqlite3.Connection) -> None:
    table, column = chance.choice(PLACES)
    _any_row(chance, connection, table, column, chance.choice(REFUSED_TEXT))


def hostile_address(chance: random.Random, connection: sqlite3.Connection) -> None:
    table, column = chance.choice(
        [("source", "address"), ("resource", "address"), ("jurisdiction", "sea_website")]
    )
    filled = [value for value in REFUSED_ADDRESS if value]
    _any_row(chance, connection, table, column, chance.choice(filled))


def forged_code(chance: random.Random, connection: sqlite3.Connection) -> None:
    code = chance.choice(REFUSED_CODE)
    old = chance.choice(["1.MA", "1.NY", "1", "2"])
    connection.execute("PRAGMA ignore_check_constraints = ON")
    if chance.random() < 0.3:
        connection.execute("INSERT INTO alias VALUES (?, '1.MA')", (code,))
        return
    for table, column in [("record", "code"), ("example", "code"), ("practice", "code"), ("fact", "example")]:
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (code, old))


def loose_reference(chance: random.Random, connection: sqlite3.Connection) -> None:
    forms = [
        "DELETE FROM source",
        "DELETE FROM record WHERE code = '1.MA'",
        "DELETE FROM example WHERE code = '1.NY'",
        "UPDATE fact SET example = '9.ZZ' WHERE example = '1.NY'",
        "INSERT INTO alias VALUES ('1.NJ', '9.ZZ')",
        "DELETE FROM meta WHERE key = 'name'",
        "DELETE FROM practice WHERE code = '2'",
        "UPDATE meta SET value = 'x' WHERE key = 'schema'",
        "UPDATE meta SET value = '../x' WHERE key = 'name'",
    ]
    connection.execute(chance.choice(forms))


def circle(chance: random.Random, connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE topic SET broader = 'consultation' WHERE id = 'tribes'")
    if chance.random() < 0.5:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE topic SET broader = id WHERE id = 'consultation'")


def other_text(chance: random.Random, connection: sqlite3.Connection) -> None:
    """The text was changed and the hash was not."""
    table, column = chance.choice(PLACES)
    _any_row(chance, connection, table, column, f"Changed {chance.random()}")


def any_value(chance: random.Random, connection: sqlite3.Connection) -> None:
    """Anything anywhere in the content: what is taken must still be read without harm."""
    tables = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'search%'"
    )
    table = chance.choice([row[0] for row in connection.execute(f"{tables} AND name NOT LIKE 'sqlite%'")])
    column = chance.choice(
        [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    )
    values = [*HARMLESS_TEXT, None, "", 0, 1, -1, 2**60, 10**6, 1.5, "1", "related", "about", "part", "essa"]
    connection.execute("PRAGMA ignore_check_constraints = ON")
    with suppress(sqlite3.IntegrityError, IndexError):
        _any_row(chance, connection, table, column, chance.choice(values))


KINDS: dict[str, Attack] = {
    "trigger": trigger,
    "view": view,
    "virtual table": virtual_table,
    "forged schema": forged_schema,
    "table too many or too few": extra_table,
    "garbage in the search index": garbage_index,
    "huge text": huge_text,
    "bytes in place of text": blob_in_text,
    "bytes that are no UTF-8": bad_utf8,
    "HTML and other people’s markup": hostile_text,
    "control characters": control_characters,
    "address that is no web page": hostile_address,
    "forged code": forged_code,
    "reference that leads nowhere": loose_reference,
    "topics in a circle": circle,
    "text changed after the hash": other_text,
    "any value anywhere": any_value,
}


def spoil(book: Path, attack: Attack, chance: random.Random) -> str:
    """Change the book and mend its content hash, as far as that can be done; gives the hash."""
    with closing(sqlite3.connect(book)) as connection:
        attack(chance, connection)
        connection.commit()
    with closing(sqlite3.connect(book)) as connection, suppress(sqlite3.Error, TypeError):
        digest = content_hash(connection)
        if attack is not other_text:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'content_hash'", (digest,))
            connection.commit()
            return digest
    return ""


def broken_page(chance: random.Random, book: bytes) -> bytes:
    """Bytes changed anywhere in the file, as a bad disk or a clever hand does."""
    data = bytearray(book)
    start = chance.choice([0, chance.randrange(len(data) // 4096) * 4096])
    # Most of a page of a small book is empty; what is nowhere used may be anything.
    used = [at for at in range(start, start + 4096) if data[at]]
    for _ in range(chance.choice([1, 4, 40])):
        data[chance.choice(used)] ^= chance.randrange(1, 256)
    return bytes(data)


def foreign_database(chance: random.Random, path: Path) -> None:
    """A database of another program, some of them with our marks on it."""
    with closing(sqlite3.connect(path)) as connection:
        if chance.random() < 0.5:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        if chance.random() < 0.3:
            connection.execute("PRAGMA journal_mode = WAL")
        if chance.random() < 0.3:
            connection.execute("PRAGMA encoding = 'UTF-16'")
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        connection.execute("INSERT INTO meta VALUES ('content_hash', 'x')")
        connection.commit()
