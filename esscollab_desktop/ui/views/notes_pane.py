"""The margin to write in: the notes of what is being read, level with their passages."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from esscollab_desktop.domain.codes import bare, has_label, in_words
from esscollab_desktop.domain.search import Range
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import Draft
from esscollab_desktop.ui.viewmodels.notes import NotesModel
from esscollab_desktop.ui.views.highlights import GROUPS
from esscollab_desktop.ui.views.key_button import KeyButton
from esscollab_desktop.ui.views.margin import Margin, Place
from esscollab_desktop.ui.views.note_card import NoteCard
from esscollab_desktop.ui.views.note_hits import cursor_at
from esscollab_desktop.ui.views.plain_label import PlainLabel

AT_ONCE = 6  # cards; each takes some ten milliseconds to make


class NotesPane(QFrame):
    """A head with New note, then the cards: on the page, on its passages, and those that lost their place.

    `asked(key, what)` is what a card asks for; `active_changed()` when another card is written in;
    `card_put(NoteCard)` when one was made.
    """

    left = Signal()
    new_wanted = Signal()
    asked = Signal(int, str)
    active_changed = Signal()
    card_put = Signal(object)

    def __init__(self, notes: NotesModel, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPane")
        self.setAutoFillBackground(True)
        self._notes, self._theme, self._icons = notes, theme, icons
        self._cards: dict[int, NoteCard] = {}
        self._level_of: Callable[[Draft], float] = lambda _draft: 0.0
        self._page_height = 0
        self._page_scroll = 0
        self.active: int | None = None
        self._last: int | None = None
        self.heading = PlainLabel(parent=self)
        self.number = PlainLabel(parent=self)
        self.new = KeyButton("New note", "Ctrl N", self)
        self.new.setObjectName("primaryButton")
        self.new.setToolTip("New note (Ctrl+N)")
        self.new.clicked.connect(self.new_wanted)
        icons.follow(self.new, "plus", "onaccent", 16)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._put_some)
        self._lay_out()
        self._wire()
        self._set_looks()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 7, 12, 7)
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.number, 1)
        head.addWidget(self.new)
        self._margin = Margin(self)
        self._margin.setObjectName("notesList")
        self.empty = PlainLabel(parent=self._margin)
        self.lost = PlainLabel("Lost its place", self._margin)
        for label in (self.empty, self.lost):
            label.setWordWrap(True)
        self.empty.setObjectName("hint")
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("notesScroll")
        self._scroll.setAccessibleName("Notes")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._margin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)

    def _wire(self) -> None:
        self._notes.notes_shown.connect(lambda _drafts: self._show_all())
        self._notes.draft_added.connect(lambda _draft: self._show_all())
        self._notes.draft_removed.connect(lambda _key: self._show_all())
        self._notes.state_changed.connect(self._on_state_changed)
        self._theme.changed.connect(self._set_looks)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._show_drift())

    def follow_page(self, level_of: Callable[[Draft], float], height: int) -> None:
        """The page was laid out: where each passage is now, in this pane's own height, and how long it is."""
        self._level_of, self._page_height = level_of, height
        self._place()

    def scroll_to(self, value: int) -> None:
        """Go along with the page, as far as there are cards that stand beside its passages."""
        self._page_scroll = value
        if any(draft.place and not draft.is_orphan for draft in self._notes.shown):
            self._scroll.verticalScrollBar().setValue(value)
        self._show_drift()

    def _show_drift(self) -> None:
        self._margin.set_drift(self._scroll.verticalScrollBar().value() - self._page_scroll)

    def scroll_top(self) -> int:
        """The height of the window at which the cards begin."""
        return self._scroll.viewport().mapTo(self.window(), self._scroll.viewport().rect().topLeft()).y()

    def write(self, key: int) -> None:
        """Put the typing cursor into a card and bring it into view."""
        card = self._made(key)
        if card is not None:
            card.write()
            QTimer.singleShot(0, card, lambda: self._bring_into_view(card))

    def reveal(self, key: int, place: Range) -> None:
        """Bring words of a note into view; the typing cursor stays where it is."""
        card = self._made(key)
        if card is not None:
            QTimer.singleShot(0, card, lambda: self._bring_words_into_view(card, place))

    def card(self, key: int) -> NoteCard | None:
        return self._cards.get(key)

    def _made(self, key: int) -> NoteCard | None:
        """A card, made now where its turn would come later."""
        while key not in self._cards and self._more.isActive():
            self._more.stop()
            self._put_some()
        return self._cards.get(key)

    def _bring_words_into_view(self, card: NoteCard, place: Range) -> None:
        self._bring_into_view(card)
        editor = card.editor
        words = editor.cursorRect(cursor_at(editor, editor.toPlainText(), *place))
        middle = editor.viewport().mapTo(self._margin, words.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, words.height() * 2)

    def _bring_into_view(self, card: NoteCard) -> None:
        """Scroll only where part of the card is out of sight: margin and page go in step otherwise."""
        if card.visibleRegion().boundingRect().height() < card.height():
            self._scroll.ensureWidgetVisible(card, 0, 16)

    def active_key(self) -> int | None:
        """The key of the card that holds the typing cursor."""
        return next((key for key, card in self._cards.items() if card.editor.hasFocus()), None)

    def key_in_hand(self) -> int | None:
        """The key of the note that commands are about: the one that has the keyboard, or had it last."""
        focus = self.window().focusWidget()
        for key, card in self._cards.items():
            if focus is not None and card.isAncestorOf(focus):
                return key
        if self._last in self._cards:
            return self._last
        return next(iter(self._cards)) if len(self._cards) == 1 else None

    @property
    def cards(self) -> list[NoteCard]:
        return [self._cards[draft.key] for draft in self._notes.shown if draft.key in self._cards]

    def _show_all(self) -> None:
        drafts = {draft.key: draft for draft in self._notes.shown}
        for key in [key for key in self._cards if key not in drafts]:
            self._take_away(key)
        for number, draft in enumerate(drafts.values(), 1):
            if draft.key in self._cards:
                self._cards[draft.key].show_number(number, draft.target)
                self._cards[draft.key].show_draft(draft)
        self._put_some()
        self._say_number()

    def _put_some(self) -> None:
        """The next cards, in reading order; what is left over comes with the next turns of the window."""
        waiting = [(n, draft) for n, draft in enumerate(self._notes.shown, 1) if draft.key not in self._cards]
        for number, draft in waiting[:AT_ONCE]:
            self._put(draft, number)
        self._place()
        if waiting[AT_ONCE:]:
            self._more.start()

    def _on_state_changed(self, draft: Draft) -> None:
        if draft.key in self._cards:
            self._cards[draft.key].show_draft(draft)
            self._say_number()

    def _put(self, draft: Draft, number: int) -> None:
        card = NoteCard(draft, self._theme, self._icons, self._margin)
        card.typed.connect(self._notes.type)
        card.fields_changed.connect(self._notes.set_fields)
        card.asked.connect(self.asked)
        card.focused.connect(self._on_focused)
        card.left.connect(self.left)
        self._cards[draft.key] = card
        card.show_number(number, draft.target)
        card.show_draft(draft)
        card.show()
        self.card_put.emit(card)

    def _take_away(self, key: int) -> None:
        card = self._cards.pop(key)
        if self.active == key:
            self.active = None
        focus = QApplication.focusWidget()
        if focus is not None and card.isAncestorOf(focus):
            self.new.setFocus()
        card.hide()
        card.deleteLater()

    def _on_focused(self, key: int, is_focused: bool) -> None:
        self.active = key if is_focused else None
        self._last = key if is_focused else self._last
        self._place()
        self.active_changed.emit()

    def _place(self) -> None:
        """In reading order down the margin, which is also the order of the Tab key."""
        shown = [draft for draft in self._notes.shown if draft.key in self._cards]
        lost = [draft for draft in shown if draft.is_orphan]
        places = [Place(self.empty)] if not shown else []
        places += [self._place_of(draft) for draft in shown if not draft.is_orphan]
        if lost:
            places.append(Place(self.lost))
            places += [Place(self._cards[draft.key]) for draft in lost]
        self.empty.setVisible(not shown)
        self.lost.setVisible(bool(lost))
        beside = any(place.level is not None for place in places)
        self._margin.put(places, self._page_height if beside else 0)
        before: QWidget = self.new
        for draft in shown:
            QWidget.setTabOrder(before, self._cards[draft.key].editor)
            before = self._cards[draft.key].foot.more

    def _place_of(self, draft: Draft) -> Place:
        card = self._cards[draft.key]
        if draft.place is None:
            return Place(card)
        color = getattr(self._theme.tokens, GROUPS[draft.fields.kind].underline)
        return Place(card, self._level_of(draft), color if draft.key == self.active else "")

    def _say_number(self) -> None:
        target = self._notes.target
        is_known = has_label(target) or target == "about"
        target = in_words(target) if is_known or not target else "this page"
        written = sum(1 for d in self._notes.shown if d.note or d.text.strip())
        self.heading.setText(f"Notes on {bare(target)}" if target else "Notes")
        self.number.setText(str(written) if written else "")
        self.empty.setText(
            f"No note on {target} yet. Press Ctrl+N and type. "
            "To write beside a passage, select its words and press Ctrl+N."
        )

    def _set_looks(self) -> None:
        kinds = self._theme.type
        self.heading.setFont(kinds.controls(is_selected=True))
        self.lost.setFont(kinds.controls(is_selected=True))
        self.number.setFont(kinds.controls())
        self.new.set_key_font(kinds.chip().pointSizeF())
        self.empty.setFont(kinds.notes())
        self._say_number()
        self._place()
