"""Makes PDFs in a child process, so that Typst's memory can be given back and a crash stays outside."""

import signal
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.fonts import typst_fonts
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.picture import png

# Typst keeps its last ten compilations, a megabyte or two for each page. A child ends after so many
# handouts, or sooner after so many pages; and when nobody has asked it for anything for so many seconds.
_HANDOUTS_PER_CHILD = 50
_PAGES_PER_CHILD = 160
# What is set again after a change shares nearly all with what was set before.
_AGAIN = 0.05
_IDLE = 30.0
# So many pages are laid out in a new child ahead of the next change, which is then as quick as those before.
_PAGES_AHEAD = 40

Made = TypeVar("Made")


class HandoutStopped(UserError):  # noqa: N818 - it is the answer to a wish, not a fault
    """`cancel` or `close` was called while a handout was under way."""


class HandoutWorker:
    """One child process that makes one handout at a time; it starts with the first use, or with `warm`.

    `compile` may be called from any thread and waits; `cancel` and `close` end the child at once. A frozen
    program must call `multiprocessing.freeze_support()` first thing.
    """

    def __init__(self, resources: Path | None = None) -> None:
        self._resources = resources
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._busy = threading.Event()
        self._pages = self._handouts = 0.0
        self._last: object = None
        self._idle: threading.Timer | None = None
        self._stopped = False
        self._closed = False

    def warm(self) -> "Future[None]":
        """Start the child and let it read Typst and the fonts, so that the first handout need not wait."""
        return self._running().submit(_nothing)

    def compile(self, document: Document) -> CompiledPdf:
        """Make the PDF in the child. Raises HandoutStopped, or UserError when the child was killed."""
        with self._turn:
            made = self._made(compile_document, document)
            look, self._last = self._last, _look(document)
            self._count(made.pages, _AGAIN if look == self._last else 1.0, document)
            return made

    def picture(self, svg: str, scale: float) -> bytes:
        """Draw a PNG in the child, as `render.picture.png` does. Raises what `compile` raises."""
        with self._turn:
            drawn = self._made(png, svg, scale)
            self._count(1)
            return drawn

    def _made(self, make: Callable[..., Made], *given: object) -> Made:
        self._stopped = False
        try:
            under_way = self._running().submit(make, *given, self._resources)
            self._busy.set()
            return under_way.result()
        except (BrokenProcessPool, CancelledError) as error:
            self._drop()
            if self._stopped:
                raise HandoutStopped("The handout was stopped. Nothing was written.") from error
            raise UserError(
                "The handout could not be finished: the part that makes PDFs was ended by the system. "
                "Try again, or with fewer pages; your notes are safe."
            ) from error
        finally:
            self._busy.clear()

    def _count(self, pages: int, share: float = 1.0, document: Document | None = None) -> None:
        """Start another child where this one has made enough."""
        self._pages += pages * share
        self._handouts += share
        if self._handouts >= _HANDOUTS_PER_CHILD or self._pages >= _PAGES_PER_CHILD:
            # It has answered; while it tidied up in its own time, two would fill the memory.
            self._drop(kill=True)
            self.warm()
            if document is not None and pages <= _PAGES_AHEAD:
                self._running().submit(compile_document, document, self._resources)
        self._wait_for_more()

    def _wait_for_more(self) -> None:
        """Let the child go when it has been idle for long enough."""
        with self._guard:
            if self._idle is not None:
                self._idle.cancel()
            self._idle = None if self._closed else threading.Timer(_IDLE, self._rest)
            if self._idle is not None:
                self._idle.daemon = True
                self._idle.start()

    def _rest(self) -> None:
        if self._turn.acquire(blocking=False):
            try:
                self._drop()
            finally:
                self._turn.release()

    def __call__(self, document: Document) -> CompiledPdf:
        return self.compile(document)

    def cancel(self) -> None:
        """End the handout under way, if there is one; the next `compile` starts a new child."""
        self._stopped = True
        self._drop(kill=True)

    def close(self) -> None:
        """End the child for good."""
        self._closed = True
        self.cancel()
        with self._guard:
            if self._idle is not None:
                self._idle.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether a handout is under way in the child."""
        return self._busy.is_set()

    def child_ids(self) -> tuple[int, ...]:
        """The process id of the child, when one is running."""
        with self._guard:
            return tuple(self._executor._processes or ()) if self._executor else ()

    def _running(self) -> ProcessPoolExecutor:
        with self._guard:
            if self._closed:
                raise HandoutStopped("The program is closing; the handout was not made.")
            if self._executor is None:
                self._pages = self._handouts = 0.0
                self._last = None
                # Counted here: the executor's own count lets the last answer wait for the child's end.
                self._executor = ProcessPoolExecutor(
                    max_workers=1,
                    mp_context=get_context("spawn"),
                    initializer=_get_ready,
                    initargs=(self._resources,),
                )
            return self._executor

    def _drop(self, kill: bool = False) -> None:
        with self._guard:
            executor, self._executor = self._executor, None
        if executor is None:
            return
        if kill:
            # The executor has no way of its own to end a running task before Python 3.14.
            for process in list((executor._processes or {}).values()):
                process.kill()
        executor.shutdown(wait=kill, cancel_futures=True)


def _look(document: Document) -> object:
    """What a document keeps while it is changed."""
    return document.title, document.language, document.paper, document.large, document.sans, document.foot


def _get_ready(resources: Path | None) -> None:
    """What every child does first: leave Ctrl+C to the program, read Typst and the fonts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import typst  # noqa: F401

    typst_fonts(resources)


def _nothing() -> None:
    """Its answer says that the child is ready."""
