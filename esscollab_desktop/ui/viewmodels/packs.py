"""Content packs on the screen: looked at, taken in, gone back, off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.domain.packs import InstalledPack
from esscollab_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:  # content packs bring what reads and checks files; a start does without
    from esscollab_desktop.services.content import Content, Desk, Preview
    from esscollab_desktop.services.installing import Offer

T = TypeVar("T")


class PacksModel(QObject):
    """`listed(tuple[InstalledPack])`; `offered(Offer, Preview)` after `look_at`; `told(name, Preview)`.

    `progress(words, done, of)` while a file is looked at, then `offered`, `refused(sentence)`, `cancelled()`.
    `changed(sentence)`: other content is open now. `refused` also where a step could not be done.
    `news_told(words)` after `ask_news`, also kept in `news`: how much the book's edition changed.
    """

    listed = Signal(object)
    offered = Signal(object, object)
    told = Signal(str, object)
    progress = Signal(str, int, int)
    cancelled = Signal()
    refused = Signal(str)
    changed = Signal(str)
    news_told = Signal(str)

    def __init__(self, reader: TaskRunner, writer: TaskRunner, parent: QObject | None = None) -> None:
        """`writer` is the one thread that all notes are saved on: nothing is written while notes go along."""
        super().__init__(parent)
        self._reader, self._writer = reader, writer
        self._content: Callable[[], Content] | None = None
        self._desk: Callable[[], Desk | None] = lambda: None
        self._stop = Event()
        self._offer: Offer | None = None
        self.news = ""
        # The window puts there what saves all that is being typed before notes are moved.
        self.after_saving: Callable[[Callable[[], None]], None] = lambda step: step()

    def attach(self, content: Callable[[], "Content"], desk: Callable[[], "Desk | None"]) -> None:
        """Both are called on a worker thread."""
        self._content, self._desk = content, desk

    @property
    def is_ready(self) -> bool:
        return self._content is not None

    def read(self) -> None:
        """Ask for what is installed."""
        self._run(self._reader, lambda content: content.packs.installed(), self.listed.emit)

    def ask_news(self) -> None:
        if (make := self._content) is not None:
            self._reader.run(lambda: make().news(), self._on_news, self._on_no_news)

    def _on_news(self, words: str) -> None:
        self.news = words
        self.news_told.emit(words)

    def _on_no_news(self, fault: Exception) -> None:
        """That an edition can't be read is said where it is asked for."""
        if not isinstance(fault, UserError):
            raise fault
        self._on_news("")

    def look_at(self, file: Path) -> None:
        """Read a file and what it would change; one at a time."""
        self.let_go()
        stop = self._stop = Event()

        def done(found: "tuple[Offer, Preview]") -> None:
            offer, preview = found
            if stop.is_set():
                offer.close()
                self.cancelled.emit()
                return
            self._offer = offer
            self.offered.emit(offer, preview)

        self._run(
            self._reader,
            lambda content: content.look_at(file, self._desk(), self.progress.emit, stop.is_set),
            done,
        )

    def let_go(self) -> None:
        """Stop looking, or let go of what was offered; what was unpacked is removed."""
        self._stop.set()
        offer, self._offer = self._offer, None
        if offer is not None:
            self._reader.run(offer.close, lambda _: None, self._on_refused)

    def install(self) -> None:
        """Take in what was offered; whoever calls has shown what it changes."""
        offer, self._offer = self._offer, None
        if offer is not None:
            self._change(lambda content, desk: content.install(offer, desk))

    def look_back(self, pack: InstalledPack) -> None:
        """Ask what going back to the former edition changes."""
        self._run(
            self._reader,
            lambda content: content.look_back(pack.name, self._desk()),
            lambda preview: self.told.emit("back", preview),
        )

    def look_away(self, pack: InstalledPack) -> None:
        self._run(
            self._reader,
            lambda content: content.look_away(pack.name, self._desk()),
            lambda preview: self.told.emit("away", preview),
        )

    def look_at_last(self, pack: InstalledPack) -> None:
        """Ask what the edition that is open changed over the one before."""
        self._run(
            self._reader,
            lambda content: content.look_at_last(pack.name),
            lambda preview: self.told.emit("last", preview),
        )

    def step_back(self, pack: InstalledPack) -> None:
        self._change(lambda content, desk: content.step_back(pack.name, desk))

    def remove(self, pack: InstalledPack) -> None:
        self._change(lambda content, desk: content.remove(pack.name, desk))

    def _change(self, work: Callable[["Content", "Desk | None"], str]) -> None:
        def done(words: str) -> None:
            self.changed.emit(words)
            self.read()

        self.after_saving(lambda: self._run(self._writer, lambda content: work(content, self._desk()), done))

    def _run(self, runner: TaskRunner, work: Callable[["Content"], T], done: Callable[[T], None]) -> None:
        make = self._content
        if make is None:
            self.refused.emit("The notebook is still being opened. Try again in a moment.")
            return
        runner.run(lambda: work(make()), done, self._on_refused)

    def _on_refused(self, fault: Exception) -> None:
        if isinstance(fault, Cancelled):
            self.cancelled.emit()
        elif isinstance(fault, UserError):
            self.refused.emit(str(fault))
        else:
            raise fault
