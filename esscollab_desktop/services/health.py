"""A report on the program, its places and the health of book and notebook; it holds no note's text."""

import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from esscollab_desktop import __version__, logs
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.paths import book_path
from esscollab_desktop.storage.catalogue import health
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.notebook.copies import all_copies, look_into
from esscollab_desktop.storage.notebook.examination import (
    Condition,
    examine,
    is_whole,
    lost_places,
    open_plain,
)
from esscollab_desktop.storage.notebook.log_frames import log_hides_commits
from esscollab_desktop.storage.notebook.marks import FILE_NAME


@dataclass(slots=True)
class Report:
    """Lines of name and words, in order; `is_sound` is False where something wants mending."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    is_sound: bool = True

    def say(self, name: str, words: str) -> None:
        self.lines.append((name, words))

    def complain(self, name: str, words: str) -> None:
        self.say(name, words)
        self.is_sound = False


def examine_all(bundle: Path, data: Path) -> Report:
    """Look at everything and change nothing: no folder is made, no notebook repaired."""
    report = Report()
    report.say("ESSCollab", __version__)
    report.say("Python", sys.version.split()[0])
    report.say("SQLite", sqlite3.sqlite_version)
    # Asked of the package's own record, since importing Qt would take longer than all the rest.
    report.say("Qt", _version_of("PySide6-Essentials") or "not installed")
    report.say("Typst", _version_of("typst") or "not installed")
    _examine_book(report, book_path(bundle))
    _examine_data(report, data)
    _examine_notebook(report, data / FILE_NAME)
    _examine_backups(report, data)
    return report


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _examine_book(report: Report, path: Path) -> None:
    report.say("Book", str(path))
    try:
        reader = CatalogueReader(path)
        try:
            info, count = reader.info, len(reader.examples())
        finally:
            reader.close()
        found = health.problems(path)
    except UserError as bad:
        report.complain("Book health", str(bad))
        return
    report.say("Edition", f"{info.edition} of {info.edition_date}, schema {info.schema}, {count} examples")
    if found:
        remedy = "Install ESSCollab again to put it right; your notes are safe."
        report.complain("Book health", f"not sound: {'; '.join(found)}. {remedy}")
    else:
        report.say("Book health", "sound")


def _examine_data(report: Report, data: Path) -> None:
    report.say("Data folder", str(data))
    if data.exists() and not data.is_dir():
        report.complain("Data folder health", "this is not a folder. Move the file away, or choose another.")
    elif not data.exists():
        report.say("Data folder health", "not there yet; it is made when the first note is written")
    elif not os.access(data, os.W_OK | os.X_OK):
        report.complain("Data folder health", "can't be written. Change its permissions, or choose another.")
    else:
        report.say("Data folder health", "can be written")
    log = logs.log_path(data)
    crash = logs.latest_crash(data)
    report.say("Log", f"{log}{'' if log.exists() else ' (none)'}")
    if crash is not None:
        report.say("Log of a run that died", str(crash))


def _examine_notebook(report: Report, path: Path) -> None:
    report.say("Notebook", str(path))
    remedy = "Open ESSCollab: it keeps the file and saves what can be read from it."
    if log_hides_commits(path):
        # Looking into the file itself would drop what is behind the torn place.
        report.complain("Notebook health", f"the last changes are damaged on the disk. {remedy}")
        return
    try:
        found = examine(path)
    except (sqlite3.Error, OSError) as bad:
        report.complain("Notebook health", f"can't be read ({bad}). Close what else uses it, and try again.")
        return
    if found.condition is Condition.SOUND and not found.is_checked and not _is_whole(path):
        found = replace(found, condition=Condition.DAMAGED)
    if found.condition is Condition.SOUND:
        own = found.own_examples
        counts = f"{found.notes} {'note' if found.notes == 1 else 'notes'}"
        counts += f", {own} own {'example' if own == 1 else 'examples'}" if own else ""
        report.say("Notebook health", f"sound, {counts}")
        report.say("Notes without their passage", str(lost_places(path)))
    elif found.condition is Condition.DAMAGED:
        report.complain("Notebook health", f"damaged. {remedy}")
    else:
        report.say("Notebook health", "no note yet")


def _is_whole(path: Path) -> bool:
    """Opening passes over a large notebook's insides; here there is time."""
    with closing(open_plain(path)) as connection:
        return is_whole(connection)


def _examine_backups(report: Report, data: Path) -> None:
    try:
        copies = [look_into(path) for path in all_copies(data)]
    except OSError as bad:
        report.complain("Backups", f"can't be read ({bad.strerror}). Make the folder readable.")
        return
    damaged = [copy.path.name for copy in copies if not copy.is_sound]
    if not copies:
        report.say("Backups", "none yet")
    elif damaged:
        remedy = "Make a new one: esscollab backups create"
        report.complain("Backups", f"{len(copies)}, damaged: {', '.join(damaged)}. {remedy}")
    else:
        report.say("Backups", f"{len(copies)}, the newest {copies[0].path.name}, all sound")
