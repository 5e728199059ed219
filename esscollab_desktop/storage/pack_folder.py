"""The folder of installed packs: an edition a folder, and a register that says which are open.

The register is the pointer: one transaction switches it, and a kill leaves the old state or the new one. An
edition's folder is never written again, so an open book is never replaced.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import HOME, Edition, InstalledPack, Manifest
from esscollab_desktop.storage.notebook.keeping import sync_folder
from esscollab_desktop.storage.pack_register import (
    TABLES,
    drop_unused,
    edition_of,
    has_tables,
    keep,
    moment,
    note_down,
    trust,
)

BOOK = "book.sqlite"
REGISTER = "register.sqlite"  # see paths.register_path
_MANIFEST = "manifest.json"
_LOCK = "packs.lock"
_SEEN = "bundled-"  # copies of bundled books, for the words that notes were made on
_WAIT = 5.0  # seconds for the register, which is held for milliseconds


class PackFolder:
    """`<data>/packs`. Nothing is made before the first pack is installed."""

    def __init__(self, data: Path) -> None:
        self.path = data / "packs"

    # --- what is there ---

    def installed(self) -> dict[str, InstalledPack]:
        """The packs by name as the register has them. The home pack is there only where it was installed.

        A register that can't be read is set aside and written anew from the folders; a lost one too.
        """
        if not (self.path / REGISTER).is_file():
            if not any(self.path.glob(f"*/{_MANIFEST}")):
                return {}
            self._register_anew()
        try:
            return self._read()
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as bad:
            if getattr(bad, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise _busy() from bad
            self._register_anew()
            return self._read()

    def book_of(self, edition: Edition) -> Path:
        return self.path / edition.folder / BOOK

    def _read(self) -> dict[str, InstalledPack]:
        with self._register() as register:
            rows = register.execute("SELECT folder, manifest, signer, installed_at FROM edition").fetchall()
            editions = {row[0]: edition_of(*row) for row in rows}
            found = {}
            for name, current, former in register.execute("SELECT name, current, former FROM pack"):
                if current not in editions:
                    raise sqlite3.DatabaseError("a pack without its edition")
                held = None if former is None else editions[former]
                found[name] = InstalledPack(name, editions[current], held)
            return found

    def _register_anew(self) -> None:
        """A damaged register: of each pack the edition that was installed last is open again.

        The keys of what is installed are trusted as before. All of it takes the register's place at once.
        """
        broken, beside = self.path / REGISTER, self.path / f"{REGISTER}.new"
        if broken.is_file():
            shutil.copyfile(broken, self.path / f"register-damaged-{os.urandom(4).hex()}.sqlite")
        beside.unlink(missing_ok=True)
        with self._register(writing=True, file=beside) as register:
            for edition in self._editions_found():
                note_down(register, edition, None)
                if edition.signer:
                    trust(register, edition.manifest.name, edition.signer, moment(edition).isoformat())
        for side in (f"{REGISTER}-journal", f"{REGISTER}-wal", f"{REGISTER}-shm"):
            (self.path / side).unlink(missing_ok=True)
        beside.replace(broken)

    def _editions_found(self) -> list[Edition]:
        """The editions whose folders are there, the one installed last at the end."""
        found: list[Edition] = []
        for path in self.path.glob(f"*/{_MANIFEST}"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                told = json.loads(path.read_text("utf-8"))
                found.append(
                    edition_of(path.parent.name, json.dumps(told["manifest"]), told["signer"], told["at"])
                )
        return sorted(found, key=moment)

    # --- changing ---

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other windows from installing or clearing up meanwhile; ends with the process, also by a kill.

        Raises UserError where another one is at it.
        """
        self._make()
        with closing(self._locked()):
            yield

    def _locked(self) -> sqlite3.Connection:
        path = self.path / _LOCK
        lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as bad:
            lock.close()
            if bad.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise UserError(
                    "Another window is just changing the installed content. Wait until it is done."
                ) from bad
            if bad.sqlite_errorname != "SQLITE_NOTADB":
                raise _told(bad, self.path) from bad
            # Something else wrote into it; the lock holds nothing that could be lost.
            path.unlink()
            return self._locked()
        return lock

    def new_folder(self, name: str) -> Path:
        """An empty folder for an edition that is being looked at; in use only once it is entered."""
        self._make()
        path = self.path / f"{name}-{os.urandom(4).hex()}"
        path.mkdir()
        return path

    def enter(
        self, folder: Path, manifest: Manifest, signer: str, at: datetime, bundled: Manifest
    ) -> Edition:
        """Make the edition in this folder the open one; the one before it can be restored.

        `bundled`: the manifest of the bundled book, the edition before the first of its own pack.
        """
        edition = Edition(manifest, folder.name, at, signer)
        told = {"manifest": asdict(manifest), "signer": signer, "at": at.isoformat()}
        with (folder / _MANIFEST).open("w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False)
        for path in (folder / _MANIFEST, folder / BOOK):
            _bring_to_disk(path)
        sync_folder(folder)
        sync_folder(self.path)
        self._enter(edition, bundled if manifest.name == HOME else None)
        return edition

    def open_bundled(self, bundled: Manifest, at: datetime) -> None:
        """Make the bundled book of an updated program the open one; the installed one can be restored."""
        self._enter(Edition(bundled, "", at))

    def _enter(self, edition: Edition, bundled: Manifest | None = None) -> None:
        with self._register(writing=True) as register:
            note_down(register, edition, bundled)

    def step_back(self, name: str, bundled: Manifest) -> None:
        """Open the former edition; the one that was open can be restored in turn.

        `bundled` as for `enter`. Raises UserError where there is no former one.
        """
        with self._register(writing=True) as register:
            row = register.execute("SELECT current, former FROM pack WHERE name = ?", (name,)).fetchone()
            former = row[1] if row else None
            if former is None and row and name == HOME:
                keep(register, Edition(bundled, ""))
                former = ""
            if former is None:
                raise UserError(f"There is no earlier edition of {name} to go back to.")
            register.execute("UPDATE pack SET current = ?, former = ? WHERE name = ?", (former, row[0], name))

    def remove(self, name: str) -> None:
        """Take a pack out, with the edition before it. The bundled book itself stays."""
        with self._register(writing=True) as register:
            register.execute("DELETE FROM pack WHERE name = ?", (name,))
            drop_unused(register)

    def clear_up(self) -> None:
        """Remove folders that no pack uses any more; what another program holds open goes next time."""
        if not self.path.is_dir():
            return
        with suppress(UserError), self.held():
            used = {REGISTER, _LOCK}
            with self._register() as register:
                used |= {row[0] for row in register.execute("SELECT folder FROM edition")}
            for path in self.path.iterdir():
                if path.is_dir() and path.name not in used:
                    shutil.rmtree(path, ignore_errors=True)

    # --- keys ---

    def trusted_key(self, name: str) -> str:
        """The key that the user trusts for a pack, in hexadecimal; empty where there is none."""
        if not (self.path / REGISTER).is_file():
            return ""
        with self._register() as register:
            row = register.execute("SELECT key FROM trusted WHERE name = ?", (name,)).fetchone()
            return str(row[0]) if row else ""

    def trust(self, name: str, key: str, at: datetime) -> None:
        with self._register(writing=True) as register:
            trust(register, name, key, at.isoformat())

    # --- bundled books that were seen ---

    def bundled_copies(self) -> list[Path]:
        """Copies of bundled books, the newest first: an update of the program replaces the book itself."""
        return sorted(self.path.glob(f"{_SEEN}*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)

    def remember_bundled(self, book: Path, content_hash: str) -> None:
        """Keep a copy of the bundled book, and of the one before it."""
        self._make()
        copy = self.path / f"{_SEEN}{content_hash[:16]}.sqlite"
        if not copy.exists():
            beside = copy.with_suffix(".new")
            shutil.copyfile(book, beside)
            _bring_to_disk(beside)
            beside.replace(copy)
        for old in self.bundled_copies()[2:]:
            with suppress(OSError):
                old.unlink()

    # --- the register ---

    def _make(self) -> None:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as bad:
            raise UserError(
                f"{self.path} can't be written: {bad.strerror}. Make the folder writable, then try again."
            ) from bad

    @contextmanager
    def _register(self, *, writing: bool = False, file: Path | None = None) -> Iterator[sqlite3.Connection]:
        self._make()
        register = sqlite3.connect(file or self.path / REGISTER, timeout=_WAIT, isolation_level=None)
        with closing(register):
            register.execute("PRAGMA synchronous = FULL")
            try:
                register.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
                for table in TABLES if writing or not has_tables(register) else ():
                    register.execute(table)
                yield register
                register.execute("COMMIT")
            except sqlite3.OperationalError as bad:
                raise _told(bad, self.path) from bad


def _told(bad: sqlite3.DatabaseError, folder: Path) -> Exception:
    name = bad.sqlite_errorname
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _busy()
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return UserError(
            f"The list of installed content in {folder} can't be written ({bad}). Make room, or make the "
            "folder writable, then try again; nothing was changed."
        )
    return bad


def _busy() -> UserError:
    return UserError("Another window is just changing the installed content. Try again in a moment.")


def _bring_to_disk(path: Path) -> None:
    import os

    with path.open("rb+") as file:
        os.fsync(file.fileno())
