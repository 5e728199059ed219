"""Every version of a note, what changed from one to the next, and the way back to one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.differences import Change, Piece, differences
from esscollab_desktop.domain.notes import Note, NoteFields, Revision
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.note_words import called, day_words
from esscollab_desktop.ui.viewmodels.notebook import NotebookModel
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.plain_label import PlainLabel

_LIST = 216


def field_changes(before: NoteFields, after: NoteFields, titles: NotebookModel) -> list[str]:
    """What changed beside the text, a line each: "Kind: comment, then question"."""
    pairs = (
        ("Kind", before.kind.value, after.kind.value),
        ("Status", before.status.value, after.status.value),
        ("Seen by", before.visibility.value, after.visibility.value),
        ("Tags", ", ".join(before.tags), ", ".join(after.tags)),
        ("Heard from", before.speaker, after.speaker),
        ("Written by", before.author, after.author),
        ("Due", str(before.due or ""), str(after.due or "")),
        ("Meeting", titles.meeting_title(before.meeting), titles.meeting_title(after.meeting)),
    )
    return [f"{name}: {old or 'none'}, then {new or 'none'}" for name, old, new in pairs if old != new]


def in_sentences(pieces: tuple[Piece, ...]) -> str:
    """Differences for the ear: "taken out: forum; added: spring forum"."""
    words = {Change.REMOVED: "taken out", Change.ADDED: "added"}
    told = [f"{words[p.change]}: {p.text.strip()}" for p in pieces if p.change in words and p.text.strip()]
    return "; ".join(told) or "no word changed"


class HistoryDialog(QDialog):
    """`restored(note_id)` after a version was made the newest again."""

    restored = Signal(str)

    def __init__(self, model: NotebookModel, note: Note, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("historyDialog")
        self.setWindowTitle(f"History of the note on {in_words(note.target)}")
        self._model, self._note_id, self._theme = model, note.id, theme
        self._revisions: list[Revision] = []
        self.versions = QListWidget(self)
        self.versions.setAccessibleName("Versions, the newest first")
        self.versions.setPalette(theme.view_palette())
        self.heading = PlainLabel("Reading the history…", self)
        self.heading.setWordWrap(True)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("What changed in this version")
        self.text.setTabChangesFocus(True)
        self.fields = PlainLabel(parent=self)
        self.fields.setWordWrap(True)
        self.key = PlainLabel("Struck through: taken out. Underlined and bold: added.", self)
        self.key.setObjectName("hint")
        self.key.setWordWrap(True)
        self.restore = QPushButton("Make this the newest version", self)
        self.restore.setAutoDefault(False)
        self.close_button = QPushButton("Close", self)
        self.close_button.setDefault(True)
        self._lay_out()
        self.versions.currentRowChanged.connect(self._on_row)
        self.restore.clicked.connect(self._on_restore)
        self.close_button.clicked.connect(self.accept)
        self.restore.setEnabled(False)
        self._load()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        for widget in (self.heading, self.text, self.fields, self.key):
            right.addWidget(widget, 1 if widget is self.text else 0)
        self.heading.setFont(self._theme.type.controls(is_selected=True))
        self.text.setFont(self._theme.type.notes())
        self.key.setFont(self._theme.type.hints())
        middle = QHBoxLayout()
        middle.setSpacing(16)
        self.versions.setMinimumWidth(round(_LIST * self._theme.base_points / 10.5))
        middle.addWidget(self.versions)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.restore)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        open_at(self, 760, 520)

    def _load(self) -> None:
        self._model.history(self._note_id, self._on_loaded)

    def _on_loaded(self, revisions: list[Revision]) -> None:
        self._revisions = list(reversed(revisions))
        blocked = self.versions.blockSignals(True)
        self.versions.clear()
        for place, revision in enumerate(self._revisions):
            at = revision.at.astimezone()
            words = f"Version {revision.number}{', as it stands' if place == 0 else ''}\n"
            words += f"{at:%b} {at.day}, {at.year}, {at:%H:%M}"
            item = QListWidgetItem(words + (f", {revision.author}" if revision.author else ""))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, item.text().replace("\n", ", "))
            self.versions.addItem(item)
        self.versions.blockSignals(blocked)
        self.versions.setCurrentRow(0)
        self._on_row(0)

    def _on_row(self, row: int) -> None:
        if not 0 <= row < len(self._revisions):
            return
        revision = self._revisions[row]
        before = self._before(revision)
        pieces = differences(before.body if before else "", revision.body)
        day = day_words(revision.at.astimezone().date())
        if before is None:
            self.heading.setText(f"Version {revision.number}, {day}: the first one")
            pieces = (Piece(Change.SAME, revision.body),)
        else:
            self.heading.setText(f"Version {revision.number}, {day}, beside version {before.number}")
        self._show_pieces(pieces)
        lines = field_changes(before.fields if before else revision.fields, revision.fields, self._model)
        if before and before.anchor != revision.anchor:
            lines.append("The passage it stands on changed.")
        if before is None:
            lines.append(f"Kind: {called(revision.fields.kind)}")
        self.fields.setText("\n".join(lines))
        self.fields.setVisible(bool(lines))
        self.text.setAccessibleDescription(in_sentences(pieces))
        self.restore.setEnabled(row > 0)

    def _before(self, revision: Revision) -> Revision | None:
        by_id = {other.id: other for other in self._revisions}
        older = [other for other in self._revisions if other.number < revision.number]
        return by_id.get(revision.parent) or (older[0] if older else None)

    def _show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        for piece in pieces:
            cursor.insertText(piece.text, self._format(piece.change))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, change: Change) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.type.notes())
        if change is Change.REMOVED:
            look.setFontStrikeOut(True)
            look.setForeground(self._theme.color("ink3"))
        elif change is Change.ADDED:
            look.setFontUnderline(True)
            look.setFontWeight(QFont.Weight.Bold)
            look.setBackground(self._theme.color("hit"))
            look.setForeground(self._theme.color("hit_ink"))
        return look

    def _on_restore(self) -> None:
        row = self.versions.currentRow()
        if row > 0:
            self._model.restore_revision(self._note_id, self._revisions[row].number)
            self.restored.emit(self._note_id)
            self._load()
