"""Run a plain function off the window's thread; one answer comes back on it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

T = TypeVar("T")
_Answer = tuple[Any, Exception | None, Callable[[Any], None], Callable[[Exception], None], str, int]


class TaskRunner(QObject):
    """Runs functions on `threads` worker threads; with one thread they run in the order given.

    Each call is answered exactly once, on the thread this object lives in: `done` with the value or
    `not_done` with the exception. A call on a `channel` makes earlier unanswered calls on it stale:
    their answers are dropped.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 1) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._newest: dict[str, int] = {}
        self._number = 0
        self._pending: set[Future[None]] = set()
        self._open = True
        self._answered.connect(self._on_answered)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        not_done: Callable[[Exception], None],
        channel: str = "",
    ) -> None:
        self._number += 1
        number = self._number
        if channel:
            self._newest[channel] = number

        def job() -> None:
            answer: _Answer = (None, None, done, not_done, channel, number)
            try:
                answer = (work(), None, *answer[2:])
            except Exception as fault:  # handed to not_done, on the window's thread
                answer = (None, fault, *answer[2:])
            self._answered.emit(answer)

        future = self._pool.submit(job)
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)

    def _on_answered(self, answer: "_Answer") -> None:
        value, fault, done, not_done, channel, number = answer
        if not self._open or (channel and self._newest.get(channel) != number):
            return
        if fault is None:
            done(value)
        else:
            not_done(fault)

    def drain(self) -> None:
        """Wait for everything that was given and deliver its answers, without running the event loop."""
        wait(list(self._pending))
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Wait for what is running; drop what has not begun and every answer still on its way."""
        self._open = False
        self._pool.shutdown(wait=True, cancel_futures=True)
