"""Three panes that fold: tree, page and notes side by side, or over the page where room is short."""

from enum import Enum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.page_pane import PagePane

TREE = 292
RESULTS = 520
RESULTS_SHARE = 0.44  # of the width at most, so that the page beside them keeps the larger part
NOTES = 316
WIDE = 1180
MIDDLE = 860
LOW = 480


class Fold(Enum):
    WIDE = "three panes"
    MIDDLE = "tree and page, notes over the page"
    NARROW = "page alone"


class Panes(QWidget):
    """Places its three children itself; nothing is re-parented, so no focus and no typed word is lost."""

    fold_changed = Signal(object)

    def __init__(self, tree: QWidget, page: PagePane, notes: QWidget, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._tree, self._page, self._notes, self._theme = tree, page, notes, theme
        self._over: QWidget | None = None
        self._is_searching = False
        self.fold = Fold.WIDE
        for pane in (page, tree, notes):
            pane.setParent(self)
            pane.installEventFilter(self)
        theme.changed.connect(self._place)
        page.foot_changed.connect(self._place)

    @property
    def over(self) -> QWidget | None:
        """The pane that lies over the page now."""
        return self._over

    @property
    def has_notes_beside(self) -> bool:
        return self._is_beside(self._notes)

    def set_searching(self, searching: bool) -> None:
        """Results stand in the tree's place: they take more room, and the notes fold away."""
        if searching != self._is_searching:
            self._is_searching = searching
            self._place()
            self.fold_changed.emit(self.fold)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    def reveal(self, pane: QWidget) -> None:
        """Bring a folded pane over the page; one that stands beside it is there already."""
        if not self._is_beside(pane):
            self._over = pane
            self._place()

    def close_over(self) -> bool:
        """Take away what lies over the page; False where nothing did."""
        if self._over is None:
            return False
        self._over = None
        self._place()
        self._page.page_focus()
        return True

    def fit(self, size: QSize) -> None:
        """Fold as in a window of this size, while another view stands before this one."""
        if not self.isVisible() and size != self.size():
            self.resize(size)
            self._place()

    def _is_beside(self, pane: QWidget) -> bool:
        if pane is self._notes:
            return self.fold is Fold.WIDE and not self._is_searching
        return pane is self._page or self.fold is not Fold.NARROW

    def _folded_with_focus(self) -> QWidget | None:
        """The pane that holds the keyboard and has no place beside the page any more."""
        focus = self.window().focusWidget()
        panes = (pane for pane in (self._tree, self._notes) if not self._is_beside(pane))
        return next((pane for pane in panes if focus and pane.isAncestorOf(focus)), None)

    def _wanted_fold(self) -> Fold:
        width = self.width() / self._theme.window_text
        if width >= WIDE:
            return Fold.WIDE
        return Fold.MIDDLE if width >= MIDDLE else Fold.NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        fold = self._wanted_fold()
        changed = fold is not self.fold
        self.fold = fold
        if self._over and self._is_beside(self._over):
            self._over = None
        if changed and (folded := self._folded_with_focus()) and folded is not self._over:
            # What is being typed goes on where it is, now over the page.
            self._over = (
                folded if isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit) else None
            )
            if self._over is None:
                self._page.page_focus()
        factor = self._theme.base_points / 10.5
        width, height = self.width(), self.height()
        tree, notes = round(TREE * factor), round(NOTES * factor)
        if self._is_searching:
            tree = max(tree, min(round(RESULTS * factor), round(width * RESULTS_SHARE)))
        left = tree + 1 if self._is_beside(self._tree) else 0
        right = notes + 1 if self._is_beside(self._notes) else 0
        self._page.setGeometry(left, 0, max(0, width - left - right), height)
        if self.fold is Fold.NARROW:
            tree = notes = width
        self._tree.setGeometry(0, 0, tree, height)
        # A bar at the page's foot finds words in notes too: notes over the page leave it to be seen.
        foot = self._page.foot_height if self._over is self._notes else 0
        self._notes.setGeometry(width - notes, 0, notes, height - foot)
        for pane in (self._tree, self._notes):
            pane.setVisible(self._is_beside(pane) or pane is self._over)
        for pane in (self._tree, self._notes):
            _mark_over(pane, pane is self._over)
        if self._over:
            self._over.raise_()
        self.update()
        if changed:
            self.fold_changed.emit(fold)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.line))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and watched is self._over
        ):
            return self.close_over()
        return super().eventFilter(watched, event)


def _mark_over(pane: QWidget, is_over: bool) -> None:
    """The style sheet gives a pane that lies over the page a line at its side."""
    if pane.property("over") != is_over:
        pane.setProperty("over", is_over)
        pane.style().unpolish(pane)
        pane.style().polish(pane)
