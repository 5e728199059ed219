"""Flat buttons for actions, as they stand in the bars."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget


def bar_button(action: QAction, parent: QWidget, with_words: bool = True) -> QToolButton:
    """A flat button for an action; without words its name and tooltip say what it does."""
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if with_words else style.ToolButtonIconOnly)
    button.setAccessibleName(plain(action))
    return button


def plain(action: QAction) -> str:
    """An action's words without menu letter and dots."""
    return action.text().replace("&", "").rstrip("…")
