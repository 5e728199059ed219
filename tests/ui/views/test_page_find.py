"""Finding in the page and its notes: typed, walked and left by keys; nothing that is written changes."""

import pytest
from looking import cut, nameless
from plugin_desk import CONTROL, SHIFT, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.look.theme import Choice
from esscollab_desktop.ui.views import find_bar
from esscollab_desktop.ui.views.find_bar import FindBar
from esscollab_desktop.ui.views.note_card import NoteCard
from esscollab_desktop.ui.views.notebook_view import NotebookView

Key = Qt.Key


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def bar(desk: Desk) -> FindBar:
    return desk.window.page_find.bar


def count(desk: Desk) -> str:
    return bar(desk).count.text()


def find(desk: Desk, keys: Keyboard, words: str) -> None:
    keys.press(Key.Key_F, CONTROL)
    keys.type(words)


def current_words(desk: Desk) -> str:
    hits = desk.window.page_pane.view.hits
    hit = hits.hits[hits.current]
    cursor = desk.window.page_pane.view.textCursor()
    cursor.setPosition(hit.first)
    cursor.setPosition(hit.last, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def is_seen(desk: Desk) -> bool:
    view = desk.window.page_pane.view
    hit = view.hits.hits[view.hits.current]
    cursor = view.textCursor()
    cursor.setPosition(hit.first)
    return view.viewport().rect().contains(view.cursorRect(cursor).center())


@pytest.fixture
def ohio(desk: Desk) -> Desk:
    desk.window.reading.open("4.OH")
    return desk


@pytest.fixture
def noted(ohio: Desk, keys: Keyboard, qtbot: QtBot) -> Desk:
    """4.OH with two notes that name philanthropy three times."""
    for words in ("Who pays for PHILANTHROPY? Philanthropy?", "Ask Philantrópy, no: Philanthropy"):
        keys.press(Key.Key_N, CONTROL)
        keys.type(words)
        qtbot.waitUntil(lambda: not ohio.notes.unsaved)
    return ohio


# --- in the page ---


def test_the_bar_is_made_when_it_is_first_wanted(desk: Desk, keys: Keyboard) -> None:
    assert desk.window.findChildren(FindBar) == []
    keys.press(Key.Key_F, CONTROL)
    assert focus() is bar(desk).field
    assert bar(desk).isVisible()
    assert count(desk) == ""


def test_hits_are_marked_and_counted_as_one_types(ohio: Desk, keys: Keyboard) -> None:
    hits = ohio.window.page_pane.view.hits
    find(ohio, keys, "phil")
    few = len(hits.hits)
    assert few > 3
    assert count(ohio) == f"1 of {few}"
    keys.type("anthropy Ohio")
    assert count(ohio) == f"1 of {len(hits.hits)}"
    assert current_words(ohio) == "Philanthropy Ohio"
    keys.press(Key.Key_A, CONTROL)
    keys.type("LANTHRÓP")
    assert len(hits.hits) == few
    assert current_words(ohio) == "lanthrop"


def test_any_text_is_only_text(ohio: Desk, keys: Keyboard) -> None:
    for words in (".*", "[a", "\\", "<b>", "(", "%s", "   ", "🙂"):
        find(ohio, keys, words)
        assert ohio.window.page_pane.view.hits.hits == () or "(" in words
        keys.press(Key.Key_A, CONTROL)
        keys.press(Key.Key_Delete)
        assert count(ohio) == ""


def test_walking_goes_round_and_round_both_ways(ohio: Desk, keys: Keyboard) -> None:
    find(ohio, keys, "philanthropy")
    total = len(ohio.window.page_pane.view.hits.hits)
    seen = []
    for _ in range(total):
        seen.append(count(ohio))
        assert is_seen(ohio)
        keys.press(Key.Key_Return)
    assert seen == [f"{n} of {total}" for n in range(1, total + 1)]
    assert count(ohio) == f"1 of {total}"
    keys.press(Key.Key_Return, SHIFT)
    assert count(ohio) == f"{total} of {total}"
    assert is_seen(ohio)
    keys.press(Key.Key_F3)
    assert count(ohio) == f"1 of {total}"
    keys.press(Key.Key_F3, SHIFT)
    assert count(ohio) == f"{total} of {total}"
    assert focus() is bar(ohio).field


def test_the_first_hit_is_at_or_behind_what_one_reads(ohio: Desk, keys: Keyboard) -> None:
    view = ohio.window.page_pane.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    top = view.verticalScrollBar().value()
    find(ohio, keys, "o")
    assert view.hits.current > 0
    assert view.verticalScrollBar().value() == top
    keys.type("hio")
    assert current_words(ohio) == "Ohio"
    assert view.hits.hits[view.hits.current].first > view.hits.hits[0].first


def test_esc_goes_back_to_the_page_at_the_hit(ohio: Desk, keys: Keyboard) -> None:
    view = ohio.window.page_pane.view
    find(ohio, keys, "white paper")
    keys.press(Key.Key_F3)
    place = view.verticalScrollBar().value()
    keys.press(Key.Key_Escape)
    assert not bar(ohio).isVisible()
    assert focus() is view
    assert view.textCursor().selectedText() == "white paper"
    assert view.verticalScrollBar().value() == place
    assert view.hits.hits == ()


def test_esc_closes_it_from_the_page_and_from_its_buttons_too(ohio: Desk, keys: Keyboard) -> None:
    find(ohio, keys, "ohio")
    keys.press(Key.Key_R, CONTROL)
    assert focus() is ohio.window.page_pane.view
    keys.press(Key.Key_Escape)
    assert not bar(ohio).isVisible()
    find(ohio, keys, "ohio")
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Escape)
    assert not bar(ohio).isVisible()
    find(ohio, keys, "ohio")
    bar(ohio).close_button.click()
    assert not bar(ohio).isVisible()


