"""Updating: a copy first, all steps or none, from wherever the migrations lie."""

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from esscollab_desktop.domain.notes import NoteFields, NoteQuery
from esscollab_desktop.storage.notebook import schema
from esscollab_desktop.storage.notebook.engine import WAL, notebook_engine, writing
from esscollab_desktop.storage.notebook.examination import examine
from esscollab_desktop.storage.notebook.marks import REVISION
from esscollab_desktop.storage.notebook.migrating import migrate
from esscollab_desktop.storage.notebook.opening import make_ready
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"
NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)

NEXT = f"{int(REVISION) + 1:04}"
STEP = f'''"""One more step, for tests."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISION}"


def upgrade() -> None:
    op.create_table("hanging", sa.Column("note", sa.String, sa.ForeignKey("note.id", ondelete="CASCADE")))
    op.execute("INSERT INTO hanging SELECT id FROM note")
    with op.batch_alter_table("note") as note:
        note.add_column(sa.Column("mood", sa.String, nullable=False, server_default="good"))
        note.alter_column("target", existing_type=sa.String, nullable=True)
    op.execute("UPDATE note SET body = body || ' (seen)'")
'''


def with_one_more_step(tmp_path: Path, ending: str = "") -> Path:
    folder = tmp_path / "migrations 100%"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_step.py").write_text(STEP + ending)
    return folder


def content(path: Path) -> list[tuple[object, ...]]:
    """Tables and rows, with the marks of the header."""
    with closing(sqlite3.connect(path)) as connection:
        told: list[tuple[object, ...]] = list(
            connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
        )
        for name in ("note", "meta", "alembic_version"):
            told += list(connection.execute(f"SELECT '{name}', * FROM {name} ORDER BY 2"))
        told += [
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        ]
    return told


def written(folder: Path) -> NotebookRepository:
    notebook = open_notebook(folder, MIGRATIONS, now=lambda: NOW)
    for count in range(20):
        notebook.add("4", f"note {count}\0 after a NUL")
    return notebook


def test_the_newest_migration_is_the_one_that_the_program_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_migrations_make_the_same_tables_as_a_fresh_notebook(tmp_path: Path) -> None:
    open_notebook(tmp_path / "fresh", MIGRATIONS, now=lambda: NOW).close()
    stepped = tmp_path / "stepped.sqlite"
    engine = notebook_engine(stepped, WAL)
    with writing(engine).begin() as connection:
        # As far back as there is: a notebook of revision 1 that knows no later step.
        schema.alembic_version.create(connection)
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "head")
    engine.dispose()

    def tables(path: Path) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        return [(name, " ".join((sql or "").split())) for name, sql in rows]

    assert tables(stepped) == tables(tmp_path / "fresh" / FILE)


def test_an_older_notebook_is_copied_and_then_updated(tmp_path: Path) -> None:
    migrations = with_one_more_step(tmp_path)
    folder = tmp_path / "data"
    written(folder).close()
    before = content(folder / FILE)

    opened = make_ready(folder, migrations, NOW, wanted=NEXT)
    assert examine(opened.path).revision == NEXT
    assert opened.backup is not None
    assert opened.backup.parent == folder / "backups"
    assert opened.backup.name.endswith(" before update.sqlite")
    assert stat.S_IMODE(opened.backup.stat().st_mode) & 0o077 == 0
    assert content(opened.backup) == before
    with closing(sqlite3.connect(opened.path)) as connection:
        rows = connection.execute("SELECT body, mood FROM note").fetchall()
        assert sorted(rows) == sorted((f"note {count}\0 after a NUL (seen)", "good") for count in range(20))
        # Rebuilding the notes' table did not take along what hangs on them.
        assert connection.execute("SELECT count(*) FROM hanging").fetchone() == (20,)
        assert connection.execute("PRAGMA user_version").fetchone() == (int(NEXT),)
    assert make_ready(folder, migrations, NOW, wanted=NEXT).backup is None


