"""The margin beside the page: cards stand level with their passages, and never on each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

_LEFT, _RIGHT, _TOP, _BETWEEN = 16, 12, 8, 12
_CHIP_MIDDLE = 20  # below a card's top, where the line from the passage arrives


@dataclass(frozen=True)
class Place:
    """A card and where it would like to begin: level with its passage, or wherever there is room: None."""

    widget: QWidget
    level: float | None = None
    line: str = ""


class Margin(QWidget):
    """Lays out cards by hand. `height` is that of the page beside it, so that both scroll in step."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: tuple[Place, ...] = ()
        self._height = 0
        self._drift = 0

    def set_drift(self, drift: int) -> None:
        """By how much this margin is scrolled further than the page: lines begin where the passage is."""
        self._drift = drift
        self.update()

    def put(self, places: Sequence[Place], height: int) -> None:
        for place in places:
            place.widget.removeEventFilter(self)
            place.widget.installEventFilter(self)
        self._places, self._height = tuple(places), height
        self._lay_out()

    def _lay_out(self) -> None:
        y, width = float(_TOP), max(1, self.width() - _LEFT - _RIGHT)
        for place in self._places:
            widget = place.widget
            if place.level is not None:
                y = max(y, place.level - _CHIP_MIDDLE)
            height = _wanted(widget, width)
            widget.setGeometry(_LEFT, round(y), width, height)
            y += height + _BETWEEN
        self.setMinimumHeight(max(round(y) + _TOP, self._height))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card that wants another height, because of a word more, moves the ones below it.

        One that does not moves none: with hundreds of cards, each asks at least once while they are made.
        """
        done = super().eventFilter(watched, event)
        asked = (
            watched if isinstance(watched, QWidget) and event.type() == QEvent.Type.LayoutRequest else None
        )
        if asked is not None and _wanted(asked, asked.width()) != asked.height():
            self._lay_out()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The end of the thin line from a passage to the card that is being written in."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self._places:
            if place.line and place.level is not None:
                painter.setPen(QPen(QColor(place.line), 1))
                end = QPointF(_LEFT, place.widget.y() + _CHIP_MIDDLE)
                painter.drawLine(QPointF(0, place.level + self._drift), end)
        painter.end()


def _wanted(widget: QWidget, width: int) -> int:
    height = widget.heightForWidth(width) if widget.hasHeightForWidth() else -1
    return max(height, widget.sizeHint().height())
