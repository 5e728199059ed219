"""What is being read, and the way back and forward."""

import pytest
from PySide6.QtWidgets import QApplication

from esscollab_desktop.domain.page import Page
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.viewmodels.reading import ReadingModel


@pytest.fixture
def reading(qapp: QApplication, catalogue: Catalogue) -> ReadingModel:
    return ReadingModel(catalogue)


@pytest.fixture
def opened(reading: ReadingModel) -> list[str]:
    codes: list[str] = []

    def note(page: Page) -> None:
        codes.append(page.code)

    reading.page_opened.connect(note)
    return codes


@pytest.fixture
def refused(reading: ReadingModel) -> list[str]:
    sentences: list[str] = []
    reading.refused.connect(sentences.append)
    return sentences


def test_nothing_is_open_at_first(reading: ReadingModel) -> None:
    assert reading.page is None
    assert reading.code == ""
    assert not reading.can_go_back
    assert not reading.can_go_forward
    reading.go_back()
    reading.go_forward()
    assert reading.page is None


def test_back_and_forward_go_the_same_way(reading: ReadingModel, opened: list[str]) -> None:
    for code in ("4", "4.MA", "state:MI"):
        reading.open(code)
    reading.go_back()
    assert reading.code == "4.MA"
    assert reading.can_go_forward
    reading.go_back()
    assert reading.code == "4"
    assert not reading.can_go_back
    reading.go_forward()
    reading.go_forward()
    assert reading.code == "state:MI"
    assert not reading.can_go_forward
    assert opened == ["4", "4.MA", "state:MI", "4.MA", "4", "4.MA", "state:MI"]


def test_a_new_way_ends_the_old_one(reading: ReadingModel) -> None:
    for code in ("4", "4.MA"):
        reading.open(code)
    reading.go_back()
    reading.open("4.MI")
    assert not reading.can_go_forward
    reading.go_back()
    assert reading.code == "4"


@pytest.mark.parametrize("again", ["4.MA", "4.ma", " 4.MA "])
def test_the_page_that_is_open_is_no_step(reading: ReadingModel, opened: list[str], again: str) -> None:
    reading.open("4.MA")
    reading.open(again)
    assert opened == ["4.MA"]
    assert not reading.can_go_back


def test_an_unknown_code_is_told_and_changes_nothing(
    reading: ReadingModel, opened: list[str], refused: list[str]
) -> None:
    reading.open("4.MA")
    reading.open("4.MQ")
    (sentence,) = refused
    assert sentence.startswith("4.MQ is not a code in this book. Near it: ")
    assert reading.code == "4.MA"
    assert opened == ["4.MA"]
    assert not reading.can_go_back


def test_words_mean_a_code_or_nothing(reading: ReadingModel) -> None:
    assert reading.known("4.ma") == "4.MA"
    assert reading.known("michigan") == "state:MI"
    assert reading.known("breakfast") == ""
    assert reading.known("") == ""


def test_a_long_way_is_remembered_but_not_for_ever(reading: ReadingModel, catalogue: Catalogue) -> None:
    codes = [e.code for e in catalogue.examples()]
    steps = (codes * (400 // len(codes) + 1))[:400]
    for code in steps:
        reading.open(code)
    back = []
    while reading.can_go_back:
        reading.go_back()
        back.append(reading.code)
    assert len(back) >= 200
    assert back == steps[-2 : -2 - len(back) : -1]
