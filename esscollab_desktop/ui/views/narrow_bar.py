"""The chip above the tree while it shows one jurisdiction alone, or one practice there."""

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.flow import Flow


class NarrowBar(Flow):
    """`Massachusetts ×`: pressed, the whole tree comes back."""

    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(QMargins(12, 0, 12, 6), parent)
        self._theme = theme
        self.chip = QPushButton(self)
        self.chip.setObjectName("narrowChip")
        self.chip.setAutoDefault(False)
        self.chip.setMinimumHeight(28)
        icons.follow(self.chip, "x", size=16)
        self.chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the sign behind the words
        self.chip.clicked.connect(self.left)
        self.add(self.chip)
        self.hide()
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def show_words(self, words: str) -> None:
        """Empty: the whole tree is there."""
        self.chip.setText(words)
        self.chip.setAccessibleName(f"Only {words}. Press to show all practices and states" if words else "")
        self.chip.setToolTip("Show all practices and states (Esc in the tree)")
        self.setVisible(bool(words))
        self.place()

    def _set_looks(self) -> None:
        self.chip.setFont(self._theme.type.controls())
