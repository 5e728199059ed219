"""All that can be done now: the actions of the menus, and the buttons and choices in view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QMenuBar, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from esscollab_desktop.ui.command_words import ALSO, WHY_OFF

ON_SCREEN = "On the screen"
NOT_NOW = "This can’t be done here just now."


@dataclass(frozen=True)
class Entry:
    """One row of the list. `name`: by which it is known again; `reason`: why it can't be done, or empty.

    `also`: other words that it is found by. `is_on`: whether it is switched on; None where it is no switch.
    """

    name: str
    words: str
    place: str
    run: Callable[[], object]
    keys: str = ""
    reason: str = ""
    also: str = ""
    is_on: bool | None = None
    icon: QIcon = field(default_factory=QIcon)

    @property
    def spoken(self) -> str:
        """As a screen reader says it: Save handout, File menu, Control Shift S."""
        state = "on" if self.is_on else ""
        off = f"can’t be done now: {self.reason}" if self.reason else ""
        return ", ".join(filter(None, (self.words, self.place, spoken_keys(self.keys), state, off)))


def spoken_keys(keys: str) -> str:
    """Keys as one says them: "Ctrl+Shift+S" is "Control Shift S"."""
    if not keys:
        return ""
    said = {"Ctrl": "Control", "Del": "Delete", "PgDown": "Page Down", "PgUp": "Page Up", "-": "Minus"}
    parts = keys.replace("++", "+Plus").split("+")
    return " ".join(said.get(part, part) for part in parts)


def of_menus(bar: QMenuBar) -> list[Entry]:
    """Every action of every menu, in the order in which they stand there."""
    found: list[Entry] = []
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            found += _of_menu(menu, f"{_plain(top.text())} menu", "")
    return found


def _of_menu(menu: QMenu, place: str, about: str) -> Iterator[Entry]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            inner.aboutToShow.emit()  # some are filled only when they are opened
            yield from _of_menu(inner, place, _plain(action.text()))
        elif not action.isSeparator():
            yield _of_action(action, place, about)


def _of_action(action: QAction, place: str, about: str) -> Entry:
    words = _plain(action.text())
    words = f"{about}: {words}" if about else words
    name = action.objectName() or words
    reason = "" if action.isEnabled() else WHY_OFF.get(name) or NOT_NOW
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
    is_on = action.isChecked() if action.isCheckable() else None
    also = f"{ALSO.get(name) or ALSO.get(about, '')} {keys}"
    return Entry(name, words, place, action.trigger, keys, reason, also, is_on, action.icon())


def in_view(view: QWidget, known: set[str]) -> list[Entry]:
    """What can be pressed or chosen in a view and has no words among those that are `known` already."""
    found: dict[str, Entry] = {}
    widgets: list[QAbstractButton | QComboBox] = [
        *view.findChildren(QAbstractButton),
        *view.findChildren(QComboBox),
    ]
    for widget in widgets:
        entry = _of_widget(widget)
        if entry is not None and entry.words not in known:
            found.setdefault(entry.words, entry)
    return list(found.values())


def _of_widget(widget: QAbstractButton | QComboBox) -> Entry | None:
    if not widget.isVisible() or not widget.isEnabled():
        return None
    words = _plain(widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else ""))
    if not words:
        return None
    is_on = widget.isChecked() if isinstance(widget, QAbstractButton) and widget.isCheckable() else None
    if isinstance(widget, QComboBox):
        words = f"{words}: {widget.currentText()}"
    icon = widget.icon() if isinstance(widget, QAbstractButton) else QIcon()
    return Entry(f"{ON_SCREEN} {words}", words, ON_SCREEN, lambda: _press(widget), is_on=is_on, icon=icon)


def _press(widget: QAbstractButton | QComboBox) -> None:
    """As the keyboard would: to the button, and press it; what opens a list opens it."""
    if not isValid(widget) or not widget.isVisible():
        return
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if isinstance(widget, QComboBox):
        widget.showPopup()
    elif isinstance(widget, QToolButton | QPushButton) and widget.menu() is not None:
        QTimer.singleShot(0, widget, widget.showMenu)  # it comes back only when the menu is closed
    else:
        widget.click()


def _plain(words: str) -> str:
    """Without menu letter and dots; "&&" is one that is meant."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
