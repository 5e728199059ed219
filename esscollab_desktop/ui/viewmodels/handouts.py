"""Handouts from the window: written or compiled off its thread, told in the status line."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:  # what sets a handout is loaded with the first one
    from esscollab_desktop.services.handouts import (
        CompiledPdf,
        Handout,
        HandoutOptions,
        HandoutReport,
    )
    from esscollab_desktop.services.landscape_files import LandscapeSheet

    Press = Callable[[Handout | LandscapeSheet], CompiledPdf]


class HandoutsModel(QObject):
    """Makes handouts with `compiler`, the recycled child process. `said(str)` tells how each went."""

    said = Signal(str)

    def __init__(
        self, library: Reading, runner: TaskRunner, compiler: "Press", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._compiler = compiler
        self._notebook: Notebook | None = None
        # Given a step, takes it once all that was typed so far is in the notebook, or was refused by it.
        self.after_saving: Callable[[Callable[[], None]], object] = lambda step: step()

    def attach(self, notebook: Notebook) -> None:
        self._notebook = notebook

    @property
    def default_paper(self) -> str:
        """Letter, unless the system says that it stands in a country that measures in centimeters."""
        here = QLocale.system()
        metric = here.measurementSystem() is QLocale.MeasurementSystem.MetricSystem
        return "a4" if metric and here.language() is not QLocale.Language.C else "letter"

    def default_path(self, codes: Sequence[str], layout: str = "reference") -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        from esscollab_desktop.services.handouts import suggested_name

        return str(Path(folder or Path.home()) / suggested_name(codes, layout))

    def write(self, codes: Sequence[str], options: "HandoutOptions", path: Path) -> None:
        """Write the handout; `said` names the file and its pages, or what is in the way."""
        from esscollab_desktop.services.handouts import notes_in_words, write_handout

        def work() -> "HandoutReport":
            handout = self._handout(codes, options)
            notes = notes_in_words(handout, self._notebook, options)
            return write_handout(handout, path, self._compiler, notes)

        self.said.emit("Making the handout…")
        self.after_saving(
            lambda: self._runner.run(
                work,
                lambda report: self.said.emit(report_words(report)),
                self._on_refused,
            )
        )

    def write_landscape(self, ending: str, path: Path, matrix: bool, with_notes: bool) -> None:
        """Write map, matrix or numbers as a file: svg, png, csv or, with map and table, pdf."""
        from esscollab_desktop.services.handouts import write_handout
        from esscollab_desktop.services.landscape_files import sheet_of, write_csv, write_png, write_svg

        notebook, paper, today = self._notebook, self.default_paper, date.today()

        def work() -> str:
            counts = notebook.shared_counts() if with_notes and notebook else None
            sheet = sheet_of(self._library, today, counts, paper)
            if ending == "pdf":
                return report_words(write_handout(sheet, path, self._compiler))
            if ending == "csv":
                return f"Written: {write_csv(sheet, path)}"
            written = write_svg if ending == "svg" else write_png
            return f"Written: {written(sheet, path, matrix)}"

        self.said.emit("Making the file…")
        self.after_saving(lambda: self._runner.run(work, self.said.emit, self._on_refused))

    def compile(
        self, codes: Sequence[str], options: "HandoutOptions", done: "Callable[[CompiledPdf], None]"
    ) -> None:
        """Make the pages for printing; `done` gets them on this thread."""
        self.said.emit("Making the pages…")
        self.after_saving(
            lambda: self._runner.run(
                lambda: self._compiler(self._handout(codes, options)), done, self._on_refused
            )
        )

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do one step of printing off the window's thread."""
        self._runner.run(work, done, self._on_refused)

    def _handout(self, codes: Sequence[str], options: "HandoutOptions") -> "Handout":
        from esscollab_desktop.services.handouts import handout_for

        return handout_for(self._library, self._notebook, codes, options)

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))


def options_for(notes: str, paper: str, layout: str = "reference") -> "HandoutOptions":
    from esscollab_desktop.services.handouts import HandoutOptions

    return HandoutOptions(notes=notes, paper=paper, printed=date.today(), layout=layout)


def report_words(report: "HandoutReport") -> str:
    """One sentence: "Handout written: 3 pages, …/handout.pdf." and what was replaced."""
    pages = "1 page" if report.pages == 1 else f"{report.pages} pages"
    words = f"Handout written: {pages}, {report.path}"
    if report.notes:
        words += f". {report.notes}"
    if report.replaced:
        words += f" Printed as numbers, because the typeface lacks them: {', '.join(report.replaced[:5])}."
    return words
