"""The small dialogs of the composer: a name, a code, what is compared, a page of one's own, which packet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import Packet
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel


class LineDialog(QDialog):
    """Asks for one line. `take(words)` does it, or raises UserError, whose sentence is shown.

    `suggest(words)`: what may be meant, offered below the field as one types.
    """

    def __init__(
        self,
        title: str,
        label: str,
        verb: str,
        take: Callable[[str], None],
        parent: QWidget,
        words: str = "",
        suggest: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lineDialog")
        self.setWindowTitle(title)
        self._take, self._suggest = take, suggest
        above = PlainLabel(label, self)
        self.line = QLineEdit(words, self)
        self.line.setAccessibleName(label.rstrip(":"))
        above.setBuddy(self.line)
        self.refusal = PlainLabel(parent=self)
        self.refusal.setObjectName("alert")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.cancel = QPushButton("Cancel", self)
        self.done_button = QPushButton(verb, self)
        self.done_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(above)
        column.addWidget(self.line)
        column.addWidget(self.refusal)
        column.addStretch(1)
        column.addLayout(_foot(self.cancel, self.done_button))
        self._offered = QStringListModel(self)
        if suggest is not None:
            completer = QCompleter(self._offered, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self.line.setCompleter(completer)
            self.line.textEdited.connect(self._on_edited)
        self.cancel.clicked.connect(self.reject)
        self.done_button.clicked.connect(self._on_done)
        self.finished.connect(self.deleteLater)
        self.line.selectAll()
        self.line.setFocus()
        open_at(self, 440, 160)

    def _on_edited(self, words: str) -> None:
        self.refusal.hide()
        if self._suggest is not None:
            self._offered.setStringList(list(self._suggest(words)))

    def _on_done(self) -> None:
        try:
            self._take(self.line.text())
        except UserError as refusal:
            self.refusal.setText(str(refusal))
            self.refusal.show()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()


class TextPageDialog(QDialog):
    """A page of one's own. `changed(title, body)` with every letter, so nothing is left to be saved."""

    changed = Signal(str, str)

    def __init__(self, title: str, body: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("textPageDialog")
        self.setWindowTitle("Text page")
        self.title = QLineEdit(title, self)
        self.title.setAccessibleName("Title of the page")
        self.title.setPlaceholderText("Title of the page")
        self.body = QPlainTextEdit(body, self)
        self.body.setAccessibleName("Text of the page")
        self.body.setTabChangesFocus(True)
        self.body.setFont(theme.type.notes())
        self.hint = PlainLabel(
            "An empty line parts paragraphs. **Two stars** make words strong, a line that begins with “- ” "
            "is an entry of a list, one with “## ” a heading. Every letter is saved.",
            self,
        )
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.close_button = QPushButton("Close", self)
        self.close_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for label, widget in (("Title:", self.title), ("Text:", self.body)):
            above = PlainLabel(label, self)
            above.setBuddy(widget)
            column.addWidget(above)
            column.addWidget(widget)
        column.addWidget(self.hint)
        column.addLayout(_foot(self.close_button))
        self.title.textEdited.connect(self._on_edited)
        self.body.textChanged.connect(self._on_edited)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        open_at(self, 560, 480)

    def _on_edited(self, _words: str = "") -> None:
        self.changed.emit(self.title.text(), self.body.toPlainText())


class WhichPacketDialog(QDialog):
    """Which packet something goes into: Enter takes the last used. `packet`: it, None for a new one."""

    NEW = "New packet…"

    def __init__(self, what: str, packets: Sequence[Packet], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("whichPacketDialog")
        self.setWindowTitle("Add to packet")
        self._packets = list(packets)
        self.packet: Packet | None = None
        above = PlainLabel(f"{what} goes into:", self)
        above.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Packets, the last used first")
        self.list.addItems([*(packet.fields.name for packet in packets), self.NEW])
        self.list.setCurrentRow(0)
        above.setBuddy(self.list)
        self.cancel = QPushButton("Cancel", self)
        self.add = QPushButton("Add", self)
        self.add.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(above)
        column.addWidget(self.list, 1)
        column.addLayout(_foot(self.cancel, self.add))
        self.list.itemActivated.connect(self._on_chosen)
        self.add.clicked.connect(self._on_chosen)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.list.setFocus()
        open_at(self, 400, 320)

    def _on_chosen(self, _what: object = None) -> None:
        row = self.list.currentRow()
        self.packet = self._packets[row] if 0 <= row < len(self._packets) else None
        self.accept()


def _foot(*buttons: QPushButton) -> QHBoxLayout:
    foot = QHBoxLayout()
    foot.setSpacing(8)
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    return foot
