"""Bold and lists in a note: what the keys do to the text, and that nothing typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plugin_desk import CONTROL, Keyboard
from PySide6.QtCore import Qt

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.views.note_typing import Edit, bold, new_line

Key = Qt.Key


def applied(text: str, edit: Edit) -> str:
    return text[: edit.start] + edit.words + text[edit.end :]


@pytest.mark.parametrize(
    ("text", "start", "end", "after"),
    [
        ("who wrote it", 4, 9, "who **wrote** it"),
        ("who **wrote** it", 4, 13, "who wrote it"),
        ("who **wrote** it", 6, 11, "who wrote it"),
        ("a word ", 2, 7, "a **word** "),
        ("", 0, 0, "****"),
    ],
)
def test_bold_goes_on_and_off(text: str, start: int, end: int, after: str) -> None:
    assert applied(text, bold(text, start, end)) == after


@given(st.text(alphabet="ab *\n", max_size=30), st.data())
def test_bold_keeps_every_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = bold(text, start, end)
    after = applied(text, edit)
    assert after.replace("*", "") == text.replace("*", "")
    assert 0 <= edit.anchor <= edit.cursor <= len(after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("- buses", "- buses\n- "),
        ("  - buses", "  - buses\n  - "),
        ("9. buses", "9. buses\n10. "),
        ("- buses\n- ", "- buses\n"),
        ("plain", None),
        ("-no item", None),
    ],
)
def test_enter_goes_on_with_a_list(text: str, after: str | None) -> None:
    edit = new_line(text, len(text))
    assert (None if edit is None else applied(text, edit)) == after


@given(st.text(max_size=40), st.data())
def test_any_text_can_be_typed_in(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    edit = new_line(text, cursor)
    if edit is not None:
        assert 0 <= edit.start <= edit.end <= len(text)


def test_by_keys_in_a_real_note(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("\U0001f600 ")
    keys.press(Key.Key_B, CONTROL)
    keys.type("bold")
    keys.press(Key.Key_End)
    keys.type("\n- one\ntwo\n\nend")
    (card,) = desk.window.notes_pane.cards
    assert card.editor.toPlainText() == "\U0001f600 **bold**\n- one\n- two\nend"
