"""Compare: two to four examples side by side, what adds to them, and the way onto paper."""

from PySide6.QtCore import QMargins, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from esscollab_desktop.domain.comparison import MOST
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.comparing import ComparingModel
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.boxes import offer_address
from esscollab_desktop.ui.views.compare_table import CompareTable
from esscollab_desktop.ui.views.flow import Flow
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.search_field import SearchField

EMPTY = "Compare needs two examples. Open one and press Ctrl+Shift+M, or type its code above."
ONE = "Compare needs two examples. Open another one and press Ctrl+Shift+M, or type its code above."
FIELD = 240


class CompareView(QFrame):
    """`opened(code)`: to the example in Read; `left()`: back to Read; `said(str)`; `zoom_wanted(int)`."""

    opened = Signal(str)
    left = Signal()
    said = Signal(str)
    zoom_wanted = Signal(int)

    def __init__(
        self, model: ComparingModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pagePane")
        self.setAccessibleName("Compare")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._model, self._theme = model, theme
        self.bar = Flow(QMargins(24, 8, 18, 8), self)
        self.bar.setObjectName("pageBar")
        self.field = SearchField("Add by code", icons, self.bar)
        self.field.setPlaceholderText("Add by code: 4.MA")
        self.add = QPushButton("Add", self.bar)
        self.save = QPushButton("Save handout…", self.bar)
        self.count = PlainLabel(parent=self.bar)
        self.hint = PlainLabel(parent=self)
        self.table = CompareTable(theme, icons, self)
        self.table.cite = model.citation
        self._lay_out(icons)
        self._wire()
        self._dress()
        self.show_set()

    def _lay_out(self, icons: Icons) -> None:
        icons.follow(self.add, "plus", size=16)
        icons.follow(self.save, "file-down", size=16)
        for button in (self.add, self.save):
            button.setAutoDefault(False)
        for widget in (self.field, self.add, self.count, self.save):
            self.bar.add(widget)
        for label in (self.hint, self.count):
            label.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hint.setContentsMargins(24, 12, 24, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.hint)
        column.addWidget(self.table.holder)
        column.addWidget(self.table, 1)

    def _wire(self) -> None:
        model, table = self._model, self.table
        self.field.returnPressed.connect(self._on_added)
        self.field.escaped.connect(self.field.clear)
        self.field.left_down.connect(self._to_table)
        self.add.clicked.connect(self._on_added)
        self.save.clicked.connect(self.save_handout)
        table.opened.connect(self.opened)
        table.moved.connect(self._on_moved)
        table.removed.connect(self._on_removed)
        table.address_chosen.connect(self._on_address)
        table.zoom_wanted.connect(self.zoom_wanted)
        model.changed.connect(self.show_set)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.field.setMinimumWidth(round(FIELD * self._theme.base_points / 10.5 / 1.2))
        for label in (self.hint, self.count):
            label.setFont(self._theme.type.controls())
        self.bar.place()

    def show_set(self) -> None:
        """What the model holds now: columns, how many there are, and what is missing."""
        number = len(self._model.codes)
        self.hint.setText({0: EMPTY, 1: ONE}.get(number, ""))
        self.hint.setVisible(number < 2)
        self.table.setVisible(number > 0)
        if not number:
            self.table.holder.hide()
        self.count.setText(f"{number} of {MOST} examples")
        self.table.show_comparison(self._model.comparison)
        self.bar.place()

    def show_save(self, shown: bool) -> None:
        """Its own button for the handout, where the window's bar has no room for that."""
        self.save.setVisible(shown)
        self.bar.place()

    def save_handout(self) -> None:
        self._model.save(self._ask_path)

    def _ask_path(self, suggested: str) -> str:
        return QFileDialog.getSaveFileName(self, "Save handout", suggested, "PDF (*.pdf)")[0]

    def copy(self) -> None:
        """The selected words of the cell that has the keyboard, or all of it, with where they are from."""
        cell = self.table.focused_cell()
        if cell is None:
            self.said.emit("Go to a cell with Tab, or select words in it; then copy.")
        else:
            QGuiApplication.clipboard().setMimeData(cell.copied())
            self.said.emit("Copied.")

    def _on_added(self) -> None:
        if self.field.text().strip() and self._model.add(self.field.text().strip()):
            self.field.clear()
            announce(self, f"{self.count.text()} side by side")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, code: str, by: int) -> None:
        self._model.move(code, by)
        self.table.focus_head(code)

    def _on_removed(self, code: str) -> None:
        """The keyboard goes to the next column, where there is none to the field."""
        here = self._model.codes.index(code)
        self._model.remove(code)
        codes = self._model.codes
        if not codes or not self.table.focus_head(codes[min(here, len(codes) - 1)]):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_address(self, address: str, where: QPoint) -> None:
        offer_address(self, address, where, self.said.emit)

    def _to_table(self) -> None:
        if self._model.codes:
            self.table.focus_head(self._model.codes[0])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard into the view: to the first title, or to the field while there is too little."""
        super().focusInEvent(event)
        if self._model.is_enough:
            self._to_table()
        else:
            self.field.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        # From the head, which stands above the table.
        self.table.keyPressEvent(event)
        if not event.isAccepted():
            super().keyPressEvent(event)
