"""The icons: Lucide drawings in the color of a role, drawn anew when the theme changes."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap, QScreen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from esscollab_desktop.ui.look.theme import Theme

STROKE = "1.75"


class Icons(QObject):
    """Icons from the SVG files in `folder` (`resources/icons`).

    `renewed` when they have to be drawn anew: other colors, or a screen with other pixels was plugged in.
    """

    renewed = Signal()

    def __init__(self, theme: Theme, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._folder = folder
        self._made: dict[tuple[str, str, int], QIcon] = {}
        theme.changed.connect(self._renew)
        self._ratios = _ratios()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screen_added)
            for screen in app.screens():
                screen.geometryChanged.connect(self._on_screens_changed)

    def icon(self, name: str, role: str = "ink2", size: int = 18) -> QIcon:
        """The icon in today's color of `role`, `size` logical pixels wide; in `ink` where it is switched on.

        Switched on it is the drawing `name-on`, where there is one.

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
        return _tinted(self._drawing(name, round(size * ratio)), color, ratio)

    def _drawing(self, name: str, pixels: int) -> QImage:
        """The drawing in black: every color of it is made from this one."""
        text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        text = text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
        image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        return image

    def _make(self, name: str, role: str, size: int) -> QIcon:
        colors = self.theme.tokens.colors()
        on = f"{name}-on" if (self._folder / f"{name}-on.svg").exists() else name
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
        for ratio in self._ratios:
            drawings = {n: self._drawing(n, round(size * ratio)) for n in {name, on}}
            tinted = {
                (n, look): _tinted(d, colors[look], ratio)
                for n, d in drawings.items()
                for _, _, look in looks
            }
            for mode, state, look in looks:
                icon.addPixmap(tinted[on if state is QIcon.State.On else name, look], mode, state)
        return icon

    @Slot()
    def _renew(self) -> None:
        self._made.clear()
        self.renewed.emit()

    @Slot(QScreen)
    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_screens_changed)
        self._on_screens_changed()

    @Slot()
    def _on_screens_changed(self) -> None:
        """Another scale of a screen comes with another size of it in logical pixels."""
        ratios = _ratios()
        if ratios != self._ratios:
            self._ratios = ratios
            self._renew()


def _ratios() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


def _tinted(drawing: QImage, color: str, ratio: float) -> QPixmap:
    # A copy: pixmaps of one image have one key in Qt's cache, however they are painted afterwards.
    image = drawing.copy()
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), QColor(color))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


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
        icons.renewed.connect(self._on_changed)
        self._on_changed()

    def release(self) -> None:
        self._icons.renewed.disconnect(self._on_changed)
        self.setParent(None)
        self.deleteLater()

    @Slot()
    def _on_changed(self) -> None:
        name, role, size = self._look
        factor = max(1.0, self._icons.theme.window_text)
        self._target.setIcon(self._icons.icon(name, role, round(size * factor)))
