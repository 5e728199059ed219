"""The window's door: what has to be there before the main window, and what catches it when it falls."""

import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from esscollab_desktop import __version__, bootstrap, logs, paths
from esscollab_desktop.domain.backups import Restored
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.garbage import GarbageCollector
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import load_fonts
from esscollab_desktop.ui.main_window import MainWindow, Parts
from esscollab_desktop.ui.settings import WindowSettings
from esscollab_desktop.ui.single import first_window
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.backups import BackupsModel
from esscollab_desktop.ui.viewmodels.draft import SaveState
from esscollab_desktop.ui.viewmodels.exchange import ExchangeModel, writers_for
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel
from esscollab_desktop.ui.viewmodels.meetings import MeetingsModel
from esscollab_desktop.ui.viewmodels.notebook import NotebookModel
from esscollab_desktop.ui.viewmodels.notes import NotesModel
from esscollab_desktop.ui.viewmodels.overview import OverviewModel
from esscollab_desktop.ui.viewmodels.own_examples import OwnExamplesModel
from esscollab_desktop.ui.viewmodels.packet_setting import PacketSetting
from esscollab_desktop.ui.viewmodels.packets import PacketsModel
from esscollab_desktop.ui.viewmodels.packs import PacksModel
from esscollab_desktop.ui.viewmodels.searching import SearchingModel

if TYPE_CHECKING:  # what makes handouts, copies and packs is loaded when it is first wanted
    from esscollab_desktop.render.document import Document
    from esscollab_desktop.render.pdf import CompiledPdf
    from esscollab_desktop.render.worker import HandoutWorker
    from esscollab_desktop.services.backups import Backups
    from esscollab_desktop.services.content import Content
    from esscollab_desktop.services.content import Desk as ContentDesk

CLOSE_AFTER = "ESSCOLLAB_CLOSE_AFTER"  # ms; the smoke tests of packages open and close the window with it

PATIENCE = 10_000  # ms that a picture waits for the notebook

_log = logging.getLogger(__name__)


