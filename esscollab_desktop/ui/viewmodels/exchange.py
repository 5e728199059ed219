"""Notes out to a file and in from one, off the window's thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import EXCHANGE_ENDING, NoteQuery, Visibility
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.note_words import number_of

if TYPE_CHECKING:  # what reads and writes files of notes is loaded with the first one
    from esscollab_desktop.services.exchange import BackupMaker, Exported, ImportPlan

T = TypeVar("T")
Choice = NoteQuery | Sequence[str] | None
# Writes the notes of a choice, with private ones or without, in a format of its own.
Writer = Callable[[Choice, Path, bool], "Exported"]


class Format(StrEnum):
    """What notes can be written as; the words of the choice."""

    EXCHANGE = "For ESSCollab: one file that another copy takes in"
    DOCX = "Word document (.docx)"
    HTML = "Web page (.html)"
    MARKDOWN = "Plain text, Markdown (.md)"
    CSV = "Table (.csv)"


ENDINGS = {
    Format.EXCHANGE: EXCHANGE_ENDING,
    Format.DOCX: ".docx",
    Format.HTML: ".html",
    Format.MARKDOWN: ".md",
    Format.CSV: ".csv",
}


@dataclass(frozen=True)
class Measured:
    """How many notes a choice has, and how many of them are private."""

    notes: int
    private: int


class ExchangeModel(QObject):
    """`planned(ImportPlan)` when a file was looked into; `imported(token, words)` when it was taken in.

    `written(Exported)`; `refused(str)` and `said(str)` in sentences.
    """

    planned = Signal(object)
    imported = Signal(str, str)
    written = Signal(object)
    refused = Signal(str)
    said = Signal(str)

    def __init__(self, reader: TaskRunner, writer: TaskRunner, parent: QObject | None = None) -> None:
        """`writer` is the thread that notes are saved on; `reader` looks into files and writes them."""
        super().__init__(parent)
        self._reader, self._writer = reader, writer
        self._parts: tuple[Notebook, Meetings, BackupMaker] | None = None
        self._writers: Mapping[Format, Writer] = {}

    def attach(
        self, notebook: Notebook, meetings: Meetings, backups: "BackupMaker", writers: Mapping[Format, Writer]
    ) -> None:
        """`writers` for the formats beside the exchange file; a format without one is not offered."""
        self._parts = (notebook, meetings, backups)
        self._writers = writers

    @property
    def formats(self) -> list[Format]:
        return [form for form in Format if form is Format.EXCHANGE or form in self._writers]

    def default_path(self, form: Format) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(Path(folder or Path.home()) / f"esscollab-notes{ENDINGS[form]}")

    def measure(self, choice: Choice, done: Callable[[Measured], None]) -> None:
        def work(notebook: Notebook, _meetings: Meetings, _backups: "BackupMaker") -> Measured:
            if choice is None or isinstance(choice, NoteQuery):
                query = choice or NoteQuery()
                seen = query.visibilities
                private = replace(query, visibilities=frozenset({Visibility.PRIVATE}))
                may_be_private = not seen or Visibility.PRIVATE in seen
                return Measured(notebook.count(query), notebook.count(private) if may_be_private else 0)
            from esscollab_desktop.services.exchange import chosen_notes

            notes = chosen_notes(notebook, choice)
            return Measured(len(notes), sum(n.fields.visibility is Visibility.PRIVATE for n in notes))

        self._run(self._reader, work, done, "measure")

    def write(self, choice: Choice, form: Format, path: Path, with_private: bool) -> None:
        def work(notebook: Notebook, meetings: Meetings, _backups: "BackupMaker") -> "Exported":
            if form is Format.EXCHANGE:
                from esscollab_desktop.services.exchange import export_notes

                return export_notes(notebook, meetings, path, choice, with_private)
            return self._writers[form](choice, path, with_private)

        def done(told: "Exported") -> None:
            self.written.emit(told)
            self.said.emit(f"Written: {told.path} {told.sentence}")

        self._run(self._reader, work, done)

    def look_into(self, path: Path) -> None:
        """What taking in a file would do; nothing is changed."""
        from esscollab_desktop.services.exchange import preview_import

        self._run(self._reader, lambda n, m, _b: preview_import(n, m, path), self.planned.emit, "look")

    def take_in(self, plan: "ImportPlan") -> None:
        """Import what was shown, after a backup."""

        def work(notebook: Notebook, _meetings: Meetings, backups: "BackupMaker") -> str:
            from esscollab_desktop.services.exchange import apply_import

            return apply_import(notebook, plan, backups)

        def done(token: str) -> None:
            count = len(plan.added) + len(plan.changed) + len(plan.conflicting)
            self.imported.emit(token, f"Imported {number_of(count, 'record')} from {plan.path.name}.")

        self._run(self._writer, work, done)

    def _run(
        self,
        runner: TaskRunner,
        work: "Callable[[Notebook, Meetings, BackupMaker], T]",
        done: Callable[[T], None],
        channel: str = "",
    ) -> None:
        parts = self._parts
        if parts is None:
            self._tell("The notebook is not open yet. Wait a moment, then try again.")
            return
        runner.run(lambda: work(*parts), done, self._on_refused, channel)

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self._tell(str(fault))

    def _tell(self, words: str) -> None:
        self.refused.emit(words)
        self.said.emit(words)


def writers_for(notebook: Notebook, meetings: Meetings, book: Reading) -> dict[Format, Writer]:
    """Writes notes for colleagues without the program, in each format that there is."""

    def write(choice: Choice, path: Path, with_private: bool) -> "Exported":
        from esscollab_desktop.services.exchange import Exported
        from esscollab_desktop.services.note_report import report_of, write_report

        today = datetime.now().astimezone().date()
        listed, private = report_of(notebook, meetings, book, today, choice, with_private)
        written = write_report(listed, path, private)
        return Exported(written.path, written.notes, written.private)

    return {form: write for form in Format if form is not Format.EXCHANGE}
