"""What can be done with the page that is read: favorites, places, what is copied, width and face."""

from pathlib import Path

import pytest
from plugin_desk import ALT, CONTROL, Desks, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QGuiApplication

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.page import Page, Paragraph, Section, reading_segments
from esscollab_desktop.ui.look.type import SANS, SERIF
from esscollab_desktop.ui.page_steps import NONE_YET, NOT_WRITTEN
from esscollab_desktop.ui.views.reading_view import ReadingView

Key = Qt.Key


@pytest.fixture
def view(desk: Desk) -> ReadingView:
    desk.window.reading.open("4.MA")
    return desk.window.page_pane.view


def scrolled(view: ReadingView) -> int:
    return view.verticalScrollBar().value()


def level_of(view: ReadingView, block: int) -> float:
    """The top of a block, in the viewport."""
    found = view.document().findBlockByNumber(block)
    return view.document().documentLayout().blockBoundingRect(found).top() - scrolled(view)


# --- places ---


@pytest.mark.parametrize("typed", ["4.MA, c", "4.MA c", "4 ma c"])
def test_a_letter_that_is_typed_leads_to_its_paragraph(desk: Desk, keys: Keyboard, typed: str) -> None:
    desk.window.reading.open("1")
    keys.press(Key.Key_L, CONTROL)
    keys.type(typed)
    keys.press(Key.Key_Return)
    view = desk.window.page_pane.view
    assert desk.window.reading.code == "4.MA"
    block = next(number for number, letter in view.page_map.letters.items() if letter == "c")
    assert view._jumped_to == block
    assert view.textCursor().blockNumber() == block
    assert 0 <= level_of(view, block) < view.viewport().height()
    assert view.hasFocus()
    keys.press(Key.Key_Down)
    assert view._jumped_to is None


def test_a_letter_that_is_not_there_opens_the_page_and_says_so(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_L, CONTROL)
    keys.type("4.MA z")
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "4.MA"
    said = desk.window.status_line.currentMessage()
    assert said.startswith("4.MA has no paragraph z. They run from a to ")


@pytest.mark.parametrize("zoom", [100, 200])
def test_back_and_forward_find_the_place_on_the_page(
    desk: Desk, view: ReadingView, keys: Keyboard, zoom: int
) -> None:
    desk.window.steps.set_zoom(zoom)
    places = {}
    for code, part in (("4.MA", 0.6), ("4", 0.3), ("about", 1.0)):
        desk.window.reading.open(code)
        assert scrolled(view) == 0
        view.verticalScrollBar().setValue(round(part * view.verticalScrollBar().maximum()))
        places[code] = scrolled(view)
    keys.press(Key.Key_Left, ALT)
    assert (desk.window.reading.code, scrolled(view)) == ("4", places["4"])
    keys.press(Key.Key_Left, ALT)
    assert (desk.window.reading.code, scrolled(view)) == ("4.MA", places["4.MA"])
    keys.press(Key.Key_Right, ALT)
    keys.press(Key.Key_Right, ALT)
    assert (desk.window.reading.code, scrolled(view)) == ("about", places["about"])
    desk.window.reading.open("4")
    assert scrolled(view) == 0


def test_the_place_is_found_at_another_zoom(desk: Desk, view: ReadingView) -> None:
    block = next(number for number, letter in view.page_map.letters.items() if letter == "d")
    view.verticalScrollBar().setValue(round(scrolled(view) + level_of(view, block)))
    desk.window.reading.open("4")
    desk.window.steps.set_zoom(175)
    desk.window.reading.go_back()
    assert abs(level_of(view, block)) <= 2


# --- what is copied ---


def copied(keys: Keyboard) -> tuple[str, str]:
    keys.press(Key.Key_C, CONTROL)
    words, _, cited = QGuiApplication.clipboard().text().rpartition("\n\n")
    return words, cited


@pytest.mark.parametrize("zoom", [100, 400])
def test_words_are_copied_as_the_book_has_them_with_their_citation(
    desk: Desk, view: ReadingView, keys: Keyboard, zoom: int
) -> None:
    desk.window.steps.set_zoom(zoom)  # with little room the letters stand in the text
    keys.press(Key.Key_R, CONTROL)
    assert desk.window.reading.page is not None
    first, second = (s for s in reading_segments(desk.window.reading.page) if s.letter in ("b", "c"))
    view._select(first.start, second.end)
    words, cited = copied(keys)
    assert words == f"{first.text}\n{second.text}"
    assert cited.startswith("4.MA, b and c, Massachusetts (published example). Source: “")
    assert cited.endswith(f"edition {desk.window._parts.library.info.edition}.")
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<p>") == 3
    desk.window.commands["copy"].trigger()
    assert QGuiApplication.clipboard().text() == f"{words}\n\n{cited}"


