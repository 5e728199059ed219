"""One page of a packet as it will come out of the printer: white, whatever the window's colors."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from esscollab_desktop.ui.look.theme import Theme

FRAME = 5  # around the paper: the frame of the page that is current
LABEL_GAP = 8


class PageSheet(QWidget):
    """`pressed(index)`; `walked(by)` in pages; `far(is last)`: to an end; `entered(index)`: to its item."""

    pressed = Signal(int)
    walked = Signal(int)
    far = Signal(bool)
    entered = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("packetSheet")
        self.setProperty("focusRing", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self.index = -1
        self.is_current = False
        self._paper = QSize(0, 0)
        self._image = QImage()

    @property
    def label_height(self) -> int:
        return QFontMetrics(self._theme.type.controls()).height() + LABEL_GAP

    def room_for(self, paper: QSize) -> QSize:
        """The size of all of it, with frame and label."""
        return QSize(paper.width() + 2 * FRAME, paper.height() + 2 * FRAME + self.label_height)

    def show_page(self, index: int, of: int, paper: QSize, item: str) -> None:
        """What is drawn of this page already stays, in another size too, until it is drawn anew."""
        if index != self.index:
            self._image = QImage()
            self.setAccessibleDescription("")
        self.index, self._paper = index, paper
        name = f"Page {index + 1} of {of}"
        self.setAccessibleName(f"{name}, {item}" if item else name)
        self.resize(self.room_for(paper))
        self.update()

    def show_current(self, is_current: bool) -> None:
        self.is_current = is_current
        self.update()

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def clear(self) -> None:
        """Nothing of another packet's page may be seen."""
        self.index, self._image = -1, QImage()
        self.hide()

    @property
    def has_image(self) -> bool:
        return not self._image.isNull()

    @property
    def paper_place(self) -> QRect:
        return QRect(FRAME, FRAME, self._paper.width(), self._paper.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper, tokens = self.paper_place, self._theme.tokens
        painter.fillRect(paper, QColor("white"))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, self._image)
        width = 3 if self.is_current else 1
        pen = QPen(QColor(tokens.accent if self.is_current else tokens.edge), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = (width + 1) // 2
        painter.drawRect(paper.adjusted(-half, -half, half - 1, half - 1))
        painter.setFont(self._theme.type.controls())
        painter.setPen(QColor(tokens.ink2))
        label = QRect(0, paper.bottom() + FRAME, self.width(), self.height() - paper.bottom() - FRAME)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter.value, f"Page {self.index + 1}")
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.index)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_PageDown: 1, keys.Key_Right: 1, keys.Key_PageUp: -1, keys.Key_Left: -1}
        if event.modifiers() and event.modifiers() != Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif (by := steps.get(keys(event.key()))) is not None:
            self.walked.emit(by)
        elif event.key() in (keys.Key_Home, keys.Key_End):
            self.far.emit(event.key() == keys.Key_End)
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.entered.emit(self.index)
        else:
            event.ignore()