def test_f3_opens_it_again_with_the_last_words(ohio: Desk, keys: Keyboard) -> None:
    find(ohio, keys, "ohio")
    keys.press(Key.Key_Escape)
    keys.press(Key.Key_F3)
    assert bar(ohio).isVisible()
    assert count(ohio).startswith("1 of ")
    keys.press(Key.Key_F3)
    assert count(ohio).startswith("2 of ")
    assert focus() is ohio.window.page_pane.view


def test_f3_with_nothing_to_find_asks_for_words(ohio: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_F3)
    assert focus() is bar(ohio).field


def test_selected_words_go_into_the_field(ohio: Desk, keys: Keyboard) -> None:
    view = ohio.window.page_pane.view
    keys.press(Key.Key_R, CONTROL)
    view.show_hits(["white paper"])
    view.hits.select(1)
    view.show_hits(())
    place = view.textCursor().selectionStart()
    keys.press(Key.Key_F, CONTROL)
    assert bar(ohio).field.text() == "white paper"
    assert bar(ohio).field.selectedText() == "white paper"
    assert view.hits.hits[view.hits.current].first == place


def test_of_selected_paragraphs_the_first_line_is_looked_for(ohio: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_R, CONTROL)
    keys.press(Key.Key_A, CONTROL)
    keys.press(Key.Key_F, CONTROL)
    assert bar(ohio).field.text() == "Ohio"


def test_what_is_not_there_is_said_in_words(
    ohio: Desk, keys: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(find_bar, "announce", lambda _widget, words: told.append(words))
    find(ohio, keys, "ohiox")
    assert count(ohio) == "Not on this page"
    assert told[-1] == "Not on this page"
    assert told[0].startswith("1 of ")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_F3, SHIFT)
    assert told[-3:] == ["Not on this page"] * 3
    keys.press(Key.Key_Backspace)
    assert "Ohio" in told[-1]
    for _ in range(ohio.window.page_find.total):
        keys.press(Key.Key_F3)
    assert told[-1].startswith("Round again. 1 of ")


def test_another_page_is_counted_and_not_moved(ohio: Desk, keys: Keyboard) -> None:
    find(ohio, keys, "the state")
    ohio.window.reading.open("4.MI")
    assert count(ohio).endswith(" found") or count(ohio) == "Not on this page"
    view = ohio.window.page_pane.view
    assert view.verticalScrollBar().value() == 0
    keys.press(Key.Key_F3)
    assert count(ohio).startswith("1 of ")


def test_zoom_keeps_the_hit(ohio: Desk, keys: Keyboard) -> None:
    find(ohio, keys, "ohio")
    keys.press(Key.Key_F3)
    before = count(ohio)
    keys.press(Key.Key_Plus, CONTROL)
    assert count(ohio) == before
    keys.press(Key.Key_F3)
    assert count(ohio) != before


