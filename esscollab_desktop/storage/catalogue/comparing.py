"""Compares two open books record by record, without building a page: what differs, and nothing of the rest.

Of each record with a page one text is put together in SQLite from all its rows. Both books give these texts
in the order of their codes, so that they are compared side by side and none is kept.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esscollab_desktop.storage.catalogue.connections import damaged
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """A record that is not the same in both books. `kind` is its kind in the table `record`.

    `code` is empty where the new book has it no more, `was` where the old one had it not; the two are not
    the same where it was renamed. `is_changed`: it is in both, and says something else. `is_joined`: it was
    taken into a record that was there before. `place` counts within its kind, in the new book's order.
    """

    kind: str
    code: str
    was: str
    place: int
    is_changed: bool = False
    is_joined: bool = False


def _cited(table: str, key: str, owner: str) -> str:
    return f"(SELECT json_group_array(now('source:' || source)) FROM {_ordered(table, key, owner)})"


def _listed(table: str, key: str, owner: str, columns: str) -> str:
    return f"(SELECT json_group_array({columns}) FROM {_ordered(table, key, owner)})"


def _ordered(table: str, key: str, owner: str) -> str:
    return f"(SELECT * FROM {table} WHERE {key} = {owner} ORDER BY position)"


def _facts(owner: str, code: str) -> str:
    columns = f"json_array(kind, text, broke_off, {_cited('fact_source', 'fact', 'held.id')})"
    return f"(SELECT json_group_array({columns}) FROM {_ordered('fact', owner, code)} held)"


def _growth() -> str:
    columns = f"json_array(title, text, {_cited('growth_theme_source', 'growth_theme', 'held.id')})"
    return f"(SELECT json_group_array({columns}) FROM {_ordered('growth_theme', 'practice', 'r.code')} held)"


_RESOURCE = "json_array(title, publisher, address, note)"
_PRACTICE = f"""json_array(theme, title, report_title, guidance, view, growth_note, resources_note,
 {_cited("practice_source", "practice", "r.code")}, {_cited("growth_note_source", "practice", "r.code")},
 {_cited("resources_note_source", "practice", "r.code")}, {_growth()}, {_facts("practice", "r.code")},
 (SELECT json_group_array({_RESOURCE}) FROM (SELECT resource.* FROM resource_practice
  JOIN resource ON resource.id = resource_practice.resource WHERE practice = r.code ORDER BY position)))"""
_TRANSLATIONS = """(SELECT json_group_array(json_array(language, heading, headline, summary,
 (SELECT json_group_array(text) FROM (SELECT text FROM translated_fact f
  WHERE f.example = r.code AND f.language = held.language ORDER BY position))))
 FROM (SELECT * FROM translation WHERE example = r.code ORDER BY language) held)"""
_EXAMPLE = f"""json_array(now(practice), now('state:' || jurisdiction), kind, heading, headline, summary,
 as_of, dates, {_facts("example", "r.code")},
 {_listed("partner", "example", "r.code", "json_array(now('org:' || organization), written_as, role, kind)")},
 {_listed("example_topic", "example", "r.code", "now('topic:' || topic)")},
 {_listed("example_stage", "example", "r.code", "stage")}, {_TRANSLATIONS})"""
# The FIPS number is shown nowhere.
_JURISDICTION = f"""json_array(name, kind, sea_name, sea_acronym, sea_website, submission_window, note,
 {_listed("neighbor", "jurisdiction", "r.code", "now('state:' || neighbor)")})"""
_ORGANIZATION = f"json_array(name, note, {_listed('organization_name', 'organization', 'r.id', 'name')})"
_TOPIC = f"""json_array(label, kind, coalesce(now('topic:' || broader), ''), note,
 {_listed("topic_name", "topic", "r.id", "name")})"""
_GLOSSARY = f"""json_array(term, meaning, section, general,
 {_listed("glossary_name", "glossary", "r.id", "name")}, {_cited("glossary_source", "glossary", "r.id")},
 {_listed("glossary_see", "glossary", "r.id", "now(code)")})"""
_SOURCE = "json_array(title, publisher, address, date, seen)"
# Edition and date are another with every edition; they are told of the book, not as a change in it.
_BOOK = f"""json_array(
 (SELECT json_group_array(value) FROM (SELECT value FROM meta
  WHERE key IN ('title', 'publisher', 'language', 'rights') ORDER BY key)),
 (SELECT json_group_array(json_array(title, text, {_cited("about_source", "about", "held.id")}))
  FROM (SELECT * FROM about ORDER BY position) held),
 (SELECT json_group_array(text) FROM (SELECT text FROM missing ORDER BY position)),
 (SELECT json_group_array({_RESOURCE}) FROM (SELECT * FROM resource
  WHERE id NOT IN (SELECT resource FROM resource_practice) ORDER BY id)))"""

# Kind, table, code, order, place in the book, text.
_RECORDS = (
    ("practice", "practice", "r.code", "r.code", "position", _PRACTICE),
    ("example", "example", "r.code", "r.code", "position", _EXAMPLE),
    ("jurisdiction", "jurisdiction", "'state:' || r.code", "r.code", "position", _JURISDICTION),
    ("organization", "organization", "'org:' || r.id", "r.id", "0", _ORGANIZATION),
    ("topic", "topic", "'topic:' || r.id", "r.id", "position", _TOPIC),
    ("glossary", "glossary", "r.id", "r.id", "position", _GLOSSARY),
    ("source", "source", "'source:' || r.id", "r.id", "0", _SOURCE),
    ("book", "record", "r.code", "r.code", "0", _BOOK),
)
KINDS = tuple(kind for kind, *_ in _RECORDS)

# Code, place, text.
_Row = tuple[str, int, str]


def differing(old: CatalogueReader, new: CatalogueReader) -> list[RecordDifference]:
    """What differs: practices, examples, then the others, each kind in the new book's order.

    Place in the book alone is no difference, nor is the new code of a renamed record where others name it.
    Raises UserError where a book turns out to be damaged.
    """
    with old.lent() as before, new.lent() as after:
        compared = _Compared(_Side(before, old.path), _Side(after, new.path))
        found = [one for kind in KINDS for one in compared.of_kind(kind)]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.place, one.code or one.was))


class _Side:
    """One of the two books; what it says of damage names its own file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._renames: dict[str, str] = {}

    def see_as_renamed(self, renames: dict[str, str]) -> None:
        """Read the codes that other records name as the new book has them."""
        self._renames = renames
        self._connection.create_function("now", 1, lambda code: renames.get(code, code), deterministic=True)

    def rows(self, statement: str, *values: str) -> Iterator[Any]:
        try:
            yield from self._connection.execute(statement, values)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as bad:
            raise damaged(self._path) from bad

    def kind_of(self, code: str) -> str:
        """The kind of a record with a page; empty where there is none."""
        found = self.rows("SELECT kind FROM record WHERE code = ? AND kind <> 'part'", code)
        return next((row[0] for row in found), "")

    def texts(self, kind: str, code: str = "") -> Iterator[_Row]:
        """All records of a kind, or one, in the order of their codes."""
        _kind, table, named, order, place, text = _RECORDS[KINDS.index(kind)]
        # Only a book whose codes were renamed pays for asking what they are now.
        text = text if self._renames else text.replace("now(", "(")
        wanted = [f"{named} = ?"] if code else []
        wanted += ["r.kind = 'book'"] if kind == "book" else []
        where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
        statement = f"SELECT {named}, {place}, {text} FROM {table} r{where} ORDER BY {order}"
        return self.rows(statement, *([code] if code else []))


