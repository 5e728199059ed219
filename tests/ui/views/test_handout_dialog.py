"""Choosing what goes on paper, by keys."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from plugin_desk import CONTROL, SHIFT, Answers, Keyboard, stands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from shelves import entries_of

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.packets import PacketLook
from esscollab_desktop.ui.viewmodels.handouts import look_for
from esscollab_desktop.ui.views.handout_dialog import HandoutDialog

Key = Qt.Key


class Written:
    """What the dialog asked for."""

    def __init__(self) -> None:
        self.codes: list[list[str]] = []
        self.looks: list[PacketLook] = []
        self.paths: list[Path] = []

    def __call__(self, codes: list[str], look: PacketLook, path: Path) -> None:
        self.codes.append(list(codes))
        self.looks.append(look)
        self.paths.append(path)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the system's dialog gives back."""
    chosen = tmp_path / "chosen.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(chosen), "PDF (*.pdf)"))
    return chosen


@pytest.fixture
def written(desk: Desk, monkeypatch: pytest.MonkeyPatch, path: Path) -> Written:
    seen = Written()
    monkeypatch.setattr(desk.handouts, "write", seen)
    return seen


@pytest.fixture
def page(desk: Desk) -> str:
    desk.window.reading.open("4.MA")
    return "4.MA"


def choice(dialog: QDialog) -> HandoutDialog:
    assert isinstance(dialog, HandoutDialog)
    return dialog


def go_to(keys: Keyboard, wanted: QWidget | str) -> None:
    """Walk with Tab, and with arrows among radio buttons, until the wanted one has the keyboard."""

    def is_wanted(widget: QWidget | None) -> bool:
        return widget is wanted or (isinstance(widget, QAbstractButton) and widget.text() == wanted)

    for _ in range(40):
        focus = QApplication.focusWidget()
        group = focus.group() if isinstance(focus, QRadioButton) else None
        for _ in group.buttons() if group else []:
            if is_wanted(QApplication.focusWidget()):
                return
            keys.press(Key.Key_Right)
        if is_wanted(QApplication.focusWidget()):
            return
        keys.press(Key.Key_Tab)
    raise AssertionError(f"{wanted} can't be reached by keys")


def open_by_keys(keys: Keyboard) -> None:
    keys.press(Key.Key_S, CONTROL | SHIFT)


def test_the_page_that_is_open_is_chosen(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written, page: str, path: Path
) -> None:
    def step(dialog: QDialog) -> None:
        assert choice(dialog).codes() == [page]
        assert choice(dialog).summary.text() == "In this order: 4.MA"
        keys.press(Key.Key_Return)

    answers.to_next(step)
    open_by_keys(keys)
    assert answers.given == 1
    assert written.codes == [[page]]
    assert written.paths == [path]
    assert written.looks == [look_for("none", desk.handouts.default_paper)]


def test_options_are_chosen_by_keys(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written, page: str
) -> None:
    def step(_dialog: QDialog) -> None:
        for words in ("With notes, but none that are private", "A4"):
            go_to(keys, words)
            keys.press(Key.Key_Space)
        keys.press(Key.Key_Return)

    answers.to_next(step)
    open_by_keys(keys)
    assert written.looks == [look_for("end", "a4")]


def test_several_are_chosen_by_keys_in_the_books_order(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written, page: str
) -> None:
    def step(dialog: QDialog) -> None:
        go_to(keys, choice(dialog).items)
        keys.press(Key.Key_Down)
        keys.press(Key.Key_Space)
        go_to(keys, choice(dialog).save)
        keys.press(Key.Key_Return)

    answers.to_next(step)
    open_by_keys(keys)
    ((first, second),) = written.codes
    assert first == page
    codes = [e.code for e in entries_of(desk.window.shelf)]
    assert codes.index(first) < codes.index(second)


def test_the_whole_book_is_one_button_away(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written, page: str
) -> None:
    def step(dialog: QDialog) -> None:
        go_to(keys, "Whole book")
        keys.press(Key.Key_Space)
        assert choice(dialog).summary.text() == "The whole book."
        assert choice(dialog).codes() == [p.code for p in desk.window.shelf.practices]
        go_to(keys, choice(dialog).save)
        keys.press(Key.Key_Return)

    answers.to_next(step)
    open_by_keys(keys)
    assert written.codes == [[]]


