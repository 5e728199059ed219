"""Faults in the content sources: each with file, line, field and remedy, all told at once."""

from dataclasses import dataclass, field

from esscollab_desktop.domain.content import Place
from esscollab_desktop.domain.errors import UserError

MISSING = "is missing; add it."
UNKNOWN_CODE = "is not a code of this book"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`file` is relative to the content folder; `field` may be empty where a whole line is meant."""

    file: str
    line: int
    field: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: "
        return place + (f"{self.field}: {self.remedy}" if self.field else self.remedy)


class ContentError(UserError):
    """The content sources can't become a book; the message lists every fault on a line of its own."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        count = "1 place needs" if len(faults) == 1 else f"{len(faults)} places need"
        lines = "\n".join(str(fault) for fault in faults)
        super().__init__(f"The book was not built: {count} mending.\n{lines}")


@dataclass(slots=True)
class Faults:
    """Collects faults while the sources are read, so that one run names them all, and where records stand."""

    found: list[Fault] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    # Files that could not be read: all of them, or their fields only.
    lost: dict[str, Fault] = field(default_factory=dict)
    fieldless: set[str] = field(default_factory=set)

    def lose(self, file: str, line: int, remedy: str) -> None:
        """Add the fault that keeps a file from being read; what else would be missed there goes untold."""
        self.add(file, line, "", remedy)
        self.lost.setdefault(file, self.found[-1])

    def lose_fields(self, file: str, line: int, remedy: str) -> None:
        """Add the fault that keeps a file's fields from being read."""
        self.add(file, line, "", remedy)
        self.fieldless.add(file)

    def add(self, file: str, line: int, name: str, remedy: str) -> None:
        self.found.append(Fault(file, line, name, remedy))

    def stands(self, record: str, file: str, line: int) -> None:
        """Remember where a record stands; the first place counts."""
        self.places.setdefault(record, Place(file, line))

    def stop_if_any(self) -> None:
        if self.found:
            raise ContentError(tuple(sorted({fault for fault in self.found if not self._follows(fault)})))

    def _follows(self, fault: Fault) -> bool:
        """Whether a fault is there only because a file could not be read."""
        if fault.file in self.lost:
            return fault != self.lost[fault.file]
        if fault.file in self.fieldless and fault.remedy == MISSING:
            return True
        unread = {*self.lost, *self.fieldless}
        if any(f"is not in {file};" in fault.remedy for file in unread):
            return True
        return UNKNOWN_CODE in fault.remedy and any("/" not in file for file in unread)
