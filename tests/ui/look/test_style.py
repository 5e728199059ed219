"""The measures and signs that the style draws itself: heights, borders, rings, row bars."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFocusFrame,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSpinBox,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Choice, Theme
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens, contrast
from look.pictures import differing, is_near, shows

THEMES: dict[Choice, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
CHOICES = pytest.mark.parametrize("choice", THEMES)
# The offscreen platform says at each window that it has no size hints; nothing of ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Window(QWidget):
    """One of each, far enough apart for rings."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        self.start = QPushButton("Start")
        self.plain = QPushButton("Print…")
        self.primary = QPushButton("Save PDF…")
        self.primary.setObjectName("primaryButton")
        self.field = QLineEdit("4.MA")
        self.combo = QComboBox()
        self.combo.addItems(["Letter", "A4"])
        self.spin = QSpinBox()
        self.check = QCheckBox("With notes")
        self.radio = QRadioButton("Letter")
        self.text = QPlainTextEdit("Text")
        self.tree = QTreeView()
        self.tree.setHeaderHidden(True)
        model = QStandardItemModel(self.tree)
        parent = QStandardItem("Published")
        parent.appendRow(QStandardItem("Massachusetts"))
        model.appendRow(parent)
        self.tree.setModel(model)
        self.tree.expandAll()
        self.tree.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
        for widget in (
            self.start, self.plain, self.primary, self.field, self.combo, self.spin, self.check, self.radio,
            self.text, self.tree,
        ):  # fmt: skip
            layout.addWidget(widget)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    window.resize(320, 640)
    with qtbot.waitActive(window):
        window.show()
    window.start.setFocus()
    yield window


def picture_of(window: QWidget, around: QWidget, margin: int = 0) -> QImage:
    place = around.mapTo(window, QPoint(0, 0))
    rect = QRect(place, around.size()).adjusted(-margin, -margin, margin, margin)
    return window.grab(rect).toImage().scaledToWidth(rect.width())


def pixel(window: QWidget, around: QWidget, x: int, y: int) -> str:
    """A color by place: x and y from the widget's left and top, negative ones outside of it."""
    place = around.mapTo(window, QPoint(x, y))
    color = window.grab(QRect(place, place)).toImage().pixelColor(0, 0)
    return color.name().upper()


def test_controls_and_rows_have_their_height(window: Window) -> None:
    for control in (window.plain, window.primary, window.field, window.combo, window.spin):
        assert control.sizeHint().height() == 32, control
    assert window.check.sizeHint().height() >= 24
    assert window.radio.sizeHint().height() >= 24
    assert window.tree.visualRect(window.tree.currentIndex()).height() >= 27


def test_controls_grow_with_the_window_s_text(window: Window, theme: Theme) -> None:
    before = window.plain.sizeHint()
    theme.set_window_text(2.0)
    after = window.plain.sizeHint()
    line = window.plain.fontMetrics().height()
    assert after.height() >= line
    assert after.height() > before.height()
    assert after.width() > before.width()
    for control in (window.field, window.combo, window.spin):
        assert control.sizeHint().height() >= line


