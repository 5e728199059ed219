"""A meeting's record: its fields, saved while one types, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import SaveState
from esscollab_desktop.ui.viewmodels.meetings import MeetingEdit
from esscollab_desktop.ui.views.flow import Flow, no_margins
from esscollab_desktop.ui.views.meeting_packets import MeetingPackets
from esscollab_desktop.ui.views.note_detail import save_sign
from esscollab_desktop.ui.views.note_fields import DueField
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.save_sign import SaveSign


class Lines(QPlainTextEdit):
    """A field for several lines, as high as it was asked to be. `left()` by Esc."""

    left = Signal()

    def __init__(self, name: str, hint: str, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * self._lines + 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class MeetingRecord(QFrame):
    """`changed(MeetingFields)` by the user alone; the view model decides when it is saved."""

    changed = Signal(object)
    use_wanted = Signal(bool)
    delete_wanted = Signal()
    export_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("meetingRecord")
        self._theme, self._icons = theme, icons
        self._is_filling = False
        # In the order of reading: the keyboard goes from one to the next as they were made.
        self.use = self._button("Use this meeting", "calendar")
        self.export = self._button("Export its notes…", "file-down")
        self.delete = self._button("Delete", "trash-2")
        self.title = self._line("Title", "Spring forum")
        self.day = DueField(self, "On", "On a day that is known", "Date")
        self.place = self._line("Place", "Town hall, room 2; or the address of the call")
        self.audience = self._line("Audience", "Families, teachers, board members")
        self.groups = Lines("Groups, one to a line", "People’s groups, one to a line", 3, self)
        self.agenda = Lines("Agenda", "What is to be talked about", 6, self)
        self.packets = MeetingPackets(icons, self)
        self.running = SaveSign(theme, icons, self)
        self.sign = SaveSign(theme, icons, self)
        self.reason = PlainLabel(parent=self)
        self.reason.setObjectName("saveReason")
        self.reason.setWordWrap(True)
        self._lay_out()
        for line in (self.title, self.place, self.audience):
            line.textEdited.connect(lambda _words: self._on_changed())
        for area in (self.groups, self.agenda):
            area.textChanged.connect(self._on_changed)
            area.left.connect(self.left)
        self.day.changed.connect(self._on_changed)
        self.use.clicked.connect(lambda: self.use_wanted.emit(not self._is_running))
        self.delete.clicked.connect(self.delete_wanted)
        self.export.clicked.connect(self.export_wanted)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    _is_running = False

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        return line

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        self._icons.follow(button, icon, "ink2", 16)
        return button

    def _lay_out(self) -> None:
        buttons = Flow(no_margins(), self)
        for button in (self.use, self.export, self.delete):
            buttons.add(button)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._labels = []
        for words, widget in (
            ("Title:", self.title),
            ("Date:", self.day),
            ("Place:", self.place),
            ("Audience:", self.audience),
            ("Groups:", self.groups),
            ("Agenda:", self.agenda),
            ("Packets:", self.packets),
        ):
            label = PlainLabel(words, self)
            label.setBuddy(widget)
            self._labels.append(label)
            form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.running, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(buttons)
        column.addLayout(form)
        column.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.reason)

    def fields(self) -> MeetingFields:
        groups = (line.strip() for line in self.groups.toPlainText().splitlines())
        return MeetingFields(
            self.title.text(),
            self.day.value(),
            self.place.text(),
            self.audience.text(),
            tuple(group for group in groups if group),
            self.agenda.toPlainText(),
        )

    def show_edit(self, edit: MeetingEdit, is_running: bool) -> None:
        """Fill in; a field that says the same keeps its cursor."""
        self._is_filling = True
        value = edit.value
        for line, words in (
            (self.title, value.title),
            (self.place, value.place),
            (self.audience, value.audience),
        ):
            if line.text() != words:
                line.setText(words)
        now = self.fields()
        if now.groups != value.groups:
            self.groups.setPlainText("\n".join(value.groups))
        if now.agenda != value.agenda:
            self.agenda.setPlainText(value.agenda)
        self.day.show_day(value.date)
        self._is_filling = False
        self.show_running(is_running)
        self.show_state(edit)

    def show_running(self, is_running: bool) -> None:
        """Whether this is the meeting that new notes are stamped with."""
        self._is_running = is_running
        self.use.setText("End the meeting" if is_running else "Use this meeting")
        self.use.setAccessibleName(self.use.text())
        self.running.show_state("calendar", "Running now: every new note carries its name.")
        self.running.setVisible(is_running)

    def show_state(self, edit: MeetingEdit) -> None:
        self.sign.show_state(*save_sign(edit.state, f"Saved {edit.record.updated_at.astimezone():%H:%M}"))
        self.reason.setVisible(edit.state is SaveState.NOT_SAVED)
        self.reason.setText(edit.reason)

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.changed.emit(self.fields())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_looks()  # Qt takes fonts away from what gets another parent after it was measured

    def _set_looks(self) -> None:
        kinds = self._theme.type
        for widget in (*self._labels, self.title, self.place, self.audience):
            widget.setFont(kinds.controls())
        for area in (self.groups, self.agenda):
            area.setFont(kinds.notes())
        self.reason.setFont(kinds.hints())
