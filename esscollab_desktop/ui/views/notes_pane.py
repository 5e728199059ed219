"""The margin to write in: the notes of what is being read."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.notes import Draft, NotesModel
from esscollab_desktop.ui.views.key_button import KeyButton
from esscollab_desktop.ui.views.note_card import NoteCard
from esscollab_desktop.ui.views.plain_label import PlainLabel


class NotesPane(QFrame):
    """A head with New note, then one card per note, oldest first."""

    left = Signal()
    new_wanted = Signal()

    def __init__(self, notes: NotesModel, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPane")
        self.setAutoFillBackground(True)
        self._notes, self._theme, self._icons = notes, theme, icons
        self._cards: dict[int, NoteCard] = {}
        self.heading = PlainLabel(parent=self)
        self.number = PlainLabel(parent=self)
        self.new = KeyButton("New note", "Ctrl N", self)
        self.new.setObjectName("primaryButton")
        self.new.setToolTip("New note (Ctrl+N)")
        self.new.clicked.connect(self.new_wanted)
        icons.follow(self.new, "plus", "onaccent", 16)
        self.empty = PlainLabel(parent=self)
        self.empty.setObjectName("hint")
        self.empty.setWordWrap(True)
        self._lay_out()
        notes.notes_shown.connect(self._on_notes_shown)
        notes.draft_added.connect(self._on_draft_added)
        notes.draft_removed.connect(self._on_draft_removed)
        notes.state_changed.connect(self._on_state_changed)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 7, 12, 7)
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.number, 1)
        head.addWidget(self.new)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(16, 8, 12, 16)
        self._column.setSpacing(12)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)
        inside = QWidget(self)
        inside.setObjectName("notesList")
        inside.setLayout(self._column)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("notesScroll")
        self._scroll.setAccessibleName("Notes")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    def write(self, draft: Draft) -> None:
        """Put the typing cursor into a draft's card and bring it into view."""
        card = self._cards[draft.key]
        card.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, card, lambda: self._scroll.ensureWidgetVisible(card, 0, 16))

    def active_key(self) -> int | None:
        """The key of the card that holds the typing cursor."""
        return next((key for key, card in self._cards.items() if card.editor.hasFocus()), None)

    @property
    def cards(self) -> list[NoteCard]:
        return list(self._cards.values())

    def _on_notes_shown(self, drafts: list[Draft]) -> None:
        wanted = {d.key for d in drafts}
        for key in [k for k in self._cards if k not in wanted]:
            self._take_away(key)
        for place, draft in enumerate(drafts):
            if draft.key in self._cards:
                self._cards[draft.key].show_draft(draft)
            else:
                self._put(draft, place)
        self._say_number()

    def _on_draft_added(self, draft: Draft) -> None:
        self._put(draft, len(self._cards))
        self._say_number()

    def _on_draft_removed(self, key: int) -> None:
        if key in self._cards:
            self._take_away(key)
            self._say_number()

    def _on_state_changed(self, draft: Draft) -> None:
        if draft.key in self._cards:
            self._cards[draft.key].show_draft(draft)
            self._say_number()

    def _put(self, draft: Draft, place: int) -> None:
        card = NoteCard(draft, place + 1, self._theme, self._icons, self)
        card.typed.connect(self._notes.type)
        card.delete_wanted.connect(self._notes.delete)
        card.left.connect(self.left)
        self._cards[draft.key] = card
        self._column.insertWidget(1 + place, card)

    def _take_away(self, key: int) -> None:
        card = self._cards.pop(key)
        if card.editor.hasFocus():
            self.new.setFocus()
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _say_number(self) -> None:
        target = in_words(self._notes.target)
        written = sum(1 for d in self._notes.shown if d.note or d.text.strip())
        self.heading.setText(f"Notes on {target}" if target else "Notes")
        self.number.setText(str(written) if written else "")
        self.empty.setText(f"No note on {target} yet. Press Ctrl+N and type.")
        self.empty.setVisible(not self._cards)

    def _set_looks(self) -> None:
        kinds = self._theme.type
        self.heading.setFont(kinds.controls(is_selected=True))
        self.number.setFont(kinds.controls())
        self.new.set_key_font(kinds.chip().pointSizeF())
        self.empty.setFont(kinds.notes())
        self._say_number()
