"""The icons: Lucide drawings in the color of a role, drawn anew when the theme changes."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from esscollab_desktop.ui.look.theme import Theme

STROKE = "1.75"


class Icons(QObject):
    """Icons from the SVG files in `folder` (`resources/icons`)."""

    def __init__(self, theme: Theme, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._folder = folder
        self._made: dict[tuple[str, str, int], QIcon] = {}
        theme.changed.connect(self._on_changed)

    def icon(self, name: str, role: str = "ink2", size: int = 18) -> QIcon:
        """The icon in today's color of `role`, `size` logical pixels wide; in `ink` where it is switched on.

        It is a picture: whoever keeps it takes a new one on `theme.changed`, or uses `follow`.
        """
        key = (name, role, size)
        if key not in self._made:
            self._made[key] = self._make(name, role, size)
        return self._made[key]

    def follow(
        self, target: QAction | QAbstractButton, name: str, role: str = "ink2", size: int = 18
    ) -> None:
        """Give an action or button its icon, now and after each change of the theme."""
        for old in target.findChildren(_Follower, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.release()
        _Follower(self, target, name, role, size)

    def pixmap(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        """One drawing in one color, for one pixel ratio."""
        text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        # Qt draws currentColor black, so the color goes into the text before it is loaded.
        text = text.replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
        pixels = round(size * ratio)
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _make(self, name: str, role: str, size: int) -> QIcon:
        colors = self.theme.tokens.colors()
        switched_on = "ink" if role in ("ink2", "ink3") else role
        looks = (
            (QIcon.Mode.Normal, QIcon.State.Off, role),
            (QIcon.Mode.Normal, QIcon.State.On, switched_on),
            (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
            (QIcon.Mode.Active, QIcon.State.Off, "selection_ink"),  # the entry of a menu that is met
            (QIcon.Mode.Selected, QIcon.State.Off, "selection_ink"),
            (QIcon.Mode.Selected, QIcon.State.On, "selection_ink"),  # a filled button in contrast
        )
        icon = QIcon()
        for ratio in sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}):
            for mode, state, look in looks:
                icon.addPixmap(self.pixmap(name, colors[look], size, ratio), mode, state)
        return icon

    @Slot()
    def _on_changed(self) -> None:
        self._made.clear()


class _Follower(QObject):
    """Lives and dies with its target, so nothing has to be taken off a list."""

    def __init__(
        self, icons: Icons, target: QAction | QAbstractButton, name: str, role: str, size: int
    ) -> None:
        super().__init__(target)
        self._icons = icons
        self._target = target
        self._look = (name, role, size)
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(size, size))
        icons.theme.changed.connect(self._on_changed)
        self._on_changed()

    def release(self) -> None:
        self._icons.theme.changed.disconnect(self._on_changed)
        self.setParent(None)
        self.deleteLater()

    @Slot()
    def _on_changed(self) -> None:
        self._target.setIcon(self._icons.icon(*self._look))
