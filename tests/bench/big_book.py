"""The window on a book of 100,000 examples, beside the window on the bundled one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench import big_pack
from bench.figures import Figure, Limit
from esscollab_desktop import paths

if TYPE_CHECKING:  # what is measured loads them itself
    from PySide6.QtWidgets import QApplication

    from esscollab_desktop.app import Desk

STARTS = 9
START = Limit(times=1.3)
STALL = Limit(seconds=0.1)
FIRST = "start until the first page is painted"
MEMORY, MEMORY_AFTER = "memory at the first page", "memory after the walk"
WORDS = ("a", "s", "the s", "st", "stat", "state pl", "parents", "tow", "massachusetts", "zebra", "e", "of t")


def big_book(folder: Path) -> Path:
    """The file of the big book, made in the folder where it is not there yet."""
    return big_pack.build(folder)


def figures(folder: Path, book: Path) -> Iterator[Figure]:
    """Starts by turns with both books; then one walk through each window, the quietest of three."""
    books = {"big": book, "small": paths.book_path(paths.bundle_root())}
    starts: dict[str, list[dict[str, float]]] = {name: [] for name in books}
    for number in range(STARTS):
        for name, path in books.items():
            starts[name].append(_run("start", path, folder / f"{name}-{number}"))
    for what, unit, limit in ((FIRST, "", START), (MEMORY, "MB", Limit())):
        big, small = (median(told[what] for told in starts[name]) for name in ("big", "small"))
        yield Figure("Big book", what, "median", big, _BESIDE, small, limit, unit)
    walks = {
        name: [_run("walk", path, folder / f"{name}-walk-{n}") for n in range(3)]
        for name, path in books.items()
    }
    for name in walks["small"][0]:
        taken, beside = (min(walk[name] for walk in walks[which]) for which in ("big", "small"))
        is_memory = name == MEMORY_AFTER
        limit, measure = (Limit(), "least") if is_memory else (STALL, "longest")
        yield Figure("Big book", name, measure, taken, _BESIDE, beside, limit, "MB" if is_memory else "")


_BESIDE = "the same with the bundled book"


def _run(act: str, book: Path, data: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench.big_book", act, str(book), str(data)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def open_desk(book: Path, data: Path, opens_on: str) -> "tuple[QApplication, Desk]":
    """The window on another book; what it opens on is set in the folder."""
    from esscollab_desktop import bootstrap
    from esscollab_desktop.app import Desk, application
    from esscollab_desktop.ui.settings import WindowSettings

    setattr(bootstrap, "book_path", lambda _bundle: book)  # noqa: B010 - it is not bootstrap's to give away
    data.mkdir(parents=True, exist_ok=True)
    app = application()
    settings = WindowSettings(data)
    settings.opens_on = opens_on
    settings.store()
    return app, Desk(app, data)


def _start(book: Path, data: Path) -> dict[str, float]:
    """From the first import to the first painted page, in a process of its own."""
    begun = perf_counter()
    from PySide6.QtCore import QEvent, QEventLoop, QObject

    class Painted(QObject):
        """Ends the loop when the page has been painted."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                loop.quit()
            return False

    _app, desk = open_desk(book, data, "page")
    loop, painted = QEventLoop(), Painted()
    desk.window.page_pane.view.viewport().installEventFilter(painted)
    desk.window.resize(1366, 768)
    desk.window.show()
    loop.exec()
    taken = perf_counter() - begun
    told = {FIRST: taken, MEMORY: _memory()}
    desk.window.close()
    desk.close()
    return told


def _memory() -> float:
    """What the process holds of the machine's memory, in megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def _walk(book: Path, data: Path) -> dict[str, float]:
    """What a person does with the tree and the pages; the longest stall of each, in seconds."""
    from PySide6.QtCore import QModelIndex, Qt
    from PySide6.QtTest import QTest

    from bench.stalls import Stalls
    from esscollab_desktop.ui.models.book_rows import Pivot

    _app, desk = open_desk(book, data, "page")
    desk.window.resize(1366, 768)
    stalls = Stalls()
    step = stalls.step

    seen: list[bool] = []
    window, pane, model = desk.window, desk.window.tree_pane, desk.window.model
    step("the start, with what is due in the background", window.show, lambda: is_idle(desk, seen))

    def scroll() -> None:
        bar = pane.tree.verticalScrollBar()
        for place in range(1, 30):
            step("scrolling the tree", lambda: bar.setValue(bar.maximum() * place // 30))  # noqa: B023
        pane.tree.setFocus()
        for key in [Qt.Key.Key_PageDown] * 5 + [Qt.Key.Key_End, Qt.Key.Key_Home]:
            step("scrolling the tree by keys", lambda: QTest.keyClick(pane.tree, key))  # noqa: B023

    def expand(above: QModelIndex, depth: int) -> None:
        for row in range(min(model.rowCount(above), 4)):
            index = model.index(row, 0, above)
            if model.rowCount(index):
                step("expanding a row of the tree", lambda: pane.tree.setExpanded(index, False))  # noqa: B023
                step("expanding a row of the tree", lambda: pane.tree.setExpanded(index, True))  # noqa: B023
                if depth:
                    expand(index, depth - 1)

    for pivot in (Pivot.STATE, Pivot.PRACTICE, Pivot.STATE, Pivot.PRACTICE):
        step("switching the pivot", lambda: pane.show_pivot(pivot))  # noqa: B023
        expand(QModelIndex(), 2)
        scroll()
    for words in WORDS:
        for end in range(1, len(words) + 1):
            step(
                "searching while typing",
                lambda: pane.search.setText(words[:end]),  # noqa: B023
                lambda: not window.searching.is_looking,
            )
        step("clearing the search", pane.clear_search)
    for code in _codes(book):
        step("opening a page", lambda: window.reading.open(code))  # noqa: B023
    from esscollab_desktop.ui.views.handout_dialog import HandoutDialog

    def handout() -> None:
        dialog = HandoutDialog(desk.handouts, window.shelf, "4.MA", desk.theme, window)
        dialog.show()
        dialog.reject()

    step("opening the handout dialog", handout)
    stalls.longest[MEMORY_AFTER] = _memory()
    window.close()
    desk.close()
    return stalls.longest


def _codes(book: Path) -> list[str]:
    """Pages of every sort; of the words around the examples the busiest."""
    import sqlite3
    from contextlib import closing

    busiest = (
        "SELECT code FROM practice",
        "SELECT 'state:' || code FROM jurisdiction",
        "SELECT code FROM example ORDER BY position LIMIT 3",
        "SELECT 'org:' || organization FROM partner GROUP BY organization ORDER BY count(*) DESC LIMIT 5",
        "SELECT 'topic:' || id FROM topic",
        "SELECT 'source:' || source FROM fact_source GROUP BY source ORDER BY count(*) DESC LIMIT 5",
    )
    with closing(sqlite3.connect(f"file:{book}?mode=ro&immutable=1", uri=True)) as connection:
        return [code for asked in busiest for (code,) in connection.execute(asked)] + ["about"]


def is_idle(desk: object, seen: list[bool]) -> bool:
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
    acts = {"start": _start, "walk": _walk}
    print(json.dumps(acts[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
