"""What can be put into a packet, as a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from esscollab_desktop.domain.book import PracticeEntry
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.packets import ItemKind, PacketItem
from esscollab_desktop.ui.viewmodels.packet_items import new_item

BY_CODE, COMPARE, TEXT = "code", "compare", "text"
NO_MEETING = "No meeting yet"


class PacketAddMenu(QObject):
    """`wanted(PacketItem)`: this; `asked(str)`: a code, a comparison or a text page, which need words."""

    wanted = Signal(object)
    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menu = QMenu(parent)
        self._ask("&Practice, example or state by code…", BY_CODE)
        self._all = self.menu.addMenu("&All examples of a practice")
        self._ask("&Comparison of examples…", COMPARE)
        self.menu.addSeparator()
        self._plain("&Map of all examples", ItemKind.MAP)
        self._plain("Practices by &state", ItemKind.MATRIX)
        self._plain("&Glossary of the terms used", ItemKind.GLOSSARY)
        self.menu.addSeparator()
        self._meetings = self.menu.addMenu("&Notes of a meeting")
        self._ask("&Text page…", TEXT)
        self.menu.triggered.connect(self._on_triggered)

    def fill(self, practices: Sequence[PracticeEntry], meetings: Sequence[Meeting], own: str) -> None:
        """What there is now. `own`: the title of the packet's meeting, or empty."""
        self._all.clear()
        for practice in practices:
            words = f"{practice.code}  {practice.title}".replace("&", "&&")
            self._all.addAction(words).setData(new_item(ItemKind.EXAMPLES, (practice.code,)))
        self._meetings.clear()
        if own:
            words = f"The packet’s meeting: {own}".replace("&", "&&")
            self._meetings.addAction(words).setData(new_item(ItemKind.MEETING))
        for meeting in meetings:
            item = new_item(ItemKind.MEETING, (meeting.id,))
            self._meetings.addAction(meeting.title.replace("&", "&&")).setData(item)
        if self._meetings.isEmpty():
            self._meetings.addAction(NO_MEETING).setEnabled(False)

    def _ask(self, words: str, what: str) -> None:
        self.menu.addAction(words).setData(what)

    def _plain(self, words: str, kind: ItemKind) -> None:
        self.menu.addAction(words).setData(kind.value)

    def _on_triggered(self, action: QAction) -> None:
        data = action.data()
        if isinstance(data, PacketItem):
            self.wanted.emit(new_item(data.kind, data.codes))
        elif data in (BY_CODE, COMPARE, TEXT):
            self.asked.emit(data)
        elif data:
            self.wanted.emit(new_item(ItemKind(data)))
