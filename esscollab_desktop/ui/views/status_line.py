"""The status bar: edition, what was just said, the save sign, the zoom."""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStatusBar, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import Draft, SaveState
from esscollab_desktop.ui.views.announcing import StateVoice, announce
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.save_sign import SaveSign

SAID_FOR = 8000  # ms
WRITING = "Writing…"


class StatusLine(QStatusBar):
    def __init__(self, edition: str, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setSizeGripEnabled(False)
        self._theme = theme
        self._is_low = False
        self.last = ""  # what was said last, for whom it went away too soon
        self.messageChanged.connect(self._on_message)
        self.edition = PlainLabel(parent=self)
        self.show_edition(edition)
        self.sign = SaveSign(theme, icons, self)
        self._voice = StateVoice(self)
        self.zoom = PlainLabel(parent=self)
        self.addWidget(self.edition)
        self.addPermanentWidget(self.sign)
        self.addPermanentWidget(self.zoom)
        theme.changed.connect(self._set_fonts)
        self._set_fonts()

    def show_edition(self, edition: str) -> None:
        self.edition.setText(f"Edition {edition} of the book")

    def say(self, words: str) -> None:
        self.last = words
        self.showMessage(words, SAID_FOR)
        announce(self, words)

    def show_sign(self, icon: str, words: str, role: str) -> None:
        """Whether all notes are saved; told when it has come to rest, and not while someone writes."""
        self.sign.show_state(icon, words, role)
        self._voice.show(words, is_quiet=words == WRITING)

    def set_low(self, is_low: bool) -> None:
        """In a low window the line gives its place to the page, and comes back while something is said."""
        self._is_low = is_low
        self._on_message(self.currentMessage())

    def _on_message(self, words: str) -> None:
        # Qt hides it for a message, and shows it again below the message when the bar itself comes back.
        self.edition.setVisible(not words)
        self.setVisible(bool(words) or not self._is_low)

    def _set_fonts(self) -> None:
        for widget in (self, self.edition, self.zoom):
            widget.setFont(self._theme.type.hints())
        # The bar measures its height when something is put in, and not when a font has grown.
        height = QFontMetrics(self._theme.type.hints()).height()
        for label in (self.edition, self.zoom):
            label.setMinimumHeight(height)
        self.setMinimumHeight(height + 8)


def overall_sign(drafts: Sequence[Draft]) -> tuple[str, str, str]:
    """One sign for all notes: what is worst speaks."""
    states = {draft.state for draft in drafts}
    if SaveState.NOT_SAVED in states:
        return ("triangle-alert", "Not saved", "alert")
    if SaveState.WRITING in states:
        return ("pencil", WRITING, "ink2")
    return ("check", "All notes saved", "ink2")


def packet_sign(state: SaveState) -> tuple[str, str, str]:
    """The sign of the packet in work, while its view is in front."""
    if state is SaveState.NOT_SAVED:
        return ("triangle-alert", "Not saved", "alert")
    if state is SaveState.WRITING:
        return ("pencil", WRITING, "ink2")
    return ("check", "Packet saved", "ink2")
