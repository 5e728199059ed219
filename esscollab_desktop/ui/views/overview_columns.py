"""Places the parts of the overview: three columns, two, or one below the other."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.panes import MIDDLE, WIDE

SIDE = 268
_GAP = 28
_SHARE = 0.34  # of the width at most is the matrix’s, so that the map beside it can be read
_EDGE = 24


class OverviewColumns(QWidget):
    """Side, map and matrix; or side and table where that is shown. No more high than it must be."""

    def __init__(self, side: QWidget, chart: QWidget, matrix: QWidget, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._side, self._map, self._matrix, self._theme = side, chart, matrix, theme
        self._table = matrix
        self.map_width = 600  # what the map takes with tiles of full size
        self.matrix_width = 330
        self.matrix_height = 600  # with all its rows
        self.window_width = 1366  # with a scroll bar beside this
        self.room = 400  # height of the window's part that shows this
        self.is_table = False
        for part in (side, chart, matrix):
            part.setParent(self)
        theme.changed.connect(self.place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def set_table(self, table: QWidget) -> None:
        """What stands in the place of map and matrix when `show_table` asks for it."""
        table.setParent(self)
        self._table = table

    def show_table(self, shown: bool) -> None:
        self.is_table = shown
        self._table.setVisible(shown)
        for part in (self._map, self._matrix):
            part.setVisible(not shown)
        self.place()

    @property
    def _logical(self) -> float:
        return self.window_width / self._theme.window_text

    def place(self) -> None:
        """Give each part its place; the height follows from the width."""
        edge = _EDGE if self._logical >= MIDDLE else 16
        # As wide with a scroll bar as without: its coming would else bring about its going, without end.
        width = self.window_width - edge - _EDGE
        if self._logical < MIDDLE:
            height = self._in_one_column(edge, width)
        elif self._logical < WIDE:
            height = self._in_two_columns(edge, width)
        else:
            height = self._in_three_columns(edge, width)
        self.setMinimumHeight(height + edge)

    def _in_one_column(self, edge: int, width: int) -> int:
        y = edge
        parts = [self._table, self._side] if self.is_table else [self._map, self._side, self._matrix]
        for part in parts:
            y = self._put(part, edge, y, width, self._own_height(part, width)) + _GAP
        return y - _GAP

    def _in_two_columns(self, edge: int, width: int) -> int:
        side = self._side_width()
        left, y = edge + side + _GAP, edge
        for part in [self._table] if self.is_table else [self._map, self._matrix]:
            y = (
                self._put(part, left, y, width - side - _GAP, self._own_height(part, width - side - _GAP))
                + _GAP
            )
        below = self._put(self._side, edge, edge, side, self._own_height(self._side, side))
        return max(y - _GAP, below)

    def _in_three_columns(self, edge: int, width: int) -> int:
        side, full = self._side_width(), self.room - 2 * edge
        left = edge + side + _GAP
        below = self._put(self._side, edge, edge, side, max(full, self._own_height(self._side, side)))
        if self.is_table:
            return max(below, self._put(self._table, left, edge, width - side - _GAP, max(full, 240)))
        rest = width - side - 2 * _GAP
        chart = min(self.map_width, rest - min(self.matrix_width, round(self.window_width * _SHARE)))
        height = self._own_height(self._map, chart)
        self._put(self._map, left, edge, chart, height)
        x = left + chart + _GAP
        high = max(full, min(height, self.matrix_height))
        return max(below, edge + height, self._put(self._matrix, x, edge, edge + width - x, high))

    def _own_height(self, part: QWidget, width: int) -> int:
        if part is self._matrix:
            return self.matrix_height
        if part is self._table:
            return max(240, min(self.room - 32, self.matrix_height))
        return part.heightForWidth(width)  # the least that a layout asks for is that of its narrowest

    def _put(self, part: QWidget, x: int, y: int, width: int, height: int) -> int:
        part.setGeometry(x, y, width, height)
        return y + height

    def _side_width(self) -> int:
        return round((SIDE if self._logical >= WIDE + 100 else SIDE - 24) * self._factor)

    @property
    def _factor(self) -> float:
        return self._theme.base_points / 10.5
