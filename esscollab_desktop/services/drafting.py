"""When a text that is being typed is saved: after a pause, and never more than a second behind."""

from dataclasses import dataclass, replace

PAUSE = 0.3
# A save begins this long after the first unsaved key at the latest: what is left of the second is for a late
# timer and a slow disk.
LONGEST = 0.7
# After a save that the disk refused; typing on brings the next try no sooner.
AGAIN = 2.0


@dataclass(frozen=True, slots=True)
class Drafting:
    """Where one text stands between keyboard and disk. Times are seconds of any clock that never goes back.

    Each step gives the next state. One save at a time: `started` when it begins, then `saved` or `refused`.
    Keys typed in between belong to the next save. The caller holds one timer, set to `due`.
    """

    first: float | None = None
    last: float | None = None
    under_way: float | None = None
    not_before: float = float("-inf")

    def typed(self, at: float) -> "Drafting":
        return replace(self, first=at if self.first is None else self.first, last=at)

    def started(self) -> "Drafting":
        """A save of all that is typed so far begins; with nothing unsaved, or during a save, no change."""
        if self.first is None or self.under_way is not None:
            return self
        return replace(self, first=None, last=None, under_way=self.first)

    def saved(self) -> "Drafting":
        return replace(self, under_way=None, not_before=float("-inf"))

    def refused(self, at: float) -> "Drafting":
        """The save did not reach the disk: its keys are unsaved again, and are tried again after a while."""
        if self.under_way is None:
            return self
        last = self.under_way if self.last is None else self.last
        return Drafting(first=self.under_way, last=last, not_before=at + AGAIN)

    @property
    def due(self) -> float | None:
        """When the next save is to start; None while nothing waits for one, or while one is under way."""
        if self.first is None or self.last is None or self.under_way is not None:
            return None
        return max(min(self.last + PAUSE, self.first + LONGEST), self.not_before)

    @property
    def is_dirty(self) -> bool:
        """Whether there are keys that are not yet on disk."""
        return self.first is not None or self.under_way is not None
