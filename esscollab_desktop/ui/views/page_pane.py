"""The middle pane: the way to the page, what can be done with it, and the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from esscollab_desktop.domain.codes import is_practice
from esscollab_desktop.domain.page import Page
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.bar_buttons import bar_button
from esscollab_desktop.ui.views.reading_view import ReadingView


class PagePane(QFrame):
    code_chosen = Signal(str)

    def __init__(self, theme: Theme, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pagePane")
        self.setAutoFillBackground(True)
        self._theme = theme
        self._above = ""
        self.view = ReadingView(theme, self)
        self._bar = QFrame(self)
        self._bar.setObjectName("pageBar")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(92, 6, 18, 6)
        row.setSpacing(4)
        self.trail = QToolButton(self._bar)
        self.trail.setAutoRaise(True)
        self.trail.clicked.connect(lambda: self.code_chosen.emit(self._above))
        row.addWidget(self.trail)
        row.addStretch(1)
        for action in actions:
            row.addWidget(bar_button(action, self._bar))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.view, 1)
        self.view.code_chosen.connect(self.code_chosen)

    def page_focus(self) -> None:
        """The keyboard into the page. A focus proxy would send Tab round inside this pane for ever."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        self._above = page.trail[-1][0] if page.trail else ""
        self.trail.setVisible(bool(page.trail))
        self.trail.setText("  ›  ".join(_step(code, words) for code, words in page.trail))
        self.trail.setAccessibleName(f"Up to {self.trail.text()}")
        self.view.show_page(page)

    def show_bar(self, shown: bool) -> None:
        self._bar.setVisible(shown)

    def copy(self) -> None:
        """Copy the selected words; without any, the whole page as text."""
        if self.view.textCursor().hasSelection():
            self.view.copy()
        else:
            QGuiApplication.clipboard().setText(self.view.toPlainText())


def _step(code: str, words: str) -> str:
    """`4 Maximize Your Resources` as `Practice 4  ›  Maximize Your Resources`."""
    return f"Practice {code}  ›  {words.removeprefix(code).strip()}" if is_practice(code) else words
