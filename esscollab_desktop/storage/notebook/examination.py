"""Looks at a notebook file without SQLAlchemy and says what it is; changes nothing of its content."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path

from esscollab_desktop.storage.notebook.columns import TRIAL
from esscollab_desktop.storage.notebook.marks import APPLICATION_ID, BUSY_SECONDS, REVISION, SUSPECT
from esscollab_desktop.storage.notebook.obstacles import code_name, is_damage, may_write

# A body with a byte flipped on disk must not hide all the other notes: it is read with a visible U+FFFD.
lenient_text = partial(str, encoding="utf-8", errors="replace")


class Condition(Enum):
    MISSING = auto()
    EMPTY = auto()  # made, but killed before its tables were
    SOUND = auto()
    DAMAGED = auto()


@dataclass(frozen=True, slots=True)
class Examination:
    """Revision and counts (of live ones) are known of a sound notebook alone; `wal` as its header says.

    A large notebook is not looked through here, unless damage was met in it: `is_checked` is False then.
    """

    condition: Condition
    revision: str = ""
    notes: int = 0
    own_examples: int = 0
    wal: bool = False
    is_checked: bool = True


# The revision that brought own examples.
_OWN_SINCE = 2
# The revision that brought passages.
_PLACES_SINCE = 3
_DAMAGED = Examination(Condition.DAMAGED)
# Looking through this much takes about a tenth of a second.
LARGE = 16 * 1024 * 1024
# How far the check of a table of words itself reaches differs between versions of SQLite; it mends itself.
_OF_WORDS = ("malformed inverted index", "fts5")


def examine(path: Path) -> Examination:
    """Say what the file is. Raises sqlite3.Error or OSError where it can't be told."""
    # Side files first: another program may be making the notebook, and makes the main file before them.
    log, journal = (_size(side(path, suffix)) for suffix in ("-wal", "-journal"))
    if not path.exists():
        return _DAMAGED if log or journal else Examination(Condition.MISSING)
    if log and not _size(path):
        # SQLite would take the main file for new and delete the log, which may be all that is left. A journal
        # beside an empty file is no such case: it is the first write of all, killed.
        return _DAMAGED
    try:
        with closing(open_plain(path)) as connection:
            suspect = side(path, SUSPECT).exists()
            return _examined(connection, _size(path) <= LARGE or suspect, suspect)
    except UnicodeDecodeError:
        # Python could not read what SQLite had to say of the schema.
        return _DAMAGED
    except sqlite3.DatabaseError as error:
        # SQLITE_ERROR: a table is missing, or the schema makes no sense.
        if is_damage(error) or code_name(error) == "SQLITE_ERROR":
            return _DAMAGED
        # Read-only though the disk takes changes: the header's version bytes are torn.
        if code_name(error) == "SQLITE_READONLY" and may_write(path):
            return _DAMAGED
        raise


def open_plain(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A plain connection that never makes the file."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)
    connection.text_factory = lenient_text
    return connection


def side(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _examined(connection: sqlite3.Connection, thorough: bool, suspect: bool) -> Examination:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    application = _pragma(connection, "application_id")
    if not tables and not application:
        return Examination(Condition.EMPTY)
    if application != APPLICATION_ID or not {"note", "meta", "alembic_version"} <= tables:
        return _DAMAGED
    versions = [version for (version,) in connection.execute("SELECT version_num FROM alembic_version")]
    if len(versions) != 1:
        return _DAMAGED
    wal = _pragma(connection, "journal_mode") == "wal"
    # A newer program's notebook is its own to judge.
    user_version = int(_pragma(connection, "user_version"))
    has_own = "own_example" in tables
    if not has_own and _OWN_SINCE <= user_version <= int(REVISION):
        return _DAMAGED
    if user_version <= int(REVISION):
        if thorough and not is_whole(connection):
            return _DAMAGED
        # A write that is taken back: on a file that can't be written BEGIN IMMEDIATE alone says nothing.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {user_version}")
        for statement in TRIAL if user_version == int(REVISION) else ():
            connection.execute(statement)
        if suspect and "note_search" in tables:
            # Damage was met, and it is not in the tables: it is in what they can't tell of.
            connection.execute("INSERT INTO note_search (note_search) VALUES ('integrity-check')")
        connection.execute("ROLLBACK")
    (notes,) = connection.execute("SELECT count(*) FROM note WHERE deleted_at IS NULL").fetchone()
    own = "SELECT count(*) FROM own_example WHERE deleted_at IS NULL"
    (own_examples,) = connection.execute(own).fetchone() if has_own else (0,)
    revision = str(versions[0])
    return Examination(Condition.SOUND, revision, int(notes), int(own_examples), wal, is_checked=thorough)


def lost_places(path: Path) -> int:
    """How many live notes of a sound notebook are on a passage that is gone; an older revision knows none."""
    with closing(open_plain(path)) as connection:
        if int(_pragma(connection, "user_version")) < _PLACES_SINCE:
            return 0
        lost = "SELECT count(*) FROM note WHERE deleted_at IS NULL AND anchor_state = 'orphan'"
        return int(connection.execute(lost).fetchone()[0])


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether every page, row and entry of an index is in its place; slow where the notebook is large.

    Not the quick check: that does not see an index whose entries lead nowhere.
    """
    told = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(20)")]
    return all(line == "ok" or any(words in line for words in _OF_WORDS) for line in told)


def _pragma(connection: sqlite3.Connection, name: str) -> str | int:
    value: str | int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
