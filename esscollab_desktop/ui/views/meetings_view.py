"""Meetings: their list, the record of one, and its notes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import Note, NoteKind, NoteQuery
from esscollab_desktop.domain.packets import Packet
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.meeting_list import COUNT_ROLE, CURRENT_ROLE, MEETING_ROLE, Index
from esscollab_desktop.ui.viewmodels.meetings import MeetingEdit, MeetingsModel
from esscollab_desktop.ui.viewmodels.note_words import called, day_words, number_of
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.list_and_detail import ListAndDetail
from esscollab_desktop.ui.views.meeting_record import MeetingRecord
from esscollab_desktop.ui.views.note_rows import NoteTable
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.undo_bar import UndoBar

LIST = 316
RECORD = 460
EMPTY = "No meeting yet. Start one, and every new note carries its name."
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class MeetingDelegate(QStyledItemDelegate):
    """Title; date, place, how many notes, and whether it runs."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        kinds = self._theme.type
        return QSize(100, sum(QFontMetrics(f).height() for f in (kinds.controls(), kinds.hints())) + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        meeting: Meeting = index.data(MEETING_ROLE)
        tokens, kinds = self._theme.tokens, self._theme.type
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect.adjusted(16, 8, -12, -8)
        painter.save()
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), QColor(tokens.line)
        )
        title = QRect(rect.left(), rect.top(), rect.width(), QFontMetrics(kinds.controls()).height())
        painter.setPen(QColor(tokens.selection_ink if selected else tokens.ink))
        _draw(painter, meeting.title, kinds.controls(is_selected=True), title)
        parts = [day_words(meeting.date) if meeting.date else "No date", meeting.place]
        under = QRect(rect.left(), title.bottom() + 4, rect.width(), QFontMetrics(kinds.hints()).height())
        painter.setPen(QColor(tokens.selection_ink if selected else tokens.ink2))
        number = number_of(index.data(COUNT_ROLE))
        painter.setFont(kinds.hints())
        width = painter.fontMetrics().horizontalAdvance(number)
        painter.drawText(QRect(under.right() - width, under.top(), width + 2, under.height()), _LEFT, number)
        under.setRight(under.right() - width - 12)
        if index.data(CURRENT_ROLE):
            parts = ["Running now", *parts]
            role = "selection_ink" if selected else "accent"
            icon = self._icons.icon("calendar", role, 16)
            icon.paint(painter, QRect(under.left(), under.center().y() - 8, 16, 16))
            under.setLeft(under.left() + 20)
        _draw(painter, "  ·  ".join(part for part in parts if part), kinds.hints(), under)
        painter.restore()


def _draw(painter: QPainter, words: str, font: QFont, line: QRect) -> None:
    painter.setFont(font)
    painter.drawText(
        line, _LEFT, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
    )


