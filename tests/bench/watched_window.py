"""The program as it is started, on the data folder named; it says when what it opens on is painted.

Then it waits until the notebook is open and what is due at a start is done, says what memory it holds,
and closes.
"""

import gc
import sys
from pathlib import Path

from esscollab_desktop.ui.loading import load_qt

gc.disable()  # the door does this, and loads Qt in its own way
load_qt()
from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from bench.painted import Painted, memory, say_painted  # noqa: E402
from esscollab_desktop import app  # noqa: E402
from esscollab_desktop.__main__ import main  # noqa: E402
from esscollab_desktop.ui.views.overview import OverviewView  # noqa: E402

TICK = 20  # ms
CALM = 20  # ticks


class Watched(app.Desk):
    """The desk with someone who looks at its window."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        super().__init__(application, folder)
        self._painted = Painted(self._seen_first(), self._on_painted)
        self._timer = QTimer(interval=TICK)
        self._timer.timeout.connect(self._on_tick)
        self._calm = 0

    def _seen_first(self) -> list[QWidget]:
        """Map and matrix, or tree and page: as it is kept in the folder."""
        view = self.window.stack.currentWidget()
        if isinstance(view, OverviewView):
            return [view.map, view.matrix.viewport()]
        return [self.window.tree_pane.tree.viewport(), self.window.page_pane.view.viewport()]

    def _on_painted(self) -> None:
        say_painted()
        self._timer.start()

    def _on_tick(self) -> None:
        busy = self._notebook is None or self._worker._pending or self._writer._pending
        self._calm = 0 if busy else self._calm + 1
        if self._calm == CALM:
            self._timer.stop()
            print(memory(), flush=True)
            self.window.close()


if __name__ == "__main__":
    setattr(app, "Desk", Watched)  # noqa: B010 - what it shows is not changed, only watched
    sys.exit(main(["--data-dir", sys.argv[1]]))
