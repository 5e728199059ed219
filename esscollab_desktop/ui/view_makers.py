"""Makes the views beside Read when they are first wanted, and wires each to the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.ui.views.view_stack import COMPARE, OVERVIEW, PACKETS

if TYPE_CHECKING:  # made, and loaded, when first wanted
    from esscollab_desktop.ui.main_window import MainWindow, Parts
    from esscollab_desktop.ui.views.results_pane import ResultsPane


class ViewMakers:
    """One method per view; `table` names them for the stack."""

    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        self._window, self._parts = window, parts

    def table(self) -> dict[str, Callable[[], QWidget]]:
        return {
            OVERVIEW: self.overview,
            COMPARE: self.compare,
            "notebook": self.notebook,
            PACKETS: self.packets,
            "meetings": self.meetings,
        }

    def compare(self) -> QWidget:
        from esscollab_desktop.ui.views.compare_view import CompareView

        window, parts = self._window, self._parts
        view = CompareView(window.compare_steps.model, parts.theme, parts.icons, window.stack)
        view.table.set_zoom(window.steps.zoom)
        view.table.set_face(parts.settings.reading_face == "serif")
        view.opened.connect(window.compare_steps.open)
        view.left.connect(window.steps.go_to_page)
        view.said.connect(window.say)
        view.zoom_wanted.connect(window.steps.zoom_by)
        return view

    def overview(self) -> QWidget:
        from esscollab_desktop.ui.views.overview import OverviewView

        window, parts = self._window, self._parts
        view = OverviewView(parts.overview, parts.meetings, parts.theme, parts.icons, window.stack)
        steps = window.overview_steps
        view.opened.connect(steps.open_cell)
        view.practice_opened.connect(steps.open_page)
        view.about_wanted.connect(steps.show_about)
        view.changes_wanted.connect(window.steps.show_content)
        view.show_news(parts.packs.news)
        parts.packs.news_told.connect(view.show_news)
        view.notes_wanted.connect(steps.show_notes)
        view.meeting_wanted.connect(steps.show_meeting)
        view.table_shown.connect(window.commands["as_table"].setChecked)
        view.export_wanted.connect(steps.offer_exports)
        view.left.connect(window.steps.go_to_page)
        return view

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

    def packets(self) -> QWidget:
        from esscollab_desktop.ui.views.packets_view import PacketsView

        window, parts = self._window, self._parts
        names = ("packet_new", "packet_rename", "packet_duplicate", "packet_delete", "packet_folder")
        actions = [window.commands[name] for name in names]
        view = PacketsView(parts.packets, parts.meetings, actions, parts.theme, parts.icons, window.stack)
        view.said.connect(window.say)
        view.left.connect(window.steps.go_to_page)
        view.folder_wanted.connect(window.packet_steps.to_folder)
        return view

    def meetings(self) -> QWidget:
        from esscollab_desktop.ui.views.meetings_view import MeetingsView

        window, parts = self._window, self._parts
        view = MeetingsView(parts.meetings, parts.theme, parts.icons, window.stack)
        view.packets_of = parts.packets.for_meeting
        parts.packets.listed.connect(view.show_packets)
        view.packet_opened.connect(window.packet_steps.show_packet)
        view.packet_wanted.connect(window.packet_steps.new_for)
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
