"""The theme: which tokens hold now, and how they reach the application."""

import re
import sys
from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from esscollab_desktop.ui.look.style import FocusRing, ProxyStyle
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens, from_system
from esscollab_desktop.ui.look.type import BASE_POINTS, Type, sans, system_points

Choice = Literal["system", "light", "dark", "contrast"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
VIEWS = ("QTreeView", "QListView", "QTableView")
# What the system may have switched on; without any of them nothing slides or fades.
EFFECTS = tuple(Qt.UIEffect)

_Group = QPalette.ColorGroup
_Role = QPalette.ColorRole
_HIGH = Qt.ContrastPreference.HighContrast
# In the system's own contrast theme the sheet names roles of its palette, and no color at all.
_SYSTEM_NAMES = {
    "desk": "window",
    "sunk": "window",
    "wash": "window",
    "paper": "base",
    "accent": "link",
    "onaccent": "window",
    "selection": "highlight",
    "selection_ink": "highlighted-text",
    "text_selection": "highlight",
    "text_selection_ink": "highlighted-text",
}


class Theme(QObject):
    """Holds the choice, follows the system where that is the choice, and dresses the application.

    `styles`: the folder of `app.qss` (`resources/styles`). `changed` comes after tokens, palette and sheet
    have changed, also when the size of the window's text has.
    """

    changed = Signal()

    def __init__(self, styles: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = (styles / "app.qss").read_text(encoding="utf-8")
        self._app: QApplication | None = None
        self._choice: Choice = "system"
        self._window_text = 1.0
        # Both are kept: Qt's wrapper of the second dies with that of the first.
        self._hints = QGuiApplication.styleHints()
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._access.contrastPreferenceChanged.connect(self._on_system_changed)
        self.tokens = self._resolve()

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Take light, dark, contrast (ours, on black), or what the system asks for."""
        if choice == self._choice:
            return
        self._choice = choice
        # Window frames and native dialogs follow, where the system can do that.
        scheme = {
            "system": Qt.ColorScheme.Unknown,
            "light": Qt.ColorScheme.Light,
        }.get(choice, Qt.ColorScheme.Dark)
        self._hints.setColorScheme(scheme)
        self.refresh()

    @property
    def window_text(self) -> float:
        """The setting "Window text": 1.0 to 2.0."""
        return self._window_text

    def set_window_text(self, factor: float) -> None:
        self._window_text = min(max(factor, 1.0), 2.0)
        self.refresh()

    @property
    def base_points(self) -> float:
        """The size of controls; every other size is a multiple of it."""
        return max(BASE_POINTS, system_points()) * self._window_text

    @property
    def type(self) -> Type:
        return Type(self.base_points)

    def color(self, role: str) -> QColor:
        """A role's color for painting."""
        return QColor(getattr(self.tokens, role))

    def apply(self, app: QApplication) -> None:
        """Set style, font, palettes and style sheet, and set them again after each change."""
        self._app = app
        app.setStyle(ProxyStyle(lambda: self.tokens))
        FocusRing(app)
        for effect in EFFECTS:
            app.setEffectEnabled(effect, False)
        self.refresh()

    def refresh(self) -> None:
        """Look at the system anew. Call it on `QEvent.ThemeChange`: one contrast theme may follow another."""
        self.tokens = self._resolve()
        if self._app is not None:
            self._app.setFont(sans(self.base_points))
            self._app.setPalette(self.palette())
            for name in VIEWS:
                self._app.setPalette(self.view_palette(), name)  # type: ignore[arg-type]  # bytes raise
            # palette(...) in a sheet is resolved once and stays, so the sheet is set after every palette.
            self._app.setStyleSheet(self.sheet())
        self.changed.emit()

    def palette(self) -> QPalette:
        """The application's palette."""
        return _palette(self.tokens)

    def view_palette(self) -> QPalette:
        """The palette of trees, lists and tables: a selected row is washed, its ink stays."""
        palette = _palette(self.tokens)
        palette.setColor(_Role.Highlight, self.color("selection"))
        palette.setColor(_Role.HighlightedText, self.color("selection_ink"))
        return palette

    def sheet(self) -> str:
        """The style sheet with each `@role` replaced by its color."""
        return with_colors(self._sheet, self.tokens)

    def _resolve(self) -> Tokens:
        palette = None
        # Windows contrast themes come with a palette; other systems only ask for more contrast.
        if sys.platform == "win32" and self._access.contrastPreference() == _HIGH:
            QGuiApplication.setPalette(QPalette())  # gives the palette back to the system
            palette = QGuiApplication.palette()
        return tokens_for(self._choice, self._hints.colorScheme(), self._access.contrastPreference(), palette)

    @Slot()
    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self.refresh()


def tokens_for(
    choice: Choice, scheme: Qt.ColorScheme, wanted: Qt.ContrastPreference, given: QPalette | None
) -> Tokens:
    """The tokens of a choice. `given`: the palette of the system's own contrast theme, where it has one."""
    if choice != "system":
        return {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[choice]
    if wanted == _HIGH:
        return CONTRAST if given is None else _from_palette(given)
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _from_palette(palette: QPalette) -> Tokens:
    roles = {
        "desk": _Role.Window,
        "paper": _Role.Base,
        "text": _Role.WindowText,
        "link": _Role.Link,
        "highlight": _Role.Highlight,
        "highlighted": _Role.HighlightedText,
    }
    colors = {name: palette.color(role).name().upper() for name, role in roles.items()}
    return from_system(**colors, disabled=palette.color(_Group.Disabled, _Role.WindowText).name().upper())


def _palette(tokens: Tokens) -> QPalette:
    roles = {
        _Role.Window: tokens.desk,
        _Role.Base: tokens.paper,
        _Role.AlternateBase: tokens.paper,
        _Role.Button: tokens.paper,
        _Role.Text: tokens.ink,
        _Role.WindowText: tokens.ink,
        _Role.ButtonText: tokens.ink,
        _Role.BrightText: tokens.alert,
        _Role.PlaceholderText: tokens.ink3,
        _Role.Highlight: tokens.text_selection,
        _Role.HighlightedText: tokens.text_selection_ink,
        _Role.Link: tokens.accent,
        _Role.LinkVisited: tokens.accent,
        _Role.Accent: tokens.accent,
        _Role.ToolTipBase: tokens.paper,
        _Role.ToolTipText: tokens.ink,
        _Role.Mid: tokens.edge,
        _Role.Midlight: tokens.line,
        _Role.Light: tokens.paper,
        _Role.Dark: tokens.edge,
        _Role.Shadow: tokens.edge,
    }
    palette = QPalette()
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText):
        palette.setColor(_Group.Disabled, role, QColor(tokens.disabled))
    return palette


def with_colors(sheet: str, tokens: Tokens) -> str:
    """A style sheet with every `@role` filled in; in the system's colors by a role of its palette."""
    colors = tokens.colors()
    # What the ring leaves of its widest: a frame that turns into the ring must not move what it holds.
    lengths = {"ring": f"{tokens.ring_width}px", "ring_rest": f"{3 - tokens.ring_width}px"}

    def value_of(found: re.Match[str]) -> str:
        if found[1] in lengths:
            return lengths[found[1]]
        value = colors[found[1]]
        return f"palette({_SYSTEM_NAMES.get(found[1], 'window-text')})" if tokens.is_system else value

    return re.sub(r"@([a-z][a-z0-9_]*)", value_of, sheet)
