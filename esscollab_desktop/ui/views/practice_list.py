"""The practices with their numbers, each a row that opens it."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.landscape import Landscape
from esscollab_desktop.services.landscape_words import counts_words
from esscollab_desktop.ui.look.marks import paint_mark
from esscollab_desktop.ui.look.shapes import sheet
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.landscape_model import EMPTY, Index

_ROW = 31
_MOST = 12  # rows in view; more of them scroll
_KINDS = (Kind.PUBLISHED, Kind.RELATED, Kind.OWN)
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Role = Qt.ItemDataRole


class PracticeModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.landscape: Landscape = EMPTY

    def show(self, landscape: Landscape) -> None:
        """Other numbers on the same practices leave the keyboard where it is."""
        if landscape.practices == self.landscape.practices:
            self.landscape = landscape
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
            return
        self.beginResetModel()
        self.landscape = landscape
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.landscape.practices)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        practice = self.landscape.practices[index.row()]
        if role == Role.DisplayRole:
            return practice.title
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            counts = self.landscape.of_practice(practice.code)
            return f"Practice {practice.code}, {practice.title}: {counts_words(counts)}"
        return None


class PracticeDelegate(QStyledItemDelegate):
    """Number, title, then a mark with its number for each kind that any practice has."""

    def __init__(self, theme: Theme, view: "PracticeList") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def _kinds(self) -> list[Kind]:
        total = self._view.practices.landscape.total
        return [kind for kind in _KINDS if kind is not Kind.OWN or total.own]

    def _cell(self) -> float:
        """What a mark and its number take."""
        landscape = self._view.practices.landscape
        most = max((landscape.of_practice(p.code).total for p in landscape.practices), default=0)
        return 27 * self._scale() + QFontMetricsF(self._theme.type.controls()).horizontalAdvance(f"{most:,}")

    def _scale(self) -> float:
        return self._theme.base_points / 10.5

    def _title_box(self, rect: QRectF, code: str) -> QRectF:
        metrics = QFontMetricsF(self._theme.type.controls(is_selected=True))
        left = max(20 * self._scale(), metrics.horizontalAdvance(code) + 8)
        return rect.adjusted(left, 3, -self._cell() * len(self._kinds()) - 4, -4)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height_for(index.row(), self._view.viewport().width()))

    def height_for(self, row: int, width: int) -> int:
        practice = self._view.practices.landscape.practices[row]
        box = self._title_box(QRectF(0, 0, width, 1000), practice.code)
        metrics = QFontMetrics(self._theme.type.controls())
        high = metrics.boundingRect(box.toRect(), int(_WRAP), practice.title).height() + 8
        return max(_ROW, round(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, rect = self._theme.tokens, QRectF(option.rect)
        landscape = self._view.practices.landscape
        practice = landscape.practices[index.row()]
        counts, controls = landscape.of_practice(practice.code), self._theme.type.controls()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.sunk))
        painter.fillRect(
            option.rect.left(), option.rect.bottom(), option.rect.width(), 1, QColor(tokens.line)
        )
        painter.setPen(QColor(tokens.ink))
        painter.setFont(self._theme.type.controls(is_selected=True))
        painter.drawText(rect.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, practice.code)
        painter.setFont(controls)
        painter.drawText(self._title_box(rect, practice.code), int(_WRAP), practice.title)
        x = rect.right() - self._cell() * len(self._kinds())
        for kind in self._kinds():
            center = QRectF(x, rect.top(), 14 * self._scale(), rect.height()).center()
            paint_mark(painter, center, 4.5 * self._scale(), kind, tokens)
            place = QRectF(x + 18 * self._scale(), rect.top(), self._cell(), rect.height())
            painter.setPen(QColor(tokens.ink2))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{counts.of(kind):,}")
            x += self._cell()
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = option.rect.adjusted(0, 1, -1, -2)
            sheet(painter, ring, None, tokens.accent, width=tokens.ring_width, radius=3)


class PracticeList(QListView):
    """As high as its rows, up to a dozen. `opened(code)`."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.practices = PracticeModel(self)
        self._theme, self._delegate = theme, PracticeDelegate(theme, self)
        self.setObjectName("practiceList")
        self.setAccessibleName("Practices")
        self.setModel(self.practices)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._open)
        self.practices.modelReset.connect(self._on_reset)
        theme.changed.connect(self._on_theme_changed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = range(min(self.practices.rowCount(), _MOST))
        return sum(self._delegate.height_for(row, width) for row in rows) + 1

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in opens and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        if not self.currentIndex().isValid() and self.practices.rowCount():
            self.setCurrentIndex(self.practices.index(0, 0))
        super().focusInEvent(event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.practices.landscape.practices[index.row()].code)

    def _on_reset(self) -> None:
        # A bar for a moment would make rows narrower, hence higher, and so stay.
        bar = Qt.ScrollBarPolicy
        many = self.practices.rowCount() > _MOST
        self.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if many else bar.ScrollBarAlwaysOff)
        self.updateGeometry()

    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
