"""One note in two wordings, from here and from another copy: side by side until a person picks."""

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.differences import Change, differences
from esscollab_desktop.domain.notes import Note, Revision
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.backups import when_words
from esscollab_desktop.ui.viewmodels.notebook import NotebookModel
from esscollab_desktop.ui.views.dialog_room import open_at
from esscollab_desktop.ui.views.history_dialog import field_changes, in_sentences
from esscollab_desktop.ui.views.plain_label import PlainLabel

SIDE_BY_SIDE = 560  # narrower than that, one wording stands below the other


class ConflictDialog(QDialog):
    """The wordings of a note that has rivals; a button keeps one, the others stay in the history."""

    def __init__(self, model: NotebookModel, note: Note, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("conflictDialog")
        self.setWindowTitle(f"Wordings of the note on {in_words(note.target)}")
        self._model, self._note, self._theme = model, note, theme
        self.heading = PlainLabel(
            "This note was changed in two places at once. Pick the wording that holds; "
            "the other stays in its history.",
            self,
        )
        self.heading.setWordWrap(True)
        self.texts: list[QTextEdit] = []
        self.picks: list[QPushButton] = []
        open_at(self, 760, 480)
        narrow = self.width() < SIDE_BY_SIDE * theme.window_text
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sides = QBoxLayout(way)
        self._sides.setSpacing(16)
        self.later = QPushButton("Pick later", self)
        self.later.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(self._sides, 1)
        column.addLayout(foot)
        self.later.clicked.connect(self.reject)
        model.history(note.id, self._on_loaded)

    def _on_loaded(self, revisions: list[Revision]) -> None:
        by_id = {revision.id: revision for revision in revisions}
        rivals = [by_id[key] for key in self._note.rivals if key in by_id]
        standing = [one for one in revisions if one.id not in self._note.rivals][-1]
        self._add_side("As it stands here", standing, None)
        for rival in rivals:
            self._add_side("From another copy", rival, standing)

    def _add_side(self, words: str, revision: Revision, beside: Revision | None) -> None:
        by = f", {revision.author}" if revision.author else ""
        heading = PlainLabel(f"{words}\n{when_words(revision.at)}{by}", self)
        heading.setWordWrap(True)
        heading.setFont(self._theme.type.controls(is_selected=True))
        text = QTextEdit(self)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(words)
        self._write(text, revision, beside)
        details = PlainLabel(parent=self)
        details.setWordWrap(True)
        lines = field_changes(beside.fields, revision.fields, self._model) if beside else []
        details.setText("\n".join(lines))
        details.setVisible(bool(lines))
        pick = QPushButton("Keep this wording", self)
        pick.setAutoDefault(False)
        pick.setAccessibleName(f"Keep this wording: {words.lower()}")
        pick.clicked.connect(lambda _on=False: self._on_pick(revision))
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(heading)
        side.addWidget(text, 1)
        side.addWidget(details)
        side.addWidget(pick)
        self._sides.addLayout(side, 1)
        self.texts.append(text)
        self.picks.append(pick)

    def _write(self, text: QTextEdit, revision: Revision, beside: Revision | None) -> None:
        cursor = QTextCursor(text.document())
        plain, marked = QTextCharFormat(), QTextCharFormat()
        for look in (plain, marked):
            look.setFont(self._theme.type.notes())
        marked.setFontUnderline(True)
        marked.setFontWeight(QFont.Weight.Bold)
        pieces = differences(beside.body if beside else revision.body, revision.body)
        for piece in pieces:
            if piece.change is not Change.REMOVED:
                cursor.insertText(piece.text, marked if piece.change is Change.ADDED else plain)
        if beside:
            text.setAccessibleDescription(in_sentences(pieces))

    def _on_pick(self, revision: Revision) -> None:
        self._model.settle(self._note.id, revision.id)
        self.accept()
