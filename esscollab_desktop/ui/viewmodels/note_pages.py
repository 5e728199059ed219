"""One query's notes, fetched page by page off the window's thread, into a list model."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note, NoteQuery
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.models.note_list import PAGE, NoteListModel, Words
from esscollab_desktop.ui.tasks import TaskRunner

_RENEWED = 3  # pages read again at once; others come when they are looked at


class NotePages(QObject):
    """`listed(bool)` when a list stands there: True for another one, False for the same, read again.

    One page is under way at a time, the one looked at last, so that scrolling far leaves no queue behind.
    """

    listed = Signal(bool)
    said = Signal(str)

    def __init__(self, runner: TaskRunner, spoken: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._notebook: Notebook | None = None
        # What a query takes in besides what it says; called on the worker.
        self.widen: Callable[[NoteQuery, Notebook], NoteQuery] = lambda query, _notebook: query
        self._under_way = False
        self._asked = 0
        self.query = NoteQuery()
        self.is_listed = False
        self.model = NoteListModel(spoken, self)
        self.model.pages_wanted.connect(self._fetch)

    def attach(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def show(self, query: NoteQuery) -> None:
        """Turn to another query; its first page and its length come together."""
        self.query = query
        self._read([0], is_new=True)

    def renew(self) -> None:
        """Read the same query again, where the person is looking."""
        self._read(self.model.loaded()[-_RENEWED:] or [0], is_new=not self.is_listed)

    def _read(self, pages: list[int], is_new: bool) -> None:
        notebook, query = self._notebook, self.query
        if notebook is None:
            return
        self._asked += 1
        number = self._asked

        def work() -> tuple[int, dict[int, list[Note]]]:
            whole = self.widen(query, notebook)
            return notebook.count(whole), {page: notebook.find(_part(whole, page)) for page in pages}

        def done(found: tuple[int, dict[int, list[Note]]]) -> None:
            if number != self._asked:
                return  # a newer list is under way
            total, read = found
            self.is_listed = True
            if is_new:
                self.model.begin(total, read[0])
            else:
                self.model.renew(total, read)
            self.listed.emit(is_new)

        self._runner.run(work, done, self._on_refused)

    def _fetch(self) -> None:
        notebook = self._notebook
        if notebook is None or self._under_way:
            return
        page = self.model.next_wanted()
        if page is None:
            return
        query, number = _part(self.query, page), self._asked
        self._under_way = True

        def done(notes: list[Note]) -> None:
            self._under_way = False
            if number == self._asked:
                self.model.put(page, notes)
            self._fetch()

        def refused(fault: Exception) -> None:
            self._under_way = False
            self._on_refused(fault)

        self._runner.run(lambda: notebook.find(self.widen(query, notebook)), done, refused)

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))


def _part(query: NoteQuery, page: int) -> NoteQuery:
    return replace(query, limit=PAGE, offset=page * PAGE)
