"""Hits on the page: all that is written is looked through, no word moves, the current one stands out."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from looking import shows
from plugin_desk import CONTROL, Keyboard
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.ui.look.theme import Choice
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens
from esscollab_desktop.ui.views.hits import Hit
from esscollab_desktop.ui.views.passages import line_boxes
from esscollab_desktop.ui.views.reading_view import ReadingView

CHOICES: dict[Choice, Tokens] = {"dark": DARK, "contrast": CONTRAST, "light": LIGHT}


@pytest.fixture
def view(desk: Desk) -> ReadingView:
    return desk.window.page_pane.view


def page_of(*paragraphs: Paragraph) -> Page:
    """A page that says "willow" in each of its parts."""
    return Page(
        code="4.MA",
        title="Willow in the title",
        kind=Kind.PUBLISHED,
        mark="Published example",
        agency="The Willow Agency",
        lead="A lead about a willow.",
        sections=(
            Section("What the willow did", (*paragraphs, EntryList((Entry("Willow Partners", "a willow"),)))),
        ),
        sources=(Source("s", "On the Willow", "Willow Press", "https://willow.example", "2016", ""),),
    )


def found(view: ReadingView) -> list[str]:
    cursor = view.textCursor()
    words = []
    for hit in view.hits.hits:
        cursor.setPosition(hit.first)
        cursor.setPosition(hit.last, cursor.MoveMode.KeepAnchor)
        words.append(cursor.selectedText())
    return words


def boxes(view: ReadingView, hit: Hit) -> list[QRect]:
    """A hit's boxes in the viewport's coordinates."""
    lower = view.verticalScrollBar().value()
    found = line_boxes(view.document(), hit.first, hit.last)
    return [box.translated(0, -lower).toAlignedRect() for box in found]


def picture(view: ReadingView, hit: Hit) -> QImage:
    box = boxes(view, hit)[0].adjusted(-4, -2, 4, 4)
    return view.viewport().grab(box).toImage()


# --- what is found ---


def test_everything_that_is_written_is_looked_through(view: ReadingView) -> None:
    view.show_page(page_of(Paragraph("Of a willow.", "a", "Willow first", (1,))))
    view.show_hits(["willow"])
    assert found(view) == [
        "Willow",  # title
        "Willow",  # agency
        "willow",  # lead
        "willow",  # heading
        "Willow",  # run-in
        "willow",  # paragraph
        "Willow",  # entry
        "willow",
        "Willow",  # source
        "Willow",
        "willow",  # its address
    ]
    assert all(one.last <= two.first for one, two in pairwise(view.hits.hits))
    view.show_hits(())
    assert view.hits.hits == ()


def test_words_are_those_of_the_search(view: ReadingView) -> None:
    view.show_page(page_of(Paragraph("Willows, a WILLOW tree, wíllow trees and a pillow", "a")))
    view.show_hits(["willow tree*"])
    assert found(view) == ["WILLOW tree", "wíllow trees"]
    view.show_hits(["pil*", "willows"])
    assert found(view) == ["Willows", "pillow"]


def test_a_raised_figure_is_no_part_of_the_word_before_it(view: ReadingView) -> None:
    view.show_page(page_of(Paragraph("They planted a birch", "a", refs=(1,))))
    view.show_hits(["birch"])
    assert found(view) == ["birch"]


def test_places_are_right_behind_signs_that_qt_counts_twice(view: ReadingView) -> None:
    view.show_page(page_of(Paragraph("👩‍👩‍👧 𝒳 and a birch, 🙂 another birch", "a")))
    view.show_hits(["birch"])
    assert found(view) == ["birch", "birch"]


def test_hits_stay_through_pages_zooms_and_widths(desk: Desk, view: ReadingView) -> None:
    desk.window.reading.open("4.MA")
    view.show_hits(["state", "the"])
    here = found(view)
    assert len(here) > 10
    view.hits.go_to(5)
    for zoom in (200, 400, 100):
        desk.window.steps.set_zoom(zoom)
        # Where the column is narrow, letters and codes run into the text; they are no words of these.
        assert found(view) == here
        assert view.hits.current == 5
    desk.window.resize(640, 500)
    assert found(view) == here
    desk.window.reading.open("4.MI")
    assert found(view)
    assert found(view) != here
    assert view.hits.current == -1


# --- where it is shown ---


def long_page(number: int, words: str = "Something about a willow and more of it. ") -> Page:
    return page_of(*(Paragraph(words * 4, chr(97 + n % 26) + "i" * (n // 26)) for n in range(number)))


def test_the_hit_of_a_paragraph_comes_into_view_a_third_from_the_top(desk: Desk, view: ReadingView) -> None:
    view.show_page(long_page(30))
    focus = desk.window.focusWidget()
    view.show_hit("m", ["willow"])
    hit = view.hits.hits[view.hits.current]
    assert hit.block == view.page_map.lettered["m"]
    assert view.hits.hits[view.hits.current - 1].block < hit.block
    top = boxes(view, hit)[0].top()
    assert abs(top - view.viewport().height() / 3) <= 2
    assert desk.window.focusWidget() is focus
    assert not view.textCursor().hasSelection()


def test_without_a_letter_it_is_the_first_hit_of_all(view: ReadingView) -> None:
    view.show_page(long_page(30))
    view.show_hit("m", ["willow"])
    view.show_hit("", ["willow"])
    assert view.hits.current == 0
    view.show_hit("not a letter", ["more"])
    assert view.hits.current == 0
    view.show_hit("a", ["nothing like it"])
    assert view.hits.hits == ()
    assert view.hits.current == -1


def test_letters_are_known_where_they_run_into_the_text(desk: Desk, view: ReadingView) -> None:
    desk.window.steps.set_zoom(400)
    view.show_page(long_page(5))
    assert view.page_map.letters == {}
    view.show_hit("c", ["willow"])
    assert view.hits.hits[view.hits.current].block == view.page_map.lettered["c"]


# --- how it looks ---


@pytest.mark.parametrize("choice", CHOICES)
def test_a_hit_has_fill_and_line_and_no_word_moves(desk: Desk, view: ReadingView, choice: Choice) -> None:
    tokens = CHOICES[choice]
    desk.theme.choose(choice)
    desk.window.reading.open("4.OH")
    before, size = view.document().toHtml(), view.document().size()
    view.show_hits(["philanthropy"])
    first, second = view.hits.hits[0], view.hits.hits[1]
    plain = picture(view, first)
    assert shows(plain, tokens.hit)
    assert shows(plain, tokens.hit_ink)
    assert shows(plain, tokens.accent) is not tokens.is_contrast
    view.hits.go_to(0)
    current = picture(view, first)
    assert shows(current, tokens.accent)
    assert current != plain
    assert not tokens.is_contrast or not shows(picture(view, second), tokens.accent)
    assert (view.document().toHtml(), view.document().size()) == (before, size)
    view.show_hits(())
    assert not shows(picture(view, first), tokens.hit) or tokens.is_contrast
    assert view.extraSelections() == []


def test_the_current_hit_is_told_apart_without_color(desk: Desk, view: ReadingView) -> None:
    """Its line is thicker, and it stands in a box."""
    desk.window.reading.open("4.OH")
    view.show_hits(["philanthropy"])

    def lines() -> int:
        image = picture(view, view.hits.hits[0])
        column = image.width() // 2
        return sum(
            image.pixelColor(column, y).name().upper() == LIGHT.accent for y in range(image.height() - 1)
        )

    plain = lines()
    view.hits.go_to(0)
    assert lines() >= plain + 2


def test_words_across_a_line_break_have_a_box_on_each_line(desk: Desk, view: ReadingView) -> None:
    words = "wonderful willows by the wide water"
    view.show_page(page_of(Paragraph(f"{words} and " * 12, "a")))
    view.show_hits([words])
    broken = [hit for hit in view.hits.hits if len(boxes(view, hit)) > 1]
    assert broken
    for box in boxes(view, broken[0]):
        assert shows(view.viewport().grab(box).toImage(), LIGHT.hit)


def test_a_long_page_with_hundreds_of_hits_scrolls_quickly(desk: Desk, view: ReadingView) -> None:
    """What marks the hits takes at most as long again as the page alone, and not more than a blink."""
    view.show_page(long_page(75))

    def seconds() -> float:
        bar = view.verticalScrollBar()
        times = []
        for step in range(12):
            bar.setValue(step * bar.maximum() // 12)
            began = time.perf_counter()
            view.viewport().grab()
            times.append(time.perf_counter() - began)
        return sorted(times)[6]

    seconds()
    alone = seconds()
    view.show_hits(["willow"])
    assert len(view.hits.hits) >= 300
    view.viewport().grab()
    assert seconds() < max(2 * alone, alone + 0.01)


def test_hits_where_lines_are_wider_after_the_window_was(desk: Desk, view: ReadingView, qtbot: QtBot) -> None:
    view.show_page(long_page(3))
    view.show_hits(["willow"])
    for width in (700, 1366, 900):
        desk.window.resize(width, 768)
        for hit in view.hits.hits[:4]:
            assert shows(picture(view, hit), LIGHT.hit)


def test_the_page_can_be_left_with_hits_on_it(desk: Desk, view: ReadingView, keys: Keyboard) -> None:
    desk.theme.choose("contrast")
    view.show_page(long_page(30))
    view.show_hits(["willow"])
    view.hits.go_to(len(view.hits.hits) - 1)
    view.show_page(replace(long_page(1), sections=()))
    assert len(view.hits.hits) < 10
    keys.press(Qt.Key.Key_R, CONTROL)
    view.grab()
    desk.theme.choose("light")
    assert view.extraSelections() == []
