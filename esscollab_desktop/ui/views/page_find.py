"""Finding words in the page and in the notes beside it, from the bar at the page's foot."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from esscollab_desktop.domain.search import Range, occurrences
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import Draft
from esscollab_desktop.ui.viewmodels.notes import NotesModel
from esscollab_desktop.ui.views.find_bar import NOT_HERE, FindBar
from esscollab_desktop.ui.views.note_card import NoteCard
from esscollab_desktop.ui.views.note_hits import cursor_at, mark_in
from esscollab_desktop.ui.views.notes_pane import NotesPane
from esscollab_desktop.ui.views.page_pane import PagePane
from esscollab_desktop.ui.views.panes import Panes

LONGEST = 100  # letters of selected words that go into the field


@dataclass(frozen=True)
class NoteHit:
    """Words in a note: its draft's key, and where in its text."""

    key: int
    place: Range


class PageFind(QObject):
    """Hits are counted and walked in reading order: those of the page, then those of the notes beside it."""

    def __init__(
        self, page: PagePane, notes: NotesModel, pane: NotesPane, panes: Panes, bar: FindBar, theme: Theme
    ) -> None:
        super().__init__(page)
        self._page, self._view, self.bar = page, page.view, bar
        self._notes, self._pane, self._panes, self._theme = notes, pane, panes, theme
        self._note_hits: list[NoteHit] = []
        self._in_note: NoteHit | None = None  # the current hit, where it is not one of the page
        page.set_foot(bar)
        self._esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.activated.connect(self.close)
        self._esc.setEnabled(False)
        bar.field.textEdited.connect(self._look_from_here)
        bar.field.stepped.connect(self.step)
        bar.notes.toggled.connect(self._on_notes_chosen)
        bar.close_wanted.connect(self.close)
        self._view.laid_out.connect(self._look_again)
        self._view.hit_wanted.connect(self._give_way)
        pane.card_put.connect(self._mark)
        notes.notes_shown.connect(self._look_again)
        notes.draft_added.connect(self._look_again)
        notes.draft_removed.connect(self._look_again)
        notes.state_changed.connect(self._look_again)

    @property
    def is_open(self) -> bool:
        return not self.bar.isHidden()

    @property
    def words(self) -> str:
        return self.bar.field.text()

    @property
    def total(self) -> int:
        return len(self._view.hits.hits) + len(self._note_hits) if self.words else 0

    @property
    def current(self) -> int:
        """The number of the hit that is shown, from 0 over page and notes; -1 while none is."""
        if self._in_note in self._note_hits:
            return len(self._view.hits.hits) + self._note_hits.index(self._in_note)
        return self._view.hits.current if self.words else -1

    # --- what the window asks ---

    def open(self) -> None:
        """Show the bar, the keyboard in its field; selected words are what is looked for."""
        selected = _selected_words()
        if self._panes.over is not None and self._panes.over is not self._pane:
            self._panes.close_over()
        self._show_bar()
        if selected:
            self.bar.field.setText(selected)
        if self.words:
            self._look_from_here()
        # At the end: a field that loses the keyboard on the way forgets what is selected in it.
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def step(self, by: int) -> None:
        """To the next hit, or to the one before; round and round. A closed bar opens with its last words."""
        if not self.is_open and self.words:
            self._show_bar()
            self._look_from_here()
        elif not self.is_open:
            self.open()
        else:
            self._look_again()
            self._step(by)

    def _step(self, by: int) -> None:
        if not self.total:
            self._tell()
            return
        wanted = self.current + by if self.current >= 0 or by > 0 else by
        self._go_to(wanted % self.total)
        self._tell("" if 0 <= wanted < self.total else "Round again. ")

    def close(self) -> None:
        """Take bar and marks away; the keyboard goes to the hit, in the page or in the note."""
        hit = self._in_note
        if hit is None and self.current >= 0:
            self._view.hits.select(self.current)
        self._hide_bar()
        self._view.show_hits_again()
        card = self._pane.card(hit.key) if hit else None
        if hit is None or card is None:
            self._page.page_focus()
            return
        cursor = cursor_at(card.editor, card.editor.toPlainText(), *hit.place)
        cursor.clearSelection()  # the next letter must not take the words' place
        card.editor.setTextCursor(cursor)
        card.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_way(self) -> None:
        """A result of a search is shown, with that search's own hits."""
        if self.is_open:
            self._hide_bar()

    def _show_bar(self) -> None:
        self.bar.show()
        self._esc.setEnabled(True)

    def _hide_bar(self) -> None:
        self._esc.setEnabled(False)
        self.bar.hide()
        self._note_hits, self._in_note = [], None
        self._mark_all()

    # --- looking ---

    def _on_notes_chosen(self) -> None:
        """Notes count, or count no more; where the current hit was one of theirs, another is shown."""
        was_in_note = self._in_note is not None
        self._look_again()
        if self.words and (was_in_note or self.current < 0):
            self._look_from_here()

    def _look_from_here(self) -> None:
        """Mark the words, and show the first at or behind the place where one reads."""
        before, place = self._in_note, self._view.hits.present_place()
        if self.words:
            self._view.find_hits(partial(occurrences, words=self.words))
        else:
            self._view.show_hits_again()
        self._read_notes()
        if self.total:
            self._go_to(self._first_behind(before, place))
        else:
            self._in_note = None
            self._mark_all()
        self._tell()

    def _first_behind(self, before: NoteHit | None, place: int | None) -> int:
        """The number of the first hit behind one in a note, or else behind a place of the page."""
        on_page = len(self._view.hits.hits)
        for number, hit in enumerate(self._note_hits, on_page):
            if before and hit.key == before.key and hit.place[0] >= before.place[0]:
                return number
        return self._view.hits.first_from(place) if on_page else 0

    def _look_again(self, *_what: object) -> None:
        """Page or notes are others than before: the hits are counted anew, and nothing moves."""
        if not self.is_open:
            return
        self._read_notes()
        if before := self._in_note:
            near = [hit for hit in self._note_hits if hit.key == before.key]
            at = before.place[0]
            self._in_note = min(near, key=lambda hit: abs(hit.place[0] - at), default=None)
        self._mark_all()
        self._show_count()

    def _read_notes(self) -> None:
        words = self.words if self.bar.notes.isChecked() else ""
        self._note_hits = [
            NoteHit(draft.key, place)
            for draft in self._notes.shown
            for place in occurrences(self._text_of(draft), words)
        ]

    def _text_of(self, draft: Draft) -> str:
        """What stands in the note's editor; one that has no card yet will show its draft's words."""
        card = self._pane.card(draft.key)
        return card.editor.toPlainText() if card else draft.text

    # --- showing ---

    def _go_to(self, number: int) -> None:
        on_page = len(self._view.hits.hits)
        if number < on_page:
            self._in_note = None
            self._uncover_page()
            self._view.hits.go_to(number)
        else:
            self._in_note = self._note_hits[number - on_page]
            self._view.hits.leave()
            self._panes.reveal(self._pane)
            self._pane.reveal(self._in_note.key, self._in_note.place)
        self._mark_all()

    def _uncover_page(self) -> None:
        """Notes that lie over the page make way; the keyboard stays in the bar, where it is there."""
        focus = QApplication.focusWidget()
        is_in_bar = focus is not None and self.bar.isAncestorOf(focus)
        if self._panes.over is self._pane and self._panes.close_over() and is_in_bar and focus:
            focus.setFocus()

    def _mark_all(self) -> None:
        for card in self._pane.cards:
            self._mark(card)

    def _mark(self, card: NoteCard) -> None:
        places = [hit.place for hit in self._note_hits if hit.key == card.key]
        current = self._in_note.place if self._in_note and self._in_note.key == card.key else None
        mark_in(card.editor, places, current, self._theme.tokens)

    def _show_count(self) -> None:
        self.bar.show_count(self.current + 1, self.total, bool(self.words))

    def _tell(self, lead: str = "") -> None:
        """The count, for the eye and for the ear."""
        self._show_count()
        if not self.words:
            return
        if self._in_note:
            number = next(n for n, d in enumerate(self._notes.shown, 1) if d.key == self._in_note.key)
            self.bar.say(f"{lead}{self.bar.count.text()}: in note {number}")
        elif self.total:
            around = self._view.hits.words_around(self.current)
            self.bar.say(f"{lead}{self.bar.count.text()}: {around}")
        else:
            self.bar.say(NOT_HERE)


def _selected_words() -> str:
    """The selected words where the keyboard is, as far as they stand on one line."""
    focus = QApplication.focusWidget()
    if not isinstance(focus, QTextEdit | QPlainTextEdit):
        return ""
    cursor: QTextCursor = focus.textCursor()
    lines = cursor.selectedText().replace("\u2028", "\u2029").strip("\u2029").split("\u2029")
    return lines[0].strip()[:LONGEST]