@CHOICES
def test_borders_are_in_edge_and_the_primary_button_is_filled(
    window: Window, theme: Theme, choice: Choice
) -> None:
    theme.choose(choice)
    tokens = THEMES[choice]
    for control in (window.plain, window.field, window.combo, window.spin):
        assert pixel(window, control, control.width() // 2, 0) == tokens.edge, control
        assert pixel(window, control, 3, control.height() // 2) == tokens.paper, control
    assert pixel(window, window.primary, 5, 16) == tokens.accent
    assert shows(picture_of(window, window.primary), tokens.onaccent)
    assert shows(picture_of(window, window.check), tokens.edge)
    window.check.setChecked(True)
    assert shows(picture_of(window, window.check), tokens.accent)
    assert shows(picture_of(window, window.radio), tokens.edge)


@CHOICES
def test_a_button_in_focus_has_its_ring_at_two_pixels(window: Window, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    tokens = THEMES[choice]
    for button in (window.plain, window.primary, window.check):
        window.start.setFocus()
        middle = button.width() // 2
        assert pixel(window, button, middle, -3) == tokens.desk
        button.setFocus()
        rows = [pixel(window, button, middle, -1 - i) for i in range(2 + tokens.ring_width + 1)]
        assert rows[:2] == [tokens.desk] * 2
        assert rows[2:-1] == [tokens.accent] * tokens.ring_width
        assert rows[-1] == tokens.desk


def test_there_is_one_ring_in_the_window(window: Window) -> None:
    for widget in (window.plain, window.check, window.field, window.primary, window.tree):
        widget.setFocus()
        shown = [frame for frame in window.findChildren(QFocusFrame) if frame.isVisible()]
        expected = [] if widget in (window.field, window.tree) else [widget]
        assert [frame.widget() for frame in shown] == expected


def test_the_ring_outlives_the_window_it_was_shown_in(window: Window, theme: Theme, qtbot: QtBot) -> None:
    other = Window()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
    other.plain.setFocus()
    assert [frame.widget() for frame in other.findChildren(QFocusFrame)] == [other.plain]
    other.close()
    other.deleteLater()
    with qtbot.waitSignal(other.destroyed):
        pass
    with qtbot.waitActive(window):
        window.activateWindow()
    window.plain.setFocus()
    assert [frame.widget() for frame in window.findChildren(QFocusFrame)] == [window.plain]


def test_a_second_theme_brings_no_second_ring(
    window: Window, theme: Theme, resources: Path, qapp: QApplication
) -> None:
    other = Theme(resources / "styles")
    other.apply(qapp)
    window.plain.setFocus()
    assert [frame.widget() for frame in window.findChildren(QFocusFrame)] == [window.plain]
    delete(other)


@CHOICES
def test_fields_turn_their_border_into_the_ring(window: Window, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    tokens = THEMES[choice]
    for field in (window.field, window.combo, window.text):
        field.setFocus()
        middle = field.width() // 2
        rows = [pixel(window, field, middle, i) for i in range(tokens.ring_width)]
        assert rows == [tokens.accent] * tokens.ring_width, field
        assert pixel(window, field, middle, -1) == tokens.desk


@CHOICES
def test_the_selected_row_has_bar_and_ring_in_focus_and_a_grey_bar_without(
    window: Window, theme: Theme, choice: Choice
) -> None:
    theme.choose(choice)
    tokens = THEMES[choice]
    view = window.tree.viewport()
    row = window.tree.visualRect(window.tree.currentIndex())
    middle = row.center().y()
    assert [pixel(window, view, x, middle) for x in range(5)] == [tokens.edge] * 4 + [tokens.selection]
    assert pixel(window, view, view.width() - 2, middle) == tokens.selection
    window.tree.setFocus()
    assert pixel(window, view, 0, middle) == tokens.accent
    ring = tokens.selection_ink if tokens.is_contrast else tokens.accent
    assert pixel(window, view, view.width() - 3, middle) == ring
    assert pixel(window, view, row.left() - 8, row.top() + 2) == ring


def test_the_words_of_the_selected_row_stand_in_semibold_and_are_not_cut(window: Window) -> None:
    tree = window.tree
    chosen, other = tree.currentIndex(), tree.model().index(0, 0)
    before = picture_of(window, tree.viewport())
    tree.setCurrentIndex(other)
    after = picture_of(window, tree.viewport())
    row = tree.visualRect(chosen)

    def ink(image: QImage) -> int:
        return sum(
            image.pixelColor(x, y).lightness() < 110
            for x in range(row.left(), min(row.right(), image.width()))
            for y in range(row.top() + 4, row.bottom() - 4)
        )

    assert ink(before) > ink(after) * 1.1
    assert tree.sizeHintForColumn(0) >= row.left() + tree.fontMetrics().horizontalAdvance("Massachusetts")


def test_the_pivot_switch_says_which_half_is_on(theme: Theme, qtbot: QtBot) -> None:
    switch = QFrame()
    switch.setObjectName("pivotSwitch")
    layout = QHBoxLayout(switch)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    halves = [QPushButton("By practice"), QPushButton("By state")]
    for half in halves:
        half.setCheckable(True)
        half.setAutoExclusive(True)
        layout.addWidget(half)
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    layout.activate()
    assert switch.sizeHint().height() == 32
    widths = [half.sizeHint().width() for half in halves]
    for is_on in (0, 1):
        halves[is_on].setChecked(True)
        on, off = halves[is_on], halves[1 - is_on]
        assert pixel(switch, on, 8, 6) == LIGHT.selection
        assert pixel(switch, on, 8, on.height() - 1) == LIGHT.accent
        assert pixel(switch, off, 8, 6) == LIGHT.paper
        assert [half.sizeHint().width() for half in halves] == widths


def test_a_view_s_button_carries_a_line_while_its_view_is_shown(theme: Theme, qtbot: QtBot) -> None:
    bar = QFrame()
    bar.setObjectName("viewBar")
    layout = QHBoxLayout(bar)
    button = QToolButton()
    button.setText("Read")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAutoRaise(True)
    button.setCheckable(True)
    layout.addWidget(button)
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint())
    layout.activate()
    width = button.sizeHint().width()
    assert pixel(bar, button, 4, button.height() - 1) == LIGHT.desk
    button.setChecked(True)
    assert pixel(bar, button, 4, button.height() - 1) == LIGHT.accent
    assert pixel(bar, button, 4, 4) == LIGHT.desk
    assert button.sizeHint().width() == width


def test_scroll_bars_are_a_slider_in_edge_that_fills_its_share(theme: Theme, qtbot: QtBot) -> None:
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.setRange(0, 100)
    bar.setPageStep(100)
    bar.resize(bar.sizeHint().width(), 200)
    assert bar.sizeHint().width() == 14
    picture = bar.grab().toImage().scaledToWidth(bar.width())
    column = [picture.pixelColor(7, y) for y in range(200)]
    filled = [y for y, color in enumerate(column) if is_near(color, LIGHT.edge)]
    assert filled[0] <= 4
    assert 90 <= len(filled) <= 100
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl
    parts = (part.SC_ScrollBarAddLine, part.SC_ScrollBarSubLine)
    assert all(bar.style().subControlRect(control, option, p, bar).isEmpty() for p in parts)


@CHOICES
def test_a_disabled_button_looks_it(window: Window, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    tokens = THEMES[choice]
    for button, ink in ((window.plain, tokens.ink), (window.primary, tokens.onaccent)):
        inside = QRect(4, 4, button.width() - 8, button.height() - 8)
        assert shows(picture_of(window, button).copy(inside), ink)
        button.setEnabled(False)
        inner = picture_of(window, button).copy(inside)
        assert shows(inner, tokens.disabled)
        assert not shows(inner, tokens.ink)
        assert not shows(inner, tokens.accent)


@CHOICES
def test_the_entry_of_a_menu_that_is_met_can_be_read(
    theme: Theme, icons: Icons, qtbot: QtBot, choice: Choice
) -> None:
    theme.choose(choice)
    tokens = THEMES[choice]
    menu = QMenu()
    qtbot.addWidget(menu)
    action = menu.addAction("Copy")
    icons.follow(action, "copy", size=16)
    menu.addSeparator()
    menu.addAction("Print…")
    menu.setActiveAction(action)
    menu.resize(menu.sizeHint())
    whole = menu.grab().toImage()
    entry = whole.copy(menu.actionGeometry(action))
    icon_side = entry.copy(0, 0, 28, entry.height())
    assert shows(icon_side, tokens.selection)
    colors = (icon_side.pixelColor(x, y).name() for x in range(28) for y in range(icon_side.height()))
    assert max(contrast(color, tokens.selection) for color in colors) >= 4.5
    line = menu.actionGeometry(menu.actions()[1])
    assert shows(whole.copy(line), tokens.line)
    assert is_near(whole.pixelColor(0, whole.height() // 2), tokens.edge)


def test_a_menu_bar_underlines_its_letters_once_it_has_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = window.menuBar()
    bar.setNativeMenuBar(False)
    file, edit = bar.addMenu("&File"), bar.addMenu("&Edit")
    window.setCentralWidget(QLineEdit())
    window.resize(300, 100)
    with qtbot.waitActive(window):
        window.show()

    def words_of_edit() -> QImage:
        return picture_of(window, bar).copy(bar.actionGeometry(edit.menuAction()))

    assert file.title() == "&File"
    at_rest = words_of_edit()
    bar.setFocus()
    by_keys = words_of_edit()
    bar.clearFocus()
    assert differing(at_rest, by_keys) >= 4
    assert words_of_edit() == at_rest
