"""The whole notebook: filters, list, and the chosen note whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.notes import Note, NoteChanges, NoteOrder, NoteQuery
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.note_words import number_of
from esscollab_desktop.ui.viewmodels.notebook import NotebookModel, NoteEdit
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.bulk_pane import BulkPane
from esscollab_desktop.ui.views.erasing import ask_to_empty_trash, ask_to_erase
from esscollab_desktop.ui.views.filter_bar import FilterBar, When
from esscollab_desktop.ui.views.list_and_detail import ListAndDetail
from esscollab_desktop.ui.views.note_detail import NoteDetail
from esscollab_desktop.ui.views.note_rows import NoteTable
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.search_line import SearchLine
from esscollab_desktop.ui.views.trash_bar import TrashBar
from esscollab_desktop.ui.views.undo_bar import UndoBar

Pane = TypeVar("Pane", NoteDetail, BulkPane)

LIST = 440
ORDERS: tuple[tuple[str, NoteOrder, bool], ...] = (
    ("Newest first", NoteOrder.CREATED, True),
    ("Oldest first", NoteOrder.CREATED, False),
    ("Last changed first", NoteOrder.UPDATED, True),
    ("By code", NoteOrder.TARGET, False),
    ("By due date", NoteOrder.DUE, False),
)
EMPTY = "No note yet. Open an example and press Ctrl+N."


class NotebookView(QFrame):
    """`opened(code, note_id)`: to what a note is about. `history_wanted(Note)`, `compare_wanted(Note)`
    where it has rivals. `export_wanted(NoteQuery, list[range])`: what is listed, and the chosen
    rows where there are several.

    `said(str)` for the status line.
    """

    opened = Signal(str, str)
    history_wanted = Signal(object)
    export_wanted = Signal(object, list)
    compare_wanted = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        model: NotebookModel,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notebookView")
        self._model, self._theme, self._icons = model, theme, icons
        self._kept = ("", 0)  # the open note and its row, for after the list was read again
        self.filters = FilterBar(model.library, theme, icons, today, self)
        self.search = SearchLine("Search all notes", icons, self)
        self.show_filters = QPushButton("Filters", self)
        self.order = QComboBox(self)
        self.count = PlainLabel(parent=self)
        self.trash_bar = TrashBar(theme, icons, self)
        self.table = NoteTable(model.pages.model, theme, icons, model.meeting_title, self)
        self.empty = PlainLabel(parent=self)
        self.undo_bar = UndoBar(theme, icons, self)
        self.stack = QStackedWidget(self)
        self.nothing = PlainLabel("Choose a note to see it whole.", self)
        self.back = QPushButton("Back to the list", self)
        self._make_parts()
        self.panes = ListAndDetail(self._list_pane(), self._detail_pane(), LIST, theme, self, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._line = _hairline(self)
        for widget in (self.filters, self._line):
            column.addWidget(widget)
        column.addWidget(self.panes, 1)
        self._wire()
        self._set_looks()
        model.show(self._wanted())
        self._on_listed(True)

    # --- parts ---

    def _make_parts(self) -> None:
        self._icons.follow(self.show_filters, "funnel", size=16)
        self.show_filters.setCheckable(True)
        self.show_filters.setAutoDefault(False)
        self._icons.follow(self.back, "arrow-left", size=16)
        self.back.setAutoDefault(False)
        self.order.setAccessibleName("Sort the notes")
        for words, order, descending in ORDERS:
            self.order.addItem(words, (order, descending))
        for label in (self.empty, self.nothing):
            label.setObjectName("hint")
            label.setWordWrap(True)
        self.trash_bar.hide()

    def _list_pane(self) -> QFrame:
        pane = QFrame(self)
        pane.setObjectName("notesPane")
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 6)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.show_filters)
        under = QHBoxLayout()
        under.setContentsMargins(16, 0, 12, 6)
        under.addWidget(self.count, 1)
        under.addWidget(self.order)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(under)
        column.addWidget(self.trash_bar)
        column.addWidget(_hairline(pane))
        self.empty.setContentsMargins(16, 16, 16, 16)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.undo_bar)
        return pane

    def _detail_pane(self) -> QFrame:
        pane = QFrame(self)
        pane.setObjectName("pagePane")
        blank = QWidget(pane)
        column = QVBoxLayout(blank)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self.stack.addWidget(blank)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 0)
        bar.addWidget(self.back)
        bar.addStretch(1)
        whole = QVBoxLayout(pane)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.stack, 1)
        self.back.hide()
        return pane

    def _wire(self) -> None:
        model = self._model
        self.filters.changed.connect(self._on_filters)
        self.search.searched.connect(lambda _words: self._on_filters())
        self.search.left_down.connect(self.list_focus)
        self.order.activated.connect(lambda _row: self._on_filters())
        self.show_filters.toggled.connect(lambda _on: self._show_fold())
        self.back.clicked.connect(self.panes.show_list)
        self.panes.folded_changed.connect(lambda _folded: self._show_fold())
        self.table.rows_chosen.connect(self._on_rows)
        self.table.current_changed.connect(lambda _note: self._show_chosen())
        self.table.entered.connect(self._on_entered)
        self.table.clicked.connect(lambda _index: self._on_clicked())
        self.table.delete_wanted.connect(self.delete_chosen)
        self.trash_bar.empty_wanted.connect(self.empty_trash)
        self.trash_bar.retention_chosen.connect(model.set_retention)
        self.undo_bar.undo_wanted.connect(self.undo)
        model.listed.connect(self._on_listed)
        model.chosen_changed.connect(self._on_chosen)
        model.state_changed.connect(self._on_state)
        model.facets_changed.connect(self._on_facets)
        model.undo_changed.connect(lambda: self.undo_bar.show_words(model.undo_words))
        model.retention_read.connect(self.trash_bar.show_retention)
        model.said.connect(self.said)
        self._theme.changed.connect(self._set_looks)

    # Half of the time that the view took to open went into these two, which stand there only later.

    @cached_property
    def detail(self) -> NoteDetail:
        """The chosen note whole, made with the first that is chosen."""
        detail = NoteDetail(self._theme, self._icons, self.stack)  # fonts are lost where a parent comes later
        detail.typed.connect(self._model.type)
        detail.fields_changed.connect(self._model.set_fields)
        detail.opened.connect(self.opened)
        detail.left.connect(self._on_left)
        detail.history_wanted.connect(self._on_history)
        detail.compare_wanted.connect(self._on_compare)
        detail.fields.show_known(list(self._model.meetings.values()), self._model.facets.tags)
        return self._wired(detail)

    @cached_property
    def bulk(self) -> BulkPane:
        """What is done with many notes, made with the first that are chosen together."""
        bulk = BulkPane(self._theme, self._icons, self.stack)
        bulk.change_wanted.connect(self._on_change)
        bulk.export_wanted.connect(self.export)
        bulk.show_meetings(list(self._model.meetings.values()))
        return self._wired(bulk)

    def _wired(self, pane: Pane) -> Pane:
        pane.delete_wanted.connect(self.delete_chosen)
        pane.back_wanted.connect(self.bring_back_chosen)
        pane.erase_wanted.connect(self.erase_chosen)
        self.stack.addWidget(pane)
        return pane

    def _has(self, pane: str) -> bool:
        return pane in vars(self)

    # --- what the window asks ---

    def list_focus(self) -> None:
        """Put the keyboard into the list, on the chosen row or the first."""
        if not self.table.currentIndex().isValid():
            self.table.choose(0)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search_focus(self) -> None:
        self.panes.show_list()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_note(self, note: Note) -> None:
        """Open one note, whether it is in the list or not."""
        self._model.open(note)
        self.stack.setCurrentWidget(self.detail)
        self.panes.show_detail()

    def show_query(self, query: NoteQuery) -> None:
        """List other notes than the chips say: those of a meeting, those that lost their place."""
        self.filters.clear()
        if query.meeting:
            self.filters.meeting.choose(query.meeting)
        if query.in_trash:
            self.filters.trash.setChecked(True)
        for state, chip in self.filters.switches.items():
            chip.setChecked(state in query.anchor_states)
        if query.kinds:
            self.filters.kind.choose(*query.kinds)
        if query.statuses:
            self.filters.status.choose(*query.statuses)
        if query.due_until:
            self.filters.when.choose(When.DUE_WEEK)
        self._on_filters()

    def rows(self) -> list[range]:
        return self.table.rows()

    def delete_chosen(self) -> None:
        if self.table.rows() and not self._model.query.in_trash:
            self._model.delete(self.table.rows())

    def bring_back_chosen(self) -> None:
        self._model.bring_back(self.table.rows())

    def erase_chosen(self) -> None:
        rows = self.table.rows()
        if rows and ask_to_erase(self, sum(len(part) for part in rows)):
            self._model.erase(rows)

    def empty_trash(self) -> None:
        if ask_to_empty_trash(self):
            self._model.empty_trash()

    def undo(self) -> None:
        self._model.undo()

    def export(self) -> None:
        """What is chosen, or all that is listed where at most one note is."""
        rows = self.table.rows() if self.table.count() > 1 else []
        self.export_wanted.emit(self._model.query, rows)

    # --- what happened ---

    def _wanted(self) -> NoteQuery:
        """What chips, search and sort ask for."""
        order, descending = self.order.currentData()
        query = self.filters.narrow(
            NoteQuery(words=self.search.text().strip(), order=order, descending=descending)
        )
        return replace(query, order=NoteOrder.DELETED, descending=True) if query.in_trash else query

    def _on_filters(self) -> None:
        query = self._wanted()
        self.order.setVisible(not query.in_trash)
        if query.in_trash != self._model.query.in_trash:
            self._model.read_retention()
        self._kept = ("", 0)
        self.trash_bar.setVisible(query.in_trash)
        number = self.filters.narrowed
        self.show_filters.setText(f"Filters {number}" if number else "Filters")
        self._model.show(query)

    def _on_listed(self, is_new: bool) -> None:
        total = self._model.total
        note_id, row = self._kept
        found = self._model.pages.model.row_of(note_id) if note_id else -1
        if is_new and found < 0:
            self.table.scrollToTop()
            self._model.open(None)
            self.table.selectionModel().clear()
        elif found >= 0 or row >= 0:
            row = found if found >= 0 else row
            if self._has("detail"):
                self._choose(row)
            else:
                QTimer.singleShot(0, self, lambda: self._choose(row))  # the list is painted before it
        self.empty.setVisible(self._model.pages.is_listed and total == 0)
        self.table.setVisible(total > 0)
        self.empty.setText(self._empty_words())
        self.trash_bar.empty.setEnabled(total > 0)
        self._say_count()
        announce(self.table, self.count.text() if total else self.empty.text())

    def _choose(self, row: int) -> None:
        self.table.choose(row)
        self._show_chosen()

    def _empty_words(self) -> str:
        words = self.search.text().strip()
        if self._model.query.in_trash and not words:
            return "The trash is empty."
        if words:
            return f"Nothing for “{words}”. Try fewer letters, or take a filter off."
        if self.filters.narrowed:
            return "No note fits these filters. Take one off."
        return EMPTY

    def _say_count(self) -> None:
        chosen, total = self.table.count(), self._model.total
        where = " in the trash" if self._model.query.in_trash else ""
        words = f"{number_of(total)}{where}"
        self.count.setText(f"{chosen:,} of {words} chosen" if chosen > 1 else words)

    def _on_rows(self, _rows: list[range]) -> None:
        self._say_count()
        self._show_chosen()
        if self.table.count() > 1:
            announce(self.table, self.count.text())

    def _show_chosen(self) -> None:
        """One chosen row is shown whole; of several, what can be done with all of them."""
        count = self.table.count()
        if count > 1:
            self.bulk.show_count(count, self._model.query.in_trash)
            self._model.open(None)
            self.stack.setCurrentWidget(self.bulk)
        elif count == 1 and (note := self.table.current_note()) is not None:
            self._kept = (note.id, self.table.currentIndex().row())
            self._model.open(note)

    def _on_chosen(self, edit: NoteEdit | None) -> None:
        if edit is None:
            if self._has("detail") and self.stack.currentWidget() is self.detail:
                self.stack.setCurrentIndex(0)
            return
        target = edit.record.target
        self.detail.show_edit(edit, self._model.title_of(target))
        self.stack.setCurrentWidget(self.detail)

    def _on_state(self, edit: NoteEdit) -> None:
        if edit is self._model.chosen:
            self._kept = (edit.record.id, self._kept[1])
            self.detail.show_state(edit)

    def _on_facets(self) -> None:
        meetings = list(self._model.meetings.values())
        self.filters.show_facets(self._model.facets, meetings)
        if self._has("detail"):
            self.detail.fields.show_known(meetings, self._model.facets.tags)
        if self._has("bulk"):
            self.bulk.show_meetings(meetings)
        self.table.viewport().update()

    def _on_entered(self, note: Note) -> None:
        """Enter: into the note, to write; where it lies over the list, it comes to the front."""
        self._model.open(note)
        self.panes.show_detail()
        self.detail.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        if self.panes.is_folded and self.table.count() == 1:
            self.panes.show_detail()
            self.detail.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        if not self.panes.show_list():
            self.list_focus()

    def _on_history(self) -> None:
        if self._model.chosen is not None:
            self.history_wanted.emit(self._model.chosen.record)

    def _on_compare(self) -> None:
        if self._model.chosen is not None:
            self.compare_wanted.emit(self._model.chosen.record)

    def _on_change(self, changes: NoteChanges) -> None:
        self._model.change(self.table.rows(), changes, "{notes} changed.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panes.show_list():
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.flush()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_looks()  # Qt takes fonts away from what gets another parent after it was measured

    def _show_fold(self) -> None:
        is_folded = self.panes.is_folded
        self.show_filters.setVisible(is_folded)
        self.back.setVisible(is_folded)
        seen = not is_folded or self.show_filters.isChecked()
        self.filters.setVisible(seen)
        self._line.setVisible(seen)

    def _set_looks(self) -> None:
        kinds = self._theme.type
        for widget in (self.count, self.order, self.show_filters, self.search, self.back):
            widget.setFont(kinds.controls())
        for label in (self.empty, self.nothing):
            label.setFont(kinds.notes())
        self._show_fold()


def _hairline(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
