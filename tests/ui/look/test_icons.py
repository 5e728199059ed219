"""Every icon loads, takes the color of its role, and changes with the theme."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Choice, Theme
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens
from look.pictures import shows

SIZE = QSize(18, 18)
CHOICES: dict[Choice, Tokens] = {"dark": DARK, "contrast": CONTRAST, "light": LIGHT}

# Add a name here with the drawing, where a view comes to need it.
_IN_USE = """
arrow-left arrow-right book-open calendar check chevron-down chevron-right circle-question-mark copy
external-link file-down file-text funnel gavel history info landmark lightbulb link lock map
message-square move-right notebook-pen panel-left panel-right pencil plus printer quote reply search
square-check sun-moon trash-2 triangle-alert undo-2 unlink users x zoom-in zoom-out
"""
NAMES = _IN_USE.split()


def test_the_folder_holds_the_icons_in_use_and_the_program_s_own(resources: Path) -> None:
    assert {path.stem for path in (resources / "icons").glob("*.svg")} == {*NAMES, "app"}
    assert "Lucide" in (resources / "icons" / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_the_color_of_its_role(icons: Icons, name: str) -> None:
    for color in (LIGHT.ink2, DARK.accent):
        picture = icons.pixmap(name, color, 18, 2.0).toImage()
        assert shows(picture, color)
        assert not shows(picture, "#000000")


def test_an_icon_knows_on_off_and_disabled(icons: Icons) -> None:
    icon = icons.icon("copy", "ink2")
    for mode, state, color in (
        (QIcon.Mode.Normal, QIcon.State.Off, LIGHT.ink2),
        (QIcon.Mode.Normal, QIcon.State.On, LIGHT.ink),
        (QIcon.Mode.Disabled, QIcon.State.Off, LIGHT.disabled),
        (QIcon.Mode.Selected, QIcon.State.Off, LIGHT.selection_ink),
    ):
        assert shows(icon.pixmap(SIZE, mode, state).toImage(), color), (mode, state)


def test_a_drawing_has_the_pixels_of_its_ratio(icons: Icons) -> None:
    for ratio, pixels in ((1.0, 18), (1.5, 27), (2.0, 36)):
        pixmap = icons.pixmap("search", "#123456", 18, ratio)
        assert (pixmap.width(), pixmap.height()) == (pixels, pixels)
        assert pixmap.deviceIndependentSize().toSize() == SIZE


def test_followers_change_with_the_theme(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    button = QPushButton("Save PDF…")
    qtbot.addWidget(button)
    action = QAction("Copy")
    icons.follow(button, "file-down", "accent")
    icons.follow(action, "copy", "accent", 16)
    assert button.iconSize() == SIZE
    for choice, tokens in CHOICES.items():
        theme.choose(choice)
        for icon in (button.icon(), action.icon()):
            assert shows(icon.pixmap(SIZE).toImage(), tokens.accent)


def test_a_second_follow_takes_the_place_of_the_first(theme: Theme, icons: Icons) -> None:
    action = QAction("Fold")
    icons.follow(action, "panel-left", "accent")
    icons.follow(action, "panel-right", "alert")
    theme.choose("dark")
    picture = action.icon().pixmap(SIZE).toImage()
    assert shows(picture, DARK.alert)
    assert not shows(picture, DARK.accent)


def test_a_target_may_go_before_the_theme(theme: Theme, icons: Icons) -> None:
    action = QAction("Fold")
    icons.follow(action, "panel-left")
    delete(action)
    theme.choose("dark")
    assert not isValid(action)


def test_the_program_s_icon_comes_in_every_size(qapp: object, resources: Path) -> None:
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        image = QImage(str(resources / "icons" / f"app-{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert shows(image, LIGHT.accent)
