"""Several notes are chosen: what can be changed on all of them in one go."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import NoteChanges, NoteKind, NoteStatus, Visibility
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.note_words import called, number_of
from esscollab_desktop.ui.views.flow import Flow, no_margins
from esscollab_desktop.ui.views.note_fields import SEEN_WORDS, tags_in
from esscollab_desktop.ui.views.plain_label import PlainLabel

WIDEST = 640
_AS_IT_IS = "Leave as it is"


class BulkPane(QFrame):
    """`change_wanted(NoteChanges)`; for the buttons `delete_`, `back_`, `erase_` and `export_wanted()`."""

    change_wanted = Signal(object)
    delete_wanted = Signal()
    back_wanted = Signal()
    erase_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bulkPane")
        self._theme = theme
        self.heading = PlainLabel(parent=self)
        self.kind = self._combo("Kind", [(kind, called(kind)) for kind in NoteKind])
        self.status = self._combo("Status", [(status, called(status)) for status in NoteStatus])
        self.seen = self._combo("Seen by", list(SEEN_WORDS.items()))
        self.meeting = self._combo("Meeting", [])
        self.add_tags = self._line("Add tags")
        self.remove_tags = self._line("Take off tags")
        self.change = self._button("Change", icons, "pencil", self._on_change)
        self.change.setObjectName("primaryButton")
        self.delete = self._button("Delete", icons, "trash-2", self.delete_wanted.emit)
        self.export = self._button("Export…", icons, "file-down", self.export_wanted.emit)
        self.back = self._button("Bring back", icons, "undo-2", self.back_wanted.emit)
        self.erase = self._button("Erase permanently…", icons, "trash-2", self.erase_wanted.emit)
        self._lay_out()
        theme.changed.connect(self._set_looks)
        self._set_looks()
        self._say_change()

    def _combo(self, name: str, choices: Iterable[tuple[object, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(f"{name} of all chosen notes")
        box.addItem(_AS_IT_IS, None)
        for value, words in choices:
            box.addItem(words, value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(lambda _row: self._say_change())
        return box

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText("forum, budget")
        line.textChanged.connect(lambda _words: self._say_change())
        return line

    def _button(self, words: str, icons: Icons, icon: str, step: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: step())
        icons.follow(button, icon, "onaccent" if icon == "pencil" else "ink2", 16)
        return button

    def _lay_out(self) -> None:
        self._form = QWidget(self)
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, widget in (
            ("Kind:", self.kind),
            ("Status:", self.status),
            ("Seen by:", self.seen),
            ("Meeting:", self.meeting),
            ("Add tags:", self.add_tags),
            ("Take off tags:", self.remove_tags),
        ):
            label = PlainLabel(words, self._form)
            label.setBuddy(widget)
            form.addRow(label, widget)
        buttons = Flow(no_margins(), self)
        for button in (self.change, self.delete, self.export, self.back, self.erase):
            buttons.add(button)
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.heading)
        column.addWidget(self._form)
        column.addWidget(buttons)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(False)  # the paper is the pane's
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def show_meetings(self, meetings: Sequence[Meeting]) -> None:
        chosen = self.meeting.currentData()
        self.meeting.clear()
        self.meeting.addItem(_AS_IT_IS, None)
        self.meeting.addItem("No meeting", "")
        for meeting in meetings:
            self.meeting.addItem(meeting.title, meeting.id)
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(chosen)) if chosen is not None else 0)

    def show_count(self, count: int, in_trash: bool) -> None:
        """For how many notes; in the trash they are brought back or erased, nothing else."""
        self.heading.setText(f"{number_of(count)} chosen")
        self._form.setVisible(not in_trash)
        for button in (self.change, self.delete, self.export):
            button.setVisible(not in_trash)
        for button in (self.back, self.erase):
            button.setVisible(in_trash)
        self.change.setText(f"Change {number_of(count)}")
        self.change.setAccessibleName(self.change.text())

    def changes(self) -> NoteChanges:
        kind, status, seen = self.kind.currentData(), self.status.currentData(), self.seen.currentData()
        return NoteChanges(
            kind=NoteKind(kind) if kind else None,
            status=NoteStatus(status) if status else None,
            visibility=Visibility(seen) if seen else None,
            meeting=self.meeting.currentData(),
            add_tags=frozenset(tags_in(self.add_tags.text())),
            remove_tags=frozenset(tags_in(self.remove_tags.text())),
        )

    def clear(self) -> None:
        """Leave everything as it is again."""
        for box in (self.kind, self.status, self.seen, self.meeting):
            box.setCurrentIndex(0)
        self.add_tags.clear()
        self.remove_tags.clear()

    def _on_change(self) -> None:
        self.change_wanted.emit(self.changes())
        self.clear()

    def _say_change(self) -> None:
        if hasattr(self, "change"):
            self.change.setEnabled(self.changes() != NoteChanges())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_looks()  # Qt takes fonts away from what gets another parent after it was measured

    def _set_looks(self) -> None:
        self.heading.setFont(self._theme.type.heading())
