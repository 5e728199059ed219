"""What the choice and the system ask for reaches palette, font, sheet and widgets, at once and again."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from esscollab_desktop.ui.look.theme import Choice, Theme, tokens_for, with_colors
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens
from esscollab_desktop.ui.look.type import SANS
from look.pictures import is_near, shows

Role = QPalette.ColorRole
Scheme = Qt.ColorScheme
Wanted = Qt.ContrastPreference
CHOICES: dict[Choice, Tokens] = {"dark": DARK, "contrast": CONTRAST, "light": LIGHT}


def contrast_theme() -> QPalette:
    """A system's own contrast theme."""
    palette = QPalette()
    for role, color in (
        (Role.Window, "#101010"),
        (Role.Base, "#202020"),
        (Role.WindowText, "#F0F0F0"),
        (Role.Link, "#75E9FC"),
        (Role.Highlight, "#8EE3F0"),
        (Role.HighlightedText, "#263B50"),
    ):
        palette.setColor(role, QColor(color))
    palette.setColor(QPalette.ColorGroup.Disabled, Role.WindowText, QColor("#A6A6A6"))
    return palette


def test_the_system_s_wish_holds_where_the_choice_is_left_to_it() -> None:
    quiet = Wanted.NoPreference
    assert tokens_for("system", Scheme.Light, quiet, None) is LIGHT
    assert tokens_for("system", Scheme.Unknown, quiet, None) is LIGHT
    assert tokens_for("system", Scheme.Dark, quiet, None) is DARK
    assert tokens_for("system", Scheme.Light, Wanted.HighContrast, None) is CONTRAST
    assert tokens_for("light", Scheme.Dark, Wanted.HighContrast, None) is LIGHT


def test_a_system_contrast_theme_gives_all_its_colors() -> None:
    tokens = tokens_for("system", Scheme.Dark, Wanted.HighContrast, contrast_theme())
    assert (tokens.desk, tokens.paper, tokens.ink) == ("#101010", "#202020", "#F0F0F0")
    assert (tokens.accent, tokens.edge) == ("#75E9FC", "#F0F0F0")
    assert (tokens.selection, tokens.selection_ink) == ("#8EE3F0", "#263B50")
    assert tokens.disabled == "#A6A6A6"
    assert tokens.is_system


def test_in_a_system_contrast_theme_the_sheet_names_no_color(resources: Path) -> None:
    sheet = (resources / "styles" / "app.qss").read_text(encoding="utf-8")
    tokens = tokens_for("system", Scheme.Dark, Wanted.HighContrast, contrast_theme())
    filled = with_colors(sheet, tokens)
    rules = filled.partition("*/")[2]
    assert "@" not in rules
    assert not any(line.split("{")[1].count("#") for line in rules.splitlines() if "{" in line)
    assert "palette(base)" in rules
    assert "palette(window-text)" in rules


def test_the_sheet_keeps_to_what_qt_does_well(resources: Path) -> None:
    sheet = (resources / "styles" / "app.qss").read_text(encoding="utf-8").partition("*/")[2]
    for never in ("* {", "QWidget {", "outline", "::item", "font-size", "min-width", "min-height"):
        assert never not in sheet
    assert sheet.count("{") <= 24


@pytest.mark.parametrize("choice", CHOICES)
def test_palette_and_sheet_follow_the_choice(
    theme: Theme, qapp: QApplication, qtbot: QtBot, choice: Choice
) -> None:
    tokens = CHOICES[choice]
    theme.choose("dark" if choice == "light" else "light")
    with qtbot.waitSignal(theme.changed):
        theme.choose(choice)
    palette = qapp.palette()
    for role, color in (
        (Role.Window, tokens.desk),
        (Role.Base, tokens.paper),
        (Role.Button, tokens.paper),
        (Role.Text, tokens.ink),
        (Role.PlaceholderText, tokens.ink3),
        (Role.Highlight, tokens.text_selection),
        (Role.HighlightedText, tokens.text_selection_ink),
        (Role.Link, tokens.accent),
        (Role.Accent, tokens.accent),
        (Role.ToolTipBase, tokens.paper),
        (Role.Mid, tokens.edge),
        (Role.Midlight, tokens.line),
    ):
        assert palette.color(role).name().upper() == color, role
    disabled = palette.color(QPalette.ColorGroup.Disabled, Role.ButtonText)
    assert disabled.name().upper() == tokens.disabled
    assert tokens.edge in qapp.styleSheet()
    assert "@" not in qapp.styleSheet().partition("*/")[2]


