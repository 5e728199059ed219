"""The notebook view knows the meetings of a notebook from the start."""

from pathlib import Path

from plugin_desk import Desks
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.ui.views.notebook_view import NotebookView


def test_meetings_of_earlier_days_can_be_chosen(desks: Desks, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    notebook = bootstrap.open_notebook(folder)
    bootstrap.meetings_in(notebook).add(MeetingFields("Budget evening"))
    notebook.close()
    desk = desks.open(folder)
    view = desk.window.stack.show_view("notebook")
    assert isinstance(view, NotebookView)
    qtbot.waitUntil(lambda: len(view.filters.meeting.choices) == 2)
    assert [action.text() for action in view.filters.meeting.choices] == ["Any meeting", "Budget evening"]
