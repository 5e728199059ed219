"""Jurisdictions down, practices across: marks in cells; head and names stay while it scrolls."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.ui.look.shapes import sheet
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.tiles import paint_corner, paint_marks
from esscollab_desktop.ui.models.landscape_model import BY_NAME, COUNTS_ROLE, Index, LandscapeModel
from esscollab_desktop.ui.views.kept_place import KeptPlace
from esscollab_desktop.ui.views.landscape_grid import LandscapeGrid
from esscollab_desktop.ui.views.plain_label import PlainLabel

_ROW = 27
_Way = Qt.Orientation


class MatrixDelegate(QStyledItemDelegate):
    """Marks, folded corner, short dash; the sum as a number. The row that is marked is washed."""

    def __init__(self, theme: Theme, view: "MatrixView") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, rect = self._theme.tokens, option.rect
        model = self._view.landscape_model
        is_marked = model.place(index).code == self._view.marked
        ink = paint_ground(painter, rect, self._theme, is_marked, bool(option.state & _MET))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        counts = index.data(COUNTS_ROLE)
        font = self._theme.type.figures()
        if model.practice(index) is None:
            painter.setFont(self._theme.type.controls())
            painter.setPen(QColor(ink if is_marked else tokens.ink2))
            painter.drawText(
                rect.adjusted(0, 0, -10, 0), _RIGHT, f"{counts.total:,}" if counts.total else "–"
            )
        else:
            self._paint_cell(painter, QRectF(rect), counts, ink, is_marked)
        if counts.notes and model.practice(index) is not None:
            box = QRectF(rect).adjusted(2, 3, -5, -3)
            paint_corner(painter, box, 9 * font.pointSizeF() / 9.5, ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            color = tokens.selection_ink if tokens.is_contrast else tokens.accent
            sheet(painter, rect.adjusted(1, 1, -1, -2), None, color, width=tokens.ring_width, radius=3)

    def _paint_cell(self, painter: QPainter, box: QRectF, counts: Counts, ink: str, is_marked: bool) -> None:
        tokens = self._theme.tokens
        if counts.total:
            radius = 5.0 * self._theme.base_points / 10.5
            inner = box.adjusted(3, 0, -3, 0)
            font = self._theme.type.figures()
            paint_marks(painter, inner, counts, radius, tokens, font, ink, is_centered=True)
            return
        painter.setPen(QColor(ink if is_marked else tokens.ink3))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "–")


_MET = QStyle.StateFlag.State_MouseOver
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_ground(painter: QPainter, rect: QRect, theme: Theme, is_marked: bool, is_met: bool) -> str:
    """The ground of a cell and the hairline below it; the ink on it is returned."""
    tokens = theme.tokens
    ground = tokens.selection if is_marked else tokens.sunk if is_met else tokens.paper
    painter.fillRect(rect, QColor(ground))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
    return tokens.selection_ink if is_marked else tokens.ink


class NamesHeader(QHeaderView):
    """The names of the jurisdictions, at the left."""

    def __init__(self, theme: Theme, view: "MatrixView") -> None:
        super().__init__(_Way.Vertical, view)
        self._theme, self._view = theme, view
        self._widest: tuple[object, int] = (None, 0)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self._view.landscape_model
        is_marked = model.rows[section].code == self._view.marked
        ink = paint_ground(painter, rect, self._theme, is_marked, is_met=False)
        painter.setFont(self._theme.type.controls(is_selected=is_marked))
        painter.setPen(QColor(ink))
        painter.drawText(rect.adjusted(8, 0, -4, 0), _LEFT, model.rows[section].name)

    def sizeHint(self) -> QSize:
        places, base = self._view.landscape_model.landscape.jurisdictions, self._theme.base_points
        if self._widest[0] != (places, base):  # asked again and again; the names of all rows are measured
            metrics = QFontMetrics(self._theme.type.controls(is_selected=True))
            widest = max((metrics.horizontalAdvance(place.name) for place in places), default=80)
            self._widest = ((places, base), widest)
        return QSize(self._widest[1] + 14, super().sizeHint().height())


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CodesHeader(QHeaderView):
    """The codes of the practices, on top; a press sorts by one, a second the other way round."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(_Way.Horizontal, view)
        self._theme, self._view = theme, view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model, tokens = self._view.model(), self._theme.tokens
        assert isinstance(model, LandscapeModel)
        painter.fillRect(rect, QColor(tokens.paper))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.edge))
        painter.setFont(self._theme.type.controls(is_selected=True))
        painter.setPen(QColor(tokens.ink))
        side = model.headerData(section, _Way.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        inner = rect.adjusted(8, 0, -6, 0) if side != Qt.AlignmentFlag.AlignCenter else rect
        painter.drawText(inner, int(side.value), model.columns[section].head)  # type: ignore[attr-defined]
        column, descending = model.order
        if column != BY_NAME and section == column % len(model.columns):
            bar = QRect(
                rect.left() + 6, rect.bottom() - 3 if descending else rect.top() + 2, rect.width() - 12, 2
            )
            painter.fillRect(bar, QColor(tokens.accent))

    def sizeHint(self) -> QSize:
        return QSize(
            super().sizeHint().width(), max(32, QFontMetrics(self._theme.type.controls()).height() + 12)
        )


class MatrixView(LandscapeGrid):
    """`opened(code, practice)`: a cell, or with an empty practice a jurisdiction. `marked` is the row that
    map and matrix have in common; `current_changed(code)` tells when the keyboard goes to another.
    """

    current_changed = Signal(str)

    def __init__(self, model: LandscapeModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(model, theme, parent)
        self.marked = ""
        self.setObjectName("matrixView")
        self.setAccessibleName("Practices by state")
        self.setAccessibleDescription("Arrow keys go from cell to cell, letters find a state, Enter opens.")
        self.setItemDelegate(MatrixDelegate(theme, self))
        self.setVerticalHeader(NamesHeader(theme, self))
        self.setHorizontalHeader(CodesHeader(theme, self))
        self.horizontalHeader().setMinimumSectionSize(24)  # the style’s own is wider than a mark needs
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self._place_kept = KeptPlace(self, model)
        self.corner = PlainLabel("Jurisdiction", self)
        self.clicked.connect(self._on_clicked)
        self.verticalHeader().sectionClicked.connect(self._on_name_clicked)
        self.horizontalHeader().sectionClicked.connect(self.sort_by)
        model.modelReset.connect(self._on_reset)
        model.layoutChanged.connect(self._on_sorted)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def mark(self, code: str) -> None:
        """Show which row stands for the tile that the keyboard is on."""
        self.marked = code
        row = self.landscape_model.row_of(code)
        if row >= 0:
            self.scrollTo(self.landscape_model.index(row, max(0, self.currentIndex().column())))
        self._repaint()

    def sort_by(self, section: int) -> None:
        """Largest first; the other way round where it is sorted by this already."""
        model = self.landscape_model
        column, descending = model.order
        is_same = column != BY_NAME and column % len(model.columns) == section
        down = not descending if is_same else bool(model.columns[section].counts) or section > 1
        model.sort(section, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    # --- Qt's own names ---

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.marked = self.landscape_model.place(current).code
            self.current_changed.emit(self.marked)
        self._repaint()

    def focusInEvent(self, event: object) -> None:
        if not self.currentIndex().isValid() and self.landscape_model.rowCount():
            row = max(0, self.landscape_model.row_of(self.marked))
            self.setCurrentIndex(self.landscape_model.index(row, 0))
        super().focusInEvent(event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def wanted_width(self) -> int:
        return self.verticalHeader().sizeHint().width() + sum(self._least()) + 20

    def wanted_height(self) -> int:
        """With all rows in view."""
        row = self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + row * self.landscape_model.rowCount() + 4

    # --- how it is done ---

    def _least(self) -> list[int]:
        metrics = QFontMetrics(self._theme.type.controls(is_selected=True))
        least = round(30 * self._theme.base_points / 10.5)
        return [max(least, metrics.horizontalAdvance(c.head) + 14) for c in self.landscape_model.columns]

    def _place(self) -> None:
        """Columns share what room there is, no narrower than their heads."""
        least = self._least()
        if not least:
            return
        # The scroll bar's place is kept free: with it columns would shrink, and without it grow again.
        taken = self.verticalHeader().sizeHint().width() + self.verticalScrollBar().sizeHint().width()
        spare = max(0, self.width() - taken - sum(least) - 2) // len(least)
        most = round(16 * self._theme.base_points / 10.5)
        for section, width in enumerate(least):
            self.horizontalHeader().resizeSection(section, width + min(spare, most))
        head = self.horizontalHeader().height()
        self.corner.setGeometry(8, 0, self.verticalHeader().width() - 8, head - 1)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.open_index(index)

    def _on_name_clicked(self, section: int) -> None:
        self.opened.emit(self.landscape_model.rows[section].code, "")

    def _on_reset(self) -> None:
        self.verticalHeader().updateGeometry()
        self.updateGeometries()
        self._place()

    def _on_sorted(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        else:
            self.scrollToTop()
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()
        self.verticalHeader().viewport().update()

    def _set_looks(self) -> None:
        self.setFont(self._theme.type.controls())
        self.corner.setFont(self._theme.type.controls(is_selected=True))
        row = max(_ROW, QFontMetrics(self._theme.type.controls()).height() + 8)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self._on_reset()
