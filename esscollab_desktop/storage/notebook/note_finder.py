"""Looks for words in the notes with the standard library alone: SQLAlchemy takes too long."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.storage.catalogue.search import Narrowed, Row
from esscollab_desktop.storage.notebook.examination import lenient_text
from esscollab_desktop.storage.notebook.own_reader import quick_uri
from esscollab_desktop.storage.notebook.stored_text import time_of

_PATIENCE = 0.2
_KINDS = frozenset(NoteKind)


class NoteFinder:
    """The live notes of a data folder; none where its notebook is missing, older, or damaged.

    Each question opens the file anew and changes nothing, so a restore or an erasing is never in its way.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rows(
        self, expression: str, narrowed: Narrowed, meetings: Sequence[str] | None, most: int
    ) -> list[Row]:
        """Notes that match an FTS5 expression, newest first; without one, all that the rest leaves."""
        kinds = _note_kinds(narrowed)
        if kinds is None:
            return []
        where = ["deleted_at IS NULL"]
        values: dict[str, str | int] = {"most": most, "expression": expression}
        if expression:
            where.append("number IN (SELECT rowid FROM note_search WHERE note_search MATCH :expression)")
        for name, wanted in (("kind", kinds), ("meeting", meetings)):
            if wanted:
                where.append(f"{name} IN (SELECT value FROM json_each(:{name}))")
                values[name] = json.dumps(sorted(wanted))
        if narrowed.jurisdiction:
            where.append("place = :place")
            values["place"] = narrowed.jurisdiction
        if narrowed.practice:
            where.append(
                "(target = :practice OR substr(target, 1, length(:practice) + 1) = :practice || '.')"
            )
            values["practice"] = narrowed.practice
        asked = (
            "SELECT id, target, kind, body, tags, quote, created_at FROM note"
            f" WHERE {' AND '.join(where)} ORDER BY created_at DESC LIMIT :most"
        )
        return [_row(*found) for found in self._asked(asked, values)]

    def meetings(self) -> list[tuple[str, str]]:
        """The meetings, newest first: id and title."""
        asked = "SELECT id, title FROM meeting WHERE deleted_at IS NULL ORDER BY date DESC, created_at DESC"
        return [(str(key), str(title)) for key, title in self._asked(asked, {})]

    def _asked(self, statement: str, values: dict[str, str | int]) -> list[tuple[str, ...]]:
        uri = quick_uri(self._folder)
        if not uri:
            return []
        try:
            connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
            with closing(connection):
                connection.text_factory = lenient_text
                return connection.execute(statement, values).fetchall()
        except sqlite3.Error:
            # Told by the command that needs the notebook, and by doctor; the book can be searched without.
            return []


def _note_kinds(narrowed: Narrowed) -> frozenset[str] | None:
    """The kinds of notes that are wanted, empty for all; None where no notes are."""
    if not narrowed.kinds or "note" in narrowed.kinds:
        return frozenset()
    found = frozenset(kind.removeprefix("note:") for kind in narrowed.kinds if kind.startswith("note:"))
    return found or None


def _row(key: str, target: str, kind: str, body: str, tags: str, quote: str, created: str) -> Row:
    day = time_of(created).astimezone()
    known = kind if kind in _KINDS else "note"
    label = f"{known.capitalize()}, {day:%B} {day.day}, {day.year}"
    try:
        named = ", ".join(str(tag) for tag in json.loads(tags))
    except (ValueError, TypeError):
        named = ""
    return Row(target, "note", label, {"id": key, "text": body, "headline": quote, "topics": named})
