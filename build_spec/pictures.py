"""Pictures of every view and of handout pages: `make pictures` writes docs/pictures."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from shutil import rmtree

from paper_pictures import FROM, draw_paper, item, page
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QCursor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from esscollab_desktop import bootstrap, paths
from esscollab_desktop.app import Desk, application
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteFields, NoteKind
from esscollab_desktop.domain.packets import ItemKind, NotesPlace, PacketFields, PacketLook
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.standing import new_anchor
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

# Every view, as it stands after these commands of the menus; a dialog that they open is drawn alone.
SHOWN: dict[str, tuple[str, ...]] = {
    "overview": ("overview",),
    "overview-table": ("as_table",),
    "read": ("read",),
    "search": ("find",),
    "term": ("explain",),
    "find": ("find_in_page",),
    "composer": ("new_note",),
    "compare": ("compare_add", "compare_view"),
    "notebook": ("notebook",),
    "packets": ("packets",),
    "meetings": ("meetings",),
    "handout": ("handout",),
    "own-example": ("own_add",),
    "content": ("content",),
    "backups": ("backups",),
    "commands": ("commands",),
}
# ms after which a view is drawn that takes longer than the others: its pages are made first.
LATER = {"packets": 4000}
# What is typed then, where the keyboard is.
TYPED = {"search": "philanthropy", "find": "plan", "commands": "note"}
# What is typed and entered, one after the other.
ENTERED = {"compare": ("1.RI", "2.CO")}
DRESSES = [(theme, percent) for theme in ("light", "dark") for percent in (100, 200)]
DRESSES.append(("contrast", 100))
SEEN = ("overview", "overview-table", "compare")  # what is drawn in high contrast too
SCREEN = "tests/screens.json"  # a laptop's: Qt's own offscreen screen is smaller
PAGE = "4.MA"


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, (*_, ratio, _code, _note) in VIEWS.items():
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
        subprocess.run([sys.executable, __file__, name], env=environment, check=True)
    for theme, percent in DRESSES:
        environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}"}
        subprocess.run([sys.executable, __file__, theme, str(percent)], env=environment, check=True)
    draw_handouts()


def draw_window(name: str) -> None:
    theme, width, height, _ratio, code, words = VIEWS[name]
    with tempfile.TemporaryDirectory() as folder:
        if words:
            notebook = bootstrap.open_notebook(Path(folder))
            notebook.add(code, words)
            notebook.close()
        application()
        settings = WindowSettings(Path(folder))
        settings.code, settings.opens_on = code, "page"
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


def draw_views(theme: str, percent: int) -> None:
    """All views in one theme and size of the window's text, from one window with notes and a meeting."""
    folder = Path(tempfile.gettempdir()) / "ESSCollab"  # one of the pictures shows where it is
    folder.mkdir()
    try:
        fill_notebook(folder)
        application()
        settings = WindowSettings(folder)
        settings.code, settings.theme, settings.window_text = PAGE, theme, percent
        settings.store()
        QCursor.setPos(0, 0)
        desk = Desk(application(), folder)
        desk.window.resize(1366, 720)
        desk.window.show()
        pause(1500)
        for view in SEEN if theme == "contrast" else SHOWN:
            desk.window.activateWindow()  # offscreen nobody gives the keyboard back after a dialog
            pause(50)
            commands = SHOWN[view]
            # Asked for before the commands, since a dialog holds them up until it is gone.
            wait = LATER.get(view, 800)
            QTimer.singleShot(wait, lambda path=OUT / f"{view}-{theme}-{percent}.png": draw_front(desk, path))
            for command in commands:
                desk.window.commands[command].trigger()
            if view in TYPED:
                QTest.keyClicks(QApplication.focusWidget(), TYPED[view])
            for words in ENTERED.get(view, ()):
                QTest.keyClicks(QApplication.focusWidget(), words)
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            pause(wait + 200)
            for _ in range(2):  # a popup, a bar, words, a pane over the page
                QTest.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Escape)
            desk.window.stack.show_view("read")
        desk.window.close()
        desk.close()
    finally:
        rmtree(folder)


def draw_front(desk: Desk, path: Path) -> None:
    """The dialog that stands open, which is closed then, or else the window."""
    dialog = QApplication.activeModalWidget()
    few_colors((dialog or desk.window).grab().toImage()).save(str(path))
    if isinstance(dialog, QDialog):
        dialog.reject()


def few_colors(image: QImage) -> QImage:
    """The picture with its 256 commonest colors, half the size; the few others come near."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    common = Counter(memoryview(plain.constBits()).cast("I")).most_common(256)
    return plain.convertToFormat(QImage.Format.Format_Indexed8, [color for color, _ in common])


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def fill_notebook(folder: Path) -> None:
    """Notes of several kinds, one of them on a passage, and the meeting that they are from."""
    notebook, book = bootstrap.open_notebook(folder), bootstrap.open_catalogue(paths.bundle_root())
    meetings = bootstrap.meetings_in(notebook)
    fields = MeetingFields(
        "Spring forum, north county", date(2026, 11, 20), "Library", "Parents and teachers"
    )
    meeting = meetings.add(fields).id
    text = reading_text(book.page(PAGE))
    start = text.index(" ", 60) + 1
    passage = new_anchor(text, start, text.index(".", start), book.info.edition)
    on_page = NoteFields(NoteKind.QUESTION, meeting=meeting)
    notebook.add(PAGE, "Who wrote the answers down? Ask DESE for the feedback sheet.", on_page, passage)
    for code, words, kind in (
        ("4.OH", "Could our community foundation host the spring forum?", NoteKind.IDEA),
        ("4", "“We were asked, and then never heard what came of it.”", NoteKind.HEARD),
        ("2", "Put a table of comments and answers on the website by March.", NoteKind.ACTION),
    ):
        notebook.add(code, words, NoteFields(kind, meeting=meeting))
    bootstrap.packets_in(notebook).add(packet(meeting))
    notebook.close()
    book.close()


def packet(meeting: str) -> PacketFields:
    items = (page("4"), page(PAGE), page("4.OH"), item(ItemKind.COMPARISON, PAGE, "4.MI"), item(ItemKind.MAP))
    look = PacketLook(notes=NotesPlace.END, organization=FROM)
    return PacketFields("Advisory council, December 3", items, look, meeting)


def draw_handouts() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fill_notebook(Path(folder))
        notebook = bootstrap.open_notebook(Path(folder))
        draw_paper(notebook, bootstrap.meetings_in(notebook), OUT, few_colors)
        notebook.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        draw_views(sys.argv[1], int(sys.argv[2]))
    elif len(sys.argv) > 1:
        draw_window(sys.argv[1])
    else:
        main()
