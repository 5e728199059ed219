"""Opens the list of all commands over the window, and does what is chosen in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from esscollab_desktop.domain.codes import has_label, in_words, is_state
from esscollab_desktop.ui.command_entries import Entry, in_view, of_menus
from esscollab_desktop.ui.views.command_list import CommandList

if TYPE_CHECKING:
    from esscollab_desktop.ui.main_window import MainWindow, Parts

KEPT = 8  # commands that are remembered


class CommandDoor(QObject):
    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        super().__init__(window)
        self._window, self._settings, self._library = window, parts.settings, parts.library
        self.list = CommandList(parts.theme, parts.icons, window.view_bar, window)
        self.list.more = self._pages
        self.list.chosen.connect(self._run)
        self.list.refused.connect(window.say)

    def toggle(self) -> None:
        if self.list.isVisible():
            self.list.leave()
            return
        entries = [entry for entry in of_menus(self._window.menuBar()) if entry.name != "commands"]
        known = {entry.words for entry in entries}
        on_screen = in_view(self._window.stack, known)
        self.list.open([*entries, *on_screen], self._settings.recent_commands)

    def _run(self, entry: Entry) -> None:
        recent = (entry.name, *(name for name in self._settings.recent_commands if name != entry.name))
        self._settings.recent_commands = recent[:KEPT]
        entry.run()

    def _pages(self, words: str) -> tuple[list[Entry], list[Entry]]:
        """A page that typed words name: a code comes first, a state's name after the commands."""
        code, letter = self._window.reading.named(words)
        if not has_label(code):
            return [], []
        said = ", paragraph ".join(filter(None, (in_words(code), letter)))
        title = self._library.title_of(code)
        entry = Entry(f"open {code}", f"Open {said}", title, lambda: self._open(code, letter))
        # "in" may be the beginning of a command as well as Indiana.
        return ([], [entry]) if is_state(code) else ([entry], [])

    def _open(self, code: str, letter: str) -> None:
        self._window.steps.go_to_page()
        self._window.reading.open(code, letter)
