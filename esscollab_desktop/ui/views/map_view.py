"""The map of tiles: one for each jurisdiction, walked with the arrow keys, opened with Enter."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from esscollab_desktop.domain.book import Jurisdiction, Kind
from esscollab_desktop.domain.landscape import Landscape
from esscollab_desktop.services.landscape_words import NO_EXAMPLE, tile_words
from esscollab_desktop.ui.access import factory
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.tiles import MOST_MARKS, paint_corner, paint_marks, paint_ring, paint_tile
from esscollab_desktop.ui.models.landscape_model import EMPTY
from esscollab_desktop.ui.views.map_places import (
    EDGE,
    map_height,
    map_width,
    next_tile,
    places_of,
    tile_box,
    tile_size,
)
from esscollab_desktop.ui.views.typed_word import TypedWord, named_by

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MapView(QWidget):
    """`current` is the tile that has the keyboard. `opened(code)`; `current_changed(code)`; `shown()` after
    other numbers came. `pointed(code)`: the tile under the pointer, empty where there is none.
    """

    opened = Signal(str)
    current_changed = Signal(str)
    pointed = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mapView")
        self.setAccessibleName("Map of jurisdictions")
        self.setAccessibleDescription(
            "Arrow keys go from tile to tile, letters find a state, Enter opens it."
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme = theme
        self.landscape: Landscape = EMPTY
        self.places: dict[str, tuple[int, int]] = {}
        self._held: dict[str, Jurisdiction] = {}
        self._measured: tuple[object, QFont, tuple[float, float]] | None = None
        self.current = ""
        self.met = ""
        self.typed = TypedWord(self)
        theme.changed.connect(self._on_theme_changed)

    def show_landscape(self, landscape: Landscape) -> None:
        """Take other numbers; the tile that has the keyboard keeps it."""
        self.landscape = landscape
        self._held = {place.code: place for place in landscape.jurisdictions}
        self.places = places_of(self._held)
        self.met = self.met if self.met in self.places else ""
        if self.current not in self.places:
            self.current = next(iter(self.places), "")
        self.updateGeometry()
        self.update()
        self.shown.emit()

    # --- what it shows and says ---

    def place(self, code: str) -> Jurisdiction:
        return self._held[code]

    def words(self, code: str) -> str:
        return tile_words(self.landscape, code)

    def line(self, code: str) -> str:
        """Short, for beside the heading: `MA: 1 published, 1 related`."""
        if code not in self.places:
            return ""
        counts = self.landscape.of_jurisdiction(code)
        numbers = [f"{counts.of(kind):,} {kind}" for kind in Kind if counts.of(kind)] or [NO_EXAMPLE]
        if counts.notes:
            numbers.append(f"{counts.notes:,} note{'' if counts.notes == 1 else 's'}")
        return f"{code}: {', '.join(numbers)}"

    def box(self, code: str) -> QRectF:
        """Where a tile lies in the widget."""
        return tile_box(self.places[code], *self._tile())

    def code_at(self, place: QPointF) -> str:
        return next((code for code in self.places if self.box(code).contains(place)), "")

    def set_current(self, code: str) -> None:
        if code in self.places and code != self.current:
            self.current = code
            self.update()
            self.current_changed.emit(code)

    # --- sizes ---

    def _letters(self, room: float) -> QFont:
        """The letters of a tile, smaller where tiles are too narrow for them."""
        font = self._theme.type.controls(is_selected=True)
        width = tile_size(room, self._factor)
        longest = max((QFontMetricsF(font).horizontalAdvance(code) for code in self.places), default=0.0)
        if longest > width - 10:
            font.setPointSizeF(font.pointSizeF() * (width - 10) / longest)
        return font

    @property
    def _factor(self) -> float:
        return self._theme.base_points / 10.5

    def _tile(self, width: float | None = None) -> tuple[float, float]:
        """Width and height of a tile."""
        return self._measures(self.width() if width is None else width)[1]

    def _measures(self, width: float) -> tuple[QFont, tuple[float, float]]:
        """Letters and tile, worked out once for each width: every tile asks for them."""
        key = (width, self._theme.base_points, tuple(self.places))
        if self._measured is None or self._measured[0] != key:
            letters, size = self._letters(width), tile_size(width, self._factor)
            self._measured = (key, letters, (size, max(size, 2 * QFontMetricsF(letters).height() + 4)))
        return self._measured[1:]

    def full_width(self) -> int:
        """The width at which tiles have their full size."""
        return round(map_width(tile_size(1e6, self._factor)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(map_height(self.places, *self._tile(width)))

    def sizeHint(self) -> QSize:
        return QSize(self.full_width(), self.heightForWidth(self.full_width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(map_width(0)) + 11 * 30, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        letters = self._measures(self.width())[0]
        number = QFont(letters)
        for code in self.places:
            box = self.box(code)
            if box.adjusted(-EDGE, -EDGE, EDGE, EDGE).intersects(QRectF(event.rect())):
                self._paint(painter, code, box, letters, number)
        if self.hasFocus() and self.current in self.places:
            paint_ring(painter, self.box(self.current), self._theme.tokens)
        painter.end()

    def _paint(self, painter: QPainter, code: str, box: QRectF, letters: QFont, number: QFont) -> None:
        tokens, counts = self._theme.tokens, self.landscape.of_jurisdiction(code)
        ink = paint_tile(painter, box, counts, tokens, is_met=code == self.met)
        if counts.notes:
            is_full = counts.total >= MOST_MARKS
            corner = ink if counts.total else tokens.ink
            edge = tokens.ink3 if is_full else ""
            paint_corner(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), box.width() * 0.27, corner, edge)
        font = QFont(letters)
        font.setWeight(QFont.Weight.DemiBold if counts.total else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        high = QFontMetricsF(letters).height()
        line = QRectF(box.left() + 6, box.top() + (box.height() / 2 - high) / 2 + 1, box.width() - 8, high)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, code)
        marks = QRectF(box.left() + 6, box.center().y(), box.width() - 10, box.height() / 2 - 3)
        paint_marks(painter, marks, counts, box.width() * 0.102, tokens, number, ink)

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self.places:
            super().keyPressEvent(event)
        elif key in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.set_current(next_tile(self.places, self.current, key))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_current(list(self.places)[0 if key == Qt.Key.Key_Home else -1])
        elif key in _OPENS and not (key == Qt.Key.Key_Space and self.typed.text):
            self.opened.emit(self.current)
        elif event.text() and event.text().isprintable():
            self._type(event)
        else:
            super().keyPressEvent(event)

    def _type(self, event: QKeyEvent) -> None:
        """Letters find a tile by its code, else by the beginning of its name."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        found = named_by(self.typed.add(event.text()), list(self._held.values()))
        if found:
            self.set_current(found)

    # --- pointer ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._meet(self.code_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._meet("")

    def _meet(self, code: str) -> None:
        if code != self.met:
            self.met = code
            self.setCursor(Qt.CursorShape.PointingHandCursor if code else Qt.CursorShape.ArrowCursor)
            self.update()
            self.pointed.emit(code)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (code := self.code_at(event.position())):
            self.set_current(code)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # What was pressed and let go on the same tile: a press that slides off it opens nothing.
        code = self.code_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and code and code == self.current:
            self.opened.emit(code)

    # --- focus and words ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        if self.current:
            self.current_changed.emit(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if code := self.code_at(QPointF(event.pos())):
                QToolTip.showText(event.globalPos(), self.words(code), self, self.box(code).toRect())
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _told(view: QWidget) -> QAccessibleInterface:
    from esscollab_desktop.ui.access.map_access import MapTold

    assert isinstance(view, MapView)
    return MapTold(view)


factory.register("MapView", _told)
