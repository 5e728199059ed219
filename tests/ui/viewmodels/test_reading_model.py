"""What is being read, and the way back and forward."""

import pytest
from PySide6.QtWidgets import QApplication

from esscollab_desktop.domain.page import Page, reading_segments
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


# --- a look at a page, without a step ---


def test_previews_are_no_steps_and_are_taken_back(reading: ReadingModel, opened: list[str]) -> None:
    reading.open("4.MA")
    for code in ("4.MI", "state:MI", "4"):
        reading.preview(code)
        assert reading.is_previewing
    assert reading.origin == "4.MA"
    reading.return_to()
    assert not reading.is_previewing
    assert not reading.can_go_back
    assert opened == ["4.MA", "4.MI", "state:MI", "4", "4.MA"]
    reading.return_to()
    assert opened[5:] == []


def test_a_preview_that_one_stays_on_is_one_step(reading: ReadingModel) -> None:
    reading.open("4.MA")
    reading.preview("4.MI")
    reading.preview("4")
    reading.settle()
    assert reading.code == "4"
    assert not reading.is_previewing
    reading.go_back()
    assert reading.code == "4.MA"
    assert not reading.can_go_back
    reading.go_forward()
    assert reading.code == "4"


def test_another_page_than_the_preview_is_a_step_from_where_one_was(reading: ReadingModel) -> None:
    reading.open("4.MA")
    reading.preview("4.MI")
    reading.settle("state:OH")
    assert reading.code == "state:OH"
    reading.go_back()
    assert reading.code == "4.MA"
    reading.settle("4.ma")
    assert not reading.can_go_back
    reading.settle("4.MI")
    reading.go_back()
    assert reading.code == "4.MA"


def test_a_link_on_a_previewed_page_leads_on_from_it(reading: ReadingModel) -> None:
    reading.open("4.MA")
    reading.preview("4.MI")
    reading.open("state:MI")
    assert not reading.is_previewing
    reading.go_back()
    assert reading.code == "4.MI"
    reading.go_back()
    assert reading.code == "4.MA"


def test_back_from_a_preview_is_where_one_was(reading: ReadingModel) -> None:
    for code in ("4", "4.MA"):
        reading.open(code)
    reading.preview("4.MI")
    assert reading.can_go_back
    reading.go_back()
    assert reading.code == "4.MA"
    assert not reading.can_go_forward
    reading.go_back()
    assert reading.code == "4"
    reading.preview("4.MI")
    reading.go_forward()
    assert reading.code == "4.MA"
    assert not reading.can_go_forward


def test_a_preview_of_where_one_is_or_of_nothing_is_none(
    reading: ReadingModel, opened: list[str], refused: list[str]
) -> None:
    reading.open("4.MA")
    reading.preview("4.MA")
    reading.preview("4.MQ")
    reading.preview("")
    assert not reading.is_previewing
    reading.preview("4.MI")
    reading.preview("4.MA")
    assert not reading.is_previewing
    assert not reading.can_go_back
    assert opened == ["4.MA", "4.MI", "4.MA"]
    assert refused == []


def test_the_way_back_leads_to_where_one_was(reading: ReadingModel) -> None:
    wanted: list[object] = []
    reading.place_wanted.connect(wanted.append)
    places = {"4": (3, 12.5), "4.MA": (7, -2.0), "4.MI": (0, 0.0)}
    reading.place_now = lambda: places[reading.code] if reading.code else (0, 0.0)
    for code in places:
        reading.open(code)
    assert wanted == []  # what is opened anew begins at its top
    reading.go_back()
    reading.go_back()
    places["4"] = (9, 1.0)
    reading.go_forward()
    reading.go_back()
    assert wanted == [(7, -2.0), (3, 12.5), (7, -2.0), (9, 1.0)]


@pytest.fixture
def passages(reading: ReadingModel) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    reading.passage_wanted.connect(lambda start, end: found.append((start, end)))
    return found


def test_a_letter_leads_to_its_paragraph(
    reading: ReadingModel, opened: list[str], passages: list[tuple[int, int]]
) -> None:
    reading.open("4.MA", "c")
    assert reading.page is not None
    (segment,) = [s for s in reading_segments(reading.page) if s.letter == "c"]
    assert passages == [(segment.start, segment.end)]
    reading.open("4.MA", "a")
    assert opened == ["4.MA"]
    assert passages[1][1] < passages[0][0]


def test_an_unknown_letter_opens_the_page_and_says_which_there_are(
    reading: ReadingModel, opened: list[str], refused: list[str], passages: list[tuple[int, int]]
) -> None:
    reading.open("4.MA", "z")
    assert opened == ["4.MA"]
    assert passages == []
    (sentence,) = refused
    assert sentence.startswith("4.MA has no paragraph z. They run from a to ")


def test_words_mean_a_place_or_nothing(reading: ReadingModel) -> None:
    assert reading.named("4 ma c") == ("4.MA", "c")
    assert reading.named("michigan") == ("state:MI", "")
    assert reading.named("4.MQ c") == ("", "")
    assert reading.named("library hours") == ("", "")


def test_the_open_page_is_explained_and_cited(reading: ReadingModel) -> None:
    assert reading.mentions() == ()
    assert reading.citation() == ""
    reading.open("4.MA")
    assert "glossary:DESE" in {mention.term.code for mention in reading.mentions()}
    assert reading.citation().startswith("4.MA, Massachusetts (published example). Sources: ")
