"""Kinds, fields, passages, tags, history, meetings, and an index of the words."""

import json
import re
import uuid

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OLD = ("id", "target", "body", "created_at", "updated_at", "deleted_at", "revision")
_PLACE = re.compile(r"(?:[1-9][0-9]*\.|state:)([A-Z]{2,3})(?:-.*)?")

_LIVE: dict[str, list[str]] = {
    "created": ["created_at"],
    "updated": ["updated_at"],
    "due": ["due", "created_at"],
    "target": ["target", "created_at"],
    "place": ["place", "created_at"],
    "meeting": ["meeting", "created_at"],
    "kind": ["kind", "created_at"],
    "anchor": ["anchor_state", "created_at"],
    "live": [
        *("created_at", "kind", "status", "visibility", "place", "target"),
        *("anchor_state", "due", "updated_at"),
    ],
}

_SEARCH = (
    """CREATE VIRTUAL TABLE note_search USING fts5(
        body, tags, quote, content='note', content_rowid='number',
        tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
    )""",
    """CREATE TRIGGER note_words_added AFTER INSERT ON note BEGIN
        INSERT INTO note_search (rowid, body, tags, quote)
            VALUES (new.number, new.body, new.tags, new.quote);
    END""",
    """CREATE TRIGGER note_words_changed AFTER UPDATE OF body, tags, quote ON note BEGIN
        INSERT INTO note_search (note_search, rowid, body, tags, quote)
            VALUES ('delete', old.number, old.body, old.tags, old.quote);
        INSERT INTO note_search (rowid, body, tags, quote)
            VALUES (new.number, new.body, new.tags, new.quote);
    END""",
    """CREATE TRIGGER note_words_gone AFTER DELETE ON note BEGIN
        INSERT INTO note_search (note_search, rowid, body, tags, quote)
            VALUES ('delete', old.number, old.body, old.tags, old.quote);
    END""",
    """CREATE TRIGGER note_tags_added AFTER INSERT ON note WHEN new.tags <> '[]' BEGIN
        INSERT OR IGNORE INTO note_tag (tag, note) SELECT value, new.number
            FROM json_each(CASE WHEN json_valid(new.tags) THEN new.tags ELSE '[]' END);
    END""",
    """CREATE TRIGGER note_tags_changed AFTER UPDATE OF tags ON note WHEN new.tags IS NOT old.tags BEGIN
        DELETE FROM note_tag WHERE note = old.number;
        INSERT OR IGNORE INTO note_tag (tag, note) SELECT value, new.number
            FROM json_each(CASE WHEN json_valid(new.tags) THEN new.tags ELSE '[]' END);
    END""",
    """CREATE TRIGGER note_tags_gone AFTER DELETE ON note BEGIN
        DELETE FROM note_tag WHERE note = old.number;
    END""",
)


def upgrade() -> None:
    _make_notes()
    _make_tables()
    connection = op.get_bind()
    for row in connection.exec_driver_sql("SELECT id, target FROM note").all():
        if found := _PLACE.fullmatch(row.target):
            connection.exec_driver_sql("UPDATE note SET place = ? WHERE id = ?", (found[1], row.id))
    rows = connection.exec_driver_sql(
        "SELECT id, target, revision, body, created_at, updated_at, deleted_at FROM note"
    ).all()
    for row in rows:
        connection.exec_driver_sql(
            "INSERT INTO note_revision (id, number, note_id, parent, body, fields, begun_at, at, writer,"
            " deleted_at, target)"
            " VALUES (?, ?, ?, '', ?, ?, ?, ?, '', ?, ?)",
            (
                str(uuid.uuid4()),
                row.revision,
                row.id,
                row.body,
                json.dumps({}),
                row.created_at,
                row.updated_at,
                row.deleted_at,
                row.target,
            ),
        )
    for statement in _SEARCH:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO note_search (note_search) VALUES ('rebuild')")


def _make_notes() -> None:
    op.drop_index("ix_note_target", "note")
    op.rename_table("note", "note_of_2")
    op.create_table(
        "note",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("deleted_at", sa.String),
        sa.Column("revision", sa.Integer, nullable=False, server_default=sa.text("1")),
        _text("kind", "comment"),
        _text("status", "open"),
        _text("visibility", "team"),
        _text("author"),
        _text("speaker"),
        sa.Column("due", sa.String),
        _text("meeting"),
        _text("tags", "[]"),
        _text("place"),
        _text("quote"),
        _text("quote_before"),
        _text("quote_after"),
        sa.Column("quote_start", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("quote_end", sa.Integer, nullable=False, server_default=sa.text("0")),
        _text("text_hash"),
        _text("edition"),
        _text("anchor_state"),
        _text("quote_was"),
        _text("rivals", "[]"),
        sa.Column("number", sa.Integer),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    names = ", ".join(_OLD)
    op.execute(f"INSERT INTO note ({names}) SELECT {names} FROM note_of_2 ORDER BY created_at, id")
    op.drop_table("note_of_2")
    for name, columns in _LIVE.items():
        op.create_index(f"ix_note_{name}", "note", columns, sqlite_where=sa.text("deleted_at IS NULL"))
    op.create_index("ix_note_deleted", "note", ["deleted_at"], sqlite_where=sa.text("deleted_at IS NOT NULL"))


def _text(name: str, default: str = "") -> "sa.Column[str]":
    return sa.Column(name, sa.String, nullable=False, server_default=sa.text(f"'{default}'"))


def _make_tables() -> None:
    op.create_table(
        "note_tag",
        sa.Column("tag", sa.String, primary_key=True),
        sa.Column("note", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_note_tag_note", "note_tag", ["note"])
    op.create_table(
        "note_revision",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("note_id", sa.String, nullable=False),
        sa.Column("parent", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("begun_at", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("writer", sa.String, nullable=False),
        sa.Column("deleted_at", sa.String),
        sa.Column("target", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("note_id", "number"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("date", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("agenda", sa.Text, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("deleted_at", sa.String),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "change_step",
        sa.Column("token", sa.String, primary_key=True),
        sa.Column("note_id", sa.String, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
    )
