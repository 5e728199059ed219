"""Handouts from the window: made in the child process, told in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handouts import CompiledPdf, HandoutReport
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.handouts import HandoutsModel, look_for, report_words


@pytest.fixture
def handouts(
    qapp: QApplication, catalogue: Catalogue, bundled: Path, own_garbage: None
) -> Iterator[HandoutsModel]:
    press, runner = bootstrap.open_press(), TaskRunner()
    yield HandoutsModel(catalogue, runner, press)
    runner.close()
    press.close()


@pytest.fixture
def notebook(bundled: Path, tmp_path: Path) -> Iterator[Notebook]:
    opened = bootstrap.open_notebook(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def said(handouts: HandoutsModel) -> list[str]:
    heard: list[str] = []
    handouts.said.connect(heard.append)
    return heard


def words_of(path: Path) -> str:
    """The text of a PDF, white space folded."""
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_a_handout_is_written_and_told(
    handouts: HandoutsModel, said: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    handouts.write(["4.MA"], look_for("none", "letter"), path)
    assert said == ["Making the handout…"]
    qtbot.waitUntil(lambda: len(said) == 2, timeout=30_000)
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
        assert pdf.Root.MarkInfo.Marked
    told = "1 page" if pages == 1 else f"{pages} pages"
    assert said[1] == f"Handout written: {told}, {path}"
    assert "MassINC" in words_of(path)


def test_notes_go_in_where_they_are_wanted(
    handouts: HandoutsModel, notebook: Notebook, said: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    notebook.add("4.MA", "Ask about the breakfasts")
    handouts.attach(notebook)
    with_notes, without = tmp_path / "with.pdf", tmp_path / "without.pdf"
    handouts.write(["4.MA"], look_for("end", "a4"), with_notes)
    handouts.write(["4.MA"], look_for("none", "a4"), without)
    qtbot.waitUntil(lambda: len(said) == 4, timeout=30_000)
    assert "Ask about the breakfasts" in words_of(with_notes)
    assert "Ask about the breakfasts" not in words_of(without)


def test_paper_is_as_chosen(handouts: HandoutsModel, said: list[str], qtbot: QtBot, tmp_path: Path) -> None:
    sizes = {}
    for paper in ("letter", "legal", "a4"):
        handouts.write(["4.MA"], look_for("none", paper), tmp_path / f"{paper}.pdf")
    qtbot.waitUntil(lambda: len(said) == 6, timeout=30_000)
    for paper in ("letter", "legal", "a4"):
        with pikepdf.open(tmp_path / f"{paper}.pdf") as pdf:
            sizes[paper] = tuple(round(float(n)) for n in pdf.pages[0].mediabox)[2:]
    assert sizes == {"letter": (612, 792), "legal": (612, 1008), "a4": (595, 842)}


def test_a_place_that_can_not_be_written_is_said_in_a_sentence(
    handouts: HandoutsModel, said: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    handouts.write(["4.MA"], look_for("none", "letter"), tmp_path / "no such folder" / "out.pdf")
    qtbot.waitUntil(lambda: len(said) == 2, timeout=30_000)
    assert said[1].endswith(".")
    assert "Traceback" not in said[1]
    assert list(tmp_path.iterdir()) == []


def test_pages_for_the_printer_come_back_here(handouts: HandoutsModel, qtbot: QtBot) -> None:
    made: list[CompiledPdf] = []
    handouts.compile(["4"], look_for("none", "letter"), made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    assert made[0].data.startswith(b"%PDF-")
    assert made[0].pages > 1


def test_a_bug_is_not_hidden(
    qapp: QApplication, catalogue: Catalogue, qtbot: QtBot, own_garbage: None
) -> None:
    def broken(_handout: object) -> CompiledPdf:
        raise LookupError("a bug")

    runner = TaskRunner()
    model = HandoutsModel(catalogue, runner, broken)
    with qtbot.captureExceptions() as caught:
        model.compile(["4.MA"], look_for("none", "letter"), lambda _pdf: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is LookupError
    runner.close()


def test_what_was_replaced_is_told() -> None:
    report = HandoutReport(Path("out.pdf"), 1, tuple(f"U+E00{n}" for n in range(7)))
    assert report_words(report) == (
        "Handout written: 1 page, out.pdf"
        " Printed as numbers, because the typeface lacks them: U+E000, U+E001, U+E002, U+E003, U+E004."
    )


def test_a_file_name_is_offered_that_says_what_is_in_it(handouts: HandoutsModel) -> None:
    assert Path(handouts.default_path(["4.MA"])).name == "ESSCollab 4.MA.pdf"
    assert Path(handouts.default_path([])).name == "ESSCollab handout.pdf"
    assert Path(handouts.default_path(["4.MA"])).is_absolute()
