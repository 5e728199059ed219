"""What was just done to notes, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.plain_label import PlainLabel


class UndoBar(QFrame):
    """Stands there while there is something to take back."""

    undo_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("undoBar")
        self._theme = theme
        self.words = PlainLabel(parent=self)
        self.words.setWordWrap(True)
        self.undo = QPushButton("Undo", self)
        self.undo.setAutoDefault(False)
        icons.follow(self.undo, "undo-2", size=16)
        self.undo.clicked.connect(self.undo_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        theme.changed.connect(self._set_looks)
        self._set_looks()
        self.hide()

    def show_words(self, words: str) -> None:
        self.words.setText(words)
        self.undo.setAccessibleName(f"Undo: {words}" if words else "Undo")
        self.setVisible(bool(words))

    def _set_looks(self) -> None:
        self.words.setFont(self._theme.type.controls())
