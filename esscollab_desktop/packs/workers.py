"""A few processes that share a long list of chunks; they end with the work, whatever ends it."""

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

_ASK_EVERY = 0.1  # seconds
# One chunk is worked on while the next one waits, so that no process idles.
_CHUNKS_EACH = 2

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")


@dataclass(slots=True)
class _Worker(Generic[Chunk]):
    process: SpawnProcess
    connection: Connection
    under_way: deque[tuple[int, Chunk]] = field(default_factory=deque)


class Workers(Generic[Chunk, Result]):
    """Processes that each do `task` with chunk after chunk. `task` and what it takes and gives are pickled.

    A process that can't start or dies does no harm: its chunks are done here. A frozen program must call
    `multiprocessing.freeze_support()` first thing.
    """

    def __init__(self, task: Callable[[Chunk], Result], count: int) -> None:
        self._task = task
        self._workers: list[_Worker[Chunk]] = []
        with suppress(OSError), _interrupts_held():
            for _ in range(count):
                self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._task), daemon=True)
        try:
            process.start()
            self._workers.append(_Worker(process, ours))
        finally:
            # Only the process holds its end now, so that its death is seen at ours.
            theirs.close()

    def map(self, chunks: Sequence[Chunk], ask: Callable[[], None]) -> Iterator[Result]:
        """The results in the order of the chunks; `ask` is called often, and may raise to end it."""
        waiting = deque(enumerate(chunks))
        done: dict[int, Result] = {}
        for number in range(len(chunks)):
            while number not in done:
                ask()
                self._hand_out(waiting, number)
                if not self._workers:
                    place, chunk = waiting.popleft()
                    done[place] = self._task(chunk)
                else:
                    self._gather(done, waiting)
            yield done.pop(number)

    def _hand_out(self, waiting: deque[tuple[int, Chunk]], wanted: int) -> None:
        for worker in list(self._workers):
            # Not far ahead of what is wanted: results that wait for a slow one fill the memory.
            while waiting and len(worker.under_way) < _CHUNKS_EACH and waiting[0][0] < wanted + 50:
                worker.under_way.append(waiting.popleft())
                try:
                    worker.connection.send(worker.under_way[-1][1])
                except OSError:
                    self._lose(worker, waiting)
                    break

    def _gather(self, done: dict[int, Result], waiting: deque[tuple[int, Chunk]]) -> None:
        for ready in wait([worker.connection for worker in self._workers], _ASK_EVERY):
            worker = next(worker for worker in self._workers if worker.connection is ready)
            try:
                result: Result = worker.connection.recv()
            except (EOFError, OSError):
                self._lose(worker, waiting)
            else:
                done[worker.under_way.popleft()[0]] = result

    def _lose(self, worker: _Worker[Chunk], waiting: deque[tuple[int, Chunk]]) -> None:
        """Take a dead process's chunks back, in their order."""
        self._workers.remove(worker)
        worker.connection.close()
        kept = sorted([*waiting, *worker.under_way], key=lambda numbered: numbered[0])
        waiting.clear()
        waiting.extend(kept)
        worker.process.join()

    def stop(self) -> None:
        """End all processes at once and wait until they are gone."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
            worker.connection.close()
        self._workers.clear()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes that start here never see Ctrl+C, which is for the program to answer."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # on its own first start it would let them through again
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _serve(connection: Connection, task: Callable[[Chunk], Result]) -> None:
    """The life of a process: chunk in, result out, until the other side closes or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            connection.send(task(connection.recv()))
