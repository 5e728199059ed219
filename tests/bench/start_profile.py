"""Where a start goes, step by step: the table of docs/start.md, by `python -m bench.start_profile`."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

RUNS = 9
ROOT = Path(__file__).parents[2]
SCREEN = "tests/screens.json"


def main() -> None:
    # Not above: the process that is measured brings nothing that the program's own start does not.
    import json
    import subprocess
    import tempfile
    from statistics import median

    told: dict[str, list[float]] = {}
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}"}
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        command = [sys.executable, "-m", "bench.start_profile", folder]
        for number in range(RUNS + 1):
            begun = perf_counter()
            done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
            steps: dict[str, float] = json.loads(done.stdout.splitlines()[0])
            if number:  # the first reads the disk and makes the notebook
                before = {"Python": steps.pop("begun") - begun}
                for name, taken in {**before, **steps}.items():
                    told.setdefault(name, []).append(taken)
    middle = {name: median(times) for name, times in told.items()}
    whole = sum(middle.values())
    print("| step | ms | share |\n| --- | ---: | ---: |")
    for name, taken in [*middle.items(), ("to the first page", whole)]:
        print(f"| {name} | {taken * 1000:.0f} | {taken / whole:.0%} |")


class Steps:
    """Seconds of each step of this process; what a step calls that has a name of its own counts there."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {"begun": perf_counter()}
        self._last = perf_counter()
        self._inside: list[str] = []

    def done(self, name: str) -> None:
        now = perf_counter()
        self.taken[name] = self.taken.get(name, 0.0) + now - self._last
        self._last = now

    def watch(self, owner: Any, method: str, name: str) -> None:
        act: Callable[..., object] = getattr(owner, method)

        def watched(*given: Any, **named: Any) -> object:
            self.done(self._inside[-1] if self._inside else REST)
            self._inside.append(name)
            try:
                return act(*given, **named)
            finally:
                self.done(self._inside.pop())

        setattr(owner, method, watched)


REST = "the rest: view models, settings, wiring, layout"


def start(folder: str) -> None:
    """The program's own start, with a clock at its steps."""
    steps = Steps()
    gc.disable()  # as the door does
    from esscollab_desktop.ui.loading import load_qt

    load_qt()
    steps.done("PySide6: Core, Gui, Widgets")
    from esscollab_desktop import bootstrap

    steps.done("our code without Qt, with sqlite3 and the rest of Python's library")
    from esscollab_desktop.ui.look.theme import Theme

    steps.done("our code: theme, style, icons")
    from esscollab_desktop.ui import main_window, settings  # noqa: F401
    from esscollab_desktop.ui.viewmodels.reading import ReadingModel
    from esscollab_desktop.ui.views.reading_view import ReadingView

    steps.done("our code: views, models, view models")
    from bench import watched_window
    from esscollab_desktop import __main__, app, logs

    steps.done("our code: the door")
    steps.watch(app, "application", "QApplication, lock, log")
    steps.watch(app, "first_window", "QApplication, lock, log")
    steps.watch(logs, "start", "QApplication, lock, log")
    steps.watch(app, "load_fonts", "ten faces of type")
    steps.watch(Theme, "apply", "theme: style, palettes, sheet")
    steps.watch(bootstrap, "open_library", "the book opened")
    steps.watch(main_window, "shelf_of", "the rows of the tree read")
    steps.watch(main_window, "Commands", "menus, 38 actions, their icons")
    steps.watch(main_window, "TreePane", "tree pane")
    for name in ("PagePane", "NotesPane", "Panes", "ViewStack", "ViewBar", "StatusLine"):
        steps.watch(main_window, name, "page, notes, bars")
    steps.watch(ReadingModel, "open", "the page read and handed out")
    steps.watch(ReadingView, "_rewrite", "the text of the page set and laid out, twice")
    steps.watch(main_window.MainWindow, "show", "shown: polish, layout, sizes")
    steps.watch(ReadingView, "paintEvent", "the page painted")

    def painted() -> None:
        steps.done("the tree and all else painted")
        import json

        print(json.dumps(steps.taken), flush=True)

    setattr(watched_window, "say_painted", painted)  # noqa: B010
    setattr(app, "Desk", watched_window.Watched)  # noqa: B010
    sys.exit(__main__.main(["--data-dir", folder]))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start(sys.argv[1])
    else:
        main()
