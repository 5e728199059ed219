"""The one door through which Qt asks us how a widget of ours is told to screen readers.

Qt asks for each object once, and only while a screen reader runs. Its list of factories is the process's own,
so this one is too.
"""

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Maker = Callable[[QWidget], QAccessibleInterface]

_makers: dict[str, Maker] = {}
_kept: dict[int, QAccessibleInterface] = {}  # by the widget's identity: Qt holds no Python object alive
_plain: list[QObject] = []  # asked for as Qt itself would tell them


def register(class_name: str, maker: Maker) -> None:
    """Widgets of this class are told by what `maker` makes of them, in the place of Qt's own interface.

    `maker` is called on the window's thread when an assistive technology first asks for the widget. What it
    makes lives as long as the widget; where it has a method `leave`, that is called when the widget has gone,
    to let go of its parts.
    """
    if not _makers:
        QAccessible.installFactory(_made)
    _makers[class_name] = maker


def own_interface(widget: QWidget) -> int:
    """The number of the interface that Qt itself has for a widget: for makers that add to it.

    Ask `QAccessible.accessibleInterface` for it each time. It goes with the widget; held in Python, it would
    be taken for what Qt puts into its place in memory later.
    """
    _plain.append(widget)
    try:
        return QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget))
    finally:
        _plain.remove(widget)


def _made(class_name: str, told: QObject) -> QAccessibleInterface | None:
    maker = _makers.get(class_name)
    if maker is None or not isinstance(told, QWidget) or any(told is plain for plain in _plain):
        return None
    try:
        made = maker(told)
    except Exception:
        # Qt's side of the call loses it, and the next line of Python would fall over it.
        sys.excepthook(*sys.exc_info())
        return None
    _kept[id(told)] = made
    told.destroyed.connect(partial(_let_go, id(told)))
    return made


def _let_go(key: int, _gone: QObject | None = None) -> None:
    made = _kept.pop(key, None)
    leave = getattr(made, "leave", None)
    if leave is not None:
        leave()