class _Compared:
    def __init__(self, before: _Side, after: _Side) -> None:
        self._before = before
        self._after = after
        # New codes by old ones: of records that were renamed, and of those that another one took in.
        self._renames: dict[str, str] = {}
        self._joins: dict[str, str] = {}
        for was, code in list(after.rows("SELECT old, code FROM alias ORDER BY old")):
            self._file_alias(was, code)
        if self._renames:
            before.see_as_renamed(self._renames)
        self._taken = frozenset(self._renames.values())

    def _file_alias(self, was: str, code: str) -> None:
        kind = self._before.kind_of(was)
        if not kind or self._after.kind_of(was):
            return
        is_free = not self._before.kind_of(code) and code not in self._renames.values()
        is_rename = is_free and self._after.kind_of(code) == kind
        (self._renames if is_rename else self._joins)[was] = code

    def of_kind(self, kind: str) -> Iterator[RecordDifference]:
        for left, right in _side_by_side(self._before.texts(kind), self._after.texts(kind)):
            if left is None:
                if right is not None and right[0] not in self._taken:
                    yield RecordDifference(kind, right[0], "", right[1])
            elif right is None:
                yield self._gone(kind, left)
            elif left[2] != right[2]:
                yield RecordDifference(kind, right[0], left[0], right[1], is_changed=True)

    def _gone(self, kind: str, left: _Row) -> RecordDifference:
        was, place, text = left
        if was in self._renames:
            code, place, now = next(self._after.texts(kind, self._renames[was]))
            return RecordDifference(kind, code, was, place, is_changed=text != now)
        return RecordDifference(kind, self._joins.get(was, ""), was, place, is_joined=was in self._joins)


def _side_by_side(before: Iterator[_Row], after: Iterator[_Row]) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Two sequences in the order of their codes, as pairs of the same code."""
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            yield left, None
            left = next(before, None)
        elif left is None or right[0] < left[0]:
            yield None, right
            right = next(after, None)
        else:
            yield left, right
            left, right = next(before, None), next(after, None)
