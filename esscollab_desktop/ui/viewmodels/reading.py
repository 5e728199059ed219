"""What is being read, and the way back."""

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.codes import is_practice, practice_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Page
from esscollab_desktop.services.library import Reading

_REMEMBERED = 200


class ReadingModel(QObject):
    """The open page and the history of pages."""

    page_opened = Signal(object)
    history_changed = Signal()
    refused = Signal(str)

    def __init__(self, book: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._back: list[str] = []
        self._forward: list[str] = []
        self.page: Page | None = None

    @property
    def code(self) -> str:
        return self.page.code if self.page else ""

    @property
    def can_go_back(self) -> bool:
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._forward)

    def open(self, code: str) -> None:
        """Open a code as a step that Back undoes; an unknown one leaves everything as it is."""
        if self.code and self.known(code) == self.code:
            return
        before = self.code
        if self._show(code):
            if before:
                self._back = [*self._back[-_REMEMBERED:], before]
            self._forward = []
            self.history_changed.emit()

    def reload(self) -> None:
        """Show the open page anew if it reads otherwise now; where its code is gone, what stood above it."""
        if self.page is None:
            return
        if not self.known(self.code):
            self._show(practice_of(self.code))
        elif self._book.page(self.code) != self.page:
            self._show(self.code)

    def known(self, words: str) -> str:
        """The code that typed words mean; empty where they mean none."""
        try:
            return self._book.resolve(words)
        except UserError:
            return ""

    def go_back(self) -> None:
        self._step(self._back, self._forward)

    def go_forward(self) -> None:
        self._step(self._forward, self._back)

    def _step(self, take: list[str], give: list[str]) -> None:
        before = self.code
        if take and self._show(take[-1]):
            take.pop()
            give.append(before)
            self.history_changed.emit()

    def _show(self, code: str) -> bool:
        try:
            self.page = self._book.page(code)
        except UserError as refusal:
            self.refused.emit(str(refusal))
            return False
        self.page_opened.emit(self.page)
        return True


def title_words(page: Page) -> str:
    """The page in the window's title: "4.MA Massachusetts", "Practice 4 Maximize Your Resources"."""
    if page.kind is not None:
        return f"{page.code} {page.title.partition(':')[0]}"
    return f"Practice {page.code} {page.title}" if is_practice(page.code) else page.title
