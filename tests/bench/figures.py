"""What is measured: figures beside their yardsticks, and the limits that they must keep."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Act = Callable[[], object]
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """One of these: `times` the yardstick, `seconds` or `megabytes` in all, seconds `beyond` it."""

    times: float | None = None
    seconds: float | None = None
    beyond: float | None = None
    megabytes: float | None = None

    def keeps(self, seconds: float, yardstick: float) -> bool:
        return (
            (self.times is None or seconds <= self.times * yardstick)
            and (self.seconds is None or seconds < self.seconds)
            and (self.megabytes is None or seconds < self.megabytes)
            and (self.beyond is None or seconds - yardstick < self.beyond)
        )

    def __str__(self) -> str:
        told = []
        if self.times is not None:
            told.append(f"at most {self.times:g} ×")
        if self.megabytes is not None:
            told.append(f"under {self.megabytes:g} MB")
        if self.seconds is not None:
            told.append(
                f"under {self.seconds:g} s" if self.seconds > 1 else f"under {self.seconds * 1000:g} ms"
            )
        if self.beyond is not None:
            told.append(f"under {self.beyond * 1000:g} ms more")
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds that something takes, and seconds of the yardstick. `measure`: median, 95 % or longest.

    With a `unit` the numbers are of that and not of seconds.
    """

    part: str
    name: str
    measure: str
    seconds: float
    yardstick: str
    beside: float
    limit: Limit = Limit()
    unit: str = ""

    @property
    def is_kept(self) -> bool:
        return self.limit.keeps(self.seconds, self.beside)


def high(times: Sequence[float]) -> float:
    """The 95th percentile: of 40 times the third largest counts, by the nearest rank."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


MEASURES: dict[str, Callable[[Sequence[float]], float]] = {"median": median, "95 %": high, "longest": max}


def side_by_side(
    ours: Sequence[Act], yardstick: Sequence[Act], measure: str = "median"
) -> tuple[float, float]:
    """Both, by turns, so that what else goes on in the machine falls on both.

    The quietest of three rounds counts for each: other programs can only add to a time.
    """
    found: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        times: tuple[list[float], list[float]] = [], []
        for number in range(max(len(ours), len(yardstick))):
            for acts, kept in zip((ours, yardstick), times, strict=True):
                kept.append(timed(acts[number % len(acts)]))
        found.append((MEASURES[measure](times[0]), MEASURES[measure](times[1])))
    return min(one for one, _ in found), min(other for _, other in found)


def timed(act: Act) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
