"""The head of one column: code label and mark, the title that opens the example, and what moves it."""

from math import ceil

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QWidget

from esscollab_desktop.domain.codes import in_box
from esscollab_desktop.domain.comparison import Column
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.marks import code_label_size, paint_code_label, paint_mark
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.plain_label import PlainLabel

_TARGET = 28
GAP = 4
Key = Qt.Key


def wrapped(words: str, font: QFont, width: int) -> QTextLayout:
    """The words in lines of this width; a word that is too long goes on in the next line."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


class Sign(QWidget):
    """The code in its box, the mark, and beside it the word for that, or the example's name."""

    def __init__(self, column: Column, theme: Theme, parent: QWidget, words: str = "") -> None:
        super().__init__(parent)
        self._column, self._theme, self._words = column, theme, words or column.mark
        self.setAccessibleName(f"{column.name}, {column.mark.lower()}")

    def sizeHint(self) -> QSize:
        kinds = self._theme.type
        box = code_label_size(in_box(self._column.code), kinds.label(in_list=True))
        words = QFontMetrics(kinds.hints()).horizontalAdvance(self._words)
        return QSize(round(box.width()) + words + self._spare(), round(box.height()) + 2)

    def _spare(self) -> int:
        return 12 + QFontMetrics(self._theme.type.hints()).ascent() + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        kinds, tokens, column = self._theme.type, self._theme.tokens, self._column
        painter = QPainter(self)
        code = in_box(column.code)
        box = paint_code_label(painter, QPointF(0, 1), code, column.kind, tokens, kinds.label(in_list=True))
        metrics = QFontMetrics(kinds.hints())
        radius = metrics.ascent() * 0.36
        middle = QPointF(box.right() + 8 + radius, box.center().y())
        paint_mark(painter, middle, radius, column.kind, tokens)
        left = round(middle.x() + radius) + 6
        painter.setFont(kinds.hints())
        painter.setPen(self._theme.color("ink2"))
        place = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(
            place, (Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine).value, self._words
        )
        painter.end()


class TitleButton(QPushButton):
    """The title in as many lines as it takes; a click or Enter opens the example."""

    def __init__(self, column: Column, theme: Theme, parent: QWidget) -> None:
        super().__init__(column.title.replace("&", "&&"), parent)
        self._title, self._theme = column.title, theme
        self.setObjectName("compareTitle")
        self.setAutoDefault(False)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{column.code} {column.title}, {column.mark.lower()}")
        self.setAccessibleDescription("Opens the example in Read")
        self.setToolTip("Open in Read (Enter)")
        self._face = self.font()

    def set_face(self, font: QFont) -> None:
        """The face of the page, which no style sheet takes away."""
        self._face = font
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Any width will do: the words go on in the next line."""
        return QSize(24, 24)

    def height_for(self, width: int) -> int:
        return max(24, ceil(wrapped(self._title, self._face, width).boundingRect().height()) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = QFont(self._face)
        font.setUnderline(self.underMouse())
        painter.setPen(self._theme.color("accent"))
        wrapped(self._title, font, self.width()).draw(painter, QPointF(0, 2))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows would move the keyboard to any other button; here they move the column, or scroll."""
        if event.key() in (Key.Key_Return, Key.Key_Enter):
            self.click()
        elif event.key() == Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class ColumnHead(QFrame):
    """`opened(code)`, `moved(code, by)`, `removed(code)`. Ctrl+Left, Ctrl+Right and Del do the same."""

    opened = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, column: Column, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.column, self._theme = column, theme
        self.setObjectName("compareHead")
        self.setAccessibleName(column.name)
        self.sign = Sign(column, theme, self)
        self.title = TitleButton(column, theme, self)
        pack = f"{column.pack}, edition {column.edition}" if column.pack else ""
        self.pack = PlainLabel(pack, self)
        self.pack.setWordWrap(True)
        self.pack.setVisible(bool(pack))
        self.left = self._button("arrow-left", "left", icons)
        self.right = self._button("arrow-right", "right", icons)
        self.remove = self._button("x", "", icons)
        self.title.clicked.connect(lambda: self.opened.emit(column.code))
        self.left.clicked.connect(lambda: self.moved.emit(column.code, -1))
        self.right.clicked.connect(lambda: self.moved.emit(column.code, 1))
        self.remove.clicked.connect(lambda: self.removed.emit(column.code))

    def set_place(self, number: int, count: int) -> None:
        """Which column it is, from 0, and of how many: at the edge there is one way less to move it."""
        self.left.setVisible(number > 0)
        self.right.setVisible(number < count - 1)

    @property
    def all_stops(self) -> list[QWidget]:
        return [self.left, self.right, self.remove, self.title]

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes in it, at its place."""
        return [*self._buttons(), self.title]

    def _buttons(self) -> list[QWidget]:
        return [button for button in (self.left, self.right, self.remove) if not button.isHidden()]

    def _button(self, icon: str, way: str, icons: Icons) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        code = self.column.code
        button.setAccessibleName(f"Move {code} to the {way}" if way else f"Take {code} out")
        keys = {"left": "Ctrl+Left", "right": "Ctrl+Right", "": "Del"}[way]
        button.setToolTip(f"{button.accessibleName()} ({keys})")
        icons.follow(button, icon, size=16)
        return button

    def set_font(self, title: QFont, small: QFont) -> None:
        self.title.set_face(title)
        self.pack.setFont(small)

    def has_room_beside(self, width: int) -> bool:
        """Whether the buttons have room beside the sign; if not in all heads, they stand below it in all."""
        return self.sign.sizeHint().width() + 3 * self._target() + GAP <= width

    def _target(self) -> int:
        return round(_TARGET * self._theme.base_points / 10.5)

    def place(self, width: int, beside: bool) -> int:
        """Put everything in its place at this width; how high it is."""
        sign, target, buttons = self.sign.sizeHint(), self._target(), self._buttons()
        first = max(sign.height(), target) if beside else sign.height()
        self.sign.setGeometry(0, (first - sign.height()) // 2, min(width, sign.width()), sign.height())
        x = width - target * len(buttons) if beside else (16 - target) // 2
        for button in buttons:
            button.setGeometry(x, (first - target) // 2 if beside else first + GAP, target, target)
            x += target
        y = first + GAP + (0 if beside else target + GAP)
        title = self.title.height_for(width)
        self.title.setGeometry(0, y, width, title)
        y += title
        if not self.pack.isHidden():
            pack = self.pack.heightForWidth(width)
            self.pack.setGeometry(0, y + 2, width, pack)
            y += pack + 2
        return y

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Key.Key_Left, Key.Key_Right):
            self.moved.emit(self.column.code, -1 if event.key() == Key.Key_Left else 1)
        elif event.key() in (Key.Key_Delete, Key.Key_Backspace) and not control:
            self.removed.emit(self.column.code)
        else:
            super().keyPressEvent(event)
