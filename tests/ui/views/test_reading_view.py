"""The page to read from: letters, labels and rails where they belong, plain text, nothing loaded."""

import ctypes
import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from plugin_desk import CONTROL, Keyboard
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.codes import has_label
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.settings import ZOOMS
from esscollab_desktop.ui.views.page_document import BROKE_OFF
from esscollab_desktop.ui.views.reading_view import ReadingView

MANY = ("4", "4.MA", "4.DC", "1", "2", "state:MI", "state:WY", "about")
HOSTILE = (
    "<b>bold</b> & <i>not</i>",
    "<img src='file:///etc/hostname'> <script>alert(1)</script>",
    "#set page(fill: red) $x^2$ @preview/thing *star* _under_ `raw` = Heading",
    "Robert'); DROP TABLE note;-- %s {} \\n",
    "[link](http://example.org) ![picture](data:image/png;base64,AAAA)",
    "عربى עברית 漢字 👩‍👩‍👧 e\u0301 Z͑ͫ̓",
)


@pytest.fixture
def view(desk: Desk) -> ReadingView:
    return desk.window.page_pane.view


def every_code(catalogue: Catalogue) -> list[str]:
    return [
        *(p.code for p in catalogue.practices()),
        *(e.code for e in catalogue.examples()),
        "state:MA",
        "state:WY",
        "about",
    ]


def block(view: ReadingView, number: int) -> QTextBlock:
    return view.document().findBlockByNumber(number)


def words(view: ReadingView, number: int) -> str:
    return block(view, number).text()


def lines(view: ReadingView) -> Iterator[tuple[QTextBlock, int, float, float]]:
    """Every line as (block, line number, its left end, its right end), in the view's coordinates."""
    layout = view.document().documentLayout()
    below = view.document().begin()
    while below.isValid():
        left = layout.blockBoundingRect(below).left()
        for number in range(below.layout().lineCount()):
            line = below.layout().lineAt(number)
            rect = line.naturalTextRect()
            yield below, number, left + rect.left(), left + rect.right()
        below = below.next()


def paragraphs(page: Page) -> list[Paragraph]:
    return [b for s in page.sections for b in s.blocks if isinstance(b, Paragraph)]


def entries(page: Page) -> list[Entry]:
    return [e for s in page.sections for b in s.blocks if isinstance(b, EntryList) for e in b.entries]


# --- where things stand ---


def test_letters_stand_at_their_paragraphs(view: ReadingView, catalogue: Catalogue) -> None:
    for code in every_code(catalogue):
        page = catalogue.page(code)
        view.show_page(page)
        lettered = [p for p in paragraphs(page) if p.letter]
        assert list(view.page_map.letters.values()) == [p.letter for p in lettered]
        for number, paragraph in zip(view.page_map.letters, lettered, strict=True):
            assert paragraph.text in words(view, number)


def test_labels_stand_at_the_title_and_at_what_they_lead_to(view: ReadingView, catalogue: Catalogue) -> None:
    for code in every_code(catalogue):
        page = catalogue.page(code)
        view.show_page(page)
        labels = list(view.page_map.labels.items())
        if page.label:
            number, label = labels.pop(0)
            assert (label.code, label.kind, label.is_title) == (page.label, page.kind, True)
            assert words(view, number) == page.title
        coded = [e for e in entries(page) if has_label(e.code)]
        assert [(label.code, label.kind) for _number, label in labels] == [
            (e.code.removeprefix("state:"), e.kind) for e in coded
        ]
        for (number, _label), entry in zip(labels, coded, strict=True):
            assert words(view, number).startswith(entry.label)


