"""Brings an older notebook up to date with Alembic: a checked copy, then all steps in one transaction."""

from datetime import datetime
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.copies import BEFORE_UPDATE, copy_notebook
from esscollab_desktop.storage.notebook.engine import notebook_engine, writing
from esscollab_desktop.storage.notebook.schema import mark


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
    copy = copy_notebook(path, BEFORE_UPDATE, now)
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