def test_with_nothing_chosen_there_is_nothing_to_save(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written, page: str
) -> None:
    def step(dialog: QDialog) -> None:
        go_to(keys, "Nothing")
        keys.press(Key.Key_Space)
        assert choice(dialog).codes() == []
        assert choice(dialog).summary.text() == "Nothing is chosen yet. Tick a practice or an example."
        assert not choice(dialog).save.isEnabled()
        assert not choice(dialog).print.isEnabled()
        keys.press(Key.Key_Return)
        assert stands(dialog)

    answers.to_next(step)
    open_by_keys(keys)
    assert written.codes == []


def test_a_practice_brings_its_examples_and_one_can_be_left_out(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written
) -> None:
    desk.window.reading.open("4")
    own = [e.code for e in entries_of(desk.window.shelf) if e.practice == "4"]

    def step(dialog: QDialog) -> None:
        assert choice(dialog).codes() == ["4"]
        go_to(keys, choice(dialog).items)
        keys.press(Key.Key_Down)
        keys.press(Key.Key_Space)
        assert len(choice(dialog).codes()) == len(own) - 1
        assert set(choice(dialog).codes()) < set(own)

    answers.to_next(step)
    open_by_keys(keys)
    assert answers.given == 1


def test_a_page_that_is_no_part_of_the_tree_opens_it_with_a_choice_to_make(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written
) -> None:
    desk.window.reading.open("state:WY")

    def step(dialog: QDialog) -> None:
        assert choice(dialog).save.isEnabled() == bool(choice(dialog).codes())
        assert choice(dialog).summary.text()

    answers.to_next(step)
    open_by_keys(keys)
    assert answers.given == 1


def test_it_fits_a_small_screen_and_keeps_its_buttons_in_view(
    desk: Desk, keys: Keyboard, answers: Answers, qtbot: QtBot
) -> None:
    """1280 × 720 at 200 %, less the frame of a window."""

    def step(dialog: QDialog) -> None:
        dialog.resize(640, 335)
        qtbot.wait(10)
        assert dialog.height() <= 340
        assert dialog.width() <= 640
        for button in dialog.findChildren(QAbstractButton):
            assert dialog.rect().contains(button.geometry()), button.text()
        assert choice(dialog).items.viewport().height() >= 60

    answers.to_next(step)
    open_by_keys(keys)
    assert answers.given == 1


def test_esc_leaves_everything_as_it_is(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written, page: str
) -> None:
    def step(dialog: QDialog) -> None:
        keys.press(Key.Key_Escape)
        assert not stands(dialog)

    answers.to_next(step)
    open_by_keys(keys)
    assert written.codes == []


def test_no_file_name_brings_back_to_the_choice(
    desk: Desk, keys: Keyboard, answers: Answers, written: Written, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))

    def step(dialog: QDialog) -> None:
        keys.press(Key.Key_Return)
        assert stands(dialog)

    answers.to_next(step)
    open_by_keys(keys)
    assert written.codes == []


def test_the_name_that_is_offered_says_what_is_in_it(
    desk: Desk, keys: Keyboard, answers: Answers, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    offered: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return ("", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    answers.to_next(lambda _dialog: keys.press(Key.Key_Return))
    open_by_keys(keys)
    assert [Path(name).name for name in offered] == ["ESSCollab 4.MA.pdf"]


def test_a_dialog_that_was_left_is_gone(desk: Desk, keys: Keyboard, answers: Answers, qtbot: QtBot) -> None:
    for _ in range(3):
        answers.to_next(lambda _dialog: keys.press(Key.Key_Escape))
        open_by_keys(keys)
    qtbot.waitUntil(lambda: desk.window.findChildren(HandoutDialog) == [])


def test_the_file_is_written_and_the_status_line_tells(
    desk: Desk, keys: Keyboard, answers: Answers, path: Path, qtbot: QtBot, page: str
) -> None:
    answers.to_next(lambda _dialog: keys.press(Key.Key_Return))
    open_by_keys(keys)
    qtbot.waitUntil(lambda: "Handout written" in desk.window.status_line.currentMessage(), timeout=30_000)
    assert str(path) in desk.window.status_line.currentMessage()
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_notes_typed_a_moment_ago_are_in_the_handout(
    desk: Desk, keys: Keyboard, answers: Answers, path: Path, qtbot: QtBot, page: str
) -> None:
    def step(_dialog: QDialog) -> None:
        go_to(keys, "With notes, but none that are private")
        keys.press(Key.Key_Space)
        keys.press(Key.Key_Return)

    keys.press(Key.Key_N, CONTROL)
    keys.type("Said just now")
    answers.to_next(step)
    open_by_keys(keys)
    qtbot.waitUntil(path.exists, timeout=30_000)
    with pypdfium2.PdfDocument(path) as pdf:
        words = " ".join(pdf_page.get_textpage().get_text_range() for pdf_page in pdf)
    assert "Said just now" in words
