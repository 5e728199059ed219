"""Paper for a meeting: a packet out of three views, put in order, as a worksheet, in four ways."""

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from plugin_desk import ALT, CONTROL, SHIFT, Desks, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.packets import ItemKind, Layout
from esscollab_desktop.ui.views.packets_view import PacketsView
from esscollab_desktop.ui.views.view_stack import PACKETS

Key = Qt.Key
QUESTION = "What stands out to you here?"


def items(desk: Desk) -> list[tuple[ItemKind, tuple[str, ...]]]:
    fields = desk.packets.fields
    return [(item.kind, item.codes) for item in fields.items] if fields else []


def put_together(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    """From the page that is read, from the overview, from a comparison; each with the same key."""
    desk.window.reading.open("4.MA")
    keys.press(Key.Key_P, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: items(desk) == [(ItemKind.PAGE, ("4.MA",))])
    keys.press(Key.Key_M, CONTROL | SHIFT)
    desk.window.reading.open("4.DC")
    keys.press(Key.Key_M, CONTROL | SHIFT)
    keys.press(Key.Key_6, CONTROL)
    keys.press(Key.Key_P, CONTROL | SHIFT)
    keys.press(Key.Key_5, CONTROL)
    keys.press(Key.Key_P, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(items(desk)) == 3)
    assert [kind for kind, _codes in items(desk)] == [ItemKind.PAGE, ItemKind.COMPARISON, ItemKind.MAP]


def shown(desk: Desk, keys: Keyboard, qtbot: QtBot) -> PacketsView:
    keys.press(Key.Key_7, CONTROL)
    view = desk.window.stack.view(PACKETS)
    assert isinstance(view, PacketsView)
    qtbot.waitUntil(lambda: desk.packets.preview.is_current, timeout=30_000)
    return view


def put_in_order(desk: Desk, view: PacketsView, keys: Keyboard, qtbot: QtBot) -> None:
    view.pane.list.setFocus()
    keys.press(Key.Key_End)
    keys.press(Key.Key_Up, ALT)
    keys.press(Key.Key_Up, ALT)
    assert [kind for kind, _codes in items(desk)] == [ItemKind.MAP, ItemKind.PAGE, ItemKind.COMPARISON]


def make_a_worksheet(desk: Desk, view: PacketsView, qtbot: QtBot, title: str) -> None:
    layout = next(
        box for box in view.pane.look.findChildren(QComboBox) if box.findText("Discussion worksheet") >= 0
    )
    layout.setCurrentText("Discussion worksheet")
    place = view.pane.meeting.findText(title, Qt.MatchFlag.MatchContains)
    assert place > 0, [view.pane.meeting.itemText(n) for n in range(view.pane.meeting.count())]
    view.pane.meeting.setCurrentIndex(place)
    view.pane.meeting.activated.emit(view.pane.meeting.currentIndex())
    assert desk.packets.fields is not None
    assert desk.packets.fields.look.layout is Layout.WORKSHEET
    assert desk.packets.fields.meeting
    preview = desk.packets.preview
    qtbot.waitUntil(
        lambda: (
            preview.is_current and preview.pages is not None and preview.pages.fields == desk.packets.fields
        ),
        timeout=30_000,
    )


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def save(view: PacketsView, desk: Desk, qtbot: QtBot, ending: str, folder: Path) -> Path:
    path = folder / f"council.{ending}"
    view.save(ending)
    qtbot.waitUntil(lambda: str(path) in desk.window.status_line.currentMessage(), timeout=30_000)
    return path


def test_a_packet_from_three_views_onto_paper_and_back(
    desks: Desks, keys: Keyboard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(_window: object, _words: str, suggested: str, *_rest: object) -> tuple[str, str]:
        return str(tmp_path / f"council{Path(suggested).suffix}"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    desk = desks.open(tmp_path / "data")
    qtbot.waitUntil(lambda: desk.packets.is_listed)
    with qtbot.waitSignal(desk.meetings.added):
        desk.meetings.add(MeetingFields("Council of December"))
    put_together(desk, keys, qtbot)
    view = shown(desk, keys, qtbot)
    put_in_order(desk, view, keys, qtbot)
    make_a_worksheet(desk, view, qtbot, "Council of December")

    pages = desk.packets.preview.pages
    assert pages is not None
    qtbot.waitUntil(lambda: view.pages.sheets[0].has_image, timeout=30_000)
    told = words_of(save(view, desk, qtbot, "pdf", tmp_path))
    assert "Council of December" in told
    assert QUESTION in told
    assert QUESTION in save(view, desk, qtbot, "html", tmp_path).read_text(encoding="utf-8")
    with zipfile.ZipFile(save(view, desk, qtbot, "docx", tmp_path)) as word:
        assert QUESTION in word.read("word/document.xml").decode()

    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    view.print()
    qtbot.waitUntil(lambda: "Sent" in desk.window.status_line.currentMessage(), timeout=60_000)
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as printed:
        assert len(printed) == pages.pdf.pages
    before = desk.packets.fields
    keys.press(Key.Key_Q, CONTROL)
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    desks.close(desk)

    again = desks.open(tmp_path / "data")
    qtbot.waitUntil(lambda: again.packets.is_listed)
    (packet,) = again.packets.packets
    assert packet.fields == before
