"""The user's own examples: added, changed and taken away off the window's thread."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample, OwnFields
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.own_examples import OwnExamples
from esscollab_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:  # the export brings what reads content; a start does without
    from esscollab_desktop.services.own_export import ExportReport


class OwnExamplesModel(QObject):
    """`changed()` when the library holds others than before; `said(str)` for the status line."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, library: Library, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._own: OwnExamples | None = None
        self._deleted: list[OwnExample] = []

    def attach(self, own: OwnExamples) -> None:
        """The notebook is open: the library takes up what is in it."""
        self._own = own
        self._runner.run(
            lambda: self._library.attach(own),
            lambda _: self.changed.emit(),
            lambda fault: self._told(fault, self.said.emit),
        )

    @property
    def is_ready(self) -> bool:
        """Whether the notebook is open, so that an example can be kept."""
        return self._own is not None

    @property
    def can_undo_delete(self) -> bool:
        return bool(self._deleted)

    def example(self, code: str) -> OwnExample | None:
        """The own example of a code, or None."""
        return self._library.own_example(code)

    def add(
        self,
        practice: str,
        place: str,
        fields: OwnFields,
        done: Callable[[str], None],
        refused: Callable[[str], None],
    ) -> None:
        """Keep a new example; `done(code)` once it is on disk, or `refused(sentence)`."""
        own = self._own
        if own is None:
            refused("The notebook is not open yet. Wait a moment, then save again.")
            return
        self._change(lambda: own.add(practice, place, fields), lambda kept: done(kept.code), refused)

    def save(
        self,
        example: OwnExample,
        fields: OwnFields,
        done: Callable[[str], None],
        refused: Callable[[str], None],
    ) -> None:
        """Change an example. Where another window changed it too, both are kept, and that is said."""
        own = self._own
        if own is None:
            refused("The notebook is not open. Copy the words, and start the program again.")
            return

        def kept(stored: OwnExample) -> None:
            if stored.id != example.id:
                self.said.emit(
                    f"This example was also changed elsewhere. Both are kept; yours is {stored.code}."
                )
            done(stored.code)

        self._change(lambda: own.save(example.id, fields, example.revision), kept, refused)

    def delete(self, code: str) -> None:
        """Take an example away; `undo_delete` brings it back."""
        own, example = self._own, self._library.own_example(code)
        if own is None or example is None:
            return

        def gone(deleted: OwnExample) -> None:
            self._deleted.append(deleted)
            self.said.emit(f"{deleted.code} is deleted. The menu Own examples brings it back.")

        self._change(lambda: own.delete(example.id), gone, self.said.emit)

    def undo_delete(self) -> None:
        own = self._own
        if own is None or not self._deleted:
            return
        last = self._deleted.pop()

        def is_back(_restored: OwnExample) -> None:
            self.said.emit(f"{last.code} is back.")

        def refused(sentence: str) -> None:
            self._deleted.append(last)
            self.said.emit(sentence)

        self._change(lambda: own.restore(last.id), is_back, refused)

    def export(self, folder: Path) -> None:
        """Write the own examples as sources of a pack into an empty folder; `said` tells how it went."""
        own, library = self._own, self._library
        if own is None:
            return

        def work() -> "ExportReport":
            from esscollab_desktop.services.own_export import export_own_examples

            return export_own_examples(own.list(), library.book, folder, date.today())

        self._runner.run(
            work,
            lambda report: self.said.emit(export_words(report)),
            lambda fault: self._told(fault, self.said.emit),
        )

    def _change(
        self,
        work: Callable[[], OwnExample],
        done: Callable[[OwnExample], None],
        refused: Callable[[str], None],
    ) -> None:
        def step() -> OwnExample:
            changed = work()
            self._library.refresh()
            return changed

        def answered(changed: OwnExample) -> None:
            self.changed.emit()
            done(changed)

        self._runner.run(step, answered, lambda fault: self._told(fault, refused))

    def _told(self, fault: Exception, tell: Callable[[str], None]) -> None:
        if not isinstance(fault, UserError):
            tell("The example could not be kept. Your words are still here; copy them.")
            raise fault
        tell(str(fault))


def export_words(report: "ExportReport") -> str:
    """What was written and where, and what was left out."""
    examples = "1 example" if len(report.examples) == 1 else f"{len(report.examples)} examples"
    return " ".join([f"{examples} written to {report.folder}.", *report.remarks])
