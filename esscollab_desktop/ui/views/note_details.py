"""What stands below a note's text: tags, who said it, when it is due, who wrote it. Shown where filled in."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from esscollab_desktop.domain.notes import NoteFields, NoteKind, NoteStatus
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.plain_label import PlainLabel

_LABELS = {"status": "Status", "tags": "Tags", "speaker": "Said by", "due": "Due", "author": "Written by"}


class NoteDetails(QWidget):
    """A line for each detail; `fields_changed({"tags": (…)})` when one was filled in."""

    fields_changed = Signal(dict)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields = NoteFields()
        self._wanted: set[str] = set()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(4)
        self.status = PlainLabel(parent=self)
        self.lines = {field: QLineEdit(self) for field in ("tags", "speaker", "due", "author")}
        self.lines["tags"].setPlaceholderText("transport, follow up")
        self.lines["due"].setPlaceholderText("2026-12-03")
        self._labels = {field: PlainLabel(f"{words}:", self) for field, words in _LABELS.items()}
        self._form.addRow(self._labels["status"], self.status)
        for field, line in self.lines.items():
            self._labels[field].setBuddy(line)
            line.textEdited.connect(lambda _text, field=field: self._on_edited(field))
            line.editingFinished.connect(lambda field=field: self._on_left(field))
            self._form.addRow(self._labels[field], line)
        theme.changed.connect(self._set_fonts)
        self._set_fonts()
        self._show_rows()

    def set_name(self, name: str) -> None:
        for field, line in self.lines.items():
            line.setAccessibleName(f"{_LABELS[field]}, {name}")

    def _set_fonts(self) -> None:
        for widget in (self.status, *self.lines.values(), *self._labels.values()):
            widget.setFont(self._theme.type.hints())

    def edit_tags(self, field: str) -> None:
        """Bring a detail's line and put the cursor into it."""
        self._wanted.add(field)
        self._show_rows()
        self.lines[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fields(self, fields: NoteFields) -> None:
        self._fields = fields
        words = {
            "tags": ", ".join(fields.tags),
            "speaker": fields.speaker,
            "due": fields.due.isoformat() if fields.due else "",
            "author": fields.author,
        }
        for field, text in words.items():
            if field not in self._wanted:
                self.lines[field].setText(text)
        self.status.setText(fields.status.value.capitalize())
        self._show_rows()

    def _show_rows(self) -> None:
        fields = self._fields
        shown = {
            "status": fields.status is not NoteStatus.OPEN,
            "tags": bool(fields.tags),
            "speaker": bool(fields.speaker) or fields.kind is NoteKind.HEARD,
            "due": fields.due is not None or fields.kind is NoteKind.ACTION,
            "author": bool(fields.author),
        }
        for field, label in self._labels.items():
            is_shown = shown[field] or field in self._wanted
            label.setVisible(is_shown)
            (self.status if field == "status" else self.lines[field]).setVisible(is_shown)
        self.setVisible(any(shown.values()) or bool(self._wanted))

    def _on_edited(self, field: str) -> None:
        """As one types, like the note itself; half a date is no date yet."""
        text = self.lines[field].text().strip()
        self._wanted.add(field)
        if field == "tags":
            tags = dict.fromkeys(tag for part in text.split(",") if (tag := " ".join(part.split())))
            self.fields_changed.emit({"tags": tuple(tags)})
        elif field != "due":
            self.fields_changed.emit({field: " ".join(text.split())})
        elif not text or _day(text):
            self.fields_changed.emit({"due": _day(text)})

    def _on_left(self, field: str) -> None:
        """What is no date is put back; an empty line goes."""
        self._wanted.discard(field)
        self.show_fields(self._fields)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
