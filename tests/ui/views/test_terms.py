"""Terms of the glossary on the page: marked without moving a word, explained on hover, focus and key."""

import pytest
from plugin_desk import CONTROL, Desks, Keyboard
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.ui.views import terms as terms_module
from esscollab_desktop.ui.views.reading_view import ReadingView
from esscollab_desktop.ui.views.term_popup import TermPopup
from esscollab_desktop.ui.views.terms import Terms

Key = Qt.Key


@pytest.fixture
def view(desk: Desk) -> ReadingView:
    desk.window.reading.open("4.MA")
    return desk.window.page_pane.view


@pytest.fixture
def terms(view: ReadingView) -> Terms:
    return view.terms


def shown(terms: Terms) -> tuple[str, str]:
    """The words of the popup; empty where it is not seen."""
    popup = terms.popup
    return (popup.term.text(), popup.meaning.text()) if popup.isVisible() else ("", "")


def middle(view: ReadingView, number: int = 0) -> QPoint:
    """The middle of a term on the page, in the viewport."""
    mention = view.terms._mentions[number]
    center = view.terms.boxes(mention)[0].center()
    return (center - QPointF(0, view.verticalScrollBar().value())).toPoint()


def point_at(view: ReadingView, place: QPoint) -> None:
    """As the mouse does that moves there without a button."""
    none = Qt.MouseButton.NoButton
    where = QPointF(place)
    seen = QPointF(view.viewport().mapToGlobal(place))
    moved = QMouseEvent(QEvent.Type.MouseMove, where, seen, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), moved)


def line_places(view: ReadingView) -> list[tuple[int, float, float]]:
    found = []
    block = view.document().begin()
    while block.isValid():
        view.document().documentLayout().blockBoundingRect(block)
        for number in range(block.layout().lineCount()):
            rect = block.layout().lineAt(number).naturalTextRect()
            found.append((block.blockNumber(), rect.top(), rect.right()))
        block = block.next()
    return found


def test_marking_moves_no_word_and_changes_no_text(desk: Desk, view: ReadingView) -> None:
    marked, words, runs = line_places(view), view.toPlainText(), view.page_map.passages.text
    assert view.terms._mentions
    view.terms.show_terms(())
    assert (line_places(view), view.toPlainText()) == (marked, words)
    assert desk.window.reading.page is not None
    assert runs == reading_text(desk.window.reading.page)


def test_the_line_is_dotted_and_stands_under_the_words(desk: Desk, view: ReadingView) -> None:
    box = view.terms.boxes(view.terms._mentions[0])[0].toRect()
    with_line = view.grab().toImage().copy(box)
    mentions = view.terms._mentions
    view.terms.show_terms(())
    without = view.grab().toImage().copy(box)
    rows = {
        y
        for y in range(box.height())
        for x in range(box.width())
        if with_line.pixelColor(x, y) != without.pixelColor(x, y)
    }
    assert len(rows) == 1
    assert min(rows) > box.height() * 0.75
    view.terms.show_terms(mentions)


def test_a_rest_of_the_mouse_explains_and_going_away_ends_it(
    view: ReadingView, terms: Terms, qtbot: QtBot
) -> None:
    point_at(view, middle(view))
    assert shown(terms) == ("", "")
    qtbot.waitUntil(terms.popup.isVisible)
    assert shown(terms)[0] == "DESE"
    assert "The Massachusetts Department" in shown(terms)[1]
    assert terms.popup.hint.text() == terms_module.BY_MOUSE
    point_at(view, QPoint(2, 2))
    assert terms.popup.isVisible()
    qtbot.waitUntil(lambda: not terms.popup.isVisible())


def test_the_mouse_may_go_over_to_the_popup_and_click_on_it(
    desk: Desk, view: ReadingView, terms: Terms, qtbot: QtBot
) -> None:
    point_at(view, middle(view))
    qtbot.waitUntil(terms.popup.isVisible)
    point_at(view, QPoint(2, 2))
    inside = QPointF(5, 5)
    QApplication.sendEvent(terms.popup, QEnterEvent(inside, inside, inside))
    assert not terms._linger.isActive()
    QTest.mouseClick(terms.popup, Qt.MouseButton.LeftButton)
    assert desk.window.reading.code == "glossary:DESE"
    assert not terms.popup.isVisible()


def test_enter_belongs_to_the_page_while_only_the_mouse_rests_on_a_term(
    desk: Desk, view: ReadingView, terms: Terms, keys: Keyboard, qtbot: QtBot
) -> None:
    keys.press(Key.Key_R, CONTROL)
    point_at(view, middle(view))
    qtbot.waitUntil(terms.popup.isVisible)
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "4.MA"


def test_a_key_goes_from_term_to_term_and_round_the_page(
    view: ReadingView, terms: Terms, keys: Keyboard
) -> None:
    told = [mention.term.term for mention in terms._mentions]
    assert len(told) > 5
    seen = []
    for _ in range(len(told) + 1):
        keys.press(Key.Key_F2)
        assert view.hasFocus()
        seen.append(shown(terms)[0])
    assert seen == [*told, told[0]]


def test_a_key_goes_on_from_what_is_in_view(view: ReadingView, terms: Terms, keys: Keyboard) -> None:
    keys.press(Key.Key_F2)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    keys.press(Key.Key_F2)
    assert terms.shown is not None
    assert terms.boxes(terms.shown)[0].top() >= bar.maximum() // 2 - 30


