"""The bar below the menus: back and forward, the view, and what the folded panes need."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.bar_buttons import bar_button, plain
from esscollab_desktop.ui.views.key_button import KeyButton
from esscollab_desktop.ui.views.panes import Fold
from esscollab_desktop.ui.views.save_sign import SaveSign

HEIGHT = 44
VIEWS = ("overview", "read", "compare_view", "notebook", "packets", "meetings")
SPARE = 560
APART = 8  # between groups


class ViewBar(QFrame):
    """Takes the actions it shows; which of them are seen follows the fold."""

    def __init__(self, actions: dict[str, QAction], theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewBar")
        self.setMinimumHeight(HEIGHT)
        self.back = bar_button(actions["back"], self, with_words=False)
        self.forward = bar_button(actions["forward"], self, with_words=False)
        self.find_button = self._boxed(actions["find"], icons, "search")
        self.views = [bar_button(actions[name], self) for name in VIEWS]
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
        self.all_commands = self._make_commands(actions["commands"], theme, icons)
        self.notes_button = self._boxed(actions["notes"], icons, "notebook-pen")
        self.sign = SaveSign(theme, icons, self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(APART)
        row.addWidget(self.find_button)
        for view in (*self.views, self.view_menu):
            row.addWidget(view)
        row.addStretch(1)
        row.addWidget(self.meeting)
        row.addWidget(self.sign)
        row.addSpacing(APART)
        row.addWidget(self.handout)
        row.addWidget(self.all_commands)
        row.addWidget(self.notes_button)

    def _make_view_menu(self, actions: dict[str, QAction]) -> QPushButton:
        """The views' names as one menu, where there is no room for all of them."""
        button = QPushButton(self)
        button.setFlat(True)
        menu = QMenu(button)
        for name in VIEWS:
            menu.addAction(actions[name])
        button.setMenu(menu)
        return button

    def _make_commands(self, action: QAction, theme: Theme, icons: Icons) -> KeyButton:
        button = KeyButton(plain(action), "Ctrl K", self)
        button.setFlat(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        button.follow_type(theme)
        icons.follow(button, "command")
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
        shown: dict[QWidget, bool] = {
            self.back: True,
            self.forward: True,
            self.find_button: is_narrow,
            **dict.fromkeys(self.views, not is_narrow),
            self.view_menu: is_narrow and room >= SPARE,
            self.meeting: not is_narrow,
            self.sign: is_low,
            self.handout: not is_narrow,
            self.all_commands: fold is Fold.WIDE,
            self.notes_button: not has_notes,
        }
        if not is_narrow:
            self._make_room(shown)
        # Each is told once: what is shown and hidden again in one go may stay on the screen.
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)

    def _make_room(self, shown: dict[QWidget, bool]) -> None:
        """What does not fit beside the views goes: first what a menu has too, then their names into one."""
        folded: dict[QWidget, bool] = {**dict.fromkeys(self.views, False), self.view_menu: True}
        steps: tuple[dict[QWidget, bool], ...] = (
            {self.handout: False},
            {self.all_commands: False},
            folded,
            {self.meeting: False},
        )
        for step in steps:
            if self._needed(shown) <= self.window().width():
                return
            shown.update(step)

    def _needed(self, shown: dict[QWidget, bool]) -> int:
        widths = [widget.minimumSizeHint().width() for widget, is_shown in shown.items() if is_shown]
        margins = self._row.contentsMargins()
        around = margins.left() + margins.right() + 2 * APART
        return sum(widths) + self._row.spacing() * (len(widths) - 1) + around

    def show_notes_number(self, number: int) -> None:
        self.notes_button.setText(f"Notes {number}" if number else "Notes")


def _short(title: str) -> str:
    return title if len(title) <= 28 else title[:27] + "…"
