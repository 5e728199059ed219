"""Whoever walks by keys sees where they are: a ring of 3:1 and more on everything, one at a time."""

from collections.abc import Iterable

import pytest
from plugin_desk import Answers, Keyboard
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot
from surfaces import DIALOGS, VIEWS, fill, look_at, settle

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.look import focus
from esscollab_desktop.ui.look.theme import Choice
from esscollab_desktop.ui.look.tokens import contrast

AROUND = 6  # px that a ring may lie outside
LEAST = 40  # px of the ring's color that are new
THEMES: tuple[Choice, ...] = ("light", "dark", "contrast")
# A dialog goes on with its work meanwhile, so each theme gets one of its own.
PLACES = [*((name, THEMES) for name in VIEWS), *((name, (theme,)) for name in DIALOGS for theme in THEMES)]


def focusable(root: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is root.window()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
        and not (isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit")
    ]


def pixels(image: QImage) -> list[int]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return list(memoryview(plain.constBits()).cast("I"))


def place(widget: QWidget, root: QWidget) -> QRect:
    """Where the ring is looked for; a note's is around its card."""
    card = widget.parentWidget()
    widget = card if card is not None and card.objectName() == "noteCard" else widget
    rect = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    return rect.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(root.rect())


def ring(before: list[int], after: list[int], colors: Iterable[str]) -> int:
    """How many pixels took the ring's color and stand out by it."""
    wanted = {QColor(color).rgb() & 0xFFFFFF: color for color in colors}
    found = 0
    good: dict[tuple[int, int], bool] = {}
    for was, now in zip(before, after, strict=True):
        if was == now or (now & 0xFFFFFF) not in wanted:
            continue
        if (was, now) not in good:
            good[was, now] = contrast(QColor(was).name(), QColor(now).name()) >= 3
        found += good[was, now]
    return found


def taken(root: QWidget, area: QRect, widget: QWidget) -> list[int]:
    """The picture of an area; of a push button only what is around it: in dialogs its fill changes too."""
    image = root.grab(area).toImage()
    if isinstance(widget, QPushButton) and not focus.is_inside_ring(widget):
        painter = QPainter(image)
        corner = widget.mapTo(root, QPoint(0, 0)) - area.topLeft()
        painter.fillRect(QRect(corner, widget.size()), QColor("black"))
        painter.end()
    return pixels(image)


def describe(widget: QWidget) -> str:
    words = widget.text() if hasattr(widget, "text") else ""
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()} {words}".strip()


def unseen(root: QWidget, colors: Iterable[str]) -> list[str]:
    """What has the keyboard without a sign of it, or keeps the sign when the keyboard is gone."""
    colors, found = list(colors), []
    stops = focusable(root)
    assert len(stops) > 1
    for number, widget in enumerate(stops):
        if not widget.isVisible():
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            found.append(f"{describe(widget)}: does not take the keyboard")
            continue
        settle()
        area = place(widget, root)
        with_ring = taken(root, area, widget)
        stops[number - 1].setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if place(widget, root) != area:
            continue  # it was scrolled away
        without = taken(root, area, widget)
        seen = ring(without, with_ring, colors)
        if seen < LEAST:
            found.append(f"{describe(widget)}: {seen} px")
    return found


@pytest.mark.parametrize(("name", "themes"), PLACES)
def test_the_keyboard_is_seen_wherever_it_is(
    desk: Desk, keys: Keyboard, qtbot: QtBot, answers: Answers, name: str, themes: tuple[Choice, ...]
) -> None:
    fill(desk, keys, qtbot)
    desk.theme.choose(themes[0])
    found: dict[str, list[str]] = {}

    def look(root: QWidget) -> None:
        for theme in themes:
            if theme != desk.theme.choice:
                desk.theme.choose(theme)
                settle()
            tokens = desk.theme.tokens
            colors = {tokens.accent, tokens.selection_ink} if tokens.is_contrast else {tokens.accent}
            found[theme] = unseen(root, colors)

    look_at(name, desk, keys, qtbot, answers, look)
    assert found == {theme: [] for theme in themes}


def test_a_ring_that_is_taken_out_is_missed(
    desk: Desk,
    keys: Keyboard,
    qtbot: QtBot,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(focus, "_wants_ring", lambda _widget: False)
    found: list[str] = []
    color = desk.theme.tokens.accent
    look_at("handout", desk, keys, qtbot, answers, lambda root: found.extend(unseen(root, [color])))
    assert any("QRadioButton" in words for words in found)
    assert any("Cancel" in words for words in found)
