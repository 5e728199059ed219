"""Makes a fresh notebook file, empty or with rows that were saved from another."""

import sqlite3
import uuid
from datetime import datetime
from pathlib import Path

from esscollab_desktop.storage.notebook import schema
from esscollab_desktop.storage.notebook.engine import notebook_engine, writing
from esscollab_desktop.storage.notebook.salvage import Salvage
from esscollab_desktop.storage.notebook.stored_text import time_text
from esscollab_desktop.storage.notebook.taking_in import take_in


def fill(path: Path, journal: str, now: datetime, found: Salvage) -> None:
    """Tables and rows in one transaction: a notebook is there whole or not at all."""
    engine = notebook_engine(path, journal)
    try:
        with writing(engine).begin() as connection:
            about = {"app": "esscollab", "notebook": str(uuid.uuid4()), "created_at": time_text(now)}
            schema.create_all(connection, about)
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            take_in(driver, found)
    finally:
        engine.dispose()
