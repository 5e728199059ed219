"""What the commands do with the comparison: into it, onto paper, and in its view what they mean there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from esscollab_desktop.ui.viewmodels.comparing import LAYOUT, ComparingModel
from esscollab_desktop.ui.views.view_stack import COMPARE

if TYPE_CHECKING:
    from esscollab_desktop.ui.main_window import MainWindow, Parts
    from esscollab_desktop.ui.views.compare_view import CompareView


class CompareSteps(QObject):
    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        super().__init__(window)
        self._window, self._parts = window, parts
        self.model = ComparingModel(parts.library, parts.handouts, self)
        self.model.said.connect(window.say)
        parts.own.changed.connect(self.model.refresh)
        parts.packs.changed.connect(self._on_content)

    def table(self) -> dict[str, Callable[[], object]]:
        return {"compare_view": self.show, "compare_add": self.add}

    def set_zoom(self, percent: int) -> None:
        if view := self._made():
            view.table.set_zoom(percent)

    def set_face(self, is_serif: bool) -> None:
        if view := self._made():
            view.table.set_face(is_serif)

    def show_save(self, shown: bool) -> None:
        if view := self._made():
            view.show_save(shown)

    @property
    def view(self) -> "CompareView | None":
        """The view, while it is the one in front."""
        return self._made() if self._window.stack.name == COMPARE else None

    def _made(self) -> "CompareView | None":
        """The view, once it was wanted; only then is it loaded."""
        made = self._window.stack.view(COMPARE)
        return cast("CompareView", made) if made else None

    def show(self) -> None:
        self._window.stack.show_view(COMPARE)
        if not self.model.is_enough:
            self._window.say("Compare needs two examples.")

    def add(self) -> None:
        """What the focus is on: the row in the tree or in the results, else the page that is open."""
        self.model.add_shown(self._window.finder.chosen_code() or self._window.reading.code)

    def open(self, code: str) -> None:
        self._window.steps.go_to_page()
        self._window.reading.open(code)

    def print(self) -> None:
        from esscollab_desktop.services.side_by_side import TOO_FEW
        from esscollab_desktop.ui.views.printing import print_handout

        if self.model.is_enough:
            print_handout(self._window, self._parts.handouts, self.model.codes, "none", layout=LAYOUT)
        else:
            self._window.say(TOO_FEW)

    def _on_content(self, _words: str) -> None:
        self.model.refresh()
