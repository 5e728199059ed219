"""The save sign: Writing…, Saved 10:42, Not saved."""

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import Draft, SaveState
from esscollab_desktop.ui.views.plain_label import PlainLabel


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


def sign_of(draft: Draft) -> tuple[str, str, str]:
    """Drawing, words and role of colour of a draft's save sign."""
    match draft.state:
        case SaveState.WRITING:
            return ("pencil", "Writing…", "ink2")
        case SaveState.SAVED:
            return ("check", _when(draft.saved_at), "ink2")
        case SaveState.NOT_SAVED:
            return ("triangle-alert", "Not saved", "alert")
        case _:
            return ("", "Saved as you type", "ink2")


def _when(at: datetime | None) -> str:
    """Saved 10:42, or the day where it was not today."""
    if at is None:
        return "Saved"
    is_today = at.date() == datetime.now().astimezone().date()
    return f"Saved {at:%H:%M}" if is_today else f"Saved {at:%b} {at.day}, {at.year}"