def test_the_meaning_is_told_to_a_screen_reader(
    terms: Terms, keys: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(terms_module, "announce", lambda _view, words: told.append(words))
    keys.press(Key.Key_F2)
    assert told == [terms.popup.accessibleName()]
    assert told[0].startswith("DESE: The Massachusetts Department")


def test_enter_opens_the_terms_page_and_back_returns(
    desk: Desk, terms: Terms, view: ReadingView, keys: Keyboard
) -> None:
    keys.press(Key.Key_F2)
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "glossary:DESE"
    assert not terms.popup.isVisible()
    keys.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.window.reading.code == "4.MA"


def test_esc_closes_wherever_the_keyboard_is(
    desk: Desk, view: ReadingView, terms: Terms, keys: Keyboard, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F2)
    keys.press(Key.Key_Escape)
    assert not terms.popup.isVisible()
    assert view.hasFocus()
    desk.window.tree_pane.tree_focus()
    point_at(view, middle(view, 1))
    qtbot.waitUntil(terms.popup.isVisible)
    keys.press(Key.Key_Escape)
    assert not terms.popup.isVisible()
    assert desk.window.tree_pane.tree.hasFocus()


def stops(view: ReadingView, keys: Keyboard, key: Qt.Key) -> list[tuple[int, int]]:
    """The stretches that Tab comes to, until it leaves the page."""
    found: list[tuple[int, int]] = []
    keys.press(Key.Key_R, CONTROL)
    view.clear_selection()
    for _ in range(300):
        keys.press(key)
        if not view.hasFocus():
            break
        cursor = view.textCursor()
        found.append((cursor.selectionStart(), cursor.selectionEnd()))
    return found


def test_tab_walks_terms_and_links_in_the_order_of_the_page(
    view: ReadingView, terms: Terms, keys: Keyboard
) -> None:
    words = {view.page_map.passages.places(m.start, m.end)[0] for m in terms._mentions}
    wanted = sorted(words | set(view.page_map.links))
    assert stops(view, keys, Key.Key_Tab) == wanted
    assert not terms.popup.isVisible()
    assert stops(view, keys, Key.Key_Backtab) == wanted[::-1]


def test_tab_shows_the_meaning_of_a_term_and_none_of_a_link(
    view: ReadingView, terms: Terms, keys: Keyboard
) -> None:
    keys.press(Key.Key_R, CONTROL)
    for _ in range(30):
        keys.press(Key.Key_Tab)
        cursor = view.textCursor()
        stretch = (cursor.selectionStart(), cursor.selectionEnd())
        assert terms.popup.isVisible() is (stretch not in view.page_map.links)


def test_a_page_without_terms_says_so(desk: Desk, keys: Keyboard) -> None:
    desk.window.reading.open("topic:parents" if desk.window.reading.known("topic:parents") else "about")
    desk.window.page_pane.view.terms.show_terms(())
    keys.press(Key.Key_F2)
    assert desk.window.status_line.currentMessage() == "No word on this page is explained in the glossary."


def test_the_terms_own_page_does_not_explain_it(desk: Desk, terms: Terms) -> None:
    desk.window.reading.open("glossary:ESSA")
    assert "glossary:ESSA" not in {mention.term.code for mention in terms._mentions}


def is_inside(popup: TermPopup) -> bool:
    parent = popup.parentWidget()
    assert parent is not None
    return parent.rect().contains(popup.geometry())


@pytest.mark.parametrize("size", [(1366, 768), (1000, 700), (640, 360), (480, 320)])
@pytest.mark.parametrize("zoom", [100, 200, 400])
@pytest.mark.parametrize("text", [100, 200])
def test_the_popup_is_whole_inside_the_window(
    desk: Desk, terms: Terms, keys: Keyboard, size: tuple[int, int], zoom: int, text: int
) -> None:
    desk.window.resize(*size)
    desk.window.steps.set_window_text(text)
    desk.window.steps.set_zoom(zoom)
    for _ in range(6):
        keys.press(Key.Key_F2)
        popup = terms.popup
        assert popup.isVisible()
        assert is_inside(popup)
        if size[1] > 320:
            needed = popup.meaning.heightForWidth(popup.meaning.width())
            assert popup.meaning.height() >= needed, (size, zoom, text, popup.size())


def test_it_goes_when_the_page_scrolls_or_another_is_opened(
    desk: Desk, view: ReadingView, terms: Terms, keys: Keyboard
) -> None:
    keys.press(Key.Key_F2)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 40)
    assert not terms.popup.isVisible()
    keys.press(Key.Key_F2)
    assert terms.popup.isVisible()
    desk.window.reading.open("1")
    assert not terms.popup.isVisible()
    keys.press(Key.Key_F2)
    assert terms.popup.isVisible()
    desk.window.stack.show_view("notebook")
    assert not terms.popup.isVisible()


def test_a_term_is_no_link_for_the_mouse_and_copies_as_words(
    desk: Desk, view: ReadingView, keys: Keyboard
) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view))
    assert desk.window.reading.code == "4.MA"
    keys.press(Key.Key_F2)
    keys.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("Massachusetts Department of Elementary")


def test_closing_the_window_over_an_open_popup_is_quiet(desks: Desks, desk: Desk, keys: Keyboard) -> None:
    desk.window.reading.open("4.MA")
    keys.press(Key.Key_F2)
    desks.close(desk)
