"""The middle pane: the way to the page, what can be done with it, and the page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from esscollab_desktop.domain.codes import is_practice
from esscollab_desktop.domain.page import Page
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.bar_buttons import bar_button
from esscollab_desktop.ui.views.reading_view import ReadingView

if TYPE_CHECKING:
    from esscollab_desktop.ui.views.find_bar import FindBar

LEFT, RIGHT = 92, 18  # margins of the bar
BETWEEN = "  ›  "


class PagePane(QFrame):
    """`foot_changed()`: the bar at the foot came, went, or has another height."""

    code_chosen = Signal(str)
    foot_changed = Signal()

    def __init__(self, theme: Theme, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pagePane")
        self.setAutoFillBackground(True)
        self._theme = theme
        self._above = ""
        self._steps: list[str] = []
        self._foot: FindBar | None = None
        self._bar = QFrame(self)
        self._bar.setObjectName("pageBar")
        self._row = row = QHBoxLayout(self._bar)
        row.setContentsMargins(LEFT, 6, RIGHT, 6)
        row.setSpacing(4)
        self.trail = QToolButton(self._bar)
        self.trail.setAutoRaise(True)
        self.trail.clicked.connect(lambda: self.code_chosen.emit(self._above))
        row.addWidget(self.trail)
        row.addStretch(1)
        for action in actions:
            row.addWidget(bar_button(action, self._bar))
        self.view = ReadingView(theme, self)  # after the bar above it, as the Tab key goes
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._bar)
        self._column.addWidget(self.view, 1)
        self.view.code_chosen.connect(self.code_chosen)

    def page_focus(self) -> None:
        """The keyboard into the page. A focus proxy would send Tab round inside this pane for ever."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        self._above = page.trail[-1][0] if page.trail else ""
        self.trail.setVisible(bool(page.trail))
        self._steps = [_step(code, words) for code, words in page.trail]
        self.trail.setAccessibleName(f"Up to {BETWEEN.join(self._steps)}")
        self._fit_bar()
        self.view.show_page(page)

    def show_hits(self, patterns: Sequence[str]) -> None:
        """Mark what was looked for, on this page and the next; no patterns, no marks."""
        self.view.show_hits(patterns)

    def show_hit(self, letter: str, patterns: Sequence[str]) -> None:
        """Mark what was looked for, and bring it into view: in the paragraph of this letter, where one is."""
        self.view.show_hit(letter, patterns)

    def _fit_bar(self) -> None:
        """The trail begins above the text; with little room further left, then without its first steps."""
        for first in range(max(1, len(self._steps))):
            self.trail.setText(BETWEEN.join(["…"] * bool(first) + self._steps[first:]))
            self._row.setContentsMargins(RIGHT, 6, RIGHT, 6)
            spare = self.width() - self._row.minimumSize().width()
            if spare >= 0:
                break
        self._row.setContentsMargins(min(LEFT, RIGHT + max(0, spare)), 6, RIGHT, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()

    def set_foot(self, bar: "FindBar") -> None:
        """Put a bar below the page; it is not shown yet."""
        bar.hide()
        self._foot = bar
        self._column.addWidget(bar)
        bar.height_changed.connect(self.foot_changed)

    @property
    def foot_height(self) -> int:
        return self._foot.height() if self._foot and self._foot.isVisible() else 0

    def show_bar(self, shown: bool) -> None:
        self._bar.setVisible(shown)

    def copy(self) -> None:
        """Copy the selected words, or else the whole page as text; each with where it is from."""
        QGuiApplication.clipboard().setMimeData(self.view.copied())


def _step(code: str, words: str) -> str:
    """`4 Maximize Your Resources` as `Practice 4  ›  Maximize Your Resources`."""
    return f"Practice {code}  ›  {words.removeprefix(code).strip()}" if is_practice(code) else words