def test_rails_run_down_what_is_of_their_kind(view: ReadingView, catalogue: Catalogue) -> None:
    for code in every_code(catalogue):
        page = catalogue.page(code)
        view.show_page(page)
        rails = view.page_map.rails
        assert all(first <= last for first, last, _kind in rails)
        assert all(one[1] < two[0] for one, two in pairwise(rails))
        kinds: dict[int, Kind | None] = {
            n: kind for first, last, kind in rails for n in range(first, last + 1)
        }
        for section in page.sections:
            for paragraph in (b for b in section.blocks if isinstance(b, Paragraph) and b.text):
                here = [n for n in range(view.document().blockCount()) if paragraph.text in words(view, n)]
                assert here
                if section.origin:
                    assert any(kinds.get(n) is section.origin for n in here)


def test_related_facts_on_a_published_page_are_marked_apart(view: ReadingView, catalogue: Catalogue) -> None:
    page = catalogue.page("4.MA")
    assert page.kind is Kind.PUBLISHED
    view.show_page(page)
    related = next(s for s in page.sections if s.origin is Kind.RELATED)
    marked = {words(view, number): kind for number, kind in view.page_map.marks.items()}
    assert marked[related.heading] is Kind.RELATED
    assert {kind for _first, _last, kind in view.page_map.rails} >= {Kind.PUBLISHED, Kind.RELATED}


def test_where_a_source_broke_off_it_is_said(view: ReadingView, catalogue: Catalogue) -> None:
    code = next(c for c in every_code(catalogue) if any(p.broke_off for p in paragraphs(catalogue.page(c))))
    view.show_page(catalogue.page(code))
    assert BROKE_OFF in view.toPlainText()


def test_letters_run_into_the_text_where_the_column_is_narrow(desk: Desk, view: ReadingView) -> None:
    desk.window.reading.open("4.MA")
    desk.window.steps.set_zoom(400)
    assert view.page_map.letters == {}
    assert any(line.startswith("a  ") for line in view.toPlainText().splitlines())
    desk.window.steps.set_zoom(100)
    assert view.page_map.letters


# --- measure and leading ---


def is_reading_text(view: ReadingView, below: QTextBlock) -> bool:
    font = below.begin().fragment().charFormat().font()
    return font.pointSizeF() == view.document().defaultFont().pointSizeF()


@pytest.mark.parametrize(
    ("code", "at_least"), [("4.MA", 10), ("4.DC", 10), ("1", 10), ("4", 10), ("state:OH", 1)]
)
def test_lines_have_a_books_measure_and_leading(
    desk: Desk, view: ReadingView, code: str, at_least: int
) -> None:
    desk.window.reading.open(code)
    full: list[int] = []
    for below, number, _left, _right in lines(view):
        layout = below.layout()
        is_last = number == layout.lineCount() - 1
        if below.blockFormat().headingLevel() or is_last or not is_reading_text(view, below):
            continue
        line, after = layout.lineAt(number), layout.lineAt(number + 1)
        size = below.begin().fragment().charFormat().font().pixelSize()
        if size <= 0:
            size = round(below.begin().fragment().charFormat().font().pointSizeF() * view.logicalDpiY() / 72)
        assert 1.45 <= (after.y() - line.y()) / size <= 1.6
        full.append(line.textLength())
    assert len(full) >= at_least
    assert 55 <= sum(full) / len(full) <= 80
    assert max(full) <= 90


