"""The bar below the menus: back and forward, the view, and what the folded panes need."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.bar_buttons import bar_button, plain
from esscollab_desktop.ui.views.panes import Fold
from esscollab_desktop.ui.views.save_sign import SaveSign

HEIGHT = 44
SPARE = 560


class ViewBar(QFrame):
    """Takes the actions it shows; which of them are seen follows the fold."""

    def __init__(self, actions: dict[str, QAction], theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewBar")
        self.setMinimumHeight(HEIGHT)
        self.back = bar_button(actions["back"], self, with_words=False)
        self.forward = bar_button(actions["forward"], self, with_words=False)
        self.find_button = self._boxed(actions["find"], icons, "search")
        self.views = [bar_button(actions[name], self) for name in ("read", "notebook", "meetings")]
        for button in self.views:
            button.setMinimumHeight(HEIGHT)
        self.view_menu = self._make_view_menu(actions)
        self.meeting = QToolButton(self)
        self.meeting.setAutoRaise(True)
        self.meeting.setIconSize(QSize(18, 18))
        self.meeting.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.meeting.clicked.connect(actions["meetings"].trigger)
        icons.follow(self.meeting, "calendar")
        self.show_meeting("")
        self.handout = bar_button(actions["handout"], self)
        self.notes_button = self._boxed(actions["notes"], icons, "notebook-pen")
        self.sign = SaveSign(theme, icons, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(8)
        row.addWidget(self.find_button)
        for view in (*self.views, self.view_menu):
            row.addWidget(view)
        row.addStretch(1)
        row.addWidget(self.meeting)
        row.addWidget(self.sign)
        row.addSpacing(8)
        row.addWidget(self.handout)
        row.addWidget(self.notes_button)

    def _make_view_menu(self, actions: dict[str, QAction]) -> QPushButton:
        """The views' names as one menu, where there is no room for all of them."""
        button = QPushButton(self)
        button.setFlat(True)
        menu = QMenu(button)
        for name in ("read", "notebook", "meetings"):
            menu.addAction(actions[name])
        button.setMenu(menu)
        return button

    def show_view(self, words: str) -> None:
        self.view_menu.setText(words)
        self.view_menu.setAccessibleName(f"View: {words}")

    def show_meeting(self, title: str) -> None:
        """The running meeting, which stamps every new note."""
        self.meeting.setText(f"Meeting: {_short(title)}" if title else "No meeting running")
        self.meeting.setAccessibleName(f"Running meeting: {title}" if title else "No meeting running")
        self.meeting.setToolTip(title)

    def _boxed(self, action: QAction, icons: Icons, icon: str) -> QPushButton:
        button = QPushButton(plain(action), self)
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        icons.follow(button, icon)
        return button

    def show_fold(self, fold: Fold, is_low: bool, room: float, has_notes: bool) -> None:
        """`room`: the window's width at ordinary text; with very little the views are left to the menu.

        `has_notes`: the notes stand beside the page, so no button has to bring them.
        """
        is_narrow = fold is Fold.NARROW
        self.find_button.setVisible(is_narrow)
        for button in (*self.views, self.meeting):
            button.setVisible(not is_narrow)
        self.view_menu.setVisible(is_narrow and room >= SPARE)
        self.handout.setVisible(not is_narrow)
        self.notes_button.setVisible(not has_notes)
        self.sign.setVisible(is_low)

    def show_notes_number(self, number: int) -> None:
        self.notes_button.setText(f"Notes {number}" if number else "Notes")


def _short(title: str) -> str:
    return title if len(title) <= 28 else title[:27] + "…"
