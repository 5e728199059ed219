"""How tiles, cells and their legend are painted: marks, folded corner, tint, dashed edge."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.ui.look.marks import paint_mark
from esscollab_desktop.ui.look.shapes import RADIUS
from esscollab_desktop.ui.look.tokens import Tokens

MOST_MARKS = 3
KINDS = (Kind.PUBLISHED, Kind.RELATED, Kind.OWN)


def tint_of(counts: Counts, tokens: Tokens) -> tuple[str, str]:
    """The fill of a tile and the ink on it."""
    fills = (tokens.m0, tokens.m1, tokens.m2, tokens.m3)
    step = min(counts.total, 3)
    ink = tokens.m3_ink if step == 3 else tokens.ink if step else tokens.ink3
    return fills[step], ink


def marks_of(counts: Counts) -> list[Kind]:
    """One mark for each example; where there are more than three, one for each kind that is there."""
    if counts.total <= MOST_MARKS:
        return [kind for kind in KINDS for _ in range(counts.of(kind))]
    return [kind for kind in KINDS if counts.of(kind)]


def paint_marks(  # like Qt's own painting calls: where, what, how
    painter: QPainter,
    box: QRectF,
    counts: Counts,
    radius: float,
    tokens: Tokens,
    font: QFont,
    ink: str,
    *,
    is_centered: bool = False,
) -> None:
    """Marks in a row from the left of `box`, or in its middle; past three the number leads them."""
    number = f"{counts.total:,}" if counts.total > MOST_MARKS else ""
    advance = QFontMetricsF(font).horizontalAdvance(number) + radius if number else 0.0
    step = 2 * radius + max(3.0, radius * 0.7)
    marks = marks_of(counts)
    room = box.width() - advance + step - 2 * radius
    if number:
        marks = marks[: max(0, int(room // step))] if len(marks) * step > room else marks
        if len(marks) < len(marks_of(counts)):
            marks = []  # some of the kinds alone would say that there are no others
    elif len(marks) * step > room:
        radius = radius * room / (len(marks) * step)
        step = room / len(marks)
    width = advance + len(marks) * step - (step - 2 * radius if marks else radius)
    x = box.center().x() - width / 2 if is_centered else box.left()
    if number:
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(x, box.top(), advance + 8, box.height()), _MIDDLE, number)
        painter.restore()
        x += advance
    for kind in marks:
        paint_mark(painter, QPointF(x + radius, box.center().y()), radius, kind, tokens, ink)
        x += step


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def paint_corner(painter: QPainter, box: QRectF, size: float, ink: str, line: str = "") -> None:
    """The folded corner, top right: it has the user's notes. `line`: the edge around it, where it is pale."""
    path, corner = QPainterPath(), QPainterPath()
    path.addRoundedRect(box, RADIUS, RADIUS)
    right, top = box.right(), box.top()
    corner.addPolygon(
        QPolygonF([QPointF(right - size, top), QPointF(right, top), QPointF(right, top + size)])
    )
    painter.fillPath(path.intersected(corner), QColor(ink))
    if line:
        painter.strokePath(path.intersected(corner), QPen(QColor(line), 1))


def paint_tile(
    painter: QPainter, box: QRectF, counts: Counts, tokens: Tokens, *, is_met: bool = False
) -> str:
    """The sheet of a tile with its edge; the ink on it is returned. `is_met`: the pointer is over it."""
    fill, ink = tint_of(counts, tokens)
    line = QPen(QColor(tokens.accent if is_met else tokens.ink3 if counts.total else tokens.edge))
    line.setWidthF(2.0 if is_met else 1.0)
    if not counts.total:
        line.setDashPattern([3.0 / line.widthF(), 2.5 / line.widthF()])
        fill = tokens.sunk if is_met else fill
    half = line.widthF() / 2
    painter.setBrush(QColor(fill))
    painter.setPen(line)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), RADIUS, RADIUS)
    return ink


def paint_ring(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    """The ring of the tile in focus, at 2 px distance."""
    width = float(tokens.ring_width)
    out = 2 + width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), width))
    painter.drawRoundedRect(box.adjusted(-out, -out, out, out), RADIUS + out, RADIUS + out)
