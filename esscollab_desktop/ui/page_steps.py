"""What can be done with the page that is read: favorites, terms, where to go on it, width and face."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from esscollab_desktop.ui.viewmodels.favorites import FavoritesModel

if TYPE_CHECKING:
    from esscollab_desktop.ui.main_window import MainWindow, Parts

NOT_WRITTEN = "The favorites could not be written: window.ini in the data folder can’t be changed."
NONE_YET = "No favorites yet"


class PageSteps(QObject):
    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        super().__init__(window)
        self._window, self._parts = window, parts
        self.favorites = FavoritesModel(parts.library, parts.settings, self)

    def table(self) -> dict[str, Callable[[], object]]:
        return {"favorite": self.toggle_favorite, "explain": self.explain_next}

    def wire(self) -> None:
        """Join page, history and settings; before the first page is opened, which is then laid out once."""
        view, reading, commands = self._window.page_pane.view, self._window.reading, self._window.commands
        view.cite = reading.citation
        reading.place_now = view.place
        reading.place_wanted.connect(view.go_to_place)
        reading.passage_wanted.connect(view.show_passage)
        reading.page_opened.connect(self._on_page)
        view.terms.page_wanted.connect(reading.open)
        self._parts.packs.changed.connect(self._on_page)
        self._parts.own.changed.connect(self._show_favorite)
        self.favorites.changed.connect(self._show_favorite)
        commands.favorites.aboutToShow.connect(self._list_favorites)
        commands.favorites.triggered.connect(self._on_favorite_chosen)
        self._list_favorites()
        kept = self._parts.settings
        for em, action in commands.widths.items():
            action.triggered.connect(lambda _checked=False, em=em: self.set_width(em))
        for face, action in commands.faces.items():
            action.triggered.connect(lambda _checked=False, face=face: self.set_face(face))
        self.set_width(kept.reading_width)
        self.set_face(kept.reading_face)

    def set_width(self, em: int) -> None:
        self._window.commands.widths[em].setChecked(True)
        self._parts.settings.reading_width = em
        self._window.page_pane.view.set_measure(em)

    def set_face(self, face: str) -> None:
        self._window.commands.faces[face].setChecked(True)
        self._parts.settings.reading_face = face
        self._window.page_pane.view.set_face(face == "serif")
        self._window.compare_steps.set_face(face == "serif")

    def explain_next(self) -> None:
        self._window.steps.go_to_page()
        if not self._window.page_pane.view.terms.explain_next():
            self._window.say("No word on this page is explained in the glossary.")

    def toggle_favorite(self) -> None:
        code = self._window.reading.code
        if code:
            is_one = self.favorites.toggle(code)
            said = "Kept among the favorites." if is_one else "Not among the favorites any more."
            self._window.say(said if self._parts.settings.is_written else NOT_WRITTEN)

    def _on_page(self, _what: object) -> None:
        self._window.page_pane.view.terms.show_terms(self._window.reading.mentions())
        self._show_favorite()

    def _show_favorite(self) -> None:
        self._window.commands["favorite"].setChecked(self.favorites.holds(self._window.reading.code))

    def _list_favorites(self) -> None:
        menu = self._window.commands.favorites
        menu.clear()
        for code, words in self.favorites.listed():
            menu.addAction(words.replace("&", "&&")).setData(code)
        if menu.isEmpty():
            menu.addAction(NONE_YET).setEnabled(False)

    def _on_favorite_chosen(self, action: QAction) -> None:
        if code := action.data():
            self._window.steps.go_to_page()
            self._window.reading.open(code)
