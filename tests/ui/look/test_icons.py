"""Every icon loads, takes the color of its role, and changes with the theme."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from esscollab_desktop.ui.look import icons as look_icons
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Choice, Theme
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens
from look.pictures import shows

SIZE = QSize(18, 18)
CHOICES: dict[Choice, Tokens] = {"dark": DARK, "contrast": CONTRAST, "light": LIGHT}

# Add a name here with the drawing, where a view comes to need it.
_IN_USE = """
arrow-left arrow-right book-a book-open calendar check chevron-down chevron-left chevron-right chevron-up
circle-question-mark columns-2 command copy corner-down-right download external-link file-down file-text
files funnel gavel grip-vertical history
info landmark lightbulb link list lock map message-square move-right notebook-pen panel-left panel-right
pencil plus printer quote reply search square-check star star-on sun-moon table tag trash-2 triangle-alert
undo-2 unlink users x zoom-in zoom-out
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


def test_a_screen_with_other_pixels_gets_drawings_of_its_own(
    theme: Theme, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A projector is plugged in, or the scale of the screen is changed, while the window is open."""
    action = QAction("Copy")
    icons.follow(action, "copy", "accent")
    assert action.icon().pixmap(SIZE, 1.5).width() != 27
    monkeypatch.setattr(look_icons, "_ratios", lambda: [1.0, 1.5])
    QGuiApplication.primaryScreen().geometryChanged.emit(QRect(0, 0, 900, 600))
    sharp = icons.pixmap("copy", LIGHT.accent, 18, 1.5).toImage()
    assert action.icon().pixmap(SIZE, 1.5).toImage() == sharp
    assert icons.icon("copy", "accent").pixmap(SIZE, 1.5).toImage() == sharp


SCALED = """
import sys
from pathlib import Path
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme

app = QApplication([])
assert app.primaryScreen().devicePixelRatio() == 1.5
folder = Path(sys.argv[1])
icons = Icons(Theme(folder / "styles"), folder / "icons")
for name, size in (("copy", 18), ("notebook-pen", 16), ("check", 16)):
    drawn = icons.pixmap(name, icons.theme.tokens.ink2, size, 1.5)
    icon = icons.icon(name, "ink2", size)
    assert icon.pixmap(QSize(size, size), 1.5).toImage() == drawn.toImage(), name
    pictures = []
    for way in ("as the program paints it", "pixel by pixel"):
        image = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(1.5)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        if way == "pixel by pixel":
            painter.drawPixmap(4, 4, drawn)
        else:
            icon.paint(painter, QRect(4, 4, size, size))
        painter.end()
        pictures.append(image)
    assert pictures[0] == pictures[1], name
print("sharp")
"""


def test_on_a_screen_at_150_percent_icons_are_drawn_in_its_own_pixels(resources: Path) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SCALED, str(resources)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.returncode) == ("sharp", 0), done.stderr


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
