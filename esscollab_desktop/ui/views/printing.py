"""Printing through the system's dialog: the handout's own pages, drawn at the printer's fineness."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QMarginsF, QObject, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from esscollab_desktop.services.handouts import CompiledPdf, PageImage, page_images
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel, options_for

_SIZES = {
    "letter": QPageSize.PageSizeId.Letter,
    "legal": QPageSize.PageSizeId.Legal,
    "a4": QPageSize.PageSizeId.A4,
}
FINENESS = 300  # dots per inch; more makes large pictures and no better text


def print_handout(
    window: QWidget,
    handouts: HandoutsModel,
    codes: Sequence[str],
    notes: str,
    paper: str = "",
    layout: str = "reference",
) -> bool:
    """Ask for a printer, then print; False where the dialog was left."""
    paper = paper or handouts.default_paper
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("ESSCollab handout")
    size = _SIZES[paper]
    ways = QPageLayout.Orientation
    way = ways.Landscape if layout == "comparison" else ways.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(size), way, QMarginsF()))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, window)
    is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not is_wanted:
        return False
    job = PrintJob(printer, handouts, window)
    handouts.compile(codes, options_for(notes, paper, layout), job.start)
    return True


class PrintJob(QObject):
    """Draws one page after the other, so a long handout never fills the memory nor holds the window up."""

    def __init__(self, printer: QPrinter, handouts: HandoutsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        self._handouts = handouts
        self._painter = QPainter()
        self._pages: Iterator[PageImage] = iter(())
        self._number = 0

    def start(self, pdf: CompiledPdf) -> None:
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or pdf.pages
        wanted = range(first, min(last, pdf.pages) + 1)
        fineness = min(FINENESS, self._printer.resolution())
        self._pages = page_images(pdf.data, fineness, [number - 1 for number in wanted])
        if not self._painter.begin(self._printer):
            self._handouts.said.emit("The printer did not take the handout. Save it as PDF, and print that.")
            self.deleteLater()
            return
        self._next()

    def _next(self) -> None:
        self._handouts.run(lambda: next(self._pages, None), self._draw)

    def _draw(self, page: Any) -> None:
        if page is None:
            self._painter.end()
            pages = "1 page" if self._number == 1 else f"{self._number} pages"
            self._handouts.said.emit(f"Sent to the printer: {pages}.")
            self.deleteLater()
            return
        if self._number and not self._printer.newPage():
            self._painter.end()
            self._handouts.said.emit("The printer stopped taking pages. Look at it, then print again.")
            self.deleteLater()
            return
        image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
        sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        self._painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
        self._number += 1
        self._next()
