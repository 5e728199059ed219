"""Makes the views beside Read when they are first wanted, and wires each to the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from esscollab_desktop.domain.book import Kind

if TYPE_CHECKING:  # made, and loaded, when first wanted
    from esscollab_desktop.ui.main_window import MainWindow, Parts
    from esscollab_desktop.ui.views.results_pane import ResultsPane


class ViewMakers:
    """One method per view; `table` names them for the stack."""

    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        self._window, self._parts = window, parts

    def table(self) -> dict[str, Callable[[], QWidget]]:
        return {"notebook": self.notebook, "meetings": self.meetings}

    def notebook(self) -> QWidget:
        from esscollab_desktop.ui.views.notebook_view import NotebookView

        window, parts = self._window, self._parts
        # What is made inside of what will hold it is dressed once and not twice.
        view = NotebookView(parts.notebook, parts.theme, parts.icons, window.stack)
        view.opened.connect(window.open_note)
        view.history_wanted.connect(window.steps.show_history)
        view.compare_wanted.connect(window.steps.compare)
        view.export_wanted.connect(window.steps.export_rows)
        view.said.connect(window.say)
        return view

    def meetings(self) -> QWidget:
        from esscollab_desktop.ui.views.meetings_view import MeetingsView

        window, parts = self._window, self._parts
        view = MeetingsView(parts.meetings, parts.theme, parts.icons, window.stack)
        view.opened.connect(window.open_note)
        view.note_chosen.connect(window.steps.open_in_notebook)
        view.export_wanted.connect(window.steps.export_rows)
        view.said.connect(window.say)
        return view

    def results(self, parent: QWidget) -> "ResultsPane":
        """What a search found, in the tree's place."""
        from esscollab_desktop.ui.views.results_pane import ResultsPane

        parts = self._parts

        def kind_of(code: str) -> Kind | None:
            try:
                return parts.library.entry(code).kind
            except KeyError:  # of a practice, or deleted meanwhile
                return None

        return ResultsPane(parts.theme, parts.icons, kind_of, self._window.tree_pane.search, parent)