def test_a_search_takes_the_marks_over_and_gets_them_back(ohio: Desk, keys: Keyboard) -> None:
    view = ohio.window.page_pane.view
    view.show_hits(["paper"])
    searched = view.hits.hits
    find(ohio, keys, "ohio")
    assert view.hits.hits != searched
    keys.press(Key.Key_Escape)
    assert view.hits.hits == searched
    find(ohio, keys, "ohio")
    found = view.hits.hits
    view.show_hits(["paper"])  # another page is opened from the results, say
    assert view.hits.hits == found
    assert bar(ohio).isVisible()
    view.show_hit("", ["paper"])
    assert view.hits.hits == searched
    assert not bar(ohio).isVisible()


# --- in notes ---


def marked(card: NoteCard) -> list[str]:
    return [mark.cursor.selectedText() for mark in card.editor.extraSelections()]


def test_notes_are_counted_and_walked_after_the_page(noted: Desk, keys: Keyboard) -> None:
    find(noted, keys, "philanthropy")
    on_page = len(noted.window.page_pane.view.hits.hits)
    assert count(noted) == f"1 of {on_page + 3}"
    cards = noted.window.notes_pane.cards
    assert [marked(card) for card in cards] == [["PHILANTHROPY", "Philanthropy"], ["Philanthropy"]]
    for _ in range(on_page):
        keys.press(Key.Key_F3)
    assert count(noted) == f"{on_page + 1} of {on_page + 3}"
    assert noted.window.page_pane.view.hits.current == -1
    keys.press(Key.Key_F3)
    keys.press(Key.Key_F3)
    assert count(noted) == f"{on_page + 3} of {on_page + 3}"
    assert focus() is bar(noted).field
    keys.press(Key.Key_F3)
    assert count(noted) == f"1 of {on_page + 3}"
    assert noted.notes.shown[0].text.startswith("Who pays")
    assert noted.notes.unsaved == []


def test_without_notes_only_the_page_counts(noted: Desk, keys: Keyboard) -> None:
    find(noted, keys, "who pays")
    assert count(noted) == "1 of 1"
    bar(noted).notes.click()
    assert count(noted) == "Not on this page"
    assert all(marked(card) == [] for card in noted.window.notes_pane.cards)
    bar(noted).notes.click()
    assert count(noted) == "1 of 1"


def test_esc_at_a_hit_in_a_note_puts_the_typing_cursor_behind_it(noted: Desk, keys: Keyboard) -> None:
    find(noted, keys, "who pays")
    keys.press(Key.Key_Escape)
    card = noted.window.notes_pane.cards[0]
    assert focus() is card.editor
    assert marked(card) == []
    keys.type("!")
    assert card.editor.toPlainText().startswith("Who pays! for")


def test_what_is_typed_while_the_bar_is_open_is_kept_and_counted(
    noted: Desk, keys: Keyboard, qtbot: QtBot
) -> None:
    find(noted, keys, "who pays")
    card = noted.window.notes_pane.cards[0]
    card.write()
    keys.type(" Who pays twice?")
    qtbot.waitUntil(lambda: not noted.notes.unsaved)
    assert count(noted) == "1 of 2"
    assert card.editor.toPlainText().endswith("Who pays twice?")
    assert noted.notes.shown[0].stored == card.editor.toPlainText()
    keys.press(Key.Key_F3)
    assert count(noted) == "2 of 2"
    assert focus() is card.editor


