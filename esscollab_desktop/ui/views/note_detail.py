"""One note whole: what it is about, its words, its fields, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.codes import has_label, in_words
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.ui.look import marks
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import serif
from esscollab_desktop.ui.viewmodels.draft import SaveState
from esscollab_desktop.ui.viewmodels.note_words import (
    STATE_ICONS,
    STATE_WORDS,
    day_words,
    quote_of,
    state_of,
)
from esscollab_desktop.ui.viewmodels.notebook import NoteEdit
from esscollab_desktop.ui.views.flow import Flow, no_margins
from esscollab_desktop.ui.views.note_editor import NoteEditor, NoteMarks
from esscollab_desktop.ui.views.note_fields import NoteFieldsForm
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.save_sign import SaveSign

WIDEST = 640


class CodeBox(QWidget):
    """A code in its box."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code = ""

    def show_code(self, code: str) -> None:
        self._code = in_words(code)
        self.setVisible(has_label(code))
        self.setAccessibleName(self._code)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return marks.code_label_size(self._code, self._theme.type.label()).toSize()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        where = self.rect().toRectF()
        marks.paint_code_label(painter, where, self._code, None, self._theme.tokens, self._theme.type.label())
        painter.end()


class NoteDetail(QFrame):
    """Shows an edit of a note; the view model decides when it is saved.

    `typed(str)`, `fields_changed(NoteFields)`; `opened(code, note_id)`: to what it is about; `left()` by Esc.
    """

    typed = Signal(str)
    fields_changed = Signal(object)
    opened = Signal(str, str)
    history_wanted = Signal()
    delete_wanted = Signal()
    back_wanted = Signal()
    erase_wanted = Signal()
    compare_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteDetail")
        self._theme = theme
        self._note: Note | None = None
        self.box = CodeBox(theme, self)
        self.title = PlainLabel(parent=self)
        self.title.setWordWrap(True)
        self.go = self._button("Go to passage", icons, "arrow-right", "onaccent")
        self.go.setObjectName("primaryButton")
        self.history = self._button("History…", icons, "history")
        self.delete = self._button("Delete", icons, "trash-2")
        self.back = self._button("Bring back", icons, "undo-2")
        self.erase = self._button("Erase permanently…", icons, "trash-2")
        self.quote = PlainLabel(parent=self)
        self.quote.setWordWrap(True)
        self.place = SaveSign(theme, icons, self)
        self.was = PlainLabel(parent=self)
        self.compare = self._button("Two wordings: compare and pick…", icons, "message-square")
        self.was.setWordWrap(True)
        self.card = QFrame(self)
        self.card.setObjectName("noteCard")
        self.editor = NoteEditor(self.card)
        self._marks = NoteMarks(self.editor.document(), theme)
        self.editor.setAccessibleName("Text of the note")
        self.sign = SaveSign(theme, icons, self.card)
        self.dates = PlainLabel(parent=self.card)
        self.dates.setObjectName("hint")
        self.reason = PlainLabel(parent=self.card)
        self.reason.setObjectName("saveReason")
        self.reason.setWordWrap(True)
        self.fields = NoteFieldsForm(theme, icons, self)
        self._lay_out()
        self._wire()
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def _button(self, words: str, icons: Icons, icon: str, role: str = "ink2") -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        icons.follow(button, icon, role, 16)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        buttons = Flow(no_margins(), self)
        for button in (self.go, self.history, self.delete, self.back, self.erase):
            buttons.add(button)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(buttons)
        column.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.quote)
        column.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.was)
        column.addWidget(self._lay_out_card())
        column.addSpacing(4)
        column.addWidget(self.fields)
        column.addStretch(1)
        self._inside = QWidget(self)
        self._inside.setLayout(column)
        self._inside.setMaximumWidth(WIDEST)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("detailScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._inside.setAutoFillBackground(False)  # the paper is the pane's
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _lay_out_card(self) -> QFrame:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self.sign)
        foot.addStretch(1)
        foot.addWidget(self.dates)
        line = QFrame(self.card)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(2, 10, 2, 2)
        column.setSpacing(6)
        for widget in (self.editor, self.reason):
            inner = QHBoxLayout()
            inner.setContentsMargins(10, 0, 10, 0)
            inner.addWidget(widget)
            column.addLayout(inner)
        column.addWidget(line)
        column.addLayout(foot)
        return self.card

    def _wire(self) -> None:
        self.editor.textChanged.connect(lambda: self.typed.emit(self.editor.toPlainText()))
        self.editor.focused.connect(self._on_focused)
        self.editor.left.connect(self.left)
        self.fields.changed.connect(self.fields_changed)
        self.go.clicked.connect(self._on_go)
        self.history.clicked.connect(self.history_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.erase.clicked.connect(self.erase_wanted)
        self.compare.clicked.connect(self.compare_wanted)

    def show_edit(self, edit: NoteEdit, title: str) -> None:
        note, in_trash = edit.record, edit.record.deleted_at is not None
        self._note = note
        self.box.show_code(note.target)
        self.title.setText(title)
        self.go.setText("Go to passage" if quote_of(note) else f"Go to {in_words(note.target)}")
        for button in (self.go, self.delete):
            button.setVisible(not in_trash)
        for button in (self.back, self.erase):
            button.setVisible(in_trash)
        self.editor.setReadOnly(in_trash)
        self.fields.setEnabled(not in_trash)
        self.compare.setVisible(bool(note.rivals) and not in_trash)
        self._show_place(note)
        blocked = self.editor.blockSignals(True)
        if self.editor.toPlainText() != edit.value.body:
            self.editor.setPlainText(edit.value.body)
        self.editor.blockSignals(blocked)
        self.editor.updateGeometry()
        self.fields.show_fields(edit.value.fields)
        self.show_state(edit)

    def show_state(self, edit: NoteEdit) -> None:
        """How far the words are on their way to the disk."""
        note = edit.record
        self._note = note
        self.sign.show_state(*save_sign(edit.state, f"Saved {note.updated_at.astimezone():%H:%M}"))
        self.reason.setVisible(edit.state is SaveState.NOT_SAVED)
        self.reason.setText(edit.reason)
        written = f"Written {day_words(note.created_at.astimezone().date())}"
        if note.deleted_at:
            written = f"Deleted {day_words(note.deleted_at.astimezone().date())}"
        self.dates.setText(written)

    def _show_place(self, note: Note) -> None:
        quote, state = quote_of(note), state_of(note)
        self.quote.setVisible(bool(quote))
        self.quote.setText(f"“{quote}”")
        self.place.setVisible(state is not AnchorState.EXACT)
        if note.anchor and state is not AnchorState.EXACT:
            words = STATE_WORDS[state]
            if state is AnchorState.ORPHAN:
                words += f": its words are not in edition {note.anchor.edition}"
            else:
                words += " with a new edition. Check that it still sits right."
            self.place.show_state(STATE_ICONS[state], words)
        self.was.setVisible(bool(note.anchor and note.anchor.was))
        self.was.setText(f"Was: “{note.anchor.was}”" if note.anchor else "")

    def _on_go(self) -> None:
        if self._note is not None:
            self.opened.emit(self._note.target, self._note.id)

    def _on_focused(self, focused: bool) -> None:
        self.card.setProperty("active", focused)
        self.card.style().unpolish(self.card)
        self.card.style().polish(self.card)
        self.card.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_looks()  # Qt takes fonts away from what gets another parent after it was measured

    def _set_looks(self) -> None:
        kinds = self._theme.type
        self.title.setFont(kinds.controls(is_selected=True))
        self.quote.setFont(serif(kinds.points(12), italic=True))
        self.was.setFont(serif(kinds.points(11), italic=True))
        self.editor.setFont(kinds.notes())
        for label in (self.dates, self.reason):
            label.setFont(kinds.hints())
        self._inside.setMaximumWidth(round(WIDEST * self._theme.base_points / 10.5))


def save_sign(state: SaveState, saved: str) -> tuple[str, str, str]:
    """Drawing, words and role of color of a save sign."""
    match state:
        case SaveState.WRITING:
            return ("pencil", "Writing…", "ink2")
        case SaveState.NOT_SAVED:
            return ("triangle-alert", "Not saved", "alert")
        case _:
            return ("check", saved, "ink2")
