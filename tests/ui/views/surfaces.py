"""Every view and dialog of the window in turn, for tests that look at all of them."""

from collections.abc import Callable

from made_packets import MadePackets, MadeSetting
from plugin_desk import Answers, Keyboard
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteQuery
from esscollab_desktop.domain.packets import ItemKind, PacketFields, PacketItem
from esscollab_desktop.ui.views.meetings_view import MeetingsView
from esscollab_desktop.ui.views.notebook_view import NotebookView

Look = Callable[[QWidget], object]

VIEWS = (
    "overview",
    "table",
    "read",
    "search",
    "nothing",
    "find",
    "commands",
    "compare",
    "notebook",
    "bulk",
    "trash",
    "meetings",
    "packets",
    "no packets",
)
DIALOGS = (
    "handout",
    "own_add",
    "backups",
    "content",
    "add_content",
    "import_notes",
    "export_notes",
    "history",
    "packet_new",
    "packet_folder",
)
SURFACES = VIEWS + DIALOGS


def fill(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    """Two notes and a meeting, so that there is something in every view."""
    for code, words in (("4.OH", "Ask Ohio"), ("4.MA", "Ask the library")):
        desk.window.reading.open(code)
        desk.window.commands["new_note"].trigger()
        keys.type(words)
        qtbot.waitUntil(lambda: not desk.notes.unsaved)
    meetings = desk.window._parts.meetings
    meetings.add(MeetingFields("Spring forum"))
    qtbot.waitUntil(lambda: len(meetings.meetings) == 1)


def look_at(name: str, desk: Desk, keys: Keyboard, qtbot: QtBot, answers: Answers, look: Look) -> None:
    """Bring a view or dialog to the front, and look at its window while it stands there."""
    if name in DIALOGS:
        _look_at_dialog(name, desk, qtbot, answers, look)
        return
    window = desk.window
    window.commands["read"].trigger()
    if name in ("overview", "table"):
        window.overview_steps.show().show_table(name == "table")
    elif name in ("search", "nothing"):
        window.commands["find"].trigger()
        keys.type("library" if name == "search" else "zzqxv")
        qtbot.waitUntil(lambda: not window.searching.is_looking)
        assert (window.finder.results.list.model().rowCount() > 0) is (name == "search")
    elif name == "compare":
        for code in ("4.MA", "1.RI", "2.CO"):
            window.compare_steps.model.add(code)
        window.commands["compare_view"].trigger()
    elif name in ("packets", "no packets"):
        show_packets(desk, qtbot, has_any=name == "packets")
    elif name in ("find", "commands", "meetings"):
        window.commands["find_in_page" if name == "find" else name].trigger()
    elif name in ("notebook", "bulk", "trash"):
        _show_notebook(name, desk, qtbot)
    if name == "meetings":
        view = window.stack.currentWidget()
        assert isinstance(view, MeetingsView)
        view.list.setCurrentIndex(view.list.model().index(0, 0))
    settle()
    look(window.steps.command_door.list if name == "commands" else window)


def show_packets(desk: Desk, qtbot: QtBot, has_any: bool = True) -> None:
    """One packet of four items and its pages, or none yet."""
    keep_packets(desk, qtbot, has_any)
    desk.window.commands["packets"].trigger()
    if has_any:
        qtbot.waitUntil(lambda: desk.packets.preview.is_current and desk.packets.chosen is not None)


def keep_packets(desk: Desk, qtbot: QtBot, has_any: bool = True) -> None:
    model, packets = desk.packets, MadePackets()
    if has_any:
        kinds = ((ItemKind.PAGE, ("4",)), (ItemKind.PAGE, ("4.MA",)), (ItemKind.MAP, ()), (ItemKind.TEXT, ()))
        items = tuple(PacketItem(f"i{n}", kind, codes) for n, (kind, codes) in enumerate(kinds))
        packets.add(PacketFields("Council", items))
    model.attach(packets, MadeSetting(warnings=("Holds 1 team note.", "One more.", "And one.")))
    qtbot.waitUntil(lambda: len(model.packets) == has_any and model.is_listed)


def _show_notebook(name: str, desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.commands["notebook"].trigger()
    view, model = window.stack.currentWidget(), window._parts.notebook
    assert isinstance(view, NotebookView)
    view.show_query(NoteQuery())
    qtbot.waitUntil(lambda: model.total == 2)
    if name == "trash":
        view.filters.trash.click()
        qtbot.waitUntil(lambda: model.query.in_trash and model.total == 0)
        return
    view.table.choose(0)
    if name == "bulk":
        view.table.selectAll()
    else:
        qtbot.waitUntil(lambda: model.chosen is not None)


def _look_at_dialog(name: str, desk: Desk, qtbot: QtBot, answers: Answers, look: Look) -> None:
    seen: list[QDialog] = []

    def step(dialog: QDialog) -> None:
        settle()
        seen.append(dialog)
        look(dialog)

    answers.to_next(step)
    if name == "packet_folder":
        keep_packets(desk, qtbot)
    desk.window.commands[name].trigger()
    assert seen, f"{name} opened nothing"


def settle() -> None:
    """Layouts that were asked for are done."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QApplication.sendPostedEvents()
