"""A walk through every widget of a window or dialog, as someone without eyes or mouse would meet it.

Each function gives what is amiss, in words; an empty list is a window that can be used.
"""

import re
from collections import Counter
from collections.abc import Iterator

from plugin_desk import Keyboard
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QScrollBar,
    QWidget,
)

TARGET = 24  # logical pixels, each way
Role = QAccessible.Role
Text = QAccessible.Text


def describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}".strip()


def focusable(root: QWidget) -> list[QWidget]:
    """What in a window can have the keyboard now."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and widget.window() is root
    ]


def interfaces(root: QWidget) -> Iterator[QAccessibleInterface]:
    """All that a screen reader is shown of a window, in its order."""
    yield from _below(QAccessible.queryAccessibleInterface(root))


def _below(above: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield above
    for place in range(above.childCount()):
        child = above.child(place)
        if child is not None and child.isValid():
            yield from _below(child)


def spoken(widget: QWidget) -> str:
    """The name that a screen reader gets."""
    return QAccessible.queryAccessibleInterface(widget).text(Text.Name).strip()


def nameless(root: QWidget) -> list[str]:
    """Widgets that take the keyboard and have no name."""
    return [describe(widget) for widget in focusable(root) if not spoken(widget)]


def nameless_parts(root: QWidget) -> list[str]:
    """The same among rows, tiles, links and all else that is no widget; and what has no role."""
    found = []
    for told in interfaces(root):
        state, held = told.state(), told.object()
        if state.invisible or (isinstance(held, QWidget) and held.focusPolicy() is Qt.FocusPolicy.NoFocus):
            continue
        is_inside = isinstance(held, QWidget) and held.parentWidget() and held.focusProxy()
        viewport = isinstance(held, QWidget) and held.objectName() == "qt_scrollarea_viewport"
        if told.role() is Role.NoRole or (
            state.focusable and not told.text(Text.Name).strip() and not is_inside and not viewport
        ):
            found.append(f"{told.role().name} in {told.parent().text(Text.Name) if told.parent() else ''}")
    return found


def walked(keys: Keyboard, root: QWidget, key: Qt.Key) -> set[QWidget]:
    """What gets the keyboard on the way round; of choices that exclude each other arrows reach the rest."""
    seen: set[QWidget] = set()
    first = QApplication.focusWidget()
    for _ in range(400):  # every link on the page is a stop
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus)
        if isinstance(focus, QAbstractButton) and (group := focus.group()) and group.exclusive():
            seen.update(group.buttons())
        keys.press(key)
        if QApplication.focusWidget() is first and len(seen) > 1:
            break
    return seen


def unreached(
    root: QWidget, keys: Keyboard, key: Qt.Key = Qt.Key.Key_Tab, above: QWidget | None = None
) -> list[str]:
    """What waits for the keyboard and never gets it, all the way round."""
    waiting = [w for w in focusable(root) if above is None or above.isAncestorOf(w)]
    missed = set(waiting) - walked(keys, root, key)
    return sorted(describe(widget) for widget in missed)


def used_twice(root: QWidget) -> list[str]:
    """Keys with two meanings in one window, and letters with two in one menu."""
    found = []
    taken: dict[str, QAction | QShortcut] = {}
    for action in {id(a): a for a in _actions(root)}.values():
        for key in action.shortcuts():
            name = key.toString()
            if taken.setdefault(name, action) is not action:
                found.append(f"{name}: {action.text()}")
    for shortcut in root.findChildren(QShortcut):
        # One that counts in a part of the window only gives way to nobody.
        if shortcut.context() is not Qt.ShortcutContext.WindowShortcut:
            continue
        if shortcut.isEnabled() and taken.setdefault(shortcut.key().toString(), shortcut) is not shortcut:
            found.append(f"{shortcut.key().toString()}: a shortcut")
    for menu in [m for m in root.findChildren(QMenu) if m.actions()]:
        found += [f"{letter} in {menu.title()}" for letter in _twice([a.text() for a in menu.actions()])]
    return found + [f"Alt+{letter} in the window" for letter in _twice(_window_letters(root))]


def _actions(root: QWidget) -> Iterator[QAction]:
    yield from root.actions()
    for widget in root.findChildren(QWidget):
        if widget.window() is root or isinstance(widget, QMenu):
            yield from widget.actions()


def _window_letters(root: QWidget) -> list[str]:
    words = [
        widget.text()
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLabel)
        and widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.window() is root
        and not (isinstance(widget, QLabel) and widget.buddy() is None)
    ]
    if isinstance(root, QMainWindow):
        words += [action.text() for action in root.menuBar().actions()]
    return words


def _twice(words: list[str]) -> list[str]:
    letters = [m[1].lower() for w in words if (m := re.search(r"&([^&\s])", w.replace("&&", "")))]
    return [letter for letter, times in Counter(letters).items() if times > 1]


def named_otherwise(root: QWidget) -> list[str]:
    """Buttons whose name lacks the words that one sees on them, and says to have them pressed."""
    buttons = [b for b in root.findChildren(QAbstractButton) if b.isVisibleTo(root) and b.window() is root]
    seen = {button: _plain(re.sub(r"&(?=[^&])", "", button.text()).rstrip("…:")) for button in buttons}
    return [describe(button) for button, words in seen.items() if words not in _plain(spoken(button))]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def too_small(root: QWidget) -> list[str]:
    """Targets under 24 × 24 logical pixels: controls, and rows of lists. Links in a text are exempt."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or widget.window() is not root or not widget.isEnabled():
            continue
        if (
            isinstance(widget, QAbstractItemView)
            and not isinstance(widget, QHeaderView)
            and widget.model()
            and widget.model().rowCount()
        ):
            height = widget.visualRect(widget.model().index(0, 0)).height()
            if height < TARGET:
                found.append(f"{describe(widget)}: rows of {height}")
        is_target = isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox)
        is_inner = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        if is_target and not is_inner and not isinstance(widget, QScrollBar):
            size = widget.size()
            is_sign = widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if not is_sign and min(size.width(), size.height()) < TARGET:
                found.append(f"{describe(widget)}: {size.width()} × {size.height()}")
    return found


def headings(root: QWidget) -> list[tuple[int, str]]:
    """The headings that a screen reader is shown, with their level."""
    return [
        (int(told.attributesInterface().attributeValue(QAccessible.Attribute.Level)), told.text(Text.Name))
        for told in interfaces(root)
        if told.role() is Role.Heading
    ]


def amiss(root: QWidget, keys: Keyboard, above: QWidget | None = None) -> list[str]:
    """All of it together. `above`: what lies over the window and keeps the keyboard until Esc."""
    lists = {
        "no name": nameless(root) + nameless_parts(root),
        "not reached by Tab": unreached(root, keys, above=above),
        "used twice": used_twice(root),
        "named otherwise": named_otherwise(root),
        "too small": too_small(root),
    }
    return [f"{fault}: {thing}" for fault, things in lists.items() for thing in things]