class MeetingList(QListView):
    """`chosen(meeting)` as one moves; `entered()` by Enter."""

    chosen = Signal(object)
    entered = Signal()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.data(MEETING_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class MeetingsView(QFrame):
    """`opened(code, note_id)`: to what a note is about; `note_chosen(Note)`: to the note in the notebook;

    `export_wanted(NoteQuery, [])`; `said(str)` for the status line. `packet_opened(Packet)`: to one of the
    meeting's, `packet_wanted(Meeting)`: a new one for it.
    """

    opened = Signal(str, str)
    note_chosen = Signal(object)
    export_wanted = Signal(object, list)
    said = Signal(str)
    packet_opened = Signal(object)
    packet_wanted = Signal(object)

    def __init__(
        self, model: MeetingsModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("meetingsView")
        self._model, self._theme, self._icons = model, theme, icons
        self.packets_of: Callable[[str], Sequence[Packet]] = lambda _meeting_id: ()
        self.new = QPushButton("New meeting", self)
        self.list = MeetingList(self)
        self.empty = PlainLabel(EMPTY, self)
        self.undo_bar = UndoBar(theme, icons, self)
        self._sheet = QWidget(self)
        self.record = MeetingRecord(theme, icons, self._sheet)
        self.heading = PlainLabel(parent=self)
        self.kinds = PlainLabel(parent=self)
        self.no_notes = PlainLabel(parent=self)
        self.notes = NoteTable(model.pages.model, theme, icons, lambda _id: "", self)
        self.nothing = PlainLabel("Choose a meeting to see it whole.", self)
        self.back = QPushButton("Back to the list", self)
        self._make_parts()
        self.inner = ListAndDetail(
            self._record_pane(), self._notes_pane(), RECORD, theme, self, self.record.title
        )
        self.panes = ListAndDetail(self._list_pane(), self._detail_pane(), LIST, theme, self, self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)
        self._wire()
        self._set_looks()
        self._on_chosen(None)
        self._on_listed()

    def _make_parts(self) -> None:
        self.new.setObjectName("primaryButton")
        self.new.setAutoDefault(False)
        self._icons.follow(self.new, "plus", "onaccent", 16)
        self.back.setAutoDefault(False)
        self._icons.follow(self.back, "arrow-left", size=16)
        self.back.hide()
        self.list.setObjectName("meetingList")
        self.list.setAccessibleName("Meetings")
        self.list.setModel(self._model.model)
        self.list.setItemDelegate(MeetingDelegate(self._theme, self._icons, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.notes.setAccessibleName("Notes of this meeting")
        for label in (self.empty, self.no_notes, self.nothing, self.kinds):
            label.setObjectName("hint")
            label.setWordWrap(True)

    def _list_pane(self) -> QFrame:
        pane = QFrame(self)
        pane.setObjectName("notesPane")
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 10)
        self._list_heading = PlainLabel("Meetings", pane)
        head.addWidget(self._list_heading, 1)
        head.addWidget(self.new)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self.empty.setContentsMargins(16, 8, 16, 16)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self.undo_bar)
        return pane

    def _record_pane(self) -> QFrame:
        pane = QFrame(self)
        pane.setObjectName("pagePane")
        inside = self._sheet
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(self.record)
        column.addStretch(1)
        scroll = QScrollArea(pane)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(False)
        self.to_notes = QPushButton("Its notes", pane)
        self.to_notes.setAutoDefault(False)
        self._icons.follow(self.to_notes, "notebook-pen", size=16)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 24, 0)
        bar.addWidget(self.back)
        bar.addWidget(self.to_notes)
        bar.addStretch(1)
        whole = QVBoxLayout(pane)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(scroll, 1)
        return pane

    def _notes_pane(self) -> QFrame:
        pane = QFrame(self)
        pane.setObjectName("notesPane")
        self.to_record = QPushButton("Back to the record", pane)
        self.to_record.setAutoDefault(False)
        self._icons.follow(self.to_record, "arrow-left", size=16)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.setSpacing(4)
        top.addWidget(self.to_record, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.heading)
        top.addWidget(self.kinds)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        self.no_notes.setContentsMargins(16, 0, 16, 16)
        self.no_notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.no_notes, 1)
        column.addWidget(self.notes, 1)
        return pane

    def _detail_pane(self) -> QWidget:
        self.stack = QStackedWidget(self)
        blank = QFrame(self.stack)
        blank.setObjectName("pagePane")
        column = QVBoxLayout(blank)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self.stack.addWidget(blank)
        self.stack.addWidget(self.inner)
        return self.stack

    def _wire(self) -> None:
        model, record = self._model, self.record
        self.new.clicked.connect(lambda _on=False: model.add())
        self.list.chosen.connect(model.open)
        self.list.entered.connect(self._to_record)
        self.list.clicked.connect(self._on_clicked)
        self.back.clicked.connect(self.panes.show_list)
        self.to_notes.clicked.connect(self._to_notes)
        self.to_record.clicked.connect(self.inner.show_list)
        self.panes.folded_changed.connect(lambda _folded: self._show_fold())
        self.inner.folded_changed.connect(lambda _folded: self._show_fold())
        record.changed.connect(model.write)
        record.use_wanted.connect(self._on_use)
        record.delete_wanted.connect(model.delete)
        record.export_wanted.connect(self.export)
        record.left.connect(self._on_left)
        record.packets.opened.connect(self.packet_opened)
        record.packets.new_wanted.connect(self._on_packet_wanted)
        self.notes.entered.connect(self.note_chosen)
        self.undo_bar.undo_wanted.connect(model.undo_delete)
        model.listed.connect(self._on_listed)
        model.chosen_changed.connect(self._on_chosen)
        model.state_changed.connect(self._on_state)
        model.added.connect(self._on_added)
        model.kinds_counted.connect(self._on_kinds)
        model.pages.listed.connect(lambda _is_new: self._on_notes())
        model.said.connect(self.said)
        self._theme.changed.connect(self._set_looks)

    # --- what the window asks ---

    def list_focus(self) -> None:
        if self.list.currentIndex().isValid() or not self._model.meetings:
            target: QWidget = self.list if self._model.meetings else self.new
        else:
            self.list.setCurrentIndex(self._model.model.index(0))
            target = self.list
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self) -> None:
        self._model.add()

    def export(self) -> None:
        if self._model.chosen is not None:
            self.export_wanted.emit(NoteQuery(meeting=self._model.chosen.record.id), [])

    # --- what happened ---

    def _on_use(self, on: bool) -> None:
        if self._model.chosen is not None:
            self._model.use(self._model.chosen.record.id if on else "")

    def _row_of_running(self) -> int:
        """The meeting that is going on, or else the first."""
        rows = range(self._model.model.rowCount())
        return next((row for row in rows if self._model.model.index(row).data(CURRENT_ROLE)), 0)

    def _on_listed(self) -> None:
        has_any = bool(self._model.meetings)
        self.empty.setVisible(self._model.is_listed and not has_any)
        self.list.setVisible(has_any)
        if has_any and self._model.chosen is None and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.model.index(self._row_of_running()))
        self._select_chosen()
        self.undo_bar.show_words(self._model.undo_words)
        if self._model.chosen is not None:
            self.record.show_running(self._is_running())

    def _select_chosen(self) -> None:
        chosen = self._model.chosen
        row = self._model.model.row_of(chosen.record.id) if chosen else -1
        if row >= 0 and self.list.currentIndex().row() != row:
            blocked = self.list.blockSignals(True)
            self.list.setCurrentIndex(self._model.model.index(row))
            self.list.blockSignals(blocked)
            self.list.viewport().update()

    def _is_running(self) -> bool:
        chosen, current = self._model.chosen, self._model.current
        return chosen is not None and current is not None and chosen.record.id == current.id

    def _on_chosen(self, edit: MeetingEdit | None) -> None:
        self.stack.setCurrentIndex(1 if edit else 0)
        if edit is None:
            self.panes.show_list()
            return
        self.record.show_edit(edit, self._is_running())
        self.show_packets()
        self._select_chosen()

    def show_packets(self) -> None:
        """The packets of the meeting that is open; they may have changed."""
        if self._model.chosen is not None:
            self.record.packets.show_packets(self.packets_of(self._model.chosen.record.id))

    def _on_packet_wanted(self) -> None:
        if self._model.chosen is not None:
            self.packet_wanted.emit(self._model.chosen.record)

    def _on_state(self, edit: MeetingEdit) -> None:
        if edit is self._model.chosen:
            self.record.show_state(edit)

    def _on_added(self, _meeting: Meeting) -> None:
        """A new meeting: its title is what is written first."""
        self._to_record()
        self.record.title.selectAll()

    def _to_record(self) -> None:
        self.panes.show_detail()
        self.inner.show_list()
        self.record.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_notes(self) -> None:
        self.inner.show_detail()
        self.notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, _index: QModelIndex) -> None:
        if self.panes.is_folded:
            self._to_record()

    def _on_left(self) -> None:
        if not self.panes.show_list():
            self.list_focus()

    def _on_kinds(self, kinds: dict[NoteKind, int]) -> None:
        total = sum(kinds.values())
        self.heading.setText(number_of(total) if total else "Its notes")
        self.kinds.setText(", ".join(f"{called(kind)} {count}" for kind, count in kinds.items()))
        self.kinds.setVisible(bool(kinds))
        self.to_notes.setText(f"Its notes, {total}" if total else "Its notes")

    def _on_notes(self) -> None:
        total = self._model.pages.model.total
        self.notes.setVisible(total > 0)
        self.no_notes.setVisible(total == 0)
        self.no_notes.setText(
            "No note of this meeting yet. Use the meeting, open an example and press Ctrl+N."
        )
        announce(self.notes, number_of(total))

    def go_to_passage(self) -> None:
        """To what the chosen note of the meeting is about."""
        note: Note | None = self.notes.current_note()
        if note is not None:
            self.opened.emit(note.target, note.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.inner.show_list() or self.panes.show_list()):
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.flush()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_looks()  # Qt takes fonts away from what gets another parent after it was measured

    def _show_fold(self) -> None:
        self.back.setVisible(self.panes.is_folded)
        self.to_notes.setVisible(self.inner.is_folded)
        self.to_record.setVisible(self.inner.is_folded)

    def _set_looks(self) -> None:
        kinds = self._theme.type
        palette = self._theme.view_palette()
        palette.setColor(palette.ColorRole.Base, self._theme.color("desk"))
        self.list.setPalette(palette)
        for label in (self.heading, self._list_heading):
            label.setFont(kinds.controls(is_selected=True))
        self.kinds.setFont(kinds.hints())
        for label in (self.empty, self.no_notes, self.nothing):
            label.setFont(kinds.notes())
        self._show_fold()
