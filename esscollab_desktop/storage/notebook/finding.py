"""From a question for notes to SQL that stays quick with a hundred thousand of them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, or_, select, text

from esscollab_desktop.domain.notes import NoteOrder, NoteQuery
from esscollab_desktop.storage.notebook.schema import note, note_tag
from esscollab_desktop.storage.notebook.stored_text import storable, time_text

_WORD = re.compile(r"\w+")
# A column with a plus before it is used with no index of its own (https://sqlite.org/optoverview.html#uplus):
# narrowing and sorting go over ix_note_live, which holds all they need, and never over the rows.
_NUMBER: ColumnElement[int] = literal_column("+note.number")
_TARGET: ColumnElement[str] = literal_column("+note.target")
_UPDATED: ColumnElement[str] = literal_column("+note.updated_at")


def page_of(query: NoteQuery) -> Select[Any]:
    """Rows of `note` in order. The page is found in an index alone, and only then are its rows read."""
    order, narrowed, among = _order(query), _conditions(query), _among(query)
    # Where no column narrows, the index of the times alone has the page, and in order.
    within = _order(query, _UPDATED) if len(narrowed) > 1 else order
    inner = select(note.c.number).where(*narrowed, *among).order_by(*within)
    if query.limit is not None or query.offset:
        inner = inner.limit(-1 if query.limit is None else query.limit).offset(query.offset)
    return select(note).where(note.c.number.in_(inner)).order_by(*order)


def count_of(query: NoteQuery) -> Select[Any]:
    return select(func.count()).select_from(note).where(*_conditions(query), *_among(query))


def _conditions(query: NoteQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        note.c.deleted_at.is_not(None) if query.in_trash else note.c.deleted_at.is_(None)
    ]
    for name, values in (
        ("kind", query.kinds),
        ("status", query.statuses),
        ("visibility", query.visibilities),
        ("anchor_state", query.anchor_states),
    ):
        if values:
            found.append(note.c[name].in_(sorted(value.value for value in values)))
    for name, value in (
        ("target", query.target),
        ("place", query.jurisdiction),
        ("meeting", query.meeting),
    ):
        if value:
            found.append(note.c[name] == storable(value))
    if query.practice:
        # Its own code, and all that begin with it and a dot; `/` comes after the dot.
        code = query.practice
        found.append(
            or_(_TARGET.in_([code]), and_(_TARGET.op(">=")(f"{code}."), _TARGET.op("<")(f"{code}/")))
        )
    return found + _days(query)


def _among(query: NoteQuery) -> list[ColumnElement[bool]]:
    """Tags and words, which are found beside the notes."""
    found: list[ColumnElement[bool]] = []
    for tag in sorted(query.tags):
        found.append(_NUMBER.in_(select(note_tag.c.note).where(note_tag.c.tag == storable(tag))))
    if query.words.strip():
        found.append(_holding(query.words))
    return found


def _days(query: NoteQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.created_from:
        found.append(note.c.created_at >= _midnight(query.created_from))
    if query.created_until:
        found.append(note.c.created_at < _midnight(query.created_until + timedelta(days=1)))
    if query.due_until:
        found.append(note.c.due <= query.due_until.isoformat())
    return found


def _holding(words: str) -> ColumnElement[bool]:
    found = _WORD.findall(storable(words).replace("_", " "))
    if not found:
        return literal_column("0") == 1  # marks alone are in no index
    match = " ".join(f'"{word}"' for word in found) + ("*" if words[-1:].strip() else "")
    rows: Select[Any] = (
        select(column("rowid")).select_from(text("note_search")).where(text("note_search MATCH :words"))
    )
    return _NUMBER.in_(rows.params(words=match))


def _order(query: NoteQuery, updated: ColumnElement[str] = note.c.updated_at) -> list[Any]:
    columns: dict[NoteOrder, list[Any]] = {
        NoteOrder.CREATED: [note.c.created_at],
        NoteOrder.UPDATED: [updated],
        NoteOrder.TARGET: [note.c.target, note.c.created_at],
        NoteOrder.DUE: [note.c.due, note.c.created_at],
        NoteOrder.DELETED: [note.c.deleted_at],
    }
    chosen = [*columns[query.order], note.c.number]
    ordered = [part.desc() if query.descending else part for part in chosen]
    # Notes that are due on no day come last, whichever way the days run.
    return [note.c.due.is_(None), *ordered] if query.order is NoteOrder.DUE else ordered


def _midnight(day: date) -> str:
    """The beginning of a local day, as times are kept."""
    return time_text(datetime.combine(day, time()).astimezone())