@pytest.mark.parametrize("size", [(1366, 768), (1000, 700), (900, 700), (640, 360), (480, 320)])
def test_no_zoom_makes_the_page_scroll_sideways(desk: Desk, view: ReadingView, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    for code in MANY:
        desk.window.reading.open(code)
        for zoom in ZOOMS:
            desk.window.steps.set_zoom(zoom)
            where = (code, zoom, size)
            assert view.horizontalScrollBar().maximum() == 0, where
            assert view.document().size().width() <= view.viewport().width(), where
            width = view.viewport().width()
            for below, _number, left, right in lines(view):
                assert left >= 0, (*where, below.text())
                assert right <= width + 1, (*where, below.text())


def test_zoom_goes_by_keys_and_stops_at_its_ends(desk: Desk, keys: Keyboard) -> None:
    seen = [desk.window.steps.zoom]
    for _ in range(len(ZOOMS) + 1):
        keys.press(Qt.Key.Key_Plus, CONTROL)
        seen.append(desk.window.steps.zoom)
    assert seen == [*ZOOMS, ZOOMS[-1], ZOOMS[-1]]
    keys.press(Qt.Key.Key_Minus, CONTROL)
    assert desk.window.steps.zoom == ZOOMS[-2]
    keys.press(Qt.Key.Key_0, CONTROL)
    assert desk.window.steps.zoom == 100
    keys.press(Qt.Key.Key_Minus, CONTROL)
    assert desk.window.steps.zoom == 100
    assert desk.window.status_line.zoom.text() == "Text 100 %"


# --- what must never happen ---


def hostile_page(text: str, address: str) -> Page:
    entry = Entry(text, text, "", None, address)
    return Page(
        code="4.MA",
        title=text,
        kind=Kind.PUBLISHED,
        mark=text,
        mark_note=text,
        theme=text,
        agency=text,
        lead=text,
        trail=(("4", text),),
        sections=(
            Section(
                text, (Paragraph(text, "a", text, (1,)), EntryList((entry, replace(entry, code="4.MI"))))
            ),
        ),
        sources=(Source("s", text, text, address, text, text),),
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("narrow", [False, True])
def test_text_is_shown_as_the_text_that_it_is(desk: Desk, text: str, narrow: bool) -> None:
    if narrow:
        desk.window.resize(640, 360)
    pane = desk.window.page_pane
    pane.show_page(hostile_page(text, text))
    assert pane.view.toPlainText().count(text) >= 10
    assert text in pane.trail.text().replace("&&", "&")


class Traps:
    """A file and a door that tell whether anyone touched them."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self.file = folder / "trap.png"
        self.file.write_bytes(b"\x89PNG\r\n\x1a\n")
        self._watch = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        opened_or_read = 0x20 | 0x01
        assert self._libc.inotify_add_watch(self._watch, str(self.file).encode(), opened_or_read) >= 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setblocking(False)
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}/trap.png"

    def was_file_opened(self) -> bool:
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def was_address_called(self) -> bool:
        try:
            self._door.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        os.close(self._watch)
        self._door.close()


@pytest.fixture
def traps(tmp_path: Path) -> Iterator[Traps]:
    made = Traps(tmp_path)
    yield made
    made.close()


def bait(traps: Traps) -> list[str]:
    file = QUrl.fromLocalFile(str(traps.file)).toString()
    return [
        f"<img src='{file}'>",
        f"<img src='{traps.address}'>",
        f"<link rel='stylesheet' href='{file}'> <a href='{file}'>here</a>",
        f"![picture]({file}) ![picture]({traps.address})",
        "<img src='data:image/png;base64,iVBORw0KGgo='>",
        str(traps.file),
        file,
        traps.address,
    ]


def test_the_traps_work(traps: Traps) -> None:
    assert not traps.was_file_opened()
    assert not traps.was_address_called()
    traps.file.read_bytes()
    with socket.create_connection(("127.0.0.1", QUrl(traps.address).port())):
        assert traps.was_address_called()
    assert traps.was_file_opened()


def test_a_page_loads_no_file_and_no_address(
    desk: Desk, view: ReadingView, traps: Traps, qtbot: QtBot
) -> None:
    for text in bait(traps):
        desk.window.page_pane.show_page(hostile_page(text, text))
        desk.window.grab()
        for link in (f"address:{text}", text, f"code:{text}"):
            view.anchorClicked.emit(QUrl(link))
            if menu := QApplication.activePopupWidget():
                menu.close()
    # Even where markup came in one day, the document gets its pictures from this view and from no one else.
    for url in (QUrl.fromLocalFile(str(traps.file)), QUrl(str(traps.file)), QUrl(traps.address)):
        for kind in QTextDocument.ResourceType:
            view.document().resource(kind.value, url)
    bare = ReadingView(desk.theme)
    qtbot.addWidget(bare)
    bare.setHtml("".join(bait(traps)))
    bare.grab()
    qtbot.wait(50)
    assert view.source().isEmpty()
    assert not traps.was_file_opened()
    assert not traps.was_address_called()


def test_a_note_loads_no_file_and_no_address(desk: Desk, keys: Keyboard, traps: Traps, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_N, CONTROL)
    (card,) = desk.window.notes_pane.cards
    for text in bait(traps):
        mime = QMimeData()
        mime.setHtml(text)
        mime.setUrls([QUrl.fromLocalFile(str(traps.file)), QUrl(traps.address)])
        mime.setText(text)
        QGuiApplication.clipboard().setMimeData(mime)
        keys.press(Qt.Key.Key_V, CONTROL)
        keys.type("\n")
    assert card.editor.toPlainText() == "\n".join([*bait(traps), ""])
    desk.window.grab()
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    assert desk.notes.shown[0].stored == "\n".join([*bait(traps), ""])
    assert not traps.was_file_opened()
    assert not traps.was_address_called()


def test_words_in_the_search_are_not_markup(desk: Desk, keys: Keyboard, traps: Traps, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_L, CONTROL)
    for text in bait(traps):
        desk.window.tree_pane.search.clear()
        keys.type(text)
        desk.window.grab()
    qtbot.wait(50)
    assert not traps.was_file_opened()
    assert not traps.was_address_called()


def test_every_label_shows_plain_text(desk: Desk, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_N, CONTROL)
    labels = desk.window.findChildren(QLabel)
    assert len(labels) > 5
    rich = [label for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]
    assert [(label.objectName(), label.text()) for label in rich] == []


# --- links ---


def test_a_code_on_the_page_leads_to_its_page_and_back(desk: Desk, view: ReadingView, keys: Keyboard) -> None:
    desk.window.reading.open("4")
    view.anchorClicked.emit(QUrl("code:4.MA"))
    assert desk.window.reading.code == "4.MA"
    keys.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.window.reading.code == "4"


def test_a_source_figure_leads_to_its_line(desk: Desk, view: ReadingView) -> None:
    desk.window.reading.open("4.MA")
    last = max(view.page_map.sources)
    view.anchorClicked.emit(QUrl(f"source:{last}"))
    line = block(view, view.page_map.sources[last])
    assert view.textCursor().block() == line
    top = view.document().documentLayout().blockBoundingRect(line).top() - view.verticalScrollBar().value()
    assert 0 <= top <= view.viewport().height()


def test_links_can_be_walked_and_taken_by_keys(desk: Desk, view: ReadingView, keys: Keyboard) -> None:
    desk.window.reading.open("4")
    keys.press(Qt.Key.Key_R, CONTROL)
    assert view.hasFocus()
    for _ in range(40):
        keys.press(Qt.Key.Key_Tab)
        if view.anchorAt(view.cursorRect().center()).startswith("code:"):
            break
    keys.press(Qt.Key.Key_Return)
    assert desk.window.reading.code != "4"


def test_copy_takes_the_selection_or_the_page(desk: Desk, view: ReadingView, keys: Keyboard) -> None:
    desk.window.reading.open("4.MA")
    keys.press(Qt.Key.Key_R, CONTROL)
    keys.press(Qt.Key.Key_C, CONTROL)
    whole = QGuiApplication.clipboard().text()
    assert "MassINC" in whole
    assert whole.splitlines()[-1].startswith("4.MA, Massachusetts (published example). Sources: “")
    keys.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier | CONTROL)
    keys.press(Qt.Key.Key_C, CONTROL)
    words, _, cited = QGuiApplication.clipboard().text().partition("\n\n")
    assert 0 < len(words.strip()) < 40
    assert words.strip() in view.toPlainText()
    assert cited.startswith("4.MA, Massachusetts (published example). From ")
