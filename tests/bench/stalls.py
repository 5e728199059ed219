"""A clock on the window's thread: how long each step of a person holds it up."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer

TICK = 5  # ms
TURNS = 4
PATIENCE = 60_000  # ms


class Stalls:
    """`longest`: the longest time between two beats in each step, beyond a beat's own, in seconds."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self.loop = QEventLoop()
        self._heart = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._heart.start()
        self._begin()

    def _begin(self) -> None:
        self._last, self._stall = perf_counter(), 0.0

    def _beat(self) -> None:
        now = perf_counter()
        self._stall = max(self._stall, now - self._last - TICK / 1000)
        self._last = now

    def step(self, name: str, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> None:
        """Act, and wait until it is done. Raises TimeoutError where it never is."""
        self._begin()
        act()
        begun, turns = perf_counter(), 0
        # A few turns in any case: what an act brings about may come after it.
        while turns < TURNS or not until():
            QTimer.singleShot(TICK, self.loop.quit)
            self.loop.exec()
            turns += 1
            if (perf_counter() - begun) * 1000 > PATIENCE:
                raise TimeoutError(name)
        self._beat()
        self.longest[name] = max(self.longest.get(name, 0.0), self._stall)
