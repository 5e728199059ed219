"""Painted parts reach Qt as interfaces of their own, and go with their widget."""

import gc
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from esscollab_desktop.ui.access import factory
from esscollab_desktop.ui.access.part import NONE, Part, forget

Text = QAccessible.Text
Role = QAccessible.Role


class Painted(QTextBrowser):
    """A widget that paints a heading which can be pressed."""

    pressed = 0


class PaintedHeading(Part):
    def name(self) -> str:
        return "Partners"

    def level(self) -> int:
        return 2

    def role(self) -> Role:
        return Role.Heading

    def rect(self) -> QRect:
        return QRect(10, 20, 30, 40)

    def press(self) -> Callable[[], None]:
        return self._press

    def _press(self) -> None:
        Painted.pressed += 1


class PaintedPage(QAccessibleWidget):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.Document)
        self.words = factory.own_interface(widget)
        self.part = PaintedHeading(self)

    def childCount(self) -> int:
        return 1

    def child(self, index: int) -> QAccessibleInterface:
        return self.part

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if child is self.part else -1

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind is QAccessible.InterfaceType.TextInterface:
            return QAccessible.accessibleInterface(self.words).textInterface()
        return super().interface_cast(kind) or NONE

    def leave(self) -> None:
        forget(self.part)


def free(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def page(qtbot: QtBot) -> Painted:
    factory.register("Painted", PaintedPage)
    view = Painted()
    view.setPlainText("Words of the page")
    return view


def test_a_part_has_name_role_level_place_and_parent(page: Painted) -> None:
    told = QAccessible.queryAccessibleInterface(page)
    assert isinstance(told, PaintedPage)
    part = told.child(0)
    assert (part.text(Text.Name), part.role()) == ("Partners", Role.Heading)
    assert part.rect() == QRect(10, 20, 30, 40)
    assert part.parent() is told
    assert part.state().readOnly
    assert part.attributesInterface().attributeValue(QAccessible.Attribute.Level) == 2
    assert part.textInterface() is None
    free(page)


def test_a_part_is_pressed(page: Painted) -> None:
    actions = QAccessible.queryAccessibleInterface(page).child(0).actionInterface()
    assert actions.actionNames() == ["Press"]
    before = Painted.pressed
    actions.doAction("Press")
    assert Painted.pressed == before + 1
    free(page)


def test_the_words_that_qt_knows_of_are_kept(page: Painted) -> None:
    told = QAccessible.queryAccessibleInterface(page)
    assert told.textInterface().text(0, 5) == "Words"
    assert QAccessible.queryAccessibleInterface(page) is told
    free(page)


def test_other_widgets_are_told_by_qt(page: Painted, qtbot: QtBot) -> None:
    button = QPushButton("Go")
    qtbot.addWidget(button)
    assert QAccessible.queryAccessibleInterface(button).role() is Role.PushButton
    free(page)


def test_parts_go_with_their_widget(page: Painted) -> None:
    told = QAccessible.queryAccessibleInterface(page)
    assert isinstance(told, PaintedPage)
    part = told.child(0)
    number = QAccessible.uniqueId(part)
    free(page)
    assert not Shiboken.isValid(told)
    assert not Shiboken.isValid(part)
    assert QAccessible.accessibleInterface(number) is None
    del told, part
    gc.collect()


def test_a_maker_that_falls_is_told_of_and_qt_tells_the_widget(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(QPushButton):
        pass

    told: list[type[BaseException]] = []

    def hook(kind: type[BaseException], _fault: BaseException, _trace: TracebackType | None) -> None:
        told.append(kind)

    def fall(_widget: QWidget) -> QAccessibleInterface:
        raise LookupError("no page")

    monkeypatch.setattr(sys, "excepthook", hook)
    factory.register("Broken", fall)
    button = Broken("Go")
    qtbot.addWidget(button)
    assert QAccessible.queryAccessibleInterface(button).text(Text.Name) == "Go"
    assert told == [LookupError]
