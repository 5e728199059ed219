"""What a person would see or hear: labels that are cut, widgets without a name."""

from legible import clipped
from plugin_desk import Keyboard
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollBar, QWidget


def nameless(view: QWidget) -> list[str]:
    """Widgets that take the keyboard and say nothing of themselves."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in view.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollBar)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not (isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit")
    ]


def cut(view: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words, or stand outside of what holds them."""
    for _ in range(3):  # one layout may bring about another
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    found = []
    for widget in view.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        words = widget.text()
        if not words or isinstance(widget.parentWidget(), QLineEdit):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = widget.height() >= widget.heightForWidth(widget.width())
        else:
            fits = widget.width() >= widget.minimumSizeHint().width()
        above = widget.parentWidget()
        if not fits or (above and widget.geometry().right() > above.width()):
            found.append(f"{words!r} {widget.width()} < {widget.minimumSizeHint().width()}")
    return found + clipped(view)


def not_reached_by_tab(view: QWidget, keys: Keyboard) -> list[str]:
    """Widgets that wait for the keyboard and that Tab never comes to, all the way round."""
    reached = set()
    for _ in range(120):
        keys.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in view.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
        and widget.objectName() != "qt_spinbox_lineedit"
        and widget not in reached
    ]


def shows(image: QImage, color: str) -> bool:
    """Whether a color is anywhere in the picture, on its own."""
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return any(image.pixelColor(x, y).name().upper() == color for x, y in places)
