"""What can be done with the trash as a whole: empty it, and say how long it keeps notes."""

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QPushButton, QSpinBox, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.flow import Flow
from esscollab_desktop.ui.views.plain_label import PlainLabel

MOST_DAYS = 3650


class TrashBar(Flow):
    """`empty_wanted()`, `retention_chosen(days | None)`."""

    empty_wanted = Signal()
    retention_chosen = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(QMargins(12, 4, 12, 8), parent)
        self.setObjectName("trashBar")
        self._theme = theme
        self._days: int | None = None
        self.empty = QPushButton("Empty the trash…", self)
        self.empty.setAutoDefault(False)
        icons.follow(self.empty, "trash-2", size=16)
        self.words = PlainLabel("Erase by itself after:", self)
        self.days = QSpinBox(self)
        self.days.setAccessibleName("Erase notes in the trash by itself after this many days")
        self.days.setRange(0, MOST_DAYS)
        self.days.setSpecialValueText("Never")
        self.days.setSuffix(" days")
        self.days.setKeyboardTracking(False)
        self.words.setBuddy(self.days)
        for widget in (self.empty, self.words, self.days):
            self.add(widget)
        self.empty.clicked.connect(self.empty_wanted)
        self.days.editingFinished.connect(self._on_days)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def show_retention(self, days: int | None) -> None:
        self._days = days
        self.days.setValue(days or 0)

    def _on_days(self) -> None:
        days = self.days.value() or None
        if days != self._days:
            self._days = days
            self.retention_chosen.emit(days)

    def _set_looks(self) -> None:
        for widget in (self.empty, self.words, self.days):
            widget.setFont(self._theme.type.controls())
        self.words.setMinimumHeight(32)
