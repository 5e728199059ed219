"""Looks codes up in a book: in any case, by their beginning, and those around a mistyped one."""

import sqlite3

from esscollab_desktop.domain import codes

# So many codes are compared with a mistyped one in a blink.
_FEW = 1_000
_AROUND = 150
_PAGES = "kind <> 'part'"
_BEGINS = f"{_PAGES} AND code COLLATE NOCASE >= ? AND code COLLATE NOCASE < ?"


def code_of(connection: sqlite3.Connection, typed: str) -> str:
    """The code that reads like this one but for case; empty where there is none."""
    typed = _plain(typed)
    row = connection.execute(
        f"SELECT code FROM record WHERE {_PAGES} AND code = ? COLLATE NOCASE ORDER BY position DESC LIMIT 1",
        (typed,),
    ).fetchone()
    if row is not None:
        return str(row[0])
    if typed.isascii():
        return ""
    # NOCASE knows no case beyond a to z; few codes have such letters.
    rows = connection.execute(f"SELECT code FROM record WHERE {_PAGES} AND code GLOB '*[^ -~]*'")
    return next((code for (code,) in rows if code.casefold() == typed.casefold()), "")


def has_prefix(connection: sqlite3.Connection, prefix: str) -> bool:
    """Whether any code begins with `prefix:`."""
    row = connection.execute(f"SELECT 1 FROM record WHERE {_BEGINS} LIMIT 1", _span(prefix)).fetchone()
    return row is not None


def codes_around(connection: sqlite3.Connection, typed: str, prefix: str) -> tuple[str, ...]:
    """All codes that begin with `prefix:`, or, where they are many, those around the typed one.

    Without a prefix the codes that people say: those of practices, jurisdictions and examples, of which a
    large book gives the first under each practice in each jurisdiction, and those around the typed one.
    """
    if prefix:
        return _few_around(connection, _plain(typed), _BEGINS, _span(prefix))
    asked = "SELECT code FROM record WHERE kind IN ('practice', 'jurisdiction') ORDER BY position"
    found = [code for (code,) in connection.execute(asked)]
    firsts = (
        "SELECT code FROM example WHERE position IN (SELECT min(position) FROM example"
        " INDEXED BY example_by_practice GROUP BY practice, jurisdiction)"
    )
    found += [code for (code,) in connection.execute(firsts)]
    near = _few_around(connection, _plain(codes.normalize(typed)), f"{_PAGES} AND kind = 'example'", ())
    return tuple(dict.fromkeys([*found, *near]))


def _few_around(
    connection: sqlite3.Connection, typed: str, where: str, values: tuple[str, ...]
) -> tuple[str, ...]:
    asked = f"SELECT code FROM record WHERE {where}"
    rows = connection.execute(f"{asked} LIMIT {_FEW + 1}", values).fetchall()
    if len(rows) > _FEW:
        by = "code COLLATE NOCASE"
        before = f"{asked} AND {by} < ? ORDER BY {by} DESC LIMIT {_AROUND}"
        after = f"{asked} AND {by} >= ? ORDER BY {by} LIMIT {_AROUND}"
        rows = connection.execute(before, (*values, typed)).fetchall()
        rows += connection.execute(after, (*values, typed)).fetchall()
    return tuple(code for (code,) in rows)


def _span(prefix: str) -> tuple[str, str]:
    """What stands between the colon and the sign after it in ASCII begins with the prefix."""
    return f"{_plain(prefix)}:", f"{_plain(prefix)};"


def _plain(text: str) -> str:
    """A lone surrogate can't be handed to SQLite."""
    return text.encode(errors="replace").decode()
