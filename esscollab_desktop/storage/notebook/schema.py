"""The notebook's tables, and how a fresh one is made."""

from sqlalchemy import Column, Connection, Index, Integer, MetaData, String, Table, Text, text

from esscollab_desktop.storage.notebook.marks import APPLICATION_ID, REVISION

metadata = MetaData()

note = Table(
    "note",
    metadata,
    # New columns go to the end: salvage reads the first seven of a damaged row by their place.
    Column("id", String, primary_key=True),
    Column("target", String, nullable=False),
    Column("body", Text, nullable=False),
    # Times are ISO 8601 text in UTC with microseconds: they sort as text and need no adapter.
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("deleted_at", String),
    Column("revision", Integer, nullable=False, server_default=text("1")),
    Index("ix_note_target", "target", "created_at"),
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

# Alembic's own bookkeeping, written by hand where a fresh notebook is made without Alembic.
alembic_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False, primary_key=True),
)


def create_all(connection: Connection, values: dict[str, str]) -> None:
    """Make a fresh notebook inside the caller's transaction. `values` go into `meta`."""
    metadata.create_all(connection, checkfirst=False)
    alembic_version.create(connection, checkfirst=False)
    connection.execute(alembic_version.insert().values(version_num=REVISION))
    connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in values.items()])
    mark(connection, REVISION)


def mark(connection: Connection, revision: str) -> None:
    """Write the marks into the file's header; SQLite keeps them inside the transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