@pytest.mark.parametrize(
    ("ending", "error"),
    [
        ('    raise RuntimeError("half way")\n', RuntimeError),
        ('    op.execute("no sql")\n', Exception),
        ("""    op.execute("INSERT INTO hanging VALUES ('of no note')")\n""", RuntimeError),
    ],
    ids=["breaks", "bad statement", "leaves a row hanging"],
)
def test_a_step_that_breaks_is_rolled_back_whole(tmp_path: Path, ending: str, error: type[Exception]) -> None:
    migrations = with_one_more_step(tmp_path, ending)
    folder = tmp_path / "data"
    written(folder).close()
    before = content(folder / FILE)
    with pytest.raises(error):
        make_ready(folder, migrations, NOW, wanted=NEXT)
    assert content(folder / FILE) == before
    # The program that wrote it still opens it, and both copies of two tries are kept.
    again = open_notebook(folder, MIGRATIONS)
    assert len(again.notes()) == 20
    again.close()
    with pytest.raises(error):
        make_ready(folder, migrations, NOW, wanted=NEXT)
    assert len(list((folder / "backups").glob("*.sqlite"))) == 2


def test_the_copy_holds_what_another_window_wrote_last(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    other = written(folder)
    last = other.add("4", "still in the log")
    copy = migrate(folder / FILE, WAL, with_one_more_step(tmp_path), found=REVISION, wanted=NEXT, now=NOW)
    other.close()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT body FROM note WHERE id = ?", (last.id,)).fetchone() == (last.body,)


def test_migrations_may_be_read_only(tmp_path: Path) -> None:
    migrations = with_one_more_step(tmp_path)
    folder = tmp_path / "data"
    written(folder).close()
    for place in (migrations, migrations / "versions"):
        (place / "__pycache__").touch()  # stops bytecode also for root, whom no mode stops
    inside = [migrations, *migrations.rglob("*")]
    for path in inside:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        make_ready(folder, migrations, NOW, wanted=NEXT)
    finally:
        for path in inside:
            path.chmod(path.stat().st_mode | 0o200)
    assert examine(folder / FILE).revision == NEXT


def made_at(folder: Path, revision: str) -> list[tuple[object, ...]]:
    """A notebook as the program of one revision left it, with notes in use and in the trash."""
    folder.mkdir()
    engine = notebook_engine(folder / FILE, WAL)
    with writing(engine).begin() as connection:
        schema.alembic_version.create(connection)
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, revision)
        schema.mark(connection, revision)
        at = "2026-05-04T03:02:01.000000+00:00"
        rows: list[tuple[object, ...]] = [
            (f"{number:08}-0000-4000-8000-000000000000", code, f"note {number} é\0", at, at, gone, number + 1)
            for number, (code, gone) in enumerate([("4", None), ("4.MA-2", None), ("state:KS", at)])
        ]
        for row in rows:
            connection.exec_driver_sql("INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if revision >= "0002":
            own = ("00000009-0000-4000-8000-000000000000", 1, "4.KS-own", "", "Potlucks", "We ate.", "[]")
            marks = ", ".join("?" * 14)
            connection.exec_driver_sql(
                f"INSERT INTO own_example VALUES ({marks})", (*own, "", "", "", at, at, None, 1)
            )
    engine.dispose()
    return rows


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_a_notebook_of_every_revision_keeps_everything(tmp_path: Path, revision: str) -> None:
    rows = made_at(tmp_path / "data", revision)
    notebook = open_notebook(tmp_path / "data", MIGRATIONS)
    assert notebook.notice == ""
    for row in rows:
        kept = notebook.get(str(row[0]))
        assert kept is not None
        assert (kept.id, kept.target, kept.body) == row[:3]
        assert (kept.revision, bool(kept.deleted_at)) == (row[6], bool(row[5]))
        assert (kept.fields, kept.anchor, kept.rivals) == (NoteFields(), None, ())
        (version,) = notebook.history(kept.id)
        assert (version.number, version.body, bool(version.deleted_at)) == (row[6], row[2], bool(row[5]))
    assert [note.id for note in notebook.find(NoteQuery(words="note", jurisdiction="MA"))] == [rows[1][0]]
    assert [note.id for note in notebook.trash()] == [rows[2][0]]
    assert [one.text for one in notebook.own_examples.examples()] == ["We ate."] * (revision >= "0002")
    saved = notebook.save(str(rows[0][0]), "changed", 1)
    assert [version.body for version in notebook.history(saved.id)] == [rows[0][2], "changed"]
    notebook.close()
    (copy,) = (tmp_path / "data" / "backups").iterdir()
    assert copy.name.endswith(" before update.sqlite")
