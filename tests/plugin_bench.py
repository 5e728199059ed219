"""The notebook's views over a real notebook, dressed as in the window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Selectors
from esscollab_desktop.domain.notes import Note, NoteFields
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.repository import open_notebook
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import load_fonts
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.meetings import MeetingsModel
from esscollab_desktop.ui.viewmodels.notebook import NotebookModel

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 20)


def passage(quote: str, state: AnchorState = AnchorState.EXACT, was: str = "") -> Anchor:
    return Anchor(Selectors(quote, "", "", 0, len(quote), "0"), "2026.1", state, was)


@dataclass
class Bench:
    """A notebook, what the views take, and what was said to the status line."""

    notebook: Notebook
    meetings: Meetings
    theme: Theme
    icons: Icons
    reader: TaskRunner
    writer: TaskRunner
    model: NotebookModel
    meetings_model: MeetingsModel
    qtbot: QtBot
    folder: Path
    said: list[str] = field(default_factory=list)
    windows: list[QMainWindow] = field(default_factory=list)

    def add(self, body: str, target: str = "4.MA", anchor: Anchor | None = None, **fields: object) -> Note:
        return self.notebook.add(target, body, NoteFields(**fields), anchor)  # type: ignore[arg-type]

    def fields(self, **fields: object) -> NoteFields:
        return NoteFields(**fields)  # type: ignore[arg-type]

    def bodies(self) -> list[str]:
        """The live notes as the disk has them."""
        return [note.body for note in self.notebook.notes()]

    def settle(self) -> None:
        """Until nothing is under way: what answers bring about is waited for as well."""
        for _ in range(5):
            self.writer.drain()
            self.reader.drain()

    def show(self, view: QWidget, width: int = 1366, height: int = 640) -> None:
        """The view in an active window, with all that it reads."""
        window = QMainWindow()
        self.windows.append(window)
        window.setCentralWidget(view)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        self.meetings_model.attach(self.meetings, self.notebook)
        self.model.attach(self.notebook)
        self.settle()


@pytest.fixture
def dressed(plain_application: QApplication) -> Iterator[Theme]:
    """The light theme on the application, and taken off again."""
    load_fonts(ROOT / "resources" / "fonts")
    theme = Theme(ROOT / "resources" / "styles")
    theme.choose("light")
    theme.apply(plain_application)
    yield theme
    delete(theme)


@pytest.fixture
def bench(
    dressed: Theme, own_garbage: None, catalogue: Catalogue, tmp_path: Path, qtbot: QtBot
) -> Iterator[Bench]:
    """An empty notebook, its view models, and the looks."""
    repository = open_notebook(tmp_path / "data", ROOT / "db" / "migrations")
    notebook, meetings = Notebook(repository), Meetings(repository.meetings)
    reader, writer = TaskRunner(), TaskRunner()
    icons = Icons(dressed, ROOT / "resources" / "icons")
    model, of_meetings = NotebookModel(catalogue, reader, writer), MeetingsModel(reader, writer)
    of_meetings.listed.connect(lambda: model.set_meetings(of_meetings.meetings))
    made = Bench(
        notebook, meetings, dressed, icons, reader, writer, model, of_meetings, qtbot, tmp_path / "data"
    )
    for speaker in (model, of_meetings):
        speaker.said.connect(made.said.append)
    yield made
    model.finish()
    of_meetings.finish()
    for window in made.windows:
        window.close()
        delete(window)
    reader.close()
    writer.close()
    notebook.close()


@pytest.fixture
def today() -> Callable[[], date]:
    return lambda: TODAY
