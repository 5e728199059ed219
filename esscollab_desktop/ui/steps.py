"""What each command of the window does."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QTextBrowser, QWidget

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.notes import Note, NoteQuery
from esscollab_desktop.domain.own import OwnExample, OwnFields
from esscollab_desktop.ui.look.theme import Choice
from esscollab_desktop.ui.models.book_rows import Pivot
from esscollab_desktop.ui.settings import ZOOMS
from esscollab_desktop.ui.views.boxes import tell_about
from esscollab_desktop.ui.views.view_stack import READ

if TYPE_CHECKING:
    from esscollab_desktop.ui.command_door import CommandDoor
    from esscollab_desktop.ui.main_window import MainWindow, Parts
    from esscollab_desktop.ui.views.own_dialog import Done, OwnDialog, Refused, Store


class Steps:
    """One method per command, on a window's panes and view models; `table` names them for the menus."""

    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        self._window = window
        self._parts = parts
        self.zoom = parts.settings.zoom

    def table(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "handout": self.choose_handout,
            "print": self.print_page,
            "import_notes": self.import_notes,
            "export_notes": self.export_notes,
            "backups": self.show_backups,
            "add_content": self.add_content,
            "content": self.show_content,
            "quit": window.close,
            "undo": lambda: self._in_editor("undo"),
            "redo": lambda: self._in_editor("redo"),
            "copy": self.copy,
            "select_all": lambda: self._in_editor("selectAll"),
            "find_in_page": self.find_in_page,
            "find_next": lambda: self.find_again(1),
            "find_previous": lambda: self.find_again(-1),
            "by_practice": lambda: self.show_pivot(Pivot.PRACTICE),
            "by_state": lambda: self.show_pivot(Pivot.STATE),
            "larger": lambda: self.zoom_by(1),
            "smaller": lambda: self.zoom_by(-1),
            "actual": lambda: self.set_zoom(100),
            "back": window.reading.go_back,
            "forward": window.reading.go_forward,
            "find": self.go_to_search,
            **window.overview_steps.table(),
            "read": self.go_to_page,
            "notebook": lambda: window.stack.show_view("notebook"),
            "meetings": lambda: window.stack.show_view("meetings"),
            "notes": self.go_to_notes,
            "next_pane": self.next_pane,
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "new_note": self.new_note,
            "delete_note": self.delete_note,
            "undo_delete": self._parts.notes.undo_delete,
            "history": self.history_of_active,
            "own_add": self.add_own,
            "own_change": self.change_own,
            "own_delete": lambda: self._parts.own.delete(window.reading.code),
            "own_undo_delete": self._parts.own.undo_delete,
            "own_export": self.export_own,
            **window.page_steps.table(),
            **window.compare_steps.table(),
            **window.packet_steps.table(),
            "commands": self.show_commands,
            "said": lambda: window.say(window.status_line.last or "Nothing was said yet."),
            "about_book": lambda: window.reading.open("about"),
            "about": self.about,
        }

    def show_pivot(self, pivot: Pivot) -> None:
        """The tree is wanted, so results make way for it."""
        self._window.finder.leave()
        self._window.tree_pane.show_pivot(pivot)

    def step(self, by: int) -> None:
        """To the next row, in the tree or in the results that stand in its place."""
        if self._window.finder.is_on:
            self._window.finder.walk(by)
        else:
            self._window.tree_pane.step(by)

    def find_in_page(self) -> None:
        """In the notebook its own search is what finds."""
        if not self._find_in_notebook():
            self._window.stack.show_view(READ)
            self._window.page_find.open()

    def find_again(self, by: int) -> None:
        if not self._find_in_notebook():
            self._window.stack.show_view(READ)
            self._window.page_find.step(by)

    def _find_in_notebook(self) -> bool:
        if self._window.stack.name != "notebook":
            return False
        from esscollab_desktop.ui.views.notebook_view import NotebookView

        view = self._window.stack.currentWidget()
        assert isinstance(view, NotebookView)
        view.search_focus()
        return True

    def go_to_search(self) -> None:
        self._window.stack.show_view(READ)
        self._window.panes.reveal(self._window.tree_pane)
        self._window.tree_pane.search_focus()

    def go_to_page(self) -> None:
        self._window.stack.show_view(READ)
        self._window.panes.close_over()
        self._window.page_pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_back_to_page(self) -> None:
        """What an Esc does that nothing took: to the page, off with what lies over it, out of the results."""
        window = self._window
        is_read = window.stack.name == READ
        if is_read and window.finder.is_on and window.page_pane.view.hasFocus():
            window.finder.leave()
        elif not is_read or not window.panes.close_over():
            self.go_to_page()

    def go_to_notes(self) -> None:
        """To the first note's typing cursor, or to New note where there is none."""
        self._window.stack.show_view(READ)
        self._window.panes.reveal(self._window.notes_pane)
        self._first_note().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first_note(self) -> QWidget:
        cards = self._window.notes_pane.cards
        return cards[0].editor if cards else self._window.notes_pane.new

    def new_note(self) -> None:
        if self._window.reading.page is None:
            return
        self._window.stack.show_view(READ)
        view = self._window.page_pane.view
        draft = self._parts.notes.new_note(view.selected_passage())
        view.clear_selection()
        self._window.panes.reveal(self._window.notes_pane)
        self._window.notes_pane.write(draft.key)

    def for_note(self, key: int, what: str) -> None:
        """What a note's card asks for."""
        notes, view = self._parts.notes, self._window.page_pane.view
        if what == "pick":
            if passage := view.selected_passage():
                notes.put_on(key, passage)
                view.clear_selection()
            else:
                self._window.say("Select the words on the page that the note is about, then press it again.")
        elif what == "show":
            self._window.marginalia.show_passage(key)
        elif what == "history":
            draft = next((d for d in notes.shown if d.key == key), None)
            if draft is not None and draft.note is not None:
                self.show_history(draft.note)
        else:
            {
                "confirm": notes.confirm,
                "take off": notes.take_off,
                "keep": notes.keep_on_page,
                "delete": notes.delete,
            }[what](key)

    def delete_note(self) -> None:
        key = self._window.notes_pane.active_key()
        if key is None:
            self._window.say("No note is being written. Put the cursor into the note that should go.")
        else:
            self._parts.notes.delete(key)

    def next_pane(self) -> None:
        """The keyboard goes round tree, page and notes, as far as they are seen."""
        stops: list[tuple[QWidget, QWidget]] = [
            (self._window.tree_pane, self._window.finder.stop),
            (self._window.page_pane, self._window.page_pane.view),
            (self._window.notes_pane, self._first_note()),
        ]
        seen = [(pane, stop) for pane, stop in stops if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((i for i, (pane, _) in enumerate(seen) if focus and pane.isAncestorOf(focus)), -1)
        seen[(here + 1) % len(seen)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit | QLineEdit):
            focus.copy()
        elif view := self._window.compare_steps.view:
            view.copy()
        else:
            self._window.page_pane.copy()
            self._window.say("Copied.")

    def zoom_by(self, steps: int) -> None:
        """In Packets it is the pages of the preview that grow."""
        if view := self._window.packet_steps.view:
            view.pages.zoom_by(steps)
            return
        place = ZOOMS.index(self.zoom) + steps
        self.set_zoom(ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])

    def set_zoom(self, percent: int) -> None:
        self.zoom = percent
        self._window.page_pane.view.set_zoom(percent)
        self._window.compare_steps.set_zoom(percent)
        self._window.status_line.zoom.setText(f"Text {percent} %")

    def choose_theme(self, choice: Choice) -> None:
        self._parts.theme.choose(choice)

    def set_window_text(self, percent: int) -> None:
        self._parts.theme.set_window_text(percent / 100)

    def history_of_active(self) -> None:
        key = self._window.notes_pane.active_key()
        if key is None:
            self._window.say("No note is being written. Put the cursor into the note whose history you want.")
        else:
            self.for_note(key, "history")

    def show_history(self, note: Note) -> None:
        from esscollab_desktop.ui.views.history_dialog import HistoryDialog

        self._parts.notes.flush()
        dialog = HistoryDialog(self._parts.notebook, note, self._parts.theme, self._window)
        dialog.restored.connect(lambda _id: self._parts.notes.refresh())
        dialog.exec()

    def import_notes(self) -> None:
        from esscollab_desktop.ui.views.import_dialog import ImportDialog

        ImportDialog(self._parts.exchange, self._parts.theme, self._window).exec()

    def export_notes(self, query: NoteQuery | None = None, ids: Sequence[str] = ()) -> None:
        """Those that are chosen or listed in the notebook, of a meeting, or all: as the dialog is asked."""
        from esscollab_desktop.ui.views.export_notes_dialog import ExportNotesDialog

        parts = self._parts
        parts.notes.flush()
        dialog = ExportNotesDialog(
            parts.exchange, parts.meetings.meetings, parts.theme, self._window, query, ids
        )
        dialog.exec()

    def export_rows(self, query: NoteQuery, rows: Sequence[range]) -> None:
        self._parts.notebook.ids(rows, lambda ids: self.export_notes(query, ids))

    def compare(self, note: Note) -> None:
        from esscollab_desktop.ui.views.conflict_dialog import ConflictDialog

        ConflictDialog(self._parts.notebook, note, self._parts.theme, self._window).exec()

    def open_in_notebook(self, note: Note) -> None:
        self._window.stack.show_view("notebook")
        self._parts.notebook.open(note)

    def show_backups(self) -> None:
        from esscollab_desktop.ui.views.backups_dialog import BackupsDialog

        BackupsDialog(self._parts.backups, self._parts.theme, self._window).exec()

    def add_content(self, path: Path | None = None) -> None:
        from esscollab_desktop.ui.views.install_dialog import InstallDialog

        self._parts.notes.flush()
        InstallDialog(self._parts.packs, self._parts.theme, self._window, path).exec()

    def show_content(self) -> None:
        from esscollab_desktop.ui.views.packs_dialog import PacksDialog

        self._parts.notes.flush()
        dialog = PacksDialog(self._parts.packs, self._parts.theme, self._window)
        dialog.add_wanted.connect(self.add_content)
        dialog.lost_wanted.connect(dialog.accept)
        dialog.lost_wanted.connect(self._show_lost)
        dialog.exec()

    def _show_lost(self) -> None:
        from esscollab_desktop.ui.views.notebook_view import NotebookView

        view = self._window.stack.show_view("notebook")
        assert isinstance(view, NotebookView)
        view.show_query(NoteQuery(anchor_states=frozenset({AnchorState.ORPHAN})))

    def choose_handout(self) -> None:
        """In Compare what is compared, in Packets the packet; else there is a choice to make."""
        if view := self._window.compare_steps.view:
            view.save_handout()
            return
        if packets := self._window.packet_steps.view:
            packets.save()
            return
        from esscollab_desktop.ui.views.handout_dialog import HandoutDialog

        window, parts = self._window, self._parts
        HandoutDialog(parts.handouts, window.shelf, window.reading.code, parts.theme, window).exec()

    def print_page(self) -> None:
        if self._window.compare_steps.view:
            self._window.compare_steps.print()
            return
        if packets := self._window.packet_steps.view:
            packets.print()
            return
        from esscollab_desktop.ui.views.printing import print_handout

        print_handout(self._window, self._parts.handouts, [self._window.reading.code], "none")

    def add_own(self) -> None:
        """Under the practice and in the state of what is being read, unless the form says otherwise."""
        own = self._parts.own

        def store(practice: str, place: str, fields: OwnFields, done: "Done", refused: "Refused") -> None:
            own.add(practice, place, fields, self._open_after(done), refused)

        self._own_dialog(store).exec()

    def change_own(self) -> None:
        own = self._parts.own
        example = own.example(self._window.reading.code)
        if example is None:
            return

        def store(_practice: str, _place: str, fields: OwnFields, done: "Done", refused: "Refused") -> None:
            own.save(example, fields, self._open_after(done), refused)

        self._own_dialog(store, example).exec()

    def _open_after(self, done: "Done") -> Callable[[str], None]:
        def kept(code: str) -> None:
            done()
            self._window.reading.open(code)

        return kept

    def _own_dialog(self, store: "Store", example: OwnExample | None = None) -> "OwnDialog":
        from esscollab_desktop.ui.views.own_dialog import OwnDialog

        window, shelf = self._window, self._window.shelf
        return OwnDialog(shelf.practices, shelf.jurisdictions, store, window, window.reading.code, example)

    def export_own(self) -> None:
        words = "Export own examples into an empty folder"
        if chosen := QFileDialog.getExistingDirectory(self._window, words):
            self._parts.own.export(Path(chosen))

    @cached_property
    def command_door(self) -> "CommandDoor":
        """The list of all commands, made when it is first wanted."""
        from esscollab_desktop.ui.command_door import CommandDoor

        return CommandDoor(self._window, self._parts)

    def show_commands(self) -> None:
        self.command_door.toggle()

    def about(self) -> None:
        tell_about(self._window, self._parts.library.info, self._parts.data_folder)

    def _in_editor(self, method: str) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit | QLineEdit | QTextBrowser):
            getattr(focus, method)()
