"""One note: a card with its date, its text, and at the foot whether it is saved."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.notes import Draft, SaveState
from esscollab_desktop.ui.views.plain_label import PlainLabel


class NoteEditor(QPlainTextEdit):
    """Plain text that grows with its content, so that the pane scrolls and never the card."""

    focused = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteEditor")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        lines = max(1, round(self.document().size().height()))
        margins = self.contentsMargins()
        spare = 2 * round(self.document().documentMargin())
        height = lines * self.fontMetrics().lineSpacing() + margins.top() + margins.bottom() + spare
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class SaveSign(QWidget):
    """Writing…, Saved 10:42, Not saved: a drawing and its words, at a fixed place."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._now = ("", "", "ink2")
        self.picture = PlainLabel(parent=self)
        self.words = PlainLabel(parent=self)
        self.words.setObjectName("saveWords")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.picture)
        row.addWidget(self.words)
        theme.changed.connect(self._draw)

    def show_state(self, icon: str, words: str, role: str = "ink2") -> None:
        self._now = (icon, words, role)
        self._draw()

    def _draw(self) -> None:
        icon, words, role = self._now
        alert = role == "alert"
        self.picture.setVisible(bool(icon))
        if icon:
            color = "alert" if alert else "accent"
            self.picture.setPixmap(
                self._icons.icon(icon, color, 16).pixmap(QSize(16, 16), self.devicePixelRatioF())
            )
        self.words.setText(words)
        font = self._theme.type.hints()
        font.setWeight(QFont.Weight.DemiBold if alert else QFont.Weight.Normal)
        self.words.setFont(font)
        palette = self.words.palette()
        palette.setColor(self.words.foregroundRole(), self._theme.color(role))
        self.words.setPalette(palette)


class NoteCard(QFrame):
    """A card and its editor. It shows a draft; the view model decides when it is saved."""

    typed = Signal(int, str)
    delete_wanted = Signal(int)
    left = Signal()

    def __init__(self, draft: Draft, number: int, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteCard")
        self.key = draft.key
        self._theme, self._icons = theme, icons
        self.kind = PlainLabel(parent=self)
        self.editor = NoteEditor(self)
        self.editor.setPlainText(draft.text)
        self.editor.setAccessibleName(f"Note {number} on {in_words(draft.target)}")
        self.editor.setPlaceholderText("Type here")
        self.sign = SaveSign(theme, icons, self)
        self.reason = PlainLabel(parent=self)
        self.reason.setObjectName("saveReason")
        self.reason.setWordWrap(True)
        self.remove = QToolButton(self)
        self.remove.setAutoRaise(True)
        self.remove.setText("Delete")
        self.remove.setAccessibleName(f"Delete note {number}")
        self.remove.clicked.connect(lambda: self.delete_wanted.emit(self.key))
        self._lay_out()
        self.editor.textChanged.connect(lambda: self.typed.emit(self.key, self.editor.toPlainText()))
        self.editor.focused.connect(self._on_focused)
        self.editor.left.connect(self.left)
        theme.changed.connect(self._set_fonts)
        self._set_fonts()
        self.show_draft(draft)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 6, 4)
        foot.addWidget(self.sign)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        line = QFrame(self)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 10, 2, 2)
        column.setSpacing(4)
        for widget in (self.kind, self.editor, self.reason):
            inner = QHBoxLayout()
            inner.setContentsMargins(10, 0, 10, 0)
            inner.addWidget(widget)
            column.addLayout(inner)
        column.addWidget(line)
        column.addLayout(foot)

    def _set_fonts(self) -> None:
        kinds = self._theme.type
        self.kind.setFont(kinds.controls(is_selected=True))
        self.editor.setFont(kinds.notes())
        self.reason.setFont(kinds.hints())
        self.remove.setFont(kinds.hints())

    def show_draft(self, draft: Draft) -> None:
        """Take over the state; the text too, where it is not being typed here."""
        when = draft.note.created_at.astimezone() if draft.note else None
        self.kind.setText(f"Note, {when:%B} {when.day}, {when.year}" if when else "New note")
        if draft.text != self.editor.toPlainText() and not self.editor.hasFocus():
            self.editor.setPlainText(draft.text)
        self.sign.show_state(*sign_of(draft))
        self.reason.setVisible(draft.state is SaveState.NOT_SAVED)
        self.reason.setText(draft.reason)

    def _on_focused(self, focused: bool) -> None:
        self.setProperty("active", focused)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()


def sign_of(draft: Draft) -> tuple[str, str, str]:
    """Drawing, words and role of colour of a draft's save sign."""
    match draft.state:
        case SaveState.WRITING:
            return ("pencil", "Writing…", "ink2")
        case SaveState.SAVED:
            return ("check", f"Saved {draft.saved_at:%H:%M}" if draft.saved_at else "Saved", "ink2")
        case SaveState.NOT_SAVED:
            return ("triangle-alert", "Not saved", "alert")
        case _:
            return ("", "Saved as you type", "ink2")
