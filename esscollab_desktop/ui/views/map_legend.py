"""What the signs of map and matrix mean, in one line or as many as it takes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.ui.look.marks import paint_mark
from esscollab_desktop.ui.look.shapes import RADIUS
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.tiles import paint_corner

_SIGNS = ("Published", "Related", "Own", "Has your notes", "No example yet", "Stronger tint: more")
_KINDS = {"Published": Kind.PUBLISHED, "Related": Kind.RELATED, "Own": Kind.OWN}
_GAP = 18.0


class MapLegend(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Legend")
        self.setAccessibleDescription(
            "A full dot is a published example, a ring a related one, a triangle one of your own. "
            "A folded corner: it has your notes. A dashed tile: no example yet. "
            "A stronger tint: more examples."
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _line_height(self) -> float:
        return max(20.0, QFontMetricsF(self._theme.type.hints()).height() + 4)

    def _sign_width(self, words: str) -> float:
        if words in _KINDS:
            return 14.0
        return self._line_height() if words != _SIGNS[-1] else 0.0

    def _placed(self, width: float) -> list[tuple[str, float, int]]:
        """Each entry with its left edge and its line."""
        metrics = QFontMetricsF(self._theme.type.hints())
        x, line, placed = 0.0, 0, []
        for words in _SIGNS:
            wide = self._sign_width(words) + metrics.horizontalAdvance(words)
            if x and x + wide > width:
                x, line = 0.0, line + 1
            placed.append((words, x, line))
            x += wide + _GAP
        return placed

    def heightForWidth(self, width: int) -> int:
        return round((self._placed(width)[-1][2] + 1) * self._line_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.type.hints())
        widest = max(self._sign_width(words) + metrics.horizontalAdvance(words) for words in _SIGNS)
        return QSize(round(widest) + 1, round(self._line_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.type.hints())
        high = self._line_height()
        for words, x, line in self._placed(self.width()):
            box = QRectF(x, line * high, self.width() - x, high)
            self._paint_sign(painter, words, box)
            painter.setPen(QColor(self._theme.tokens.ink2))
            place = box.adjusted(self._sign_width(words), 0, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    def _paint_sign(self, painter: QPainter, words: str, box: QRectF) -> None:
        tokens, middle = self._theme.tokens, box.center().y()
        if words in _KINDS:
            paint_mark(painter, QPointF(box.left() + 5, middle), 4.5, _KINDS[words], tokens)
        elif words != _SIGNS[-1]:
            side = box.height() - 6
            tile = QRectF(box.left() + 0.5, middle - side / 2 + 0.5, side - 1, side - 1)
            is_empty = words == "No example yet"
            pen = QPen(QColor(tokens.edge if is_empty else tokens.ink3), 1)
            if is_empty:
                pen.setDashPattern([3.0, 2.5])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tile, RADIUS / 2, RADIUS / 2)
            if not is_empty:
                paint_corner(painter, tile, side * 0.6, tokens.ink)
