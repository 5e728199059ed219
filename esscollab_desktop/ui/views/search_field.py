"""The search field: what is typed, a way to clear it, and keys that mean the list below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from esscollab_desktop.ui.look.icons import Icons

_WALKS = (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SearchField(QLineEdit):
    """A line edit that tells Down, other keys that walk a list, and Esc while there is something to clear."""

    left_down = Signal()
    walked = Signal(object)
    escaped = Signal()
    focused = Signal()

    def __init__(self, name: str, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        glass = QAction("Search", self)
        icons.follow(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction("Clear the search", self)
        icons.follow(self._clear, "x")
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda words: self._clear.setVisible(bool(words)))
        self.textChanged.connect(lambda _words: self._fit_signs())
        glass_button, self._clear_button = self.findChildren(QToolButton)
        glass_button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # a sign, not a button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_signs()

    def _fit_signs(self) -> None:
        """Qt makes the button as high as its sign; it is hit in the field's whole height."""
        place = self._clear_button.geometry()
        self._clear_button.setGeometry(place.x(), 0, place.width(), self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() in _WALKS and not event.modifiers():
            self.walked.emit(Qt.Key(event.key()))
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