def test_a_deleted_note_is_counted_no_more(noted: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(noted, keys, "who pays")
    noted.notes.delete(noted.notes.shown[0].key)
    qtbot.waitUntil(lambda: count(noted) == "Not on this page")
    keys.press(Key.Key_F3)
    assert count(noted) == "Not on this page"


def test_a_card_that_is_made_later_is_marked_too(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    desk.window.reading.open("4.OH")
    for number in range(14):
        keys.press(Key.Key_N, CONTROL)
        keys.type(f"gooseberry {number}")
        qtbot.waitUntil(lambda: not desk.notes.unsaved)
    find(desk, keys, "gooseberry")
    desk.window.reading.open("4.MI")
    assert count(desk) == "Not on this page"
    desk.window.reading.open("4.OH")
    qtbot.waitUntil(lambda: count(desk) == "14 found")
    keys.press(Key.Key_F3, SHIFT)
    assert count(desk) == "14 of 14"
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 14)
    assert all(marked(card) == ["gooseberry"] for card in desk.window.notes_pane.cards)
    last = desk.window.notes_pane.cards[-1]
    qtbot.waitUntil(lambda: not last.editor.viewport().visibleRegion().isEmpty())


@pytest.mark.parametrize("size", [(1000, 700), (640, 360)])
def test_folded_notes_open_for_a_hit_and_close_for_one_of_the_page(
    noted: Desk, keys: Keyboard, size: tuple[int, int]
) -> None:
    noted.window.resize(*size)
    noted.window.panes.close_over()
    pane, page = noted.window.notes_pane, noted.window.page_pane
    find(noted, keys, "philanthropy")
    assert not pane.isVisible()
    keys.press(Key.Key_F3, SHIFT)
    assert pane.isVisible()
    assert focus() is bar(noted).field
    foot = bar(noted).mapTo(noted.window.panes, bar(noted).rect().topLeft()).y()
    assert pane.geometry().bottom() < foot
    keys.press(Key.Key_F3)
    assert not pane.isVisible()
    assert focus() is bar(noted).field
    keys.press(Key.Key_F3, SHIFT)
    keys.press(Key.Key_Escape)
    assert pane.isVisible()
    assert pane.geometry().bottom() == page.geometry().bottom()
    assert pane.isAncestorOf(focus())


def test_the_last_words_are_typed_over_also_where_notes_lie_on_the_page(noted: Desk, keys: Keyboard) -> None:
    find(noted, keys, "who pays")
    keys.press(Key.Key_Escape)
    noted.window.steps.set_window_text(200)
    assert noted.window.panes.over is noted.window.notes_pane
    find(noted, keys, "philanthropy")
    assert bar(noted).field.text() == "philanthropy"


# --- elsewhere ---


def test_in_the_notebook_it_is_the_notebook_s_search(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_3, CONTROL)
    keys.press(Key.Key_F, CONTROL)
    view = desk.window.stack.currentWidget()
    assert isinstance(view, NotebookView)
    assert focus() is view.search
    assert desk.window.findChildren(FindBar) == []


def test_from_the_meetings_it_leads_to_the_page(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_4, CONTROL)
    keys.press(Key.Key_F, CONTROL)
    assert desk.window.stack.name == "read"
    assert focus() is bar(desk).field


def test_over_a_tree_that_lies_on_the_page_it_takes_the_tree_away(desk: Desk, keys: Keyboard) -> None:
    desk.window.resize(640, 360)
    keys.press(Key.Key_L, CONTROL)
    keys.press(Key.Key_F, CONTROL)
    assert not desk.window.tree_pane.isVisible()
    assert focus() is bar(desk).field


# --- by keys, and how it looks ---


def test_tab_walks_the_bar_in_the_order_that_one_sees(ohio: Desk, keys: Keyboard) -> None:
    find(ohio, keys, "ohio")
    wanted = [*bar(ohio).buttons, bar(ohio).notes, bar(ohio).close_button]
    for widget in wanted:
        keys.press(Key.Key_Tab)
        assert focus() is widget
    assert nameless(bar(ohio)) == []
    keys.press(Key.Key_Backtab)
    keys.press(Key.Key_Backtab)
    keys.press(Key.Key_Space)
    assert count(ohio).startswith("2 of ")


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
@pytest.mark.parametrize(
    ("size", "text"),
    [((1366, 768), 100), ((1366, 768), 200), ((640, 360), 100), ((480, 500), 100), ((859, 500), 150)],
)
def test_no_words_of_the_bar_are_cut(
    ohio: Desk, keys: Keyboard, choice: Choice, size: tuple[int, int], text: int
) -> None:
    ohio.theme.choose(choice)
    ohio.window.steps.set_window_text(text)
    ohio.window.resize(*size)
    for words in ("o", "ooo"):
        find(ohio, keys, words)
        assert cut(bar(ohio)) == []
        parts = [w for w in bar(ohio).findChildren(QWidget) if w.parentWidget() is bar(ohio)]
        for one in parts:
            assert bar(ohio).rect().contains(one.geometry())
            assert not any(one.geometry().intersects(other.geometry()) for other in parts if other is not one)
        assert bar(ohio).field.width() >= 10 * bar(ohio).field.fontMetrics().averageCharWidth()
        assert ohio.window.page_pane.rect().contains(bar(ohio).geometry())


def test_its_buttons_have_names_and_tips(ohio: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_F, CONTROL)
    names = [(b.accessibleName(), b.toolTip()) for b in (*bar(ohio).buttons, bar(ohio).close_button)]
    assert names == [
        ("Find previous", "Find previous (Shift+F3)"),
        ("Find next", "Find next (F3)"),
        ("Close", "Close (Esc)"),
    ]
