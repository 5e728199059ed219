"""What became of acknowledged notes under one kind of fault."""

from dataclasses import dataclass


@dataclass
class Tally:
    """Counts. `mended`: notebooks that said they were damaged. `hit`: no whole copy was left on the disk."""

    faults: int = 0
    acknowledged: int = 0
    mended: int = 0
    in_place: int = 0
    in_history: int = 0
    in_copy: int = 0
    hit: int = 0
    lost: int = 0
    unopened: int = 0
    traces: int = 0

    @property
    def is_broken(self) -> bool:
        return bool(self.lost or self.unopened or self.traces)
