"""A search field above a list: Down goes into the list, Esc empties it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.views.search_field import SearchField

PAUSE = 120  # ms between two letters, before a search begins


class SearchLine(SearchField):
    """`searched(words)` a moment after the last letter, or at once by Enter."""

    searched = Signal(str)

    def __init__(self, name: str, icons: Icons, parent: QWidget) -> None:
        super().__init__(name, icons, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._on_words)
        self.returnPressed.connect(self._search)
        self.escaped.connect(self.clear)

    def _on_words(self, _words: str) -> None:
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
