"""The columns of the tables in their order, for what reads them without SQLAlchemy."""

from esscollab_desktop.storage.notebook.own_rows import COLUMNS as OWN_COLUMNS

NOTE_COLUMNS = (
    *("id", "target", "body", "created_at", "updated_at", "deleted_at", "revision"),
    *("kind", "status", "visibility", "author", "speaker", "due", "meeting", "tags", "place"),
    *("quote", "quote_before", "quote_after", "quote_start", "quote_end", "text_hash", "edition"),
    *("anchor_state", "quote_was", "rivals"),
)
REVISION_COLUMNS = (
    *("id", "number", "note_id", "parent", "body", "fields", "begun_at", "at", "writer", "deleted_at"),
    "target",
)
MEETING_COLUMNS = (
    *("id", "revision", "title", "date", "place", "audience", "people", "agenda"),
    *("created_at", "updated_at", "deleted_at"),
)
PACKET_COLUMNS = (
    *("id", "revision", "name", "meeting", "items", "look"),
    *("created_at", "updated_at", "deleted_at"),
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "note": NOTE_COLUMNS,
    "note_revision": REVISION_COLUMNS,
    "own_example": OWN_COLUMNS,
    "meeting": MEETING_COLUMNS,
    "packet": PACKET_COLUMNS,
    "picture": ("key", "value"),
    "setting": ("key", "value"),
}

# A note that is written and taken back at every opening: a byte flipped in the text of a trigger or a table
# is seen by no check, and would turn up in the middle of a save.
TRIAL = (
    "INSERT INTO note (id, target, body, created_at, updated_at, tags)"
    " VALUES ('trial', '', 'trial', '', '', '[\"trial\"]')",
    "UPDATE note SET body = 'trial again', tags = '[]' WHERE id = 'trial'",
    "DELETE FROM note WHERE id = 'trial'",
    *(f"SELECT {', '.join(names)} FROM {table} LIMIT 0" for table, names in COLUMNS.items()),
)
