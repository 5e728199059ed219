"""Every command of the window: its words, its key, its place in the menus."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Choice
from esscollab_desktop.ui.note_commands import add_note_choices
from esscollab_desktop.ui.settings import WINDOW_TEXTS


@dataclass(frozen=True)
class Command:
    """`words` carry the menu letter with &. `key` may be empty for what is one of several choices."""

    name: str
    words: str
    key: str = ""
    icon: str = ""
    checkable: bool = False


_LINE = None

MENUS: dict[str, tuple[Command | None, ...]] = {
    "&File": (
        Command("handout", "Save &handout…", "Ctrl+Shift+S", "file-down"),
        Command("print", "&Print…", "Ctrl+P", "printer"),
        _LINE,
        Command("import_notes", "&Import notes…"),
        Command("export_notes", "&Export notes…"),
        Command("backups", "&Backups…"),
        _LINE,
        Command("add_content", "&Add content from file…"),
        Command("content", "Installed &content…"),
        _LINE,
        Command("quit", "&Quit", "Ctrl+Q"),
    ),
    "&Edit": (
        Command("undo", "&Undo typing", "Ctrl+Z", "undo-2"),
        Command("redo", "&Redo typing", "Ctrl+Shift+Z"),
        _LINE,
        Command("copy", "&Copy", "Ctrl+C", "copy"),
        Command("select_all", "Select &all", "Ctrl+A"),
        _LINE,
        Command("find_in_page", "&Find in the page…", "Ctrl+F", "search"),
        Command("find_next", "Find &next", "F3", "chevron-down"),
        Command("find_previous", "Find &previous", "Shift+F3", "chevron-up"),
    ),
    "&View": (
        Command("by_practice", "By &practice", "Ctrl+1", checkable=True),
        Command("by_state", "By &state", "Ctrl+2", checkable=True),
        _LINE,
        Command("larger", "&Larger page text", "Ctrl++", "zoom-in"),
        Command("smaller", "S&maller page text", "Ctrl+-", "zoom-out"),
        Command("actual", "Page text &100 %", "Ctrl+0"),
        _LINE,
        Command("as_table", "Overview as a ta&ble", "Ctrl+T", "table", checkable=True),
    ),
    "&Go": (
        Command("back", "&Back", "Alt+Left", "arrow-left"),
        Command("forward", "&Forward", "Alt+Right", "arrow-right"),
        _LINE,
        Command("find", "Find and brow&se", "Ctrl+L", "search"),
        Command("overview", "&Overview", "Ctrl+5", "map", checkable=True),
        Command("read", "&Read", "Ctrl+R", "book-open", checkable=True),
        Command("compare_view", "&Compare", "Ctrl+6", "columns-2", checkable=True),
        Command("compare_add", "A&dd to compare", "Ctrl+Shift+M", "plus"),
        Command("notebook", "Noteboo&k", "Ctrl+3", "notebook-pen", checkable=True),
        Command("packets", "P&ackets", "Ctrl+7", "files", checkable=True),
        Command("meetings", "&Meetings", "Ctrl+4", "users", checkable=True),
        Command("notes", "&Notes", "Ctrl+Shift+N", "notebook-pen"),
        Command("next_pane", "Next &pane", "F6"),
        _LINE,
        Command("next", "Ne&xt in the tree", "Ctrl+PgDown"),
        Command("previous", "Pre&vious in the tree", "Ctrl+PgUp"),
        _LINE,
        Command("explain", "&Explain the next term", "F2"),
        Command("favorite", "Favor&ite", "Ctrl+D", "star", checkable=True),
    ),
    "&Notes": (
        Command("new_note", "&New note", "Ctrl+N", "plus"),
        Command("delete_note", "&Delete note", "Ctrl+Shift+Del", "trash-2"),
        Command("undo_delete", "&Bring back the deleted note", "Ctrl+Shift+B", "undo-2"),
        Command("history", "&History of the note…", "Ctrl+H"),
    ),
    "&Packet": (
        Command("packet_add", "&Add to the packet", "Ctrl+Shift+P", "plus"),
        _LINE,
        Command("packet_new", "&New packet…", icon="plus"),
        Command("packet_rename", "&Rename packet…", icon="pencil"),
        Command("packet_duplicate", "D&uplicate packet", icon="copy"),
        Command("packet_delete", "&Delete packet", icon="trash-2"),
        Command("packet_undo", "&Take back in the packet", icon="undo-2"),
        _LINE,
        Command("packet_folder", "Several packets into a &folder…", icon="files"),
    ),
    "&Own examples": (
        Command("own_add", "&Add own example…", "Ctrl+Shift+E", "plus"),
        Command("own_change", "&Change this example…", "Ctrl+E", "pencil"),
        Command("own_delete", "&Delete this example", icon="trash-2"),
        Command("own_undo_delete", "&Bring back the deleted example", icon="undo-2"),
        _LINE,
        Command("own_export", "&Export own examples…"),
    ),
    "&Help": (
        Command("commands", "All &commands…", "Ctrl+K", "command"),
        Command("said", "What was said &last"),
        Command("about_book", "About this &book", "F1", "info"),
        Command("about", "&About ESSCollab"),
    ),
}

THEMES: tuple[tuple[Choice, str], ...] = (
    ("system", "As the &system has it"),
    ("light", "&Light"),
    ("dark", "&Dark"),
    ("contrast", "&High contrast"),
)


WIDTHS = ((28, "&Narrow"), (32, "&Usual"), (36, "&Wide"))
FACES = (("serif", "&Serif"), ("sans", "S&ans"))
OPENINGS = (("overview", "&Overview"), ("page", "The &page where I left off"))


class Commands:
    """The window's actions by name, in its menus."""

    def __init__(self, window: QMainWindow, icons: Icons) -> None:
        self.actions: dict[str, QAction] = {}
        self._window = window
        for words, commands in MENUS.items():
            menu = window.menuBar().addMenu(words)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._action(command, icons))
            if words == "&View":
                menu.addSeparator()
                self.themes = self._choices(menu, "&Theme", [(c, w) for c, w in THEMES])
                self.texts = self._choices(menu, "&Window text", [(n, f"{n} %") for n in WINDOW_TEXTS])
                self.widths = self._choices(menu, "Reading wi&dth", [(em, w) for em, w in WIDTHS])
                self.faces = self._choices(menu, "Reading &face", [(f, w) for f, w in FACES])
                self.openings = self._choices(menu, "&Open with", [(o, w) for o, w in OPENINGS])
            if words == "&Notes":
                menu.addSeparator()
                self.note_choices = add_note_choices(menu, icons)
            if words == "&Go":
                self.favorites = menu.addMenu("Favori&tes")
        group = QActionGroup(window)
        group.addAction(self.actions["by_practice"])
        group.addAction(self.actions["by_state"])
        views = QActionGroup(window)
        for name in ("overview", "read", "compare_view", "notebook", "packets", "meetings"):
            views.addAction(self.actions[name])

    def __getitem__(self, name: str) -> QAction:
        return self.actions[name]

    def connect(self, steps: dict[str, Callable[[], object]]) -> None:
        """Wire each command to its step; a command without one is a mistake that shows at once."""
        for name, action in self.actions.items():
            step = steps[name]
            action.triggered.connect(lambda _checked=False, step=step: step())

    def _action(self, command: Command, icons: Icons) -> QAction:
        action = QAction(command.words, self._window)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        plain = command.words.replace("&", "").rstrip("…")
        if command.key:
            keys = [QKeySequence(command.key)]
            if command.name == "larger":
                keys.append(QKeySequence("Ctrl+="))
            action.setShortcuts(keys)
            action.setToolTip(f"{plain} ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})")
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if command.icon:
            icons.follow(action, command.icon)
            action.setIconVisibleInMenu(False)
        self._window.addAction(action)
        self.actions[command.name] = action
        return action

    def _choices(self, menu: QMenu, words: str, choices: list[tuple[object, str]]) -> dict[object, QAction]:
        inner = menu.addMenu(words)
        group = QActionGroup(self._window)
        made = {}
        for value, text in choices:
            action = inner.addAction(text)
            action.setCheckable(True)
            group.addAction(action)
            made[value] = action
        return made
