"""The look as the window has it, on the test's application, and taken off again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import load_fonts


@pytest.fixture(scope="session")
def resources() -> Path:
    return Path(__file__).parents[3] / "resources"


@pytest.fixture(scope="session")
def families(qapp: QApplication, resources: Path) -> tuple[str, ...]:
    """The families of the bundled faces, registered."""
    return load_fonts(resources / "fonts")


@pytest.fixture
def theme(qapp: QApplication, families: tuple[str, ...], resources: Path) -> Iterator[Theme]:
    """The light theme, applied."""
    font = qapp.font()
    theme = Theme(resources / "styles")
    theme.choose("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setStyle("Fusion")
    qapp.setFont(font)
    delete(theme)


@pytest.fixture
def icons(theme: Theme, resources: Path) -> Icons:
    return Icons(theme, resources / "icons")
