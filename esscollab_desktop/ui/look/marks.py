"""The signs of origin as they are painted: code label, mark, rail. Line and shape speak, color does not."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.ui.look.tokens import Tokens

LABEL_LINE = 1.5
LABEL_RADIUS = 2.0
RAIL_WIDTH = 2.0
_PAD_X = 6.0
_PAD_Y = 2.5


def code_label_size(code: str, font: QFont) -> QSizeF:
    """The size of the box with its line, in logical pixels."""
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(code) + 2 * (_PAD_X + LABEL_LINE)
    return QSizeF(round(width), round(metrics.height() + 2 * _PAD_Y))


def paint_code_label(  # like Qt's own painting calls: where, what, how
    painter: QPainter,
    place: QRectF | QPointF,
    code: str,
    kind: Kind | None,
    tokens: Tokens,
    font: QFont,
    color: str = "",
) -> QRectF:
    """A code in its box, at a top left corner or in the middle of a rectangle; the box is returned.

    Solid: published, or no kind. Dashed: related. Dotted: own. `color` where the ground is not desk, paper
    or wash (`tokens.selection_ink` on a selected row).
    """
    size = code_label_size(code, font)
    box = QRectF(place, size) if isinstance(place, QPointF) else QRectF(QPointF(), size)
    if isinstance(place, QRectF):
        box.moveCenter(place.center())
        box.moveTopLeft(QPointF(round(box.left()), round(box.top())))
    ink = QColor(color or tokens.ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_line(ink, LABEL_LINE, kind, (2.5, 1.5)))
    half = LABEL_LINE / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), LABEL_RADIUS, LABEL_RADIUS)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, code)
    painter.restore()
    return box


def paint_mark(
    painter: QPainter, center: QPointF, radius: float, kind: Kind, tokens: Tokens, color: str = ""
) -> None:
    """A full dot: published. A ring: related. A triangle: own."""
    ink = QColor(color or tokens.ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind == Kind.RELATED:
        line = max(radius * 0.3, 1.25)
        painter.setPen(QPen(ink, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, radius - line / 2, radius - line / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if kind == Kind.PUBLISHED:
            painter.drawEllipse(center, radius, radius)
        else:
            painter.drawPolygon(_triangle(center, radius))
    painter.restore()


def paint_rail(
    painter: QPainter, x: float, top: float, bottom: float, kind: Kind | None, tokens: Tokens
) -> None:
    """The rail, 2 px wide from `x` to the right, in the line of its kind."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, kind is not None and kind == Kind.OWN)
    painter.setPen(_line(QColor(tokens.edge), RAIL_WIDTH, kind, (3.5, 3.0)))
    middle = x + RAIL_WIDTH / 2
    painter.drawLine(QPointF(middle, top), QPointF(middle, bottom))
    painter.restore()


def _line(color: QColor, width: float, kind: Kind | None, dashes: tuple[float, float]) -> QPen:
    """A solid, dashed or dotted pen; `dashes` in multiples of its width, as Qt counts them."""
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind == Kind.RELATED:
        pen.setDashPattern(dashes)
    elif kind == Kind.OWN:
        pen.setDashPattern([1.0, 1.0])
    return pen


def _triangle(center: QPointF, radius: float) -> QPolygonF:
    top = center.y() - radius
    base = center.y() + radius * 0.85
    return QPolygonF(
        [
            QPointF(center.x(), top),
            QPointF(center.x() + radius * 1.1, base),
            QPointF(center.x() - radius * 1.1, base),
        ]
    )
