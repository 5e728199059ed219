"""Results as rows: Qt's own model tester finds no fault, and each row can be heard whole."""

from made_up_search import RESULTS, MadeUpSearch
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from esscollab_desktop.domain.search import Answer, Result, ResultKind
from esscollab_desktop.ui.models.result_list import KIND_WORDS, RESULT_ROLE, ResultListModel, label_of, spoken


def test_qt_finds_no_fault_while_answers_come_and_go(qapp: QApplication) -> None:
    model = ResultListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    search = MadeUpSearch()
    for answer in (search.ask("philanthropy"), search.ask("fylanthropy"), search.ask("ohio"), None):
        model.show(answer)
        assert model.rowCount() == len(answer.results if answer else ())
    assert tester.model() is model


def test_a_row_gives_its_result_and_its_words(qapp: QApplication) -> None:
    model = ResultListModel()
    model.show(Answer("philanthropy", RESULTS))
    assert [model.index(row).data(RESULT_ROLE) for row in range(model.rowCount())] == list(RESULTS)
    assert model.index(0).data() == "4.OH  Ohio"
    assert model.index(1).data() == "Philanthropy Ohio"
    assert model.result(-1) is None
    assert model.result(len(RESULTS)) is None


def test_a_row_is_heard_as_kind_code_title_sentence_and_reason(qapp: QApplication) -> None:
    model = ResultListModel()
    model.show(Answer("philanthropy", RESULTS))
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Related, 4.OH, Ohio, Philanthropy Ohio and its members hosted ten regional meetings with ODE, "
        f"Your word, in Partners and in paragraph a, 1 of {len(RESULTS)}"
    )
    assert spoken(RESULTS[4]).startswith("Your note, Question, November 20, Could our")


def test_every_kind_has_a_word() -> None:
    assert set(KIND_WORDS) == set(ResultKind)


def test_codes_stand_in_boxes_for_what_people_say_and_for_nothing_else() -> None:
    def label(code: str, kind: ResultKind) -> str:
        return label_of(Result(code, kind, "", "", ""))

    assert label("4.MA", ResultKind.FACT) == "4.MA"
    assert label("4.MA-own2", ResultKind.OWN) == "4.MA-own2"
    assert label("4", ResultKind.PRACTICE) == "4"
    assert label("state:MI", ResultKind.STATE) == ""
    assert label("4.MA", ResultKind.NOTE) == ""
    assert label("org:x", ResultKind.PARTNER) == ""
