"""What a screen reader finds on the page: what is painted and written there, in the order of reading."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from plugin_desk import CONTROL, Keyboard
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.views.highlights import Highlight
from esscollab_desktop.ui.views.page_document import BROKE_OFF
from esscollab_desktop.ui.views.reading_view import ReadingView

Text = QAccessible.Text
Role = QAccessible.Role


@pytest.fixture
def view(desk: Desk) -> ReadingView:
    return desk.window.page_pane.view


def told(view: ReadingView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(interface.childCount()):
        child = interface.child(place)
        yield child
        yield from below(child)


def all_of(view: ReadingView, role: Role) -> list[QAccessibleInterface]:
    return [part for part in below(told(view)) if part.role() is role]


def names(view: ReadingView, role: Role) -> list[str]:
    return [part.text(Text.Name) for part in all_of(view, role)]


def level(part: QAccessibleInterface) -> int:
    return int(part.attributesInterface().attributeValue(QAccessible.Attribute.Level))


# --- what is there ---


def test_every_page_of_the_book_shows_its_headings_with_their_level(
    view: ReadingView, catalogue: Catalogue
) -> None:
    codes = [p.code for p in catalogue.practices()] + [e.code for e in catalogue.examples()]
    for code in (*codes, "state:MI", "state:WY", "about"):
        page = catalogue.page(code)
        view.show_page(page)
        headings = [(level(part), part.text(Text.Name)) for part in all_of(view, Role.Heading)]
        assert headings == [
            (1, page.title),
            *((2, section.heading) for section in page.sections),
            *([(2, "Sources")] if page.sources else []),
        ]


def test_paragraphs_say_their_letter_and_no_raised_figures(view: ReadingView, catalogue: Catalogue) -> None:
    page = catalogue.page("4.MA")
    view.show_page(page)
    for is_narrow in (False, True):
        if is_narrow:
            view.window().resize(640, 360)
            assert view.page_map.beside
        said = names(view, Role.Paragraph)
        for section in page.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    lead = f"{block.lead.rstrip('.:?!')}" if block.lead else ""
                    start = f"{block.letter}. " if block.letter else lead
                    assert any(words.startswith(start) and block.text in words for words in said)


def test_the_code_and_the_origin_are_said(view: ReadingView, catalogue: Catalogue) -> None:
    view.show_page(catalogue.page("4.MA"))
    first = [part.text(Text.Name) for part in below(told(view))][:3]
    assert first == [
        "Massachusetts: enlisted help",
        "Code 4.MA",
        "Published example on the practice’s own page",
    ]


def test_an_entry_says_code_and_kind_and_what_breaks_off_says_so(view: ReadingView) -> None:
    page = Page(
        "4",
        "Title",
        sections=(
            Section("Cut", (Paragraph("It began", letter="a", broke_off=True),)),
            Section("Empty", (EntryList(()),)),
            Section(
                "One", (EntryList((Entry("A name", text="what it did", address="https://example.org"),)),)
            ),
        ),
    )
    view.show_page(page)
    assert f"a. It began. {BROKE_OFF}" in names(view, Role.Paragraph)
    assert names(view, Role.List) == ["List of 0", "List of one"]
    assert names(view, Role.ListItem) == ["A name. what it did. https://example.org"]


def test_lists_items_and_links_stand_in_each_other(view: ReadingView, catalogue: Catalogue) -> None:
    view.show_page(catalogue.page("4"))
    first = all_of(view, Role.List)[0]
    item = first.child(0)
    assert item.text(Text.Name).startswith(
        "4.MA, published example. Massachusetts: enlisted help. Three sets"
    )
    link = item.child(0)
    assert (link.role(), link.text(Text.Name)) == (Role.Link, "Massachusetts: enlisted help")
    assert link.parent() is item
    assert item.parent() is first
    assert first.parent().object() is view
    assert (item.indexOfChild(link), first.indexOfChild(item)) == (0, 0)
    assert told(view).indexOfChild(item) == -1
    assert told(view).child(told(view).indexOfChild(first)) is first


def test_everything_is_read_only_and_where_it_is_painted(view: ReadingView, catalogue: Catalogue) -> None:
    view.show_page(catalogue.page("4.MA"))
    top = -1
    for part in below(told(view)):
        assert part.state().readOnly
        assert part.rect().isValid()
        if part.parent().object() is view:
            assert part.rect().top() >= top
            top = part.rect().top()
    heading = all_of(view, Role.Heading)[0]
    middle = heading.rect().center()
    assert told(view).childAt(middle.x(), middle.y()) is heading
    assert not heading.state().offscreen
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert heading.state().offscreen
    assert heading.rect().top() < view.mapToGlobal(QPoint()).y()


def test_highlights_say_kind_and_number_and_terms_their_meaning(desk: Desk, view: ReadingView) -> None:
    desk.window.reading.open("4.MA")
    passage = view.page_map.passages.text.index("Massachusetts Department")
    view.show_highlights(
        [
            Highlight(1, 1, passage, passage + 13, NoteKind.QUESTION),
            Highlight(2, 2, passage, passage + 24, NoteKind.IDEA, is_moved=True),
        ]
    )
    notes = all_of(view, Role.Note)
    assert [note.text(Text.Name) for note in notes] == [
        "highlight, question, note 1",
        "highlight, idea, note 2, moved",
    ]
    assert notes[0].text(Text.Description) == "Massachusetts"
    terms = [link for link in all_of(view, Role.Link) if "glossary" in link.text(Text.Description)]
    assert "ESSA" in [term.text(Text.Name) for term in terms]
    view.show_highlights([])
    assert all_of(view, Role.Note) == []


# --- what it does ---


def test_a_link_is_followed_and_a_highlight_leads_to_its_note(
    desk: Desk, view: ReadingView, qtbot: QtBot
) -> None:
    desk.window.reading.open("4")
    all_of(view, Role.ListItem)[0].child(0).actionInterface().doAction("Press")
    assert desk.window.reading.code == "4.MA"
    view.show_highlights([Highlight(7, 1, 0, 5, NoteKind.QUESTION)])
    with qtbot.waitSignal(view.highlight_chosen) as chosen:
        all_of(view, Role.Note)[0].actionInterface().doAction("Press")
    assert chosen.args == [7]


def test_tab_gives_the_focus_to_the_link_it_comes_to(desk: Desk, view: ReadingView, keys: Keyboard) -> None:
    desk.window.reading.open("4")
    page = told(view)
    desk.window.page_pane.page_focus()
    assert page.state().focused
    keys.press(Qt.Key.Key_Tab)
    assert page.focusChild().text(Text.Name) == "engagement"
    keys.press(Qt.Key.Key_Tab)
    focused = page.focusChild()
    assert focused.text(Text.Name) == "Massachusetts: enlisted help"
    assert focused.state().focused
    assert focused.state().linked


def test_a_part_takes_the_focus_when_asked(desk: Desk, view: ReadingView) -> None:
    desk.window.reading.open("4")
    link = all_of(view, Role.ListItem)[1].child(0)
    link.actionInterface().doAction("SetFocus")
    assert view.hasFocus()
    assert told(view).focusChild() is link


def test_the_words_can_still_be_read_by_letter_and_line(view: ReadingView, catalogue: Catalogue) -> None:
    view.show_page(catalogue.page("4.MA"))
    words = told(view).textInterface()
    assert words.text(0, 13) == "Massachusetts"
    assert words.characterCount() > 1000


# --- other pages ---


def test_another_page_has_other_parts(desk: Desk, view: ReadingView) -> None:
    desk.window.reading.open("4.MA")
    parts = [QAccessible.uniqueId(part) for part in below(told(view))]
    desk.window.reading.open("4.DC")
    assert [QAccessible.accessibleInterface(number) for number in parts] == [None] * len(parts)
    assert names(view, Role.Heading)[0].startswith("District of Columbia")
    assert "4.DC" in told(view).text(Text.Name)


def test_zoom_and_width_leave_the_parts_as_they_are(desk: Desk, view: ReadingView) -> None:
    desk.window.reading.open("4.MA")
    before = [told(view).child(place) for place in range(told(view).childCount())]
    rect, said = before[-1].rect(), [part.text(Text.Name) for part in before]
    view.set_zoom(150)
    desk.window.resize(640, 360)
    view.set_low(True)
    after = [told(view).child(place) for place in range(told(view).childCount())]
    assert [a is b for a, b in zip(before, after, strict=True)] == [True] * len(before)
    assert [part.text(Text.Name) for part in after] == said
    assert after[-1].rect() != rect


def test_a_page_of_twenty_thousand_rows_answers_at_once(view: ReadingView, keys: Keyboard) -> None:
    rows = tuple(Entry(f"Name {n}", text="what it did", code=f"org:{n}") for n in range(20_000))
    view.show_page(Page("4", "Many", sections=(Section("All", (EntryList(rows),)),)))
    view.document().size()  # laid out before anyone asks, as the window needs it
    start = perf_counter()
    page = told(view)
    listed = page.child(page.childCount() - 1)
    assert listed.childCount() == 20_000
    last = listed.child(19_999)
    assert last.text(Text.Name) == "Name 19999: what it did"
    assert last.child(0).text(Text.Name) == "Name 19999"
    assert last.rect().isValid()
    keys.press(Qt.Key.Key_A, CONTROL)
    assert perf_counter() - start < 0.1
