"""Handouts from the window: written or compiled off its thread, told in the status line."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import Layout, NotesPlace, PacketLook, PaperSize
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:  # what sets a handout is loaded with the first one
    from esscollab_desktop.render.document import Document
    from esscollab_desktop.services.handouts import CompiledPdf, HandoutReport
    from esscollab_desktop.services.packet_handouts import Prepared

    Press = Callable[[Document], CompiledPdf]


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

    def write(self, codes: Sequence[str], look: PacketLook, path: Path) -> None:
        """Write the handout; `said` names the file and its pages, or what is in the way."""
        self.said.emit("Making the handout…")
        self._write(lambda: self._chosen(codes, look), path)

    def write_landscape(self, ending: str, path: Path, matrix: bool, with_notes: bool) -> None:
        """Write map, matrix or numbers as a file: svg, png, csv or, with the table, pdf."""
        from esscollab_desktop.services.landscape_files import sheet_of, write_csv, write_png, write_svg

        self.said.emit("Making the file…")
        if ending == "pdf":
            self._write(lambda: self._landscape(matrix, with_notes), path)
            return
        notebook = self._notebook

        def work() -> str:
            counts = notebook.shared_counts() if with_notes and notebook else None
            sheet = sheet_of(self._library, counts)
            if ending == "csv":
                return f"Written: {write_csv(sheet, path)}"
            written = write_svg if ending == "svg" else write_png
            return f"Written: {written(sheet, path, matrix)}"

        self.after_saving(lambda: self._runner.run(work, self.said.emit, self._on_refused))

    def compile(self, codes: Sequence[str], look: PacketLook, done: "Callable[[CompiledPdf], None]") -> None:
        """Make the pages for printing; `done` gets them on this thread."""
        self.said.emit("Making the pages…")
        self.after_saving(
            lambda: self._runner.run(
                lambda: self._compiler(self._chosen(codes, look).document), done, self._on_refused
            )
        )

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do one step of printing off the window's thread."""
        self._runner.run(work, done, self._on_refused)

    def _write(self, prepare: "Callable[[], Prepared]", path: Path) -> None:
        from esscollab_desktop.services.packet_handouts import write_prepared

        def work() -> "HandoutReport":
            return write_prepared(prepare(), path, "pdf", self._compiler)

        def told(report: "HandoutReport") -> None:
            self.said.emit(report_words(report))

        self.after_saving(lambda: self._runner.run(work, told, self._on_refused))

    def _chosen(self, codes: Sequence[str], look: PacketLook) -> "Prepared":
        from esscollab_desktop.services.handout_choice import chosen, subtitle
        from esscollab_desktop.services.packet_handouts import prepared

        fields = chosen(self._library, codes, look)
        said = subtitle(self._library, codes)
        return prepared(self._library, self._notebook, None, None, fields, date.today(), said)

    def _landscape(self, matrix: bool, with_notes: bool) -> "Prepared":
        from esscollab_desktop.services.handout_choice import landscape
        from esscollab_desktop.services.packet_handouts import prepared

        place = NotesPlace.END if with_notes else NotesPlace.NONE
        fields = landscape(matrix, PacketLook(paper=PaperSize(self.default_paper), notes=place))
        return prepared(self._library, self._notebook, None, None, fields, date.today())

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))


def look_for(notes: str, paper: str, layout: str = "reference") -> PacketLook:
    return PacketLook(Layout(layout), PaperSize(paper), notes=NotesPlace(notes))


def report_words(report: "HandoutReport") -> str:
    """One sentence: "Handout written: 3 pages, …/handout.pdf." and what was replaced."""
    pages = "1 page" if report.pages == 1 else f"{report.pages} pages"
    words = f"Handout written: {pages}, {report.path}"
    if report.notes:
        words += f". {report.notes}"
    if report.replaced:
        words += f" Printed as numbers, because the typeface lacks them: {', '.join(report.replaced[:5])}."
    return words
