"""Filters as a row of chips: a press opens what there is to choose; what is chosen stands on the chip."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from esscollab_desktop.ui.look.labels import CHEVRON_ROOM, Label, ink_of
from esscollab_desktop.ui.look.shapes import chevron, ground, sheet
from esscollab_desktop.ui.look.theme import Theme

_PAD = 12
_HEIGHT = 28

Choice = tuple[object, str]


class Chip(QPushButton):
    """A button with round ends that stays on while its filter holds."""

    def __init__(self, words: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self.setObjectName("chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._measured: tuple[object, QSize] = (None, QSize())

    def sizeHint(self) -> QSize:
        # Asked again with every change beside it, and none of its own.
        looks = (self.text(), self.font(), self.icon().cacheKey(), self.isChecked(), self.isEnabled())
        if self._measured[0] != looks:
            size = self._label().size()
            width = size.width() + 2 * _PAD + self._menu_room()
            self._measured = (looks, QSize(width, max(_HEIGHT, size.height() + 8)))
        return QSize(self._measured[1])

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _menu_room(self) -> int:
        return CHEVRON_ROOM if isinstance(self, ChoiceChip) else 0

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option

    def _label(self) -> Label:
        return Label(self.text(), self.icon(), self.iconSize(), self._option().state, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        option, tokens = self._option(), self._theme.tokens
        is_on = bool(option.state & QStyle.StateFlag.State_On)
        is_met = bool(option.state & QStyle.StateFlag.State_MouseOver)
        line = tokens.accent if is_on or (tokens.is_contrast and is_met) else tokens.edge
        painter = QPainter(self)
        fill = ground(tokens, option.state, tokens.paper)
        sheet(painter, self.rect(), fill, line, radius=self.height() / 2)
        room = self._menu_room()
        place = self.rect().adjusted(0, 0, -room, 0)
        if room:
            right = QRect(place.right() - 6, 0, room, self.height())
            place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            right = QStyle.visualRect(self.layoutDirection(), self.rect(), right)
            chevron(painter, right, "down", ink_of(option.state, tokens, self), size=14)
        self._label().draw(painter, place, tokens)
        painter.end()


class ChoiceChip(Chip):
    """A chip with a menu of choices: one of them, or any number. `chosen_changed()` after each."""

    chosen_changed = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget, is_single: bool = False) -> None:
        super().__init__(name, theme, parent)
        self._name, self._is_single = name, is_single
        # Kept here: an action would give a word of an enumeration back as a plain string.
        self._choices: list[tuple[object, QAction]] = []
        self._menu = StayingMenu(self, stays=not is_single)
        self._menu.setAccessibleName(f"Filter by {name.lower()}")
        self.chosen: tuple[object, ...] = ()
        self.pressed.connect(self._open)
        self.toggled.connect(lambda _on: self.setChecked(bool(self.chosen)))
        self._say()

    @property
    def choices(self) -> list[QAction]:
        """The entries of the menu."""
        return [action for _value, action in self._choices]

    def set_choices(self, choices: Sequence[Choice], none: str = "") -> None:
        """What there is to choose; `none` in words where the menu can take the choice back."""
        self._menu.clear()
        self._choices = []
        group = QActionGroup(self._menu) if self._is_single else None
        if none:
            self._add(None, none, group)
            self._menu.addSeparator()
        for value, words in choices:
            self._add(value, words, group)
        if not choices:
            self._menu.addAction(f"No {self._name.lower()} yet").setEnabled(False)
        self._show_checks()

    def choose(self, *values: object) -> None:
        """Choose these and no others."""
        if values != self.chosen:
            self.chosen = values
            self._show_checks()
            self.chosen_changed.emit()

    def _add(self, value: object, words: str, group: QActionGroup | None) -> None:
        action = self._menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        if group:
            group.addAction(action)
        action.triggered.connect(lambda _on, v=value: self._on_triggered(v))
        self._choices.append((value, action))

    def _on_triggered(self, value: object) -> None:
        if self._is_single:
            self.choose(*([] if value is None else [value]))
        else:
            self.choose(*(value for value, action in self._choices if action.isChecked()))

    def _show_checks(self) -> None:
        for value, action in self._choices:
            action.setChecked(value in self.chosen or (value is None and not self.chosen))
        self._say()

    def _say(self) -> None:
        """The name, and what is chosen: all of it in words up to two, then the number."""
        words = [a.text().replace("&&", "&") for v, a in self._choices if v in self.chosen]
        words = [word.partition("  (")[0] for word in words]
        shown = ", ".join(words) if len(words) < 3 else f"{len(words)} chosen"
        if self.chosen and not words:
            shown = "1 chosen"
        self.setText((f"{self._name}: {shown}" if shown else self._name).replace("&", "&&"))
        self.setAccessibleName(f"Filter by {self._name.lower()}: {', '.join(words) or 'any'}")
        self.setChecked(bool(self.chosen))
        self.updateGeometry()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.setDown(False)
        first = next((a for a in self._menu.actions() if a.isEnabled() and not a.isSeparator()), None)
        if first:
            self._menu.setActiveAction(first)


class StayingMenu(QMenu):
    """A menu that stays open while several things are chosen in it: by Space or the mouse."""

    def __init__(self, parent: QWidget, stays: bool) -> None:
        super().__init__(parent)
        self._stays = stays

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if not self._toggle(action):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._toggle(self.activeAction()):
            super().keyPressEvent(event)

    def _toggle(self, action: QAction | None) -> bool:
        if not self._stays or action is None or not action.isCheckable():
            return False
        action.trigger()
        return True
