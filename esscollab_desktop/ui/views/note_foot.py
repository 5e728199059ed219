"""The foot of a note's card: the save sign, and what is done more rarely."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from esscollab_desktop.domain.notes import NoteStatus
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.viewmodels.draft import Draft
from esscollab_desktop.ui.views.save_sign import SaveSign, sign_of


class NoteFoot(QWidget):
    """`tag_wanted`: "tags", "speaker", "due" or "author" shall be filled in.

    `asked`: "show", "history", "delete".
    """

    fields_changed = Signal(dict)
    tag_wanted = Signal(str)
    asked = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sign = SaveSign(theme, icons, self)
        self.tag = self._button("Add tag")
        self.tag.clicked.connect(lambda: self.tag_wanted.emit("tags"))
        self.more = self._button("More")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._make_menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 4)
        row.setSpacing(2)
        row.addWidget(self.sign)
        row.addStretch(1)
        row.addWidget(self.tag)
        row.addWidget(self.more)
        theme.changed.connect(self._set_fonts)
        self._set_fonts()

    def set_name(self, name: str) -> None:
        self.tag.setAccessibleName(f"Add tag to {name}")
        self.more.setAccessibleName(f"More for {name}")

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setText(words)
        return button

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self.statuses: dict[NoteStatus, QAction] = {}
        for status in NoteStatus:
            action = menu.addAction(status.value.capitalize())
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _c=False, s=status: self.fields_changed.emit({"status": s}))
            self.statuses[status] = action
        menu.addSeparator()
        for words, field in (("Who said it…", "speaker"), ("Due date…", "due"), ("Written by…", "author")):
            menu.addAction(words).triggered.connect(lambda _c=False, f=field: self.tag_wanted.emit(f))
        menu.addSeparator()
        self.place = menu.addAction("Go to the passage")
        self.place.triggered.connect(lambda: self.asked.emit("show"))
        self.history = menu.addAction("History…")
        self.history.triggered.connect(lambda: self.asked.emit("history"))
        self.remove = menu.addAction("Delete")
        self.remove.triggered.connect(lambda: self.asked.emit("delete"))
        return menu

    def _set_fonts(self) -> None:
        for button in (self.tag, self.more):
            button.setFont(self._theme.type.hints())

    def show_draft(self, draft: Draft) -> None:
        self.sign.show_state(*sign_of(draft))
        self.statuses[draft.fields.status].setChecked(True)
        self.history.setEnabled(draft.note is not None)
        self.place.setEnabled(draft.place is not None and not draft.is_orphan)
