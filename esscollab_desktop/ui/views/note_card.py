"""One note: a card with its kind, its passage, its text, and at the foot whether it is saved."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.notes import NoteFields
from esscollab_desktop.ui.access.group import tell_as_group
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import Draft, SaveState
from esscollab_desktop.ui.views.note_details import NoteDetails
from esscollab_desktop.ui.views.note_editor import NoteEditor, NoteMarks
from esscollab_desktop.ui.views.note_foot import NoteFoot
from esscollab_desktop.ui.views.note_head import NoteHead
from esscollab_desktop.ui.views.plain_label import PlainLabel


class NoteCard(QFrame):
    """A card and its editor. It shows a draft; the view model decides when it is saved.

    `asked(key, what)`: "delete", "history", "confirm", "take off", "pick", "keep", "show".
    """

    typed = Signal(int, str)
    fields_changed = Signal(int, object)
    asked = Signal(int, str)
    focused = Signal(int, bool)
    left = Signal()

    def __init__(self, draft: Draft, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteCard")
        self.key = draft.key
        self._theme = theme
        self._fields, self._is_lost = draft.fields, draft.is_orphan
        self._number, self._place = draft.number, f"on {in_words(draft.target)}"
        self.head = NoteHead(theme, icons, self)
        self.editor = NoteEditor(self)
        self._marks = NoteMarks(self.editor.document(), theme)
        self.editor.setPlainText(draft.text)
        self.editor.setPlaceholderText("Type here")
        self.details = NoteDetails(theme, self)
        self.reason = PlainLabel(parent=self)
        self.reason.setObjectName("saveReason")
        self.reason.setWordWrap(True)
        self.foot = NoteFoot(theme, icons, self)
        self.choices = self._make_choices()
        self._lay_out()
        self._wire()
        self._set_fonts()
        self.show_draft(draft)

    def _make_choices(self) -> dict[str, QPushButton]:
        """What a person decides about a note that moved, or that lost its place."""
        made = {}
        for what, words in (
            ("confirm", "It fits here"),
            ("take off", "Take it off the text"),
            ("pick", "Pick a new passage"),
            ("keep", "Keep on the example"),
        ):
            made[what] = QPushButton(words, self)
            made[what].clicked.connect(lambda _checked=False, what=what: self.asked.emit(self.key, what))
        return made

    def _lay_out(self) -> None:
        decide = QHBoxLayout()
        decide.setSpacing(8)
        for button in self.choices.values():
            decide.addWidget(button)
        decide.addStretch(1)
        line = QFrame(self)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(10, 0, 10, 0)
        inner.setSpacing(6)
        inner.addWidget(self.head)
        inner.addWidget(self.editor)
        inner.addLayout(decide)
        inner.addWidget(self.details)
        inner.addWidget(self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 8, 2, 2)
        column.setSpacing(6)
        column.addLayout(inner)
        column.addWidget(line)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.editor.textChanged.connect(lambda: self.typed.emit(self.key, self.editor.toPlainText()))
        self.editor.focused.connect(self._on_focused)
        self.editor.left.connect(self.left)
        self.head.fields_changed.connect(self._change)
        self.head.place_chosen.connect(lambda: self.asked.emit(self.key, "show"))
        self.details.fields_changed.connect(self._change)
        self.foot.fields_changed.connect(self._change)
        self.foot.tag_wanted.connect(self.details.edit_tags)
        self.foot.asked.connect(lambda what: self.asked.emit(self.key, what))
        self._theme.changed.connect(self._set_fonts)

    def _change(self, changes: dict[str, object]) -> None:
        self._fields = replace(self._fields, **changes)  # type: ignore[arg-type]
        self.fields_changed.emit(self.key, self._fields)

    def _set_fonts(self) -> None:
        kinds = self._theme.type
        self.editor.setFont(kinds.notes())
        self.reason.setFont(kinds.hints())
        for button in self.choices.values():
            button.setFont(kinds.hints())

    def show_number(self, number: int, target: str) -> None:
        """Its place among the cards, from 1: what tells one note from another where they are spoken of."""
        self._place = f"on {in_words(target)}"
        self._number = number
        self._say()
        name = f"note {number} on {in_words(target)}"
        self.editor.setAccessibleName(f"Note {number} on {in_words(target)}")
        for part in (self.head, self.details, self.foot):
            part.set_name(name)

    def _say(self) -> None:
        """The card as a whole: "Note 1, question, on 4.MA"; where a cursor enters it, a reader says that."""
        lost = ", lost its place" if self._is_lost else ""
        self.setAccessibleName(f"Note {self._number}, {self._fields.kind.value}, {self._place}{lost}")

    @property
    def fields(self) -> NoteFields:
        return self._fields

    def show_draft(self, draft: Draft) -> None:
        """Take over the state; the text too, where it is not being typed here."""
        self._fields, self._is_lost = draft.fields, draft.is_orphan
        self._say()
        if draft.text != self.editor.toPlainText() and not self.editor.hasFocus():
            self.editor.setPlainText(draft.text)
        self.head.show_draft(draft)
        self.details.show_fields(draft.fields)
        self.foot.show_draft(draft)
        for what, is_for in (
            ("confirm", draft.is_moved),
            ("take off", draft.is_moved),
            ("pick", draft.is_orphan),
            ("keep", draft.is_orphan),
        ):
            self.choices[what].setVisible(is_for)
        self.reason.setVisible(draft.state is SaveState.NOT_SAVED)
        self.reason.setText(draft.reason)
        self._set_property("lost", draft.is_orphan)

    def _on_focused(self, focused: bool) -> None:
        self._set_property("active", focused)
        self.focused.emit(self.key, focused)

    def _set_property(self, name: str, value: bool) -> None:
        if self.property(name) != value:
            self.setProperty(name, value)
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()

    def write(self) -> None:
        """Put the typing cursor at the end of the text."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.editor.setTextCursor(cursor)


tell_as_group("NoteCard")
