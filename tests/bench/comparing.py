"""Compare on a book of 100,000 examples: how long the window does not answer at the most."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.big_book import STALL, is_idle, open_desk
from bench.figures import ROUNDS, Figure
from esscollab_desktop import paths


def figures(folder: Path, book: Path) -> Iterator[Figure]:
    """Each round in a process of its own; the quietest counts."""
    books = {"big": book, "small": paths.book_path(paths.bundle_root())}
    rounds = {
        name: [_measured(path, folder / f"{name}-{number}") for number in range(ROUNDS)]
        for name, path in books.items()
    }
    for name in rounds["small"][0]:
        taken, beside = (min(told[name] for told in rounds[which]) for which in ("big", "small"))
        yield Figure("Compare", name, "longest", taken, "the same with the bundled book", beside, STALL)


def _measured(book: Path, data: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench.comparing", str(book), str(data)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _steps(book: Path, data: Path) -> dict[str, float]:
    """Put four examples together, read on, move and resize; the longest stall of each, in seconds."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from bench.stalls import Stalls
    from esscollab_desktop.app import Desk
    from esscollab_desktop.ui.views.compare_view import CompareView
    from esscollab_desktop.ui.views.view_stack import COMPARE, READ

    _app, desk = open_desk(book, data, "page")
    assert isinstance(desk, Desk)
    desk.window.resize(1366, 768)
    stalls = Stalls()
    step = stalls.step

    window, model, seen = desk.window, desk.window.compare_steps.model, list[bool]()
    desk.window.show()
    step("the start", lambda: None, lambda: is_idle(desk, seen))
    del stalls.longest["the start"]
    codes = [entry.code for entry in window.shelf.entries("1", "", None, None)[:4]]
    for code in codes[:3]:
        step("adding an example", lambda: model.add(code))  # noqa: B023
    step("opening Compare", lambda: window.stack.show_view(COMPARE))
    view = window.stack.view(COMPARE)
    assert isinstance(view, CompareView)
    step("adding a fourth", lambda: model.add(codes[3]))
    view.table.cells[0][0].setFocus()
    for key in [Qt.Key.Key_PageDown] * 10 + [Qt.Key.Key_End, Qt.Key.Key_Home]:
        step("scrolling", lambda: QTest.keyClick(view.table.cells[0][0], key))  # noqa: B023
    step("moving a column", lambda: model.move(codes[0], 1))
    step("taking one out", lambda: model.remove(codes[1]))
    for width in (800, 1366):
        step("another width", lambda: window.resize(width, 768))  # noqa: B023
    step("another zoom", lambda: window.steps.set_zoom(150))
    step("a code that is none", lambda: model.add("1.QQ"))
    step("back to Read", lambda: window.stack.show_view(READ))
    window.close()
    desk.close()
    return stalls.longest


if __name__ == "__main__":
    print(json.dumps(_steps(Path(sys.argv[1]), Path(sys.argv[2]))))
