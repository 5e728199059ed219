"""A line that leads somewhere: a sign, the words of the link, and what is to be said beside them."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme

_SIGN = 16
_GAP = 12
_PAD = 4
_LEAST = 28


class LinkRow(QAbstractButton):
    """The whole line is pressed; `link` is underlined, `rest` follows it. It wraps."""

    def __init__(self, icon: str, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._icon = theme, icons, icon
        self._link = self._rest = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._on_theme_changed)

    def set_words(self, link: str, rest: str = "") -> None:
        if (link, rest) != (self._link, self._rest):
            self._link, self._rest = link, rest
            self.setText(f"{link}{rest}".replace("&", "&&"))
            self.setAccessibleName(f"{link}{rest}")
            self.updateGeometry()
            self.update()

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self._link + self._rest, self._theme.type.controls())
        link = QTextLayout.FormatRange()
        link.start, link.length, link.format = 0, len(self._link), QTextCharFormat()
        link.format.setFontUnderline(True)
        link.format.setForeground(QColor(self._theme.tokens.accent))
        layout.setFormats([link])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, width - self._left() - _PAD))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout, y

    def _left(self) -> float:
        return _SIGN + _GAP

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(_LEAST, round(self._laid_out(width)[1]) + 2 * _PAD)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        ink = tokens.ink
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.sunk))
        painter.setPen(QColor(ink))
        layout, high = self._laid_out(self.width())
        top = max(_PAD, (self.height() - high) / 2)
        first = QFontMetricsF(self._theme.type.controls()).height()
        picture = self._icons.icon(self._icon, "ink2", _SIGN)
        picture.paint(painter, 0, round(top + (first - _SIGN) / 2), _SIGN, _SIGN)
        layout.draw(painter, QPointF(self._left(), top))
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
