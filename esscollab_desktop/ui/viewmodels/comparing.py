"""The examples that stand side by side: chosen one by one, kept for as long as the window is open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.codes import is_example
from esscollab_desktop.domain.comparison import FEWEST, MOST, Comparison
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.citing import citation_in
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.places import place_in
from esscollab_desktop.services.quoting import passage_of
from esscollab_desktop.services.side_by_side import TOO_FEW, example_code, laid_out
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel, look_for

LAYOUT = "comparison"
FULL = "Compare takes four examples. Take one out first."
NO_EXAMPLE = "Only examples can be compared. Open one, or choose it in the tree."


class ComparingModel(QObject):
    """`changed()` after every change of the set or of what it says; `said(str)` for the status line."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, library: Reading, handouts: HandoutsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._handouts = library, handouts
        self.codes: tuple[str, ...] = ()
        self.comparison: Comparison | None = None

    @property
    def is_enough(self) -> bool:
        return len(self.codes) >= FEWEST

    @property
    def is_full(self) -> bool:
        return len(self.codes) >= MOST

    def add(self, words: str) -> bool:
        """Take in what is meant by typed words or a code; where that can't be, say why and change nothing."""
        try:
            code = example_code(self._library, place_in(self._library, words)[0])
        except UserError as refusal:
            self.said.emit(str(refusal))
            return False
        if code in self.codes:
            self.said.emit(f"{code} is among those compared already.")
        elif self.is_full:
            self.said.emit(FULL)
        else:
            self._take((*self.codes, code))
            more = "" if self.is_enough else " Add another one."
            self.said.emit(f"{code} added: {self._number()} to compare.{more}")
            return True
        return False

    def add_shown(self, code: str) -> bool:
        """Take in what is chosen or open, which may be no example."""
        if is_example(code):
            return self.add(code)
        self.said.emit(NO_EXAMPLE)
        return False

    def remove(self, code: str) -> None:
        self._take(tuple(kept for kept in self.codes if kept != code))
        self.said.emit(f"{code} taken out: {self._number()} left.")

    def move(self, code: str, by: int) -> None:
        """To the left (-1) or right (1) of its neighbor; at the edge it stays."""
        here = self.codes.index(code)
        there = here + by
        if not 0 <= there < len(self.codes):
            self.said.emit(f"{code} is at the {'left' if by < 0 else 'right'} already.")
            return
        codes = list(self.codes)
        codes.insert(there, codes.pop(here))
        self._take(tuple(codes))
        self.said.emit(f"{code} moved: now {there + 1} of {len(codes)}.")

    def refresh(self) -> None:
        """Content or own examples changed: lay out anew, without what is gone."""
        kept = tuple(code for code in self.codes if self._library.leads_to(code) == code)
        if kept != self.codes or (kept and laid_out(self._library, kept) != self.comparison):
            self._take(kept)

    def _take(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self.comparison = laid_out(self._library, codes) if codes else None
        self.changed.emit()

    def _number(self) -> str:
        return f"{len(self.codes)} example{'' if len(self.codes) == 1 else 's'}"

    def citation(self, code: str, letters: Sequence[str]) -> str:
        """What goes along with copied words of one example: with the letters of their paragraphs."""
        page = self._library.page(code)
        places = [passage_of(page, "", letter) for letter in letters]
        passage = (places[0][0], places[-1][1]) if places else (0, 0)
        return citation_in(self._library, page, passage)

    # --- on paper ---

    def save(self, ask: Callable[[str], str]) -> None:
        """Ask where and write the handout, whose own words tell how it went; or say what is missing."""
        if not self.is_enough:
            self.said.emit(TOO_FEW)
        elif path := ask(self._handouts.default_path(self.codes, LAYOUT)):
            look = look_for("none", self._handouts.default_paper, LAYOUT)
            self._handouts.write(self.codes, look, Path(path))
