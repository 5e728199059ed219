"""Widgets in lines, as words stand in a paragraph; no line is wider than there is room."""

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

SPACING = 8


class Flow(QFrame):
    """Places its widgets itself: a layout of one's own in Python outlives the items that Qt gives it."""

    def __init__(self, margins: QMargins, parent: QWidget) -> None:
        super().__init__(parent)
        self._margins = margins
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        widget.setParent(self)
        self._widgets.append(widget)

    def take(self, widget: QWidget) -> None:
        """Place it no more; it belongs to whoever takes it."""
        self._widgets.remove(widget)
        widget.hide()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, only_measure=True)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        widest = max((_size(widget).width() for widget in self._shown()), default=0)
        return QSize(widest + self._margins.left() + self._margins.right(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), only_measure=False)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def place(self) -> None:
        """Place anew after a widget came, went or grew."""
        self._place(self.width(), only_measure=False)
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _place(self, width: int, only_measure: bool) -> int:
        margins = self._margins
        inner = QRect(0, 0, width, 0).marginsRemoved(margins)
        x, y = inner.left(), margins.top()
        lines: list[list[tuple[QWidget, QRect]]] = [[]]
        for widget in self._shown():
            size = _size(widget)
            size.setWidth(min(size.width(), max(inner.width(), 40)))
            if lines[-1] and x + size.width() > inner.left() + inner.width():
                x, y = inner.left(), y + _height(lines[-1]) + SPACING
                lines.append([])
            lines[-1].append((widget, QRect(QPoint(x, y), size)))
            x += size.width() + SPACING
        if not only_measure:
            for line in lines:
                for widget, rect in line:
                    widget.setGeometry(rect.translated(0, (_height(line) - rect.height()) // 2))
        return y + _height(lines[-1]) + margins.bottom()


def _height(line: list[tuple[QWidget, QRect]]) -> int:
    return max((rect.height() for _widget, rect in line), default=0)


def _size(widget: QWidget) -> QSize:
    return widget.sizeHint().expandedTo(widget.minimumSizeHint()).expandedTo(widget.minimumSize())


def no_margins() -> QMargins:
    return QMargins(0, 0, 0, 0)
