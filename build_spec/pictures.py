"""Pictures of the window and of handout pages for README and guide: `make pictures` writes docs/pictures."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCursor, QImage

from esscollab_desktop import bootstrap, paths
from esscollab_desktop.app import Desk, application
from esscollab_desktop.services.handouts import HandoutOptions, handout_for, page_images
from esscollab_desktop.ui.settings import WindowSettings

OUT = Path("docs/pictures")
# name: theme, width, height, pixel ratio, code, words of a note
VIEWS = {
    "main-light": (
        "light",
        1366,
        768,
        1,
        "4.MA",
        "Who wrote the answers down? Ask DESE for the feedback sheet.",
    ),
    "main-dark": ("dark", 1366, 768, 1, "4.OH", "Could our community foundation host the spring forum?"),
    "main-contrast": ("contrast", 1366, 768, 1, "4", ""),
    "small-200": ("light", 640, 360, 2, "4.MA", ""),
}
HANDOUT = "4"


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, (*_, ratio, _code, _note) in VIEWS.items():
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
        subprocess.run([sys.executable, __file__, name], env=environment, check=True)
    draw_handout()


def draw_window(name: str) -> None:
    theme, width, height, _ratio, code, words = VIEWS[name]
    with tempfile.TemporaryDirectory() as folder:
        if words:
            notebook = bootstrap.open_notebook(Path(folder))
            notebook.add(code, words)
            notebook.close()
        application()
        settings = WindowSettings(Path(folder))
        settings.code = code
        settings.store()
        QCursor.setPos(0, 0)
        desk = Desk(application(), Path(folder))
        desk.theme.choose(theme)
        desk.window.resize(width, height)
        desk.window.show()
        loop = QEventLoop()
        desk.notes.counts_changed.connect(lambda _counts: QTimer.singleShot(300, loop.quit))
        QTimer.singleShot(10_000, loop.quit)
        loop.exec()
        desk.window.grab().save(str(OUT / f"{name}.png"))
        desk.window.close()
        desk.close()


def draw_handout() -> None:
    catalogue, press = bootstrap.open_catalogue(paths.bundle_root()), bootstrap.open_press()
    options = HandoutOptions(printed=datetime.now(UTC).date())
    pdf = press(handout_for(catalogue, None, [HANDOUT], options))
    for number, page in enumerate(page_images(pdf.data, 96, [0, 1, 3]), 1):
        image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
        image.save(str(OUT / f"handout-{number}.png"))
    press.close()
    catalogue.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        draw_window(sys.argv[1])
    else:
        main()
