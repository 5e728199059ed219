"""A button that shows its key beside its words."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.plain_label import PlainLabel

_GAP = 8
_EDGE = 10


class KeyButton(QPushButton):
    """The words move left to make room for the key, which stands in a small box at the right."""

    def __init__(self, words: str, key: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._key = PlainLabel(key, self)
        self._key.setObjectName("kbd")
        self._key.setAccessibleName("")

    def follow_type(self, theme: Theme) -> None:
        """The key in the size of chips, also after the window's text was made larger."""
        self._theme = theme
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.set_key_font(self._theme.type.chip().pointSizeF())

    def set_key_font(self, points: float) -> None:
        font = self.font()
        font.setPointSizeF(points)
        self._key.setFont(font)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._room(), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _room(self) -> int:
        return self._key.sizeHint().width() + _GAP - 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._key.sizeHint()
        self._key.setGeometry(
            self.width() - size.width() - _EDGE,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, icon, room = self.text(), self.icon(), self._room()
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        # Drawn alone, a label would get the style sheet's looks and not the style's: a second, narrower
        # button is drawn and its right edge cut off.
        option.text, option.icon = words, icon
        option.rect = option.rect.adjusted(0, 0, -room, 0)
        painter.setClipRect(option.rect.adjusted(0, 0, -_EDGE // 2, 0))
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