class Desk:
    """The window with all that lives as long as it does."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        bundle = paths.bundle_root()
        settings = WindowSettings(folder)
        load_fonts(bundle / "resources" / "fonts")
        self.theme = Theme(bundle / "resources" / "styles")
        self.theme.set_window_text(settings.window_text / 100)
        self.theme.choose(settings.theme)
        self.theme.apply(app)
        self.icons = Icons(self.theme, bundle / "resources" / "icons")
        app.setWindowIcon(QIcon(str(bundle / "resources" / "icons" / "app.svg")))
        self._folder = folder
        self._library = bootstrap.open_library(bundle, folder)
        self._press: HandoutWorker | None = None
        self._press_guard = Lock()
        self._writer, self._worker, self._finder = (TaskRunner(threads=1) for _ in range(3))
        self.notes = NotesModel(self._writer)
        self.handouts = HandoutsModel(self._library, self._worker, self._compile)
        self.handouts.after_saving = self._after_saving
        self.own = OwnExamplesModel(self._library, self._writer)
        self.notebook = NotebookModel(self._library, self._worker, self._writer)
        self.meetings = MeetingsModel(self._worker, self._writer)
        self._maker, self._drawer = (TaskRunner(threads=1) for _ in range(2))
        self.packets = PacketsModel(self._library, self._worker, self._writer, self._maker, self._drawer)
        self._notebook: Notebook | None = None
        self.overview = OverviewModel(self._library, self._worker)
        self.exchange = ExchangeModel(self._worker, self._writer)
        self.packs = PacksModel(self._worker, self._writer)
        self.packs.after_saving = self._after_saving
        self._earlier = bootstrap.earlier_books(folder)
        self.notes.earlier_text = self._earlier.text
        self.backups = BackupsModel(self._worker)
        self.backups.around_restore = self._around_restore
        self.window = MainWindow(
            Parts(
                self._library,
                self.theme,
                self.icons,
                settings,
                self.notes,
                self.handouts,
                self.own,
                self.notebook,
                self.meetings,
                self.packets,
                self.backups,
                self.exchange,
                self.packs,
                SearchingModel(bootstrap.open_search(self._library, folder), self._finder),
                self.overview,
                folder,
            )
        )
        self.window.shown.connect(self._open_notebook)
        self.window.shown.connect(self._say_troubles)
        self._garbage = GarbageCollector()

    @cached_property
    def _copies(self) -> "Backups":
        return bootstrap.open_backups(self._folder)

    def _compile(self, document: "Document") -> "CompiledPdf":
        return self._running_press()(document)

    def _draw(self, drawing: str, scale: float) -> bytes:
        return self._running_press().picture(drawing, scale)

    def _running_press(self) -> "HandoutWorker":
        # Handouts, pages and logos come from threads of their own; a second child would outlive the window.
        with self._press_guard:
            if self._press is None:
                self._press = bootstrap.open_press()
            return self._press

    def _after_saving(self, step: Callable[[], None]) -> None:
        self.notes.flush()
        self._writer.run(lambda: None, lambda _: self._if_saved(step), lambda _fault: step())

    def _if_saved(self, step: Callable[[], None]) -> None:
        """Words that came in behind a save under way are waited for; a refused one holds nothing up."""
        if any(draft.state is SaveState.WRITING for draft in self.notes.unsaved):
            self._after_saving(step)
        else:
            step()

    def _say_troubles(self) -> None:
        for words in self._library.troubles:
            self.window.say(words)

    def _open_notebook(self) -> None:
        """After the first painted page: the database library takes as long to load as Qt itself."""
        folder = self._folder
        self.backups.attach(self._copies)
        self._writer.run(lambda: bootstrap.open_notebook(folder), self._on_notebook, self._on_no_notebook)

    def _on_notebook(self, notebook: Notebook) -> None:
        self._attach(notebook)
        self._worker.run(lambda: self._keep_up(notebook), self._on_kept_up, self._on_not_kept_up)
        if notebook.notice:
            QMessageBox.information(self.window, "Your notebook", notebook.notice)

    def _attach(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self.notes.attach(notebook)
        self.handouts.attach(notebook)
        self.own.attach(bootstrap.own_examples_in(notebook, self._library))
        self.notebook.attach(notebook)
        self.overview.attach(notebook)
        meetings = bootstrap.meetings_in(notebook)
        self.meetings.attach(meetings, notebook)
        packets = bootstrap.packets_in(notebook, self._draw)
        setting = PacketSetting(self._library, notebook, meetings, packets, self._compile)
        self.packets.attach(packets, setting)
        writers = writers_for(notebook, meetings, self._library)
        self.exchange.attach(notebook, meetings, self._copies, writers)

        def desk() -> "ContentDesk":
            from esscollab_desktop.services.content import Desk as ContentDesk

            titles = {meeting.id: meeting.title for meeting in meetings.list()}
            return ContentDesk(notebook, self._copies, titles)

        self.packs.attach(self._content, desk)

    def _content(self) -> "Content":
        return bootstrap.content_in(self._folder, self._library, self._earlier)

    def _keep_up(self, notebook: Notebook) -> list[str]:
        """What is due at a start, in the background: a look through, a copy, the trash, the new edition."""
        said = [notebook.check()]
        self._copies.keep_up(datetime.now(UTC))
        if erased := notebook.erase_expired().notes:
            said.append(f"{erased} notes that lay in the trash long enough were erased, as you set it.")
        said.append(self._content().keep_up(notebook).sentence)
        return [words for words in said if words]

    def _on_kept_up(self, said: list[str]) -> None:
        for words in said:
            self.window.say(words)
        self.notes.refresh()
        self.packets.refresh()
        self.packs.ask_news()

    def _on_not_kept_up(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.window.say(str(fault))

    def _around_restore(
        self,
        work: Callable[[], Restored],
        done: Callable[[Restored], None],
        refused: Callable[[Exception], None],
    ) -> None:
        """A restore needs the notebook to itself: what is being written is saved, then it is opened anew."""
        notebook, folder = self._notebook, self._folder
        if notebook is None or self.window.finish():
            self.window.say("Not all is saved yet. Look at the notes that say why, then try again.")
            return
        self._worker.drain()

        def step() -> tuple[Restored | None, Exception | None, Notebook]:
            notebook.close()
            try:
                return work(), None, bootstrap.open_notebook(folder)
            except UserError as refusal:
                return None, refusal, bootstrap.open_notebook(folder)

        def opened(answer: tuple[Restored | None, Exception | None, Notebook]) -> None:
            restored, refusal, again = answer
            self._attach(again)
            if restored is not None:
                done(restored)
            elif refusal is not None:
                refused(refusal)

        self._writer.run(step, opened, self._on_no_notebook)

    def _on_no_notebook(self, fault: Exception) -> None:
        self.notes.refuse(str(fault) if isinstance(fault, UserError) else "The notebook could not be opened.")
        if not isinstance(fault, UserError):
            raise fault
        self.window.say(str(fault))

    def close(self) -> None:
        self._writer.close()
        self._worker.close()
        self._finder.close()
        if self._press is not None:
            self._press.cancel()  # pages that nobody will see
        self._maker.close()
        self._drawer.close()
        if self._press is not None:
            self._press.close()
        self.notes.close()
        self._earlier.close()
        self._library.close()
        self._garbage.close()


def run_window(data_dir: Path | None) -> int:
    """Open the window on a data folder and stay until it is closed; the exit code."""
    if not _has_display():
        _say(
            "There is no display to open the window on. Start it in a desktop session; "
            "without one, `esscollab tree`, `esscollab show 4` and `esscollab handout` do the same work."
        )
        return 1
    folder = paths.data_dir(data_dir)
    app = application()
    try:
        _make_folder(folder)
        first = first_window(folder)
        if first is None:
            return 0
        log = logs.start(folder)
    except OSError as refusal:
        return _refuse(
            f"ESSCollab keeps your notes in {folder}, and that folder can’t be written "
            f"({refusal.strerror or refusal}). Make it writable, or start with --data-dir and another folder."
        )
    crashes = CrashHook()
    sys.excepthook = crashes
    try:
        desk = Desk(app, folder)
    except UserError as refusal:
        log.close(clean=True)
        return _refuse(str(refusal))
    first.asked_to_raise.connect(lambda: _raise(desk.window))
    desk.window.shown.connect(first.listen)
    desk.window.show()
    if log.former:
        desk.window.say(f"ESSCollab ended unexpectedly last time. Its log is kept: {log.former}")
    if wait := os.environ.get(CLOSE_AFTER):
        desk.window.shown.connect(lambda: QTimer.singleShot(int(wait), desk.window.close))
    code = app.exec()
    first.close()
    desk.close()
    log.close(clean=code == 0 and not crashes.seen)
    return code


def picture_of_window(folder: Path, path: Path) -> None:
    """Draw the main window without showing it, as it stands on a 1366 × 768 screen, into a PNG."""
    app = application()
    _make_folder(folder)
    desk = Desk(app, folder)
    desk.window.resize(QSize(1366, 768))
    desk.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    desk.window.show()
    settled = QEventLoop()
    desk.notes.counts_changed.connect(lambda _counts: QTimer.singleShot(0, settled.quit))
    QTimer.singleShot(PATIENCE, settled.quit)
    settled.exec()
    picture = desk.window.grab()
    desk.window.close()
    desk.close()
    if not picture.save(str(path)):
        raise UserError(f"The picture could not be written to {path}. Choose another folder.")


def application() -> QApplication:
    QApplication.setApplicationName("ESSCollab")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("esscollab-desktop")
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])


def _has_display() -> bool:
    """Qt aborts the process where there is none; only Linux can lack one."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _raise(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _refuse(sentence: str) -> int:
    _log.warning("%s", sentence)
    _say(sentence)
    if not os.environ.get(CLOSE_AFTER):
        QMessageBox.critical(None, "ESSCollab", sentence)
    return 1


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - the window may have been started from a terminal


class CrashHook:
    """A bug: into the log with its traceback, and said; the window stays, so nothing typed is lost.

    `seen`: one came by, so the log of this run is worth keeping.
    """

    def __init__(self) -> None:
        self.seen = False
        self._is_telling = False

    def __call__(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.seen = True
        _log.critical("unexpected", exc_info=(kind, fault, trace))
        if QApplication.instance() is None or self._is_telling:
            return  # one box at a time: what repeats itself would cover the screen with them
        self._is_telling = True
        try:
            QMessageBox.critical(
                None,
                "ESSCollab",
                "Something unexpected happened inside the program. Your notes are safe on disk. "
                f"Details are in the log ({kind.__name__}).",
            )
        finally:
            self._is_telling = False
