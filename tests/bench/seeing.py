"""The longest time that the window does not answer in map, matrix and table, with 100,000 examples."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.big_book import is_idle, open_desk
from bench.figures import ROUNDS, Figure, Limit
from esscollab_desktop import paths

LIMIT = Limit(seconds=0.1)


def figures(folder: Path, book: Path) -> Iterator[Figure]:
    """Each round in a process of its own; the quietest counts."""
    books = {"big": book, "small": paths.book_path(paths.bundle_root())}
    seen = {
        name: [_run(path, folder / f"{name}-{number}") for number in range(ROUNDS)]
        for name, path in books.items()
    }
    for name in seen["small"][0]:
        taken, beside = (min(found[name] for found in seen[which]) for which in ("big", "small"))
        yield Figure("Seeing", name, "longest", taken, "the same with the bundled book", beside, LIMIT)


def _run(book: Path, data: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench.seeing", str(book), str(data)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _steps(book: Path, data: Path) -> dict[str, float]:
    """Walk map, matrix and table as a person does; the longest stall of each, in seconds."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    from bench.stalls import Stalls
    from esscollab_desktop.ui.views.overview import OverviewView

    _app, desk = open_desk(book, data, "overview")
    desk.window.resize(1366, 768)
    stalls = Stalls()
    step = stalls.step

    seen: list[bool] = []
    window = desk.window
    window.show()
    while not is_idle(desk, seen):
        QTimer.singleShot(5, stalls.loop.quit)
        stalls.loop.exec()
    view = window.stack.currentWidget()
    assert isinstance(view, OverviewView)
    arrows = [Qt.Key.Key_Right] * 6 + [Qt.Key.Key_Down] * 6 + [Qt.Key.Key_Left] * 3 + [Qt.Key.Key_End]
    for key in arrows:
        step("walking the map", lambda: QTest.keyClick(view.map, key))  # noqa: B023
    view.matrix.setFocus()
    for key in [*arrows, *[Qt.Key.Key_PageDown] * 5, Qt.Key.Key_Home]:
        step("walking the matrix", lambda: QTest.keyClick(view.matrix, key))  # noqa: B023
    for section in range(view.matrix_model.columnCount()):
        step("sorting the matrix", lambda: view.matrix.sort_by(section))  # noqa: B023
    step("map and matrix to table and back", lambda: view.show_table(True))
    for key in [*[Qt.Key.Key_Down] * 10, *[Qt.Key.Key_PageDown] * 5]:
        step("walking the table", lambda: QTest.keyClick(view.table, key))  # noqa: B023
    for section in range(view.table_model.columnCount()):
        step("sorting the table", lambda: view.table.sort_by(section))  # noqa: B023
    step("map and matrix to table and back", lambda: view.show_table(False))
    for code in ("MA", "WY", "TX"):
        step("opening a tile", lambda: window.overview_steps.open_cell(code, ""))  # noqa: B023
        step("opening a cell", lambda: window.overview_steps.open_cell(code, "4"))  # noqa: B023
        step("the whole tree again", window.tree_pane.widen)
        step("coming to the overview", window.overview_steps.show)
    note_counts = {f"4.{code}": 3 for code in view.map.places}
    step("notes counted anew", lambda: desk.overview.set_note_counts(note_counts))
    window.close()
    desk.close()
    return stalls.longest


if __name__ == "__main__":
    print(json.dumps(_steps(Path(sys.argv[1]), Path(sys.argv[2]))))
