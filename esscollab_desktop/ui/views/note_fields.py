"""The fields beside a note's text: kind, status, who sees it, tags, meeting, who said it, when it is due."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import NoteFields, NoteKind, NoteStatus, Visibility
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.note_words import KIND_ICONS, SEEN_ICONS, called
from esscollab_desktop.ui.views.plain_label import PlainLabel

SEEN_WORDS = {
    Visibility.PRIVATE: "Private: me alone",
    Visibility.TEAM: "Team",
    Visibility.RECORD: "Record: may go on file",
}


def tags_in(words: str) -> tuple[str, ...]:
    """`forum, #budget` as tags, each once, in the order they were written."""
    tags = (" ".join(part.strip().lstrip("#").split()) for part in words.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


class DueField(QWidget):
    """A day, or none. `changed()` by the user alone."""

    changed = Signal()

    def __init__(
        self, parent: QWidget, words: str = "By", question: str = "Due by a day", name: str = "Due date"
    ) -> None:
        super().__init__(parent)
        self.is_due = QCheckBox(words, self)
        self.is_due.setAccessibleName(question)
        self.day = QDateEdit(self)
        self.day.setAccessibleName(name)
        self.day.setDisplayFormat("MMMM d, yyyy")
        self.day.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.is_due)
        row.addWidget(self.day)
        row.addStretch(1)
        self.is_due.toggled.connect(self._on_toggled)
        self.day.dateChanged.connect(lambda _day: self.changed.emit())

    def value(self) -> date | None:
        if not self.is_due.isChecked():
            return None
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def show_day(self, due: date | None) -> None:
        blocked = self.blockSignals(True)
        self.is_due.setChecked(due is not None)
        self.day.setDate(QDate(due.year, due.month, due.day) if due else QDate.currentDate())
        self.blockSignals(blocked)

    def _on_toggled(self, on: bool) -> None:
        self.day.setEnabled(on)
        self.changed.emit()


class NoteFieldsForm(QWidget):
    """`changed(NoteFields)` by the user alone."""

    changed = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._is_filling = False
        self._meetings: list[Meeting] = []
        self._shown = NoteFields()
        self.kind = self._combo("Kind", [(kind, called(kind)) for kind in NoteKind])
        self.status = self._combo("Status", [(status, called(status)) for status in NoteStatus])
        self.seen = self._combo("Seen by", list(SEEN_WORDS.items()))
        self.meeting = self._combo("Meeting", [("", "No meeting")])
        self.tags = self._line("Tags", "forum, budget")
        self.speaker = self._line("Heard from", "A person or group that said it")
        self.author = self._line("Written by", "Your name or initials")
        self.due = DueField(self)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self.tags)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tags.setCompleter(completer)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._labels = []
        for words, widget in (
            ("Kind:", self.kind),
            ("Status:", self.status),
            ("Seen by:", self.seen),
            ("Meeting:", self.meeting),
            ("Tags:", self.tags),
            ("Heard from:", self.speaker),
            ("Written by:", self.author),
            ("Due:", self.due),
        ):
            label = PlainLabel(words, self)
            label.setBuddy(widget)
            self._labels.append(label)
            form.addRow(label, widget)
        self.due.changed.connect(self._on_changed)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def _combo(self, name: str, choices: Iterable[tuple[object, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(lambda _row: self._on_changed())
        return box

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.textEdited.connect(lambda _words: self._on_changed())
        return line

    def show_known(self, meetings: Sequence[Meeting], tags: Iterable[str]) -> None:
        """The meetings and tags there are to choose from."""
        self._meetings = list(meetings)
        self._known.setStringList(list(tags))
        self._show_meeting(self._shown.meeting)

    def show_fields(self, fields: NoteFields) -> None:
        """Fill in; a field that holds the cursor and says the same keeps its cursor."""
        self._is_filling = True
        self._shown = fields
        for box, value in (
            (self.kind, fields.kind),
            (self.status, fields.status),
            (self.seen, fields.visibility),
        ):
            box.setCurrentIndex(box.findData(value))
        self._show_meeting(fields.meeting)
        if tags_in(self.tags.text()) != fields.tags:
            self.tags.setText(", ".join(fields.tags))
        for line, words in ((self.speaker, fields.speaker), (self.author, fields.author)):
            if line.text() != words:
                line.setText(words)
        self.due.show_day(fields.due)
        self._is_filling = False

    def choose(self, field: str, value: object) -> None:
        """As if it were chosen by hand: kind, status or visibility."""
        box = {"kind": self.kind, "status": self.status, "visibility": self.seen}[field]
        box.setCurrentIndex(box.findData(value))
        self._on_changed()

    def go_to(self, field: str) -> None:
        """Put the keyboard on tags, speaker, author or the due date."""
        lines: dict[str, QWidget] = {"tags": self.tags, "speaker": self.speaker, "author": self.author}
        lines.get(field, self.due.is_due).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fields(self) -> NoteFields:
        return NoteFields(
            kind=NoteKind(self.kind.currentData()),
            status=NoteStatus(self.status.currentData()),
            tags=tags_in(self.tags.text()),
            visibility=Visibility(self.seen.currentData()),
            author=self.author.text(),
            speaker=self.speaker.text(),
            due=self.due.value(),
            meeting=str(self.meeting.currentData() or ""),
        )

    def _show_meeting(self, meeting_id: str) -> None:
        self.meeting.clear()
        self.meeting.addItem("No meeting", "")
        for meeting in self._meetings:
            self.meeting.addItem(meeting.title, meeting.id)
        if meeting_id and self.meeting.findData(meeting_id) < 0:
            self.meeting.addItem("A meeting that was deleted", meeting_id)
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(meeting_id)))

    def _on_changed(self) -> None:
        if not self._is_filling:
            self._shown = self.fields()
            self.changed.emit(self._shown)

    def _set_looks(self) -> None:
        for kind, icon in KIND_ICONS.items():
            self.kind.setItemIcon(self.kind.findData(kind), self._icons.icon(icon, size=16))
        for seen, icon in SEEN_ICONS.items():
            self.seen.setItemIcon(self.seen.findData(seen), self._icons.icon(icon, size=16))
        for widget in (*self._labels, self.kind, self.status, self.seen, self.meeting):
            widget.setFont(self._theme.type.controls())
