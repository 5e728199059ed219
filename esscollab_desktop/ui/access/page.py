"""The page as a screen reader walks it: headings, paragraphs, lists; in them links, terms and highlights."""

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QTextCursor
from PySide6.QtWidgets import QAccessibleWidget

from esscollab_desktop.ui.access.factory import own_interface
from esscollab_desktop.ui.access.page_parts import MarkPart, PiecePart
from esscollab_desktop.ui.access.part import NONE
from esscollab_desktop.ui.views.page_outline import Piece, PieceType

if TYPE_CHECKING:
    from esscollab_desktop.ui.views.reading_view import ReadingView

Event = QAccessible.Event


class PageTold(QAccessibleWidget):
    """The reading view: Qt knows its words, for reading by letter and line; its parts we know.

    Parts are made when they are asked for. They count in pieces of the page, so a change of zoom or width
    leaves them as they are; another page takes them away and says so.
    """

    def __init__(self, view: "ReadingView") -> None:
        super().__init__(view, QAccessible.Role.Document)
        self.view = view
        self._page = view.page
        self._words = own_interface(view)
        self._parts: dict[int, PiecePart] = {}
        self._told: MarkPart | None = None
        view.laid_out.connect(self._on_laid_out)
        view.marks_changed.connect(self._on_marks_changed)
        view.walked.connect(self._tell_focus)
        view.selectionChanged.connect(self._tell_focus)
        view.cursorPositionChanged.connect(self._tell_focus)

    @property
    def pieces(self) -> list[Piece]:
        return self.view.page_map.outline.pieces

    def leave(self) -> None:
        """The view is gone."""
        self._told = None
        parts, self._parts = self._parts, {}
        for part in parts.values():
            part.leave()

    # --- Qt's own names ---

    def childCount(self) -> int:
        return len(self.pieces)

    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < len(self.pieces):
            return None  # type: ignore[return-value]
        if index not in self._parts:
            self._parts[index] = PiecePart(self, self, index, self.pieces[index])
        return self._parts[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        is_ours = isinstance(child, PiecePart) and self._parts.get(child.index) is child
        return child.index if isinstance(child, PiecePart) and is_ours else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        if not self.rect().contains(x, y):
            return None  # type: ignore[return-value]
        place = QPointF(self.view.viewport().mapFromGlobal(QPoint(x, y)))
        place += QPointF(0, self.view.verticalScrollBar().value())
        here = self.view.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
        part = self.part_at(here)
        return part.childAt(x, y) or part if part else None  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        return self.focused() or super().focusChild()

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind is QAccessible.InterfaceType.TextInterface:
            return QAccessible.accessibleInterface(self._words).textInterface()
        return super().interface_cast(kind) or NONE

    # --- for the parts ---

    def part_at(self, place: int) -> PiecePart | None:
        """The heading, paragraph or item that stands at a place of the document."""
        block = self.view.document().findBlock(max(0, place)).blockNumber()
        index = _last_at(self.pieces, block)
        if index < 0:
            return None
        part = self.child(index)
        assert isinstance(part, PiecePart)
        inner = _last_at(part.piece.items, block)
        found = part.child(inner) if inner >= 0 else part
        return found if isinstance(found, PiecePart) else None

    def focused(self) -> MarkPart | None:
        """The link or term whose words are selected, no more and no less, as Tab does."""
        cursor = self.view.textCursor()
        if not cursor.hasSelection() or not self.view.hasFocus():
            return None
        stretch = (cursor.selectionStart(), cursor.selectionEnd())
        part = self.part_at(stretch[0])
        return next((mark for mark in part.marks() if mark.stretch == stretch), None) if part else None

    def on_screen(self, box: QRectF) -> QRect:
        """A box of the document, on the screen."""
        viewport = self.view.viewport()
        corner = box.topLeft() - QPointF(0, self.view.verticalScrollBar().value())
        return QRect(viewport.mapToGlobal(corner).toPoint(), QSize(round(box.width()), round(box.height())))

    def select(self, first: int, last: int) -> None:
        """As Tab does: the words of a link or a term are selected, and have the keyboard."""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what changes ---

    def _on_laid_out(self) -> None:
        if self.view.page is self._page:
            self._told = None
            for place, part in self._parts.items():
                part.follow(self.pieces[place])
            return
        self._page = self.view.page
        self.leave()
        for kind in (Event.ObjectReorder, Event.DocumentLoadComplete):
            QAccessible.updateAccessibility(QAccessibleEvent(self.view, kind))

    def _on_marks_changed(self) -> None:
        self._told = None
        for part in self._parts.values():
            part.forget_marks()

    def _tell_focus(self) -> None:
        """Tab came to a link or a term, or left it."""
        before, self._told = self._told, self.focused()
        if self._told is not before and self.view.hasFocus():
            told = self._told or QAccessible.queryAccessibleInterface(self.view)
            QAccessible.updateAccessibility(QAccessibleEvent(told, Event.Focus))


def _last_at(pieces: list[Piece], block: int) -> int:
    """The place of the last piece that begins at or above a block; no label, which has no words. -1: none."""
    place = bisect_right(pieces, block, key=lambda piece: piece.first) - 1
    return place - 1 if place > 0 and pieces[place].type is PieceType.LABEL else place
