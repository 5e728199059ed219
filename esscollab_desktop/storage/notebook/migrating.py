"""Brings an older notebook up to date with Alembic: a checked copy, then all steps in one transaction."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.engine import notebook_engine, writing
from esscollab_desktop.storage.notebook.examination import open_plain
from esscollab_desktop.storage.notebook.keeping import free_name, make_private, prepare_folder, sync_folder
from esscollab_desktop.storage.notebook.schema import mark

BACKUPS = "backups"


def migrate(path: Path, journal: str, migrations: Path, *, found: str, wanted: str, now: datetime) -> Path:
    """Take the notebook from revision `found` to `wanted`; returns the copy that was made before.

    Raises UserError, the notebook untouched, where `found` is not a revision of `migrations`: it is a newer
    program's. A step that breaks leaves the notebook as it was.
    """
    # Alembic takes as long to import as all the rest: only where there is something to do.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    # The option passes through configparser, to which % is special.
    config.set_main_option("script_location", str(migrations.resolve()).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    if found not in {step.revision for step in script.walk_revisions()}:
        raise UserError(
            f"The notebook in {path.parent} was written by a newer ESSCollab. "
            "Install the newest ESSCollab to open it; nothing in it was changed."
        )
    copy = back_up(path, path.parent / BACKUPS, "notebook-before-update", now)
    # Rebuilding a table drops the old one, which foreign keys would answer by deleting what hangs on it.
    engine = notebook_engine(path, journal, foreign_keys=False)
    try:
        with writing(engine).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, wanted)
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise RuntimeError(f"{len(broken)} rows lost what they belong to on the way to {wanted}")
            mark(connection, wanted)
    finally:
        engine.dispose()
    return copy


def back_up(path: Path, folder: Path, stem: str, now: datetime) -> Path:
    """Copy a notebook that may be in use by SQLite's backup interface; check it, then name it."""
    prepare_folder(folder)
    kept = free_name(folder, stem, now)
    unfinished = kept.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    make_private(unfinished)
    with closing(open_plain(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        # One file that stands alone, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise UserError(
            f"The copy of the notebook in {folder} does not read back, so the notebook was left as it is. "
            "Check the disk, then start again."
        )
    unfinished.rename(kept)
    sync_folder(folder)
    return kept
