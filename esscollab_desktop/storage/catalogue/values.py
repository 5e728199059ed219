"""What every value of a book must be: its type, its length, and for some columns its form."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence

LONGEST_TEXT = 1_000_000
# A page of the search index is 4,050 bytes; the record of its structure grows with the number of its parts.
_LONGEST_BLOCK = 1_000_000
_LONGEST_WORD = 40_000
_ADDRESS = (
    "({0} GLOB 'https://[A-Za-z0-9]*' OR {0} GLOB 'http://[A-Za-z0-9]*') AND length({0}) <= 4000"
    " AND {0} NOT GLOB '*[ <>\"' || char(10) || ']*'"
)
_ID = "{0} GLOB '[a-z0-9]*' AND {0} NOT GLOB '*[^a-z0-9-]*' AND length({0}) <= 200"
_JURISDICTION = "{0} GLOB '[A-Z][A-Z]' OR {0} GLOB '[A-Z][A-Z][A-Z]'"
# By table and column; where a pair is not named, any plain text of bounded length will do.
_FORMS = {
    ("source", "address"): _ADDRESS,
    ("resource", "address"): _ADDRESS,
    ("jurisdiction", "sea_website"): f"{{0}} = '' OR {_ADDRESS}",
    ("jurisdiction", "code"): _JURISDICTION,
    ("source", "id"): _ID,
    ("organization", "id"): _ID,
    ("topic", "id"): _ID,
    (
        "translation",
        "language",
    ): "{0} GLOB '[a-z][a-z]*' AND {0} NOT GLOB '*[^A-Za-z-]*' AND length({0}) < 40",
    ("meta", "value"): "length({0}) <= 65536",
    ("record", "code"): "length({0}) <= 400",
    ("record", "kind"): (
        "{0} IN ('part', 'practice', 'example', 'jurisdiction', 'organization', 'topic', 'glossary',"
        " 'source', 'book')"
    ),
    ("search_content", "c1"): (
        "{0} IN ('practice', 'published', 'related', 'jurisdiction', 'organization', 'topic', 'glossary',"
        " 'source', 'about')"
    ),
    ("search_data", "block"): f"typeof({{0}}) = 'blob' AND length({{0}}) <= {_LONGEST_BLOCK}",
    ("search_docsize", "sz"): "typeof({0}) = 'blob' AND length({0}) <= 1000",
    ("search_idx", "segid"): "typeof({0}) = 'integer'",
    ("search_idx", "term"): f"typeof({{0}}) IN ('blob', 'text') AND length({{0}}) <= {_LONGEST_WORD}",
    ("search_idx", "pgno"): "typeof({0}) = 'integer'",
    ("search_config", "v"): "typeof({0}) = 'integer'",
    ("sqlite_stat1", "idx"): "{0} IS NULL OR typeof({0}) = 'text' AND length({0}) <= 200",
    ("sqlite_stat1", "stat"): "typeof({0}) = 'text' AND {0} NOT GLOB '*[^0-9 ]*' AND length({0}) <= 200",
}
# Columns that SQLite's own tables leave without a type.
_UNTYPED = ("search_data", "search_docsize", "search_idx", "search_config", "sqlite_stat1")


def value_faults(
    connection: sqlite3.Connection, tables: Sequence[str], refuse: Callable[[str], Exception]
) -> Iterator[str]:
    """Look through one table after the other, each yielded once it is sound; raises what `refuse` makes."""
    for table in tables:
        columns = connection.execute('SELECT name, type, "notnull" FROM pragma_table_info(?)', (table,))
        rules = [rule for column in columns.fetchall() for rule in _rules(table, *column)]
        # An index may hold something else than its table where someone meddled; the table is what is read.
        wrong = " OR ".join(f"NOT ({rule})" for rule in rules)
        if connection.execute(
            f'SELECT EXISTS (SELECT 1 FROM "{table}" NOT INDEXED WHERE {wrong})'
        ).fetchone()[0]:
            raise refuse("holds values that no book has")
        yield table


def _rules(table: str, column: str, kind: str, is_filled: int) -> Iterator[str]:
    name = f'"{column}"'
    form = _FORMS.get((table, column))
    if kind == "INTEGER":
        rule = f"typeof({name}) = 'integer' AND {name} BETWEEN 0 AND 4611686018427387904"
        # What SQLite counts itself has the whole range; ours are positions and places.
        yield rule if not table.startswith("search_") else f"typeof({name}) = 'integer'"
    elif table not in _UNTYPED:
        rule = f"typeof({name}) = 'text' AND length(CAST({name} AS BLOB)) <= {LONGEST_TEXT}"
        yield rule if is_filled or table == "search_content" else f"{name} IS NULL OR {rule}"
    elif form is None:
        yield f"typeof({name}) = 'text' AND length({name}) <= 200"
    if form is not None:
        yield form.format(name)
