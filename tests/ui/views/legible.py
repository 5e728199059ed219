"""What a person would not read whole: measured with the font of each widget, not asked of the widget."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QToolButton,
    QWidget,
)

_ACROSS = Qt.Orientation.Horizontal
SLACK = 1.0  # fractions of a pixel that rounding takes


def settle() -> None:
    """One layout may bring about another."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()


def clipped(root: QWidget) -> list[str]:
    """Every visible word of a window or dialog that has less room than it needs."""
    settle()
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible() or widget.window() is not root.window():
            continue
        for words, needed, room in _measured(widget):
            if needed > room + SLACK:
                name = f"{type(widget).__name__} {widget.objectName()}".strip()
                found.append(f"{name}: {words!r} needs {needed:.0f}, has {room:.0f}")
    return found


def _measured(widget: QWidget) -> Iterator[tuple[str, float, float]]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QLineEdit):
        yield from _field(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            words = widget.tabText(tab)
            yield words, _width(widget, words), widget.tabRect(tab).width() - 8
    elif isinstance(widget, QHeaderView):
        yield from _header(widget)
    elif isinstance(widget, QPlainTextEdit) and widget.placeholderText() and not widget.toPlainText():
        words = widget.placeholderText()
        box = widget.fontMetrics().boundingRect(_wrapping(widget), int(Qt.TextFlag.TextWordWrap), words)
        yield words, box.height(), widget.viewport().height()


def _wrapping(widget: QPlainTextEdit) -> QRect:
    margin = round(widget.document().documentMargin())
    return QRect(0, 0, max(1, widget.viewport().width() - 2 * margin), 10_000)


def _width(widget: QWidget, words: str) -> float:
    metrics = QFontMetricsF(widget.font())
    return max((metrics.horizontalAdvance(line) for line in words.split("\n")), default=0.0)


def _label(label: QLabel) -> Iterator[tuple[str, float, float]]:
    words = label.text()
    if not words:
        return
    room = label.contentsRect()
    if not label.wordWrap():
        yield words, _width(label, words), room.width()
        yield words, label.fontMetrics().height() * (words.count("\n") + 1), room.height()
        return
    longest = max((_width(label, word) for word in words.replace("\u200b", " ").split()), default=0.0)
    yield words, longest, room.width()
    flags = int(Qt.TextFlag.TextWordWrap)
    box = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, words)
    yield words, box.height(), room.height()


def _button(button: QAbstractButton) -> Iterator[tuple[str, float, float]]:
    words = _without_menu_sign(button.text())
    is_alone = (
        isinstance(button, QToolButton)
        and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        and not button.icon().isNull()
    )
    if not words or is_alone:
        return
    needed = _width(button, words)
    if isinstance(button, QCheckBox | QRadioButton):
        metric = QStyle.PixelMetric
        for part in (metric.PM_IndicatorWidth, metric.PM_CheckBoxLabelSpacing):
            needed += button.style().pixelMetric(part, None, button)
    elif not button.icon().isNull():
        needed += button.iconSize().width() + 7
    yield words, needed, button.width()
    yield words, button.fontMetrics().height(), button.height()


def _without_menu_sign(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _field(field: QLineEdit) -> Iterator[tuple[str, float, float]]:
    words = "" if field.text() else field.placeholderText()
    if not words:
        return
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    left, right = float(room.left()), float(room.right() + 1)
    for button in field.findChildren(QToolButton):
        if button.isVisible() and button.x() < field.width() / 2:
            left = max(left, button.geometry().right())
        elif button.isVisible():
            right = min(right, button.x())
    yield words, _width(field, words), right - left
    yield words, field.fontMetrics().height(), field.height()


def _combo(combo: QComboBox) -> Iterator[tuple[str, float, float]]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo)
    yield combo.currentText(), _width(combo, combo.currentText()), room.width()


def _header(header: QHeaderView) -> Iterator[tuple[str, float, float]]:
    model = header.model()
    if model is None or header.orientation() is not _ACROSS:
        return
    for section in range(header.count()):
        words = str(model.headerData(section, _ACROSS) or "")
        if words and not header.isSectionHidden(section):
            yield words, _width(header, words), header.sectionSize(section) - 4


def elided_cells(view: QAbstractItemView) -> list[str]:
    """Cells that Qt itself would end with dots."""
    model, found = view.model(), []
    header = next((h for h in view.findChildren(QHeaderView) if h.orientation() is _ACROSS), None)
    for row in range(model.rowCount()):
        for column in range(header.count() if header else 1):
            index = model.index(row, column, QModelIndex())
            room = header.sectionSize(column) if header else view.viewport().width()
            if view.sizeHintForIndex(index).width() > room:
                found.append(f"{index.data()!r} has {room}")
    return found


class Elisions:
    """What the program's own painting ended with dots, while this looked on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.words: list[str] = []
        for kind in (QFontMetrics, QFontMetricsF):
            monkeypatch.setattr(kind, "elidedText", self._spy(kind.elidedText))

    def _spy(self, real: Callable[..., str]) -> Callable[..., str]:
        def elided(metrics: object, words: str, *rest: object) -> str:
            drawn = real(metrics, words, *rest)
            if drawn != words:
                self.words.append(words)
            return drawn

        return elided
