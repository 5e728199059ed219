"""The results in the tree's place: filters, how many there are, the list, or what is near it."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from esscollab_desktop.domain.search import Answer
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.result_list import ResultListModel, spoken
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.nothing_found import NothingFound
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.result_filters import ResultFilters
from esscollab_desktop.ui.views.result_layout import EDGE
from esscollab_desktop.ui.views.result_rows import KindOf, ResultList
from esscollab_desktop.ui.views.results_head import HeadLine

STILL = 700  # ms without another answer, before its number is told to a screen reader
LONG = 500  # ms without an answer, before the head says that it is on its way


class ResultsPane(QFrame):
    """`chosen(Result)`, `opened(Result)` for good, `words_wanted(str)`, `escaped()`."""

    chosen = Signal(object)
    clicked_on = Signal(object)
    opened = Signal(object)
    words_wanted = Signal(str)
    escaped = Signal()

    def __init__(self, theme: Theme, icons: Icons, kind_of: KindOf, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("resultsPane")
        self._theme = theme
        self._answer: Answer | None = None
        self._told: tuple[str, str] | None = None
        self.model = ResultListModel(self)
        self.filters = ResultFilters(theme, self)
        self.head = HeadLine(theme, self)
        self.ignored = _hint(self)
        self.nothing = NothingFound(theme, self)
        self.list = ResultList(self.model, theme, icons, kind_of, self)
        self.list.leader = field
        line = QFrame(self)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.filters, self.head, self.ignored, line, self.nothing):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self._rest = QWidget(self)
        column.addWidget(self._rest, 1)
        self._still, self._late = self._timer(STILL, self._announce), self._timer(LONG, self._say_late)
        self.list.chosen.connect(self.chosen)
        self.list.clicked_on.connect(self.clicked_on)
        self.list.opened.connect(self.opened)
        self.list.escaped.connect(self.escaped)
        self.nothing.chosen.connect(self.words_wanted)
        self.filters.words_wanted.connect(self.words_wanted)
        theme.changed.connect(self._set_looks)
        self._set_looks()
        self._show_parts()

    def _timer(self, pause: int, step: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(step)
        return timer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def tab_stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        filters = self.filters
        return [filters.everything, *filters.chips.values(), *self.nothing.buttons, self.list]

    @property
    def answer(self) -> Answer | None:
        return self._answer

    def show_words(self, words: str) -> None:
        """What is being looked for; the former answer stands until the next is there."""
        self.filters.show_words(words)
        self._still.stop()
        self._late.start()

    def show_answer(self, answer: Answer) -> None:
        """The first result is chosen, or the same as before where the question is."""
        before, former = self.list.current(), self._answer
        self._answer = answer
        self._late.stop()
        self.model.show(answer)
        self.head.show_count(count_words(answer))
        if self.nothing.show_nearest(answer):
            _put_in_order(self.tab_stops())
        self.ignored.setText(ignored_words(answer))
        self._show_parts()
        is_same = former is not None and former.question == answer.question
        row = answer.results.index(before) if is_same and before in answer.results else 0
        self.list.choose(row)
        self._still.start()

    def forget(self) -> None:
        """Nothing is looked for any more."""
        self._answer = self._told = None
        self._still.stop()
        self._late.stop()
        self.model.show(None)
        self.head.show_count("")
        self._show_parts()

    def tell_chosen(self) -> None:
        """A row was walked to from the field: a screen reader follows the keyboard, which stayed there."""
        self._still.stop()
        result = self.list.current()
        if result is not None and not self.list.hasFocus():
            announce(self.list, spoken(result))

    def _announce(self) -> None:
        if self._answer is None or not self.isVisible():
            return  # a result was opened meanwhile
        words = [count_words(self._answer) or self.nothing.words.text(), self.ignored.text()]
        told = (self._answer.question, " ".join(word for word in words if word))
        if told != self._told:  # notes that change are looked through again behind the page
            self._told = told
            announce(self, told[1])

    def _say_late(self) -> None:
        self.head.show_count("Looking…")

    def _show_parts(self) -> None:
        is_empty = self._answer is not None and not self._answer.results
        self.nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        self._rest.setVisible(is_empty)
        self.head.setVisible(not is_empty)
        self.ignored.setVisible(self._answer is not None and bool(self._answer.ignored))

    def _set_looks(self) -> None:
        self.ignored.setFont(self._theme.type.hints())


def count_words(answer: Answer) -> str:
    """How many results there are; empty for none."""
    number = len(answer.results)
    if answer.more:
        return f"More than {number} results, best first"
    return {0: "", 1: "1 result"}.get(number, f"{number} results, best first")


def ignored_words(answer: Answer) -> str:
    """What was typed like a filter and is none."""
    named = [f"“{one}”" for one in answer.ignored]
    if len(named) < 2:
        return f"{named[0]} is not a filter here, so it was left out." if named else ""
    return f"{', '.join(named[:-1])} and {named[-1]} are not filters here, so they were left out."


def _put_in_order(stops: list[QWidget]) -> None:
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _hint(parent: QWidget) -> PlainLabel:
    label = PlainLabel(parent=parent)
    label.setObjectName("hint")
    label.setWordWrap(True)
    label.setContentsMargins(EDGE, 2, EDGE, 8)
    return label
