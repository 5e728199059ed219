"""A search field above a list: Down goes into the list, Esc empties it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.views.tree_pane import SearchField

PAUSE = 120  # ms between two letters, before a search begins


class SearchLine(SearchField):
    """`searched(words)` a moment after the last letter, or at once by Enter."""

    searched = Signal(str)

    def __init__(self, name: str, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        glass = QAction("Search", self)
        icons.follow(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction("Clear the search", self)
        icons.follow(self._clear, "x")
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._on_words)
        self.returnPressed.connect(self._search)
        self.escaped.connect(self.clear)

    def _on_words(self, words: str) -> None:
        self._clear.setVisible(bool(words))
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