def test_a_widget_that_lives_through_the_change_takes_the_new_sheet(theme: Theme, qtbot: QtBot) -> None:
    card = QFrame()
    card.setObjectName("noteCard")
    card.resize(60, 40)
    qtbot.addWidget(card)
    for choice, tokens in CHOICES.items():
        theme.choose(choice)
        picture = card.grab().toImage()
        assert is_near(picture.pixelColor(picture.width() // 2, picture.height() // 2), tokens.paper)
        assert shows(picture, tokens.edge)


def test_a_card_that_turns_into_the_ring_moves_nothing(theme: Theme, qtbot: QtBot) -> None:
    card = QFrame()
    card.setObjectName("noteCard")
    layout = QVBoxLayout(card)
    inner = QLineEdit()
    layout.addWidget(inner)
    qtbot.addWidget(card)
    card.resize(200, 80)
    for choice, tokens in CHOICES.items():
        theme.choose(choice)
        places = []
        for is_active in (False, True):
            card.setProperty("active", is_active)
            card.setStyle(card.style())
            layout.invalidate()
            layout.activate()
            places.append(inner.geometry())
            assert shows(card.grab().toImage(), tokens.accent if is_active else tokens.edge)
        assert places[0] == places[1]


def test_views_have_the_quiet_selection_and_fields_the_strong_one(theme: Theme, qtbot: QtBot) -> None:
    views: list[QWidget] = [QTreeView(), QListWidget(), QComboBox()]
    field = QLineEdit()
    for widget in (*views, field):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    for choice, tokens in CHOICES.items():
        theme.choose(choice)
        for view in views[:2]:
            assert view.palette().color(Role.Highlight).name().upper() == tokens.selection
            assert view.palette().color(Role.HighlightedText).name().upper() == tokens.selection_ink
        assert field.palette().color(Role.Highlight).name().upper() == tokens.text_selection


def test_window_text_grows_with_its_setting(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    base = theme.base_points
    assert base >= 10.5
    assert qapp.font().pointSizeF() == pytest.approx(base)
    assert qapp.font().families()[0] == SANS
    with qtbot.waitSignal(theme.changed):
        theme.set_window_text(1.5)
    assert qapp.font().pointSizeF() == pytest.approx(base * 1.5)
    assert theme.type.title().pointSizeF() == pytest.approx(base * 1.5 * 22 / 10.5)
    theme.set_window_text(9)
    assert theme.window_text == 2.0
    theme.set_window_text(0.2)
    assert theme.window_text == 1.0


def test_a_change_of_the_system_s_colors_is_heard_only_where_it_counts(
    qapp: QApplication, resources: Path, qtbot: QtBot
) -> None:
    theme = Theme(resources / "styles")
    hints = qapp.styleHints()
    access = hints.accessibility()
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Scheme.Dark)
    with qtbot.waitSignal(theme.changed):
        access.contrastPreferenceChanged.emit(Wanted.HighContrast)
    theme.choose("dark")
    with qtbot.assertNotEmitted(theme.changed):
        hints.colorSchemeChanged.emit(Scheme.Light)
        access.contrastPreferenceChanged.emit(Wanted.NoPreference)
    assert theme.choice == "dark"


def test_the_system_is_followed_while_the_program_runs(
    theme: Theme, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Light, dark, more contrast, and back: tokens, palette, sheet and a widget that is on the screen."""
    hints, access = qapp.styleHints(), qapp.styleHints().accessibility()
    asked = {"scheme": Scheme.Light, "wanted": Wanted.NoPreference}
    system = SimpleNamespace(
        colorScheme=lambda: asked["scheme"],
        contrastPreference=lambda: asked["wanted"],
        setColorScheme=lambda _scheme: None,
    )
    card = QFrame()
    card.setObjectName("noteCard")
    card.resize(60, 40)
    qtbot.addWidget(card)
    monkeypatch.setattr(theme, "_hints", system)
    monkeypatch.setattr(theme, "_access", system)
    theme.choose("system")
    steps: list[tuple[Qt.ColorScheme, Qt.ContrastPreference, Tokens]] = [
        (Scheme.Dark, Wanted.NoPreference, DARK),
        (Scheme.Dark, Wanted.HighContrast, CONTRAST),
        (Scheme.Light, Wanted.HighContrast, CONTRAST),
        (Scheme.Light, Wanted.NoPreference, LIGHT),
    ]
    for scheme, wanted, tokens in steps:
        with qtbot.waitSignal(theme.changed):
            is_scheme = scheme != asked["scheme"]
            asked.update(scheme=scheme, wanted=wanted)
            if is_scheme:
                hints.colorSchemeChanged.emit(scheme)
            else:
                access.contrastPreferenceChanged.emit(wanted)
        assert theme.tokens is tokens
        assert qapp.palette().color(Role.Base).name().upper() == tokens.paper
        assert tokens.edge in qapp.styleSheet()
        assert shows(card.grab().toImage(), tokens.paper)


def test_the_same_choice_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")
