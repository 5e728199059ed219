"""Terms of the glossary on the page: a dotted line under each, and its meaning on hover, focus and key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTextCursor

from esscollab_desktop.services.glossary import Mention
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.passages import line_boxes
from esscollab_desktop.ui.views.term_popup import TermPopup

if TYPE_CHECKING:
    from esscollab_desktop.ui.views.reading_view import ReadingView

PAUSE = 350  # ms of rest on a word before it is explained
LINGER = 300  # ms on the way from the word to the popup
BY_KEY = "Enter opens its page, Esc closes."
BY_MOUSE = "Click here to open its page."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Terms(QObject):
    """The terms of one reading view. `page_wanted` carries the code of a term."""

    page_wanted = Signal(str)

    def __init__(self, view: "ReadingView", theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._mentions: tuple[Mention, ...] = ()
        self._boxes: dict[Mention, list[QRectF]] = {}
        self._popup: TermPopup | None = None
        self._shown: Mention | None = None
        self._by_key = False
        self._pointed: Mention | None = None
        self._pause = self._timer(PAUSE, self._explain_pointed)
        self._linger = self._timer(LINGER, self.close)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        self._moved = self._timer(0, self._explain_again)
        view.laid_out.connect(self._on_laid_out)
        view.verticalScrollBar().valueChanged.connect(self.close)

    def _timer(self, pause: int, after: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(after)
        return timer

    @property
    def shown(self) -> Mention | None:
        """The term that is being explained."""
        return self._shown

    @property
    def popup(self) -> TermPopup:
        if self._popup is None:
            self._popup = TermPopup(self._theme, self._view.window())
            self._popup.chosen.connect(self._choose)
            self._popup.closed.connect(self.close)
            self._popup.entered.connect(self._linger.stop)
            self._popup.left.connect(self._on_left)
        return self._popup

    def show_terms(self, mentions: Sequence[Mention]) -> None:
        """Mark these on the page that is shown now."""
        self.close()
        self._boxes.clear()
        self._mentions = tuple(mentions)
        self._view.viewport().update()
        self._view.marks_changed.emit()

    # --- where they stand ---

    def stretches(self) -> list[tuple[int, int, Mention]]:
        """Where in the document the terms stand, in their order."""
        return [(*self._stretch(mention), mention) for mention in self._mentions]

    def _stretch(self, mention: Mention) -> tuple[int, int]:
        return self._view.page_map.passages.places(mention.start, mention.end)[0]

    def boxes(self, mention: Mention) -> list[QRectF]:
        """The boxes of a term's words, in the document's coordinates; two where a line ends inside."""
        if mention not in self._boxes:
            self._boxes[mention] = line_boxes(self._view.document(), *self._stretch(mention))
        return self._boxes[mention]

    def _on_laid_out(self) -> None:
        """The words may stand elsewhere now."""
        self._boxes.clear()
        self._moved.start()

    def at(self, point: QPoint) -> Mention | None:
        """The term under a point of the viewport."""
        place = QPointF(point) + QPointF(0, self._view.verticalScrollBar().value())
        held = (m for m in self._mentions if any(box.contains(place) for box in self.boxes(m)))
        return next(held, None)

    def paint(self, painter: QPainter) -> None:
        """A dotted hairline under the words, in the document's coordinates; the words stay where they are."""
        dot = max(1, round(self._view.type.base / self._theme.type.base / 2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # else the dots run together
        top = self._view.verticalScrollBar().value()
        bottom = top + self._view.viewport().height()
        for mention in self._mentions:
            for box in self.boxes(mention):
                y = round(box.bottom()) - 2 - dot
                if not top <= y <= bottom:
                    continue
                for x in range(round(box.left()), round(box.right()), 3 * dot):
                    painter.fillRect(x, y, dot, dot, self._theme.color("ink3"))
        painter.restore()

    # --- explaining ---

    def explain_next(self) -> bool:
        """Explain the next term by key, round the page: after what is selected in view, else from its top.

        False where the page has none.
        """
        if not self._mentions:
            return False
        here, view = self._view.cursorForPosition(QPoint(0, 0)).position(), self._view
        is_seen = view.viewport().rect().intersects(view.cursorRect())
        if is_seen and view.textCursor().hasSelection():
            here = view.textCursor().selectionEnd()
        later = (m for m in self._mentions if self._stretch(m)[0] >= here)
        self._explain_by_key(next(later, self._mentions[0]))
        return True

    def take_focus(self, forward: bool) -> bool:
        """Whether the next stop of Tab is a term and no link; it is explained then."""
        cursor, is_on = self._view.textCursor(), self._view.textCursor().hasSelection()
        stops = self.stretches()
        links = [(*link, None) for link in self._view.page_map.links]
        if forward:
            here = cursor.selectionEnd() if is_on else 0
            found = min((s for s in [*stops, *links] if s[0] >= here), key=lambda s: s[0], default=None)
        else:
            here = cursor.selectionStart() if is_on else self._view.document().characterCount()
            found = max((s for s in [*stops, *links] if s[1] <= here), key=lambda s: s[0], default=None)
        if found is None or found[2] is None:
            self.close()
            if found and is_on and not forward:
                # Qt looks for a link that ends just where the selection begins.
                self._select(found[1], found[1] + 1)
            return False
        self._explain_by_key(found[2])
        return True

    def _explain_by_key(self, mention: Mention) -> None:
        """The words are selected, as those of a link are that has the focus."""
        self._select(*self._stretch(mention))
        self._bring_into_view(mention)
        self._explain(mention, by_key=True)
        announce(self._view, f"{mention.term.term}: {mention.term.meaning}")

    def _select(self, first: int, last: int) -> None:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)

    def _bring_into_view(self, mention: Mention) -> None:
        boxes, bar = self.boxes(mention), self._view.verticalScrollBar()
        top, bottom, height = boxes[0].top(), boxes[-1].bottom(), self._view.viewport().height()
        if top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(top - height / 3))

    def _explain(self, mention: Mention, by_key: bool) -> None:
        self._linger.stop()
        self._shown, self._by_key = mention, by_key
        scroll = self._view.verticalScrollBar().value()
        word = QRect()
        for box in self.boxes(mention):
            word = word.united(box.translated(0, -scroll).toAlignedRect())
        viewport, window = self._view.viewport(), self._view.window()
        page = QRect(viewport.mapTo(window, QPoint(0, 0)), viewport.size())
        hint = BY_KEY if by_key else BY_MOUSE
        self.popup.explain(mention.term, word.translated(page.topLeft()), page, self._view.type, hint)

    def _explain_again(self) -> None:
        if self._shown is not None:
            self._explain(self._shown, self._by_key)

    def close(self) -> None:
        """Nothing is explained any more."""
        self._pause.stop()
        self._linger.stop()
        self._shown = self._pointed = None
        if self._popup is not None:
            self._popup.hide()

    def _choose(self) -> None:
        code = self._shown.term.code if self._shown else ""
        self.close()
        if code:
            self.page_wanted.emit(code)

    # --- mouse and keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point_at(None if event.buttons() else self.at(event.position().toPoint()))
        elif kind is QEvent.Type.Leave and watched is self._view.viewport():
            self._point_at(None)
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        elif kind is QEvent.Type.Resize:
            self._moved.start()
        elif kind is QEvent.Type.Hide or (kind is QEvent.Type.FocusOut and self._by_key):
            self.close()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        """Enter belongs to the term that a key has led to, not to one that the mouse rests on."""
        if self._shown is None or not self._by_key or event.key() not in _ENTER:
            return False
        self._choose()
        return True

    def _point_at(self, mention: Mention | None) -> None:
        if mention is not None and mention is self._shown:
            self._linger.stop()
        elif mention is None:
            self._pause.stop()
            if self._shown and not self._by_key and not self._linger.isActive():
                self._linger.start()
        elif mention is not self._pointed:
            self._pause.start()
        self._pointed = mention

    def _explain_pointed(self) -> None:
        if self._pointed is not None:
            self._explain(self._pointed, by_key=False)

    def _on_left(self) -> None:
        if not self._by_key:
            self._linger.start()
