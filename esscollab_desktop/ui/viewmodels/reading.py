"""What is being read, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.codes import is_practice, pack_of, practice_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Page
from esscollab_desktop.services.citing import citation_in
from esscollab_desktop.services.glossary import Glossary, Mention
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.places import place_in
from esscollab_desktop.services.quoting import passage_of

_REMEMBERED = 200

# Where on a page one is: a block of it, and how far into it. What that counts is the view's affair.
Place = tuple[int, float]
TOP: Place = (0, 0.0)


@dataclass(frozen=True)
class _Visit:
    code: str
    place: Place


class ReadingModel(QObject):
    """The open page and the history of pages. `place_now` is asked for the place before a page is left."""

    page_opened = Signal(object)
    history_changed = Signal()
    refused = Signal(str)
    place_wanted = Signal(object)
    passage_wanted = Signal(int, int)

    def __init__(self, book: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._back: list[_Visit] = []
        self._forward: list[_Visit] = []
        self._origin: _Visit | None = None
        self._glossaries: dict[str, Glossary] = {}
        self.place_now: Callable[[], Place] = lambda: TOP
        self.page: Page | None = None

    @property
    def code(self) -> str:
        return self.page.code if self.page else ""

    @property
    def can_go_back(self) -> bool:
        return bool(self._back) or self.is_previewing

    @property
    def can_go_forward(self) -> bool:
        return bool(self._forward)

    def open(self, code: str, letter: str = "") -> None:
        """Open a code as a step that Back undoes, at a paragraph where one is named.

        An unknown code leaves everything as it is; to an unknown letter it is said which there are. From a
        previewed page it leads on, so that one was read.
        """
        self.settle()
        if not (self.code and self.known(code) == self.code) and not self._step_to(code):
            return
        if letter:
            self._go_to_paragraph(letter)

    def _step_to(self, code: str) -> bool:
        left = self._here()
        if not self._show(code):
            return False
        self._remember(left)
        return True

    def _go_to_paragraph(self, letter: str) -> None:
        assert self.page is not None
        try:
            self.passage_wanted.emit(*passage_of(self.page, "", letter))
        except UserError as refusal:
            self.refused.emit(str(refusal))

    @property
    def origin(self) -> str:
        """Where one was before the preview that is shown; empty without one."""
        return self._origin.code if self._origin else ""

    @property
    def is_previewing(self) -> bool:
        return self._origin is not None

    def preview(self, code: str) -> None:
        """Show a page that is no step yet: `settle` makes it one, `return_to` takes it back."""
        before, code = self._here(), self.known(code)
        if not code or code == before.code:
            return
        # Known before the page tells of itself: what is only looked at changes no tree.
        origin, self._origin = self._origin, self._origin or before
        if not self._show(code):
            self._origin = origin
        self._end_at_origin()
        self.history_changed.emit()

    def settle(self, code: str = "") -> None:
        """Stay on the previewed page, or take this one instead: one step from where one was."""
        origin, self._origin = self._origin, None
        if code and self.known(code) != self.code:
            before = self._here()
            if not self._show(code):
                self._origin = origin
                return
            origin = origin or before
        if origin and origin.code != self.code:
            self._remember(origin)
        elif origin:
            self.history_changed.emit()

    def return_to(self) -> None:
        """Back to where one was before the preview, as if there had been none."""
        origin, self._origin = self._origin, None
        if origin:
            self._show(origin.code)
            self.history_changed.emit()
            self.place_wanted.emit(origin.place)

    def _end_at_origin(self) -> None:
        if self._origin and self._origin.code == self.code:
            self._origin = None

    def _remember(self, left: _Visit) -> None:
        if left.code:
            self._back = [*self._back[-_REMEMBERED:], left]
        self._forward = []
        self.history_changed.emit()

    def reload(self) -> None:
        """Show the open page anew if it reads otherwise now; where its code is gone, what stood above it."""
        self._glossaries.clear()
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

    def named(self, words: str) -> tuple[str, str]:
        """The code and the paragraph's letter that typed words mean ("4 ma c"); both may be empty."""
        try:
            return place_in(self._book, words)
        except UserError:
            return "", ""

    def mentions(self) -> tuple[Mention, ...]:
        """Where terms of the glossary stand on the open page."""
        if self.page is None:
            return ()
        pack = pack_of(self.code)
        if pack not in self._glossaries:
            self._glossaries[pack] = Glossary(self._book.glossary_terms(self.code))
        return self._glossaries[pack].mentions(self.page)

    def citation(self, passage: tuple[int, int] | None = None) -> str:
        """What goes along with copied words of the open page, or with all of it."""
        return citation_in(self._book, self.page, passage) if self.page else ""

    def go_back(self) -> None:
        if self.is_previewing:
            self.return_to()
            return
        self._step(self._back, self._forward)

    def go_forward(self) -> None:
        self.return_to()
        self._step(self._forward, self._back)

    def _step(self, take: list[_Visit], give: list[_Visit]) -> None:
        left = self._here()
        if take and self._show(take[-1].code):
            there = take.pop()
            give.append(left)
            self.history_changed.emit()
            self.place_wanted.emit(there.place)

    def _here(self) -> _Visit:
        return _Visit(self.code, self.place_now())

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
