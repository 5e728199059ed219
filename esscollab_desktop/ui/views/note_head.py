"""The head of a note's card: its number, its kind, who may see it, and the passage it is about."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.notes import NoteKind, Visibility
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import Draft
from esscollab_desktop.ui.views.highlights import CHIP_PAD, paint_chip
from esscollab_desktop.ui.views.plain_label import PlainLabel

KIND_ICONS = {
    NoteKind.COMMENT: "message-square",
    NoteKind.QUESTION: "circle-question-mark",
    NoteKind.CONCERN: "triangle-alert",
    NoteKind.IDEA: "lightbulb",
    NoteKind.HEARD: "quote",
    NoteKind.ACTION: "square-check",
    NoteKind.DECISION: "gavel",
    NoteKind.RESPONSE: "reply",
}
VISIBILITY_ICONS = {Visibility.PRIVATE: "lock", Visibility.TEAM: "users", Visibility.RECORD: "landmark"}


class Chip(QWidget):
    """The number of a note on a passage, as it stands in the margin of the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words, self._kind, self._is_hollow = "", NoteKind.COMMENT, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_draft(self, draft: Draft) -> None:
        self._kind = draft.fields.kind
        self._is_hollow = draft.is_moved or draft.is_orphan
        self._words = f"N{draft.number} moved" if draft.is_moved else f"N{draft.number}"
        self.setVisible(bool(draft.number))
        self.setAccessibleName(f"note {draft.number}" if draft.number else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        self.setFont(self._theme.type.chip())
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 2 * CHIP_PAD, metrics.height() + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        look = self._theme.tokens, self._theme.type
        paint_chip(painter, QRectF(self.rect()), self._words, self._kind, *look, self._is_hollow)
        painter.end()


class NoteHead(QWidget):
    """`fields_changed({"kind": …})` as a person chooses; `place_chosen` when the quote is clicked."""

    fields_changed = Signal(dict)
    place_chosen = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._name = theme, icons, ""
        self.chip = Chip(theme, self)
        self.kind = self._menu_button("kind", list(NoteKind), KIND_ICONS)
        self.visibility = self._menu_button("visibility", list(Visibility), VISIBILITY_ICONS)
        self.place = PlainLabel(parent=self)
        self.quote = PlainLabel(parent=self)
        self.quote.setWordWrap(True)
        self.was = PlainLabel(parent=self)
        self.was.setWordWrap(True)
        self._lay_out()
        theme.changed.connect(self._set_fonts)
        self._set_fonts()

    def _menu_button(self, field: str, values: list[NoteKind] | list[Visibility], icons: dict) -> QToolButton:  # type: ignore[type-arg]
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu = QMenu(button)
        for value in values:
            action = QAction(value.value.capitalize(), menu)
            self._icons.follow(action, icons[value], size=16)
            action.triggered.connect(lambda _c=False, value=value: self.fields_changed.emit({field: value}))
            menu.addAction(action)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.chip)
        top.addWidget(self.kind)
        top.addStretch(1)
        top.addWidget(self.visibility)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.quote, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(self._row)
        column.addWidget(self.was)

    def _set_fonts(self) -> None:
        kinds = self._theme.type
        self.kind.setFont(kinds.controls(is_selected=True))
        self.visibility.setFont(kinds.hints())
        self.place.setFont(kinds.controls(is_selected=True))
        quote = kinds.reading()
        quote.setPointSizeF(kinds.controls().pointSizeF())
        quote.setItalic(True)
        self.quote.setFont(quote)
        self.was.setFont(kinds.hints())
        palette = self.place.palette()
        palette.setColor(self.place.foregroundRole(), self._theme.color("accent"))
        self.place.setPalette(palette)

    def set_name(self, name: str) -> None:
        """What the note is called where it is spoken of: "note 2 on 4.MA"."""
        self._name = name

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the passage's place or quote goes there; by key it is in the menu More."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if any(label.isVisible() and label.geometry().contains(at) for label in (self.place, self.quote)):
            self.place_chosen.emit()

    def show_draft(self, draft: Draft) -> None:
        fields = draft.fields
        self.chip.show_draft(draft)
        self.kind.setText(fields.kind.value.capitalize())
        self.kind.setAccessibleName(f"Kind of {self._name}: {fields.kind.value}")
        self._icons.follow(self.kind, KIND_ICONS[fields.kind], size=16)
        self.visibility.setText(fields.visibility.value.capitalize())
        self.visibility.setAccessibleName(f"Who may see {self._name}: {fields.visibility.value}")
        self._icons.follow(self.visibility, VISIBILITY_ICONS[fields.visibility], size=16)
        anchor = draft.anchor
        for widget in (self.place, self.quote):
            widget.setVisible(anchor is not None)
        self.was.setVisible(draft.is_moved and bool(anchor and anchor.was))
        if anchor is None:
            return
        where = ", ".join(filter(None, (in_words(draft.target), draft.letter)))
        self.place.setText("Lost its place" if draft.is_orphan else where)
        self.place.setCursor(
            Qt.CursorShape.ArrowCursor if draft.is_orphan else Qt.CursorShape.PointingHandCursor
        )
        self.quote.setText(f"“{draft.quote}”")
        self.was.setText(f"Was: “{anchor.was}”")
