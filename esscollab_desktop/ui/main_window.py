"""The window: layout, menus, wiring; no rules."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.page import Page, reading_segments
from esscollab_desktop.services.library import Library
from esscollab_desktop.ui.commands import Commands
from esscollab_desktop.ui.compare_steps import CompareSteps
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.book_rows import Pivot, Shelf
from esscollab_desktop.ui.models.book_tree import BookTreeModel
from esscollab_desktop.ui.note_steps import NoteSteps
from esscollab_desktop.ui.overview_steps import OverviewSteps
from esscollab_desktop.ui.packet_steps import PacketSteps
from esscollab_desktop.ui.page_steps import PageSteps
from esscollab_desktop.ui.settings import WindowSettings
from esscollab_desktop.ui.steps import Steps
from esscollab_desktop.ui.view_makers import ViewMakers
from esscollab_desktop.ui.viewmodels.backups import BackupsModel
from esscollab_desktop.ui.viewmodels.draft import Draft
from esscollab_desktop.ui.viewmodels.exchange import ExchangeModel
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel
from esscollab_desktop.ui.viewmodels.meetings import MeetingsModel
from esscollab_desktop.ui.viewmodels.notebook import NotebookModel
from esscollab_desktop.ui.viewmodels.notes import NotesModel
from esscollab_desktop.ui.viewmodels.overview import OverviewModel
from esscollab_desktop.ui.viewmodels.own_examples import OwnExamplesModel
from esscollab_desktop.ui.viewmodels.packets import PacketEdit, PacketsModel, text_of
from esscollab_desktop.ui.viewmodels.packs import PacksModel
from esscollab_desktop.ui.viewmodels.reading import ReadingModel, title_words
from esscollab_desktop.ui.viewmodels.searching import SearchingModel
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.bar_buttons import plain
from esscollab_desktop.ui.views.boxes import Unsaved, ask_to_leave, offer_address
from esscollab_desktop.ui.views.finder import Finder
from esscollab_desktop.ui.views.marginalia import Marginalia
from esscollab_desktop.ui.views.notes_pane import NotesPane
from esscollab_desktop.ui.views.page_pane import PagePane
from esscollab_desktop.ui.views.panes import LOW, Fold, Panes
from esscollab_desktop.ui.views.status_line import StatusLine, overall_sign, packet_sign
from esscollab_desktop.ui.views.tree_pane import TreePane
from esscollab_desktop.ui.views.view_bar import ViewBar
from esscollab_desktop.ui.views.view_stack import OVERVIEW, PACKETS, READ, ViewStack

if TYPE_CHECKING:  # made when first wanted
    from esscollab_desktop.ui.views.page_find import PageFind

# ms after its showing that a window which nobody sees, so that it is never painted, counts as seen
LATEST = 500
FRAME = QSize(16, 48)  # what a title bar and borders take, before there are any to ask


@dataclass(frozen=True)
class Parts:
    """What the window is handed."""

    library: Library
    theme: Theme
    icons: Icons
    settings: WindowSettings
    notes: NotesModel
    handouts: HandoutsModel
    own: OwnExamplesModel
    notebook: NotebookModel
    meetings: MeetingsModel
    packets: PacketsModel
    backups: BackupsModel
    exchange: ExchangeModel
    packs: PacksModel
    searching: SearchingModel
    overview: OverviewModel
    data_folder: Path


class MainWindow(QMainWindow):
    """Three panes, a bar, a status line. `shown` comes once, after it was painted for the first time."""

    shown = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._theme, self._settings = parts.theme, parts.settings
        self._first_sight = QTimer(self, singleShot=True)
        self._first_sight.timeout.connect(self.shown)
        self._was_shown = self._was_painted = False
        self._view = ""
        self.reading, self.searching = ReadingModel(parts.library, self), parts.searching
        self.shelf = shelf_of(parts.library)
        self.model = BookTreeModel(self.shelf, parts.settings.pivot, self)
        self.commands = Commands(self, parts.icons)
        self.tree_pane = TreePane(self.model, parts.theme, parts.icons, self)
        page_actions = [self.commands[name] for name in ("favorite", "copy", "print")]
        self.page_pane = PagePane(parts.theme, page_actions, self)
        self.notes_pane = NotesPane(parts.notes, parts.theme, parts.icons, self)
        self.panes = Panes(self.tree_pane, self.page_pane, self.notes_pane, parts.theme, self)
        view, pane = self.page_pane.view, self.notes_pane
        self.marginalia = Marginalia(parts.notes, view, pane, self.panes, self)
        tree, page = self.tree_pane, self.page_pane
        views = ViewMakers(self, parts)
        self.finder = Finder(self.searching, self.reading, tree, page, self.panes, views.results)
        self.stack = ViewStack(self.panes, views.table(), self)
        self.view_bar = ViewBar(self.commands.actions, parts.theme, parts.icons, self)
        self.page_steps = PageSteps(self, parts)
        self.compare_steps = CompareSteps(self, parts)
        self.overview_steps = OverviewSteps(self, parts)
        self.packet_steps = PacketSteps(self, parts)
        self.steps = Steps(self, parts)
        self.note_steps = NoteSteps(self, parts)
        self._lay_out()
        self._wire()
        self._restore()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view_bar)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(inside)
        edition = self._parts.library.info.edition
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
        tree.chosen.connect(self._on_chosen)
        self.searching.refused.connect(self.say)
        self.finder.note_wanted.connect(self.open_note)
        self.finder.changed.connect(self._show_title)
        tree.pivot_changed.connect(self._on_pivot_changed)
        tree.said.connect(self.say)
        self.page_pane.code_chosen.connect(self.reading.open)
        self.page_pane.view.address_chosen.connect(self._on_address_chosen)
        self.page_pane.view.zoom_wanted.connect(self.steps.zoom_by)
        self.notes_pane.left.connect(self._leave_notes)
        self.notes_pane.new_wanted.connect(self.steps.new_note)
        self.notes_pane.asked.connect(self.steps.for_note)
        notes.counts_changed.connect(self._on_counts_changed)
        notes.state_changed.connect(self._on_note_state)
        notes.notes_shown.connect(lambda _drafts: self._on_notes_changed())
        notes.draft_added.connect(lambda _draft: self._on_notes_changed())
        notes.draft_removed.connect(lambda _key: self._on_notes_changed())
        notes.said.connect(self.say)
        self._parts.handouts.said.connect(self.say)
        self._parts.own.said.connect(self.say)
        self._parts.own.changed.connect(self._on_own_changed)
        self._parts.packs.changed.connect(self._on_content_changed)
        self._parts.notebook.said.connect(self.say)
        self._parts.notebook.notes_changed.connect(notes.refresh)
        self._parts.meetings.said.connect(self.say)
        self._parts.packets.state_changed.connect(self._on_packet_state)
        self._parts.packets.chosen_changed.connect(self._on_packet)
        self._parts.packets.fields_changed.connect(self._show_title)
        self._parts.exchange.said.connect(self.say)
        self._parts.overview.said.connect(self.say)
        self._parts.exchange.imported.connect(self._parts.notebook.did)
        self._parts.meetings.current_changed.connect(self._on_meeting_changed)
        self._parts.meetings.listed.connect(self._on_meetings_listed)
        self.stack.shown.connect(self._on_view_shown)
        self.stack.resized.connect(self._on_stack_resized)
        self.panes.fold_changed.connect(lambda _fold: self._show_fold())
        self._theme.changed.connect(self._on_theme_changed)
        self.commands.connect(self.steps.table())
        for choice, action in self.commands.themes.items():
            action.triggered.connect(lambda _checked=False, c=choice: self.steps.choose_theme(c))
        for percent, action in self.commands.texts.items():
            action.triggered.connect(lambda _checked=False, p=percent: self.steps.set_window_text(p))
        self.page_steps.wire()
        self.note_steps.wire()
        self.overview_steps.wire()
        self.packet_steps.wire()

    def _restore(self) -> None:
        kept = self._settings
        if not self.restoreGeometry(kept.geometry):
            room = QGuiApplication.primaryScreen().availableSize() - FRAME
            self.resize(room.boundedTo(QSize(1366, 768)))
        self.commands.themes[self._theme.choice].setChecked(True)
        self.commands.texts[round(self._theme.window_text * 100)].setChecked(True)
        self._on_pivot_changed(kept.pivot)
        self.steps.set_zoom(kept.zoom)
        is_page = kept.opens_on == "page"
        self._parts.overview.show(self.shelf.practices, self.shelf.jurisdictions, self.shelf.groups)
        self.stack.show_view(READ if is_page else OVERVIEW)
        self._on_history_changed()
        self._show_sign()
        if is_page:
            self._open_last_page()
            self.tree_pane.tree_focus()
        else:
            self.shown.connect(self._open_last_page)  # nobody sees it yet, so the overview is painted first

    def _open_last_page(self) -> None:
        if not self.reading.code:
            self.reading.open(self.reading.known(self._settings.code) or self.model.first_code())

    def say(self, words: str) -> None:
        """One line in the status bar; also where the window is too low to show one."""
        self.status_line.say(words)

    @cached_property
    def page_find(self) -> "PageFind":
        """Finding words in the page, made when it is first wanted."""
        from esscollab_desktop.ui.views.find_bar import FindBar
        from esscollab_desktop.ui.views.page_find import PageFind

        ways = [self.commands["find_previous"], self.commands["find_next"]]
        bar = FindBar(ways, self._theme, self._parts.icons, self.page_pane)
        return PageFind(self.page_pane, self._parts.notes, self.notes_pane, self.panes, bar, self._theme)

    # --- the other views ---

    def _on_view_shown(self, name: str) -> None:
        """What was typed elsewhere is saved before another view reads it."""
        self.commands[name].setChecked(True)
        self.view_bar.show_view(plain(self.commands[name]))
        if self.isVisible() and name != self._view:
            announce(self, f"{plain(self.commands[name])} view")
        self._view = name
        self._parts.notes.flush()
        self._parts.notebook.flush()
        self._parts.meetings.flush()
        self._parts.packets.flush()
        {
            "notebook": self._parts.notebook.refresh,
            "meetings": self._parts.meetings.refresh,
            "packets": self.packet_steps.refresh,
            "overview": self.overview_steps.refresh,
        }.get(name, self._parts.notes.refresh)()
        self._show_title()
        self._show_sign()
        self._show_fold()

    def open_note(self, code: str, note_id: str) -> None:
        """Go to what a note is about, and to the note there."""
        self.stack.show_view(READ)
        self.reading.open(code)
        self.marginalia.write_in(note_id)

    def _on_meeting_changed(self, meeting: Meeting | None) -> None:
        self.view_bar.show_meeting(meeting.title if meeting else "")

    def _on_meetings_listed(self) -> None:
        self._parts.notebook.set_meetings(self._parts.meetings.meetings)
        self._parts.packets.set_meetings(self._parts.meetings.meetings)

    # --- what happened ---

    def _on_page_opened(self, page: Page) -> None:
        self.page_pane.show_page(page)
        if not self.reading.is_previewing:
            self.tree_pane.select(page.code)
        self._parts.notes.show(page.code, reading_segments(page), self._parts.library.edition_of(page.code))
        self._show_own_commands()
        self._show_title()

    def _show_title(self) -> None:
        page = self.reading.page
        words = self.finder.words
        shown = f"Search: {words}" if words else title_words(page) if page else ""
        packet = self._parts.packets.fields
        if self.stack.name == OVERVIEW:
            shown = "Overview"
        elif self.stack.name == PACKETS:
            shown = f"Packet: {packet.name}" if packet else "Packets"
        self.setWindowTitle(f"ESSCollab – {shown}")

    def _on_own_changed(self) -> None:
        """Other own examples than before: tree and page are made anew, what was chosen stays chosen."""
        self.shelf = shelf_of(self._parts.library)
        self.tree_pane.set_shelf(self.shelf)
        self._parts.overview.show(self.shelf.practices, self.shelf.jurisdictions, self.shelf.groups)
        self.searching.look_again()
        self.reading.reload()
        self._show_own_commands()

    def _on_content_changed(self, words: str) -> None:
        """Other books are open: tree, page and notes are read anew; what was chosen stays if it is there."""
        self._on_own_changed()
        self.status_line.show_edition(self._parts.library.info.edition)
        self._parts.packs.ask_news()
        self._parts.notes.refresh()
        self._parts.notebook.refresh()
        self._parts.packets.refresh()
        self.say(words)

    def _show_own_commands(self) -> None:
        own = self._parts.own
        is_own = own.example(self.reading.code) is not None
        self.commands["own_add"].setEnabled(own.is_ready)
        self.commands["own_change"].setEnabled(is_own)
        self.commands["own_delete"].setEnabled(is_own)
        self.commands["own_undo_delete"].setEnabled(own.can_undo_delete)
        self.commands["own_export"].setEnabled(any(g.kind is Kind.OWN for g in self.shelf.groups))

    def _on_history_changed(self) -> None:
        self.commands["back"].setEnabled(self.reading.can_go_back)
        self.commands["forward"].setEnabled(self.reading.can_go_forward)

    def _on_chosen(self) -> None:
        """A row was clicked or entered: where the tree lies over the page, it makes way."""
        if self.panes.over is self.tree_pane:
            self.panes.close_over()

    def _on_pivot_changed(self, pivot: Pivot) -> None:
        name = "by_practice" if pivot is Pivot.PRACTICE else "by_state"
        self.commands[name].setChecked(True)

    def _on_address_chosen(self, address: str, where: QPoint) -> None:
        offer_address(self, address, where, self.say)

    def _on_counts_changed(self, counts: dict[str, int]) -> None:
        self.model.set_note_counts(counts)
        self._parts.overview.set_note_counts(counts)
        self._parts.overview.refresh()
        self.searching.look_again()
        self._show_notes_number()

    def _on_note_state(self, _draft: Draft) -> None:
        self._show_sign()
        self._on_notes_changed()

    def _on_packet(self, _edit: PacketEdit | None) -> None:
        self._show_title()
        self._show_sign()

    def _on_packet_state(self, _edit: PacketEdit) -> None:
        self._show_sign()

    def _on_notes_changed(self) -> None:
        self._show_notes_number()
        self.marginalia.update()

    def _on_theme_changed(self) -> None:
        self._show_sign()
        self._show_fold()

    def _leave_notes(self) -> None:
        if not self.panes.close_over():
            self.page_pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sign(self) -> None:
        packet = self._parts.packets.chosen
        is_packet = self.stack.name == PACKETS and packet is not None
        sign = packet_sign(packet.state) if is_packet and packet else overall_sign(self._parts.notes.unsaved)
        self.status_line.show_sign(*sign)
        self.view_bar.sign.show_state(sign[0], "Saved" if sign[0] == "check" else sign[1], sign[2])

    def _show_notes_number(self) -> None:
        self.view_bar.show_notes_number(sum(1 for d in self._parts.notes.shown if d.note))
        self.commands["undo_delete"].setEnabled(self._parts.notes.can_undo_delete)

    def _show_fold(self) -> None:
        is_low = self.height() < LOW * self._theme.window_text
        notes = self.panes.has_notes_beside
        self.view_bar.show_fold(self.panes.fold, is_low, self.width() / self._theme.window_text, notes)
        self.compare_steps.show_save(self.view_bar.handout.isHidden())
        self.page_pane.show_bar(self.panes.fold is not Fold.NARROW and not is_low)
        self.page_pane.view.set_low(is_low)
        self.status_line.set_low(is_low)

    # --- the window itself ---

    def _on_stack_resized(self) -> None:
        self.panes.fit(self.stack.size())
        self._show_fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._first_sight.start(LATEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            if self._first_sight.isActive():
                self._first_sight.start(0)  # once the panes are painted too: they are in the same pass

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.steps.go_back_to_page()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ThemeChange:
            self._theme.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        left = self.finish()
        if left and not ask_to_leave(self, left):
            event.ignore()
            return
        self._remember()
        event.accept()

    def finish(self) -> list[Unsaved]:
        """Save everything, in every view; what could not be saved."""
        drafts, parts = self._parts.notes.finish(), self._parts
        return [
            *(Unsaved(in_words(draft.target), draft.text, draft.reason) for draft in drafts),
            *(Unsaved(in_words(e.record.target), e.value.body, e.reason) for e in parts.notebook.finish()),
            *(Unsaved(e.value.title, e.value.agenda, e.reason) for e in parts.meetings.finish()),
            *(Unsaved(e.value.name, text_of(e.value), e.reason) for e in parts.packets.finish()),
        ]

    def _remember(self) -> None:
        kept = self._settings
        kept.geometry = self.saveGeometry()
        kept.pivot = self.tree_pane.pivot
        kept.code = self.reading.origin or self.reading.code or kept.code
        kept.zoom = self.steps.zoom
        kept.theme = self._theme.choice
        kept.window_text = round(self._theme.window_text * 100)
        kept.store()


def shelf_of(library: Library) -> Shelf:
    return Shelf(
        library.practices(),
        library.groups(),
        library.jurisdictions(),
        library.entries,
        library.entry,
        library.packs,
    )
