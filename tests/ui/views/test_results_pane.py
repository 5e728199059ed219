"""The list of results: rows as high as their words, filters that are what is typed, and what is near."""

from pathlib import Path
from time import perf_counter

import pytest
from looking import cut, nameless
from made_up_search import CHOICES, RESULTS, MadeUpSearch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.search import Answer, FilterChoices, Result, ResultKind
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Choice, Theme
from esscollab_desktop.ui.look.type import load_fonts
from esscollab_desktop.ui.views.results_pane import ResultsPane, count_words, ignored_words

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def theme(plain_application: QApplication, own_garbage: None) -> Theme:
    load_fonts(RESOURCES / "fonts")
    theme = Theme(RESOURCES / "styles")
    theme.choose("light")
    theme.apply(plain_application)
    return theme


@pytest.fixture
def holder(theme: Theme, qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(520, 640)
    return holder


@pytest.fixture
def pane(theme: Theme, holder: QWidget) -> ResultsPane:
    """The pane below a field that leads it, as wide as in the window."""
    field = QLineEdit(holder)
    field.setAccessibleName("Search")
    icons = Icons(theme, RESOURCES / "icons", holder)
    pane = ResultsPane(theme, icons, lambda _code: Kind.PUBLISHED, field, holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(field)
    column.addWidget(pane, 1)
    holder.show()
    return pane


def ask(pane: ResultsPane, question: str, limit: int = 50) -> Answer:
    answer = MadeUpSearch().ask(question, limit)
    pane.show_words(question)
    pane.show_answer(answer)
    return answer


def heights(pane: ResultsPane) -> list[int]:
    model = pane.model
    return [pane.list.visualRect(model.index(row)).height() for row in range(model.rowCount())]


# --- rows ---


def test_the_first_result_is_chosen_and_told(pane: ResultsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.chosen) as chosen:
        ask(pane, "philanthropy")
    assert chosen.args is not None
    assert chosen.args[0].code == "4.OH"
    assert pane.list.current() == chosen.args[0]


@pytest.mark.parametrize("text", [100, 150, 200])
@pytest.mark.parametrize("width", [380, 520, 640])
def test_rows_have_the_height_that_their_words_need(
    pane: ResultsPane, theme: Theme, holder: QWidget, qtbot: QtBot, width: int, text: int
) -> None:
    holder.resize(width, 640)
    theme.set_window_text(text / 100)
    ask(pane, "philanthropy")
    laid = [pane.list.delegate.laid(pane.model.index(row)) for row in range(pane.model.rowCount())]
    qtbot.waitUntil(lambda: heights(pane) == [one.height for one in laid])
    for one in laid:
        assert one.text.line_count <= 2
        assert one.title_at.y() + one.title.height <= one.text_top + 1
        assert one.text_top + one.text.height <= one.reason_top + 1
        assert one.reason_top + one.reason.height < one.height
        assert one.title.widest() <= width
    short = Result("4", ResultKind.PRACTICE, "Short", "Short.", "Your word")
    pane.show_answer(Answer("short", (short, RESULTS[0])))
    assert heights(pane)[0] <= heights(pane)[1]


def test_a_long_code_leaves_its_line_to_the_kind(pane: ResultsPane, theme: Theme) -> None:
    theme.set_window_text(2.0)
    code = "4.MA-own12"
    pane.show_answer(Answer("x", (Result(code, ResultKind.OWN, "A title of some words", "Text", "Why"),)))
    pane.resize(330, 600)
    laid = pane.list.delegate.laid(pane.model.index(0))
    assert laid.title_at.y() > laid.head


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_every_kind_is_painted_in_every_theme(pane: ResultsPane, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    pane.show_answer(Answer("x", tuple(Result("4.MA", k, "Title", "Text", "Why") for k in ResultKind)))
    pane.list.resize(520, 1200)
    picture = pane.list.grab().toImage()
    tokens = theme.tokens
    row = pane.list.visualRect(pane.model.index(1))
    assert picture.pixelColor(row.left() + 6, row.top() + 4).name().upper() == tokens.desk


def test_the_bar_of_the_chosen_row_tells_where_keys_go(
    pane: ResultsPane, theme: Theme, holder: QWidget, qtbot: QtBot
) -> None:
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    ask(pane, "philanthropy")

    def bar() -> str:
        return pane.list.grab().toImage().pixelColor(1, 40).name().upper()

    assert pane.list.leader is not None
    pane.list.leader.setFocus()
    assert bar() == theme.tokens.accent
    pane.filters.everything.setFocus()
    assert bar() == theme.tokens.edge


def test_fifty_rows_are_laid_out_and_painted_quickly(pane: ResultsPane) -> None:
    many = tuple(
        Result(
            "4.MI",
            ResultKind.PUBLISHED,
            f"Michigan {n}",
            "Words about the plan. " * 6,
            "Your word",
            marks=((0, 5),),
        )
        for n in range(50)
    )
    pane.show_answer(Answer("words", many))
    pane.list.resize(520, 6_000)
    target = QPixmap(520, 6_000)
    pane.list.render(target)
    begun = perf_counter()
    pane.list.render(target)
    assert perf_counter() - begun < 0.2  # all fifty; a screen shows seven


def test_the_row_that_was_chosen_stays_where_the_same_is_asked_again(pane: ResultsPane) -> None:
    ask(pane, "philanthropy")
    pane.list.choose(3)
    before = pane.list.current()
    ask(pane, "philanthropy")
    assert pane.list.current() == before
    ask(pane, "philanthrop")
    assert pane.list.currentIndex().row() == 0


def test_keys_of_the_field_walk_the_list(pane: ResultsPane) -> None:
    ask(pane, "philanthropy")
    rows = []
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    for key in keys:
        pane.list.walk(key)
        rows.append(pane.list.currentIndex().row())
    assert rows == [1, 2, 1, 0, 0]
    pane.list.walk(Qt.Key.Key_PageDown)
    assert pane.list.currentIndex().row() > 2
    pane.list.walk(Qt.Key.Key_PageUp)
    assert pane.list.currentIndex().row() == 0


def test_enter_and_a_double_click_open_and_a_click_chooses(pane: ResultsPane, qtbot: QtBot) -> None:
    ask(pane, "philanthropy")
    place = pane.list.visualRect(pane.model.index(2)).center()
    with qtbot.waitSignal(pane.clicked_on) as clicked:
        QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [pane.model.result(2)]
    with qtbot.waitSignal(pane.opened) as opened:
        QTest.mouseDClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(2, 0))
    assert opened.args == [pane.model.result(2)]
    with qtbot.waitSignal(pane.opened):
        QTest.keyClick(pane.list, Qt.Key.Key_Return)
    with qtbot.waitSignal(pane.escaped):
        QTest.keyClick(pane.list, Qt.Key.Key_Escape)


# --- head ---


def test_the_head_says_how_many() -> None:
    def words(number: int, more: bool = False) -> str:
        return count_words(Answer("x", RESULTS[:1] * number, more=more))

    assert words(0) == ""
    assert words(1) == "1 result"
    assert words(6) == "6 results, best first"
    assert words(50, more=True) == "More than 50 results, best first"


@pytest.mark.parametrize("text", [100, 150, 200])
@pytest.mark.parametrize("width", [300, 360, 420, 520, 900])
def test_the_head_is_shortened_or_wrapped_and_never_cut(
    pane: ResultsPane, theme: Theme, holder: QWidget, width: int, text: int
) -> None:
    theme.set_window_text(text / 100)
    holder.resize(width, 640)
    ask(pane, "philanthropy")
    pane.head.show_way_back("4.MA")
    QApplication.sendPostedEvents()
    head = pane.head
    assert head.count.text() == "8 results, best first"
    if width >= 520 and text == 100:
        assert head.keys.text() == "Enter opens, Esc goes back to 4.MA"
        assert head.keys.y() == head.count.y()
    for label in (head.count, head.keys):
        assert head.rect().bottom() >= label.geometry().bottom()
        if width >= 360 or text == 100:
            assert head.rect().contains(label.geometry())
    assert not head.count.geometry().intersects(head.keys.geometry())


# --- filters ---


def test_chips_show_what_is_typed(pane: ResultsPane) -> None:
    pane.filters.show_choices(CHOICES)
    pane.show_words("Kind:RELATED funds")
    chips = pane.filters.chips
    assert chips["kind"].text() == "Kind: Related"
    assert chips["kind"].isChecked()
    assert not pane.filters.everything.isChecked()
    assert chips["state"].text() == "State"
    pane.show_words("funds")
    assert chips["kind"].text() == "Kind"
    assert pane.filters.everything.isChecked()


def test_a_choice_is_typed_into_the_field(pane: ResultsPane) -> None:
    pane.filters.show_choices(CHOICES)
    wanted: list[str] = []
    pane.words_wanted.connect(wanted.append)
    pane.words_wanted.connect(pane.show_words)
    pane.show_words("funds")
    next(a for a in pane.filters.chips["kind"].choices if a.text() == "Related").trigger()
    next(a for a in pane.filters.chips["meeting"].choices if a.text() == "Spring forum").trigger()
    next(a for a in pane.filters.chips["kind"].choices if a.text() == "Published").trigger()
    next(a for a in pane.filters.chips["kind"].choices if a.text() == "Any kind").trigger()
    pane.filters.everything.click()
    assert wanted == [
        "kind:related funds",
        'meeting:"Spring forum" kind:related funds',
        'kind:published meeting:"Spring forum" funds',
        'meeting:"Spring forum" funds',
        "funds",
    ]
    assert pane.filters.everything.isChecked()
    pane.filters.everything.click()
    assert pane.filters.everything.isChecked()


def test_a_value_that_is_not_offered_is_shown_too(pane: ResultsPane) -> None:
    pane.filters.show_choices(CHOICES)
    pane.show_words('topic:"lunch money"')
    assert pane.filters.chips["topic"].text() == "Topic: lunch money"


def test_meetings_are_offered_where_there_are_any(pane: ResultsPane) -> None:
    assert pane.filters.chips["meeting"].isHidden()
    pane.filters.show_choices(CHOICES)
    assert not pane.filters.chips["meeting"].isHidden()
    pane.filters.show_choices(FilterChoices())
    assert pane.filters.chips["meeting"].isHidden()


def test_what_is_no_filter_is_told(pane: ResultsPane) -> None:
    ask(pane, "topic:money philanthropy")
    assert pane.ignored.isVisible()
    assert pane.ignored.text() == "“topic:money” is not a filter here, so it was left out."
    ask(pane, "philanthropy")
    assert not pane.ignored.isVisible()
    assert ignored_words(Answer("x", ignored=("a:b", "c:d"))) == (
        "“a:b” and “c:d” are not filters here, so they were left out."
    )


# --- nothing ---


def test_nothing_found_offers_what_is_near(pane: ResultsPane, qtbot: QtBot) -> None:
    ask(pane, "fylanthropy")
    assert pane.nothing.isVisible()
    assert not pane.list.isVisible()
    assert pane.nothing.words.text() == "Nothing for “fylanthropy”. Near it:"
    shown = [button for button in pane.nothing.buttons if button.isVisible()]
    assert [button.text() for button in shown] == ["philanthropy", "foundation"]
    with qtbot.waitSignal(pane.words_wanted) as wanted:
        QTest.mouseClick(shown[1], Qt.MouseButton.LeftButton)
    assert wanted.args == ["foundation"]
    shown[0].setFocus()
    with qtbot.waitSignal(pane.words_wanted) as wanted:
        QTest.keyClick(shown[0], Qt.Key.Key_Return)
    assert wanted.args == ["philanthropy"]
    ask(pane, "philanthropy")
    assert not pane.nothing.isVisible()
    assert pane.list.isVisible()


def test_nothing_near_says_what_else_to_try(pane: ResultsPane) -> None:
    pane.show_answer(Answer("xyzzy & co"))
    assert pane.nothing.words.text() == "Nothing for “xyzzy & co”. Try fewer words, or the beginning of one."


# --- heard and whole ---


def test_everything_has_a_name_and_the_list_is_one(pane: ResultsPane) -> None:
    ask(pane, "philanthropy")
    assert nameless(pane.window()) == []
    interface = QAccessible.queryAccessibleInterface(pane.list)
    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Results"
    assert interface.childCount() == 8
    row = interface.child(0)
    assert row.role() == QAccessible.Role.ListItem
    assert row.text(QAccessible.Text.Name).startswith("Related, 4.OH, Ohio, Philanthropy Ohio and")


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("question", ["kind:related state:OH topic:money philanthropy", "fylanthropy"])
def test_no_words_are_cut(pane: ResultsPane, theme: Theme, holder: QWidget, question: str, text: int) -> None:
    theme.set_window_text(text / 100)
    holder.resize(520 * text // 100, 640)
    pane.filters.show_choices(CHOICES)
    ask(pane, question)
    assert cut(pane) == []


def test_the_number_is_told_once_the_answer_stands_still(
    pane: ResultsPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    module = "esscollab_desktop.ui.views.results_pane.announce"
    monkeypatch.setattr(module, lambda _widget, words: told.append(words))
    for question in ("phila", "philan", "philanthropy"):
        ask(pane, question)
    assert told == []
    qtbot.waitUntil(lambda: told == ["8 results, best first"])
    pane.list.walk(Qt.Key.Key_Down)
    pane.tell_chosen()
    assert told[1].startswith("Partner, Philanthropy Ohio, Named in 4.OH")
    ask(pane, "fylanthropy")
    qtbot.waitUntil(lambda: told[2:] == ["Nothing for “fylanthropy”. Near it:"])
