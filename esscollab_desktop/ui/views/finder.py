"""Field, results and page belong together: what is chosen is looked at, opened for good, or taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from esscollab_desktop.domain.codes import has_label, in_words, normalize
from esscollab_desktop.domain.search import Answer, Result
from esscollab_desktop.ui.models.book_tree import CODE_ROLE
from esscollab_desktop.ui.viewmodels.reading import ReadingModel
from esscollab_desktop.ui.viewmodels.searching import SearchingModel
from esscollab_desktop.ui.views.page_pane import PagePane
from esscollab_desktop.ui.views.panes import Panes
from esscollab_desktop.ui.views.tree_pane import TreePane

if TYPE_CHECKING:  # made with the first search
    from esscollab_desktop.ui.views.results_pane import ResultsPane

MakeResults = Callable[[QWidget], "ResultsPane"]

# Between two letters the page need not follow; after the keys that walk the list it does at once.
PAUSE = 120  # ms


@dataclass(frozen=True)
class _Place:
    """Where one was: the page, how far it and the tree were scrolled."""

    code: str
    page: float
    tree: int


class Finder(QObject):
    """Takes the tree's place while words stand in the field. `changed()`: what the window's title says."""

    changed = Signal()
    note_wanted = Signal(str, str)

    def __init__(
        self,
        searching: SearchingModel,
        reading: ReadingModel,
        tree: TreePane,
        page: PagePane,
        panes: Panes,
        make_results: MakeResults,
    ) -> None:
        super().__init__(panes)
        self._searching, self._reading = searching, reading
        self._tree, self._page, self._panes = tree, page, panes
        self._make_results = make_results
        self._results: ResultsPane | None = None
        self._place: _Place | None = None
        self._is_on = self._is_opened = self._has_walked = self._has_choices = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        tree.words_changed.connect(self._on_words)
        tree.entered.connect(self._on_entered)
        tree.walked.connect(self._on_walked)
        tree.search.focused.connect(searching.warm)
        searching.answered.connect(self._on_answered)
        reading.history_changed.connect(self._show_way_back)

    @property
    def is_on(self) -> bool:
        """Whether results stand in the tree's place."""
        return self._is_on

    @property
    def words(self) -> str:
        """What is being looked for while no result was opened for good; else empty."""
        return self._searching.words.strip() if self._is_on and not self._is_opened else ""

    @property
    def results(self) -> "ResultsPane":
        if self._results is None:
            results = self._results = self._make_results(self._tree)
            self._tree.add_results(results, results.tab_stops())
            results.chosen.connect(self._on_chosen)
            results.clicked_on.connect(self._on_clicked)
            results.opened.connect(self.open)
            results.words_wanted.connect(self._tree.search.setText)
            results.escaped.connect(self.leave)
            self._searching.choices_changed.connect(results.filters.show_choices)
        return self._results

    @property
    def stop(self) -> QWidget:
        """Where the keyboard goes in the left pane: the tree, or the list of results."""
        if not self._is_on:
            return self._tree.tree
        return self.results.list if self.results.list.isVisible() else self._tree.search

    def chosen_code(self) -> str:
        """The code of the row that the keyboard is on, of the tree or of the results; empty elsewhere."""
        focus = self._tree.window().focusWidget()
        if focus is None or not self._tree.isAncestorOf(focus):
            return ""
        if not self._is_on:
            return str(self._tree.tree.currentIndex().data(CODE_ROLE) or "")
        result = self.results.list.current()
        return result.code if result else ""

    def leave(self) -> None:
        """Back to where one was."""
        if self._results is not None and self._results.isAncestorOf(self._tree.window().focusWidget()):
            self._tree.search.setFocus()
        self._tree.clear_search()

    def walk(self, by: int) -> None:
        """To the next or the previous result."""
        self._has_walked = True
        self.results.list.choose(self.results.list.currentIndex().row() + by)

    def open(self, result: Result) -> None:
        """For good: a step in the history; the hit in view, the keyboard in the page."""
        self._soon.stop()
        self._reading.settle(result.code)
        if self._reading.code != self._reading.known(result.code):
            return
        self._settled()
        self._show_hit(result)
        if result.note:
            self.note_wanted.emit(result.code, result.note)

    def _open_code(self, code: str, letter: str = "") -> None:
        """A code that was typed: a jump, after which there is nothing to look for."""
        self._soon.stop()
        self._reading.settle(code)
        self._settled()
        self._tree.clear_search()
        if letter:
            self._reading.open(code, letter)
            self._page.page_focus()
        elif self._tree.isVisible():
            self._tree.tree_focus()

    def _settled(self) -> None:
        self._place, self._is_opened = None, True
        self._tree.select(self._reading.code)
        if not self._panes.close_over():
            self._page.page_focus()
        self.changed.emit()

    # --- words ---

    def _on_words(self, words: str) -> None:
        is_on = bool(words.strip())
        self._has_walked = self._is_opened = False
        self._soon.stop()
        # Asked first: the answer is looked for while the panes make room for it.
        self._searching.look_for(words)
        if is_on and not self._is_on:
            self._begin()
        if is_on:
            self.results.show_words(words)
        if self._is_on and not is_on:
            self._end()
        self.changed.emit()

    def _begin(self) -> None:
        self._keep_place()
        self._is_on = True
        self.results.forget()
        self._tree.show_results(True)
        self._panes.set_searching(True)
        self._show_way_back()
        self._has_choices = False

    def _end(self) -> None:
        self._is_on = False
        self.results.forget()
        self._tree.show_results(False)
        self._panes.set_searching(False)
        self._reading.return_to()
        self._page.show_hits(())
        place, self._place = self._place, None
        if place is not None and place.code == self._reading.code:
            _scroll_to(self._page.view.verticalScrollBar(), place.page)
            self._tree.tree.verticalScrollBar().setValue(place.tree)

    def _keep_place(self) -> None:
        """Before the page is another, or another part of it is in view."""
        reading = self._reading
        if not reading.is_previewing and (self._place is None or self._place.code != reading.code):
            page = self._page.view.verticalScrollBar()
            self._place = _Place(reading.code, _share(page), self._tree.tree.verticalScrollBar().value())

    def _on_entered(self, words: str) -> None:
        """A code opens at once; other words open the chosen result, once there is one."""
        if not words.strip():
            return
        code, letter = self._reading.named(words)
        if code and not self._has_walked and (letter or normalize(words) == code):
            self._open_code(code, letter)
        else:
            self._searching.once_answered(self._open_chosen)

    def _open_chosen(self) -> None:
        result = self.results.list.current()
        if result is not None:
            self.open(result)
        elif code := self._reading.known(self._searching.words):
            self._open_code(code)

    # --- results ---

    def _on_answered(self, answer: Answer | None) -> None:
        if answer is not None and self._is_on:
            former, before = self.results.answer, self.results.list.current()
            self.results.show_answer(answer)
            is_again = former is not None and former.question == answer.question
            if self._is_opened or (is_again and self.results.list.current() == before):
                self._soon.stop()  # what is read stays as it is
                self._page.show_hits(answer.patterns)
            else:
                self._soon.start(PAUSE)
            if not self._has_choices:
                self._has_choices = True
                self._searching.ask_choices()

    def _on_walked(self, key: object) -> None:
        if self._is_on:
            self._has_walked = True
            self.results.list.walk(key)  # type: ignore[arg-type]
            self.results.tell_chosen()

    def _on_chosen(self, _result: Result) -> None:
        """Keys that repeat come before this timer, so of many rows that are passed the last is shown."""
        self._soon.start(0)

    def _on_clicked(self, result: Result) -> None:
        if self._panes.over is self._tree:
            self.open(result)
        else:
            self._has_walked = True
            self._soon.start(0)

    def _look(self) -> None:
        """Show the chosen result's page, unless the results cover it."""
        result = self.results.list.current() if self._is_on else None
        if result is None or self._panes.over is self._tree:
            return
        self._keep_place()
        self._reading.preview(result.code)
        if self._reading.code == self._reading.known(result.code):
            self._show_hit(result)
        self._is_opened = False
        self.changed.emit()

    def _show_hit(self, result: Result) -> None:
        answer = self.results.answer
        self._page.show_hit(result.letter, answer.patterns if answer else ())

    def _show_way_back(self) -> None:
        if self._results is not None:
            code = self._reading.origin or self._reading.code
            self._results.head.show_way_back(in_words(code) if has_label(code) or code == "about" else "")


def _share(bar: QScrollBar) -> float:
    return bar.value() / bar.maximum() if bar.maximum() else 0.0


def _scroll_to(bar: QScrollBar, share: float) -> None:
    bar.setValue(round(share * bar.maximum()))
