"""What the register of packs holds, row by row: editions, which of them are open, whose keys are trusted."""

import json
import sqlite3
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from esscollab_desktop.domain.packs import Edition, Manifest

TABLES = (
    "CREATE TABLE IF NOT EXISTS edition (folder TEXT PRIMARY KEY, name TEXT NOT NULL, manifest TEXT NOT NULL,"
    " signer TEXT NOT NULL, installed_at TEXT NOT NULL)",
    # `current` and `former` are folders; the empty one is the bundled book, NULL is nothing.
    "CREATE TABLE IF NOT EXISTS pack (name TEXT PRIMARY KEY, current TEXT NOT NULL, former TEXT)",
    "CREATE TABLE IF NOT EXISTS trusted (name TEXT PRIMARY KEY, key TEXT NOT NULL, since TEXT NOT NULL)",
)


def has_tables(register: sqlite3.Connection) -> bool:
    count = register.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
    return bool(count == len(TABLES))


def keep(register: sqlite3.Connection, edition: Edition) -> None:
    told = json.dumps(asdict(edition.manifest), ensure_ascii=False)
    values = (edition.folder, edition.manifest.name, told, edition.signer, moment(edition).isoformat())
    register.execute("INSERT OR REPLACE INTO edition VALUES (?, ?, ?, ?, ?)", values)


def note_down(register: sqlite3.Connection, edition: Edition, bundled: Manifest | None) -> None:
    """Make an edition the open one of its pack, and the one that was open the former."""
    name = edition.manifest.name
    keep(register, edition)
    row = register.execute("SELECT current, former FROM pack WHERE name = ?", (name,)).fetchone()
    former = row[0] if row else None
    if row and row[0] == edition.folder:
        # The bundled book was open, and is: the program was updated.
        former = row[1]
    if row is None and bundled is not None:
        keep(register, Edition(bundled, "", edition.installed_at))
        former = ""
    register.execute("INSERT OR REPLACE INTO pack VALUES (?, ?, ?)", (name, edition.folder, former))
    drop_unused(register)


def trust(register: sqlite3.Connection, name: str, key: str, at: str) -> None:
    register.execute("INSERT OR REPLACE INTO trusted VALUES (?, ?, ?)", (name, key, at))


def moment(edition: Edition) -> datetime:
    return edition.installed_at or datetime.min.replace(tzinfo=UTC)


def drop_unused(register: sqlite3.Connection) -> None:
    register.execute(
        "DELETE FROM edition WHERE folder NOT IN (SELECT current FROM pack)"
        " AND folder NOT IN (SELECT former FROM pack WHERE former IS NOT NULL)"
    )


def edition_of(folder: str, manifest: str, signer: str, at: str) -> Edition:
    told: dict[str, Any] = json.loads(manifest)
    told |= {name: tuple(told[name]) for name in ("languages", "changes")}
    return Edition(Manifest(**told), folder, datetime.fromisoformat(at), signer)
