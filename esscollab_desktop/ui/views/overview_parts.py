"""The heads and feet around map, matrix and table."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.landscape_model import BY_NAME, LandscapeModel
from esscollab_desktop.ui.views.map_legend import MapLegend
from esscollab_desktop.ui.views.map_view import MapView
from esscollab_desktop.ui.views.plain_label import PlainLabel


class MapPanel(QFrame):
    """The map with its sum above, the line of the tile that is meant beside it, the legend below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.head = PlainLabel(parent=self)
        self.line = PlainLabel(parent=self)
        self.map = MapView(theme, self)
        self.legend = MapLegend(theme, self)
        self.head.setWordWrap(True)
        self.line.setWordWrap(True)
        self.line.setObjectName("hint")
        self.head.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.head, 3)
        top.addWidget(self.line, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.map)
        column.addWidget(self.legend)
        column.addStretch(1)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def _set_looks(self) -> None:
        self.head.setFont(self._theme.type.heading())
        self.line.setFont(self._theme.type.controls())
        # Room for two lines: what stands below must not move with the words.
        self.line.setMinimumHeight(2 * self.line.fontMetrics().lineSpacing())


class SortBox(QComboBox):
    """By what a landscape is sorted; it follows a press on a head, and leads."""

    def __init__(self, model: LandscapeModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName("Sort by")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.activated.connect(self._on_chosen)
        model.modelReset.connect(self._fill)
        model.sorted_by.connect(lambda _column, _down: self._show_order())
        self._fill()

    def _fill(self) -> None:
        self.clear()
        if not self._model.columns:
            return
        if not self._model.is_table:
            self.addItem("By name", (BY_NAME, False))
        for number, column in enumerate(self._model.columns):
            is_word = self._model.is_table and number < 2
            spoken = column.spoken[0].upper() + column.spoken[1:]
            if is_word:
                self.addItem(f"{spoken}, A to Z", (number, False))
                self.addItem(f"{spoken}, Z to A", (number, True))
            else:
                self.addItem(f"{spoken}, most first", (number, True))
                self.addItem(f"{spoken}, fewest first", (number, False))
        self._show_order()

    def _show_order(self) -> None:
        column, descending = self._model.order
        wanted = (column if column == BY_NAME else column % len(self._model.columns), descending)
        self.setCurrentIndex(next((row for row in range(self.count()) if self.itemData(row) == wanted), 0))

    def _on_chosen(self, row: int) -> None:
        column, descending = self.itemData(row)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._model.sort(column, order)


class ChartPanel(QFrame):
    """Matrix or table: a heading with the button to the other, the sort and the exports below."""

    switched = Signal()

    def __init__(
        self,
        words: str,
        other: str,
        view: QWidget,
        model: LandscapeModel,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self.view = theme, view
        self.head = PlainLabel(words, self)
        self.head.setWordWrap(True)
        self.other = QPushButton(other, self)
        self.export = QPushButton("Export…", self)
        self.sort = SortBox(model, self)
        icons.follow(self.other, "map" if model.is_table else "table", size=16)
        icons.follow(self.export, "download", size=16)
        for button in (self.other, self.export):
            button.setAutoDefault(False)
        self.other.clicked.connect(self.switched)
        view.setParent(self)
        for before, after in pairwise((self.other, view, self.sort, self.export)):
            QWidget.setTabOrder(before, after)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.other)
        foot.addWidget(self.sort, 2)
        if model.is_table:
            foot.addStretch(3)
        foot.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(view, 1)
        column.addLayout(foot)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def height_around(self) -> int:
        """What head and foot take."""
        return self.other.sizeHint().height() + self.sort.sizeHint().height() + 16

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 160)

    def _set_looks(self) -> None:
        self.head.setFont(self._theme.type.heading())
