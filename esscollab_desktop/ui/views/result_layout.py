"""How a result is laid out: measured once for a width and a type, painted often."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.search import Result, ResultKind
from esscollab_desktop.ui.look import marks
from esscollab_desktop.ui.look.type import Type, serif
from esscollab_desktop.ui.models.result_list import KIND_WORDS, label_of
from esscollab_desktop.ui.views.hit_text import HitText

EDGE = 16
TOP = 9
_GAP = 10
_BETWEEN = 3
_ICON = 16
_MARK = 4.5
MARKED = {
    ResultKind.PUBLISHED: Kind.PUBLISHED,
    ResultKind.RELATED: Kind.RELATED,
    ResultKind.OWN: Kind.OWN,
    ResultKind.FACT: Kind.RELATED,
}
_OWN_WORDS = (ResultKind.OWN, ResultKind.NOTE)


@dataclass(frozen=True, slots=True)
class Laid:
    """One row as it is laid out, from its own top left corner."""

    title: HitText
    title_at: QPointF
    text: HitText
    text_top: float
    reason: HitText
    reason_top: float
    head: float
    kind_width: float
    height: int


def sign_size(kinds: Type) -> int:
    """Signs that stand among words grow with them."""
    return round(kinds.points(_ICON))


def mark_radius(kinds: Type) -> float:
    return kinds.points(_MARK)


class RowLayout:
    """Measures rows of one width in the type of the moment."""

    def __init__(self, kinds: Type, width: float) -> None:
        self._type = kinds
        self._width = max(width - 2 * EDGE, 80.0)
        self._label_font = kinds.label(in_list=True)
        self._label_height = marks.code_label_size("4", self._label_font).height()
        self._title_font = kinds.controls(is_selected=True)
        self._title_letter = QFontMetricsF(self._title_font).averageCharWidth()
        self._hint_font = kinds.hints()
        self._hints = QFontMetricsF(self._hint_font)
        self._own_font = kinds.notes()
        self._book_font = serif(kinds.points(12)) if kinds.is_serif else self._own_font

    def laid(self, result: Result) -> Laid:
        label = label_of(result)
        box = marks.code_label_size(label, self._label_font).width() + _GAP if label else 0.0
        sign = 2 * mark_radius(self._type) if result.kind in MARKED else sign_size(self._type)
        kind = sign + 6 + self._hints.horizontalAdvance(KIND_WORDS[result.kind])
        room = self._width - box - kind - _GAP
        head = max(self._label_height if label else 0.0, 20.0)
        is_below = room < 8 * self._title_letter + 20
        title = HitText(result.title, result.title_marks, self._title_font, self._width if is_below else room)
        head = max(head, title.line_height, self._hints.height())
        if is_below:
            at = QPointF(EDGE, TOP + head + _BETWEEN)
            top = at.y() + title.height
        else:
            at = QPointF(EDGE + box, TOP + (head - title.line_height) / 2)
            top = max(TOP + head, at.y() + title.height)
        text = HitText(result.text, result.marks, self._face(result.kind), self._width)
        text_top = top + _BETWEEN
        reason = HitText(result.reason, (), self._hint_font, self._width - sign_size(self._type) - 6)
        reason_top = text_top + (text.height + _BETWEEN if result.text else 0)
        height = round(reason_top + reason.height + TOP)
        return Laid(title, at, text, text_top, reason, reason_top, head, kind, height)

    def _face(self, kind: ResultKind) -> QFont:
        """The book speaks serif, people speak sans."""
        return self._own_font if kind in _OWN_WORDS else self._book_font
