"""The few shapes that everything in the window is drawn from: sheet, ring, chevron, check."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from esscollab_desktop.ui.look.tokens import Tokens

_State = QStyle.StateFlag
RADIUS = 4.0
RING_DISTANCE = 2
ROW_BAR = 4

_CHEVRONS = {
    "right": ((9, 18), (15, 12), (9, 6)),
    "left": ((15, 18), (9, 12), (15, 6)),
    "down": ((6, 9), (12, 15), (18, 9)),
    "up": ((18, 15), (12, 9), (6, 15)),
}


def sheet(
    painter: QPainter,
    rect: QRect,
    fill: str | QColor | None,
    line: str | None,
    *,
    width: float = 1,
    radius: float = RADIUS,
) -> None:
    """A rounded rectangle with its border inside `rect`, sharp at every pixel ratio."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else QColor(fill))
    painter.setPen(Qt.PenStyle.NoPen if line is None else QPen(QColor(line), width))
    half = width / 2 if line is not None else 0.0
    inner = max(radius - half, 0.0)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), inner, inner)
    painter.restore()


def ground(tokens: Tokens, state: QStyle.StateFlag, rest: str | None) -> str | None:
    """Hover is sunk, pressed or on is wash; in contrast the selection's color."""
    if state & (_State.State_Sunken | _State.State_On):
        return tokens.selection
    if state & _State.State_MouseOver and state & _State.State_Enabled:
        return tokens.sunk
    return rest


def chevron(
    painter: QPainter, rect: QRect, direction: str, color: str, *, size: float = 16.0, width: float = 1.75
) -> None:
    """The Lucide chevron, `size` wide, in the middle of `rect`. `direction`: left, right, up or down."""
    _strokes(painter, rect, QPen(QColor(color), width), size, _CHEVRONS[direction])


def check(painter: QPainter, rect: QRect, color: str, *, size: float = 16.0, width: float = 1.75) -> None:
    """The Lucide check in the middle of `rect`."""
    _strokes(painter, rect, QPen(QColor(color), width), size, ((4, 12), (9, 17), (20, 6)))


def _strokes(
    painter: QPainter, rect: QRect, pen: QPen, size: float, points: tuple[tuple[int, int], ...]
) -> None:
    """A line through points on Lucide's grid of 24; the pen's width counts on that grid too."""
    scale = size / 24
    center = QRectF(rect).center()
    pen.setWidthF(pen.widthF() * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawPolyline(
        [QPointF(center.x() + (x - 12) * scale, center.y() + (y - 12) * scale) for x, y in points]
    )
    painter.restore()
