"""The filter: at once in a small book, off the window's thread in a large one, and never a late answer."""

import threading
from collections.abc import Iterator

import pytest
from crowded_book import write_crowded_book
from pytestqt.qtbot import QtBot

from esscollab_desktop.domain.book import Group, Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.ui.models.book_rows import Filter
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.finding import FindingModel


class Gated(Library):
    """A library whose search waits until the gate is opened, and tells what it was asked and where."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self.gate, self.began = threading.Event(), threading.Event()
        self.asked: list[str] = []
        self.threads: set[int] = set()
        self.fault: Exception | None = None

    def groups(self, words: str = "") -> tuple[Group, ...]:
        if words:
            self.asked.append(words)
            self.threads.add(threading.get_ident())
            self.began.set()
            self.gate.wait(20)
            if self.fault is not None:
                raise self.fault
        return super().groups(words)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    shape = [("1", "MA", Kind.RELATED, 1100), ("2", "NY", Kind.RELATED, 1100)]
    opened = Catalogue(CatalogueReader(write_crowded_book(tmp_path_factory.mktemp("crowded"), shape)))
    yield opened
    opened.close()


@pytest.fixture
def library(crowded: Catalogue) -> Gated:
    return Gated(crowded)


@pytest.fixture
def finding(library: Gated, qtbot: QtBot, own_garbage: None) -> Iterator[FindingModel]:
    runner = TaskRunner()
    yield FindingModel(library, runner)
    library.gate.set()
    runner.close()


@pytest.fixture
def told(finding: FindingModel) -> list[Filter | None]:
    """The answers that came."""
    seen: list[Filter | None] = []
    finding.found.connect(seen.append)
    return seen


def test_in_a_small_book_it_is_there_at_once(catalogue: Catalogue, qtbot: QtBot) -> None:
    runner = TaskRunner()
    finding = FindingModel(catalogue, runner)
    seen: list[Filter | None] = []
    finding.found.connect(seen.append)
    finding.look_for(" parents ")
    assert seen == [Filter("parents", catalogue.groups("parents"), catalogue.tops("parents"))]
    assert not finding.is_looking
    finding.look_for(" ")
    assert seen[1:] == [None]
    runner.close()


def test_in_a_large_book_another_thread_looks(
    finding: FindingModel, library: Gated, told: list[Filter | None], qtbot: QtBot
) -> None:
    finding.look_for("breakfasts")
    assert finding.is_looking
    assert told == []
    with qtbot.waitSignal(finding.found):
        library.gate.set()
    assert not finding.is_looking
    assert [left.words if left else None for left in told] == ["breakfasts"]
    assert told[0] is not None
    assert told[0].groups == library.book.groups("breakfasts")
    assert threading.get_ident() not in library.threads


def test_late_answers_are_dropped_and_stale_words_are_not_looked_for(
    finding: FindingModel, library: Gated, told: list[Filter | None], qtbot: QtBot
) -> None:
    finding.look_for("b")
    assert library.began.wait(20)
    for words in ("br", "bre", "brea"):
        finding.look_for(words)
    with qtbot.waitSignal(finding.found):
        library.gate.set()
    assert [left.words if left else None for left in told] == ["brea"]
    assert library.asked == ["b", "brea"]


def test_an_answer_after_the_words_were_cleared_is_dropped(
    finding: FindingModel, library: Gated, told: list[Filter | None], qtbot: QtBot
) -> None:
    finding.look_for("breakfasts")
    assert library.began.wait(20)
    finding.look_for("")
    library.gate.set()
    with qtbot.waitSignal(finding.found):
        finding.look_for("talks")
    assert [left.words if left else None for left in told] == [None, "talks"]


def test_what_waits_for_the_answer_is_done_once_and_not_for_other_words(
    finding: FindingModel, library: Gated, told: list[Filter | None], qtbot: QtBot
) -> None:
    done: list[str] = []
    finding.once_found(lambda: done.append("at once"))
    finding.look_for("talks")
    finding.once_found(lambda: done.append("for talks"))
    finding.look_for("breakfasts")
    finding.once_found(lambda: done.append("for breakfasts"))
    assert done == ["at once"]
    with qtbot.waitSignal(finding.found):
        library.gate.set()
    assert done == ["at once", "for breakfasts"]


def test_damage_is_said_and_the_next_words_are_looked_for(
    finding: FindingModel, library: Gated, told: list[Filter | None], qtbot: QtBot
) -> None:
    library.gate.set()
    library.fault = UserError("The book is damaged.")
    with qtbot.waitSignal(finding.refused) as refused:
        finding.look_for("talks")
    assert refused.args == ["The book is damaged."]
    assert not finding.is_looking
    library.fault = None
    with qtbot.waitSignal(finding.found):
        finding.look_again()
    assert [left.words if left else None for left in told] == ["talks"]
