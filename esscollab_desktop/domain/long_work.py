"""How far a long piece of work is, and whether it was called off."""

from collections.abc import Callable
from time import monotonic

from esscollab_desktop.domain.errors import Cancelled

# What is going on in plain words, how much of it is done, and of how many.
Progress = Callable[[str, int, int], None]

_ASK_AFTER = 0.05  # seconds
_TELL_AFTER = 0.15


def tell_nobody(_stage: str, _done: int, _total: int) -> None:
    pass


def never() -> bool:
    return False


class LongWork:
    """Hands on progress and asks about Cancel as often as is needed, however often it is called itself."""

    def __init__(self, progress: Progress = tell_nobody, cancelled: Callable[[], bool] = never) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._stage, self._done, self._total = "", 0, 0
        self._asked = self._told = monotonic()
        self.is_cancelled = False

    def stage(self, name: str, total: int) -> None:
        """A new stage begins. Raises Cancelled, as do `step` and `ask`."""
        self._stage, self._done, self._total = name, 0, total
        self._tell(monotonic())
        self._asked = 0.0
        self.ask()

    def step(self, count: int = 1) -> None:
        self._done += count
        self.ask()

    def ask(self) -> None:
        if self.must_stop():
            raise Cancelled

    def must_stop(self) -> bool:
        """The same as an answer, for callers that can't take an exception."""
        now = monotonic()
        if now - self._asked >= _ASK_AFTER:
            self._asked = now
            self.is_cancelled = self.is_cancelled or self._cancelled()
            if now - self._told >= _TELL_AFTER:
                self._tell(now)
        return self.is_cancelled

    def _tell(self, now: float) -> None:
        self._told = now
        self._progress(self._stage, self._done, self._total)
