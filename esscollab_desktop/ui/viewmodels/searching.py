"""What is asked while words stand in the search field: off the window's thread, the newest words only."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.search import Answer, FilterChoices
from esscollab_desktop.ui.tasks import TaskRunner

MOST = 30  # results in a list; more words find it sooner than more rows
_QUESTION, _CHOICES = "question", "filter choices"


class Asked(Protocol):
    """What answers: called from any thread, raises UserError where what it reads is damaged."""

    def ask(self, question: str, limit: int = MOST) -> Answer: ...
    def choices(self) -> FilterChoices: ...
    def warm(self) -> None: ...


class SearchingModel(QObject):
    """`answered(Answer | None)` for the newest words, None for no words; `refused(str)`."""

    answered = Signal(object)
    choices_changed = Signal(object)
    refused = Signal(str)

    def __init__(self, search: Asked, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._runner = runner
        self._words = ""
        self._is_looking = self._is_warm = False
        self._then: Callable[[], None] | None = None

    @property
    def words(self) -> str:
        """What is being looked for; empty for nothing."""
        return self._words

    @property
    def is_looking(self) -> bool:
        """Whether the newest words are not answered yet."""
        return self._is_looking

    def look_for(self, words: str) -> None:
        """Answers for words before these are dropped, and so is what was to be done with one."""
        words = words if words.strip() else ""
        self._words, self._then, self._is_looking = words, None, bool(words)
        if not words:
            self.answered.emit(None)
            return
        self._runner.run(
            lambda: self._search.ask(words, MOST) if words == self._words else None,
            lambda answer: self._on_answer(words, answer),
            lambda fault: self._on_fault(words, fault),
            _QUESTION,
        )

    def look_again(self) -> None:
        """Book or notes hold something else than before."""
        if self._words:
            then = self._then
            self.look_for(self._words)
            self._then = then

    def once_answered(self, step: Callable[[], None]) -> None:
        """Do it as soon as the newest words are answered; at once where they are."""
        if self._is_looking:
            self._then = step
        else:
            step()

    def ask_choices(self) -> None:
        """What filters there are to choose; `choices_changed(FilterChoices)` tells."""
        self._runner.run(self._search.choices, self.choices_changed.emit, self._refuse, _CHOICES)

    def warm(self) -> None:
        """Load what the first question would wait for: words may be on their way."""
        if not self._is_warm:
            self._is_warm = True
            self._runner.run(self._search.warm, lambda _none: None, self._refuse)

    def _on_answer(self, words: str, answer: Answer | None) -> None:
        # No channel tells of words that were cleared: that is answered without the runner.
        if words != self._words or answer is None:
            return
        then, self._then, self._is_looking = self._then, None, False
        self.answered.emit(answer)
        if then is not None:
            then()

    def _on_fault(self, words: str, fault: Exception) -> None:
        if words == self._words:
            self._then, self._is_looking = None, False
            self._refuse(fault)

    def _refuse(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.refused.emit(str(fault))
