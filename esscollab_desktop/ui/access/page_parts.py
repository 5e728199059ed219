"""The parts of a page: a heading, a paragraph, a list and its items; in them links, terms and highlights."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QUrl
from PySide6.QtGui import QAccessible, QAccessibleInterface, QTextCursor

from esscollab_desktop.services.glossary import Mention
from esscollab_desktop.ui.access.part import Part, forget
from esscollab_desktop.ui.views.highlights import Highlight
from esscollab_desktop.ui.views.page_outline import KIND_WORDS, Piece, PieceType, words_of
from esscollab_desktop.ui.views.passages import line_boxes

if TYPE_CHECKING:
    from esscollab_desktop.ui.access.page import PageTold
    from esscollab_desktop.ui.views.reading_view import ReadingView

_ROLES = {
    PieceType.HEADING: QAccessible.Role.Heading,
    PieceType.PARAGRAPH: QAccessible.Role.Paragraph,
    PieceType.LABEL: QAccessible.Role.StaticText,
    PieceType.LIST: QAccessible.Role.List,
    PieceType.ITEM: QAccessible.Role.ListItem,
}


@dataclass(frozen=True)
class Mark:
    """What one can go to or press inside a piece; `leads_to` is an address of the document, or what it is."""

    first: int
    last: int
    leads_to: str | Mention | Highlight


def marks_in(view: "ReadingView", piece: Piece) -> list[Mark]:
    """Links, terms and highlights that begin inside a piece, in reading order."""
    if piece.type in (PieceType.LABEL, PieceType.LIST):
        return []
    document, map_ = view.document(), view.page_map
    last = document.findBlockByNumber(piece.last)
    start, end = document.findBlockByNumber(piece.first).position(), last.position() + last.length()
    found: list[Mark] = []
    for place in range(bisect_left(map_.links, (start, start)), bisect_left(map_.links, (end, end))):
        found.append(Mark(*map_.links[place], _address(view, map_.links[place][0])))
    for first, final, mention in view.terms.stretches():
        found.append(Mark(first, final, mention))
    for highlight in view.highlights:
        places = map_.passages.places(highlight.start, highlight.end)
        if places:
            found.append(Mark(places[0][0], places[-1][1], highlight))
    return sorted((m for m in found if start <= m.first < end), key=lambda mark: mark.first)


def _address(view: "ReadingView", place: int) -> str:
    cursor = QTextCursor(view.document())
    cursor.setPosition(place + 1)
    return cursor.charFormat().anchorHref()


class PiecePart(Part):
    """`index` is its place among the pieces of the page, or among the items of its list."""

    def __init__(self, above: QAccessibleInterface, page: "PageTold", index: int, piece: Piece) -> None:
        super().__init__(above)
        self._page, self.index, self.piece = page, index, piece
        self._items: dict[int, PiecePart] = {}
        self._marks: list[MarkPart] | None = None

    def follow(self, piece: Piece) -> None:
        """The same piece of the same page, in blocks of other numbers; what stood in it stands elsewhere."""
        self.piece = piece
        self.forget_marks()
        for place, part in self._items.items():
            part.follow(piece.items[place])

    def role(self) -> QAccessible.Role:
        return _ROLES[self.piece.type]

    def name(self) -> str:
        if self.piece.type is PieceType.LIST:
            count = len(self.piece.items)
            return f"List of {count}" if count != 1 else "List of one"
        return words_of(self._page.view.document(), self.piece, self._page.view.page_map.beside)

    def description(self) -> str:
        piece = self.piece
        return KIND_WORDS[piece.kind] if piece.kind and piece.type is PieceType.HEADING else ""

    def level(self) -> int:
        return self.piece.level

    def rect(self) -> QRect:
        document, box = self._page.view.document(), QRectF()
        for number in {self.piece.first, self.piece.last}:
            block = document.findBlockByNumber(number)
            box = box.united(document.documentLayout().blockBoundingRect(block))
        return self._page.on_screen(box)

    def state(self) -> QAccessible.State:
        state = super().state()
        viewport = self._page.view.viewport()
        state.offscreen = not viewport.rect().intersects(
            self.rect().translated(-viewport.mapToGlobal(viewport.rect().topLeft()))
        )
        return state

    # --- what stands in it ---

    def parts(self) -> Sequence[QAccessibleInterface]:
        return self.marks()

    def marks(self) -> "list[MarkPart]":
        if self._marks is None:
            found = marks_in(self._page.view, self.piece)
            self._marks = [MarkPart(self, self._page, mark) for mark in found]
        return self._marks

    def childCount(self) -> int:
        return len(self.piece.items) if self.piece.type is PieceType.LIST else super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        if self.piece.type is not PieceType.LIST or not 0 <= index < len(self.piece.items):
            return super().child(index)
        if index not in self._items:
            self._items[index] = PiecePart(self, self._page, index, self.piece.items[index])
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, PiecePart):
            return child.index if self._items.get(child.index) is child else -1
        return super().indexOfChild(child)

    def forget_marks(self) -> None:
        """They are others now, or stand elsewhere."""
        marks, self._marks = self._marks or [], None
        for part in [*self._items.values(), *marks]:
            if isinstance(part, PiecePart):
                part.forget_marks()
            else:
                forget(part)

    def leave(self) -> None:
        self.forget_marks()
        for part in self._items.values():
            part.leave()
        forget(self)


class MarkPart(Part):
    """A link, a term of the glossary, or a passage with a note."""

    def __init__(self, above: PiecePart, page: "PageTold", mark: Mark) -> None:
        super().__init__(above)
        self._page, self._mark = page, mark

    @property
    def stretch(self) -> tuple[int, int]:
        return self._mark.first, self._mark.last

    def role(self) -> QAccessible.Role:
        is_note = isinstance(self._mark.leads_to, Highlight)
        return QAccessible.Role.Note if is_note else QAccessible.Role.Link

    def name(self) -> str:
        told = self._mark.leads_to
        if isinstance(told, Highlight):
            moved = ", moved" if told.is_moved else ""
            return f"highlight, {told.kind.value}, note {told.number}{moved}"
        if isinstance(told, str) and told.startswith("source:"):
            return f"Source {told.removeprefix('source:')}"
        return self._words()

    def description(self) -> str:
        told = self._mark.leads_to
        if isinstance(told, Highlight):
            return self._words()
        if isinstance(told, Mention):
            return f"Term of the glossary: {told.term.meaning}"
        return "Web address" if told.startswith("address:") else ""

    def _words(self) -> str:
        cursor = QTextCursor(self._page.view.document())
        cursor.setPosition(self._mark.first)
        cursor.setPosition(self._mark.last, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", " ").replace("\u2028", " ")

    def rect(self) -> QRect:
        box = QRectF()
        for line in line_boxes(self._page.view.document(), *self.stretch):
            box = box.united(line)
        return self._page.on_screen(box)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.focusable = True
        state.linked = not isinstance(self._mark.leads_to, Highlight)
        state.focused = self._page.focused() is self
        return state

    def press(self) -> Callable[[], None]:
        return self._press

    def set_focus(self) -> Callable[[], None]:
        return self._take_focus

    def _take_focus(self) -> None:
        self._page.select(*self.stretch)

    def _press(self) -> None:
        view, told = self._page.view, self._mark.leads_to
        if isinstance(told, Highlight):
            view.highlight_chosen.emit(told.key)
        elif isinstance(told, Mention):
            view.terms.page_wanted.emit(told.term.code)
        else:
            self._take_focus()
            view.anchorClicked.emit(QUrl(told))