def test_a_title_has_no_paragraphs_to_cite(desk: Desk, view: ReadingView, keys: Keyboard) -> None:
    keys.press(Key.Key_R, CONTROL)
    keys.press(Key.Key_Home, CONTROL)
    keys.press(Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    words, cited = copied(keys)
    assert words == "Massachusetts: enlisted help"
    assert cited.startswith("4.MA, Massachusetts (published example). From ")


def test_copied_words_are_no_markup(desk: Desk, keys: Keyboard) -> None:
    text = "<b>bold</b> & <img src='file:///etc/hostname'> 👩‍👩‍👧 end"
    page = Page("4.MA", "A page", Kind.PUBLISHED, sections=(Section("Did", (Paragraph(text, "a"),)),))
    desk.window.page_pane.show_page(page)
    desk.window.commands["copy"].trigger()
    mime = QGuiApplication.clipboard().mimeData()
    assert text in mime.text()
    assert "<b>" not in mime.html()
    assert "<img" not in mime.html()
    assert "&lt;b&gt;bold&lt;/b&gt; &amp;" in mime.html()


# --- favorites ---


def names(desk: Desk) -> list[str]:
    menu = desk.window.commands.favorites
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def test_favorites_outlive_the_window(desks: Desks, tmp_path: Path, keys: Keyboard) -> None:
    desk = desks.open(tmp_path / "data")
    assert names(desk) == [NONE_YET]
    assert not desk.window.commands.favorites.actions()[0].isEnabled()
    desk.window.reading.open("4.MA")
    assert not desk.window.commands["favorite"].isChecked()
    keys.press(Key.Key_D, CONTROL)
    assert desk.window.commands["favorite"].isChecked()
    desk.window.reading.open("4.MI")
    assert not desk.window.commands["favorite"].isChecked()
    desks.close(desk)
    again = desks.open(tmp_path / "data")
    assert names(again) == ["4.MA  Massachusetts: enlisted help"]
    again.window.commands.favorites.actions()[0].trigger()
    assert again.window.reading.code == "4.MA"
    assert again.window.commands["favorite"].isChecked()
    again.window.commands["favorite"].trigger()
    assert names(again) == [NONE_YET]


def test_a_favorite_is_opened_from_another_view(desk: Desk, keys: Keyboard) -> None:
    desk.window.reading.open("4.MA")
    keys.press(Key.Key_D, CONTROL)
    desk.window.reading.open("1")
    keys.press(Key.Key_3, CONTROL)
    assert names(desk) == ["4.MA  Massachusetts: enlisted help"]
    desk.window.commands.favorites.actions()[0].trigger()
    assert desk.window.reading.code == "4.MA"
    assert desk.window.page_pane.view.isVisible()


def test_favorites_that_can_not_be_written_are_told(desks: Desks, tmp_path: Path, keys: Keyboard) -> None:
    (tmp_path / "data" / "window.ini").mkdir(parents=True)
    desk = desks.open(tmp_path / "data")
    keys.press(Key.Key_D, CONTROL)
    assert desk.window.status_line.currentMessage() == NOT_WRITTEN
    assert desk.window.commands["favorite"].isChecked()


# --- width and face ---


def widest(view: ReadingView) -> float:
    form = view.document().rootFrame().frameFormat()
    return view.document().textWidth() - form.leftMargin() - form.rightMargin()


def test_width_and_face_are_chosen_in_the_menu_and_kept(desks: Desks, tmp_path: Path) -> None:
    desk = desks.open(tmp_path / "data", (1800, 900))
    commands, view = desk.window.commands, desk.window.page_pane.view
    desk.window.reading.open("4.MA")
    assert commands.widths[32].isChecked()
    assert commands.faces["serif"].isChecked()
    usual = widest(view)
    commands.widths[28].trigger()
    assert widest(view) == pytest.approx(usual * 28 / 32, abs=1)
    commands.widths[36].trigger()
    assert widest(view) == pytest.approx(usual * 36 / 32, abs=1)
    assert faces(view) == {SERIF, SANS}
    commands.faces["sans"].trigger()
    assert faces(view) == {SANS}
    desks.close(desk)
    again = desks.open(tmp_path / "data", (1800, 900))
    assert again.window.commands.widths[36].isChecked()
    assert again.window.commands.faces["sans"].isChecked()
    again.window.reading.open("4.MA")
    assert faces(again.window.page_pane.view) == {SANS}


def faces(view: ReadingView) -> set[str]:
    found = set()
    block = view.document().begin()
    while block.isValid():
        if not block.begin().atEnd():
            found.add(QFontInfo(block.begin().fragment().charFormat().font()).family())
        block = block.next()
    return found


# --- the line at the bottom ---


def test_nothing_stands_below_what_is_said_in_a_low_window(desk: Desk) -> None:
    line = desk.window.status_line
    desk.window.resize(640, 360)
    assert not line.isVisible()
    desk.window.say("Done.")
    assert line.isVisible()
    assert not line.edition.isVisible()
    line.clearMessage()
    desk.window.resize(1366, 768)
    assert line.edition.isVisible()


def test_a_long_way_to_the_page_gives_up_its_first_steps(desk: Desk) -> None:
    pane, trail = (
        desk.window.page_pane,
        (("about@x", "A book of another office, edition 1"), ("4", "4 Maximize")),
    )
    page = Page("4.MA", "A page", Kind.PUBLISHED, trail=trail)
    pane.show_page(page)
    assert pane.trail.text().startswith("A book of another office, edition 1  ›  Practice 4")
    desk.window.resize(860, 600)
    assert pane.trail.text() == "…  ›  Practice 4  ›  Maximize"
    assert pane.trail.accessibleName().startswith("Up to A book of another office")
    assert pane.trail.minimumSizeHint().width() <= pane.trail.width()
    desk.window.resize(1366, 768)
    assert pane.trail.text().startswith("A book of another office")
