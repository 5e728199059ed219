"""The notebook's tables, and how a fresh one is made."""

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from esscollab_desktop.storage.notebook.marks import APPLICATION_ID, REVISION

metadata = MetaData()


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, String, nullable=False, server_default=text(f"'{default}'"))


_LIVE_COLUMNS = (
    *("created_at", "kind", "status", "visibility", "place", "target"),
    *("anchor_state", "due", "updated_at"),
)

note = Table(
    "note",
    metadata,
    # New columns go between `revision` and the end: salvage reads those before by their place, whatever
    # revision wrote them.
    Column("id", String, nullable=False, unique=True),
    Column("target", String, nullable=False),
    Column("body", Text, nullable=False),
    # Times are ISO 8601 text in UTC with microseconds: they sort as text and need no adapter.
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("deleted_at", String),
    Column("revision", Integer, nullable=False, server_default=text("1")),
    _text("kind", "comment"),
    _text("status", "open"),
    _text("visibility", "team"),
    _text("author"),
    _text("speaker"),
    Column("due", String),
    _text("meeting"),
    # A list in JSON; triggers keep note_tag like it.
    _text("tags", "[]"),
    # The jurisdiction's letters of the target.
    _text("place"),
    # The passage: all empty where the note is about the whole page.
    _text("quote"),
    _text("quote_before"),
    _text("quote_after"),
    Column("quote_start", Integer, nullable=False, server_default=text("0")),
    Column("quote_end", Integer, nullable=False, server_default=text("0")),
    _text("text_hash"),
    _text("edition"),
    _text("anchor_state"),
    _text("quote_was"),
    # Ids of versions from elsewhere that stand against this one, in JSON.
    _text("rivals", "[]"),
    # What index of words and tags call the note; named, since VACUUM may change a rowid without a name.
    Column("number", Integer, primary_key=True),
    # A list of what is live, narrowed by one thing, and in order.
    *(
        Index(f"ix_note_{name}", *columns, sqlite_where=text("deleted_at IS NULL"))
        for name, columns in {
            "created": ("created_at",),
            "updated": ("updated_at",),
            "due": ("due", "created_at"),
            "target": ("target", "created_at"),
            "place": ("place", "created_at"),
            "meeting": ("meeting", "created_at"),
            "kind": ("kind", "created_at"),
            "anchor": ("anchor_state", "created_at"),
            # All else, narrowed by several things: rows are fetched for one page of it.
            "live": _LIVE_COLUMNS,
        }.items()
    ),
    Index("ix_note_deleted", "deleted_at", sqlite_where=text("deleted_at IS NOT NULL")),
)

note_tag = Table(
    "note_tag",
    metadata,
    Column("tag", String, primary_key=True),
    Column("note", Integer, primary_key=True),
    Index("ix_note_tag_note", "note"),
    sqlite_with_rowid=False,
)

note_revision = Table(
    "note_revision",
    metadata,
    # What tells it from the other tables in a damaged file: a number, then the id of a note.
    Column("id", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("note_id", String, nullable=False),
    Column("parent", String, nullable=False),
    Column("body", Text, nullable=False),
    # Fields and anchor in JSON, what is usual left out: read and written with their version, never alone.
    Column("fields", Text, nullable=False),
    Column("begun_at", String, nullable=False),
    Column("at", String, nullable=False),
    # Which open notebook is still typing it; empty for a version that stays as it is.
    Column("writer", String, nullable=False),
    # When the note was put into the trash while it stood like this.
    Column("deleted_at", String),
    # So that a note can be made again of its history alone.
    Column("target", String, nullable=False),
    PrimaryKeyConstraint("note_id", "number"),
)

meeting = Table(
    "meeting",
    metadata,
    Column("id", String, primary_key=True),
    Column("revision", Integer, nullable=False, server_default=text("1")),
    Column("title", String, nullable=False),
    Column("date", String, nullable=False),
    Column("place", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("people", Text, nullable=False),
    Column("agenda", Text, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("deleted_at", String),
)

packet = Table(
    "packet",
    metadata,
    # In a damaged file the number of columns tells it from a meeting.
    Column("id", String, primary_key=True),
    Column("revision", Integer, nullable=False, server_default=text("1")),
    Column("name", String, nullable=False),
    Column("meeting", String, nullable=False),
    # Both in JSON: they are read and written with their packet, never alone.
    Column("items", Text, nullable=False),
    Column("look", Text, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("deleted_at", String),
)

# Logos: the SHA-256 of a PNG, and the PNG in base64, since no column of a notebook holds anything but text
# and numbers.
picture = Table(
    "picture",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# What a bulk change or an import did to each note, so that it can be taken back.
change_step = Table(
    "change_step",
    metadata,
    Column("token", String, primary_key=True),
    Column("note_id", String, primary_key=True),
    Column("at", String, nullable=False),
    # The version that was made, and in JSON what there was before and what was added.
    Column("after", Integer, nullable=False),
    Column("before", Text, nullable=False),
)

own_example = Table(
    "own_example",
    metadata,
    # The number of its code. It stands second so that a damaged row can't be taken for a note.
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("district", String, nullable=False),
    Column("headline", String, nullable=False),
    Column("body", Text, nullable=False),
    # A list of [name, role] in JSON: they are read and written with their example, never alone.
    Column("partners", Text, nullable=False),
    Column("source_title", String, nullable=False),
    Column("source_publisher", String, nullable=False),
    Column("source_address", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("deleted_at", String),
    Column("revision", Integer, nullable=False, server_default=text("1")),
    Index("ix_own_example_code", "code", unique=True),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# The words of the notes. The index holds no text of its own and is made anew from `note` where it is damaged.
SEARCH = (
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
REBUILD_SEARCH = "INSERT INTO note_search (note_search) VALUES ('rebuild')"

# Alembic's own bookkeeping, written by hand where a fresh notebook is made without Alembic.
alembic_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False, primary_key=True),
)


def create_all(connection: Connection, values: dict[str, str]) -> None:
    """Make a fresh notebook inside the caller's transaction. `values` go into `meta`."""
    metadata.create_all(connection, checkfirst=False)
    for statement in SEARCH:
        connection.exec_driver_sql(statement)
    alembic_version.create(connection, checkfirst=False)
    connection.execute(alembic_version.insert().values(version_num=REVISION))
    connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in values.items()])
    mark(connection, REVISION)


def mark(connection: Connection, revision: str) -> None:
    """Write the marks into the file's header; SQLite keeps them inside the transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
