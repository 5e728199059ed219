"""Printing: the pages that reach the printer are the handout's own."""

from pathlib import Path

import pypdfium2
import pytest
from made_packets import numbered_pages
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.render.raster import page_sizes
from esscollab_desktop.services.handouts import CompiledPdf
from esscollab_desktop.ui.views.printing import paper_for, print_handout, print_pdf, wanted_pages

LETTER = QPageSize(QPageSize.PageSizeId.Letter)
LEGAL = QPageSize(QPageSize.PageSizeId.Legal)
A4 = QPageSize(QPageSize.PageSizeId.A4)


def to_file(
    monkeypatch: pytest.MonkeyPatch,
    path: Path,
    pages: str = "",
    copies: int = 1,
    is_sorted: bool = True,
    order: QPrinter.PageOrder = QPrinter.PageOrder.FirstPageFirst,
) -> list[QPrinter]:
    """The system's dialog, answered with a printer that prints into a file."""
    asked: list[QPrinter] = []

    def answer(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setPageRanges(QPageRanges.fromString(pages))
        printer.setCopyCount(copies)
        printer.setCollateCopies(is_sorted)
        printer.setPageOrder(order)
        asked.append(printer)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    return asked


def darkness(page: pypdfium2.PdfPage) -> float:
    """The part of the sheet that carries ink, from 0 to 1."""
    bitmap = page.render(scale=0.5, grayscale=True)
    ink = sum(1 for value in bytes(bitmap.buffer) if value < 128)
    return float(ink / (bitmap.width * bitmap.height))


@pytest.mark.parametrize(("pages", "count"), [("", 3), ("2", 1), ("1,3", 2)])
def test_the_chosen_pages_arrive(
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    pages: str,
    count: int,
) -> None:
    out = tmp_path / "printed.pdf"
    to_file(monkeypatch, out, pages)
    said: list[str] = []
    desk.handouts.said.connect(said.append)

    assert print_handout(desk.window, desk.handouts, ["4.MA"], "none", "letter")
    qtbot.waitUntil(lambda: any(words.startswith("Sent to the printer") for words in said), timeout=60_000)

    document = pypdfium2.PdfDocument(out)
    assert len(document) == count
    assert [round(side) for side in document[0].get_size()] == [612, 792]
    assert 0.005 < darkness(document[0]) < 0.2
    document.close()


def test_leaving_the_dialog_prints_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    said: list[str] = []
    desk.handouts.said.connect(said.append)

    assert not print_handout(desk.window, desk.handouts, ["4.MA"], "none")
    assert said == []


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt's own word on the refusal that is told here
def test_a_printer_that_takes_nothing_is_said(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_file(monkeypatch, tmp_path / "missing" / "printed.pdf")
    said: list[str] = []
    desk.handouts.said.connect(said.append)

    print_handout(desk.window, desk.handouts, ["4.MA"], "none")

    qtbot.waitUntil(lambda: any("did not take" in words for words in said), timeout=60_000)


def test_in_compare_the_comparison_is_printed_on_lying_paper(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "printed.pdf"
    to_file(monkeypatch, out)
    said: list[str] = []
    desk.handouts.said.connect(said.append)
    desk.window.commands["compare_view"].trigger()
    desk.window.commands["print"].trigger()
    assert said == []  # there is nothing to compare yet
    for code in ("4.MA", "2.IL"):
        desk.window.compare_steps.model.add(code)
    desk.window.commands["print"].trigger()
    qtbot.waitUntil(lambda: any(words.startswith("Sent to the printer") for words in said), timeout=60_000)
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 3
    width, height = document[0].get_size()
    assert width > height
    assert 0.005 < darkness(document[0]) < 0.2
    document.close()


def compiled(sizes: list[tuple[int, int]]) -> CompiledPdf:
    """Pages that bear their number in large figures."""
    data = numbered_pages(sizes)
    return CompiledPdf(data, len(page_sizes(data)), ())


def drawn_pages(path: Path) -> list[bytes]:
    """Each page of a printed file as greys, small."""
    document = pypdfium2.PdfDocument(path)
    drawn = [bytes(page.render(scale=0.2, grayscale=True).buffer) for page in document]
    document.close()
    return drawn


def test_where_the_printer_cannot_copy_the_pages_are_drawn_again(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    desk.packets.output.said.connect(said.append)
    pdf = compiled([(612, 792)] * 3)
    printed: dict[str, list[bytes]] = {}
    for name, pages, copies, is_sorted, order in (
        ("all", "", 1, True, QPrinter.PageOrder.FirstPageFirst),
        ("sets", "2-3", 2, True, QPrinter.PageOrder.FirstPageFirst),
        ("apiece", "2-3", 2, False, QPrinter.PageOrder.FirstPageFirst),
        ("back", "1,3", 1, True, QPrinter.PageOrder.LastPageFirst),
    ):
        said.clear()
        asked = to_file(monkeypatch, tmp_path / f"{name}.pdf", pages, copies, is_sorted, order)
        assert print_pdf(desk.window, desk.packets.output, pdf, name)
        qtbot.waitUntil(lambda: any(words.startswith("Sent") for words in said))
        printed[name] = drawn_pages(tmp_path / f"{name}.pdf")
        assert not asked[0].supportsMultipleCopies()
    one, two, three = printed["all"]
    assert len({one, two, three}) == 3
    assert printed["sets"] == [two, three, two, three]
    assert printed["apiece"] == [two, two, three, three]
    assert printed["back"] == [three, one]


def test_no_page_is_printed_where_none_of_those_chosen_is_there(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    desk.packets.output.said.connect(said.append)
    to_file(monkeypatch, tmp_path / "none.pdf", "7-9")
    print_pdf(desk.window, desk.packets.output, compiled([(612, 792)]), "Packet")
    assert said == ["Nothing was printed: the handout has only 1 page, and none of those chosen."]
    assert not (tmp_path / "none.pdf").exists()


@pytest.mark.parametrize("sizes", [[(792, 612), (612, 792)], [(612, 1008), (1008, 612)]])
def test_paper_and_way_are_those_of_the_first_page_and_others_are_turned(
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    sizes: list[tuple[int, int]],
) -> None:
    said: list[str] = []
    desk.packets.output.said.connect(said.append)
    to_file(monkeypatch, tmp_path / "turned.pdf")
    print_pdf(desk.window, desk.packets.output, compiled(sizes), "Packet")
    qtbot.waitUntil(lambda: any(words.startswith("Sent") for words in said))
    document = pypdfium2.PdfDocument(tmp_path / "turned.pdf")
    shown = [tuple(round(side) for side in page.get_size()) for page in document]
    ink = [darkness(page) for page in document]
    document.close()
    assert shown == [sizes[0]] * 2
    assert ink[1] == pytest.approx(ink[0], rel=0.2)


@pytest.mark.parametrize(
    ("wanted", "chosen", "usual", "known", "taken"),
    [
        (LETTER, A4, A4, [A4, LETTER], LETTER),  # the dialog fell back on the printer's own
        (LETTER, A4, A4, [A4], A4),  # there is no other paper
        (LETTER, LEGAL, A4, [A4, LEGAL, LETTER], LEGAL),  # a person chose it
        (LETTER, LETTER, QPageSize(), [], LETTER),  # into a file
    ],
)
def test_a_printer_keeps_its_paper_only_where_it_must(
    wanted: QPageSize, chosen: QPageSize, usual: QPageSize, known: list[QPageSize], taken: QPageSize
) -> None:
    assert paper_for(wanted, chosen, usual, known).id() == taken.id()


def test_paper_in_whole_millimeters_is_known() -> None:
    rounded = QPageSize(QSizeF(216, 279), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    assert paper_for(LETTER, A4, A4, [A4, rounded]) == rounded


def test_what_copies_itself_gets_each_page_once(monkeypatch: pytest.MonkeyPatch) -> None:
    printer = QPrinter()
    printer.setPageLayout(QPageLayout(LETTER, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setCopyCount(3)
    monkeypatch.setattr(QPrinter, "supportsMultipleCopies", lambda _printer: True)
    assert wanted_pages(printer, 2) == [1, 2]
    printer.setPageRanges(QPageRanges.fromString("2-9"))
    assert wanted_pages(printer, 3) == [2, 3]
