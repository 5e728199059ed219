"""Printing: the pages that reach the printer are the handout's own."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.views.printing import print_handout


def to_file(monkeypatch: pytest.MonkeyPatch, path: Path, pages: tuple[int, int] = (0, 0)) -> list[QPrinter]:
    """The system's dialog, answered with a printer that prints into a file."""
    asked: list[QPrinter] = []

    def answer(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setFromTo(*pages)
        asked.append(printer)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    return asked


def darkness(page: pypdfium2.PdfPage) -> float:
    """The part of the sheet that carries ink, from 0 to 1."""
    bitmap = page.render(scale=0.5, grayscale=True)
    ink = sum(1 for value in bytes(bitmap.buffer) if value < 128)
    return float(ink / (bitmap.width * bitmap.height))


@pytest.mark.parametrize(("pages", "count"), [((0, 0), 3), ((2, 2), 1)])
def test_the_chosen_pages_arrive(
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    pages: tuple[int, int],
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
