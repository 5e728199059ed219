"""What the menus do with the note in hand: its kind, status, who may see it, its details, its passage."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from esscollab_desktop.ui.viewmodels.draft import Draft

if TYPE_CHECKING:
    from esscollab_desktop.ui.main_window import MainWindow, Parts
    from esscollab_desktop.ui.views.notebook_view import NotebookView

NO_NOTE = "No note is in hand. Put the cursor into the note that you mean."
NOT_CHOSEN = "No note is chosen. Choose one in the list."
ON_ITS_PAGE = "That is decided beside the passage: press “Go to passage” first."
NOT_MOVED = "This note stands where it was put; nothing is to be decided."
NOT_LOST = "This note has not lost its place."
NO_PASSAGE = "This note stands on no passage of this page."


class NoteSteps(QObject):
    """In Read it is the note that has the cursor, or had it last; in the notebook the one that is shown."""

    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        super().__init__(window)
        self._window, self._notes, self._notebook = window, parts.notes, parts.notebook

    def wire(self) -> None:
        steps = {"detail": self.fill_in, "passage": self.decide}
        for field, actions in self._window.commands.note_choices.items():
            for value, action in actions.items():
                step = steps.get(field)
                if step is not None:
                    action.triggered.connect(lambda _c=False, step=step, what=str(value): step(what))
                else:
                    action.triggered.connect(lambda _c=False, f=field, v=value: self.set_field(f, v))

    def set_field(self, field: str, value: object) -> None:
        """Kind, status or visibility."""
        if view := self._notebook_view():
            if self._notebook.chosen is None:
                self._window.say(NOT_CHOSEN)
            else:
                view.detail.fields.choose(field, value)
        elif draft := self._in_hand():
            self._notes.set_fields(draft.key, replace(draft.fields, **{field: value}))  # type: ignore[arg-type]
            number = self._notes.shown.index(draft) + 1
            self._window.say(f"Note {number}: {value!s}.")

    def fill_in(self, field: str) -> None:
        """The cursor goes to tags, speaker, due date or author."""
        if view := self._notebook_view():
            if self._notebook.chosen is None:
                self._window.say(NOT_CHOSEN)
            else:
                view.panes.show_detail()
                view.detail.fields.go_to(field)
        elif draft := self._in_hand():
            self._window.panes.reveal(self._window.notes_pane)
            card = self._window.notes_pane.card(draft.key)
            if card is not None:
                card.details.edit_tags(field)

    def decide(self, what: str) -> None:
        """Go to the passage, or settle a note that moved or lost its place."""
        if view := self._notebook_view():
            if self._notebook.chosen is None:
                self._window.say(NOT_CHOSEN)
            elif what == "show":
                view.detail.go.click()
            else:
                self._window.say(ON_ITS_PAGE)
        elif draft := self._in_hand():
            if refusal := _refusal(draft, what):
                self._window.say(refusal)
            else:
                self._window.steps.for_note(draft.key, what)

    def _in_hand(self) -> Draft | None:
        key = self._window.notes_pane.key_in_hand()
        draft = next((draft for draft in self._notes.shown if draft.key == key), None)
        if draft is None:
            self._window.say(NO_NOTE)
        return draft

    def _notebook_view(self) -> "NotebookView | None":
        if self._window.stack.name != "notebook":
            return None
        from esscollab_desktop.ui.views.notebook_view import NotebookView

        view = self._window.stack.currentWidget()
        assert isinstance(view, NotebookView)
        return view


def _refusal(draft: Draft, what: str) -> str:
    """Why something can't be decided about a note; empty where it can."""
    if what == "show":
        return "" if draft.place is not None and not draft.is_orphan else NO_PASSAGE
    if what in ("confirm", "take off"):
        return "" if draft.is_moved else NOT_MOVED
    return "" if draft.is_orphan else NOT_LOST
