"""From a question for notes to SQL that stays quick with a hundred thousand of them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, or_, select, text

from esscollab_desktop.domain.anchors import AnchorState
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
    narrowed, among = _conditions(query, counting=True), _among(query)
    if len(narrowed) == len(among) == 1 and not query.in_trash:
        # Tags and words count by themselves; those in the trash are few.
        tagged = select(func.count()).where(note_tag.c.tag.in_([storable(tag) for tag in query.tags]))
        found = tagged if query.tags else _rows_holding(query.words, func.count())
        gone = select(func.count()).select_from(note).where(note.c.deleted_at.is_not(None), *among)
        return select(found.scalar_subquery() - gone.scalar_subquery())
    return select(func.count()).select_from(note).where(*narrowed, *among)


def _conditions(query: NoteQuery, *, counting: bool = False) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        note.c.deleted_at.is_not(None) if query.in_trash else note.c.deleted_at.is_(None)
    ]
    for name, values in (
        ("kind", query.kinds),
        ("status", query.statuses),
        ("visibility", query.visibilities),
    ):
        if values:
            found.append(note.c[name].in_(sorted(value.value for value in values)))
    if query.anchor_states:
        states = note.c.anchor_state.in_(sorted(state.value for state in query.anchor_states))
        gone = query.gone if AnchorState.ORPHAN in query.anchor_states else ()
        found.append(or_(states, note.c.target.in_(sorted(map(storable, gone)))) if gone else states)
    for name, value in (
        ("target", query.target),
        ("place", query.jurisdiction),
        ("meeting", query.meeting),
    ):
        if value:
            found.append(note.c[name] == storable(value))
    if query.practice:
        # Its own code, and all that begin with it and a dot; `/` comes after the dot. A page of it is found
        # walking by time; to count, only its part of the index is walked.
        code, target = query.practice, note.c.target if counting else _TARGET
        within = and_(target.op(">=")(code), target.op("<")(f"{code}/"))
        found.append(
            and_(within, or_(_TARGET.in_([code]), func.substr(_TARGET, 1, len(code) + 1) == f"{code}."))
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
    return _NUMBER.in_(_rows_holding(words, column("rowid")))


def _rows_holding(words: str, wanted: Any) -> Select[Any]:
    found = _WORD.findall(storable(words).replace("_", " "))
    rows: Select[Any] = select(wanted).select_from(text("note_search"))
    if not found:
        return rows.where(text("0"))  # marks alone are in no index
    match = " ".join(f'"{word}"' for word in found) + ("*" if words[-1:].strip() else "")
    return rows.where(text("note_search MATCH :words")).params(words=match)


def _order(query: NoteQuery, updated: ColumnElement[str] = note.c.updated_at) -> list[Any]:
    columns: dict[NoteOrder, list[Any]] = {
        NoteOrder.CREATED: [note.c.created_at],
        NoteOrder.UPDATED: [updated],
        NoteOrder.TARGET: [note.c.target, note.c.created_at],
        NoteOrder.DUE: [note.c.due, note.c.created_at],
        NoteOrder.DELETED: [note.c.deleted_at],
    }
    chosen = [*columns[query.order], note.c.number]
    ordered = [part.desc() if query.descending else part.asc() for part in chosen]
    if query.order is NoteOrder.DUE:
        # Notes that are due on no day come last, whichever way the days run.
        ordered[0] = ordered[0].nulls_last()
    return ordered


def _midnight(day: date) -> str:
    """The beginning of a local day, as times are kept."""
    return time_text(datetime.combine(day, time()).astimezone())
