"""Content comes on a stick: what changes is read, installed; a moved note is confirmed; all goes back."""

import shutil
from pathlib import Path

import pytest
from plugin_desk import Answers, Desks, stands
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.packs.packing import pack_folder
from esscollab_desktop.services.standing import new_anchor
from esscollab_desktop.ui.views.install_dialog import InstallDialog
from esscollab_desktop.ui.views.packs_dialog import PacksDialog, StepDialog

ROOT = Path(__file__).parents[2]
QUOTE = "DESE had three sets of partners"
LATER = "DESE then had three sets of partners outside the agency"


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new edition of the book: words changed, a page renamed, one gone. And one that broke on the way."""
    folder = tmp_path_factory.mktemp("stick")
    content = folder / "content"
    shutil.copytree(ROOT / "resources" / "content", content)
    book = content / "book.yaml"
    book.write_text(
        book.read_text("utf-8")
        .replace('edition: "2026.1"', 'edition: "2027.1"')
        .replace('edition_date: "2026', 'edition_date: "2027'),
        "utf-8",
    )
    page = content / "4-maximize-your-resources" / "4.MA.md"
    text = page.read_text("utf-8")
    assert QUOTE in text
    page.write_text(text.replace(QUOTE, LATER), "utf-8")
    former = page.with_name("4.AK.md")
    page.with_name("4.AK-2.md").write_text(former.read_text("utf-8").replace("4.AK", "4.AK-2"), "utf-8")
    former.unlink()
    (content / "aliases.yaml").write_text("4.AK: 4.AK-2\n", "utf-8")
    (content / "5-double-down" / "5.TN.md").unlink()
    pack_folder(content, folder / "book-2027.1.esspack", None)
    whole = (folder / "book-2027.1.esspack").read_bytes()
    (folder / "broken.esspack").write_bytes(whole[: len(whole) // 2])
    return folder


def _write_notes(desk: Desk) -> None:
    desk.window.reading.open("4.MA")
    text = desk.window.page_pane.view.page_map.passages.text
    start = text.index(QUOTE)
    notebook = desk._notebook
    assert notebook is not None
    notebook.add("4.MA", "Which three?", anchor=new_anchor(text, start, start + len(QUOTE), "2026.1"))
    notebook.add("4.AK", "Teachers first")
    notebook.add("5.TN", "Ask them")
    desk.notes.refresh()


def _stand(desk: Desk) -> dict[str, tuple[str, str, AnchorState | None]]:
    """Where each note stands, by its words: target, quote, state."""
    notebook = desk._notebook
    assert notebook is not None
    return {
        note.body: (
            note.target,
            note.anchor.selectors.exact if note.anchor else "",
            note.anchor.state if note.anchor else None,
        )
        for note in notebook.notes()
    }


def _see(desk: Desk, answers: Answers, qtbot: QtBot, path: Path, take: bool) -> list[str]:
    """Look into a file in the dialog, take it or leave it; what the dialog said."""
    said: list[str] = []

    def step(dialog: QDialog) -> None:
        assert isinstance(dialog, InstallDialog)
        # On a quick machine the look may be over before anyone sees the bar.
        assert dialog.bar.isHidden() or not dialog.take.isEnabled()
        qtbot.waitUntil(dialog.bar.isHidden, timeout=20_000)
        said.extend([dialog.lines.toPlainText(), dialog.warning.text(), dialog.said.text()])
        if take:
            with qtbot.waitSignal(desk.packs.changed, timeout=20_000):
                dialog.take.click()
            qtbot.waitUntil(lambda: not stands(dialog))

    answers.to_next(step)
    desk.window.steps.add_content(path)
    return said


def test_an_edition_comes_notes_follow_and_all_goes_back(
    desks: Desks, answers: Answers, qtbot: QtBot, tmp_path: Path, stick: Path
) -> None:
    desk = desks.open(tmp_path / "data")
    _write_notes(desk)
    before = _stand(desk)

    lines, _warning, told = _see(desk, answers, qtbot, stick / "broken.esspack", take=False)
    assert lines == "" and "cut short" in told
    assert _stand(desk) == before

    lines, warning, _told = _see(desk, answers, qtbot, stick / "book-2027.1.esspack", take=True)
    assert LATER in lines and "4.AK is now 4.AK-2" in lines and "5.TN" in lines
    assert "3 of your notes" in lines
    assert "not signed" in warning
    assert desk.window.status_line.edition.text() == "Edition 2027.1 of the book"

    side = desk.window.overview_steps.show().side
    qtbot.waitUntil(lambda: side.edition_head.text() == "New in edition 2027.1")
    assert side.edition.accessibleName() == desk.packs.news + "."
    assert "new" in desk.packs.news and "changed" in desk.packs.news
    desk.window.steps.go_to_page()

    after = _stand(desk)
    assert after["Which three?"][2] is AnchorState.MOVED
    assert after["Teachers first"][0] == "4.AK-2"
    assert after["Ask them"][0] == "5.TN"
    desk.window.reading.open("4.MA")
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 1)
    (card,) = desk.window.notes_pane.cards
    assert card.head.was.text() == f"Was: “{QUOTE}”"
    card.choices["confirm"].click()
    qtbot.waitUntil(lambda: _stand(desk)["Which three?"][2] is AnchorState.EXACT)
    assert "three sets of partners" in _stand(desk)["Which three?"][1]

    _look_for_lost(desk, answers, qtbot)
    _go_back(desk, answers, qtbot)
    assert _stand(desk) == before
    assert desk.window.status_line.edition.text() == "Edition 2026.1 of the book"
    qtbot.waitUntil(lambda: side.edition_head.text() == "In edition 2026.1")
    assert side.edition.accessibleName() == "14 published and 42 related examples."
    desk.window.reading.open("4.AK")
    assert desk.window.reading.code == "4.AK"
    desks.close(desk)

    again = desks.open(tmp_path / "data")
    assert again.window.status_line.edition.text() == "Edition 2026.1 of the book"
    assert _stand(again) == before


def _look_for_lost(desk: Desk, answers: Answers, qtbot: QtBot) -> None:
    """The page of installed content leads to the notes whose page is gone."""

    def step(dialog: QDialog) -> None:
        assert isinstance(dialog, PacksDialog)
        dialog.lost.click()

    answers.to_next(step)
    desk.window.steps.show_content()
    qtbot.waitUntil(lambda: desk.notebook.total == 1)
    assert desk.window.stack.name == "notebook"
    desk.window.stack.show_view("read")


def _go_back(desk: Desk, answers: Answers, qtbot: QtBot) -> None:
    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, StepDialog):
            dialog.go.click()
        else:
            QTimer.singleShot(20, agree)

    def step(dialog: QDialog) -> None:
        assert isinstance(dialog, PacksDialog)
        qtbot.waitUntil(lambda: dialog.chosen() is not None)
        with qtbot.waitSignal(desk.packs.told):
            dialog.last.click()
        assert "2027.1" in dialog.about.toPlainText()
        agree()
        with qtbot.waitSignal(desk.packs.changed, timeout=20_000):
            dialog.back.click()

    answers.to_next(step)
    desk.window.steps.show_content()


def test_looking_into_a_file_changes_nothing(
    desks: Desks, answers: Answers, qtbot: QtBot, tmp_path: Path, stick: Path
) -> None:
    desk = desks.open(tmp_path / "data")
    _write_notes(desk)
    desk._worker.drain()
    files = {path: path.read_bytes() for path in (tmp_path / "data").glob("notebook.sqlite*")}
    _see(desk, answers, qtbot, stick / "book-2027.1.esspack", take=False)
    desk._worker.drain()
    same = {path: path.read_bytes() for path in files}
    assert {
        path.name for path in files if files[path] != same[path] and not path.name.endswith("-shm")
    } == set()
    assert not [path for path in (tmp_path / "data" / "packs").iterdir() if path.is_dir()]
