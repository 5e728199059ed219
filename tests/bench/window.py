"""The longest time that the window does not answer, with a hundred thousand notes beside a hundred."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import ROUNDS, Figure, Limit

LIMIT = Limit(seconds=0.1)
USUAL = 1_500  # notes: some 25 on a page
TURNING = "turning to a page with 25 notes"


def figures(full: Path, usual: Path, small: Path) -> Iterator[Figure]:
    """Each round in a process of its own; the quietest counts.

    A page and its notes beside it are taken from a notebook with as many as a busy year brings: `usual`.
    """
    many, some, few = ([_measured(folder) for _ in range(ROUNDS)] for folder in (full, usual, small))
    for name in few[0]:
        rounds = some if name == TURNING else many
        taken, beside = min(found[name] for found in rounds), min(found[name] for found in few)
        yield Figure("Window", name, "longest", taken, "the same with 100 notes", beside, LIMIT)


def _measured(folder: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench.window", str(folder)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _steps(folder: Path) -> dict[str, float]:
    """Go through the notebook view as a person does; the longest stall of each step, in seconds."""
    from PySide6.QtCore import QObject, Qt
    from PySide6.QtTest import QTest

    from bench.stalls import Stalls
    from esscollab_desktop.app import Desk, application
    from esscollab_desktop.ui.views.notebook_view import NotebookView
    from esscollab_desktop.ui.views.view_stack import READ

    app = application()
    desk = Desk(app, folder)
    desk.window.resize(1366, 768)
    stalls = Stalls()
    step = stalls.step

    class Listed(QObject):
        """Counts the lists that came."""

        count = 0

        def on_listed(self, _is_new: bool) -> None:
            self.count += 1

    listed = Listed()
    desk.notebook.pages.listed.connect(listed.on_listed)

    def another_list(name: str, act: Callable[[], object]) -> None:
        before = listed.count
        step(name, act, lambda: listed.count > before)

    def busiest() -> tuple[str, int]:
        return max(desk.notebook.facets.targets.items(), key=lambda item: item[1])

    def turn() -> None:
        desk.window.stack.show_view(READ)
        desk.window.reading.open(busiest()[0])

    first = desk.window.reading.code
    kept_up: list[bool] = []
    desk.window.status_line.setVisible(True)
    step("the start, with what is due in the background", desk.window.show, lambda: _is_idle(desk, kept_up))
    another_list("opening the notebook", lambda: desk.window.stack.show_view("notebook"))
    view = desk.window.stack.view("notebook")
    assert isinstance(view, NotebookView)
    model = desk.notebook.pages.model

    def is_shown() -> bool:
        top = view.table.indexAt(view.table.viewport().rect().center())
        return not top.isValid() or model.note(top.row()) is not None

    view.table.setFocus()
    keys = [Qt.Key.Key_PageDown] * 40 + [Qt.Key.Key_End, Qt.Key.Key_Home]
    for key in keys:
        step("scrolling by keys", lambda: QTest.keyClick(view.table, key), is_shown)  # noqa: B023
    bar = view.table.verticalScrollBar()
    for place in range(1, 60):
        step("dragging the scroll bar", lambda: bar.setValue(bar.maximum() * place // 60), is_shown)  # noqa: B023
    for words in ("a", "an", "and", "and t", ""):
        another_list("searching while typing", lambda: view.search.setText(words))  # noqa: B023
    for chip in (view.filters.kind, view.filters.tag, view.filters.practice, view.filters.meeting):
        another_list("filtering", chip.choices[-1].trigger)
        another_list("filtering", view.filters.clear)
    for _order in range(1, view.order.count()):
        another_list("sorting", lambda: QTest.keyClick(view.order, Qt.Key.Key_Down))
    for row in range(1, 20):
        step("choosing notes", lambda: view.table.choose(row), lambda: True)  # noqa: B023
    step("choosing all", view.table.selectAll, lambda: True)

    if desk.notebook.total <= USUAL:
        step(TURNING, turn, lambda: len(desk.window.notes_pane.cards) == busiest()[1])
        desk.window.reading.open(first)  # the window opens there in the next round
    desk.window.close()
    desk.close()
    return stalls.longest


def _is_idle(desk: object, seen: list[bool]) -> bool:
    """Whether the notebook is open and what is due at a start is done."""
    from esscollab_desktop.app import Desk

    assert isinstance(desk, Desk)
    busy = bool(desk._worker._pending or desk._writer._pending)
    if not busy and desk._notebook is not None:
        seen.append(True)
    else:
        seen.clear()
    return len(seen) > 20


if __name__ == "__main__":
    print(json.dumps(_steps(Path(sys.argv[1]))))
