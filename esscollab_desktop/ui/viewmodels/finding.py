"""What the tree leaves of the book while words are typed: looked for off the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.library import Reading
from esscollab_desktop.ui.models.book_rows import Filter
from esscollab_desktop.ui.tasks import TaskRunner

# So few examples are looked through before the next letter can be drawn.
_FEW = 2_000
_CHANNEL = "filter"


class FindingModel(QObject):
    """`found(Filter | None)` with what the newest words leave, None for no words; `refused(str)`."""

    found = Signal(object)
    refused = Signal(str)

    def __init__(self, book: Reading, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._runner = runner
        self._words = ""
        self._is_looking = False
        self._then: Callable[[], None] | None = None

    @property
    def is_looking(self) -> bool:
        """Whether the tree does not show yet what the newest words leave."""
        return self._is_looking

    def look_for(self, words: str) -> None:
        """Answers for words before these are dropped, and so is what was to be done with one."""
        self._words = words.strip()
        self._then = None
        self._is_looking = True
        words = self._words
        if not words:
            self._on_found(None)
        elif sum(group.count for group in self._book.groups()) <= _FEW:
            self._on_found(self._looked(words))
        else:
            self._runner.run(
                lambda: self._looked(words) if words == self._words else None,
                lambda left: self._on_answer(words, left),
                lambda fault: self._on_fault(words, fault),
                _CHANNEL,
            )

    def look_again(self) -> None:
        """The book holds other examples than before."""
        if self._words:
            self.look_for(self._words)

    def once_found(self, step: Callable[[], None]) -> None:
        """Do it as soon as the tree shows what the newest words leave; at once where it does."""
        if self._is_looking:
            self._then = step
        else:
            step()

    def _looked(self, words: str) -> Filter:
        return Filter(words, self._book.groups(words), self._book.tops(words))

    def _on_answer(self, words: str, left: Filter | None) -> None:
        # No channel tells of words that were cleared: that is answered without the runner.
        if words == self._words and left is not None:
            self._on_found(left)

    def _on_found(self, left: Filter | None) -> None:
        then, self._then, self._is_looking = self._then, None, False
        self.found.emit(left)
        if then is not None:
            then()

    def _on_fault(self, words: str, fault: Exception) -> None:
        if words != self._words:
            return
        self._then, self._is_looking = None, False
        if not isinstance(fault, UserError):
            raise fault
        self.refused.emit(str(fault))
