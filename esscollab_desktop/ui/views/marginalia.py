"""Page and margin belong together: passages are marked, cards stand level with them, one finds the other."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from esscollab_desktop.ui.viewmodels.draft import Draft
from esscollab_desktop.ui.viewmodels.notes import NotesModel
from esscollab_desktop.ui.views.highlights import highlight_of
from esscollab_desktop.ui.views.notes_pane import NotesPane
from esscollab_desktop.ui.views.panes import Panes
from esscollab_desktop.ui.views.reading_view import ReadingView


class Marginalia(QObject):
    def __init__(
        self, notes: NotesModel, view: ReadingView, pane: NotesPane, panes: Panes, window: QWidget
    ) -> None:
        super().__init__(window)
        self._notes, self._view, self._pane, self._panes, self._window = notes, view, pane, panes, window
        self._wanted = ""
        pane.active_changed.connect(self._mark)
        view.laid_out.connect(self._place)
        view.highlight_chosen.connect(self._on_highlight_chosen)
        view.verticalScrollBar().valueChanged.connect(pane.scroll_to)

    def update(self) -> None:
        """Notes were added, changed or taken away."""
        self._mark()
        self._place()
        if self._wanted:
            self._write_in_wanted()

    def write_in(self, note_id: str) -> None:
        """Put the typing cursor into a note of this page, as soon as it is there, and show its passage."""
        self._wanted = note_id
        self._write_in_wanted()

    def show_passage(self, key: int) -> None:
        """Go to the passage that a note is about."""
        draft = next((d for d in self._notes.shown if d.key == key), None)
        if draft and draft.place and not draft.is_orphan:
            self._panes.close_over()
            self._view.show_passage(draft.place.start, draft.place.end)

    def _write_in_wanted(self) -> None:
        draft = next((d for d in self._notes.shown if d.note and d.note.id == self._wanted), None)
        if draft is not None:
            self._wanted = ""
            self.show_passage(draft.key)
            self._on_highlight_chosen(draft.key)

    def _mark(self) -> None:
        placed = (d for d in self._notes.shown if d.place and not d.is_orphan)
        self._view.show_highlights([highlight_of(d) for d in placed], self._pane.active)

    def _place(self) -> None:
        """Cards stand level with their passages, whatever stands above page and margin."""
        lower = self._view.viewport().mapTo(self._window, QPoint()).y() - self._pane.scroll_top()

        def level_of(draft: Draft) -> float:
            assert draft.place is not None
            return self._view.passage_level(draft.place.start, draft.place.end) + lower

        self._pane.follow_page(level_of, round(self._view.document().size().height()) + lower)

    def _on_highlight_chosen(self, key: int) -> None:
        self._panes.reveal(self._pane)
        self._pane.write(key)
