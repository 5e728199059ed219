"""What is done from the overview: opening what is chosen, narrowing the tree to it, exporting."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import NoteQuery
from esscollab_desktop.ui.models.book_rows import Pivot
from esscollab_desktop.ui.models.narrowing import Narrowing
from esscollab_desktop.ui.views.view_stack import OVERVIEW

if TYPE_CHECKING:
    from esscollab_desktop.ui.main_window import MainWindow, Parts
    from esscollab_desktop.ui.views.overview import OverviewView


class OverviewSteps(QObject):
    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        super().__init__(window)
        self._window, self._parts = window, parts

    def table(self) -> dict[str, Callable[[], object]]:
        return {"overview": self.show, "as_table": self.switch_table}

    def wire(self) -> None:
        for value, action in self._window.commands.openings.items():
            action.triggered.connect(lambda _checked=False, value=value: self.open_with(value))
        self._window.commands.openings[self._parts.settings.opens_on].setChecked(True)

    def show(self) -> "OverviewView":
        from esscollab_desktop.ui.views.overview import OverviewView

        view = self._window.stack.show_view(OVERVIEW)
        assert isinstance(view, OverviewView)
        return view

    def refresh(self) -> None:
        """What other views changed meanwhile."""
        self._parts.overview.refresh()
        self._parts.meetings.refresh()
        self._parts.notes.refresh()

    def switch_table(self) -> None:
        """From another view it leads to the table, whatever the overview showed last."""
        was_there = self._window.stack.name == OVERVIEW
        view = self.show()
        view.show_table(not view.is_table if was_there else True)
        self._window.commands["as_table"].setChecked(view.is_table)

    def open_with(self, what: str) -> None:
        """What the next start shows."""
        kept = self._parts.settings
        kept.opens_on = what
        kept.store()
        self._window.commands.openings[what].setChecked(True)

    # --- what the view asks for ---

    def open_page(self, code: str) -> None:
        self._window.tree_pane.widen()
        self._window.steps.go_to_page()
        self._window.reading.open(code)

    def show_about(self) -> None:
        self.open_page("about")

    def open_cell(self, jurisdiction: str, practice: str) -> None:
        """A jurisdiction, or what it did under a practice: the tree shows that alone, the page opens.

        Of one example or several the first opens; where there is none, the jurisdiction.
        """
        window = self._window
        has_any = practice and self._parts.overview.landscape.cell(jurisdiction, practice).total
        window.finder.leave()
        window.tree_pane.narrow(Narrowing(jurisdiction, practice if has_any else ""))
        window.tree_pane.show_pivot(Pivot.PRACTICE if has_any else Pivot.STATE)
        code = window.model.first_code() if has_any else f"state:{jurisdiction}"
        window.steps.go_to_page()
        window.reading.open(code)
        window.tree_pane.open_current()

    def show_notes(self, query: NoteQuery) -> None:
        from esscollab_desktop.ui.views.notebook_view import NotebookView

        view = self._window.stack.show_view("notebook")
        assert isinstance(view, NotebookView)
        view.show_query(query)

    def show_meeting(self, meeting: Meeting | None) -> None:
        self._window.stack.show_view("meetings")
        if meeting is not None:
            self._parts.meetings.open(meeting)

    def offer_exports(self, below: QWidget) -> None:
        """Drawings, numbers, a handout: as files."""
        from esscollab_desktop.ui.views.landscape_exports import offer_exports

        offer_exports(self._window, self._parts, below)
