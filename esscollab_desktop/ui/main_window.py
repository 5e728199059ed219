"""The window: layout, menus, wiring; no rules."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop import __version__
from esscollab_desktop.domain.page import Page
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.commands import Commands
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Choice, Theme
from esscollab_desktop.ui.models.book_tree import BookTreeModel, Pivot, Shelf
from esscollab_desktop.ui.settings import ZOOMS, WindowSettings
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel
from esscollab_desktop.ui.viewmodels.notes import Draft, NotesModel
from esscollab_desktop.ui.viewmodels.reading import ReadingModel
from esscollab_desktop.ui.views.handout_dialog import HandoutDialog
from esscollab_desktop.ui.views.notes_pane import NotesPane
from esscollab_desktop.ui.views.page_pane import PagePane
from esscollab_desktop.ui.views.panes import LOW, Fold, Panes
from esscollab_desktop.ui.views.printing import print_handout
from esscollab_desktop.ui.views.status_line import StatusLine, overall_sign
from esscollab_desktop.ui.views.tree_pane import TreePane
from esscollab_desktop.ui.views.view_bar import ViewBar


@dataclass(frozen=True)
class Parts:
    """What the window is handed."""

    catalogue: Catalogue
    theme: Theme
    icons: Icons
    settings: WindowSettings
    notes: NotesModel
    handouts: HandoutsModel
    data_folder: Path


class MainWindow(QMainWindow):
    """Three panes, a bar, a status line. `shown` comes once, after the first showing."""

    shown = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._theme, self._settings = parts.theme, parts.settings
        self._zoom = parts.settings.zoom
        self._was_shown = False
        catalogue = parts.catalogue
        self.reading = ReadingModel(catalogue, self)
        self.shelf = Shelf(catalogue.practices(), catalogue.examples(), catalogue.jurisdictions())
        self.model = BookTreeModel(self.shelf, parts.settings.pivot, self)
        self.commands = Commands(self, parts.icons)
        self.tree_pane = TreePane(self.model, parts.theme, parts.icons, self)
        page_actions = [self.commands["copy"], self.commands["print"]]
        self.page_pane = PagePane(parts.theme, page_actions, self)
        self.notes_pane = NotesPane(parts.notes, parts.theme, parts.icons, self)
        self.panes = Panes(self.tree_pane, self.page_pane, self.notes_pane, parts.theme, self)
        self.view_bar = ViewBar(self.commands.actions, parts.theme, parts.icons, self)
        self._lay_out()
        self._wire()
        self._restore()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view_bar)
        column.addWidget(self.panes, 1)
        self.setCentralWidget(inside)
        edition = self._parts.catalogue.info.edition
        self.status_line = StatusLine(edition, self._theme, self._parts.icons, self)
        self.setStatusBar(self.status_line)
        self.setMinimumSize(QSize(480, 300))
        self.setWindowTitle("ESSCollab")

    def _wire(self) -> None:
        notes, tree = self._parts.notes, self.tree_pane
        self.reading.page_opened.connect(self._on_page_opened)
        self.reading.history_changed.connect(self._on_history_changed)
        self.reading.refused.connect(self.say)
        tree.opened.connect(self.reading.open)
        tree.words_changed.connect(self._on_words_changed)
        tree.entered.connect(self._on_entered)
        tree.pivot_changed.connect(self._on_pivot_changed)
        self.page_pane.code_chosen.connect(self.reading.open)
        self.page_pane.view.address_chosen.connect(self._on_address_chosen)
        self.page_pane.view.zoom_wanted.connect(self.zoom_by)
        self.notes_pane.left.connect(self._leave_notes)
        self.notes_pane.new_wanted.connect(self.new_note)
        notes.counts_changed.connect(self._on_counts_changed)
        notes.state_changed.connect(self._on_note_state)
        notes.notes_shown.connect(lambda _drafts: self._show_notes_number())
        notes.draft_removed.connect(lambda _key: self._show_notes_number())
        notes.said.connect(self.say)
        self._parts.handouts.said.connect(self.say)
        self.panes.fold_changed.connect(lambda _fold: self._show_fold())
        self._theme.changed.connect(self._on_theme_changed)
        self.commands.connect(
            {
                "handout": self.choose_handout,
                "print": self.print_page,
                "quit": self.close,
                "undo": lambda: self._in_editor("undo"),
                "redo": lambda: self._in_editor("redo"),
                "copy": self.copy,
                "select_all": lambda: self._in_editor("selectAll"),
                "by_practice": lambda: tree.show_pivot(Pivot.PRACTICE),
                "by_state": lambda: tree.show_pivot(Pivot.STATE),
                "larger": lambda: self.zoom_by(1),
                "smaller": lambda: self.zoom_by(-1),
                "actual": lambda: self.set_zoom(100),
                "back": self.reading.go_back,
                "forward": self.reading.go_forward,
                "find": self.go_to_search,
                "read": self.go_to_page,
                "notes": self.go_to_notes,
                "next_pane": self.next_pane,
                "next": lambda: self._step(1),
                "previous": lambda: self._step(-1),
                "new_note": self.new_note,
                "delete_note": self.delete_note,
                "undo_delete": notes.undo_delete,
                "about": self.about,
            }
        )
        for choice, action in self.commands.themes.items():
            action.triggered.connect(lambda _checked=False, c=choice: self.choose_theme(c))
        for percent, action in self.commands.texts.items():
            action.triggered.connect(lambda _checked=False, p=percent: self.set_window_text(p))

    def _restore(self) -> None:
        kept = self._settings
        if not self.restoreGeometry(kept.geometry):
            room = QGuiApplication.primaryScreen().availableSize()
            self.resize(room.boundedTo(QSize(1366, 768)))
        self.commands.themes[self._theme.choice].setChecked(True)
        self.commands.texts[round(self._theme.window_text * 100)].setChecked(True)
        self._on_pivot_changed(kept.pivot)
        self.set_zoom(kept.zoom)
        self.commands["read"].setChecked(True)
        self._on_history_changed()
        self._show_sign()
        self.reading.open(self.reading.known(kept.code) or self.model.first_code())
        self.tree_pane.tree_focus()

    # --- what was asked ---

    def go_to_search(self) -> None:
        self.panes.reveal(self.tree_pane)
        self.tree_pane.search_focus()

    def go_to_page(self) -> None:
        self.commands["read"].setChecked(True)
        self.panes.close_over()
        self.page_pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_notes(self) -> None:
        """To the first note's typing cursor, or to New note where there is none."""
        self.panes.reveal(self.notes_pane)
        cards = self.notes_pane.cards
        (cards[0].editor if cards else self.notes_pane.new).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def new_note(self) -> None:
        if self.reading.page is None:
            return
        self.panes.reveal(self.notes_pane)
        self.notes_pane.write(self._parts.notes.new_note())

    def delete_note(self) -> None:
        key = self.notes_pane.active_key()
        if key is None:
            self.say("No note is being written. Put the cursor into the note that should go.")
        else:
            self._parts.notes.delete(key)

    def next_pane(self) -> None:
        """The keyboard goes round tree, page and notes, as far as they are seen."""
        cards = self.notes_pane.cards
        stops: list[tuple[QWidget, QWidget]] = [
            (self.tree_pane, self.tree_pane.tree),
            (self.page_pane, self.page_pane.view),
            (self.notes_pane, cards[0].editor if cards else self.notes_pane.new),
        ]
        seen = [(pane, stop) for pane, stop in stops if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((i for i, (pane, _) in enumerate(seen) if focus and pane.isAncestorOf(focus)), -1)
        seen[(here + 1) % len(seen)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit | QLineEdit):
            focus.copy()
        else:
            self.page_pane.copy()
            self.say("Copied.")

    def zoom_by(self, steps: int) -> None:
        place = ZOOMS.index(self._zoom) + steps
        self.set_zoom(ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])

    def set_zoom(self, percent: int) -> None:
        self._zoom = percent
        self.page_pane.view.set_zoom(percent)
        self.status_line.zoom.setText(f"Text {percent} %")

    def choose_theme(self, choice: Choice) -> None:
        self._theme.choose(choice)

    def set_window_text(self, percent: int) -> None:
        self._theme.set_window_text(percent / 100)

    def choose_handout(self) -> None:
        HandoutDialog(self._parts.handouts, self.shelf, self.reading.code, self._theme, self).exec()

    def print_page(self) -> None:
        print_handout(self, self._parts.handouts, [self.reading.code], "none")

    def about(self) -> None:
        info = self._parts.catalogue.info
        QMessageBox.about(
            self,
            "About ESSCollab",
            f"ESSCollab Desktop {__version__}\n{info.title}, edition {info.edition}.\n\n"
            "An offline reference of promising practices in stakeholder engagement under ESSA. "
            "Facts come from the public sources named beside them; the words are this program’s own.\n\n"
            f"Your notes are in {self._parts.data_folder}",
        )

    def say(self, words: str) -> None:
        """One line in the status bar; also where the window is too low to show one."""
        self.status_line.say(words)

    # --- what happened ---

    def _on_page_opened(self, page: Page) -> None:
        self.page_pane.show_page(page)
        self.tree_pane.select(page.code)
        self._parts.notes.show(page.code)
        self.setWindowTitle(f"ESSCollab – {window_words(page)}")

    def _on_history_changed(self) -> None:
        self.commands["back"].setEnabled(self.reading.can_go_back)
        self.commands["forward"].setEnabled(self.reading.can_go_forward)

    def _on_words_changed(self, words: str) -> None:
        wanted = self._parts.catalogue.matching(words) if words.strip() else None
        self.tree_pane.filter(wanted)

    def _on_entered(self, words: str) -> None:
        """A code opens at once; other words open the first row that is left."""
        if not words.strip():
            return
        code = self.reading.known(words) or self.model.first_code()
        if not code:
            return
        self.reading.open(code)
        self.panes.close_over()
        self.tree_pane.tree_focus()

    def _on_pivot_changed(self, pivot: Pivot) -> None:
        name = "by_practice" if pivot is Pivot.PRACTICE else "by_state"
        self.commands[name].setChecked(True)

    def _on_address_chosen(self, address: str) -> None:
        QGuiApplication.clipboard().setText(address)
        self.say(f"Address copied: {address}")

    def _on_counts_changed(self, counts: dict[str, int]) -> None:
        self.model.set_note_counts(counts)
        self._show_notes_number()

    def _on_note_state(self, _draft: Draft) -> None:
        self._show_sign()
        self._show_notes_number()

    def _on_theme_changed(self) -> None:
        self._show_sign()
        self._show_fold()

    def _leave_notes(self) -> None:
        if not self.panes.close_over():
            self.page_pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        self.tree_pane.step(by)

    def _in_editor(self, method: str) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit | QLineEdit | QTextBrowser):
            getattr(focus, method)()

    def _show_sign(self) -> None:
        sign = overall_sign(self._parts.notes.unsaved)
        self.status_line.sign.show_state(*sign)
        self.view_bar.sign.show_state(*sign)

    def _show_notes_number(self) -> None:
        self.view_bar.show_notes_number(sum(1 for d in self._parts.notes.shown if d.note))
        self.commands["undo_delete"].setEnabled(self._parts.notes.can_undo_delete)

    def _show_fold(self) -> None:
        is_low = self.height() < LOW * self._theme.window_text
        self.view_bar.show_fold(self.panes.fold, is_low)
        self.page_pane.show_bar(self.panes.fold is not Fold.NARROW and not is_low)
        self.page_pane.view.set_low(is_low)
        self.status_line.setVisible(not is_low)

    # --- the window itself ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self.shown.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panes.close_over():
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        left = self._parts.notes.finish()
        if left and not ask_to_leave(self, left):
            event.ignore()
            return
        self._remember()
        event.accept()

    def _remember(self) -> None:
        kept = self._settings
        kept.geometry = self.saveGeometry()
        kept.pivot = self.tree_pane.pivot
        kept.code = self.reading.code
        kept.zoom = self._zoom
        kept.theme = self._theme.choice
        kept.window_text = round(self._theme.window_text * 100)
        kept.store()


def window_words(page: Page) -> str:
    """The page in the window's title: "4.MA Massachusetts", "Practice 4 Maximize Your Resources"."""
    if page.code.startswith("state:"):
        return page.title
    if page.kind is None:
        return f"Practice {page.code} {page.title}"
    return f"{page.code} {page.title.partition(':')[0]}"


def ask_to_leave(parent: QWidget, left: list[Draft]) -> bool:
    """Some words could not be saved: quit all the same? The words can be copied on the way."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    number = "1 note is" if len(left) == 1 else f"{len(left)} notes are"
    box.setText(f"{number} not saved.")
    box.setInformativeText(left[0].reason)
    stay = box.addButton("Go back to the notes", QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton("Copy the words and quit", QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton("Quit without them", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText("\n\n".join(f"{d.target}\n{d.text}" for d in left))
    return box.clickedButton() in (copy, leave)
