"""Printing through the system's dialog: the handout's own pages, drawn at the printer's fineness."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from esscollab_desktop.services.handouts import CompiledPdf, PageImage, page_images
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel, look_for

_SIZES = {
    "letter": QPageSize.PageSizeId.Letter,
    "legal": QPageSize.PageSizeId.Legal,
    "a4": QPageSize.PageSizeId.A4,
}
FINENESS = 300  # dots per inch; more makes large pictures and no better text
_HAIR = 3.0  # points
_Way = QPageLayout.Orientation


class Speaker(Protocol):
    """A signal of words for the status line."""

    def emit(self, words: str, /) -> None: ...


class Prints(Protocol):
    """The view model that has the pages: it does steps off the window's thread, and tells how it went."""

    @property
    def said(self) -> Speaker: ...
    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None: ...


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
    size = QPageSize(_SIZES[paper])
    way = _Way.Landscape if layout == "comparison" else _Way.Portrait
    printer = _asked(window, "ESSCollab handout", size, way)
    if printer is None:
        return False
    job = PrintJob(printer, handouts, window)
    handouts.compile(codes, look_for(notes, paper, layout), job.start)
    return True


def print_pdf(window: QWidget, model: Prints, pdf: CompiledPdf, name: str) -> bool:
    """The same with pages that are made already: paper and way are those of the first."""
    from esscollab_desktop.render.raster import page_sizes

    width, height = page_sizes(pdf.data)[0]
    points = QSizeF(min(width, height), max(width, height))
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = _Way.Landscape if width > height else _Way.Portrait
    printer = _asked(window, name, size, way, pdf.pages)
    if printer is None:
        return False
    PrintJob(printer, model, window).start(pdf)
    return True


def _asked(
    window: QWidget, name: str, size: QPageSize, way: QPageLayout.Orientation, pages: int = 0
) -> QPrinter | None:
    """The printer of the system's dialog, with its pages, copies and sides; None where it was left."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF()))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, window)
    if pages:
        dialog.setMinMax(1, pages)
    is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not is_wanted:
        return None
    info = QPrinterInfo(printer)
    chosen = printer.pageLayout().pageSize()
    printer.setPageSize(paper_for(size, chosen, info.defaultPageSize(), info.supportedPageSizes()))
    return printer


def paper_for(
    wanted: QPageSize, chosen: QPageSize, usual: QPageSize, known: Sequence[QPageSize]
) -> QPageSize:
    """The paper to print on. The dialog falls back on the printer's `usual` one whenever a printer is named,
    so only another one was `chosen` by a person; a printer that doesn't know the wanted one keeps its own.
    """
    if usual.isValid() and not _same(chosen, usual):
        return chosen
    return next((size for size in known if _same(size, wanted)), chosen)


def _same(one: QPageSize, other: QPageSize) -> bool:
    """Also where a printer counts in whole millimeters."""
    a, b = one.size(QPageSize.Unit.Point), other.size(QPageSize.Unit.Point)
    return abs(a.width() - b.width()) <= _HAIR and abs(a.height() - b.height()) <= _HAIR


def wanted_pages(printer: QPrinter, pages: int) -> list[int]:
    """The pages to draw, from 1, in their order: those of the chosen ranges, as often as the printer can't
    copy them itself.
    """
    ranges = printer.pageRanges()
    chosen = [n for n in range(1, pages + 1) if ranges.isEmpty() or ranges.contains(n)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return chosen * copies if printer.collateCopies() else [n for n in chosen for _ in range(copies)]


class PrintJob(QObject):
    """Draws one page after the other, so a long handout never fills the memory nor holds the window up."""

    def __init__(self, printer: QPrinter, model: Prints, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        self._model = model
        self._painter = QPainter()
        self._pages: Iterator[PageImage] = iter(())
        self._number = 0

    def start(self, pdf: CompiledPdf) -> None:
        wanted = wanted_pages(self._printer, pdf.pages)
        if not wanted:
            has = "only 1 page" if pdf.pages == 1 else f"{pdf.pages} pages"
            self._model.said.emit(f"Nothing was printed: the handout has {has}, and none of those chosen.")
            self.deleteLater()
            return
        fineness = min(FINENESS, self._printer.resolution())
        self._pages = page_images(pdf.data, fineness, [number - 1 for number in wanted])
        if not self._painter.begin(self._printer):
            self._model.said.emit("The printer did not take the handout. Save it as PDF, and print that.")
            self.deleteLater()
            return
        self._next()

    def _next(self) -> None:
        self._model.run(lambda: next(self._pages, None), self._draw)

    def _draw(self, page: Any) -> None:
        if page is None:
            self._painter.end()
            pages = "1 page" if self._number == 1 else f"{self._number} pages"
            self._model.said.emit(f"Sent to the printer: {pages}.")
            self.deleteLater()
            return
        if self._number and not self._printer.newPage():
            self._painter.end()
            self._model.said.emit("The printer stopped taking pages. Look at it, then print again.")
            self.deleteLater()
            return
        image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
        sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        draw_page(self._painter, image, QRectF(0, 0, sheet.width(), sheet.height()))
        self._number += 1
        self._next()


def draw_page(painter: QPainter, image: QImage, sheet: QRectF) -> None:
    """A page as large as its sheet takes it; one that lies on a sheet that stands is turned, its head to the
    left, as systems turn whole handouts.

    On paper of another shape it keeps its own, in the middle.
    """
    if (image.width() > image.height()) != (sheet.width() > sheet.height()):
        image = image.transformed(QTransform().rotate(-90))
    scale = min(sheet.width() / image.width(), sheet.height() / image.height())
    place = QRectF(0, 0, image.width() * scale, image.height() * scale)
    place.moveCenter(sheet.center())
    painter.drawImage(place, image)
