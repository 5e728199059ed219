"""What matrix and table have in common: walked by arrows and letters, opened by Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.landscape_model import Index, LandscapeModel
from esscollab_desktop.ui.views.typed_word import TypedWord, named_by

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LandscapeGrid(QTableView):
    """`opened(code, practice)`: a cell, or with an empty practice a jurisdiction. Esc is left to the view."""

    opened = Signal(str, str)

    def __init__(self, model: LandscapeModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.landscape_model, self._theme = model, theme
        self.typed = TypedWord(self)
        self.setModel(model)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        for way in (self.setHorizontalScrollMode, self.setVerticalScrollMode):
            way(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def open_index(self, index: Index) -> None:
        practice = self.landscape_model.practice(index)
        self.opened.emit(self.landscape_model.place(index).code, practice.code if practice else "")

    # --- Qt's own names ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_word = event.key() == Qt.Key.Key_Space and self.typed.text
        if event.key() in _OPENS and self.currentIndex().isValid() and not is_word:
            self.open_index(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters search codes and names, whatever the column."""
        model = self.landscape_model
        row = model.row_of(named_by(self.typed.add(search), model.rows))
        if row >= 0:
            self.setCurrentIndex(model.index(row, max(0, self.currentIndex().column())))
